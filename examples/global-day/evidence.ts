import { UTC_DAY_MS } from "../simulator/units.js";
import { localMs } from "../ticket-timeline/local-time.js";
import type { Team } from "./day.js";
import { hasHolidays, publicHolidays } from "./holidays.js";
import { compareText, type LoggedIncident } from "./log-files.js";
import { isHuman } from "./statuses.js";

/** What a calendar of Mondays to Fridays less public holidays plans for a date. */
export type Planned = "open" | "weekend" | "holiday";

/**
 * What became of it. `shift-work`: at the weekend people work as they do at the others, too.
 * `worked-though-closed` is unlike the others: a make-up day, or a holiday that is not kept.
 */
export type Verdict =
  "open-as-planned" | "closed-as-planned" | "closed-though-open" | "worked-though-closed" | "shift-work";

/** A date in a country: what was planned, and what its people did. */
export interface CountryDate {
  /** Of the country's own clocks. */
  readonly date: string;
  readonly country: string;
  readonly planned: Planned;
  readonly holiday: string | null;
  /** By the country's people, and how many of them there were. */
  readonly events: number;
  readonly people: number;
  /** On which they acted: what is held against other dates, for the events of one incident come in handfuls. */
  readonly incidents: number;
  /** The median of the same weekday in the weeks around; null where there is none. */
  readonly sameWeekday: number | null;
  /** What a working day would have had: the same weekday's median, for a weekend that of all working days around. */
  readonly workingDay: number;
  readonly verdict: Verdict;
}

/** Planned against real activity. */
export interface Evidence {
  /** By date, then country. */
  readonly dates: readonly CountryDate[];
  /** Country-dates with too little to expect, and the countries that have no others. */
  readonly leftOut: { readonly dates: number; readonly countries: readonly string[] };
  /** Countries for which no holidays are known: all their weekdays were planned open. */
  readonly withoutHolidays: readonly string[];
}

/** In fewer days some weekday comes but once, and has nothing that it could be held against. */
export const LEAST_DAYS = 14;

/** How many weeks before and after a date count: near ones, since a log may grow or shrink. */
const WEEKS_AROUND = 2;

/**
 * Incidents. With less to expect, few say nothing: by chance alone (Poisson) a date on which 10 are expected
 * looks closed once in 360 times, one of 20 once in 60,000.
 */
export const LEAST_EXPECTED = 10;

/** A date on which people do less than this of what they do on a working day is one on which they are closed. */
export const CLOSED_SHARE = 0.25;

/**
 * Judges each country's dates. Only whole dates of its own clocks count that lie within the clock: from
 * the first to the last arrival's day. What is done later is done on old incidents only, and would look
 * like holidays.
 */
export function evidenceOf(
  incidents: readonly LoggedIncident[],
  teams: readonly Team[],
  { from, to }: { readonly from: number; readonly to: number },
): Evidence {
  const acts = actsByTeam(incidents, teams);
  const judged = teams.map((team) => {
    const planned = plannedDates(team, from, to);
    const seen = planned.map((each): Seen => {
      const { events, people, incidents: touched } = acts.get(team)?.get(each.day) ?? NOTHING;
      return { ...each, events, people: people.size, incidents: touched.size };
    });
    const dates = seen.flatMap((each, index) => judge(each, aroundOf(seen, index), team));
    return { country: team.country, all: seen.length, dates };
  });
  const dates = judged.flatMap((each) => each.dates);
  return {
    dates: dates.sort((a, b) => compareText(a.date, b.date) || compareText(a.country, b.country)),
    leftOut: {
      dates: judged.reduce((sum, each) => sum + each.all - each.dates.length, 0),
      countries: judged.filter((each) => each.dates.length === 0).map(({ country }) => country),
    },
    withoutHolidays: teams.map(({ country }) => country).filter((country) => !hasHolidays(country)),
  };
}

/** The weekdays on which a country was closed, whatever its calendar said. */
export function closedWeekdays(evidence: Evidence, country: string): { date: string; name: string }[] {
  return evidence.dates
    .filter((each) => each.country === country && each.planned !== "weekend")
    .filter(({ verdict }) => verdict === "closed-as-planned" || verdict === "closed-though-open")
    .map(({ date, holiday }) => ({ date, name: holiday ?? "closed then" }));
}

interface Acts {
  events: number;
  readonly people: Set<string>;
  readonly incidents: Set<string>;
}

const NOTHING: Acts = { events: 0, people: new Set(), incidents: new Set() };

/** Days are numbered from 1970 on, on each country's own clocks. */
interface PlannedDay {
  readonly day: number;
  readonly planned: Planned;
  readonly holiday: string | null;
}

type Seen = PlannedDay & Pick<CountryDate, "events" | "people" | "incidents">;

/** What each team's people did, by the days of their own country. */
function actsByTeam(
  incidents: readonly LoggedIncident[],
  teams: readonly Team[],
): Map<Team, Map<number, Acts>> {
  const home = new Map(teams.flatMap((team) => team.people.map(({ id }) => [id, team] as const)));
  const acts = new Map(teams.map((team) => [team, new Map<number, Acts>()]));
  const all = incidents.flatMap(({ id, events }) => events.filter(isHuman).map((event) => ({ id, event })));
  for (const { id, event } of all) {
    const team = home.get(event.agent);
    const days = team && acts.get(team);
    if (team === undefined || days === undefined) continue;
    const day = Math.floor(localMs(team.office.zone, event.at) / UTC_DAY_MS);
    const own = days.get(day) ?? { events: 0, people: new Set(), incidents: new Set() };
    days.set(day, own);
    own.events += 1;
    own.people.add(event.agent);
    own.incidents.add(id);
  }
  return acts;
}

function plannedDates({ country, office }: Team, from: number, to: number): PlannedDay[] {
  const first = Math.ceil(localMs(office.zone, from) / UTC_DAY_MS);
  const end = Math.floor(localMs(office.zone, to) / UTC_DAY_MS);
  const holidays = new Map(publicHolidays(country, from, to).map(({ date, name }) => [date, name]));
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => {
    const day = first + index;
    if (isWeekend(day)) return { day, planned: "weekend", holiday: null };
    const holiday = holidays.get(dateOf(day)) ?? null;
    return { day, planned: holiday === null ? "open" : "holiday", holiday };
  });
}

/** The days of the weeks around one; a holiday tells nothing about other days. */
function aroundOf(all: readonly Seen[], index: number): Seen[] {
  const days = 7 * WEEKS_AROUND;
  const near = [...all.slice(Math.max(0, index - days), index), ...all.slice(index + 1, index + 1 + days)];
  return near.filter(({ planned }) => planned !== "holiday");
}

/** Nothing where there is too little to expect. */
function judge(seen: Seen, near: readonly Seen[], { country }: Team): CountryDate[] {
  const { day, planned, holiday, events, people, incidents } = seen;
  const sameWeekday = median(near.filter((each) => (each.day - day) % 7 === 0));
  const workingDay =
    planned === "weekend" ? median(near.filter((each) => each.planned === "open")) : sameWeekday;
  if (workingDay === null || workingDay < LEAST_EXPECTED) return [];
  const worked = incidents >= CLOSED_SHARE * workingDay;
  const usual = planned === "weekend" && (sameWeekday ?? 0) >= CLOSED_SHARE * workingDay;
  const verdict = verdictOf(planned === "open", worked, usual);
  const [date, found] = [dateOf(day), { events, people, incidents }];
  return [{ date, country, planned, holiday, ...found, sameWeekday, workingDay, verdict }];
}

function verdictOf(isOpen: boolean, worked: boolean, usual: boolean): Verdict {
  if (isOpen) return worked ? "open-as-planned" : "closed-though-open";
  if (!worked) return "closed-as-planned";
  return usual ? "shift-work" : "worked-though-closed";
}

/** Of their incidents; the mean of the middle two where there is no middle one. */
function median(days: readonly Seen[]): number | null {
  const sorted = days.map(({ incidents }) => incidents).sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day * UTC_DAY_MS).getUTCDay());
}

function dateOf(day: number): string {
  return new Date(day * UTC_DAY_MS).toISOString().slice(0, 10);
}
