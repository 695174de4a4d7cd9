import { fail } from "../errors.js";
import { DAY_MS, firstEndingAfter, type EpochMs, type Interval } from "../time/index.js";
import { checkPosts, hasPeople, hoursOfPosts, readWindow, type Post, type PostHours } from "./posts.js";
import type { Window } from "./query.js";

/** One time that a post passes its work on, at its closing. */
export interface HandoffPass {
  /** When the giver closes. */
  readonly at: Date;
  /** Whether both are there for a while, the receiver opens exactly then, or nobody is there in between. */
  readonly kind: "overlap" | "touch" | "gap";
  /** The overlap before `at`, or the gap after it; `from` and `to` are equal where they touch. */
  readonly from: Date;
  readonly to: Date;
  readonly lengthMs: number;
}

/** Passes in a row that look the same: how a handoff changes over the year. */
export interface HandoffPeriod {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly kind: HandoffPass["kind"];
  readonly lengthMs: number;
  readonly passes: number;
}

/** How one post passes work on to another. */
export interface HandoffWindows {
  readonly from: string;
  readonly to: string;
  readonly passes: readonly HandoffPass[];
  readonly periods: readonly HandoffPeriod[];
}

export interface HandoffOptions {
  /** Who passes on to whom. Default: at each closing, to whoever is there longest from then on, else to who opens next. */
  readonly pairs?: readonly (readonly [from: string, to: string])[] | undefined;
}

/**
 * For each ordered pair of posts that passes work on: the overlap or the gap at
 * each pass, and how it changes over the window. A post passes its work on when
 * it closes for longer than four hours, to a post that opens within two weeks.
 *
 * A year's window shows the two or three weeks each spring and autumn in which
 * two regions' clocks have drifted apart.
 *
 * @returns The pairs in order of the posts; a pair that never passes anything is left out.
 * @throws {FollowTheSunError} As `coverageOf`; `argument.invalid` for a pair that names no post.
 *
 * @example London to New York, hours of overlap as they change in March and April 2026
 * const posts = [{ id: "london", calendar: london }, { id: "newYork", calendar: newYork }];
 * const year = { from: "2026-03-02T00:00:00Z", to: "2026-05-01T00:00:00Z" };
 * handoffWindows(posts, year, { pairs: [["london", "newYork"]] })[0].periods.map(({ lengthMs }) => lengthMs / 3_600_000);
 * // => [3, 4, 3]
 */
export function handoffWindows(
  posts: readonly Post[],
  window: Window,
  { pairs }: HandoffOptions = {},
): readonly HandoffWindows[] {
  checkPosts(posts);
  const { start, end } = readWindow(window);
  const wanted = pairs?.map(([from, to], index) =>
    pairKey(postNamed(posts, from, index), postNamed(posts, to, index)),
  );
  const hours = hoursOfPosts(posts.filter(hasPeople), start - REACH_MS, end + REACH_MS); // passes at the edges reach beyond
  const found = new Map<string, HandoffPass[]>();
  for (const giver of hours) {
    for (const open of giver.open) {
      if (open.end >= end || open.end < start || isBreak(giver, open.end)) continue;
      for (const receiver of receiversOf(giver, open.end, hours, wanted)) {
        const key = pairKey(giver.id, receiver.id);
        const pass = passBetween(open, receiver);
        if (pass === undefined) continue;
        const passes = found.get(key);
        if (passes === undefined) found.set(key, [pass]);
        else passes.push(pass);
      }
    }
  }
  return hours.flatMap(({ id: from }) =>
    hours.flatMap(({ id: to }) => {
      const passes = found.get(pairKey(from, to));
      return passes === undefined ? [] : [{ from, to, passes, periods: periodsOf(passes) }];
    }),
  );
}

/** A receiver who opens later than this gets nothing any more. */
const REACH_MS = 14 * DAY_MS;
/** Who is back this soon has only been to lunch. */
const LONGEST_BREAK_MS = 4 * 3_600_000;

function isBreak({ open }: PostHours, closing: EpochMs): boolean {
  const next = firstEndingAfter(open, closing);
  return next !== undefined && next.start - closing <= LONGEST_BREAK_MS;
}

function pairKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

function postNamed(posts: readonly Post[], id: string, index: number): string {
  if (posts.some((post) => post.id === id)) return id;
  return fail(
    "argument.invalid",
    `options.pairs[${index}]`,
    id,
    `must name posts: ${posts.map((post) => post.id).join(", ")}`,
  );
}

function receiversOf(
  giver: PostHours,
  at: EpochMs,
  posts: readonly PostHours[],
  wanted: readonly string[] | undefined,
): readonly PostHours[] {
  const others = posts.filter((post) => post !== giver);
  if (wanted !== undefined) return others.filter(({ id }) => wanted.includes(pairKey(giver.id, id)));
  const natural = naturalReceiver(at, others);
  return natural === undefined ? [] : [natural];
}

/** Of those who are there at a closing, who stays longest; else who opens next. */
export function naturalReceiver(at: EpochMs, posts: readonly PostHours[]): PostHours | undefined {
  let best: { post: PostHours; hours: Interval } | undefined;
  for (const post of posts) {
    const hours = firstEndingAfter(post.open, at);
    if (hours !== undefined && (best === undefined || isBetter(hours, best.hours, at)))
      best = { post, hours };
  }
  return best?.post;
}

function isBetter(a: Interval, b: Interval, at: EpochMs): boolean {
  const [aIsThere, bIsThere] = [a.start <= at, b.start <= at];
  if (aIsThere !== bIsThere) return aIsThere;
  return aIsThere ? a.end > b.end : a.start < b.start;
}

function passBetween({ start, end: at }: Interval, receiver: PostHours): HandoffPass | undefined {
  const hours = firstEndingAfter(receiver.open, at);
  if (hours === undefined || hours.start > at + REACH_MS) return undefined;
  const from = hours.start < at ? Math.max(hours.start, start) : at;
  const to = Math.max(hours.start, at);
  const kind = hours.start < at ? "overlap" : hours.start === at ? "touch" : "gap";
  return { at: new Date(at), kind, from: new Date(from), to: new Date(to), lengthMs: to - from };
}

function periodsOf(passes: readonly HandoffPass[]): HandoffPeriod[] {
  const periods: HandoffPeriod[] = [];
  for (const { at, kind, lengthMs } of passes) {
    const last = periods.at(-1);
    if (last?.kind === kind && last.lengthMs === lengthMs) {
      periods[periods.length - 1] = { ...last, lastAt: at, passes: last.passes + 1 };
    } else periods.push({ firstAt: at, lastAt: at, kind, lengthMs, passes: 1 });
  }
  return periods;
}
