import fc from "fast-check";
import { coverageOf, nextClosing, nextOpening } from "follow-the-sun";
import { expect, it } from "vitest";
import { exprLists } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";
import { DAY_MS, openAt, peopleIn } from "../support/posts.js";
import { runs } from "../support/runs.js";

const heads = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });
const END = Date.UTC(2100, 0) - 1;

it("segments tile the window, are maximal, and hold exactly the posts that are open", () => {
  fc.assert(
    fc.property(
      exprLists(3),
      heads,
      fc.integer({ min: 0, max: 9 * 24 * 60 }),
      ({ anchor, list }, counts, minutes) => {
        const posts = list.map((expr, index) => ({
          id: `post ${index}`,
          calendar: calendarOf(expr),
          headcount: counts[index] ?? 1,
        }));
        const from = Math.max(0, anchor.at - 4 * DAY_MS);
        const to = Math.min(END, from + minutes * 60_000);
        const segments = coverageOf(posts, { from, to });
        const edges = segments.map((each) => each.from.getTime());
        expect([...edges, to]).toEqual(
          [from, ...segments.map((each) => each.to.getTime())].slice(0, segments.length + 1),
        );
        for (const [index, segment] of segments.entries()) {
          const [start, end] = [segment.from.getTime(), segment.to.getTime()];
          expect(end).toBeGreaterThan(start);
          for (const at of [start, Math.floor((start + end) / 2), end - 1]) {
            const open = openAt(posts, at);
            expect(segment.posts).toEqual(open.map(({ id }) => id));
            expect(segment.headcount).toBe(peopleIn(open));
          }
          for (const { calendar } of posts) {
            for (const ask of [nextOpening, nextClosing]) {
              expect(ask(calendar, start)?.getTime() ?? Infinity).toBeGreaterThanOrEqual(end); // nothing changes within
            }
          }
          if (index > 0) expect(segment.posts).not.toEqual(segments[index - 1]?.posts);
        }
      },
    ),
    runs(30),
  );
});
