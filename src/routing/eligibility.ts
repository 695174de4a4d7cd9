import { toDate, type EpochMs } from "../time/index.js";
import type { Agent, Capacity } from "./agent.js";
import type { Failure } from "./failure.js";
import { bestLevelIn, matchLanguage } from "./language-match.js";
import { isAbsent, onShiftFrom } from "./shifts.js";
import type { Policy, Stage } from "./stage.js";
import { itemsOn, type StoredAgent } from "./stored-agent.js";
import type { Requirement } from "./work.js";

/** What the work asks for, under the stage that is being tried. */
export interface Ask {
  readonly requirement: Requirement;
  readonly policy: Policy;
  readonly stage: Stage;
}

/** The same at an instant. */
export interface AskNow extends Ask {
  readonly at: EpochMs;
  /** When the stage opens; not after `at` when it is open. */
  readonly stageOpensAt: EpochMs;
  /** Who declined it and is not to be asked again. */
  readonly declinedBy: readonly string[];
}

/** A rule that time does not change: whether it holds, asked for every agent; and why not, asked only to explain. */
interface LastingRule {
  holds(agent: Agent, ask: Ask): boolean;
  /** What fails; asked only where the rule does not hold. */
  why(agent: Agent, ask: Ask): readonly Failure[];
}

/** A rule that depends on the moment. */
interface MomentaryRule {
  holds(agent: Agent, ask: AskNow, state: StoredAgent): boolean;
  why(agent: Agent, ask: AskNow, state: StoredAgent): readonly Failure[];
}

/* Compliance: first, hard, never relaxed. */

const residency: LastingRule = {
  holds: ({ location }, { requirement: { work } }) =>
    work.residency === undefined || (location !== undefined && work.residency.includes(location)),
  why: ({ location }, { requirement: { work } }) => [
    { code: "residency", asked: work.residency ?? [], has: location },
  ],
};

const clearance: LastingRule = {
  holds: ({ clearances }, { requirement: { work } }) =>
    work.clearances === undefined || work.clearances.every((each) => clearances.has(each)),
  why: ({ clearances }, { requirement: { work } }) => {
    const asked = work.clearances ?? [];
    return [{ code: "clearance", asked, missing: asked.filter((each) => !clearances.has(each)) }];
  },
};

const exclusion: LastingRule = {
  holds: ({ id }, { requirement: { work } }) =>
    work.excludedAgents === undefined || !work.excludedAgents.includes(id),
  why: () => [{ code: "excluded" }],
};

const authority: LastingRule = {
  holds: (agent, { requirement: { work } }) => agent.authority >= (work.authority ?? 0),
  why: (agent, { requirement: { work } }) => [
    { code: "authority", asked: work.authority ?? 0, has: agent.authority },
  ],
};

/* Availability: hours, absence, presence. */

const onShift: MomentaryRule = {
  holds: (agent, { at }) => agent.hours.isOpenAt(at),
  why: (agent, { at }) => [{ code: "off-shift", until: toDate(onShiftFrom(agent, at)) }],
};

const absence: MomentaryRule = {
  holds: (agent, { at }) => !isAbsent(agent, at),
  why: (agent, { at }) => [{ code: "absent", until: toDate(onShiftFrom(agent, at)) }],
};

const presence: MomentaryRule = {
  holds: (_, __, state) => state.presence === "available",
  why: (_, __, state) => [{ code: "presence", has: state.presence }],
};

const wrapUp: MomentaryRule = {
  holds: (_, { at }, state) => state.wrapUpUntil <= at,
  why: (_, __, state) => [{ code: "wrap-up", until: new Date(state.wrapUpUntil) }],
};

const declined: MomentaryRule = {
  holds: ({ id }, { declinedBy }) => !declinedBy.includes(id),
  why: () => [{ code: "declined" }],
};

/* Capacity. */

const channel: LastingRule = {
  holds: ({ capacity }, { requirement: { work } }) => capacity.on(work.channel) !== undefined,
  why: (_, { requirement: { work } }) => [{ code: "channel-not-served", asked: work.channel }],
};

const load: MomentaryRule = {
  holds: ({ capacity }, { requirement: { work } }, state) => {
    const isServed = capacity.on(work.channel) !== undefined; // if not, the channel rule says so
    return !isServed || hasRoom(capacity, work.channel, state);
  },
  why: ({ capacity }, { requirement: { work } }, { open, used }) => {
    const { max, cost } = capacity.on(work.channel) ?? { max: 0, cost: 0 };
    const held = itemsOn(open, work.channel);
    const failures: Failure[] = [];
    if (held >= max) failures.push({ code: "channel-full", channel: work.channel, open: held, max });
    if (!fitsIn(used + cost, capacity.total))
      failures.push({ code: "capacity-full", cost, used, total: capacity.total });
    return failures;
  },
};

/** Costs may have fractions, whose sums are off by less than this. */
const ROUNDING = 1e-9;

function fitsIn(used: number, total: number): boolean {
  return used <= total + ROUNDING;
}

/** Can one more item of the channel be held? */
function hasRoom(
  capacity: Capacity,
  channelName: string,
  { open, used }: Pick<StoredAgent, "open" | "used">,
): boolean {
  const limit = capacity.on(channelName);
  if (limit === undefined) return false;
  return itemsOn(open, channelName) < limit.max && fitsIn(used + limit.cost, capacity.total);
}

/** From when on an agent could take one more item of a channel, hours and absences aside; Infinity when not. */
export function readyFrom(
  { capacity }: Agent,
  channelName: string,
  state: Omit<StoredAgent, "idleSince" | "ready">,
): EpochMs {
  return state.presence === "available" && hasRoom(capacity, channelName, state)
    ? state.wrapUpUntil
    : Infinity;
}

/* Requirements at the current stage. */

const partner: LastingRule = {
  holds: ({ team }, { stage }) => stage.partners || !team.partner,
  why: () => [{ code: "partner" }],
};

const region: LastingRule = {
  holds: ({ team }, { requirement: { work }, stage }) =>
    stage.otherRegions || work.region === undefined || team.region === work.region,
  why: ({ team }, { requirement: { work } }) => [
    { code: "region", asked: work.region ?? "", has: team.region },
  ],
};

const market: LastingRule = {
  holds: ({ markets }, { requirement: { work }, stage }) =>
    stage.otherMarkets || work.market === undefined || markets === undefined || markets.has(work.market),
  why: (_, { requirement: { work } }) => [{ code: "market", asked: work.market ?? "" }],
};

const language: LastingRule = {
  holds: (agent, { requirement, policy, stage }) =>
    requirement.languages.length === 0 ||
    matchLanguage(agent, requirement, policy, stage.languages) !== undefined,
  why: (agent, { requirement, stage }) => [
    {
      code: "language",
      asked: requirement.languages.map(({ tag }) => tag),
      tier: stage.languages,
      minLevel: requirement.minLevel,
      has: bestLevelIn(agent, requirement),
    },
  ],
};

const skills: LastingRule = {
  holds: (agent, { requirement, stage }) =>
    requirement.skills.every(([skill, asked]) =>
      reaches(agent.skills.get(skill), asked - stage.lowerProficiencyBy),
    ) &&
    (stage.dropPreferred ||
      requirement.preferredSkills.every(([skill, asked]) => reaches(agent.skills.get(skill), asked))),
  why: (agent, { requirement, stage }) =>
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

/** What holds for people's decisions, too. */
const COMPLIANCE: readonly LastingRule[] = [residency, clearance, exclusion];

/** What the roster and the kind of work decide, whatever the moment. */
const OF_KIND: readonly LastingRule[] = [
  residency,
  clearance,
  authority,
  channel,
  partner,
  region,
  market,
  language,
  skills,
];

/** Could this agent take such work at some time, hours, absences, presence, load and exclusions aside? */
export function couldEverTake(agent: Agent, ask: Ask): boolean {
  for (const rule of OF_KIND) if (!rule.holds(agent, ask)) return false;
  return true;
}

/** The first compliance rule that keeps an agent from the work, whoever decides. */
export function complianceFailureOf(agent: Agent, requirement: Requirement): Failure | undefined {
  const ask = { requirement } as Ask; // these rules look at nothing else
  return COMPLIANCE.find((rule) => !rule.holds(agent, ask))?.why(agent, ask)[0];
}

/** Why an agent could never take such work. */
export function lastingFailuresOf(agent: Agent, ask: Ask): readonly Failure[] {
  return OF_KIND.flatMap((rule) => (rule.holds(agent, ask) ? [] : rule.why(agent, ask)));
}

const stageOpen: MomentaryRule = {
  holds: (_, { stageOpensAt, at }) => stageOpensAt <= at,
  why: (_, { stage, stageOpensAt }) => [
    { code: "stage", stage: stage.index, opensAt: new Date(stageOpensAt) },
  ],
};

/** Every rule, in the order in which they are explained. */
const ALL: readonly MomentaryRule[] = [
  residency,
  clearance,
  exclusion,
  authority,
  declined,
  onShift,
  absence,
  presence,
  wrapUp,
  channel,
  load,
  partner,
  region,
  market,
  language,
  skills,
  stageOpen,
];

/** All the reasons why an agent cannot take the work now; empty for a candidate. */
export function failuresOf(agent: Agent, state: StoredAgent, ask: AskNow): readonly Failure[] {
  return ALL.flatMap((rule) => (rule.holds(agent, ask, state) ? [] : rule.why(agent, ask, state)));
}
