import fc from "fast-check";
import { followTheSunAt, isOpen, nextClosing, nextOpening, nextStaffed } from "follow-the-sun";
import { expect, it } from "vitest";
import { HOUR_MS, openAt, peopleIn, postPlans, postsOf } from "../support/posts.js";
import { runs } from "../support/runs.js";

const closing = (calendar: Parameters<typeof nextClosing>[0], at: number) =>
  nextClosing(calendar, at)?.getTime() ?? Infinity;

it("the chain tiles the time ahead, never names a closed post, and never nobody while somebody is there", () => {
  fc.assert(
    fc.property(postPlans(), fc.integer({ min: 1, max: 400 }), ({ plans, from }, hours) => {
      const posts = postsOf(plans);
      const { open, now, next, chain } = followTheSunAt(posts, from, { ahead: { hours } });
      const end = from + hours * HOUR_MS;
      expect([...chain.map((each) => each.from.getTime()), end]).toEqual([
        from,
        ...chain.map((each) => each.to.getTime()),
      ]);
      expect([...open].sort()).toEqual(openAt(posts, from).map(({ id }) => id));
      expect(now).toBe(chain[0]?.post);
      expect(next).toEqual(
        chain
          .filter((each) => each.post !== undefined && each.from.getTime() > from)
          .map((each) => ({ post: each.post, at: each.from }))[0],
      );
      for (const [index, { post: id, from: start, to }] of chain.entries()) {
        const at = start.getTime();
        if (id === undefined) {
          expect(openAt(posts, at)).toEqual([]);
          const openings = posts.map(({ calendar }) => nextOpening(calendar, at)?.getTime() ?? Infinity);
          expect(to.getTime()).toBe(Math.min(end, ...openings));
          continue;
        }
        const { calendar } = posts.find((each) => each.id === id)!;
        expect(isOpen(calendar, at)).toBe(true);
        expect(to.getTime()).toBe(Math.min(end, closing(calendar, at))); // it holds on until it closes
        for (const other of openAt(posts, at)) {
          expect(Math.min(end, closing(other.calendar, at))).toBeLessThanOrEqual(to.getTime());
        }
        expect(chain[index + 1]?.post).not.toBe(id);
      }
    }),
    runs(50),
  );
});

it("no chain of open posts has fewer handoffs", () => {
  fc.assert(
    fc.property(postPlans(), ({ plans, from }) => {
      const posts = postsOf(plans);
      const { chain } = followTheSunAt(posts, from, { ahead: { hours: 72 } });
      const end = from + 72 * HOUR_MS;
      // By hand-overs, the furthest instant that can be reached without a gap; every order of posts is tried.
      const fewest = (at: number, until: number): number => {
        if (at >= until) return 0;
        const ways = openAt(posts, at).map(({ calendar }) => fewest(closing(calendar, at), until));
        return 1 + Math.min(Infinity, ...ways);
      };
      for (let first = 0; first < chain.length;) {
        if (chain[first]?.post === undefined) {
          first++;
          continue;
        }
        let after = first;
        while (chain[after]?.post !== undefined) after++;
        const until = Math.min(end, chain[after - 1]!.to.getTime());
        if (after - first <= 8) expect(after - first).toBe(fewest(chain[first]!.from.getTime(), until));
        first = after;
      }
    }),
    runs(30),
  );
});

it("the next staffed instant is the first that stepping from opening to opening finds", () => {
  fc.assert(
    fc.property(postPlans(), fc.integer({ min: 1, max: 5 }), ({ plans, from }, minimum) => {
      const posts = postsOf(plans);
      const far = from + 60 * 24 * HOUR_MS;
      const steps = posts.flatMap(({ calendar }) => {
        const list: number[] = [];
        for (let at = nextOpening(calendar, from)?.getTime(); at !== undefined && at < far;) {
          list.push(at);
          at = nextOpening(calendar, at)?.getTime();
        }
        return list;
      });
      const first = [from, ...steps]
        .sort((a, b) => a - b)
        .find((at) => peopleIn(openAt(posts, at)) >= minimum);
      const found = nextStaffed(posts, from, { minimum })?.getTime();
      if (first !== undefined) expect(found).toBe(first);
      else expect(found ?? Infinity).toBeGreaterThanOrEqual(far);
    }),
    runs(20),
  );
});
