import type { WorstMiss } from "./attainment.js";
import { countryName } from "./countries.js";
import type { Day } from "./day.js";
import { UTC_DAY_MS } from "../simulator/units.js";
import type { Explanation } from "./explanations.js";
import type { Facts, Happened } from "./log-facts.js";
import type { Measures } from "./measures.js";
import type { Region } from "./regions.js";
import type { Results } from "./results.js";
import { checkLines } from "../simulator/checks.js";
import { stageOf } from "./stage.js";
import { dayStrips, hourScale, SUN_LEGEND, sunStrips } from "../simulator/strips.js";
import {
  counted,
  grouped,
  lengthText,
  paintFor,
  percentText,
  sectionText,
  table,
  wrap,
  type Paint,
} from "../simulator/text.js";

/** The report for a terminal: plain text within 100 columns, colours only where they are asked for. */
export function report(results: Results, { colour }: { readonly colour: boolean }): string {
  const { day, lives, measures, explanations, happened } = results;
  const paint = paintFor(colour);
  const section = (title: string, lines: readonly string[]): string => sectionText(paint, title, lines);
  const stage = stageOf(day);
  const sections = [
    heading(results, paint).join("\n"),
    section("Checks of the roster", checkLines(results.checks)),
    section(dayTitle(day), [hourScale(paint), ...dayStrips(stage, lives, paint)]),
    section("The sun: who is open (people, local hours), and how much they hold", [
      hourScale(paint),
      ...sunStrips(stage, lives, paint),
      paint.dim(SUN_LEGEND),
    ]),
    section("Promises: our targets, in time during which any region is open", promiseLines(measures)),
    ...(measures.worstMiss === null
      ? []
      : [section("The worst miss: why it was due then", missLines(measures.worstMiss))]),
    section("When a day ends: the handoff plans with most items", handoffLines(results.handoffs)),
    section("Load and fairness", regionLines(measures.perRegion)),
    ...(happened === undefined ? [] : [section("What happened then", thenLines(measures, happened))]),
    section(
      "Why?",
      explanations.flatMap((each, index) => explanationLines(each, index, paint)),
    ),
    section(
      "What this rests on",
      day.notes.flatMap((note) => wrap(note, "- ")),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

function heading({ day, measures }: Results, paint: Paint): string[] {
  const { incidents, assigned, waitingAtEnd, atEnd, handoffs, firstWaits } = measures;
  const countries = new Set(day.incidents.map(({ country }) => country).filter((country) => country !== ""));
  const people = day.teams.reduce((sum, team) => sum + team.people.length, 0);
  const figures: [number, string][] = [
    [
      incidents,
      `incidents from ${countries.size} countries, for ${grouped(people)} people in ${day.teams.length} regions`,
    ],
    [
      assigned,
      `assigned: ${grouped(atEnd.done)} done, ${grouped(atEnd["in-hand"])} in hand, ${grouped(atEnd.kept)} kept for the ` +
        `next day, ${grouped(atEnd.resting)} resting`,
    ],
    [waitingAtEnd, "waiting for an agent when the clock stopped"],
    [handoffs, "handed on to another agent because their owner's day ended"],
  ];
  const width = Math.max(...figures.map(([figure]) => grouped(figure).length));
  return [
    paint.bold(day.title),
    `${dateText(day.from)} 00:00 to ${dateText(day.to - UTC_DAY_MS)} 24:00 UTC`,
    "",
    ...figures.map(([figure, what]) => `${paint.bold(grouped(figure).padStart(width))} ${what}`),
    "",
    `The first agent: ${lengthText(firstWaits.medianMs)} after the arrival (median), ${lengthText(firstWaits.p90Ms)} ` +
      `(90th percentile), ${lengthText(firstWaits.mostMs)} (longest)`,
  ];
}

function dayTitle({ from, to }: Day): string {
  const days = (to - from) / UTC_DAY_MS;
  return days === 1 ? "The day" : `The hours of the day, ${grouped(days)} days laid over each other`;
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const MOST_HANDOFFS = 8;

/** The largest plans, in the order of the day. */
function handoffLines(handoffs: Results["handoffs"]): string[] {
  const largest = [...handoffs]
    .sort((a, b) => b.team.items - a.team.items || a.at - b.at)
    .slice(0, MOST_HANDOFFS);
  if (largest.length === 0) return ["nobody's day ended with work in hand"];
  return largest.sort((a, b) => a.at - b.at).flatMap(({ team }) => wrap(team.sentence, ""));
}

const BAR = 20;

function promiseLines({ attainment }: Measures): string[] {
  const rows = attainment.map(({ impact, metric, targetMs, met, missed, open, share }) => [
    impact === "" ? "(none)" : impact,
    metric === "response" ? "first agent" : "resolution",
    `within ${lengthText(targetMs)}`,
    grouped(met),
    grouped(missed),
    grouped(open),
    percentText(share),
    share === null ? "" : "█".repeat(Math.floor(share * BAR)).padEnd(BAR, "░"),
  ]);
  return table([["impact", "promise", "target", "met", "missed", "open", "kept", ""], ...rows], 3);
}

function missLines({ incident, impact, country, metric, overrunMs, agent, timeline }: WorstMiss): string[] {
  const where = country === "" ? "an unknown country" : countryName(country);
  const what = metric === "response" ? "first agent" : "resolution";
  const whose = agent ?? "nobody";
  const about = `${incident}, ${impact === "" ? "(none)" : impact}, from ${where}: ${what} ${lengthText(overrunMs)} late`;
  return [...wrap(`${about}; ${whose} had it when it was due`, ""), ...timeline];
}

const REGIONS_SHOWN = 12;

function regionLines(regions: readonly Region[]): string[] {
  const busiest = [...regions].sort((a, b) => b.assignments - a.assignments);
  const rows = busiest
    .slice(0, REGIONS_SHOWN)
    .map((region) => [
      `${region.country} ${region.name}`,
      grouped(region.people),
      grouped(region.assignments),
      `${region.perPerson.least} - ${region.perPerson.mean.toFixed(1)} - ${region.perPerson.most}`,
      region.fairness === null ? "-" : region.fairness.toFixed(2),
      region.load === null ? "-" : region.load.toFixed(2),
      grouped(region.takenOver),
      grouped(region.letGo),
      grouped(region.inHandAtEnd),
    ]);
  const head = [
    "region",
    "people",
    "taken",
    "per person",
    "fairness",
    "load",
    "taken over",
    "let go",
    "in hand at end",
  ];
  const rest = busiest.slice(REGIONS_SHOWN);
  const taken = rest.reduce((sum, { assignments }) => sum + assignments, 0);
  const people = rest.reduce((sum, region) => sum + region.people, 0);
  return [
    ...table([head, ...rows], 1),
    ...(rest.length === 0
      ? []
      : wrap(
          `and ${rest.length} more with ${grouped(people)} people, who took ${grouped(taken)}: ` +
            rest.map(({ country, assignments }) => `${country} ${grouped(assignments)}`).join(", "),
          "",
        )),
    ...wrap(
      "per person: least - mean - most taken. fairness: Jain's index of these, 1 when all took the same. " +
        "load: incidents in hand per person at work. taken over, let go: at the end of a day.",
      "",
    ),
  ];
}

function thenLines({ passing, handoffs }: Measures, { sameClock, wholeLog }: Happened): string[] {
  const then = (what: (facts: Facts) => string): [string, string] => [what(wholeLog), what(sameClock)];
  const rows = [
    ["", "then, to the end of the log", "then, by our clock's end", "here"],
    [
      "waits after the first agent",
      ...then(({ waits }) => grouped(waits.count)),
      grouped(passing.waits.count),
    ],
    [
      "  longer than a minute",
      ...then(({ waits }) => grouped(waits.overMinute)),
      grouped(passing.waits.overMinute),
    ],
    ["  median", ...then(({ waits }) => lengthText(waits.medianMs)), lengthText(passing.waits.medianMs)],
    ["  90th percentile", ...then(({ waits }) => lengthText(waits.p90Ms)), lengthText(passing.waits.p90Ms)],
    ["  all together", ...then(({ waits }) => lengthText(waits.totalMs)), lengthText(passing.waits.totalMs)],
    ["  still going on", ...then(({ stillWaiting }) => grouped(stillWaiting)), grouped(passing.stillWaiting)],
    [
      "moves between owners' countries",
      ...then(({ ownerMoves }) => grouped(ownerMoves)),
      grouped(passing.moves),
    ],
    ["moves between teams' countries", ...then(({ teamMoves }) => grouped(teamMoves)), "-"],
    [
      "incidents back in a country they left",
      ...then(({ ownerPingPong }) => grouped(ownerPingPong)),
      grouped(passing.pingPong),
    ],
    [
      "work outside the country's usual hours",
      ...then(outsideText),
      percentText(shareOf(passing.outsideHours, passing.assignments)),
    ],
  ];
  return [
    ...table(rows, 1),
    ...wrap(
      "Then: from Queued to Accepted after the first acceptance, and all events by people. Here: from when an incident " +
        `wanted an agent again (${counted(handoffs, "handoff")} among these) until it had one, and all assignments. ` +
        "Then, work also had to reach those who knew how to do it; here anybody does.",
      "",
    ),
  ];
}

function outsideText({ outsideHours, humanEvents }: Facts): string {
  return percentText(shareOf(outsideHours, humanEvents));
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function explanationLines(
  { question, at, incident, impact, country, asked, answer, refusals, next }: Explanation,
  index: number,
  paint: Paint,
): string[] {
  const others = refusals.map(({ reason, agents }) => `${grouped(agents)} ${reason}`).join(", ");
  const about = `${at.slice(0, 16).replace("T", " ")} UTC, ${incident}, ${impact}, from ${country === "" ? "an unknown country" : countryName(country)}`;
  return [
    ...(index === 0 ? [] : [""]),
    paint.bold(question),
    ...wrap(about, "  "),
    ...wrap(`${asked}: ${answer}`, "  > "),
    ...(others === "" ? [] : wrap(`not: ${others}`, "    ")),
    ...(next === null ? [] : wrap(`next: ${next}`, "    ")),
  ];
}
