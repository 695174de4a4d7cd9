import { CAPACITY, CITATION, type Incident, type Team } from "./day.js";
import { closedWeekdays, LEAST_DAYS, type Evidence } from "./evidence.js";
import { hasHolidays } from "./holidays.js";
import type { Profile } from "./profile.js";
import { hasTargets, USUAL_IMPACT } from "./promises.js";
import type { LoggedWork } from "./stints.js";
import { counted, grouped } from "../simulator/text.js";
import { UTC_DAY_MS } from "../simulator/units.js";

/** What a day drawn from a profile rests on. */
export function profileNotes(
  profile: Profile,
  teams: readonly Team[],
  incidents: readonly Incident[],
  isMoved: boolean,
): string[] {
  return [
    `Aggregates of ${profile.date}, fitted from ${profile.citation}.`,
    ...MODEL_NOTES,
    ...keptHolidays(teams),
    ...when(isMoved, movedNote),
    ...hoursNotes(teams),
    ...countryNotes(teams, incidents),
  ];
}

/** What a replay rests on. */
export function replayNotes(study: {
  readonly teams: readonly Team[];
  readonly incidents: readonly Incident[];
  readonly works: readonly LoggedWork[];
  readonly homeless: number;
  /** People who act in the log only after our clock has stopped. */
  readonly later: number;
  readonly strayEvents: number;
  readonly ownHours: boolean;
  readonly from: number;
  readonly to: number;
  readonly evidence?: Evidence;
}): string[] {
  const { teams, incidents, works, homeless, later, strayEvents, ownHours, evidence } = study;
  const people = teams.reduce((sum, team) => sum + team.people.length, 0);
  const hours = `fitted from ${CITATION}`;
  return [
    ...MODEL_NOTES,
    daysOff(teams, evidence),
    ...when(
      study.to - study.from > UTC_DAY_MS,
      "Whoever acted on any of the days is taken to be there on all of them.",
    ),
    ...when(
      later > 0,
      `Of the ${counted(people, "person", "people")}, ${grouped(later)} ${later === 1 ? "acts" : "act"} in the log only after ` +
        "our clock has stopped: taken to be there all the same.",
    ),
    "What else people had to do then, such as older incidents, is not in the log: here they are free for these alone.",
    ...workNotes(works),
    ownHours
      ? `Hours are those of the folder's fitted-hours.json; for countries that it does not have, the built-in ones, ${hours}.`
      : `Hours are the built-in ones, ${hours}.`,
    ...hoursNotes(teams),
    ...countryNotes(teams, incidents),
    ...when(homeless > 0, `${counted(homeless, "agent")} of no known country: left out.`),
    ...when(
      strayEvents > 0,
      `${counted(strayEvents, "event")} of cases that incidents.csv does not have: left out.`,
    ),
  ];
}

const MODEL_NOTES: readonly string[] = [
  "The country of an incident's first team stands for its customer's country and language; neither is logged.",
  "A region is the people of one country. They serve their own country and those for whose teams they acted: " +
    "an incident goes to one of these first, and to anybody at work when none of them is free.",
  "Skills and levels of support are not modelled: whoever is free can do the work, in the time the log shows.",
  `An agent holds up to ${CAPACITY} incidents at once. Offices open Monday to Friday.`,
  "When an owner's day ends, the incident goes to whoever is open then, however short their own day still is.",
  "The targets are ours. Time in which an incident rests does not count; open and late counts as missed.",
];

/** Holidays that only some of a country's states keep are not the country's. */
function keptHolidays(teams: readonly Team[]): string[] {
  const unknown = teams.map(({ country }) => country).filter((country) => !hasHolidays(country));
  return [
    "The public holidays of each country are kept, as the package date-holidays has them: whole days, and those of the " +
      "whole country.",
    ...when(
      unknown.length > 0,
      `date-holidays does not know ${unknown.join(", ")}: no holidays are kept there.`,
    ),
  ];
}

/** A replay asks who was at work, not who should have been. */
function daysOff(teams: readonly Team[], evidence: Evidence | undefined): string {
  const why = "No calendar's holidays are kept, since people may have worked on them";
  if (evidence === undefined)
    return `${why}; which they kept is not to be seen in fewer than ${LEAST_DAYS} days.`;
  const closed = teams.flatMap(({ country }) => closedWeekdays(evidence, country));
  return `${why}: an office is closed here on the weekdays on which the log shows its country closed (${counted(closed.length, "country-date")}).`;
}

const movedNote =
  "The profile is of one Wednesday: on another date its people write at the same hour of their own clocks, on Saturdays " +
  "and Sundays (UTC) a quarter as much, which is our assumption.";

function workNotes(works: readonly LoggedWork[]): string[] {
  const insideMs = works.reduce((sum, work) => sum + work.insideMs, 0);
  const outsideMs = works.reduce((sum, work) => sum + work.outsideMs, 0);
  const percent = Math.round((100 * outsideMs) / (insideMs + outsideMs || 1));
  return [
    "Work takes as long as the log shows an incident in progress or in a call inside its owner's hours " +
      `(${percent} % of that time lies outside them and is left out); its waits for others last as long as they did.`,
    "Where the log shows no work inside hours, an agent takes the incident and is done with it at once.",
  ];
}

function hoursNotes(teams: readonly Team[]): string[] {
  const assumed = teams.filter(({ office }) => !office.fitted).map(({ country }) => country);
  return when(
    assumed.length > 0,
    `* No hours are fitted for ${assumed.join(", ")}: taken as 09:00-17:00 in the country's main zone.`,
  );
}

function countryNotes(teams: readonly Team[], incidents: readonly Incident[]): string[] {
  const unknown = incidents.filter(({ country }) => country === "").length;
  const served = new Set(teams.flatMap(({ people }) => people.flatMap(({ serves }) => serves)));
  const isUnserved = (country: string): boolean => country !== "" && !served.has(country);
  const unserved = [...new Set(incidents.map(({ country }) => country))].filter(isUnserved).sort();
  const unpromised = [...new Set(incidents.map(({ impact }) => impact))]
    .filter((impact) => !hasTargets(impact))
    .sort();
  return [
    ...when(
      unknown > 0,
      `${counted(unknown, "incident")} of an unknown country: routed to any region that is open.`,
    ),
    ...when(unserved.length > 0, `Nobody serves ${unserved.join(", ")}: routed to any region that is open.`),
    ...when(
      unpromised.length > 0,
      `No targets are set for the impact ${unpromised.map((impact) => `"${impact}"`).join(", ")}: as for ${USUAL_IMPACT}.`,
    ),
  ];
}

function when(condition: boolean, note: string): string[] {
  return condition ? [note] : [];
}
