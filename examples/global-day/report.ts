import type { WorstMiss } from "./attainment.js";
import { shuffleLines, thenLines } from "./beside-report.js";
import { countryName } from "./countries.js";
import { evidenceLines } from "./evidence-report.js";
import type { Explanation } from "./explanations.js";
import type { Measures } from "./measures.js";
import type { Region } from "./regions.js";
import type { Beside, Results } from "./results.js";
import { checkLines } from "../simulator/checks.js";
import {
  clockText,
  firstAgentText,
  handoffLines,
  HANDOFFS_TITLE,
  stripSections,
} from "../simulator/report.js";
import { stageOf } from "./stage.js";
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
  const { day, lives, measures, explanations, beside } = results;
  const paint = paintFor(colour);
  const section = (title: string, lines: readonly string[]): string => sectionText(paint, title, lines);
  const sections = [
    heading(results, paint).join("\n"),
    section("Checks of the roster", checkLines(results.checks)),
    ...stripSections(stageOf(day), lives, "people, local hours", paint),
    section("Promises: our targets, in time during which any region is open", promiseLines(measures)),
    ...(measures.worstMiss === null
      ? []
      : [section("The worst miss: why it was due then", missLines(measures.worstMiss))]),
    section(HANDOFFS_TITLE, handoffLines(results.handoffs, MOST_HANDOFFS)),
    section("Load and fairness", regionLines(measures.perRegion)),
    ...(beside === undefined ? [] : besideSections(beside, measures, section)),
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

function besideSections(
  beside: Beside,
  { handoffs }: Measures,
  section: (title: string, lines: readonly string[]) => string,
): string[] {
  const { shuffles, evidence } = beside;
  return [
    section("What happened then", thenLines(beside, handoffs)),
    ...(shuffles === undefined ? [] : [section("Who is first at a tie", shuffleLines(shuffles))]),
    ...(evidence === undefined
      ? []
      : [section("Holidays: what was planned, and what people did", evidenceLines(evidence))]),
  ];
}

function heading({ day, measures }: Results, paint: Paint): string[] {
  const { incidents, assigned, waitingAtEnd, atEnd, handoffs, firstWaits } = measures;
  const countries = new Set(day.incidents.map(({ country }) => country).filter((country) => country !== ""));
  const people = day.teams.reduce((sum, team) => sum + team.people.length, 0);
  const figures: [number, string][] = [
    [
      incidents,
      `${incidents === 1 ? "incident" : "incidents"} from ${counted(countries.size, "country", "countries")}, for ` +
        `${counted(people, "person", "people")} in ${counted(day.teams.length, "region")}`,
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
    clockText(day),
    "",
    ...figures.map(([figure, what]) => `${paint.bold(grouped(figure).padStart(width))} ${what}`),
    "",
    firstAgentText(firstWaits),
  ];
}

const MOST_HANDOFFS = 8;
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
          `and ${rest.length} more with ${counted(people, "person", "people")}, who took ${grouped(taken)}: ` +
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
