import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { AssignedAnswer, RouteAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
import { applyDeskEvent } from "./apply.js";
import { bestRound, type MatchingRound } from "./best-round.js";
import { sceneOf } from "./candidates.js";
import { agentOf, type Desk } from "./desk.js";
import { readQueue } from "./queue.js";
import { decide, refuseTaken } from "./route.js";
import type { Requirement } from "./work.js";
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
  /** With `best`: the rounds in which they were placed, and what proves that none could be better. */
  readonly rounds?: readonly MatchingRound[] | undefined;
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

export interface PlaceQueueOptions {
  /** Weigh the whole queue at once rather than one item after another. Default: one after another. */
  readonly best?: boolean | undefined;
}

/**
 * Place waiting work on the desk, one item after another in the queue's order.
 * An item that nobody can take now holds nobody back: what comes after it gets
 * its chance.
 *
 * With `best`, the whole queue is weighed in rounds: a round gives each agent at
 * most one item and is the best of all such rounds, which `rounds` proves; rounds
 * go on until nothing more fits. Should one item after another ever place more,
 * that is what is given.
 *
 * @throws {FollowTheSunError} As `orderQueue` and `route`.
 *
 * @example
 * const { desk: after, placed } = placeQueue(desk, [work], "2026-03-30T08:05:00Z");
 * placed.map(({ work, answer }) => `${work.id} to ${answer.agentId}`); // => ["T-1 to sam"]
 */
export function placeQueue(
  desk: Desk,
  queue: readonly WorkItem[],
  at: InstantInput,
  { best = false }: PlaceQueueOptions = {},
): Placement {
  if (!best) return placeInOrder(desk, queue, at);
  const inRounds = placeInRounds(desk, queue, at);
  if (inRounds.unplaced.length === 0) return inRounds;
  const inOrder = placeInOrder(desk, queue, at);
  return inOrder.placed.length > inRounds.placed.length ? { ...inOrder, rounds: [] } : inRounds;
}

function placeInOrder(desk: Desk, queue: readonly WorkItem[], at: InstantInput): Placement {
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

function placeInRounds(desk: Desk, queue: readonly WorkItem[], at: InstantInput): Placement {
  const instant = toEpochMs(at, "at");
  let waiting = readWaiting(desk, queue, instant);
  let after = desk;
  const placed: Placed[] = [];
  const rounds: MatchingRound[] = [];
  for (;;) {
    const before = after;
    const result = bestRound(waiting.map((requirement) => sceneOf(before, requirement, instant)));
    if (result === undefined) break;
    rounds.push(result.round);
    placed.push(...result.placed);
    for (const { answer } of result.placed) after = applyDeskEvent(after, answer.event);
    const gone = new Set(result.placed.map(({ work }) => work.id));
    waiting = waiting.filter(({ work }) => !gone.has(work.id));
  }
  const unplaced = waiting.map((requirement) => {
    const answer = decide(after, requirement, instant) as Unplaced["answer"]; // or there would be another round
    return { work: requirement.work, answer };
  });
  return { desk: after, placed, unplaced, rounds };
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
  let next = desk;
  for (const requirement of readWaiting(desk, queue, instant)) {
    const answer = decide(next, requirement, instant);
    if (answer.kind === "assigned") next = applyDeskEvent(next, answer.event);
    yield { work: requirement.work, answer, next };
  }
}

/** The queue in its order, none of which anybody has or is asked to take. */
function readWaiting(desk: Desk, queue: readonly WorkItem[], at: EpochMs): readonly Requirement[] {
  const requirements = readQueue(desk.roster, queue, at);
  queue.forEach((work, index) => {
    refuseTaken(desk, work, `queue[${index}]`);
  });
  return requirements;
}
