import { problemsOf } from "../check.js";
import { fail, failAll } from "../errors.js";
import { CHOSEN_BY, EVENT_FIELDS, PRESENCES, type DeskEvent } from "./desk-event.js";
import { eventSchemas } from "./desk-schema.js";

/**
 * Throw unless the event has the shape of one. Work and agents inside it are
 * checked where they are read. What looks right at a glance needs no schema.
 */
export function checkEvent(event: DeskEvent): void {
  const type: unknown = (event as DeskEvent | null | undefined)?.type;
  if (typeof type !== "string" || !Object.hasOwn(EVENT_FIELDS, type))
    fail("desk.event", "event.type", type, `must be one of ${Object.keys(EVENT_FIELDS).join(", ")}`);
  if (!isPlainEvent(event)) failAll(problemsOf(eventSchemas[event.type], event, "event"));
}

function isPlainEvent(event: DeskEvent): boolean {
  const { required, optional } = EVENT_FIELDS[event.type];
  for (const key of required) if (event[key as keyof DeskEvent] === undefined) return false;
  for (const key in event) {
    if (!required.includes(key) && !optional.includes(key)) return false;
    const value: unknown = event[key as keyof DeskEvent];
    if (value !== undefined && PLAIN[key]?.(value) !== true) return false;
  }
  return true;
}

const isText = (value: unknown) => typeof value === "string" && value !== "";
const isInstant = (value: unknown) => value instanceof Date || typeof value === "number";
const isAnything = () => true;

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: isText,
  id: isText,
  at: isInstant,
  agentId: isText,
  toAgentId: isText,
  workId: isText,
  work: isAnything,
  agent: isAnything,
  chosenBy: (value) => CHOSEN_BY.includes(value as never),
  stage: (value) => Number.isInteger(value) && (value as number) >= 0,
  among: () => false, // rare, and left to the schema
  expiresAt: isInstant,
  wrapUpUntil: isInstant,
  presence: (value) => PRESENCES.includes(value as never),
  reason: isText,
};
