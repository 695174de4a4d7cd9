import { daysInMonth, type EpochMs } from "./instant.js";
import type { Era, Zone } from "./zone.js";

export const DAY_MS = 86_400_000;

/**
 * A wall time: what a zone's clock reads, written as if it were UTC, in
 * milliseconds. `2026-03-29 02:30` is the same number in every zone.
 */
export type WallMs = number;

/** A local date as the count of days since 1970-01-01; it names no instant. */
export type LocalDay = number;

/** No clock has ever been further than this from UTC (Manila's first was 15:56 behind). */
const LARGEST_OFFSET_MS = 16 * 3_600_000;

/** The stretch around an instant in which the zone's offset is known to stay. */
export function eraAt(zone: Zone, at: EpochMs): Era {
  return zone.eraAt(at);
}

/** What the zone's clock reads at an instant. */
export function wallTimeAt(zone: Zone, at: EpochMs): WallMs {
  return at + zone.eraAt(at).offset;
}

/** The local date that the zone's clock shows at an instant. */
export function localDayAt(zone: Zone, at: EpochMs): LocalDay {
  return Math.floor(wallTimeAt(zone, at) / DAY_MS);
}

/**
 * The instant that a wall time names: the first at which the zone's clock
 * reads it or later.
 *
 * In a gap that is the instant of the jump; in a fold, the first pass. One rule
 * without options, so adjacent intervals stay adjacent: `instantOf` never
 * decreases as the wall time grows.
 */
export function instantOf(zone: Zone, wall: WallMs): EpochMs {
  let from = wall - LARGEST_OFFSET_MS; // surely too early: the clock cannot read `wall` yet
  for (;;) {
    const { end, offset } = zone.eraAt(from);
    if (end + offset > wall) return Math.max(from, wall - offset);
    from = end; // at most a few eras lie within the largest offset
  }
}

/**
 * The local date that holds an instant, where dates tile the time line: the last
 * whose midnight is at or before it. In a fold at midnight the clock reads the
 * date before once more; the tile is the later date.
 */
export function dateHolding(zone: Zone, at: EpochMs): LocalDay {
  const read = localDayAt(zone, at);
  return instantOf(zone, (read + 1) * DAY_MS) <= at ? read + 1 : read;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day number of `YYYY-MM-DD`, or `undefined` when there is no such date. */
export function parseLocalDay(text: string): LocalDay | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** `YYYY-MM-DD` of a day number. */
export function formatLocalDay(day: LocalDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 0, Sunday is 6. */
export function weekdayOf(day: LocalDay): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

const TIME = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/;

/** Milliseconds since midnight of `HH:MM` or `HH:MM:SS` up to `24:00`, or `undefined`. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const ms = (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? "0")) * 1000;
  return ms <= DAY_MS ? ms : undefined;
}

/** `HH:MM` of a wall time. */
export function formatTimeOfDay(wall: WallMs): string {
  return new Date(wall).toISOString().slice(11, 16);
}
