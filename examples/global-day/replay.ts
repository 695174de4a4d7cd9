import type { Calendar, HolidayConfig } from "follow-the-sun";
import { join } from "node:path";
import type { Day, Incident, Team } from "./day.js";
import { UTC_DAY_MS } from "../simulator/units.js";
import { InputError } from "../simulator/errors.js";
import { closedWeekdays, evidenceOf, LEAST_DAYS, type Evidence } from "./evidence.js";
import { officeOf, type HoursByCountry } from "./hours.js";
import { readLog, type LogEvent, type LoggedIncident } from "./log-files.js";
import { passedThen, type PassedThen } from "./log-facts.js";
import { replayNotes } from "./notes.js";
import { builtInProfile } from "./profile.js";
import { anyTeam, teamsOf } from "./roster.js";
import { workOf, type LoggedWork } from "./stints.js";

/** A real day, and beside it what happened then. */
export interface Replay {
  readonly day: Day;
  /** Of each incident, in the day's order: while our clock runs, and to the end of the log. */
  readonly then: { readonly sameClock: readonly PassedThen[]; readonly wholeLog: readonly PassedThen[] };
  /** Where the folder spans enough days: what people did on the dates that calendars have something to say of. */
  readonly evidence?: Evidence;
}

/** More days than a helpdesk's export has: one wrong year shall not make the clock run for a century. */
const MOST_DAYS = 3700;

/** Reads a folder of logged incidents and makes it a day to be routed anew. */
export function readReplay(folder: string): Replay {
  const log = readLog(folder);
  const clock = clockOf(log.incidents, folder);
  // The folder's hours win, country by country.
  const study = studyLog(log.incidents, { ...builtInProfile().hours, ...log.hours }, clock);
  const { teams, works, hoursOf, evidence } = study;
  if (teams.length === 0) {
    throw new InputError("names no agent whose country is known", { file: join(folder, "events.csv") });
  }
  const incidents = log.incidents.map((incident, index): Incident => ({
    id: incident.id,
    country: incident.firstTeamCountry,
    impact: incident.impact,
    arrivedAt: incident.openedAt,
    stints: works[index]?.stints ?? [],
  }));
  const notes = replayNotes({
    ...study,
    ...clock,
    incidents,
    later: laterPeople(log.incidents, teams, clock.to),
    strayEvents: log.strayEvents,
    ownHours: log.hours !== undefined,
  });
  const day: Day = { title: `Replay of ${folder}`, source: folder, notes, ...clock, incidents, teams };
  const then = {
    sameClock: passedThen(log.incidents, hoursOf, clock.to),
    wholeLog: passedThen(log.incidents, hoursOf, Infinity),
  };
  return { day, then, ...(evidence === undefined ? {} : { evidence }) };
}

/** How many of the teams' people act for the first time when our clock has stopped. */
function laterPeople(logged: readonly LoggedIncident[], teams: readonly Team[], stopAt: number): number {
  const events = logged.flatMap((incident) => incident.events);
  const seen = new Set(events.flatMap(({ agent, at }) => (at < stopAt ? [agent] : [])));
  return teams.flatMap(({ people }) => people).filter(({ id }) => !seen.has(id)).length;
}

/** What a log tells beyond its lines: who works where, when they work, and how much work each incident was. */
export interface Study {
  readonly teams: readonly Team[];
  /** People who belong to no country that is known. */
  readonly homeless: number;
  readonly hoursOf: (event: LogEvent) => Calendar;
  /** One for each incident, in their order. */
  readonly works: readonly LoggedWork[];
  readonly evidence?: Evidence;
}

type Clock = Pick<Day, "from" | "to">;

/** @param clock - Of a replay; without one nothing is said of dates. */
export function studyLog(incidents: readonly LoggedIncident[], hours: HoursByCountry, clock?: Clock): Study {
  const { teams: usual, homeless } = teamsOf(incidents, hours);
  const isLong = clock !== undefined && clock.to - clock.from >= LEAST_DAYS * UTC_DAY_MS;
  const evidence = isLong ? evidenceOf(incidents, usual, clock) : undefined;
  const teams = evidence === undefined ? usual : usual.map((team) => closed(team, hours, evidence));
  const hoursOf = hoursOfEvents(teams, hours);
  return {
    ...{ teams, homeless, hoursOf, works: incidents.map(({ events }) => workOf(events, hoursOf)) },
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** Closed on the weekdays on which it evidently was: whoever was away then gets no work here, either. */
function closed(team: Team, hours: HoursByCountry, evidence: Evidence): Team {
  const holidays: HolidayConfig[] = closedWeekdays(evidence, team.country);
  return holidays.length === 0 ? team : { ...team, office: officeOf(team.country, hours, holidays) };
}

/** Under whose hours an event falls: its owner's country's, else the team's, else those of anybody at all. */
function hoursOfEvents(teams: readonly Team[], hours: HoursByCountry): (event: LogEvent) => Calendar {
  const offices = new Map(teams.map(({ country, office }) => [country, office.calendar]));
  return ({ ownerCountry, teamCountry }) => {
    const country = ownerCountry === "" ? teamCountry : ownerCountry;
    const known = offices.get(country);
    if (known !== undefined) return known;
    const calendar = country === "" ? anyTeam(teams) : officeOf(country, hours).calendar;
    offices.set(country, calendar);
    return calendar;
  };
}

/** From 00:00 UTC of the first arrival's day to 24:00 UTC of the last one's. */
function clockOf(incidents: readonly LoggedIncident[], folder: string): Clock {
  const dayOf = (at = 0): number => Math.floor(at / UTC_DAY_MS);
  const first = dayOf(incidents[0]?.openedAt);
  const last = dayOf(incidents.at(-1)?.openedAt);
  if (last - first >= MOST_DAYS) {
    throw new InputError(`opened_at spans more than ${MOST_DAYS} days`, {
      file: join(folder, "incidents.csv"),
    });
  }
  return { from: first * UTC_DAY_MS, to: (last + 1) * UTC_DAY_MS };
}
