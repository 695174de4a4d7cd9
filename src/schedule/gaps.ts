import {
  difference,
  formatLocalDay,
  intersection,
  type EpochMs,
  type Interval,
  type IntervalList,
} from "../time/index.js";
import type { ConfigChange } from "./algebra.js";
import type { CalendarConfig } from "./config.js";
import { segmentsOf, staffedWithin } from "./coverage.js";
import { checkPosts, hoursOfPosts, readMinimum, readWindow, type Post } from "./posts.js";
import type { Window } from "./query.js";
import { changed, configsOf, neverStaffed, neverWhileClocksStand } from "./usual-weeks.js";

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
  // Without posts there is no clock whose weeks could be compared, and nobody is ever there.
  const never =
    posts.length === 0
      ? evenInUsualWeeks
      : intersection(evenInUsualWeeks, neverStaffed(posts, start, end, minimum));
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
