import type { RosterFinding } from "follow-the-sun";
import { checkLines } from "./checks.js";
import type { Contact } from "./contact.js";
import { livesOf, type Life } from "./life.js";
import type { Handoff } from "./log.js";
import type { CompanyMeasures } from "./measures.js";
import type { CompanyRun } from "./run-company.js";
import type { Simulation } from "./simulation.js";
import type { Lengths } from "./statistics.js";
import { dayStrips, hourScale, SUN_LEGEND, sunStrips, type Stage, type StageTeam } from "./strips.js";
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
} from "./text.js";
import { UTC_DAY_MS } from "./units.js";

/** The report of a company's run, for a terminal: plain text within 100 columns. */
export function companyReport(
  { company, simulation, log, measures }: CompanyRun,
  { colour, checks }: { readonly colour: boolean; readonly checks?: readonly RosterFinding[] },
): string {
  const paint = paintFor(colour);
  const section = (title: string, lines: readonly string[]): string => sectionText(paint, title, lines);
  const lives = livesOf(log.outcomes, simulation.to);
  const sections = [
    [
      paint.bold(company.name),
      ...wrap(company.about ?? "", ""),
      ...headingLines(simulation, measures, paint),
    ].join("\n"),
    ...(checks === undefined ? [] : [section("Checks of the roster", checkLines(checks))]),
    ...stripSections(companyStage(simulation), lives, "people", paint),
    section("Promises", promiseLines(measures)),
    section("Waits for the first agent", waitLines(measures)),
    section("Languages: how closely they were served, at each taking of a contact", languageLines(measures)),
    section(HANDOFFS_TITLE, handoffLines(log.handoffs, MOST_HANDOFFS)),
    section("Load and fairness", teamLines(measures)),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headingLines(
  { from, to }: Pick<Stage, "from" | "to">,
  measures: CompanyMeasures,
  paint: Paint,
): string[] {
  const { contacts, atEnd, handoffs, kept, raised, passedUp, offered, refused, firstWaits } = measures;
  const inWork = atEnd["in-hand"] + atEnd.kept;
  return [
    clockText({ from, to }),
    "",
    `${paint.bold(grouped(contacts))} contacts: ${grouped(atEnd.done)} done, ${grouped(atEnd.left)} left before anybody came, ` +
      `${grouped(inWork)} in hand, ${grouped(atEnd.resting)} resting, ${grouped(atEnd.waiting)} waiting`,
    `${counted(handoffs, "handoff")} at the end of a day, ${grouped(kept)} kept for later; ${grouped(raised)} made more ` +
      `urgent by a step, ${grouped(passedUp)} passed up`,
    ...(offered === 0
      ? []
      : [`${counted(offered, "offer")}, ${grouped(refused)} of them refused or not answered`]),
    firstAgentText(firstWaits),
  ];
}

/** From when to when the clock ran. */
export function clockText({ from, to }: Pick<Stage, "from" | "to">): string {
  return `${dateText(from)} 00:00 to ${dateText(to - UTC_DAY_MS)} 24:00 UTC`;
}

export function firstAgentText({ medianMs, p90Ms, mostMs }: Lengths): string {
  return (
    `The first agent: ${lengthText(medianMs)} after the arrival (median), ${lengthText(p90Ms)} (90th percentile), ` +
    `${lengthText(mostMs)} (longest)`
  );
}

/**
 * The hours of the day, and the sun over them.
 *
 * @param legend - What the sun's lines show of those who are open.
 */
export function stripSections(stage: Stage, lives: readonly Life[], legend: string, paint: Paint): string[] {
  const scale = hourScale(paint);
  return [
    sectionText(paint, dayTitle(stage), [scale, ...dayStrips(stage, lives, paint)]),
    sectionText(paint, `The sun: who is open (${legend}), and how much they hold`, [
      scale,
      ...sunStrips(stage, lives, paint),
      paint.dim(SUN_LEGEND),
    ]),
  ];
}

function dayTitle({ from, to }: Pick<Stage, "from" | "to">): string {
  const days = (to - from) / UTC_DAY_MS;
  return days === 1 ? "The day" : `The hours of the day, ${grouped(days)} days laid over each other`;
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A line for each team, and for those of its people who have hours of their own. */
function companyStage({ from, to, roster }: Simulation<Contact>): Stage {
  const teams: (StageTeam & { people: string[] })[] = [];
  for (const { id, team, calendar } of roster.agents.values()) {
    const code = team.id;
    const same = teams.find((each) => each.code === code && each.calendar === calendar);
    if (same === undefined) teams.push({ code, calendar, people: [id], hours: "" });
    else same.people.push(id);
  }
  return { from, to, teams };
}

function promiseLines({ attainment }: CompanyMeasures): string[] {
  const rows = attainment.map(({ promise, priority, region, met, missed, open }) => [
    priority,
    promise,
    region,
    grouped(met),
    grouped(missed),
    grouped(open),
    percentText(met + missed === 0 ? null : met / (met + missed)),
  ]);
  return table([["priority", "promise", "region", "met", "missed", "open", "kept"], ...rows], 3);
}

function waitLines({ perKind }: CompanyMeasures): string[] {
  const rows = perKind.map(({ kind, contacts, left, firstWaits }) => [
    kind,
    grouped(contacts),
    lengthText(firstWaits.medianMs),
    lengthText(firstWaits.p90Ms),
    lengthText(firstWaits.mostMs),
    percentText(contacts === 0 ? null : left / contacts),
  ]);
  return table([["kind", "contacts", "median", "90th percentile", "longest", "left"], ...rows], 1);
}

const TIERS = ["exact", "same-language", "related", "any-listed", "common", "translation"] as const;

function languageLines({ languages }: CompanyMeasures): string[] {
  const used = TIERS.filter((tier) => languages.some(({ tiers }) => tiers[tier] !== undefined));
  const rows = languages.map(({ language, tiers }) => [
    language,
    ...used.map((tier) => grouped(tiers[tier] ?? 0)),
  ]);
  return rows.length === 0 ? ["nobody wanted any"] : table([["wanted", ...used], ...rows], 1);
}

const MOST_HANDOFFS = 6;

/** The package tells each plan by the clock of the team whose day ends. */
export const HANDOFFS_TITLE = "When a day ends, by its own clock: the handoff plans with most items";

/** The largest plans, in the order of time. */
export function handoffLines(handoffs: readonly Handoff[], most: number): string[] {
  const largest = [...handoffs].sort((a, b) => b.team.items - a.team.items || a.at - b.at).slice(0, most);
  if (largest.length === 0) return ["nobody's day ended with work in hand"];
  return largest.sort((a, b) => a.at - b.at).flatMap(({ team }) => wrap(team.sentence, ""));
}

function teamLines({ perTeam, perAgent, fairness, outsideHours }: CompanyMeasures): string[] {
  const rows = perTeam.map(({ team, people, taken, takenOver, letGo, load }) => {
    const each = perAgent.filter((agent) => agent.team === team).map((agent) => agent.taken);
    return [
      team,
      grouped(people),
      grouped(taken),
      people === 0 ? "-" : `${Math.min(...each)} - ${(taken / people).toFixed(1)} - ${Math.max(...each)}`,
      load === null ? "-" : load.toFixed(2),
      grouped(takenOver),
      grouped(letGo),
    ];
  });
  const { jainIndex, largestOwed, bound } = fairness;
  return [
    ...table([["team", "people", "taken", "per person", "load", "taken over", "let go"], ...rows], 1),
    ...wrap(
      "per person: least - mean - most taken. load: contacts in hand per person on shift. taken over, let go: at the end of a day.",
      "",
    ),
    `The ledger: Jain's index ${jainIndex.toFixed(3)}; nobody is owed more than ${largestOwed.toFixed(2)} of at most ${bound.toFixed(1)} contacts.`,
    `Work given to somebody outside their hours: ${grouped(outsideHours)}.`,
  ];
}
