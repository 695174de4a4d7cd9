import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { viewOf, type Desk, type DeskView } from "./desk.js";
import { failuresOf, onShiftFrom, type Ask } from "./eligibility.js";
import type { Failure } from "./failure.js";
import type { Agent } from "./roster.js";
import { decide, readUnheld, stagesOf, type RouteAnswer } from "./route.js";
import { renderAgent, renderRoute } from "./sentences.js";
import type { WorkItem } from "./work.js";

/** Why one agent can or cannot take a work item. */
export interface AgentExplanation {
  readonly agentId: string;
  readonly eligible: boolean;
  /** The first stage at which the agent fits, else the last one tried. */
  readonly stage: number;
  /** Every rule that fails at that stage, in the pipeline's order; empty when eligible. */
  readonly failures: readonly Failure[];
  /** When the agent becomes eligible by time alone; `undefined` when it takes something else, or never. */
  readonly eligibleAt: Date | undefined;
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
 * Why does this work item go where `route` sends it? For every agent: eligible
 * or not, with all failing rules, what was asked and what they have, and when
 * time alone will make them eligible.
 *
 * @throws {FollowTheSunError} As `route`.
 *
 * @example
 * explainRoute(desk, work, "2026-03-30T08:05:00Z").sentence;
 * // => sam (London, ja B2). yuki: off shift, back 31 Mar 09:00 Tokyo
 */
export function explainRoute(desk: Desk, work: WorkItem, at: InstantInput): RouteExplanation {
  const view = viewOf(desk);
  const requirement = readUnheld(desk, work);
  const instant = toEpochMs(at, "at");
  const answer = decide(view, requirement, instant);
  const asks = stagesOf(desk.roster.policy, requirement, instant);
  const agents = [...desk.roster.agents.values()].map((agent) => explainAgent(view, agent, asks));
  const ineligible = agents
    .filter(({ eligible }) => !eligible)
    .map(({ agentId, failures }) => ({ agent: desk.roster.agents.get(agentId) as Agent, failures }));
  return { answer, agents, sentence: renderRoute(answer, ineligible, desk.roster) };
}

function explainAgent(desk: DeskView, agent: Agent, asks: readonly Ask[]): AgentExplanation {
  const state = desk.stateOf(agent);
  const tried = asks.map((ask) => failuresOf(agent, state, ask));
  const fits = tried.findIndex((failures) => failures.length === 0);
  const stage = fits >= 0 ? fits : fewest(tried);
  const failures = tried[stage] as readonly Failure[];
  const eligibleAt = whenEligible(agent, failures, (asks[stage] as Ask).at);
  return {
    agentId: agent.id,
    eligible: failures.length === 0,
    stage,
    failures,
    eligibleAt,
    sentence: renderAgent(agent, failures),
  };
}

/** The stage at which the least is missing; of several, the strictest. */
function fewest(tried: readonly (readonly Failure[])[]): number {
  const counts = tried.map(({ length }) => length);
  return counts.indexOf(Math.min(...counts));
}

/** Waiting helps only against hours and absences. */
function whenEligible(agent: Agent, failures: readonly Failure[], at: EpochMs): Date | undefined {
  if (failures.length === 0) return new Date(at);
  if (!failures.every(({ code }) => code === "off-shift" || code === "absent")) return undefined;
  const from = onShiftFrom(agent, at);
  return from === undefined ? undefined : new Date(from);
}
