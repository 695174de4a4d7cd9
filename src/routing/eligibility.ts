import { toDate, type EpochMs } from "../time/index.js";
import type { AgentState } from "./desk.js";
import type { Failure } from "./failure.js";
import { bestLevelIn, matchLanguage } from "./language-match.js";
import type { Agent } from "./roster.js";
import type { Policy, Stage } from "./stage.js";
import type { Requirement } from "./work.js";

/** The work at an instant, under the stage that is being tried. */
export interface Ask {
  readonly requirement: Requirement;
  readonly at: EpochMs;
  readonly policy: Policy;
  readonly stage: Stage;
}

/** One rule: whether it holds, asked for every agent; and why not, asked only to explain. */
interface Rule {
  holds(agent: Agent, state: AgentState, ask: Ask): boolean;
  /** What fails; asked only where the rule does not hold. */
  why(agent: Agent, state: AgentState, ask: Ask): readonly Failure[];
}

/* Compliance: first, hard, never relaxed. */

const residency: Rule = {
  holds: ({ location }, _, { requirement: { work } }) =>
    work.residency === undefined || (location !== undefined && work.residency.includes(location)),
  why: ({ location }, _, { requirement: { work } }) => [
    { code: "residency", asked: work.residency ?? [], has: location },
  ],
};

const clearance: Rule = {
  holds: ({ clearances }, _, { requirement: { work } }) =>
    work.clearances === undefined || work.clearances.every((each) => clearances.has(each)),
  why: ({ clearances }, _, { requirement: { work } }) => {
    const asked = work.clearances ?? [];
    return [{ code: "clearance", asked, missing: asked.filter((each) => !clearances.has(each)) }];
  },
};

const exclusion: Rule = {
  holds: ({ id }, _, { requirement: { work } }) =>
    work.excludedAgents === undefined || !work.excludedAgents.includes(id),
  why: () => [{ code: "excluded" }],
};

const authority: Rule = {
  holds: (agent, _, { requirement: { work } }) => agent.authority >= (work.authority ?? 0),
  why: (agent, _, { requirement: { work } }) => [
    { code: "authority", asked: work.authority ?? 0, has: agent.authority },
  ],
};

/* Availability: hours, absence, presence. */

const onShift: Rule = {
  holds: (agent, _, { at }) => agent.hours.isOpenAt(at),
  why: (agent, _, { at }) => [{ code: "off-shift", until: toDate(onShiftFrom(agent, at)) }],
};

const absence: Rule = {
  holds: (agent, _, { at }) => !isAbsent(agent, at),
  why: (agent, _, { at }) => [{ code: "absent", until: toDate(onShiftFrom(agent, at)) }],
};

const presence: Rule = {
  holds: (_, state) => state.presence === "available",
  why: (_, state) => [{ code: "presence", has: state.presence }],
};

/* Capacity. */

const channel: Rule = {
  holds: ({ capacity }, _, { requirement: { work } }) => capacity.on(work.channel) !== undefined,
  why: (_, __, { requirement: { work } }) => [{ code: "channel-not-served", asked: work.channel }],
};

const load: Rule = {
  holds: ({ capacity }, { open, used }, { requirement: { work } }) => {
    const limit = capacity.on(work.channel);
    if (limit === undefined) return true; // said by the channel rule
    return (open[work.channel] ?? 0) < limit.max && used + limit.cost <= capacity.total;
  },
  why: ({ capacity }, { open, used }, { requirement: { work } }) => {
    const { max, cost } = capacity.on(work.channel) ?? { max: 0, cost: 0 };
    const held = open[work.channel] ?? 0;
    const failures: Failure[] = [];
    if (held >= max) failures.push({ code: "channel-full", channel: work.channel, open: held, max });
    if (used + cost > capacity.total)
      failures.push({ code: "capacity-full", cost, used, total: capacity.total });
    return failures;
  },
};

/* Requirements at the current stage. */

const partner: Rule = {
  holds: ({ team }, _, { stage }) => stage.partners || !team.partner,
  why: () => [{ code: "partner" }],
};

const region: Rule = {
  holds: ({ team }, _, { requirement: { work }, stage }) =>
    stage.otherRegions || work.region === undefined || team.region === work.region,
  why: ({ team }, _, { requirement: { work } }) => [
    { code: "region", asked: work.region ?? "", has: team.region },
  ],
};

const market: Rule = {
  holds: ({ markets }, _, { requirement: { work }, stage }) =>
    stage.otherMarkets || work.market === undefined || markets === undefined || markets.has(work.market),
  why: (_, __, { requirement: { work } }) => [{ code: "market", asked: work.market ?? "" }],
};

const language: Rule = {
  holds: (agent, _, { requirement, policy, stage }) =>
    requirement.languages.length === 0 ||
    matchLanguage(agent, requirement, policy, stage.languages) !== undefined,
  why: (agent, _, { requirement, stage }) => [
    {
      code: "language",
      asked: requirement.languages.map(({ tag }) => tag),
      tier: stage.languages,
      minLevel: requirement.minLevel,
      has: bestLevelIn(agent, requirement),
    },
  ],
};

const skills: Rule = {
  holds: (agent, _, { requirement, stage }) =>
    requirement.skills.every(([skill, asked]) =>
      reaches(agent.skills.get(skill), asked - stage.lowerProficiencyBy),
    ) &&
    (stage.dropPreferred ||
      requirement.preferredSkills.every(([skill, asked]) => reaches(agent.skills.get(skill), asked))),
  why: (agent, _, { requirement, stage }) =>
    [
      ...requirement.skills.map(([skill, asked]) => [skill, asked - stage.lowerProficiencyBy] as const),
      ...(stage.dropPreferred ? [] : requirement.preferredSkills),
    ]
      .map(([skill, asked]) => ({
        code: "skill" as const,
        skill,
        asked: Math.max(0, asked),
        has: agent.skills.get(skill),
      }))
      .filter(({ asked, has }) => !reaches(has, asked)),
};

/** However far a requirement is lowered, the skill itself must be there. */
function reaches(has: number | undefined, asked: number): boolean {
  return has !== undefined && has >= asked;
}

/** What holds at every time: who could ever take the work. */
const LASTING: readonly Rule[] = [
  residency,
  clearance,
  exclusion,
  authority,
  channel,
  partner,
  region,
  market,
  language,
  skills,
];
/** What depends on the moment. */
const MOMENTARY: readonly Rule[] = [presence, onShift, load, absence];
/** Every rule, in the order in which they are explained. */
const ALL: readonly Rule[] = [
  residency,
  clearance,
  exclusion,
  authority,
  onShift,
  absence,
  presence,
  channel,
  load,
  partner,
  region,
  market,
  language,
  skills,
];

/** All the reasons why an agent cannot take the work now; empty for a candidate. */
export function failuresOf(agent: Agent, state: AgentState, ask: Ask): readonly Failure[] {
  return ALL.flatMap((rule) => (rule.holds(agent, state, ask) ? [] : rule.why(agent, state, ask)));
}

/** Could this agent take the work at some time, hours, absences, presence and load aside? */
export function couldEverTake(agent: Agent, state: AgentState, ask: Ask): boolean {
  return allHold(LASTING, agent, state, ask);
}

/** Is this agent there, with room for the work, whatever it asks for? */
export function isFreeNow(agent: Agent, state: AgentState, ask: Ask): boolean {
  return allHold(MOMENTARY, agent, state, ask);
}

function allHold(rules: readonly Rule[], agent: Agent, state: AgentState, ask: Ask): boolean {
  for (const rule of rules) if (!rule.holds(agent, state, ask)) return false;
  return true;
}

/** Is this agent on shift, not absent and present, busy or not? */
export function isThere(agent: Agent, state: AgentState, at: EpochMs): boolean {
  return agent.hours.isOpenAt(at) && !isAbsent(agent, at) && state.presence === "available";
}

export function isAbsent({ absences }: Agent, at: EpochMs): boolean {
  return absences.some(({ start, end }) => start <= at && at < end);
}

/** The first instant, from `at` on, at which the agent is on shift and not absent. */
export function onShiftFrom(agent: Agent, at: EpochMs): EpochMs | undefined {
  let from = agent.hours.add(at, 0);
  for (const { start, end } of agent.absences) {
    if (from === undefined || from < start) break; // absences are sorted and disjoint
    if (from < end) from = agent.hours.add(end, 0);
  }
  return from;
}
