import { type EpochMs, type Interval, type IntervalList } from "../time/index.js";
import { checkPosts, hoursOfPosts, readWindow, type Post, type PostHours } from "./posts.js";
import type { Window } from "./query.js";

/** A stretch of time, `[from, to)`, in which the same posts are open. */
export interface CoverageSegment {
  readonly from: Date;
  readonly to: Date;
  /** The posts that are open, in the order in which they were given. */
  readonly posts: readonly string[];
  /** The people in them. */
  readonly headcount: number;
}

/**
 * Who is there, when? Contiguous segments that tile the window: from each
 * opening or closing of a post to the next.
 *
 * @throws {FollowTheSunError} `argument.invalid`, `config.duplicate` for the posts; `instant.*`, `window.order`.
 *
 * @example
 * const posts = [{ id: "tokyo", calendar: tokyo }, { id: "london", calendar: london, headcount: 4 }];
 * coverageOf(posts, { from: "2026-03-30T00:00:00Z", to: "2026-03-31T00:00:00Z" }).map(({ posts }) => posts.join());
 * // => ["tokyo", "london", ""]
 */
export function coverageOf(posts: readonly Post[], window: Window): readonly CoverageSegment[] {
  checkPosts(posts);
  const { start, end } = readWindow(window);
  return segmentsOf(hoursOfPosts(posts, start, end), start, end).map((segment) => ({
    from: new Date(segment.start),
    to: new Date(segment.end),
    posts: segment.posts.map(({ id }) => id),
    headcount: segment.headcount,
  }));
}

/** A segment in epoch milliseconds. */
export interface Segment extends Interval {
  readonly posts: readonly PostHours[];
  readonly headcount: number;
}

/** Sweep over all openings and closings, keeping the set of open posts. */
export function segmentsOf(posts: readonly PostHours[], start: EpochMs, end: EpochMs): readonly Segment[] {
  const changes = posts.flatMap(({ open }, index) =>
    open.flatMap((interval) => [
      { at: interval.start, index, opens: true },
      { at: interval.end, index, opens: false },
    ]),
  );
  changes.sort((a, b) => a.at - b.at);
  const isOpen = posts.map(() => false);
  const segments: Segment[] = [];
  let from = start;
  const closeSegment = (to: EpochMs) => {
    if (to <= from) return;
    const open = posts.filter((_, index) => isOpen[index]);
    segments.push({ start: from, end: to, posts: open, headcount: sum(open) });
    from = to;
  };
  for (const { at, index, opens } of changes) {
    closeSegment(at);
    isOpen[index] = opens;
  }
  closeSegment(end);
  return segments;
}

/** When at least `minimum` people are there. */
export function staffedWithin(
  posts: readonly PostHours[],
  start: EpochMs,
  end: EpochMs,
  minimum: number,
): IntervalList {
  const list: { start: EpochMs; end: EpochMs }[] = [];
  for (const segment of segmentsOf(posts, start, end)) {
    if (segment.headcount < minimum) continue;
    const last = list.at(-1);
    if (last?.end === segment.start) last.end = segment.end;
    else list.push({ start: segment.start, end: segment.end });
  }
  return list;
}

function sum(posts: readonly PostHours[]): number {
  return posts.reduce((total, { headcount }) => total + headcount, 0);
}
