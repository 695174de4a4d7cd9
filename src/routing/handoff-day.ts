import { fail } from "../errors.js";
import {
  toDurationMs,
  toEpochMs,
  type DurationInput,
  type EpochMs,
  type InstantInput,
} from "../time/index.js";
import type { Agent } from "./agent.js";
import { applyDeskEvent } from "./apply.js";
import type { DeskEvent } from "./desk-event.js";
import { heldWork, type Desk } from "./desk.js";
import type { HeldWork } from "./desk-tables.js";
import { planFor, planHandoffs, type HandoffPlan } from "./handoff-plan.js";
import { toRules, type HandoffPlanOptions } from "./handoff-options.js";
import { dayEndAfter, onShiftFrom } from "./shifts.js";

export interface HandoffDayOptions extends HandoffPlanOptions {
  /** How far to plan. Default 24 hours, at most 744 (a month). */
  readonly ahead?: DurationInput | undefined;
}

const A_DAY = { hours: 24 };
const LONGEST_MS = 744 * 3_600_000;

/**
 * The handoffs of the time ahead, assuming that no new work comes, none is
 * finished, and what a plan offers is accepted: at each instant at which
 * somebody's day ends, what becomes of the work they hold by then, that passed on
 * before included. An item that found nobody is tried again when the next of those
 * who could take it comes on shift, unless its owner is back by then.
 *
 * @returns The plans that have items, in order; each continues on the desk of the one before.
 * @throws {FollowTheSunError} As `planHandoffs`; `argument.invalid` for more than 744 hours.
 *
 * @example
 * const due = applyDeskEvent(desk, { type: "assigned", at: now, agentId: "sam",
 *   work: { ...work, id: "T-9", dueAt: "2026-03-31T02:00:00Z" } });
 * planHandoffsAhead(due, "2026-03-30T10:00:00Z", { ahead: { hours: 20 } }).at(-1).teams[0].sentence;
 * // => 31 Mar 01:00 London: 1 item, 1 passes to Tokyo
 */
export function planHandoffsAhead(
  desk: Desk,
  from: InstantInput,
  { ahead = A_DAY, ...options }: HandoffDayOptions = {},
): readonly HandoffPlan[] {
  const start = toEpochMs(from, "from");
  const aheadMs = toDurationMs(ahead, "options.ahead");
  if (aheadMs > LONGEST_MS) fail("argument.invalid", "options.ahead", ahead, "must be at most 744 hours");
  const rules = toRules(options);
  const plans = [planHandoffs(desk, start, options)];
  const stranded = new Map<string, EpochMs>();
  for (let [last] = plans; last !== undefined;) {
    noteStranded(stranded, last);
    const accepted = acceptancesOf(last);
    const before = accepted.reduce(applyDeskEvent, last.desk);
    const next = nextHandoff(before, last.at.getTime(), stranded);
    if (next === undefined || next.at > start + aheadMs) break;
    const plan = planFor(before, next.held, next.at, rules);
    last = { ...plan, events: [...accepted, ...plan.events] };
    plans.push(last);
  }
  return plans.filter(({ items }) => items.length > 0);
}

/** What is offered is accepted at once: whoever is asked has it when their own day ends. */
function acceptancesOf({ events }: HandoffPlan): DeskEvent[] {
  return events.flatMap((event): DeskEvent[] => {
    if (event.type !== "offered") return [];
    const { id = "", at, agentId, work } = event;
    return [{ type: "accepted", id: `accepted:${id}`, at, agentId, workId: work.id }];
  });
}

/** Items that found nobody, and when somebody comes who might take them. */
function noteStranded(stranded: Map<string, EpochMs>, { items }: HandoffPlan): void {
  for (const { workId, outcome } of items) {
    stranded.delete(workId);
    if (outcome.kind !== "nobody" || outcome.answer.kind !== "wait" || outcome.answer.until === undefined)
      continue;
    stranded.set(workId, outcome.answer.until.getTime());
  }
}

/** The next instant at which work must be looked at, and that work: its owner's day ends, or it is tried again. */
function nextHandoff(
  desk: Desk,
  after: EpochMs,
  stranded: ReadonlyMap<string, EpochMs>,
): { readonly at: EpochMs; readonly held: readonly HeldWork[] } | undefined {
  const ends = new Map<string, EpochMs>();
  const due = heldWork(desk).map((held) => {
    const owner = desk.roster.agents.get(held.agentId) as Agent;
    const retry = stranded.get(held.work.id);
    const end = ends.get(held.agentId) ?? dayEndAfter(owner, after);
    ends.set(held.agentId, end);
    const isTriedAgain =
      retry !== undefined && retry > after && retry < (onShiftFrom(owner, after) ?? Infinity);
    return { held, at: isTriedAgain ? retry : end }; // the end comes after the owner is back
  });
  const at = due.reduce((first, each) => Math.min(first, each.at), Infinity);
  if (at === Infinity) return undefined;
  return { at, held: due.filter((each) => each.at === at).map(({ held }) => held) };
}
