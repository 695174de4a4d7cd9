import { fail } from "../errors.js";
import {
  DAY_MS,
  END_OF_TIME,
  firstEndingAfter,
  toDurationMs,
  toEpochMs,
  type DurationInput,
  type EpochMs,
  type InstantInput,
} from "../time/index.js";
import { staffedWithin } from "./coverage.js";
import type { CoverageOptions } from "./gaps.js";
import { naturalReceiver } from "./handoff.js";
import { checkPosts, hasPeople, hoursOfPosts, readMinimum, type Post, type PostHours } from "./posts.js";

/** One link of the chain: who has it, from when to when; `undefined` while nobody is there. */
export interface ChainLink {
  readonly post: string | undefined;
  readonly from: Date;
  readonly to: Date;
}

/** Who has it now, and who gets it next. */
export interface FollowTheSun {
  /** All posts that are open, who stays longest first. */
  readonly open: readonly string[];
  /** Who has it: the open post that stays longest. `undefined` when nobody is there. */
  readonly now: string | undefined;
  /** Who gets it next, and when; `undefined` when nobody does within the time ahead. */
  readonly next: { readonly post: string; readonly at: Date } | undefined;
  /** The links from now on, which tile the time ahead. */
  readonly chain: readonly ChainLink[];
}

export interface ChainOptions {
  /** How far to look. Default 24 hours, at most 8,784 (a leap year). */
  readonly ahead?: DurationInput | undefined;
}

const LONGEST_CHAIN_MS = 8_784 * 3_600_000;

/**
 * The chain at an instant: who has the work, who gets it next and when, with as
 * few handoffs as can be: each link holds on until it closes, then passes on to
 * whoever stays longest, or waits for who opens next.
 *
 * @throws {FollowTheSunError} As `coverageOf`; `duration.*`.
 *
 * @example
 * const posts = [{ id: "tokyo", calendar: tokyo }, { id: "london", calendar: london }];
 * followTheSunAt(posts, "2026-03-30T07:30:00Z").next;
 * // => { post: "london", at: "2026-03-30T08:00:00.000Z" }
 */
export function followTheSunAt(
  posts: readonly Post[],
  at: InstantInput,
  options: ChainOptions = {},
): FollowTheSun {
  checkPosts(posts);
  const start = toEpochMs(at, "at");
  const ahead = toDurationMs(options.ahead ?? { hours: 24 }, "options.ahead");
  if (ahead > LONGEST_CHAIN_MS)
    fail("argument.invalid", "options.ahead", options.ahead, "must be at most 8,784 hours");
  const end = Math.min(start + ahead, END_OF_TIME - 1);
  // Further than asked: who stays longest may be decided later.
  const hours = hoursOfPosts(posts.filter(hasPeople), start, end + LOOK_BEYOND_MS);
  const chain = chainFrom(hours, start, end);
  const next = chain.find(({ post, from }) => post !== undefined && from.getTime() > start);
  return {
    open: openAt(hours, start),
    now: holderAt(hours, start)?.id,
    next: next?.post === undefined ? undefined : { post: next.post, at: next.from },
    chain,
  };
}

const LOOK_BEYOND_MS = 14 * DAY_MS;

/** The open post that stays longest. */
function holderAt(hours: readonly PostHours[], at: EpochMs): PostHours | undefined {
  const receiver = naturalReceiver(at, hours);
  const open = receiver && firstEndingAfter(receiver.open, at);
  return open !== undefined && open.start <= at ? receiver : undefined;
}

function openAt(hours: readonly PostHours[], at: EpochMs): string[] {
  const closing = ({ open }: PostHours) => {
    const next = firstEndingAfter(open, at);
    return next !== undefined && next.start <= at ? next.end : 0;
  };
  return hours
    .filter((post) => closing(post) > 0)
    .sort((a, b) => closing(b) - closing(a))
    .map(({ id }) => id);
}

function chainFrom(hours: readonly PostHours[], start: EpochMs, end: EpochMs): ChainLink[] {
  const links: ChainLink[] = [];
  for (let at = start; at < end;) {
    const receiver = naturalReceiver(at, hours);
    const open = receiver && firstEndingAfter(receiver.open, at);
    const isThere = open !== undefined && open.start <= at;
    const to = Math.min(end, open === undefined ? end : isThere ? open.end : open.start);
    links.push({ post: isThere ? receiver?.id : undefined, from: new Date(at), to: new Date(to) });
    at = to;
  }
  return links;
}

/**
 * The first instant, from `at` on, at which enough people are there.
 *
 * @returns `undefined` when there never are, before 2100.
 * @throws {FollowTheSunError} As `coverageOf`.
 *
 * @example
 * nextStaffed([{ id: "london", calendar: london }], "2026-03-28T12:00:00Z"); // => 2026-03-30T08:00:00.000Z
 */
export function nextStaffed(
  posts: readonly Post[],
  at: InstantInput,
  options: CoverageOptions = {},
): Date | undefined {
  checkPosts(posts);
  const minimum = readMinimum(options.minimum);
  const from = toEpochMs(at, "at");
  const people = posts.reduce((sum, { headcount = 1 }) => sum + headcount, 0);
  if (people < minimum) return undefined;
  // Ever larger windows: the answer is mostly near, and "never" is known after a few steps.
  for (let start = from, length = FIRST_LOOK_MS; start < END_OF_TIME; length *= LOOK_FURTHER) {
    const end = Math.min(start + length, END_OF_TIME);
    const [staffed] = staffedWithin(hoursOfPosts(posts, start, end), minimum);
    if (staffed !== undefined) return new Date(staffed.start);
    start = end;
  }
  return undefined;
}

const FIRST_LOOK_MS = 14 * DAY_MS;
const LOOK_FURTHER = 8;
