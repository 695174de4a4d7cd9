import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { DeskEvent } from "./desk-event.js";
import { holderOf, viewOf, type Desk, type DeskView } from "./desk.js";
import {
  couldEverTake,
  failuresOf,
  isAbsent,
  isFreeNow,
  isThere,
  onShiftFrom,
  type Ask,
} from "./eligibility.js";
import { LASTING_CODES, type FailureCode } from "./failure.js";
import type { Strategy } from "./config.js";
import { matchLanguage, type LanguageMatch } from "./language-match.js";
import { rank, type Candidate } from "./ranking.js";
import type { Policy } from "./stage.js";
import { toRequirement, type Requirement, type WorkItem } from "./work.js";

/** Who takes the work; or that it must wait, and for what; or that nobody could ever take it. */
export type RouteAnswer =
  | {
      readonly kind: "assigned";
      readonly agentId: string;
      /** Which stage decided, from 0. */
      readonly stage: number;
      /** What decided among the candidates. */
      readonly chosenBy: Strategy | "preferred";
      /** In which language, and how closely; `undefined` when the work asks for none. */
      readonly language: LanguageMatch | undefined;
      /** The other candidates, best first. */
      readonly runnersUp: readonly string[];
      /** Apply it to the desk to make the assignment happen. */
      readonly event: DeskEvent & { readonly type: "assigned" };
    }
  | {
      readonly kind: "wait";
      /** What stands in the way of all who could take it. */
      readonly reason:
        | "everyone-busy"
        | "nobody-present"
        | "nobody-on-shift"
        /** Somebody is free, but only a later stage lets them have it. */
        | "later-stage"
        /** Kept for its preferred agents. */
        | "reserved";
      /**
       * When the stage opens, the reservation ends, or the next of them comes on
       * shift, if that is known; capacity may come free earlier.
       */
      readonly until: Date | undefined;
      /** The stage that it waits for. */
      readonly stage: number | undefined;
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
 * total; requirements (partner, region, market, language, level, skills) at the
 * stages that are open since arrival: the strictest with a candidate decides.
 * Among the candidates a preferred agent wins, else the policy's order and
 * strategy choose; ties go to who has been idle longest, then to the lower id.
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
  const asks = stagesOf(desk.roster.policy, requirement, at);
  const free = agentsWhere(desk, asks[0] as Ask, isFreeNow); // whatever the stage
  const open = asks.slice(0, openStages(desk, asks));
  const reserved = reservation(desk, open.at(-1) as Ask);
  if (reserved !== undefined && !free.some(({ agent }) => reserved.agents.includes(agent.id)))
    return reserved.answer;
  for (const ask of open) {
    const candidates = free.filter(({ agent, state }) => couldEverTake(agent, state, ask));
    if (candidates.length > 0) return assigned(desk, candidates, ask);
  }
  return wait(desk, asks.slice(open.length), free, asks) ?? unroutable(desk, asks);
}

/** What is asked for, strictest stage first. */
export function stagesOf(policy: Policy, requirement: Requirement, at: EpochMs): readonly Ask[] {
  return policy.stages.map((stage) => ({ requirement, at, policy, stage }));
}

/** How many stages are open: those whose delay since arrival is over, and those that stand in for unstaffed ones. */
function openStages(desk: DeskView, asks: readonly Ask[]): number {
  const [{ requirement, at, policy }] = asks as readonly [Ask];
  let count = 1;
  for (const [index, { stage }] of asks.entries()) {
    if (index === 0) continue;
    const isDue = at >= requirement.arrivedAt + stage.afterMs;
    if (!isDue && !(policy.skipUnstaffedStages && isUnstaffed(desk, asks[index - 1] as Ask))) break;
    count = index + 1;
  }
  return count;
}

/** Is nobody there who could serve this stage, busy or not? */
function isUnstaffed(desk: DeskView, ask: Ask): boolean {
  return agentsWhere(desk, ask, couldEverTake).every(({ agent, state }) => !isThere(agent, state, ask.at));
}

/** While work is reserved for its preferred agents, it waits for those who could take it. */
function reservation(
  desk: DeskView,
  ask: Ask,
): { agents: readonly string[]; answer: RouteAnswer } | undefined {
  const { requirement, at, policy } = ask;
  const end = requirement.arrivedAt + policy.reserveMs;
  if (at >= end) return undefined;
  const agents = (requirement.work.preferredAgents ?? []).filter((id) => {
    const agent = desk.roster.agents.get(id);
    return agent !== undefined && couldEverTake(agent, desk.stateOf(agent), ask);
  });
  const answer = { kind: "wait", reason: "reserved", until: new Date(end), stage: undefined } as const;
  return agents.length === 0 ? undefined : { agents, answer };
}

function agentsWhere(desk: DeskView, ask: Ask, holds: typeof isFreeNow): Candidate[] {
  const found: Candidate[] = [];
  for (const agent of desk.agentsFor(ask.requirement.work)) {
    const state = desk.stateOf(agent);
    if (holds(agent, state, ask)) found.push({ agent, state });
  }
  return found;
}

function assigned(desk: DeskView, candidates: readonly Candidate[], ask: Ask): RouteAnswer {
  const { requirement, policy, stage } = ask;
  const { work } = requirement;
  const ranked = rank(candidates, policy, { requirement, lastAssignedTo: desk.lastAssignedTo });
  const preferred = (work.preferredAgents ?? []).find((id) =>
    candidates.some(({ agent }) => agent.id === id),
  );
  const [best] = ranked as readonly [Candidate, ...Candidate[]];
  const { agent } = ranked.find((each) => each.agent.id === preferred) ?? best;
  const match = matchLanguage(agent, requirement, policy, stage.languages);
  // The same work can go to the same agent twice within a millisecond: the desk's count tells the events apart.
  const id = `assigned:${work.id}:${agent.id}:${desk.eventCount}`;
  return {
    kind: "assigned",
    agentId: agent.id,
    stage: stage.index,
    chosenBy: preferred === undefined ? policy.strategy : "preferred",
    language: match,
    runnersUp: ranked.filter((each) => each.agent !== agent).map((each) => each.agent.id),
    event: { type: "assigned", id, at: new Date(ask.at), agentId: agent.id, work },
  };
}

/** For somebody who could take it at any stage, or for the stage at which somebody who is free can. */
function wait(
  desk: DeskView,
  later: readonly Ask[],
  free: readonly Candidate[],
  asks: readonly Ask[],
): RouteAnswer | undefined {
  const [{ requirement, at }] = asks as readonly [Ask];
  const fitting = agentsWhere(desk, asks.at(-1) as Ask, couldEverTake); // the widest stage has them all
  if (fitting.length === 0) return undefined;
  const next = later.find((ask) => free.some(({ agent, state }) => couldEverTake(agent, state, ask)));
  if (next !== undefined) {
    const until = new Date(requirement.arrivedAt + next.stage.afterMs);
    return { kind: "wait", reason: "later-stage", until, stage: next.stage.index };
  }
  const onShift = fitting.filter(({ agent }) => agent.hours.isOpenAt(at) && !isAbsent(agent, at));
  const isSomebodyThere = onShift.some(({ agent, state }) => isThere(agent, state, at));
  const reason = isSomebodyThere
    ? "everyone-busy"
    : onShift.length > 0
      ? "nobody-present"
      : "nobody-on-shift";
  const starts = fitting
    .map(({ agent }) => onShiftFrom(agent, at))
    .filter((start) => start !== undefined && start > at);
  const until = Math.min(...(starts as EpochMs[]));
  return { kind: "wait", reason, until: until === Infinity ? undefined : new Date(until), stage: undefined };
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
