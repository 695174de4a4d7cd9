import fc from "fast-check";
import {
  allOf,
  anyOf,
  businessTimeBetween,
  contactWindows,
  coverageOf,
  defineCalendar,
  isOpen,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, openAt, post, postPlans, postsOf, stretch, weekdays } from "../support/posts.js";
import { runs } from "../support/runs.js";

const london = post("london", { timeZone: "Europe/London", weekly: weekdays(["09:00", "17:00"]) });
const newYork = post("newYork", { timeZone: "America/New_York", weekly: weekdays(["09:00", "17:00"]) });
const saoPaulo = defineCalendar({
  timeZone: "America/Sao_Paulo",
  weekly: weekdays(["10:00", "20:00"]),
  holidays: [{ date: "04-21", name: "Tiradentes" }],
});
const row = (window: ReturnType<typeof contactWindows>[number]) =>
  `${stretch(window)} ${window.posts.join("+")}`;

describe("when to call back", () => {
  test("in the customer's polite hours while somebody is there, cut where those who are there change", () => {
    const day = { from: "2026-03-30T00:00:00Z", to: "2026-03-31T00:00:00Z" };
    expect(contactWindows(saoPaulo, [london, newYork], day).map(row)).toEqual([
      "2026-03-30T13:00Z/2026-03-30T16:00Z london+newYork",
      "2026-03-30T16:00Z/2026-03-30T21:00Z newYork",
    ]);
  });

  test("not on the customer's holidays, nor when nobody is there", () => {
    const window = { from: "2026-04-18T00:00:00Z", to: "2026-04-22T00:00:00Z" };
    expect(contactWindows(saoPaulo, [london], window).map(row)).toEqual([
      "2026-04-20T13:00Z/2026-04-20T16:00Z london",
    ]);
    expect(contactWindows(saoPaulo, [], window)).toEqual([]);
    expect(contactWindows(defineCalendar({ timeZone: "UTC" }), [london], window)).toEqual([]);
    expect(contactWindows(saoPaulo, [london], { from: window.from, to: window.from })).toEqual([]);
  });

  test("a polite lunch break cuts a window in two", () => {
    const polite = defineCalendar({ timeZone: "UTC", weekly: daily(["10:00", "12:00"], ["14:00", "16:00"]) });
    const office = post("office", { timeZone: "UTC", weekly: "always" });
    const day = { from: "2026-03-30T00:00:00Z", to: "2026-03-31T00:00:00Z" };
    expect(contactWindows(polite, [office], day).map(row)).toEqual([
      "2026-03-30T10:00Z/2026-03-30T12:00Z office",
      "2026-03-30T14:00Z/2026-03-30T16:00Z office",
    ]);
  });

  test("a bad argument is refused, each with its path", () => {
    const window = { from: 0, to: 1 };
    expect(problemOf(() => contactWindows({} as never, [london], window))).toBe(
      "argument.invalid politeHours",
    );
    expect(problemOf(() => contactWindows(saoPaulo, [london, london], window))).toBe(
      "config.duplicate posts[1].id",
    );
    expect(problemOf(() => contactWindows(saoPaulo, [london], { from: 1, to: 0 }))).toBe(
      "window.order window.to",
    );
  });

  test("polite hours that are no calendar are refused in an empty window, too", () => {
    expect(problemOf(() => contactWindows({} as never, [london], { from: 0, to: 0 }))).toBe(
      "argument.invalid politeHours",
    );
  });

  test("a post without people calls nobody", () => {
    const window = { from: "2026-04-20T00:00:00Z", to: "2026-04-21T00:00:00Z" };
    expect(contactWindows(saoPaulo, [{ ...london, headcount: 0 }], window)).toEqual([]);
  });
});

test("the windows are exactly the polite hours in which any post is open, with those that are", () => {
  fc.assert(
    fc.property(postPlans(), ({ plans, from, to }) => {
      const [customer, ...posts] = postsOf(plans);
      const polite = customer!.calendar;
      const windows = contactWindows(polite, posts, { from, to });
      const total = windows.reduce((sum, each) => sum + each.to.getTime() - each.from.getTime(), 0);
      if (posts.length === 0) expect(windows).toEqual([]);
      else {
        const both = allOf(polite, anyOf(...posts.map(({ calendar }) => calendar)));
        expect(total).toBe(businessTimeBetween(both, from, to));
      }
      for (const [index, window] of windows.entries()) {
        const before = windows[index - 1];
        const [start, end] = [window.from.getTime(), window.to.getTime()];
        for (const at of [start, end - 1]) {
          expect(isOpen(polite, at)).toBe(true);
          expect(openAt(posts, at).map(({ id }) => id)).toEqual(window.posts);
        }
        expect(coverageOf(posts, window)).toHaveLength(1);
        if (before === undefined) continue;
        expect(start).toBeGreaterThanOrEqual(before.to.getTime());
        if (start === before.to.getTime()) expect(window.posts).not.toEqual(before.posts);
      }
    }),
    runs(50),
  );
});
