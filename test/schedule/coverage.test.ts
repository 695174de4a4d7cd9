import { anyOf, coverageOf, defineCalendar, isOpen, nextStaffed, coverageGaps } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, iso, openAt, peopleIn, post, stretch, weekdays } from "../support/posts.js";

const tokyo = post("tokyo", { timeZone: "Asia/Tokyo", weekly: weekdays(["09:00", "17:00"]) }, 2);
const london = post("london", { timeZone: "Europe/London", weekly: weekdays(["09:00", "17:00"]) }, 4);
const newYork = post("newYork", { timeZone: "America/New_York", weekly: weekdays(["09:00", "17:00"]) });
const world = [tokyo, london, newYork];
const row = (segment: ReturnType<typeof coverageOf>[number]) =>
  [stretch(segment), segment.posts.join("+"), segment.headcount] as const;

describe("who is there", () => {
  test("is told from each opening or closing to the next, with the people in the open posts", () => {
    const day = { from: "2026-01-14T00:00:00Z", to: "2026-01-15T00:00:00Z" };
    expect(coverageOf(world, day).map(row)).toEqual([
      ["2026-01-14T00:00Z/2026-01-14T08:00Z", "tokyo", 2],
      ["2026-01-14T08:00Z/2026-01-14T09:00Z", "", 0],
      ["2026-01-14T09:00Z/2026-01-14T14:00Z", "london", 4],
      ["2026-01-14T14:00Z/2026-01-14T17:00Z", "london+newYork", 5],
      ["2026-01-14T17:00Z/2026-01-14T22:00Z", "newYork", 1],
      ["2026-01-14T22:00Z/2026-01-15T00:00Z", "", 0],
    ]);
  });

  test("agrees with isOpen, minute by minute, on the days when the clocks change", () => {
    for (const date of ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"]) {
      const from = Date.parse(`${date}T00:00:00Z`) - 36 * 3_600_000;
      const to = from + 72 * 3_600_000;
      const night = post("night", { timeZone: "Europe/London", weekly: daily(["00:30", "01:30"]) }, 3);
      const posts = [...world, night];
      const segments = coverageOf(posts, { from, to });
      for (let at = from, index = 0; at < to; at += 60_000) {
        while (segments[index] !== undefined && segments[index]!.to.getTime() <= at) index++;
        const open = openAt(posts, at);
        expect(segments[index]).toMatchObject({ posts: open.map(({ id }) => id), headcount: peopleIn(open) });
      }
    }
  });

  test("two posts that swap are told apart, and so are posts without people", () => {
    const early = post("early", { timeZone: "UTC", weekly: daily(["08:00", "12:00"]) });
    const late = post("late", { timeZone: "UTC", weekly: daily(["12:00", "16:00"]) });
    const robot = post("robot", { timeZone: "UTC", weekly: daily(["10:00", "11:00"]) }, 0);
    const window = { from: "2026-06-01T08:00:00Z", to: "2026-06-01T16:00:00Z" };
    expect(coverageOf([early, late, robot], window).map(row)).toEqual([
      ["2026-06-01T08:00Z/2026-06-01T10:00Z", "early", 1],
      ["2026-06-01T10:00Z/2026-06-01T11:00Z", "early+robot", 1],
      ["2026-06-01T11:00Z/2026-06-01T12:00Z", "early", 1],
      ["2026-06-01T12:00Z/2026-06-01T16:00Z", "late", 1],
    ]);
  });

  test("names the posts in the order in which they were given", () => {
    const window = { from: "2026-01-14T15:00:00Z", to: "2026-01-14T16:00:00Z" };
    expect(coverageOf([newYork, london], window).map(({ posts }) => posts)).toEqual([["newYork", "london"]]);
  });

  test("without posts is one segment with nobody; in an empty window there are no segments", () => {
    const from = "2026-01-14T00:00:00Z";
    expect(coverageOf([], { from, to: "2026-01-15T00:00:00Z" }).map(row)).toEqual([
      ["2026-01-14T00:00Z/2026-01-15T00:00Z", "", 0],
    ]);
    expect(coverageOf(world, { from, to: from })).toEqual([]);
    expect(coverageOf([], { from: 0, to: 0 })).toEqual([]);
  });

  test("reaches from the first to the last accepted instant", () => {
    const always = post("always", { timeZone: "UTC", weekly: "always" });
    const segments = coverageOf([always], { from: 0, to: "2099-12-31T23:59:59.999Z" });
    expect(segments).toEqual([
      { from: new Date(0), to: new Date("2099-12-31T23:59:59.999Z"), posts: ["always"], headcount: 1 },
    ]);
  });

  test("takes combined calendars as posts", () => {
    const office = { id: "office", calendar: anyOf(tokyo.calendar, london.calendar) };
    const window = { from: "2026-01-14T07:00:00Z", to: "2026-01-14T10:00:00Z" };
    expect(coverageOf([office], window).map(row)).toEqual([
      ["2026-01-14T07:00Z/2026-01-14T08:00Z", "office", 1],
      ["2026-01-14T08:00Z/2026-01-14T09:00Z", "", 0],
      ["2026-01-14T09:00Z/2026-01-14T10:00Z", "office", 1],
    ]);
  });

  test("does not change what it is given, and gives a fresh list each time", () => {
    const posts = Object.freeze([Object.freeze({ ...london }), Object.freeze({ ...tokyo })]);
    const window = Object.freeze({ from: "2026-01-14T00:00:00Z", to: "2026-01-15T00:00:00Z" });
    const [first, second] = [coverageOf(posts, window), coverageOf(posts, window)];
    expect(first).toEqual(second);
    expect(first).not.toBe(second);
  });
});

describe("a minimum of people", () => {
  test("counts heads, not posts", () => {
    const at = "2026-01-14T14:30:00Z"; // London (4) and New York (1)
    const window = { from: at, to: "2026-01-14T14:31:00Z" };
    expect(coverageGaps(world, window, { minimum: 5 })).toEqual([]);
    expect(coverageGaps(world, window, { minimum: 6 })).toMatchObject([{ headcount: 5 }]);
    expect(iso(nextStaffed(world, "2026-01-14T00:00:00Z", { minimum: 3 }))).toBe("2026-01-14T09:00Z");
    expect(iso(nextStaffed(world, "2026-01-14T00:00:00Z", { minimum: 5 }))).toBe("2026-01-14T14:00Z");
    expect(nextStaffed(world, "2026-01-14T00:00:00Z", { minimum: 8 })).toBeUndefined();
  });
});

describe("refused is", () => {
  const window = { from: "2026-01-14T00:00:00Z", to: "2026-01-15T00:00:00Z" };
  const calendar = london.calendar;

  test.each([
    ["the same id twice", [london, { id: "london", calendar }], "config.duplicate posts[1].id"],
    ["an empty id", [{ id: "", calendar }], "argument.invalid posts[0].id"],
    ["an id that is no text", [{ id: 7, calendar }], "argument.invalid posts[0].id"],
    ["no calendar", [london, { id: "x" }], "argument.invalid posts[1].calendar"],
    [
      "a config instead of a calendar",
      [{ id: "x", calendar: { timeZone: "UTC" } }],
      "argument.invalid posts[0].calendar",
    ],
    ["a negative headcount", [{ id: "x", calendar, headcount: -1 }], "argument.invalid posts[0].headcount"],
    ["half a head", [{ id: "x", calendar, headcount: 1.5 }], "argument.invalid posts[0].headcount"],
    [
      "a headcount that is no number",
      [{ id: "x", calendar, headcount: NaN }],
      "argument.invalid posts[0].headcount",
    ],
  ])("%s", (_, posts, problem) => {
    expect(problemOf(() => coverageOf(posts as never, window))).toBe(problem);
    expect(problemOf(() => coverageGaps(posts as never, window))).toBe(problem);
    expect(problemOf(() => nextStaffed(posts as never, window.from))).toBe(problem);
  });

  test.each([
    [{ from: "2026-01-15T00:00:00Z", to: "2026-01-14T00:00:00Z" }, "window.order window.to"],
    [{ from: "2026-01-15T00:00:00", to: "2026-01-16T00:00:00Z" }, "instant.no-zone window.from"],
    [{ from: "2026-01-15T00:00:00Z", to: new Date(NaN) }, "instant.invalid window.to"],
    [{ from: -1, to: 0 }, "instant.range window.from"],
  ])("the window %j", (bad, problem) => {
    expect(problemOf(() => coverageOf(world, bad))).toBe(problem);
    expect(problemOf(() => coverageGaps(world, bad))).toBe(problem);
  });

  test.each([0, -1, 1.5, NaN, Infinity, "2"])("a minimum of %s", (minimum) => {
    const options = { minimum: minimum as number };
    expect(problemOf(() => coverageGaps(world, window, options))).toBe("argument.invalid options.minimum");
    expect(problemOf(() => nextStaffed(world, window.from, options))).toBe(
      "argument.invalid options.minimum",
    );
  });
});

test("a post may share its calendar with another", () => {
  const calendar = defineCalendar({ timeZone: "UTC", weekly: "always" });
  const posts = [
    { id: "a", calendar },
    { id: "b", calendar },
  ];
  expect(isOpen(calendar, 0)).toBe(true);
  expect(coverageOf(posts, { from: 0, to: 1 })).toMatchObject([{ posts: ["a", "b"], headcount: 2 }]);
});
