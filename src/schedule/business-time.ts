import { fail } from "../errors.js";
import {
  dateHolding,
  DAY_MS,
  instantOf,
  localDayAt,
  toDate,
  toDurationMs,
  toEpochMs,
  wallTimeAt,
  zoneOf,
  type DurationInput,
  type EpochMs,
  type InstantInput,
  type LocalDay,
  type OffsetSource,
  type Zone,
} from "../time/index.js";
import { coreOf, timelineOf, type Calendar } from "./calendar.js";
import type { Timeline } from "./timeline.js";

/** Which of two equivalent instants `addBusinessTime` gives when work is used up exactly at closing time. */
export interface AddOptions {
  /**
   * `"closing"` (default): the first instant by which the work is done.
   * `"next-opening"`: the last instant by which no more than the work has passed.
   */
  readonly edge?: "closing" | "next-opening" | undefined;
}

/**
 * The instant at which `work` of open time has passed since `start`.
 *
 * Only open time counts, in elapsed time: a night that loses an hour to DST
 * contributes an hour less. Intervals are half-open, so work used up exactly at
 * closing time is due at closing (`edge: "next-opening"` gives the other reading).
 *
 * @param calendar - When the team is open. Overlaps count once.
 * @param start - Any instant; it need not be open.
 * @param work - A duration of zero or more. With zero, the first open instant from `start`.
 * @returns The due instant, or `undefined` when the calendar is not open long enough before 2100.
 * @throws {FollowTheSunError} `instant.*`, `duration.*`, `argument.invalid`.
 *
 * @example Friday 16:30 in Berlin, an hour left, the desk closes at 17:00
 * addBusinessTime(berlin, "2026-01-09T15:30:00Z", { hours: 1 });
 * // => 2026-01-12T08:30:00.000Z, Monday 09:30
 */
export function addBusinessTime(
  calendar: Calendar,
  start: InstantInput,
  work: DurationInput,
  { edge = "closing" }: AddOptions = {},
): Date | undefined {
  const timeline = timelineOf(calendar);
  const from = toEpochMs(start, "start");
  const ms = toDurationMs(work, "work");
  if (edge === "closing") return toDate(timeline.add(from, ms));
  if (edge === "next-opening") return toDate(timeline.addToLast(from, ms));
  return fail("argument.invalid", "options.edge", edge, 'must be "closing" or "next-opening"');
}

/**
 * The last instant from which `work` of open time passes until `end`.
 *
 * @param work - A duration of zero or more. With zero: `end` when it is open,
 *   opening or just closing, else the last closing before it.
 * @returns `undefined` when the calendar was not open long enough since 1970.
 * @throws {FollowTheSunError} `instant.*`, `duration.*`, `argument.invalid`.
 *
 * @example When must work begin to be done by Monday 09:30 in Berlin?
 * subtractBusinessTime(berlin, "2026-01-12T08:30:00Z", { hours: 1 });
 * // => 2026-01-09T15:30:00.000Z, Friday 16:30
 */
export function subtractBusinessTime(
  calendar: Calendar,
  end: InstantInput,
  work: DurationInput,
): Date | undefined {
  return toDate(timelineOf(calendar).subtract(toEpochMs(end, "end"), toDurationMs(work, "work")));
}

/**
 * Open time between two instants, in whole milliseconds, negative when `to`
 * lies before `from`.
 *
 * @throws {FollowTheSunError} `instant.*`, `argument.invalid`.
 *
 * @example
 * businessTimeBetween(berlin, "2026-01-09T15:30:00Z", "2026-01-12T08:30:00Z"); // => 3_600_000
 */
export function businessTimeBetween(calendar: Calendar, from: InstantInput, to: InstantInput): number {
  return timelineOf(calendar).openTimeBetween(toEpochMs(from, "from"), toEpochMs(to, "to"));
}

/** In which zone dates count, for a calendar combined over several. */
export interface BusinessDayOptions {
  /** Default: the calendar's own zone. */
  readonly timeZone?: string | undefined;
  /** Where that zone's offsets come from. Default: the platform. */
  readonly offsets?: OffsetSource | undefined;
}

/** Nobody plans further: every accepted instant lies within this many days. */
const MOST_DAYS = 50_000;

/**
 * The same wall time a number of business days later, moved to the next open instant.
 *
 * A business day is a local date with any open time. With `days` 0, only the
 * move; backwards (negative), the move is to the last closing, as
 * `subtractBusinessTime` with nothing does.
 *
 * @param days - A whole number.
 * @returns `undefined` when there are not that many business days from 1970 to 2100.
 * @throws {FollowTheSunError} `calendar.zone-needed` for a combined calendar over
 *   several zones without `options.timeZone`; `instant.*`, `zone.*`, `argument.invalid`.
 *
 * @example Friday 16:00 in Berlin plus one business day
 * addBusinessDays(berlin, "2026-01-09T15:00:00Z", 1); // => 2026-01-12T15:00:00.000Z, Monday 16:00
 */
export function addBusinessDays(
  calendar: Calendar,
  at: InstantInput,
  days: number,
  options: BusinessDayOptions = {},
): Date | undefined {
  const timeline = timelineOf(calendar);
  const start = toEpochMs(at, "at");
  if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS) {
    fail("argument.invalid", "days", days, `must be a whole number from -${MOST_DAYS} to ${MOST_DAYS}`);
  }
  const zone = zoneForDates(calendar, options);
  const moved = days === 0 ? start : moveByDays(timeline, zone, start, days);
  if (moved === undefined) return undefined;
  return toDate(days < 0 ? timeline.subtract(moved, 0) : timeline.add(moved, 0));
}

function zoneForDates(calendar: Calendar, { timeZone, offsets }: BusinessDayOptions): Zone {
  if (timeZone !== undefined) return zoneOf(timeZone, "options.timeZone", offsets);
  const reason = "must name the zone in which the dates of a combined calendar count";
  return coreOf(calendar).zone ?? fail("calendar.zone-needed", "options.timeZone", timeZone, reason);
}

function moveByDays(timeline: Timeline, zone: Zone, start: EpochMs, days: number): EpochMs | undefined {
  const timeOfDay = wallTimeAt(zone, start) - localDayAt(zone, start) * DAY_MS;
  let day: LocalDay | undefined = localDayAt(zone, start);
  for (let left = Math.abs(days); left > 0 && day !== undefined; left--) {
    day = days > 0 ? businessDayAfter(timeline, zone, day) : businessDayBefore(timeline, zone, day);
  }
  return day === undefined ? undefined : instantOf(zone, day * DAY_MS + timeOfDay);
}

function businessDayAfter(timeline: Timeline, zone: Zone, day: LocalDay): LocalDay | undefined {
  const open = timeline.add(instantOf(zone, (day + 1) * DAY_MS), 0);
  return open === undefined ? undefined : dateHolding(zone, open);
}

function businessDayBefore(timeline: Timeline, zone: Zone, day: LocalDay): LocalDay | undefined {
  const midnight = instantOf(zone, day * DAY_MS);
  const open = timeline.isOpenAt(midnight - 1) ? midnight : timeline.closingBefore(midnight);
  return open === undefined ? undefined : dateHolding(zone, open - 1);
}
