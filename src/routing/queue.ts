import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { applyDeskEvent } from "./apply.js";
import { agentOf, type Desk } from "./desk.js";
import { compareIds, type Roster } from "./roster.js";
import type { AssignedAnswer, RouteAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
import { decide, readUnheld } from "./route.js";
import type { Policy } from "./stage.js";
import { toRequirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** A work item that somebody gets. */
export interface Placed {
  readonly work: WorkItem;
  readonly answer: AssignedAnswer;
}

/** A work item that nobody can take now. */
export interface Unplaced {
  readonly work: WorkItem;
  readonly answer: WaitAnswer | UnroutableAnswer;
}

/** What became of a queue. */
export interface Placement {
  /** The desk with all that was placed. */
  readonly desk: Desk;
  /** In the order in which they were placed; their events, applied in this order, lead to the desk. */
  readonly placed: readonly Placed[];
  /** In the order of the queue. */
  readonly unplaced: readonly Unplaced[];
}

/** What a freed agent should take next; or that nothing in the queue is for them now. */
export type NextItem =
  | ({
      readonly kind: "next";
      /** What others get before: apply these too, or the agent's event is about another desk. */
      readonly before: readonly Placed[];
    } & Placed)
  | {
      readonly kind: "nothing";
      /** How many items wait, all for others or for later. */
      readonly waiting: number;
    };

/**
 * Waiting work in the order in which it is placed: the policy's order (by
 * default the most urgent level first, with points for waiting where the policy
 * has `aging`; or by the time left until due), then what arrived first, then the
 * lower id.
 *
 * @throws {FollowTheSunError} `config.*` for a malformed work item, `config.duplicate`, `instant.*`.
 *
 * @example
 * orderQueue(roster, [work, { ...work, id: "T-2", priority: "urgent" }], now).map(({ id }) => id); // => ["T-2", "T-1"]
 */
export function orderQueue(
  roster: Roster,
  queue: readonly WorkItem[],
  at: InstantInput,
): readonly WorkItem[] {
  const instant = toEpochMs(at, "at");
  const seen = new Set<string>();
  return queue
    .map((work, index) => {
      const { arrivedAt } = toRequirement(work, `queue[${index}]`);
      if (seen.has(work.id)) fail("config.duplicate", `queue[${index}].id`, work.id, "must be unique");
      seen.add(work.id);
      return { work, arrivedAt, rank: rankOf(work, arrivedAt, roster.policy, instant, `queue[${index}]`) };
    })
    .sort((a, b) => a.rank - b.rank || a.arrivedAt - b.arrivedAt || compareIds(a.work.id, b.work.id))
    .map(({ work }) => work);
}

const POINTS_PER_LEVEL = 100;

/** The smaller comes first. */
function rankOf(work: WorkItem, arrivedAt: EpochMs, policy: Policy, at: EpochMs, path: string): number {
  const level = levelOf(work, policy, path);
  const { order, aging } = policy.queue;
  if (order === "time-left")
    return work.dueAt === undefined ? Infinity : toEpochMs(work.dueAt, `${path}.dueAt`);
  if (aging === undefined) return -level;
  const { pointsPerMinute, atMost = Infinity } = aging;
  const waited = Math.max(0, at - arrivedAt) / 60_000;
  return -(level * POINTS_PER_LEVEL + Math.min(atMost, waited * pointsPerMinute));
}

function levelOf({ priority }: WorkItem, { priorities }: Policy, path: string): number {
  if (priority === undefined) return Math.max(0, priorities.indexOf("normal"));
  const level = priorities.indexOf(priority);
  if (level >= 0) return level;
  const reason = `must be one of the policy's priorities: ${priorities.join(", ")}`;
  return fail("config.unknown-reference", `${path}.priority`, priority, reason);
}

/**
 * Place waiting work on the desk, one item after another in the queue's order.
 * An item that nobody can take now holds nobody back: what comes after it gets
 * its chance.
 *
 * @throws {FollowTheSunError} As `orderQueue` and `route`.
 *
 * @example
 * const { desk: after, placed } = placeQueue(desk, [work], "2026-03-30T08:05:00Z");
 * placed.map(({ work, answer }) => `${work.id} to ${answer.agentId}`); // => ["T-1 to sam"]
 */
export function placeQueue(desk: Desk, queue: readonly WorkItem[], at: InstantInput): Placement {
  const placed: Placed[] = [];
  const unplaced: Unplaced[] = [];
  let after = desk;
  for (const { work, answer, next } of placing(desk, queue, at)) {
    if (answer.kind === "assigned") placed.push({ work, answer });
    else unplaced.push({ work, answer });
    after = next;
  }
  return { desk: after, placed, unplaced };
}

/**
 * What should this agent take next? The first item of the queue that comes to
 * them when the queue is placed one after another: an item that another free
 * agent should have is left to that one, and what nobody can take now holds
 * nobody back.
 *
 * @throws {FollowTheSunError} As `placeQueue`, and `desk.unknown-agent`.
 *
 * @example
 * const next = nextItemFor(desk, "sam", [work], "2026-03-30T08:05:00Z");
 * if (next.kind === "next") desk = applyDeskEvent(desk, next.answer.event);
 */
export function nextItemFor(
  desk: Desk,
  agentId: string,
  queue: readonly WorkItem[],
  at: InstantInput,
): NextItem {
  agentOf(desk, agentId, "agentId");
  const before: Placed[] = [];
  for (const { work, answer } of placing(desk, queue, at)) {
    if (answer.kind !== "assigned") continue;
    if (answer.agentId === agentId) return { kind: "next", work, answer, before };
    before.push({ work, answer });
  }
  return { kind: "nothing", waiting: queue.length };
}

interface Step {
  readonly work: WorkItem;
  readonly answer: RouteAnswer;
  /** The desk on which the next item is placed. */
  readonly next: Desk;
}

/** The queue in its order, each item routed on the desk that those before it left. */
function* placing(desk: Desk, queue: readonly WorkItem[], at: InstantInput): Generator<Step> {
  const instant = toEpochMs(at, "at");
  queue.forEach((work, index) => readUnheld(desk, work, `queue[${index}]`));
  let next = desk;
  for (const work of orderQueue(desk.roster, queue, instant)) {
    const answer = decide(next, readUnheld(next, work), instant);
    if (answer.kind === "assigned") next = applyDeskEvent(next, answer.event);
    yield { work, answer, next };
  }
}
