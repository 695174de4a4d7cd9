import { normalise, type EpochMs, type Interval, type IntervalList } from "../time/index.js";
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
  const isOpen = posts.map(() => false);
  const segments: Segment[] = [];
  let from = start;
  let headcount = 0;
  const closeSegment = (to: EpochMs) => {
    if (to > from)
      segments.push({ start: from, end: to, posts: posts.filter((_, index) => isOpen[index]), headcount });
    from = to;
  };
  for (const { at, index, people } of changesOf(posts)) {
    closeSegment(at);
    isOpen[index] = !isOpen[index];
    headcount += people;
  }
  closeSegment(end);
  return segments;
}

/** When at least `minimum` people are there. */
export function staffedWithin(posts: readonly PostHours[], minimum: number): IntervalList {
  const list: Interval[] = [];
  let headcount = 0;
  let from = 0;
  for (const { at, people } of changesOf(posts)) {
    if (headcount >= minimum && headcount + people < minimum) list.push({ start: from, end: at });
    if (headcount < minimum && headcount + people >= minimum) from = at;
    headcount += people;
  }
  return normalise(list); // who leaves and who comes at the same instant leave no seam
}

/** Every opening (people come) and closing (they leave) of the posts, in order. */
function changesOf(posts: readonly PostHours[]): readonly { at: EpochMs; index: number; people: number }[] {
  const changes = posts.flatMap(({ open, headcount }, index) =>
    open.flatMap(({ start, end }) => [
      { at: start, index, people: headcount },
      { at: end, index, people: -headcount },
    ]),
  );
  return changes.sort((a, b) => a.at - b.at);
}
