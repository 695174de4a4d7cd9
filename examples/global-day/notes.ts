import { CAPACITY, CITATION, type Incident, type Team } from "./day.js";
import type { Profile } from "./profile.js";
import { hasTargets, USUAL_IMPACT } from "./promises.js";
import type { LoggedWork } from "./stints.js";
import { counted } from "../simulator/text.js";

/** What a day drawn from a profile rests on. */
export function profileNotes(
  profile: Profile,
  teams: readonly Team[],
  incidents: readonly Incident[],
  isMoved: boolean,
): string[] {
  return [
    `Aggregates of ${profile.date}, fitted from ${profile.citation}.`,
    ...modelNotes(isMoved),
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
  readonly strayEvents: number;
  readonly ownHours: boolean;
}): string[] {
  const { teams, incidents, works, homeless, strayEvents, ownHours } = study;
  const hours = `fitted from ${CITATION}`;
  return [
    ...modelNotes(false),
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

const modelNotes = (withHolidays: boolean): string[] => [
  "The country of an incident's first team stands for its customer's country and language; neither is logged.",
  "A region is the people of one country. They serve their own country and those for whose teams they acted: " +
    "an incident goes to one of these first, and to anybody at work when none of them is free.",
  "Skills and levels of support are not modelled: whoever is free can do the work, in the time the log shows.",
  `An agent holds up to ${CAPACITY} incidents at once. Offices open Monday to Friday; ` +
    (withHolidays ? "public holidays on fixed dates are kept, no others." : "holidays are not kept."),
  "When an owner's day ends, the incident goes to whoever is open then, however short their own day still is.",
  "The targets are ours. Time in which an incident rests does not count; open and late counts as missed.",
];

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
