import type { CandidateView, Strategy } from "./config.js";
import type { AgentState } from "./desk.js";
import { compareIds, type Agent } from "./roster.js";
import type { Policy } from "./stage.js";
import type { Requirement } from "./work.js";

/** An agent who can take the work, with what the desk knows of them. */
export interface Candidate {
  readonly agent: Agent;
  readonly state: AgentState;
}

/** What an order may depend on beside the two candidates. */
interface Context {
  readonly requirement: Requirement;
  /** Who got the last item, for round-robin. */
  readonly lastAssignedTo: string | undefined;
}

/** A number by which candidates are ordered, the smallest first. */
type Key = (candidate: Candidate, context: Context) => number;

const idleSince: Key = ({ state }) => state.idleSince;

/** Used capacity over total capacity. */
const loadRatio: Key = ({ agent, state }) =>
  agent.capacity.total === 0 ? 1 : state.used / agent.capacity.total;

const leastSpare: Key = ({ agent, state }) => state.used - agent.capacity.total;

const openItems: Key = ({ state }) => Object.values(state.open).reduce((sum, count) => sum + count, 0);

/** Proficiency above what is asked for, the most first. */
const surplus: Key = ({ agent }, { requirement }) =>
  [...requirement.skills, ...requirement.preferredSkills].reduce(
    (sum, [skill, asked]) => sum - ((agent.skills.get(skill) ?? 0) - asked),
    0,
  );

/** Those after whoever got the last item come first. */
const turn: Key = ({ agent }, { lastAssignedTo }) =>
  lastAssignedTo !== undefined && compareIds(agent.id, lastAssignedTo) > 0 ? 0 : 1;

const cost: Key = ({ agent }) => agent.costPerHour ?? Number.MAX_VALUE;

/** Skills and languages that this work does not need. */
const breadth: Key = ({ agent }, { requirement: { skills, preferredSkills, languages } }) =>
  agent.skills.size +
  agent.languages.length -
  (skills.length + preferredSkills.length + Math.min(1, languages.length));

/** Each strategy's keys, after which the longest idle comes first, and at last the lower id. */
const KEYS: Readonly<Record<Strategy, readonly Key[]>> = {
  "longest-idle": [],
  "least-loaded": [loadRatio],
  "most-spare": [leastSpare],
  "fewest-open": [openItems],
  "best-match": [surplus],
  "round-robin": [turn],
  cheapest: [cost],
};

/** The candidates, best first; every tie ends at the id, none is left to array order. */
export function rank(
  candidates: readonly Candidate[],
  policy: Policy,
  context: Context,
): readonly Candidate[] {
  const { strategy, specialistFirst, compare } = policy;
  const last = strategy === "round-robin" ? [] : [idleSince]; // whose turn it is goes by the ids
  const keys = [...(specialistFirst ? [breadth] : []), ...KEYS[strategy], ...last];
  return candidates
    .map((candidate) => ({ candidate, values: keys.map((key) => key(candidate, context)) }))
    .sort((a, b) => {
      const asked = compare === undefined ? 0 : compare(toView(a.candidate), toView(b.candidate));
      return (
        asked || compareValues(a.values, b.values) || compareIds(a.candidate.agent.id, b.candidate.agent.id)
      );
    })
    .map(({ candidate }) => candidate);
}

function compareValues(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function toView({ agent, state: { idleSince: since, used, open } }: Candidate): CandidateView {
  return { agentId: agent.id, idleSince: new Date(since), used, total: agent.capacity.total, open };
}
