import { difference, type IntervalList } from "../time/index.js";
import type { Agent } from "./agent.js";
import { countUpTo, coverOf, crewsOf, timesIn, totalMs, type Cover, type Crew } from "./lint-crews.js";
import type { AskedFor, HeldByOne, Uncovered } from "./lint-findings.js";
import { fitsAsAsked, fitsAt, type AskedKind, type Fits } from "./lint-kinds.js";
import type { Lint } from "./lint-scope.js";
import { inWeeks } from "./lint-weeks.js";
import type { Policy, Stage } from "./stage.js";
import type { Requirement } from "./work.js";

/** So many gaps and agents are told one by one. */
const MOST_TOLD = 5;

/** Languages, skills and expected work that nobody, or one person alone, stands for at some wanted hours. */
export function coverFindings(lint: Lint): readonly (Uncovered | HeldByOne)[] {
  const everybody = crewsOf(lint.agents, lint.hoursOf);
  const holdersOf = holdersIn(lint, everybody);
  return lint.kinds.flatMap((kind) => {
    const uncovered: Uncovered[] = [];
    const held: HeldByOne[] = [];
    for (const requirement of kind.requirements) {
      const crews = holdersOf(requirement);
      const fits = fitsAsAsked(lint.roster, requirement);
      const cover = coverOf(crews, fits, lint.wanted);
      if (cover.uncovered.length > 0) uncovered.push(toUncovered(lint, kind, requirement, cover, everybody));
      held.push(...heldBy(kind, requirement, crews, fits, cover.alone));
    }
    return [...mergeChannels(uncovered), ...mergeChannels(held)];
  });
}

/** The crews among whom all who could take something must be, so that nobody else is looked at. */
function holdersIn(
  { agents, hoursOf }: Lint,
  everybody: readonly Crew[],
): (requirement: Requirement) => readonly Crew[] {
  const ofLanguage = indexBy(agents, ({ languages }) => languages.map(({ parts }) => parts.language));
  const ofSkill = indexBy(agents, ({ skills }) => [...skills.keys()]);
  const crews = new Map<readonly Agent[], readonly Crew[]>();
  return ({ languages: [language, another], skills: [skill] }) => {
    if (skill === undefined && (language === undefined || another !== undefined)) return everybody;
    const among =
      (skill === undefined ? ofLanguage.get(language?.parts.language ?? "") : ofSkill.get(skill[0])) ?? [];
    const known = crews.get(among) ?? crewsOf(among, hoursOf);
    crews.set(among, known);
    return known;
  };
}

function indexBy(
  agents: readonly Agent[],
  keysOf: (agent: Agent) => readonly string[],
): ReadonlyMap<string, readonly Agent[]> {
  const index = new Map<string, Agent[]>();
  for (const agent of agents) {
    for (const key of new Set(keysOf(agent))) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [agent]);
      else list.push(agent);
    }
  }
  return index;
}

/** What a finding says it was asked for. */
function askedFor(
  { channels, languages, skills, expected }: AskedKind,
  { work, minLevel }: Requirement,
): AskedFor {
  return {
    channels: channels.length === 0 ? [] : [work.channel],
    languages,
    minLevel: languages.length === 0 ? undefined : minLevel,
    skills,
    expected,
  };
}

function toUncovered(
  lint: Lint,
  kind: AskedKind,
  requirement: Requirement,
  { uncovered, absent }: Cover,
  everybody: readonly Crew[],
): Uncovered {
  const { zone, window, wanted, roster } = lint;
  const uncoveredMs = totalMs(uncovered);
  const fitsAtLast = fitsAt(roster, requirement, roster.policy.stages.at(-1) as Stage);
  const fallbackMs = canFallBack(roster.policy, requirement)
    ? uncoveredMs - totalMs(coverOf(everybody, fitsAtLast, uncovered).uncovered)
    : 0;
  const weeks = inWeeks(zone, window, uncovered, difference(wanted, uncovered));
  return {
    code: `${kind.subject}-uncovered`,
    severity: fallbackMs === uncoveredMs ? "note" : "warning",
    ...askedFor(kind, requirement),
    wantedMs: totalMs(wanted),
    uncoveredMs,
    fallbackMs,
    absenceMs: totalMs(absent),
    timeZone: zone.name,
    always: weeks.always,
    gaps: weeks.atOtherHours
      .slice(0, MOST_TOLD)
      .map(({ start, end }) => ({ from: new Date(start), to: new Date(end) })),
    gapCount: weeks.atOtherHours.length,
    usualWeekMs: weeks.usualWeekMs,
    worseWeeks: weeks.worseWeeks,
  };
}

/** Does the last stage make do with anything less than what is asked for? */
function canFallBack({ stages }: Policy, { languages, skills, preferredSkills }: Requirement): boolean {
  const last = stages.at(-1) as Stage;
  return (
    (languages.length > 0 && !["exact", "same-language"].includes(last.languages)) ||
    (last.lowerProficiencyBy > 0 && skills.some(([, asked]) => asked > 0)) ||
    (last.dropPreferred && preferredSkills.length > 0)
  );
}

function heldBy(
  kind: AskedKind,
  requirement: Requirement,
  crews: readonly Crew[],
  fits: Fits,
  alone: IntervalList,
): HeldByOne[] {
  const all = crews.flatMap(({ steady, others }) => [...steady, ...others]);
  const isOne = countUpTo(2, all, fits) === 1;
  const times = timesIn(alone, crews, fits);
  if (times.length === 0 && !isOne) return [];
  // The only one who could take it may never be there when it is wanted.
  const agents = times.length > 0 ? times : [{ agentId: all.find(fits)?.id ?? "", aloneMs: 0 }];
  return [
    {
      code: `${kind.subject}-held-by-one`,
      severity: isOne ? "warning" : "note",
      ...askedFor(kind, requirement),
      aloneMs: totalMs(alone),
      agents: agents.slice(0, MOST_TOLD),
      agentCount: agents.length,
    },
  ];
}

/** One finding for all channels on which it is the same. */
function mergeChannels<F extends Uncovered | HeldByOne>(findings: readonly F[]): F[] {
  const merged = new Map<string, F>();
  for (const finding of findings) {
    const key = JSON.stringify({ ...finding, channels: undefined });
    const same = merged.get(key);
    merged.set(key, same ? { ...same, channels: [...same.channels, ...finding.channels] } : finding);
  }
  return [...merged.values()];
}
