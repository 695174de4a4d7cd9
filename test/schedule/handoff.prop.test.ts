import fc from "fast-check";
import {
  handoffWindows,
  isOpen,
  nextClosing,
  nextOpening,
  previousOpening,
  type Calendar,
  type HandoffPass,
  type Post,
} from "follow-the-sun";
import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, postPlans, postsOf } from "../support/posts.js";
import { runs } from "../support/runs.js";

const FAR = Date.UTC(2090, 0);
/** Who opens later than this receives nothing. */
const TWO_WEEKS_MS = 14 * DAY_MS;
/** Who is back sooner than this has not passed anything on. */
const BREAK_MS = 4 * HOUR_MS;

/** When the calendar opens, or did, for the hours that hold `at` or come next; and when these end. */
function hoursFrom(calendar: Calendar, at: number): { start: number; end: number } | undefined {
  const start = isOpen(calendar, at)
    ? (previousOpening(calendar, at + 1)?.getTime() ?? 0)
    : nextOpening(calendar, at)?.getTime();
  return start === undefined
    ? undefined
    : { start, end: nextClosing(calendar, Math.max(start, at))?.getTime() ?? FAR };
}

/** Stays longest of those who are there, else opens first; of equals the first. */
function natural(at: number, others: readonly Post[]): Post | undefined {
  const open = others.filter(({ calendar }) => isOpen(calendar, at));
  const rank = ({ calendar }: Post) =>
    open.length > 0
      ? -(nextClosing(calendar, at)?.getTime() ?? FAR)
      : (nextOpening(calendar, at)?.getTime() ?? FAR);
  const candidates = open.length > 0 ? open : others.filter((each) => rank(each) < FAR);
  return candidates.reduce<Post | undefined>(
    (best, each) => (best === undefined || rank(each) < rank(best) ? each : best),
    undefined,
  );
}

function passOf(giver: { start: number; end: number }, receiver: Calendar): HandoffPass | undefined {
  const hours = hoursFrom(receiver, giver.end);
  if (hours === undefined) return undefined;
  const at = new Date(giver.end);
  if (hours.start > giver.end) {
    return { at, kind: "gap", from: at, to: new Date(hours.start), lengthMs: hours.start - giver.end };
  }
  const from = Math.max(hours.start, giver.start);
  const kind = from === giver.end ? "touch" : "overlap";
  return { at, kind, from: new Date(from), to: at, lengthMs: giver.end - from };
}

/** The passes of the window. */
function expected(
  posts: readonly Post[],
  from: number,
  to: number,
  choose: (at: number, giver: Post) => readonly Post[],
) {
  const found: [from: string, to: string, pass: HandoffPass][] = [];
  for (const giver of posts) {
    for (let at = nextClosing(giver.calendar, from)?.getTime(); at !== undefined && at < to;) {
      // Hours that began more than two weeks before the window count from then.
      const start = Math.max(previousOpening(giver.calendar, at)?.getTime() ?? 0, from - TWO_WEEKS_MS);
      const isBack = (nextOpening(giver.calendar, at)?.getTime() ?? FAR) - at <= BREAK_MS;
      for (const receiver of isBack ? [] : choose(at, giver)) {
        const pass = passOf({ start, end: at }, receiver.calendar);
        if (pass !== undefined && (pass.kind !== "gap" || pass.lengthMs <= TWO_WEEKS_MS)) {
          found.push([giver.id, receiver.id, pass]);
        }
      }
      at = nextClosing(giver.calendar, at)?.getTime();
    }
  }
  return found;
}

const byPairAndTime = (a: [string, string, HandoffPass], b: [string, string, HandoffPass]) =>
  a[0].charCodeAt(0) - b[0].charCodeAt(0) ||
  a[1].charCodeAt(0) - b[1].charCodeAt(0) ||
  a[2].at.getTime() - b[2].at.getTime();

/** As the package tells them. */
function told(
  posts: readonly Post[],
  from: number,
  to: number,
  pairs?: readonly (readonly [string, string])[],
) {
  const windows = handoffWindows(posts, { from, to }, pairs === undefined ? {} : { pairs });
  for (const { passes, periods } of windows) {
    expect(periods.reduce((sum, each) => sum + each.passes, 0)).toBe(passes.length);
    for (const [index, each] of periods.entries()) {
      const within = passes.filter(({ at }) => each.firstAt <= at && at <= each.lastAt);
      expect(within).toHaveLength(each.passes);
      for (const { kind, lengthMs } of within) expect([kind, lengthMs]).toEqual([each.kind, each.lengthMs]);
      const before = periods[index - 1];
      if (before !== undefined)
        expect([before.kind, before.lengthMs]).not.toEqual([each.kind, each.lengthMs]);
    }
  }
  return windows
    .flatMap((each) => each.passes.map((pass): [string, string, HandoffPass] => [each.from, each.to, pass]))
    .filter(([, , { at }]) => at.getTime() > from); // a pass at the very start has a test of its own
}

it("each closing passes on to its natural receiver, as asking one by one finds them", () => {
  fc.assert(
    fc.property(postPlans(), ({ plans, from, to }) => {
      const posts = postsOf(plans);
      const wanted = expected(posts, from, to, (at, giver) => {
        const receiver = natural(
          at,
          posts.filter((each) => each !== giver),
        );
        return receiver === undefined ? [] : [receiver];
      });
      expect(told(posts, from, to).sort(byPairAndTime)).toEqual(wanted.sort(byPairAndTime));
    }),
    runs(50),
  );
});

it("with pairs, each closing passes on to all who were named", () => {
  fc.assert(
    fc.property(postPlans(), fc.infiniteStream(fc.boolean()), ({ plans, from, to }, coin) => {
      const posts = postsOf(plans);
      const pairs = posts.flatMap((giver) =>
        posts
          .filter((receiver) => receiver !== giver && coin.next().value === true)
          .map((receiver) => [giver.id, receiver.id] as const),
      );
      const wanted = expected(posts, from, to, (_, giver) =>
        posts.filter(({ id }) => pairs.some(([a, b]) => a === giver.id && b === id)),
      );
      expect(told(posts, from, to, pairs).sort(byPairAndTime)).toEqual(wanted.sort(byPairAndTime));
    }),
    runs(50),
  );
});
