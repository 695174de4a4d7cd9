import type { Strategy } from "./config.js";
import type { AgentState } from "./desk.js";
import { compareIds, type Agent } from "./roster.js";

/** An agent who can take the work, with what the desk knows of them. */
export interface Candidate {
  readonly agent: Agent;
  readonly state: AgentState;
}

type Compare = (a: Candidate, b: Candidate) => number;

/** Who has waited longest since they last got or finished work. */
const byIdleSince: Compare = (a, b) => a.state.idleSince - b.state.idleSince;

/** Who has used the smallest part of their capacity. */
const byLoadRatio: Compare = (a, b) => loadRatio(a) - loadRatio(b);

const byId: Compare = (a, b) => compareIds(a.agent.id, b.agent.id);

/** Each strategy's order, best first; every tie ends at the id, none is left to array order. */
const ORDER: Readonly<Record<Strategy, readonly Compare[]>> = {
  "longest-idle": [byIdleSince, byId],
  "least-loaded": [byLoadRatio, byIdleSince, byId],
};

/** The candidates, best first. */
export function rank(candidates: readonly Candidate[], strategy: Strategy): readonly Candidate[] {
  const order = ORDER[strategy];
  return [...candidates].sort((a, b) => {
    for (const compare of order) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Used capacity over total capacity. */
export function loadRatio({ agent, state }: Candidate): number {
  return agent.capacity.total === 0 ? 1 : state.used / agent.capacity.total;
}
