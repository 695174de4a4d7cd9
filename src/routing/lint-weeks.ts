import type { HoursOfDay, Weekday, WeeklyHours } from "../schedule/index.js";
import {
  DAY_MS,
  difference,
  eraAt,
  instantOf,
  normalise,
  wallTimeAt,
  type EpochMs,
  type Interval,
  type IntervalList,
  type Zone,
} from "../time/index.js";
import { totalMs } from "./lint-crews.js";

const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;
const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A piece of some stretch of time inside one week: which hours of the week it takes, and its first instant. */
interface Piece {
  readonly week: number;
  readonly hours: Interval;
  readonly at: EpochMs;
}

/** Stretches of time as pieces of weeks on a zone's clock, Monday 00:00 first. */
function piecesOf(zone: Zone, list: IntervalList): Piece[] {
  const pieces: Piece[] = [];
  for (const { start, end } of list) {
    for (let at = start; at < end;) {
      const week = weekAt(zone, at);
      const from = wallTimeAt(zone, at) - MONDAY_MS - week * WEEK_MS;
      const length = Math.min(end - at, eraAt(zone, at).end - at, WEEK_MS - from);
      pieces.push({ week, hours: { start: from, end: from + length }, at });
      at += length;
    }
  }
  return pieces;
}

/** The count of weeks since Monday 1970-01-05, on a zone's clock. */
function weekAt(zone: Zone, at: EpochMs): number {
  return Math.floor((wallTimeAt(zone, at) - MONDAY_MS) / WEEK_MS);
}

/** ISO 8601: the week belongs to the year that its Thursday lies in. */
export function isoWeekAt(zone: Zone, at: EpochMs): string {
  return isoWeek(weekAt(zone, at));
}

function isoWeek(week: number): string {
  const thursday = MONDAY_MS + week * WEEK_MS + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** Neighbouring weeks told together: `2026-W01 to 2026-W13`. */
export function weekRuns(weeks: readonly string[]): readonly string[] {
  const runs: { first: string; last: string }[] = [];
  for (const week of weeks) {
    const run = runs.at(-1);
    if (run !== undefined && weekNumber(week) === weekNumber(run.last) + 1) run.last = week;
    else runs.push({ first: week, last: week });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first} to ${last}`));
}

/** The count of weeks since Monday 1970-01-05; 4 January lies in the first week of its year. */
function weekNumber(isoWeek: string): number {
  const [year, week] = isoWeek.split("-W").map(Number) as [number, number];
  return Math.floor((Date.UTC(year, 0, 4) - MONDAY_MS) / WEEK_MS) + week - 1;
}

/** How uncovered time lies in the weeks of a window. */
export interface InWeeks {
  /** The hours of the week that are covered in no week. */
  readonly always: WeeklyHours;
  /** What lies at other hours. */
  readonly atOtherHours: IntervalList;
  readonly usualWeekMs: number | undefined;
  readonly worseWeeks: readonly { readonly week: string; readonly uncoveredMs: number }[];
}

/**
 * Tell what is uncovered in every week from what is in some.
 *
 * @param covered - The rest of the wanted time: an hour of the week that is covered once is not always uncovered.
 */
export function inWeeks(
  zone: Zone,
  window: Interval,
  uncovered: IntervalList,
  covered: IntervalList,
): InWeeks {
  const pieces = piecesOf(zone, uncovered);
  const hoursOf = (list: readonly Piece[]) => normalise(list.map(({ hours }) => hours));
  const always = difference(hoursOf(pieces), hoursOf(piecesOf(zone, covered)));
  const others = pieces.flatMap(({ hours, at }) =>
    difference([hours], always).map(({ start, end }) => ({
      start: at + start - hours.start,
      end: at + end - hours.start,
    })),
  );
  const uncoveredMs = new Map<number, number>();
  for (const [week, list] of byWeek(pieces)) uncoveredMs.set(week, totalMs(hoursOf(list)));
  const usualWeekMs = median(wholeWeeks(zone, window).map((week) => uncoveredMs.get(week) ?? 0));
  const worse = [...uncoveredMs].filter(([, ms]) => usualWeekMs !== undefined && ms > usualWeekMs);
  return {
    always: toWeeklyHours(always),
    atOtherHours: normalise(others),
    usualWeekMs,
    worseWeeks: worse.map(([week, ms]) => ({ week: isoWeek(week), uncoveredMs: ms })),
  };
}

/** In the order of the weeks, as the pieces are. */
function byWeek(pieces: readonly Piece[]): Map<number, Piece[]> {
  const weeks = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const list = weeks.get(piece.week);
    if (list === undefined) weeks.set(piece.week, [piece]);
    else list.push(piece);
  }
  return weeks;
}

/** The weeks that lie in the window from Monday 00:00 to Monday 00:00. */
function wholeWeeks(zone: Zone, { start, end }: Interval): number[] {
  const weeks: number[] = [];
  for (let week = weekAt(zone, start); ; week++) {
    const monday = instantOf(zone, MONDAY_MS + week * WEEK_MS);
    if (instantOf(zone, MONDAY_MS + (week + 1) * WEEK_MS) > end) return weeks;
    if (monday >= start) weeks.push(week);
  }
}

/** The lower of the two in the middle, so that a half of the weeks can be worse. */
function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

/** Hours of the week as a config has them; whole seconds, since a config knows no finer. */
function toWeeklyHours(list: IntervalList): WeeklyHours {
  if (totalMs(list) === WEEK_MS) return "always";
  const days = WEEKDAYS.map((day, index): [Weekday, HoursOfDay] => {
    const midnight = index * DAY_MS;
    const hours = list.flatMap(({ start, end }): [string, string][] => {
      const from = Math.ceil(Math.max(0, start - midnight) / 1000);
      const to = Math.floor(Math.min(DAY_MS, end - midnight) / 1000);
      return from < to ? [[timeOfDay(from), timeOfDay(to)]] : [];
    });
    return [day, hours];
  });
  return Object.fromEntries(days.filter(([, hours]) => hours.length > 0));
}

/** `HH:MM`, or `HH:MM:SS` where it is not on the minute; `24:00` is the end of the day. */
function timeOfDay(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
  return rest === "00" ? `${hours}:${minutes}` : `${hours}:${minutes}:${rest}`;
}
