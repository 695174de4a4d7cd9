import { DAY_MS, normalise, parseLocalDay, parseTimeOfDay, type LocalDay } from "../time/index.js";
import type { HoursOfDay, Weekday, WeeklyHours } from "./config.js";

/** One interval of a date, in milliseconds since its midnight; the end may lie in the next date. */
export interface DayInterval {
  readonly opens: number;
  readonly closes: number;
}

/** The intervals that start on one date. */
export type DayHours = readonly DayInterval[];

/** The days of a week, Monday first. */
export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const ALL_DAY: HoursOfDay = [["00:00", "24:00"]];

/** Hours as the schema let them through. A closing at or before its opening lies in the next date. */
export function toDayHours(hours: HoursOfDay): DayHours {
  return hours.map(([opening, closing]) => {
    const opens = parseTimeOfDay(opening) as number;
    const closes = parseTimeOfDay(closing) as number;
    return { opens, closes: closes > opens ? closes : closes + DAY_MS };
  });
}

/** Hours per weekday, Monday first. */
export function toWeek(weekly: WeeklyHours): readonly DayHours[] {
  return WEEKDAYS.map((weekday) => toDayHours(weekly === "always" ? ALL_DAY : (weekly[weekday] ?? [])));
}

/** A date as the schema let it through. */
export function toDay(date: string): LocalDay {
  return parseLocalDay(date) as LocalDay;
}

/** Hours merged and in order, the same for all that mean the same. */
export function canonical(hours: DayHours): unknown {
  return normalise(hours.map(({ opens, closes }) => ({ start: opens, end: closes })));
}
