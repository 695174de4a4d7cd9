import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { Agent } from "./agent.js";
import { assign, preferredSlots, type Choice } from "./assign.js";
import type { AssignedAnswer, LaterFit, RouteAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
import { candidatesAt, fittingAt, sceneOf, type Scene } from "./candidates.js";
import type { Among } from "./desk-event.js";
import { checkAmong, failHeld, failOnOffer, tablesOf, type Desk } from "./desk.js";
import { readyFrom } from "./eligibility.js";
import { onShiftFrom } from "./shifts.js";
import type { Stage } from "./stage.js";
import type { StoredAgent } from "./stored-agent.js";
import { toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

export interface RouteOptions {
  /** How many of the other candidates to name, best first. Default 3; `Infinity` names all. */
  readonly runnersUp?: number | undefined;
  /** Choose among some of the candidates only: of a team, or with enough of their shift left. Default: all. */
  readonly among?: Among | undefined;
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
 *   that somebody holds, `desk.work-on-offer`, `argument.invalid`, `instant.*`.
 *
 * @example
 * const answer = route(desk, { id: "T-1", channel: "email", languages: ["ja"], arrivedAt }, now);
 * if (answer.kind === "assigned") desk = applyDeskEvent(desk, answer.event);
 */
export function route(desk: Desk, work: WorkItem, at: InstantInput, options: RouteOptions = {}): RouteAnswer {
  checkAmong(desk, options.among, "options.among");
  checkRunnersUp(options.runnersUp);
  return decide(desk, readUnheld(desk, work), toEpochMs(at, "at"), options);
}

function checkRunnersUp(count = DEFAULT_RUNNERS_UP): void {
  if (Number.isInteger(count) || count === Infinity) return;
  fail("argument.invalid", "options.runnersUp", count, "must be a whole number of agents, or Infinity");
}

/** Work that somebody holds or is asked to take has been routed: it must be free before it is routed anew. */
export function readUnheld(desk: Desk, work: WorkItem): Requirement {
  const requirement = toRequirement(work);
  refuseTaken(desk, work, "work");
  return requirement;
}

export function refuseTaken(desk: Desk, { id }: WorkItem, path: string): void {
  const { work: held, offers } = tablesOf(desk);
  const holder = held.get(id);
  if (holder !== undefined) failHeld(`${path}.id`, id, holder, "release it first, or ask the desk of before");
  const offer = offers.get(id);
  if (offer !== undefined) failOnOffer(`${path}.id`, id, offer);
}

/** The decision about work that has been read. */
export function decide(
  desk: Desk,
  requirement: Requirement,
  at: EpochMs,
  { runnersUp = DEFAULT_RUNNERS_UP, among }: RouteOptions = {},
): RouteAnswer {
  const scene = sceneOf(desk, requirement, at);
  const open = openStages(scene);
  for (let stage = 0; stage < open; stage++) {
    const candidates = candidatesAt(scene, stage, among);
    if (candidates.length === 0) continue;
    return (
      reservation(scene, candidates, stage) ??
      orWait(scene, assign(scene, { candidates, stage, runnersUp: Math.max(0, runnersUp), among }), among)
    );
  }
  return nobodyAmong(scene, open, among) ?? wait(scene, open) ?? unroutable(scene);
}

/** How many stages are open: those whose delay since arrival is over, and those that stand in for unstaffed ones. */
export function openStages(scene: Scene): number {
  const { stages, skipUnstaffedStages } = scene.policy;
  for (let count = 1; count < stages.length; count++) {
    const isDue = scene.at >= scene.requirement.arrivedAt + (stages[count] as Stage).afterMs;
    if (!isDue && !(skipUnstaffedStages && isUnstaffed(scene, count - 1))) return count;
  }
  return stages.length;
}

/** Is nobody there who could serve this stage, busy or not? */
function isUnstaffed(scene: Scene, stage: number): boolean {
  return fittingAt(scene, stage).every((slot) => scene.onShift[slot] !== 1 || !isPresent(scene, slot));
}

function isPresent({ tables }: Scene, slot: number): boolean {
  return tables.states[slot]?.presence === "available";
}

/** Where work may go now, stage by stage: nowhere when it is to wait, and only to preferred agents while it is reserved. */
export function choicesOf(scene: Scene): readonly Pick<Choice, "stage" | "candidates">[] {
  const { waitForBetterMs } = scene.policy;
  const choices: Pick<Choice, "stage" | "candidates">[] = [];
  const open = openStages(scene);
  for (let stage = 0; stage < open; stage++) {
    const candidates = candidatesAt(scene, stage);
    if (candidates.length === 0) continue;
    if (choices.length === 0 && scene.at < reservedUntil(scene)) {
      if (reservation(scene, candidates, stage) !== undefined) return [];
      const preferred = preferredSlots(scene);
      const own = candidates.filter((slot) => preferred.includes(slot));
      if (own.length > 0) return [{ stage, candidates: own }];
    }
    if (waitForBetterMs !== undefined && laterFit(scene, stage, waitForBetterMs, undefined) !== undefined)
      break;
    choices.push({ stage, candidates });
  }
  return choices;
}

/** Until when work is kept for its preferred agents. */
function reservedUntil({ requirement, policy }: Scene): EpochMs {
  if (policy.reserveMs === 0) return -Infinity;
  return requirement.arrivedAt + Math.min(policy.reserveMs, policy.preferMs);
}

/** While work is reserved for preferred agents who fit the stage that decides, it waits for one of them. */
function reservation(scene: Scene, candidates: Int32Array, stage: number): WaitAnswer | undefined {
  const { at, barred } = scene;
  const end = reservedUntil(scene);
  if (at >= end) return undefined;
  const fitting = fittingAt(scene, stage);
  const agents = preferredSlots(scene).filter((slot) => fitting.includes(slot) && barred?.has(slot) !== true);
  if (agents.length === 0 || agents.some((slot) => candidates.includes(slot))) return undefined;
  return waitFor("reserved", end);
}

/** Somebody is free, but none of those it was to be chosen among. */
function nobodyAmong(scene: Scene, open: number, among: Among | undefined): WaitAnswer | undefined {
  if (among === undefined || candidatesAt(scene, open - 1).length === 0) return undefined;
  return waitFor("nobody-among");
}

/** A relaxed stage decided: does somebody of a stricter one come in time, and does the policy wait for them? */
function orWait(scene: Scene, answer: AssignedAnswer, among: Among | undefined): RouteAnswer {
  const { waitForBetterMs } = scene.policy;
  const inTime =
    waitForBetterMs === undefined ? undefined : laterFit(scene, answer.stage, waitForBetterMs, among);
  if (inTime !== undefined) {
    const wait = waitFor("better-later", inTime.at.getTime(), inTime.stage);
    return { ...wait, instead: answer, later: inTime };
  }
  const later = laterFit(scene, answer.stage, 0, among);
  return later === undefined ? answer : { ...answer, later };
}

/**
 * Who of the stages before comes on shift first, with room, before the work is
 * due; of several, the strictest stage. Whoever is off shift may be logged off
 * until then.
 */
function laterFit(
  scene: Scene,
  decided: number,
  leastLeftMs: number,
  among: Among | undefined,
): LaterFit | undefined {
  const { requirement, places, barred, onShift, at } = scene;
  const { dueAt } = requirement.work;
  if (decided === 0 || dueAt === undefined) return undefined;
  const due = toEpochMs(dueAt, "work.dueAt");
  for (let stage = 0; stage < decided; stage++) {
    let [first, start] = [-1, Math.min(due, due - leastLeftMs + 1)]; // strictly before, in whole milliseconds
    for (const slot of fittingAt(scene, stage)) {
      if (onShift[slot] === 1 || barred?.has(slot) === true) continue;
      if (among?.team !== undefined && places.agents[slot]?.team.id !== among.team) continue;
      const comes = places.shifts.startOf(slot, at);
      if (comes < start && readyOnceBack(scene, slot) <= comes) [first, start] = [slot, comes];
    }
    const agent = places.agents[first];
    if (agent !== undefined)
      return { agentId: agent.id, stage, at: new Date(start), timeLeftMs: due - start };
  }
  return undefined;
}

/** From when on somebody could take the work who is there again, and available. */
function readyOnceBack({ places, tables, requirement }: Scene, slot: number): EpochMs {
  const state = tables.states[slot] as StoredAgent;
  return readyFrom(places.agents[slot] as Agent, requirement.work.channel, {
    ...state,
    presence: "available",
  });
}

/** For somebody who could take it at any stage, or for the stage at which somebody who is free can. */
function wait(scene: Scene, open: number): WaitAnswer | undefined {
  const { requirement, policy, barred, at, onShift, ready, places } = scene;
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
      const wrappedUp = ready[slot] as number; // Infinity while there is no room
      if (wrappedUp > at && wrappedUp < next) next = Math.min(next, startFrom(scene, slot, wrappedUp));
    } else {
      const start = places.shifts.startOf(slot, at);
      const isInWrapUp = (ready[slot] as number) > start && ready[slot] !== Infinity;
      next = Math.min(next, isInWrapUp ? startFrom(scene, slot, ready[slot] as number) : start);
    }
  }
  return waitFor(
    someonePresent ? "everyone-busy" : someoneOnShift ? "nobody-present" : "nobody-on-shift",
    next,
  );
}

/** When an agent is on shift at an instant or after it. */
function startFrom({ places }: Scene, slot: number, from: EpochMs): EpochMs {
  return onShiftFrom(places.agents[slot] as Agent, from) ?? Infinity;
}

function waitFor(reason: WaitAnswer["reason"], until = Infinity, stage?: number): WaitAnswer {
  return { kind: "wait", reason, until: until === Infinity ? undefined : new Date(until), stage };
}

function unroutable({ kind, requirement: { work }, desk }: Scene): UnroutableAnswer {
  const excludedAgents = (work.excludedAgents ?? []).filter((id) => desk.roster.agents.has(id)).length;
  const excluded = { ...(excludedAgents > 0 && { excluded: excludedAgents }), ...kind.excludedBy() };
  return { kind: "unroutable", reason: "nobody-could-ever", excluded };
}
