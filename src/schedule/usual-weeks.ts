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
import { staffedWithin } from "./coverage.js";
import { toDay } from "./day-hours.js";
import { hoursOfPosts, type Post } from "./posts.js";

const WEEK_MS = 7 * DAY_MS;

const HALF_YEAR_MS = 183 * DAY_MS;

/**
 * The part of a window at whose hour of the week nobody is ever there, on the
 * wall clock of at least one of the posts' zones. Where dated hours come into
 * force, another week begins to be usual, and is compared with itself only.
 */
export function neverStaffed(
  posts: readonly Post[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
): IntervalList {
  return neverStaffedBy(posts, start, end, minimum, neverInUsualWeek);
}

function neverStaffedBy(
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
export function neverWhileClocksStand(
  posts: readonly Post[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
): IntervalList {
  return neverStaffedBy(posts, start, end, minimum, (usual, piece, least) => {
    const from = piece.start - HALF_YEAR_MS;
    const to = piece.end + HALF_YEAR_MS;
    const staffed = staffedWithin(hoursOfPosts(usual, from, to), least);
    const utc = zoneOf("UTC", "UTC"); // while no clock moves, any clock will do
    return [...standsOfClocks(zonesOf(posts), from, to).values()].flatMap((stand) => {
      const phases = hoursOfWeekIn(utc, intersection(staffed, settled(stand))).map(({ phase }) => phase);
      const never = difference([{ start: 0, end: WEEK_MS }], normalise(phases));
      return hitsIn(utc, intersection([piece], stand), never);
    });
  });
}

/** Without the day after a change, into which hours of before the change may reach. */
function settled(stand: IntervalList): IntervalList {
  return normalise(stand.map(({ start, end }) => ({ start: start + DAY_MS, end })));
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

/** The same posts with every config in their calendars changed. */
export function changed(posts: readonly Post[], change: ConfigChange): Post[] {
  return posts.map((post) => ({ ...post, calendar: mapConfigs(post.calendar, change) }));
}

/** The configs that the posts' calendars are made of, however deep. */
export function configsOf(posts: readonly Post[]): (Made & { from: "config" })[] {
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
