import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { holderOf, viewOf, type Desk, type DeskEvent, type DeskView } from "./desk.js";
import {
  couldEverTake,
  failuresOf,
  isAbsent,
  isFreeNow,
  LASTING_CODES,
  onShiftFrom,
  type Ask,
  type FailureCode,
} from "./eligibility.js";
import { rank, type Candidate } from "./ranking.js";
import { toRequirement, type Requirement, type WorkItem } from "./work.js";

/** Who takes the work; or that it must wait, and for what; or that nobody could ever take it. */
export type RouteAnswer =
  | {
      readonly kind: "assigned";
      readonly agentId: string;
      /** The wanted language that decided, as the work names it; `undefined` when any would do. */
      readonly language: string | undefined;
      /** Which of the stages decided: 0 for the first wanted language, 1 for the second, … */
      readonly stage: number;
      /** The other candidates, best first. */
      readonly runnersUp: readonly string[];
      /** Apply it to the desk to make the assignment happen. */
      readonly event: DeskEvent & { readonly type: "assigned" };
    }
  | {
      readonly kind: "wait";
      /** What stands in the way of all who could take it. */
      readonly reason: "everyone-busy" | "nobody-present" | "nobody-on-shift";
      /** When the next of them comes on shift, if that is known; capacity may come free earlier. */
      readonly until: Date | undefined;
    }
  | {
      readonly kind: "unroutable";
      readonly reason: "nobody-could-ever";
      /** How many agents each lasting rule excludes. */
      readonly excluded: Readonly<Partial<Record<FailureCode, number>>>;
    };

/**
 * Who should take this work item, at this instant?
 *
 * The rules, in their order: compliance (residency, clearance, exclusions);
 * availability (hours, absence, presence); capacity on the channel and in
 * total; requirements (language, level, skills). Of the customer's languages,
 * the first that a candidate speaks decides. Among the candidates the roster's
 * strategy chooses; ties go to who has been idle longest, then to the lower id.
 *
 * The desk is not changed: apply `answer.event` to it.
 *
 * @throws {FollowTheSunError} `config.*` for a malformed work item, `desk.work-held` for one
 *   that somebody holds, `instant.*`.
 *
 * @example
 * const answer = route(desk, { id: "T-1", channel: "email", languages: ["ja"], arrivedAt }, now);
 * if (answer.kind === "assigned") desk = applyDeskEvent(desk, answer.event);
 */
export function route(desk: Desk, work: WorkItem, at: InstantInput): RouteAnswer {
  return decide(viewOf(desk), readUnheld(desk, work), toEpochMs(at, "at"));
}

/** Work that somebody holds has been routed: it must be released before it is routed anew. */
export function readUnheld(desk: Desk, work: WorkItem): Requirement {
  const requirement = toRequirement(work);
  const holder = holderOf(desk, work.id);
  if (holder === undefined) return requirement;
  const reason = `must not be held; ${holder.agentId} holds it (release it first, or ask the desk of before)`;
  return fail("desk.work-held", "work.id", work.id, reason);
}

/** The decision over anything that can be read like a desk. */
export function decide(desk: DeskView, requirement: Requirement, at: EpochMs): RouteAnswer {
  const asks = stagesOf(requirement, at);
  const free = agentsWhere(desk, asks[0] as Ask, isFreeNow); // whatever the stage
  for (const [stage, ask] of asks.entries()) {
    const candidates = free.filter(({ agent, state }) => couldEverTake(agent, state, ask));
    if (candidates.length > 0)
      return assigned(rank(candidates, desk.roster.strategy), ask, stage, desk.eventCount);
  }
  const fitting = new Map(
    asks.flatMap((ask) => agentsWhere(desk, ask, couldEverTake).map((each) => [each.agent.id, each])),
  );
  return fitting.size > 0 ? wait([...fitting.values()], at) : unroutable(desk, asks);
}

/** What is asked for, strictest first: each wanted language in turn. */
export function stagesOf(requirement: Requirement, at: EpochMs): readonly Ask[] {
  const { languages } = requirement;
  return (languages.length === 0 ? [undefined] : languages).map((language) => ({
    requirement,
    at,
    language,
  }));
}

function agentsWhere(desk: DeskView, ask: Ask, holds: typeof isFreeNow): Candidate[] {
  const found: Candidate[] = [];
  for (const agent of desk.agentsFor(ask.requirement.work)) {
    const state = desk.stateOf(agent);
    if (holds(agent, state, ask)) found.push({ agent, state });
  }
  return found;
}

function assigned(ranked: readonly Candidate[], ask: Ask, stage: number, eventCount: number): RouteAnswer {
  const [{ agent }, ...runnersUp] = ranked as readonly [Candidate, ...Candidate[]];
  const { work } = ask.requirement;
  // The same work can go to the same agent twice within a millisecond: the desk's count tells the events apart.
  const id = `assigned:${work.id}:${agent.id}:${eventCount}`;
  return {
    kind: "assigned",
    agentId: agent.id,
    language: ask.language?.tag,
    stage,
    runnersUp: runnersUp.map((each) => each.agent.id),
    event: { type: "assigned", id, at: new Date(ask.at), agentId: agent.id, work },
  };
}

function wait(fitting: readonly Candidate[], at: EpochMs): RouteAnswer {
  const onShift = fitting.filter(({ agent }) => agent.hours.isOpenAt(at) && !isAbsent(agent, at));
  const isPresent = ({ state }: Candidate) => state.presence === "available";
  const reason = onShift.some(isPresent)
    ? "everyone-busy"
    : onShift.length > 0
      ? "nobody-present"
      : "nobody-on-shift";
  const starts = fitting
    .map(({ agent }) => onShiftFrom(agent, at))
    .filter((start) => start !== undefined && start > at);
  const until = Math.min(...(starts as EpochMs[]));
  return { kind: "wait", reason, until: until === Infinity ? undefined : new Date(until) };
}

function unroutable(desk: DeskView, asks: readonly Ask[]): RouteAnswer {
  const excluded: Partial<Record<FailureCode, number>> = {};
  const last = asks.at(-1) as Ask;
  for (const agent of desk.agentsFor(last.requirement.work)) {
    const codes = new Set(failuresOf(agent, desk.stateOf(agent), last).map(({ code }) => code));
    for (const code of codes) if (LASTING_CODES.has(code)) excluded[code] = (excluded[code] ?? 0) + 1;
  }
  return { kind: "unroutable", reason: "nobody-could-ever", excluded };
}
