import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type IntervalList } from "../time/index.js";
import { coreOf, timelineOf, type Calendar } from "./calendar.js";
import type { Window } from "./query.js";

/**
 * Somebody who can be there: one agent, a shift, a whole team. What they can do
 * is not this room's business: choose the posts that can serve, then ask.
 */
export interface Post {
  readonly id: string;
  readonly calendar: Calendar;
  /** How many people it stands for, a whole number from 0. Default 1. */
  readonly headcount?: number | undefined;
}

/** A post whose hours have been looked up. */
export interface PostHours {
  readonly id: string;
  readonly calendar: Calendar;
  readonly headcount: number;
  readonly open: IntervalList;
}

/** Check the posts of a question. */
export function checkPosts(posts: readonly Post[]): void {
  const seen = new Set<string>();
  posts.forEach(({ id, calendar, headcount = 1 }, index) => {
    const path = `posts[${index}]`;
    coreOf(calendar, `${path}.calendar`);
    if (typeof id !== "string" || id === "") fail("argument.invalid", `${path}.id`, id, "must be a text");
    if (seen.has(id)) fail("config.duplicate", `${path}.id`, id, "must be unique");
    if (!Number.isInteger(headcount) || headcount < 0) {
      fail("argument.invalid", `${path}.headcount`, headcount, "must be a whole number from 0");
    }
    seen.add(id);
  });
}

/** A post that stands for nobody is never there. */
export function hasPeople({ headcount = 1 }: Post): boolean {
  return headcount > 0;
}

/** The posts' open intervals in a stretch of time. */
export function hoursOfPosts(posts: readonly Post[], start: EpochMs, end: EpochMs): readonly PostHours[] {
  return posts.map(({ id, calendar, headcount = 1 }) => ({
    id,
    calendar,
    headcount,
    open: start < end ? timelineOf(calendar).listWithin(start, end) : [],
  }));
}

/** A window in epoch milliseconds. */
export function readWindow({ from, to }: Window): { start: EpochMs; end: EpochMs } {
  const start = toEpochMs(from, "window.from");
  const end = toEpochMs(to, "window.to");
  if (end < start) fail("window.order", "window.to", to, "must not lie before window.from");
  return { start, end };
}

/** How many people are asked for at the least. */
export function readMinimum(minimum = 1): number {
  if (!Number.isInteger(minimum) || minimum < 1) {
    fail("argument.invalid", "options.minimum", minimum, "must be a whole number from 1");
  }
  return minimum;
}
