/**
 * All that the oracle knows about zones: what a zone's clock reads at an instant,
 * asked of the platform. No offset table, no library, nothing from src.
 *
 * A reading is a wall time written as if it were UTC, in milliseconds, so that
 * `2026-03-29 02:30` is the same number in every zone.
 */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/**
 * The step of the walk, on a grid counted from 1970. No clock has been set twice
 * within it since 1970 (clock.test.ts looks), so a step in which the offset is the
 * same at both ends has no jump, and one in which it is not has exactly one.
 */
const STEP = 3 * HOUR;

/** No clock since 1900 is further than this from UTC. */
const FARTHEST = 16 * HOUR;

interface Clock {
  readonly format: Intl.DateTimeFormat;
  /** Offsets at the points of the grid that were asked for so far. */
  readonly offsets: Map<number, number>;
  /** Answers of `firstInstantReading` so far. */
  readonly instants: Map<number, number>;
}

const clocks = new Map<string, Clock>();

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const numeric = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const;
  const format = new Intl.DateTimeFormat("en-US", { ...numeric, ...time, timeZone, calendar: "gregory" });
  const clock = { format, offsets: new Map<number, number>(), instants: new Map<number, number>() };
  clocks.set(timeZone, clock);
  return clock;
}

/** What the zone's clock reads at an instant, to the millisecond (a platform's offsets are whole seconds). */
export function reading(timeZone: string, at: number): number {
  const second = Math.floor(at / 1000) * 1000;
  // "3/29/2026, 02:30:00"
  const numbers = clockOf(timeZone).format.format(second).match(/\d+/g)?.map(Number) ?? [];
  const [month = NaN, day = NaN, year = NaN, hour = NaN, minute = NaN, seconds = NaN] = numbers;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) + (at - second);
}

/** Reading minus instant. */
export function offsetAt(timeZone: string, at: number): number {
  if (at % STEP !== 0) return reading(timeZone, at) - at;
  const { offsets } = clockOf(timeZone);
  const known = offsets.get(at);
  if (known !== undefined) return known;
  const offset = reading(timeZone, at) - at;
  offsets.set(at, offset);
  return offset;
}

/** The first second in `(from, to]` at which the offset is no longer that of `from`, for one jump between them. */
export function jumpBetween(timeZone: string, from: number, to: number): number {
  const offset = offsetAt(timeZone, from);
  let before = from / 1000;
  let after = to / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle * 1000) === offset) before = middle;
    else after = middle;
  }
  return after * 1000;
}

/**
 * The wall-time rule: the first instant at which the zone's clock reads `wall` or later.
 *
 * Walks from an instant that is too early in every zone. Where the clock runs
 * evenly, the answer is where it passes `wall`; at a jump it may have passed it.
 */
export function firstInstantReading(timeZone: string, wall: number): number {
  const { instants } = clockOf(timeZone);
  const known = instants.get(wall);
  if (known !== undefined) return known;
  const answer = walkTo(timeZone, wall);
  instants.set(wall, answer);
  return answer;
}

function walkTo(timeZone: string, wall: number): number {
  for (let from = Math.floor((wall - FARTHEST) / STEP) * STEP; ; from += STEP) {
    const to = from + STEP;
    const before = offsetAt(timeZone, from);
    const after = offsetAt(timeZone, to);
    const jump = before === after ? to : jumpBetween(timeZone, from, to);
    // In [from, jump) the clock reads from + before up to jump + before, in [jump, to) the same with `after`.
    if (wall < jump + before) return Math.max(from, wall - before);
    if (wall < to + after) return Math.max(jump, wall - after);
    if (from > wall + FARTHEST) throw new Error(`the clock of ${timeZone} never reads ${wall}`);
  }
}

/** The first instant of a date, given as days since 1970-01-01: its midnight by the wall-time rule. */
export function midnight(timeZone: string, date: number): number {
  return firstInstantReading(timeZone, date * DAY);
}

/** The date that holds an instant. Dates tile the time line: a date lasts from its midnight to the next one's. */
export function dateHolding(timeZone: string, at: number): number {
  let date = Math.floor(reading(timeZone, at) / DAY);
  while (midnight(timeZone, date + 1) <= at) date++; // a fold at midnight reads the old date once more
  return date;
}
