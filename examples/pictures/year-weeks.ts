import type { PictureGapDay, PictureYear } from "../simulator/picture-data.js";
import { DAY_MS, sum } from "./scales.js";

const WEEK_MS = 7 * DAY_MS;

/** A week from Monday to Sunday, of UTC days. */
export interface Week {
  readonly monday: number;
  /** Those of its days that belong to the year. */
  readonly days: readonly Day[];
  /** Hours that are not covered and are in other weeks. */
  readonly gapHours: number;
  readonly causes: readonly string[];
}

/** A UTC day. */
export interface Day {
  readonly at: number;
  /** 0 for Monday. */
  readonly row: number;
  /** Hours that nobody covers in any week. */
  readonly usualHours: number;
  /** What is not covered and is in other weeks. */
  readonly gaps: readonly PictureGapDay[];
  readonly gapHours: number;
}

export function weeksOf({ from, to, gaps }: PictureYear): Week[] {
  // In the order in which the year meets them first, so that a week with two names them in the order of the legend.
  const causes = [...new Set(gaps.filter(({ isUsual }) => !isUsual).map(({ cause }) => cause))];
  const byDay = new Map<number, PictureGapDay[]>();
  for (const gap of gaps) byDay.set(gap.day, [...(byDay.get(gap.day) ?? []), gap]);
  const first = mondayOf(from);
  return Array.from({ length: Math.ceil((to - first) / WEEK_MS) }, (_, index): Week => {
    const monday = first + index * WEEK_MS;
    const days = Array.from({ length: 7 }, (__, row) => dayOf(monday + row * DAY_MS, row, byDay)).filter(
      ({ at }) => at >= from && at < to,
    );
    const own = days.flatMap((day) => day.gaps);
    return {
      ...{ monday, days },
      gapHours: hoursOf(own),
      causes: causes.filter((cause) => own.some((gap) => gap.cause === cause)),
    };
  });
}

function dayOf(at: number, row: number, byDay: ReadonlyMap<number, readonly PictureGapDay[]>): Day {
  const all = byDay.get(at) ?? [];
  const gaps = all.filter(({ isUsual }) => !isUsual);
  return {
    ...{ at, row, gaps },
    gapHours: hoursOf(gaps),
    usualHours: hoursOf(all.filter(({ isUsual }) => isUsual)),
  };
}

export function hoursOf(gaps: readonly PictureGapDay[]): number {
  return sum(gaps.map(({ gapHours }) => gapHours));
}

function mondayOf(at: number): number {
  // The first of January 1970 was a Thursday.
  return Math.floor((at + 3 * DAY_MS) / WEEK_MS) * WEEK_MS - 3 * DAY_MS;
}

/** A letter for each cause that marks weeks. */
export function lettersOf(weeks: readonly Week[]): Map<string, string> {
  const causes = [...new Set(weeks.flatMap((week) => week.causes))];
  return new Map(causes.map((cause, index) => [cause, String.fromCharCode(65 + (index % 26))]));
}
