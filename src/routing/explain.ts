import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { Agent } from "./agent.js";
import { candidatesAt, sceneOf, type Scene } from "./candidates.js";
import { agentOf, declinedBy, stateOf, type Desk } from "./desk.js";
import { failuresOf, type AskNow } from "./eligibility.js";
import { PASSING_CODES, type Failure } from "./failure.js";
import { UNITS_PER_JOB } from "./ledger.js";
import { decidingLevel, levelsOf, type Level, type Outranked } from "./ranking.js";
import type { RouteAnswer } from "./answer.js";
import { decide, openStages, readUnheld } from "./route.js";
import { renderAgent, renderRoute } from "./sentences.js";
import { onShiftFrom } from "./shifts.js";
import { toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** Why one agent can or cannot take a work item. */
export interface AgentExplanation {
  readonly agentId: string;
  readonly eligible: boolean;
  /** The first stage at which the agent fits, else the one at which the least is missing. */
  readonly stage: number;
  /** Every rule that fails at that stage, in the pipeline's order; empty when eligible. */
  readonly failures: readonly Failure[];
  /** Those of them that time alone does not remove: what it would take. */
  readonly needs: readonly Failure[];
  /** From when on hours, absences, wrap-up and stages allow it, were those needs met; `undefined`: never. */
  readonly possibleFrom: Date | undefined;
  /** When the agent becomes eligible by time alone; `undefined` when it takes something else, or never. */
  readonly eligibleAt: Date | undefined;
  /** Why not this one, of those who are eligible; `undefined` for who gets it and for who cannot take it. */
  readonly outranked: Outranked | undefined;
  /** The same in words. */
  readonly sentence: string;
}

/** A decision and its reasons. Carries ids and no other personal data. */
export interface RouteExplanation {
  /** What `route` answers to the same question. */
  readonly answer: RouteAnswer;
  /** For every agent of the roster, in the order of their ids. */
  readonly agents: readonly AgentExplanation[];
  /** The decision in words, rendered from the data above. */
  readonly sentence: string;
}

/**
 * Why does this work item go where `route` sends it, or why does it wait? For
 * every agent: eligible or not, with all failing rules, what was asked and what
 * they have, what it would take and when; and for those who could have taken it,
 * what put another one first.
 *
 * @throws {FollowTheSunError} As `route`.
 *
 * @example
 * explainRoute(desk, work, "2026-03-30T08:05:00Z").sentence;
 * // => sam (London, ja B2). yuki: off shift, back 31 Mar 09:00 Tokyo
 */
export function explainRoute(desk: Desk, work: WorkItem, at: InstantInput): RouteExplanation {
  const question = read(desk, readUnheld(desk, work), at);
  const agents = [...desk.roster.agents.values()].map((agent) => explainOne(question, agent));
  const ineligible = agents
    .filter(({ eligible }) => !eligible)
    .map(({ agentId, failures }) => ({ agent: desk.roster.agents.get(agentId) as Agent, failures }));
  return { answer: question.answer, agents, sentence: renderRoute(question.answer, ineligible, desk.roster) };
}

/**
 * "Why not me?" One agent's part of `explainRoute`. Of work that somebody holds
 * it says whether the agent could take it over.
 *
 * @throws {FollowTheSunError} As `route`, and `desk.unknown-agent`.
 *
 * @example
 * explainAgent(desk, work, "yuki", "2026-03-30T08:05:00Z").sentence;
 * // => yuki: off shift, back 31 Mar 09:00 Tokyo
 */
export function explainAgent(
  desk: Desk,
  work: WorkItem,
  agentId: string,
  at: InstantInput,
): AgentExplanation {
  const agent = agentOf(desk, agentId, "agentId");
  return explainOne(read(desk, toRequirement(work), at), agent);
}

interface Question {
  readonly scene: Scene;
  readonly asks: readonly AskNow[];
  readonly answer: RouteAnswer;
  /** The candidates of the stage that decided, in the order of their ids, and the rules of the order. */
  readonly candidates: Int32Array;
  readonly levels: readonly Level[];
}

function read(desk: Desk, requirement: Requirement, at: InstantInput): Question {
  const instant = toEpochMs(at, "at");
  const answer = decide(desk, requirement, instant);
  const scene = sceneOf(desk, requirement, instant);
  const candidates = answer.kind === "assigned" ? candidatesAt(scene, answer.stage) : new Int32Array(0);
  return { scene, asks: asksOf(scene), answer, candidates, levels: levelsOf(scene, candidates) };
}

/** What is asked for, strictest stage first. */
function asksOf(scene: Scene): AskNow[] {
  const { desk, policy, requirement, at } = scene;
  const open = openStages(scene);
  return policy.stages.map((stage) => ({
    requirement,
    policy,
    stage,
    at,
    stageOpensAt: stage.index < open ? at : requirement.arrivedAt + stage.afterMs,
    declinedBy: declinedBy(desk, requirement.work),
  }));
}

/** One agent at one stage. */
interface Tried {
  readonly stage: number;
  readonly failures: readonly Failure[];
  readonly needs: readonly Failure[];
  readonly possibleFrom: EpochMs;
}

function explainOne(question: Question, agent: Agent): AgentExplanation {
  const { scene, asks } = question;
  const { stage, failures, needs, possibleFrom } = asks
    .map((ask) => tryStage(scene.desk, agent, ask))
    .reduce((best, next) => (isNearer(next, best) ? next : best));
  const from = possibleFrom === Infinity ? undefined : new Date(possibleFrom);
  const eligible = failures.length === 0;
  const outranked = eligible ? outrankedBy(question, agent, stage) : undefined;
  return {
    agentId: agent.id,
    eligible,
    stage,
    failures,
    needs,
    possibleFrom: from,
    eligibleAt: needs.length === 0 ? from : undefined,
    outranked,
    sentence: renderAgent(agent, failures, outranked),
  };
}

function tryStage(desk: Desk, agent: Agent, ask: AskNow): Tried {
  const state = stateOf(desk, agent);
  const failures = failuresOf(agent, state, ask);
  const earliest = Math.max(ask.at, ask.stageOpensAt, state.wrapUpUntil);
  return {
    stage: ask.stage.index,
    failures,
    needs: failures.filter(({ code }) => !PASSING_CODES.has(code)),
    possibleFrom: onShiftFrom(agent, earliest) ?? Infinity,
  };
}

/** The stage at which the agent can take it now, else where it takes least, else soonest; of several, the strictest. */
function isNearer(a: Tried, b: Tried): boolean {
  if (a.needs.length !== b.needs.length) return a.needs.length < b.needs.length;
  return a.possibleFrom < b.possibleFrom;
}

function outrankedBy(
  { scene, answer, levels }: Question,
  agent: Agent,
  stage: number,
): Outranked | undefined {
  if (answer.kind !== "assigned" || answer.agentId === agent.id) return undefined;
  const by = (rule: Outranked["by"], has?: number, chosenHas?: number): Outranked => ({
    agentId: answer.agentId,
    by: rule,
    has,
    chosenHas,
  });
  if (stage > answer.stage) return by("stage", stage, answer.stage);
  if (answer.chosenBy === "preferred") return by("preferred");
  const [mine, chosen] = [agent.id, answer.agentId].map((id) => scene.places.slotOf(id)) as [number, number];
  const level = decidingLevel(levels, mine, chosen);
  if (level === undefined) return by("id");
  if (level.by === "cheapest") return by("cheapest"); // what people cost is nobody's business here
  const keys = level.keys?.(Int32Array.of(mine, chosen));
  const [has, chosenHas] = [mine, chosen].map((slot) => keys && keys.sign * (keys.column[slot] as number));
  const inJobs = (units = 0) => units / UNITS_PER_JOB;
  if (level.by === "owed") return by("owed", inJobs(has), inJobs(chosenHas));
  if (level.by === "fair-share") return by("fair-share", inJobs(has) - inJobs(chosenHas), 0); // how far behind
  return by(level.by, has, chosenHas);
}
