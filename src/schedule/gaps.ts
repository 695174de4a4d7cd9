import {
  DAY_MS,
  difference,
  eraAt,
  formatLocalDay,
  instantOf,
  intersection,
  localDayAt,
  normalise,
  wallTimeAt,
  zoneOf,
  type EpochMs,
  type Interval,
  type IntervalList,
  type Zone,
} from "../time/index.js";
import { mapConfigs, type ConfigChange } from "./algebra.js";
import { coreOf, type Calendar, type Made } from "./calendar.js";
import type { CalendarConfig } from "./config.js";
import { toDay } from "./day-hours.js";
import { segmentsOf, staffedWithin } from "./coverage.js";
import { checkPosts, hoursOfPosts, readMinimum, readWindow, type Post } from "./posts.js";
import type { Window } from "./query.js";

/** Why too few people are there. */
export type GapCause =
  /** Nobody is ever there at that hour, in any week of the year. */
  | { readonly code: "weekly" }
  /** It closes when the holidays are taken away. */
  | {
      readonly code: "holiday";
      readonly holidays: readonly { readonly date: string; readonly name: string | undefined }[];
    }
  /** At that hour somebody is there in other weeks of the year, in which the zones' clocks stand differently. */
  | { readonly code: "dst" }
  /** It closes when special hours, breaks and closures are taken away, too; or new hours have just begun. */
  | { readonly code: "exception" };

/** A stretch of time with too few people, and one cause. */
export interface CoverageGap {
  readonly from: Date;
  readonly to: Date;
  /** The most people who are there at any time in it; less than the minimum. */
  readonly headcount: number;
  readonly cause: GapCause;
}

/** How many people are enough. */
export interface CoverageOptions {
  /** At least 1. Default 1. */
  readonly minimum?: number | undefined;
}

/**
 * When are too few people there, and why? A stretch with several causes is cut
 * where the cause changes.
 *
 * The causes in their order: `holiday` if it closes when the holidays are taken
 * away; `exception` if it closes when special hours, breaks and closures are,
 * too; else the usual weeks of all posts are compared over a whole year, on the
 * wall clocks of the posts' zones: `weekly` if nobody is ever there at that
 * hour on one of these clocks; `dst` if nobody is while all clocks stand as they
 * do then; else `exception`. Dated shifts are no part of a usual week.
 *
 * @throws {FollowTheSunError} As `coverageOf`.
 *
 * @example London closes at 17:00, New York opens at 13:00: an hour is missing, but for the weeks of drift
 * const late = defineCalendar({ timeZone: "America/New_York", weekly: { wed: [["13:00", "18:00"]] } });
 * const posts = [{ id: "london", calendar: london }, { id: "newYork", calendar: late }];
 * coverageGaps(posts, { from: "2026-03-25T12:00:00Z", to: "2026-03-25T20:00:00Z" }).length; // => 0
 * coverageGaps(posts, { from: "2026-04-01T12:00:00Z", to: "2026-04-01T20:00:00Z" }).map(({ cause }) => cause.code);
 * // => ["dst"]
 */
export function coverageGaps(
  posts: readonly Post[],
  window: Window,
  options: CoverageOptions = {},
): readonly CoverageGap[] {
  checkPosts(posts);
  const { start, end } = readWindow(window);
  const minimum = readMinimum(options.minimum);
  const without = (change: ConfigChange) => gapsWithin(changed(posts, change), start, end, minimum);
  const all = gapsWithin(posts, start, end, minimum);
  if (all.length === 0) return [];
  const evenWithoutHolidays = intersection(all, without(withoutHolidays));
  const evenInUsualWeeks = intersection(evenWithoutHolidays, without(usualWeeks));
  const never = intersection(evenInUsualWeeks, neverStaffed(posts, start, end, minimum, neverInUsualWeek));
  const open = difference(evenInUsualWeeks, never);
  const byClocks = intersection(open, neverWhileClocksStand(posts, start, end, minimum));
  const parts: (Interval & { code: GapCause["code"] })[] = [
    ...difference(all, evenWithoutHolidays).map((each) => ({ ...each, code: "holiday" as const })),
    ...difference(evenWithoutHolidays, evenInUsualWeeks).map((each) => ({
      ...each,
      code: "exception" as const,
    })),
    ...difference(open, byClocks).map((each) => ({ ...each, code: "exception" as const })),
    ...byClocks.map((each) => ({ ...each, code: "dst" as const })),
    ...never.map((each) => ({ ...each, code: "weekly" as const })),
  ];
  parts.sort((a, b) => a.start - b.start);
  return parts.map((part) => ({
    from: new Date(part.start),
    to: new Date(part.end),
    headcount: mostPeopleIn(posts, part),
    cause:
      part.code === "holiday" ? { code: "holiday", holidays: holidaysIn(posts, part) } : { code: part.code },
  }));
}

/** When fewer than `minimum` people are there. */
export function gapsWithin(
  posts: readonly Post[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
): IntervalList {
  if (start === end) return [];
  return difference([{ start, end }], staffedWithin(hoursOfPosts(posts, start, end), minimum));
}

function changed(posts: readonly Post[], change: ConfigChange): Post[] {
  return posts.map((post) => ({ ...post, calendar: mapConfigs(post.calendar, change) }));
}

/** A change that leaves a config as it is gives the same config, so that its compiled hours serve again. */
const withoutHolidays = (config: CalendarConfig): CalendarConfig =>
  isEmpty(config.holidays) ? config : { ...config, holidays: [] };

/** Only the week, the dated hours and the shifts. */
const usualWeeks = (config: CalendarConfig): CalendarConfig => {
  const { holidays, specialHours, breaks, closures } = config;
  if ([holidays, specialHours, breaks, closures].every(isEmpty)) return config;
  return { ...config, holidays: [], specialHours: {}, breaks: {}, closures: [] };
};

function isEmpty(part: object | undefined): boolean {
  return part === undefined || Object.keys(part).length === 0;
}

function mostPeopleIn(posts: readonly Post[], { start, end }: Interval): number {
  const segments = segmentsOf(hoursOfPosts(posts, start, end), start, end);
  return Math.max(...segments.map(({ headcount }) => headcount));
}

/** The holidays that keep posts closed in a gap, each once. */
function holidaysIn(posts: readonly Post[], gap: Interval): { date: string; name: string | undefined }[] {
  const found = new Map<string, { date: string; name: string | undefined }>();
  for (const { rules } of configsOf(posts)) {
    for (const { day, name } of rules.holidaysWithin(gap)) {
      const date = formatLocalDay(day);
      found.set(`${date} ${name ?? ""}`, { date, name });
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key) as { date: string; name: string | undefined });
}

const WEEK_MS = 7 * DAY_MS;

const HALF_YEAR_MS = 183 * DAY_MS;

/**
 * The part of a window at whose hour of the week nobody is ever there, on the
 * wall clock of at least one of the posts' zones. Where dated hours come into
 * force, another week begins to be usual, and is compared with itself only.
 */
function neverStaffed(
  posts: readonly Post[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
  neverIn: typeof neverInUsualWeek,
): IntervalList {
  const changes = hoursChangesWithin(posts, start, end);
  const pieces = [start, ...changes].map((from, index) => ({ start: from, end: changes[index] ?? end }));
  return normalise(
    pieces.flatMap((piece) => {
      const usual = changed(posts, (config, zone) => weekInForce(config, zone, piece.start));
      return neverIn(usual, piece, minimum);
    }),
  );
}

/** Compares the usual weeks from half a year before to half a year after. */
function neverInUsualWeek(posts: readonly Post[], piece: Interval, minimum: number): Interval[] {
  const from = piece.start - HALF_YEAR_MS;
  const to = piece.end + HALF_YEAR_MS;
  const staffed = staffedWithin(hoursOfPosts(posts, from, to), minimum);
  return zonesOf(posts).flatMap((zone) => {
    const phases = hoursOfWeekIn(zone, staffed).map(({ phase }) => phase);
    return hitsIn(zone, [piece], difference([{ start: 0, end: WEEK_MS }], normalise(phases)));
  });
}

/** The parts of some stretches of time that fall on some hours of the week. */
function hitsIn(zone: Zone, list: IntervalList, hours: IntervalList): Interval[] {
  return hoursOfWeekIn(zone, list).flatMap(({ phase, at }) =>
    intersection([phase], hours).map((hit) => ({
      start: at + hit.start - phase.start,
      end: at + hit.end - phase.start,
    })),
  );
}

function hoursOfWeekIn(zone: Zone, list: IntervalList): { phase: Interval; at: EpochMs }[] {
  return list.flatMap((each) => hoursOfWeek(zone, each));
}

/** The same, compared only with weeks in which all the zones' clocks stand as they do then. */
function neverWhileClocksStand(
  posts: readonly Post[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
): IntervalList {
  return neverStaffed(posts, start, end, minimum, (usual, piece, least) => {
    const from = piece.start - HALF_YEAR_MS;
    const to = piece.end + HALF_YEAR_MS;
    const staffed = staffedWithin(hoursOfPosts(usual, from, to), least);
    const utc = zoneOf("UTC", "UTC"); // while no clock moves, any clock will do
    return [...standsOfClocks(zonesOf(posts), from, to).values()].flatMap((stand) => {
      const phases = hoursOfWeekIn(utc, intersection(staffed, stand)).map(({ phase }) => phase);
      const never = difference([{ start: 0, end: WEEK_MS }], normalise(phases));
      return hitsIn(utc, intersection([piece], stand), never);
    });
  });
}

/** Stretches of time by how the zones' clocks stand to each other and to UTC. */
function standsOfClocks(zones: readonly Zone[], from: EpochMs, to: EpochMs): Map<string, IntervalList> {
  const stands = new Map<string, Interval[]>();
  for (let start = from; start < to;) {
    const eras = zones.map((zone) => eraAt(zone, start));
    const end = Math.min(to, ...eras.map((era) => era.end));
    const key = eras.map(({ offset }) => offset).join();
    const stretches = stands.get(key);
    if (stretches === undefined) stands.set(key, [{ start, end }]);
    else stretches.push({ start, end });
    start = end;
  }
  return new Map([...stands].map(([key, stretches]) => [key, normalise(stretches)]));
}

/** The instants inside a window at which dated hours begin or end, in order. */
function hoursChangesWithin(posts: readonly Post[], start: EpochMs, end: EpochMs): EpochMs[] {
  const changes = configsOf(posts).flatMap(({ config, zone }) =>
    (config.datedHours ?? []).flatMap(({ from, through }) => [
      ...(from === undefined ? [] : [instantOf(zone, toDay(from) * DAY_MS)]),
      ...(through === undefined ? [] : [instantOf(zone, (toDay(through) + 1) * DAY_MS)]),
    ]),
  );
  return [...new Set(changes)].filter((at) => start < at && at < end).sort((a, b) => a - b);
}

/** A config that has, at all times, the week that this one has at an instant, and nothing else. */
function weekInForce(
  { timeZone, weekly, datedHours = [] }: CalendarConfig,
  zone: Zone,
  at: EpochMs,
): CalendarConfig {
  const today = formatLocalDay(localDayAt(zone, at));
  const period = datedHours.find(({ from = "", through = "9999" }) => from <= today && today <= through);
  return { timeZone, weekly: period?.weekly ?? weekly ?? {} };
}

/** A stretch of time as pieces of the week on a zone's wall clock, Monday 00:00 first, each with its first instant. */
function hoursOfWeek(zone: Zone, { start, end }: Interval): { phase: Interval; at: EpochMs }[] {
  const pieces: { phase: Interval; at: EpochMs }[] = [];
  for (let at = start; at < end;) {
    const sinceMonday = mod(wallTimeAt(zone, at) - MONDAY_MS, WEEK_MS);
    const length = Math.min(end - at, eraAt(zone, at).end - at, WEEK_MS - sinceMonday);
    pieces.push({ phase: { start: sinceMonday, end: sinceMonday + length }, at });
    at += length;
  }
  return pieces;
}

/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;

function mod(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}

/** The configs that the posts' calendars are made of, however deep. */
function configsOf(posts: readonly Post[]): (Made & { from: "config" })[] {
  const within = (calendar: Calendar): (Made & { from: "config" })[] => {
    const { made } = coreOf(calendar);
    return made.from === "config" ? [made] : made.members.flatMap(within);
  };
  return posts.flatMap(({ calendar }) => within(calendar));
}

/** The zones of these configs, each once. */
export function zonesOf(posts: readonly Post[]): readonly Zone[] {
  return [...new Set(configsOf(posts).map(({ zone }) => zone))];
}
