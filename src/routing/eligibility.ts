import type { EpochMs } from "../time/index.js";
import type { AgentState, Presence } from "./desk.js";
import { isSameLanguage, reachesLevel, type LanguageLevel } from "./language.js";
import type { Agent } from "./roster.js";
import type { Requirement } from "./work.js";

/** Why an agent cannot take a work item: the rule, what was asked, and what the agent has. */
export type Failure =
  | { readonly code: "residency"; readonly asked: readonly string[]; readonly has: string | undefined }
  | { readonly code: "clearance"; readonly asked: readonly string[]; readonly missing: readonly string[] }
  | { readonly code: "excluded" }
  | { readonly code: "off-shift"; readonly until: Date | undefined }
  | { readonly code: "absent"; readonly until: Date | undefined }
  | { readonly code: "presence"; readonly has: Presence }
  | { readonly code: "channel-not-served"; readonly asked: string }
  | { readonly code: "channel-full"; readonly channel: string; readonly open: number; readonly max: number }
  | { readonly code: "capacity-full"; readonly cost: number; readonly used: number; readonly total: number }
  | {
      readonly code: "language";
      readonly asked: string;
      readonly minLevel: LanguageLevel;
      /** The best level in that language, if any. */
      readonly has: LanguageLevel | undefined;
    }
  | {
      readonly code: "skill";
      readonly skill: string;
      readonly asked: number;
      readonly has: number | undefined;
    };

export type FailureCode = Failure["code"];

/** One rule: what, if anything, keeps an agent from the work. */
type Rule = (agent: Agent, state: AgentState, ask: Ask) => Failure | readonly Failure[] | undefined;

/** The work at an instant, under the stage that is being tried. */
export interface Ask {
  readonly requirement: Requirement;
  readonly at: EpochMs;
  /** Which of the wanted languages this stage asks for; `undefined` when any language will do. */
  readonly language: Requirement["languages"][number] | undefined;
}

/* Compliance: first, hard, never relaxed. */

const residency: Rule = ({ location }, _, { requirement: { work } }) =>
  work.residency === undefined || (location !== undefined && work.residency.includes(location))
    ? undefined
    : { code: "residency", asked: work.residency, has: location };

const clearance: Rule = ({ clearances }, _, { requirement: { work } }) => {
  const asked = work.clearances ?? [];
  const missing = asked.filter((each) => !clearances.has(each));
  return missing.length === 0 ? undefined : { code: "clearance", asked, missing };
};

const exclusion: Rule = ({ id }, _, { requirement: { work } }) =>
  work.excludedAgents?.includes(id) === true ? { code: "excluded" } : undefined;

/* Availability: hours, absence, presence. */

const onShift: Rule = (agent, _, { at }) => {
  if (agent.hours.isOpenAt(at)) return undefined;
  const until = onShiftFrom(agent, at);
  return { code: "off-shift", until: until === undefined ? undefined : new Date(until) };
};

const absence: Rule = (agent, _, { at }) => {
  if (!isAbsent(agent, at)) return undefined;
  const until = onShiftFrom(agent, at);
  return { code: "absent", until: until === undefined ? undefined : new Date(until) };
};

const presence: Rule = (_, state) =>
  state.presence === "available" ? undefined : { code: "presence", has: state.presence };

/* Capacity. */

const channel: Rule = ({ capacity }, _, { requirement: { work } }) =>
  capacity.on(work.channel) === undefined ? { code: "channel-not-served", asked: work.channel } : undefined;

const load: Rule = ({ capacity }, { open, used }, { requirement: { work } }) => {
  const limit = capacity.on(work.channel);
  if (limit === undefined) return undefined; // said by the channel rule
  const held = open[work.channel] ?? 0;
  const failures: Failure[] = [];
  if (held >= limit.max)
    failures.push({ code: "channel-full", channel: work.channel, open: held, max: limit.max });
  if (used + limit.cost > capacity.total) {
    failures.push({ code: "capacity-full", cost: limit.cost, used, total: capacity.total });
  }
  return failures;
};

/* Requirements at the current stage. */

const language: Rule = (agent, _, { requirement, language: asked }) => {
  if (asked === undefined) return undefined;
  const { minLevel, inWriting } = requirement;
  const levels = agent.languages
    .filter(({ parts }) => isSameLanguage(asked.parts, parts, inWriting))
    .map(({ level }) => level);
  if (levels.some((level) => reachesLevel(level, minLevel))) return undefined;
  const has = levels.reduce<LanguageLevel | undefined>(
    (best, each) => (best && reachesLevel(best, each) ? best : each),
    undefined,
  );
  return { code: "language", asked: asked.tag, minLevel, has };
};

const skills: Rule = (agent, _, { requirement: { work } }) =>
  Object.entries(work.skills ?? {}).flatMap(([skill, asked]) => {
    const has = agent.skills.get(skill);
    return has !== undefined && has >= asked ? [] : [{ code: "skill" as const, skill, asked, has }];
  });

/** What holds at every time: who could ever take the work. */
const LASTING: readonly Rule[] = [residency, clearance, exclusion, channel, language, skills];
/** What depends on the moment. */
const MOMENTARY: readonly Rule[] = [onShift, absence, presence, load];
/** Every rule, in the order in which they are explained. */
const ALL: readonly Rule[] = [
  residency,
  clearance,
  exclusion,
  onShift,
  absence,
  presence,
  channel,
  load,
  language,
  skills,
];

/** All the reasons why an agent cannot take the work now; empty for a candidate. */
export function failuresOf(agent: Agent, state: AgentState, ask: Ask): readonly Failure[] {
  return ALL.flatMap((rule) => rule(agent, state, ask) ?? []);
}

/** Could this agent take the work at some time, hours, absences, presence and load aside? */
export function couldEverTake(agent: Agent, state: AgentState, ask: Ask): boolean {
  return LASTING.every((rule) => holds(rule(agent, state, ask)));
}

/** Can this agent, who could take the work, take it now? */
export function canTakeNow(agent: Agent, state: AgentState, ask: Ask): boolean {
  return MOMENTARY.every((rule) => holds(rule(agent, state, ask)));
}

function holds(found: ReturnType<Rule>): boolean {
  return found === undefined || (Array.isArray(found) && found.length === 0);
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
