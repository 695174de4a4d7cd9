import type { HoursOfDay } from "../schedule/index.js";
import { clockReading, zoneOf } from "../time/index.js";
import type {
  AgentUnreachable,
  AskedFor,
  FindingData,
  HeldByOne,
  HoursDrift,
  RedirectLoop,
  SettingUnused,
  StageNeverHelps,
  Uncovered,
  VainRelaxation,
} from "./lint-findings.js";
import { weekRuns } from "./lint-weeks.js";
import type { Roster } from "./roster.js";

/** So many names of a list are told; of the rest, the number. */
const MOST_TOLD = 3;

/** The finding as an English sentence. */
export function sentenceOf(finding: FindingData, { teams }: Roster): string {
  const nameOf = (id: string) => teams.get(id)?.name ?? id;
  switch (finding.code) {
    case "language-uncovered":
    case "skill-uncovered":
    case "work-uncovered":
      return uncovered(finding);
    case "language-held-by-one":
    case "skill-held-by-one":
    case "work-held-by-one":
      return heldByOne(finding);
    case "agent-unreachable":
      return `${several(finding.agentIds)} in ${nameOf(finding.team)} can never be reached: ${UNREACHABLE[finding.reason]}`;
    case "team-empty":
      return `${nameOf(finding.team)} has no agents`;
    case "all-partners":
      return "every team is a partner team, so a stage without partners lets in nobody";
    case "stage-never-helps":
      return stageNeverHelps(finding);
    case "setting-unused":
      return `${finding.setting} is set, but no stage goes as far as ${REACHED_BY[finding.setting]}`;
    case "hours-drift":
      return drift(finding, nameOf);
    case "redirect-loop":
      return loop(finding, nameOf);
  }
}

function uncovered(finding: Uncovered): string {
  const { uncoveredMs, wantedMs, fallbackMs, absenceMs, gapCount, gaps, worseWeeks } = finding;
  const [first] = gaps;
  const when = [
    alwaysAt(finding),
    first &&
      `${count(gapCount, "time")} at other hours, first ${reading(first.from)} to ${reading(first.to)} UTC`,
  ].filter((part) => part !== undefined);
  return [
    `nobody on shift ${canTake(finding)} in ${hours(uncoveredMs)} of ${hours(wantedMs)}: ${when.join(" and ")}`,
    worseWeeks.length > 0 && `most in ${several(worst(finding))}`,
    absenceMs > 0 && `${hours(absenceMs)} of it for absences`,
    fallbackMs > 0 && `a later stage serves ${hours(fallbackMs)} of it`,
  ]
    .filter((part) => part !== false)
    .join("; ");
}

/** The weeks with the most uncovered time first. */
function worst({ worseWeeks }: Uncovered): string[] {
  return [...worseWeeks].sort((a, b) => b.uncoveredMs - a.uncoveredMs).map(({ week }) => week);
}

function heldByOne(finding: HeldByOne): string {
  const { agents, aloneMs, agentCount, severity } = finding;
  const [first] = agents;
  if (severity === "warning") return `only ${first?.agentId ?? "one agent"} ${canTake(finding)}`;
  const told = agents.slice(0, MOST_TOLD).map((each) => `${each.agentId} ${hours(each.aloneMs)}`);
  const more = agentCount > told.length ? ` and ${agentCount - told.length} more` : "";
  return `for ${hours(aloneMs)} one person alone is on shift who ${canTake(finding)}: ${told.join(", ")}${more}`;
}

/** `knows ja at B2 on chat`, `has billing 60`, `can take expected[2] (de at B2 with billing)`. */
function canTake({
  code,
  channels,
  languages,
  minLevel,
  skills,
  expected,
}: AskedFor & { readonly code: (Uncovered | HeldByOne)["code"] }) {
  const skill = Object.entries(skills).map(([name, least]) => (least === 0 ? name : `${name} ${least}`));
  const on = channels.length === 0 ? "" : ` on ${channels.join(", ")}`;
  const language = languages.length === 0 ? "" : `${languages.join(" or ")} at ${minLevel ?? ""}`;
  if (code.startsWith("language")) return `knows ${language}${on}`;
  if (code.startsWith("skill")) return `has ${skill.join(" and ")}${on}`;
  const asked = [language, skill.join(" and ")].filter((part) => part !== "");
  return `can take expected[${expected ?? ""}]${asked.length === 0 ? "" : ` (${asked.join(" with ")})`}${on}`;
}

/** `in every week Mon-Fri 17:00-24:00, Sat 00:00-24:00 UTC`: neighbouring days with the same hours are told together. */
function alwaysAt({ always, timeZone }: Uncovered): string | undefined {
  if (always === "always") return "at every hour";
  const days = Object.entries(always).map(([day, list]: [string, HoursOfDay | undefined]) => ({
    day: day.charAt(0).toUpperCase() + day.slice(1),
    hours: (list ?? []).map((each) => each.join("-")).join(" "),
  }));
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const { day, hours: told } of days) {
    const last = groups.at(-1);
    if (last?.hours === told && isNext(last.last, day)) last.last = day;
    else groups.push({ first: day, last: day, hours: told });
  }
  const told = groups.map((each) =>
    each.first === each.last ? `${each.first} ${each.hours}` : `${each.first}-${each.last} ${each.hours}`,
  );
  return told.length === 0 ? undefined : `in every week ${told.join(", ")} ${timeZone}`;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function isNext(day: string, other: string): boolean {
  return DAYS.indexOf(other) === DAYS.indexOf(day) + 1;
}

const UNREACHABLE: Readonly<Record<AgentUnreachable["reason"], string>> = {
  "never-on-shift": "never on shift",
  "always-absent": "absent all the time",
  "no-channels": "without a channel",
  "no-capacity": "not one item fits into the capacity",
  "partners-kept-out": "no stage lets partners in",
};

const REACHED_BY: Readonly<Record<SettingUnused["setting"], string>> = {
  relatedLanguages: "related languages",
  commonLanguage: "the common language",
  translationChannels: "a translation",
};

function stageNeverHelps({ stage, reason, vain, severity }: StageNeverHelps): string {
  const why = vain.map((each) => WHY_VAIN[each.why]).join(", ");
  if (severity === "note") return `stage ${stage} relaxes something in vain: ${why}`;
  switch (reason) {
    case "relaxes-nothing":
      return `stage ${stage} relaxes nothing that the one before did not`;
    case "in-vain":
      return `stage ${stage} lets in nobody new: ${why}`;
    case "nobody-expected":
      return `stage ${stage} lets in nobody new for any work that is expected`;
  }
}

const WHY_VAIN: Readonly<Record<VainRelaxation["why"], string>> = {
  "nobody-knows-a-language": "nobody knows any language",
  "no-related-language": "no language that anybody knows is related to one that may be wanted",
  "no-common-language": "the policy names no common language",
  "nobody-knows-the-common-language": "nobody knows the common language",
  "no-translation-channel": "the policy names no translation channels",
  "nobody-on-the-translation-channels": "nobody serves the translation channels",
  "nobody-below-the-top": "nobody has a skill below the top of the scale",
  "no-partner-team": "nobody is in a partner team",
  "everybody-is-trained-for-all": "everybody is trained for all markets",
};

function drift({ from, to, gapMs, overlapMs, times, weeks }: HoursDrift, nameOf: NameOf): string {
  const usual = overlapMs === 0 ? "meet" : `overlap by ${minutes(overlapMs)}`;
  return `${nameOf(from)} and ${nameOf(to)} ${usual}, but not in ${weekRuns(weeks).join(", ")}: ${count(times, "time")} up to ${minutes(gapMs)} are missing between them, as their clocks change at different times`;
}

type NameOf = (team: string) => string;

function loop({ teams, at, from, times, closings }: RedirectLoop, nameOf: NameOf): string {
  return `${teams.map(nameOf).join(" and ")} hand on to each other while none of them is open: at ${times} of ${closings} closings, first ${nameOf(from)}'s on ${reading(at)} UTC`;
}

function several(names: readonly string[]): string {
  const told = names.slice(0, MOST_TOLD);
  const rest = names.length - told.length;
  return rest === 0 ? told.join(", ") : `${told.join(", ")} and ${rest} more`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Hours, to a tenth. */
function hours(ms: number): string {
  return `${Math.round(ms / 360_000) / 10} h`;
}

function minutes(ms: number): string {
  return `${Math.round(ms / 6000) / 10} min`;
}

function reading(at: Date): string {
  return clockReading(at.getTime(), zoneOf("UTC", "UTC"));
}
