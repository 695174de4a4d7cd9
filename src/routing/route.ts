import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { Agent } from "./agent.js";
import { candidatesAt, fittingAt, isFree, sceneOf, type Scene } from "./candidates.js";
import type { Strategy } from "./config.js";
import { failHeld, failOnOffer } from "./desk-change.js";
import type { Assigned, Offered } from "./desk-event.js";
import { stateOfDesk, tablesOf, type Desk } from "./desk.js";
import type { FailureCode } from "./failure.js";
import { matchLanguage, type LanguageMatch } from "./language-match.js";
import { bestOf, levelsOf } from "./ranking.js";
import type { Stage } from "./stage.js";
import { toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** Who takes the work; or that it must wait, and for what; or that nobody could ever take it. */
export type RouteAnswer = AssignedAnswer | WaitAnswer | UnroutableAnswer;

export interface AssignedAnswer {
  readonly kind: "assigned";
  readonly agentId: string;
  /** Which stage decided, from 0. */
  readonly stage: number;
  /** What decided among the candidates. */
  readonly chosenBy: Strategy | "preferred";
  /** In which language, and how closely; `undefined` when the work asks for none. */
  readonly language: LanguageMatch | undefined;
  /** How many could have taken it at this stage. */
  readonly candidates: number;
  /** The other candidates, best first; as many as were asked for. */
  readonly runnersUp: readonly string[];
  /** Apply it to the desk to make it happen: an offer where the policy has `offerFor`, else an assignment. */
  readonly event: Assigned | Offered;
}

export interface WaitAnswer {
  readonly kind: "wait";
  /** What stands in the way of all who could take it. */
  readonly reason:
    | "everyone-busy"
    | "nobody-present"
    | "nobody-on-shift"
    /** All who could take it have declined it. */
    | "everyone-declined"
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

export interface UnroutableAnswer {
  readonly kind: "unroutable";
  readonly reason: "nobody-could-ever";
  /** How many agents each lasting rule excludes. */
  readonly excluded: Readonly<Partial<Record<FailureCode, number>>>;
}

export interface RouteOptions {
  /** How many of the other candidates to name, best first. Default 3; `Infinity` names all. */
  readonly runnersUp?: number | undefined;
}

const DEFAULT_RUNNERS_UP = 3;

/**
 * Who should take this work item, at this instant?
 *
 * The rules, in their order: compliance (residency, clearance, exclusions);
 * availability (hours, absence, presence, wrap-up, refusals); capacity on the
 * channel and in total; requirements (partner, region, market, language, level,
 * skills) at the stages that are open since arrival: the strictest with a
 * candidate decides. Among the candidates a preferred agent wins, else the
 * policy's strategy chooses, by default who is owed most work; ties go to who
 * has been idle longest, then to the lower id.
 *
 * The desk is not changed: apply `answer.event` to it.
 *
 * @throws {FollowTheSunError} `config.*` for a malformed work item, `desk.work-held` for one
 *   that somebody holds, `desk.work-on-offer`, `instant.*`.
 *
 * @example
 * const answer = route(desk, { id: "T-1", channel: "email", languages: ["ja"], arrivedAt }, now);
 * if (answer.kind === "assigned") desk = applyDeskEvent(desk, answer.event);
 */
export function route(desk: Desk, work: WorkItem, at: InstantInput, options: RouteOptions = {}): RouteAnswer {
  return decide(desk, readUnheld(desk, work), toEpochMs(at, "at"), options);
}

/** Work that somebody holds or is asked to take has been routed: it must be free before it is routed anew. */
export function readUnheld(desk: Desk, work: WorkItem): Requirement {
  const requirement = toRequirement(work);
  const { work: held, offers } = tablesOf(desk);
  const holder = held.get(work.id);
  if (holder !== undefined)
    failHeld("work.id", work.id, holder, "release it first, or ask the desk of before");
  const offer = offers.get(work.id);
  if (offer !== undefined) failOnOffer("work.id", work.id, offer);
  return requirement;
}

/** The decision about work that has been read. */
export function decide(
  desk: Desk,
  requirement: Requirement,
  at: EpochMs,
  { runnersUp = DEFAULT_RUNNERS_UP }: RouteOptions = {},
): RouteAnswer {
  const scene = sceneOf(desk, requirement, at);
  const open = openStages(scene);
  const reserved = reservation(scene, open - 1);
  if (reserved !== undefined) return reserved;
  for (let stage = 0; stage < open; stage++) {
    const candidates = candidatesAt(scene, stage);
    if (candidates.length > 0) return assigned(scene, candidates, stage, runnersUp);
  }
  return wait(scene, open) ?? unroutable(scene);
}

/** How many stages are open: those whose delay since arrival is over, and those that stand in for unstaffed ones. */
export function openStages(scene: Scene): number {
  const { stages, skipUnstaffedStages } = scene.policy;
  let count = 1;
  for (const [index, stage] of stages.entries()) {
    if (index === 0) continue;
    const isDue = scene.at >= scene.requirement.arrivedAt + stage.afterMs;
    if (!isDue && !(skipUnstaffedStages && isUnstaffed(scene, index - 1))) break;
    count = index + 1;
  }
  return count;
}

/** Is nobody there who could serve this stage, busy or not? */
function isUnstaffed(scene: Scene, stage: number): boolean {
  return fittingAt(scene, stage).every((slot) => scene.onShift[slot] !== 1 || !isPresent(scene, slot));
}

function isPresent({ tables }: Scene, slot: number): boolean {
  return tables.states[slot]?.presence === "available";
}

/** While work is reserved for its preferred agents, it waits for those who could take it. */
function reservation(scene: Scene, stage: number): WaitAnswer | undefined {
  const { requirement, at, policy, barred } = scene;
  const end = requirement.arrivedAt + policy.reserveMs;
  if (at >= end) return undefined;
  const fitting = fittingAt(scene, stage);
  const agents = preferredSlots(scene).filter((slot) => fitting.includes(slot) && barred?.has(slot) !== true);
  if (agents.length === 0 || agents.some((slot) => isFree(scene, slot))) return undefined;
  return { kind: "wait", reason: "reserved", until: new Date(end), stage: undefined };
}

/** Who comes first if they can take it: best first, and nobody once the preference is over. */
function preferredSlots({ requirement, places, policy, at }: Scene): number[] {
  const { preferredAgents } = requirement.work;
  if (preferredAgents === undefined || at >= requirement.arrivedAt + policy.preferMs) return [];
  return preferredAgents.flatMap((id) => places.slots.get(id) ?? []);
}

function assigned(scene: Scene, candidates: Int32Array, stage: number, runnersUp: number): AssignedAnswer {
  const { policy, places, requirement } = scene;
  const preferred = preferredSlots(scene).find((slot) => candidates.includes(slot));
  const wanted = 1 + Math.max(0, runnersUp);
  const best = bestOf(
    levelsOf(scene, candidates),
    candidates.length,
    Math.min(candidates.length, wanted),
  ).map((place) => candidates[place] as number);
  const chosen = preferred ?? best[0] ?? 0; // there is a best, as there are candidates
  const agent = places.agents[chosen] as Agent;
  const chosenBy = preferred === undefined ? policy.strategy : "preferred";
  const others = best.filter((slot) => slot !== chosen).slice(0, wanted - 1);
  return {
    kind: "assigned",
    agentId: agent.id,
    stage,
    chosenBy,
    language: matchLanguage(agent, requirement, policy, (policy.stages[stage] as Stage).languages),
    candidates: candidates.length,
    runnersUp: others.map((slot) => (places.agents[slot] as Agent).id),
    event: eventOf(scene, agent.id, chosenBy, stage),
  };
}

/**
 * The same work can go to the same agent twice within a millisecond: the desk's
 * count of events tells the two apart.
 */
function eventOf(
  { desk, requirement: { work }, policy, at }: Scene,
  agentId: string,
  chosenBy: Strategy | "preferred",
  stage: number,
): Assigned | Offered {
  const { eventCount } = stateOfDesk(desk);
  const given = { at: new Date(at), agentId, work, chosenBy, stage };
  return policy.offerMs === undefined
    ? { type: "assigned", id: `assigned:${work.id}:${agentId}:${eventCount}`, ...given }
    : {
        type: "offered",
        id: `offered:${work.id}:${agentId}:${eventCount}`,
        ...given,
        expiresAt: new Date(at + policy.offerMs),
      };
}

/** For somebody who could take it at any stage, or for the stage at which somebody who is free can. */
function wait(scene: Scene, open: number): WaitAnswer | undefined {
  const { requirement, policy, barred, at, onShift, places } = scene;
  const able = fittingAt(scene, policy.stages.length - 1); // the widest stage has them all
  if (able.length === 0) return undefined;
  const willing = barred === undefined ? able : able.filter((slot) => !barred.has(slot));
  if (willing.length === 0) return waitFor("everyone-declined");
  for (let stage = open; stage < policy.stages.length; stage++) {
    if (candidatesAt(scene, stage).length === 0) continue;
    return waitFor("later-stage", requirement.arrivedAt + (policy.stages[stage] as Stage).afterMs, stage);
  }
  let someoneOnShift = false;
  let someonePresent = false;
  let next = Infinity;
  for (const slot of willing) {
    if (onShift[slot] === 1) {
      someoneOnShift = true;
      someonePresent ||= isPresent(scene, slot);
    } else next = Math.min(next, places.shifts.startOf(slot, at));
  }
  return waitFor(
    someonePresent ? "everyone-busy" : someoneOnShift ? "nobody-present" : "nobody-on-shift",
    next,
  );
}

function waitFor(reason: WaitAnswer["reason"], until = Infinity, stage?: number): WaitAnswer {
  return { kind: "wait", reason, until: until === Infinity ? undefined : new Date(until), stage };
}

function unroutable({ kind, requirement: { work }, places }: Scene): UnroutableAnswer {
  const excludedAgents = (work.excludedAgents ?? []).filter((id) => places.slots.has(id)).length;
  const excluded = { ...(excludedAgents > 0 && { excluded: excludedAgents }), ...kind.excludedBy() };
  return { kind: "unroutable", reason: "nobody-could-ever", excluded };
}
