import { LANGUAGE_LEVELS, parseLanguageTag } from "./language.js";
import type { WorkItem } from "./work-item.js";

/**
 * Is this, at a glance, a work item in order? A yes is certain and takes a
 * fraction of the time of the schema, which sees the same item twice for each
 * assignment; a no is left to the schema, which decides and says what is wrong.
 */
export function isPlainWork(work: WorkItem): boolean {
  const entries: unknown = work;
  if (typeof entries !== "object" || entries === null || Array.isArray(entries)) return false;
  if (typeof work.id !== "string" || work.channel === undefined || work.arrivedAt === undefined) return false;
  for (const key in work) {
    const isFine = FIELDS[key];
    const value = work[key as keyof WorkItem];
    if (isFine === undefined || (value !== undefined && !isFine(value))) return false;
  }
  return true;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isFlag: Check = (value) => typeof value === "boolean";
const isAmount: Check = (value) => typeof value === "number" && value >= 0 && value < Infinity;
/** Milliseconds or a date, well inside the accepted time; every other form of an instant is left to the schema. */
const isInstant: Check = (value) => {
  const at = value instanceof Date ? value.getTime() : value;
  return Number.isInteger(at) && (at as number) >= 0 && (at as number) < 4e12;
};
const listOf =
  (isFine: Check): Check =>
  (value) =>
    Array.isArray(value) && Array.from<unknown>(value).every(isFine); // every would skip a hole
const isTag: Check = (value) => typeof value === "string" && parseLanguageTag(value) !== undefined;

const isSkills: Check = (value) => {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  if (Object.getOwnPropertySymbols(value).length > 0) return false;
  for (const skill in value) {
    if (skill === "" || skill === "__proto__" || !isAmount((value as Record<string, unknown>)[skill]))
      return false;
  }
  return true;
};

const FIELDS: Readonly<Record<string, Check | undefined>> = Object.assign(
  Object.create(null) as Record<string, Check>,
  {
    id: isText,
    channel: isText,
    languages: listOf(isTag),
    minLevel: (value: unknown) => LANGUAGE_LEVELS.includes(value as never),
    skills: isSkills,
    preferredSkills: isSkills,
    priority: isText,
    authority: isAmount,
    market: isText,
    region: isText,
    sensitive: isFlag,
    preferredAgents: listOf(isText),
    arrivedAt: isInstant,
    dueAt: isInstant,
    residency: listOf(isText),
    clearances: listOf(isText),
    excludedAgents: listOf(isText),
    offerAgain: isFlag,
  } satisfies Partial<Record<keyof WorkItem, Check>>,
);
