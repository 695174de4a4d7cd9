import type { EpochMs } from "../time/index.js";
import type { WaitAnswer } from "./answer.js";
import { applyDeskEvent } from "./apply.js";
import { heldWork, type Desk } from "./desk.js";
import { explainAgent } from "./explain.js";
import type { Failure } from "./failure.js";
import { ownTables, type PlayedLog, type StartedWork, type WorkOutcome } from "./log-run.js";
import type { Outranked } from "./ranking.js";
import { decide } from "./route.js";
import type { Job } from "./work-log.js";

/** Which of the two rosters. */
export type RosterSide = "before" | "after";

/** An item whose agent, stage or start is another one, or that only one side ever assigns. */
export interface WorkDifference {
  readonly workId: string;
  readonly before: WorkOutcome;
  readonly after: WorkOutcome;
  /** `undefined` beyond as many as were asked for. */
  readonly why: WhyOtherwise | undefined;
  /** The same in words. */
  readonly sentence: string;
}

/**
 * Why one side did not do what the other did first: asked of the desk of the one
 * that was later (of `after`, if neither was), about the agent who got it on the
 * other side, at that instant.
 */
export type WhyOtherwise =
  | (OfAgent & {
      readonly code: "not-in-roster";
    })
  | (OfAgent & {
      readonly code: "cannot";
      /** As in `explainAgent`. */
      readonly failures: readonly Failure[];
      /** Where capacity fails: what the agent holds, by id. */
      readonly busyWith: readonly string[];
    })
  | (OfAgent & {
      readonly code: "outranked";
      readonly outranked: Outranked;
    })
  | (OfAgent & {
      /** The agent could have it, but the policy lets the work wait. */
      readonly code: "kept-waiting";
      readonly reason: WaitAnswer["reason"];
    })
  | (OfAgent & {
      /** The same agent at the same instant, let in by another stage. */
      readonly code: "other-stage";
    })
  | {
      /** One side waits to the end; on this side nobody could ever take it. */
      readonly code: "nobody-could-ever";
      readonly side: RosterSide;
    };

interface OfAgent {
  /** Whose desk was asked. */
  readonly side: RosterSide;
  /** Who got it on the other side. */
  readonly agentId: string;
  readonly at: Date;
}

/** What both sides did with a job that they did not do the same with. */
export interface Parting {
  readonly job: Job;
  readonly before: WorkOutcome;
  readonly after: WorkOutcome;
  /** When the first of them gave it to somebody. */
  readonly at: EpochMs;
}

/** Where the two sides part, in the order of the instants: what comes later may follow from what came first. */
export function partings(jobs: readonly Job[], before: PlayedLog, after: PlayedLog): Parting[] {
  return jobs
    .flatMap((job): Parting[] => {
      const [a, b] = [before.outcomes[job.index] as WorkOutcome, after.outcomes[job.index] as WorkOutcome];
      if (isSame(a, b)) return [];
      return [{ job, before: a, after: b, at: Math.min(startOf(a) ?? Infinity, startOf(b) ?? Infinity) }];
    })
    .sort((a, b) => compare(a.at, b.at) || a.job.index - b.job.index);
}

function isSame(a: WorkOutcome, b: WorkOutcome): boolean {
  if (a.kind !== "assigned" || b.kind !== "assigned") return a.kind === b.kind;
  return a.agentId === b.agentId && a.stage === b.stage && startOf(a) === startOf(b);
}

/** When somebody got it; `undefined`: nobody did. */
function startOf(outcome: WorkOutcome): EpochMs | undefined {
  return outcome.kind === "assigned" ? outcome.at.getTime() : undefined;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0; // two may be Infinity, whose difference is no number
}

/** A side, with all that it takes to ask its desk of any instant. */
export interface Played {
  readonly start: Desk;
  readonly log: PlayedLog;
}

/** Why each of these jobs went otherwise, in the same order. */
export function whyAll(
  found: readonly Parting[],
  sides: Readonly<Record<RosterSide, Played>>,
): readonly WhyOtherwise[] {
  const reasons: WhyOtherwise[] = [];
  const questions: Record<RosterSide, Question[]> = { before: [], after: [] };
  found.forEach((parting, index) => {
    const { before, after, job, at } = parting;
    if (before.kind !== "assigned" && after.kind !== "assigned") {
      reasons[index] = {
        code: "nobody-could-ever",
        side: before.kind === "unroutable" ? "before" : "after",
      };
      return;
    }
    const side: RosterSide = startOf(after) === at && startOf(before) !== at ? "before" : "after";
    const { agentId } = (side === "before" ? after : before) as StartedWork;
    const position = positionOf(parting, sides[side].log, side);
    questions[side].push({ index, job, position, of: { side, agentId, at: new Date(at) } });
  });
  for (const side of ["before", "after"] as const) {
    for (const [index, why] of answersOf(questions[side], sides[side])) reasons[index] = why;
  }
  return reasons;
}

interface Question {
  readonly index: number;
  readonly job: Job;
  /** After how many events the desk is asked. */
  readonly position: number;
  readonly of: OfAgent;
}

/** Just before the job is given away, if it is at that instant; else when all of that instant has happened. */
function positionOf(
  { job, at, ...outcomes }: Parting,
  { events, eventsBefore }: PlayedLog,
  side: RosterSide,
) {
  if (startOf(outcomes[side]) === at) return eventsBefore[job.index] as number;
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at as Date).getTime() <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The desk is led through its events once more, and asked on the way. */
function* answersOf(
  questions: readonly Question[],
  { start, log: { events } }: Played,
): Generator<readonly [index: number, why: WhyOtherwise]> {
  let desk = ownTables(start);
  let applied = 0;
  for (const { index, job, position, of } of [...questions].sort((a, b) => a.position - b.position)) {
    for (const event of events.slice(applied, position)) desk = applyDeskEvent(desk, event);
    applied = position;
    yield [index, whyNot(desk, job, of)];
  }
}

function whyNot(desk: Desk, { work, requirement }: Job, of: OfAgent): WhyOtherwise {
  const { agentId } = of;
  if (!desk.roster.agents.has(agentId)) return { code: "not-in-roster", ...of };
  const { failures, outranked } = explainAgent(desk, work, agentId, of.at);
  if (failures.length > 0)
    return { code: "cannot", ...of, failures, busyWith: busyWith(desk, agentId, failures) };
  if (outranked !== undefined) return { code: "outranked", ...of, outranked };
  const answer = decide(desk, requirement, of.at.getTime());
  return answer.kind === "wait"
    ? { code: "kept-waiting", ...of, reason: answer.reason }
    : { code: "other-stage", ...of };
}

function busyWith(desk: Desk, agentId: string, failures: readonly Failure[]): string[] {
  const isFull = failures.some(({ code }) => code === "capacity-full");
  const full = failures.flatMap((failure) => (failure.code === "channel-full" ? [failure.channel] : []));
  return heldWork(desk, agentId)
    .filter(({ work }) => isFull || full.includes(work.channel))
    .map(({ work }) => work.id);
}
