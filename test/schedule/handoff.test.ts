import { defineCalendar, handoffWindows, type HandoffPass, type HandoffPeriod } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, HOUR_MS, iso, post, stretch, weekdays } from "../support/posts.js";

const nine = weekdays(["09:00", "17:00"]);
const tokyo = post("tokyo", { timeZone: "Asia/Tokyo", weekly: nine });
const london = post("london", { timeZone: "Europe/London", weekly: nine });
const newYork = post("newYork", { timeZone: "America/New_York", weekly: nine });
const YEAR = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

const period = ({ firstAt, lastAt, kind, lengthMs, passes }: HandoffPeriod) =>
  `${iso(firstAt)}..${iso(lastAt)} ${kind} ${lengthMs / HOUR_MS} h, ${passes} times`;
const pass = (each: HandoffPass) =>
  `${iso(each.at)} ${each.kind} ${stretch(each)} ${each.lengthMs / HOUR_MS} h`;

describe("how a handoff changes over the year", () => {
  test("London to New York: an hour more in the three weeks of spring and the one of autumn", () => {
    const [found, ...more] = handoffWindows([london, newYork], YEAR, { pairs: [["london", "newYork"]] });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ from: "london", to: "newYork" });
    expect(found?.periods.map(period)).toEqual([
      "2026-01-01T17:00Z..2026-03-06T17:00Z overlap 3 h, 47 times",
      "2026-03-09T17:00Z..2026-03-27T17:00Z overlap 4 h, 15 times",
      "2026-03-30T16:00Z..2026-10-23T16:00Z overlap 3 h, 150 times",
      "2026-10-26T17:00Z..2026-10-30T17:00Z overlap 4 h, 5 times",
      "2026-11-02T17:00Z..2026-12-31T17:00Z overlap 3 h, 44 times",
    ]);
    expect(found?.passes).toHaveLength(261);
    expect(
      found?.passes
        .filter(({ at }) => iso(at)?.startsWith("2026-03-2"))
        .map(pass)
        .at(-1),
    ).toBe("2026-03-27T17:00Z overlap 2026-03-27T13:00Z/2026-03-27T17:00Z 4 h");
  });

  test("Tokyo to London: an hour missing in winter, none in summer", () => {
    const [found] = handoffWindows([tokyo, london], YEAR, { pairs: [["tokyo", "london"]] });
    expect(found?.periods.map(period)).toEqual([
      "2026-01-01T08:00Z..2026-03-27T08:00Z gap 1 h, 62 times",
      "2026-03-30T08:00Z..2026-10-23T08:00Z touch 0 h, 150 times",
      "2026-10-26T08:00Z..2026-12-31T08:00Z gap 1 h, 49 times",
    ]);
    expect(pass(found!.passes[0]!)).toBe("2026-01-01T08:00Z gap 2026-01-01T08:00Z/2026-01-01T09:00Z 1 h");
    expect(found?.passes.find(({ kind }) => kind === "touch")).toEqual({
      at: new Date("2026-03-30T08:00:00Z"),
      kind: "touch",
      from: new Date("2026-03-30T08:00:00Z"),
      to: new Date("2026-03-30T08:00:00Z"),
      lengthMs: 0,
    });
  });

  test("a holiday interrupts a period: the pass of the day before waits longer, that of the holiday is none", () => {
    const holiday = { timeZone: "Europe/London", weekly: nine, holidays: ["2026-01-14"] };
    const window = { from: "2026-01-12T00:00:00Z", to: "2026-01-17T00:00:00Z" };
    const [found] = handoffWindows([tokyo, post("london", holiday)], window, {
      pairs: [["tokyo", "london"]],
    });
    expect(found?.periods.map(period)).toEqual([
      "2026-01-12T08:00Z..2026-01-13T08:00Z gap 1 h, 2 times",
      "2026-01-14T08:00Z..2026-01-14T08:00Z gap 25 h, 1 times",
      "2026-01-15T08:00Z..2026-01-16T08:00Z gap 1 h, 2 times",
    ]);
  });
});

describe("who passes on to whom", () => {
  const week = { from: "2026-01-12T00:00:00Z", to: "2026-01-19T00:00:00Z" };
  const count = (posts: Parameters<typeof handoffWindows>[0]) =>
    handoffWindows(posts, week).map(({ from, to, passes }) => `${from}>${to} ${passes.length}`);

  test("around the world, with the weekend passed on from New York to Tokyo", () => {
    expect(count([tokyo, london, newYork])).toEqual([
      "tokyo>london 5",
      "london>newYork 5",
      "newYork>tokyo 5",
    ]);
    const all = handoffWindows([tokyo, london, newYork], week);
    expect(pass(all[2]!.passes[4]!)).toBe("2026-01-16T22:00Z gap 2026-01-16T22:00Z/2026-01-19T00:00Z 50 h");
  });

  test("to whoever stays longest of those who are there, the first of equals", () => {
    const short = post("short", { timeZone: "UTC", weekly: daily(["12:00", "18:00"]) });
    const long = post("long", { timeZone: "UTC", weekly: daily(["16:00", "20:00"]) });
    const twin = post("twin", { timeZone: "UTC", weekly: daily(["16:30", "20:00"]) });
    const giver = post("giver", { timeZone: "UTC", weekly: daily(["09:00", "17:00"]) });
    const day = { from: "2026-01-14T00:00:00Z", to: "2026-01-14T17:30:00Z" };
    const natural = (posts: Parameters<typeof handoffWindows>[0]) =>
      handoffWindows(posts, day).map(({ to }) => to);
    expect(natural([giver, short, long, twin])).toEqual(["long"]);
    expect(natural([giver, short, twin, long])).toEqual(["twin"]);
  });

  test("an overlap is no longer than the giver's own hours", () => {
    const wide = post("wide", { timeZone: "UTC", weekly: "always" });
    const [found] = handoffWindows([london, wide], week);
    expect(found?.periods.map(period)).toEqual(["2026-01-12T17:00Z..2026-01-16T17:00Z overlap 8 h, 5 times"]);
  });

  test("not at lunch: only when the giver closes for longer than four hours", () => {
    const day = { from: "2026-01-14T00:00:00Z", to: "2026-01-15T00:00:00Z" };
    const wide = post("wide", { timeZone: "UTC", weekly: "always" });
    const closings = (back: string) => {
      const giver = post("giver", { timeZone: "UTC", weekly: daily(["06:00", "10:00"], [back, "20:00"]) });
      return handoffWindows([giver, wide], day).flatMap(({ passes }) => passes.map(({ at }) => iso(at)));
    };
    expect(closings("14:00")).toEqual(["2026-01-14T20:00Z"]);
    expect(closings("14:01")).toEqual(["2026-01-14T10:00Z", "2026-01-14T20:00Z"]);
  });

  test("nobody, when there is nobody else, when the giver never closes, or in an empty window", () => {
    const wide = post("wide", { timeZone: "UTC", weekly: "always" });
    expect(handoffWindows([london], week)).toEqual([]);
    expect(handoffWindows([london, post("never", { timeZone: "UTC" })], week)).toEqual([]);
    expect(count([wide, london])).toEqual(["london>wide 5"]);
    expect(handoffWindows([tokyo, london], { from: 0, to: 0 })).toEqual([]);
    expect(handoffWindows([], week)).toEqual([]);
  });

  test("whoever is asked for, in the order of the posts", () => {
    const pairs = [
      ["newYork", "london"],
      ["tokyo", "newYork"],
    ] as const;
    expect(
      handoffWindows([tokyo, london, newYork], week, { pairs }).map(({ from, to, passes }) => [
        from,
        to,
        passes.length,
      ]),
    ).toEqual([
      ["tokyo", "newYork", 5],
      ["newYork", "london", 5],
    ]);
    expect(handoffWindows([tokyo, london], week, { pairs: [] })).toEqual([]);
  });

  test("ids of any kind are kept apart", () => {
    const odd = ['a","b', "a", 'b"]', "__proto__"].map((id, index) =>
      post(id, { timeZone: "UTC", weekly: daily([`0${index}:00`, `0${index + 1}:00`]) }),
    );
    expect(handoffWindows(odd, week).map(({ from, to }) => [from, to])).toEqual(
      odd.map(({ id }, index) => [id, odd[(index + 1) % odd.length]!.id]),
    );
  });

  test("a pair must name posts", () => {
    const ask = (from: string, to: string) => () =>
      handoffWindows([tokyo, london], week, {
        pairs: [
          ["tokyo", "london"],
          [from, to],
        ],
      });
    expect(problemOf(ask("tokyo", "paris"))).toBe("argument.invalid options.pairs[1]");
    expect(problemOf(ask("paris", "tokyo"))).toBe("argument.invalid options.pairs[1]");
    expect(problemOf(() => handoffWindows([tokyo, tokyo], week))).toBe("config.duplicate posts[1].id");
  });
});

describe("the edges of a window", () => {
  const early = post("early", { timeZone: "UTC", weekly: daily(["09:00", "17:00"]) });
  const late = post("late", { timeZone: "UTC", weekly: daily(["12:00", "20:00"]) });
  const pairs = [["early", "late"]] as const;
  const passes = (from: string, to: string) =>
    handoffWindows([early, late], { from, to }, { pairs }).flatMap((each) => each.passes.map(pass));

  test("a pass whose receiver opens only after the window is told in full", () => {
    const morning = post("morning", { timeZone: "UTC", weekly: daily(["02:00", "09:00"]) });
    const [found] = handoffWindows(
      [late, morning],
      { from: "2026-06-02T00:00:00Z", to: "2026-06-02T21:00:00Z" },
      { pairs: [["late", "morning"]] },
    );
    expect(found?.passes.map(pass)).toEqual([
      "2026-06-02T20:00Z gap 2026-06-02T20:00Z/2026-06-03T02:00Z 6 h",
    ]);
  });

  test("an overlap that begins before the window is told in full, too", () => {
    expect(passes("2026-06-02T14:00:00Z", "2026-06-02T18:00:00Z")).toEqual([
      "2026-06-02T17:00Z overlap 2026-06-02T12:00Z/2026-06-02T17:00Z 5 h",
    ]);
  });

  test("windows are half-open, so a pass at the very start of one belongs to it", () => {
    const whole = passes("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z");
    const halves = [
      ...passes("2026-06-02T00:00:00Z", "2026-06-02T17:00:00Z"),
      ...passes("2026-06-02T17:00:00Z", "2026-06-03T00:00:00Z"),
    ];
    expect(whole).toHaveLength(1);
    expect(halves.map((each) => each.slice(0, 17))).toEqual(whole.map((each) => each.slice(0, 17)));
  });

  test("whether a receiver two months later is a handoff does not depend on how long the window is", () => {
    const once = post("once", {
      timeZone: "UTC",
      shifts: [{ from: "2026-06-01T00:00:00Z", to: "2026-06-01T08:00:00Z" }],
    });
    const later = post("later", {
      timeZone: "UTC",
      shifts: [{ from: "2026-08-01T00:00:00Z", to: "2026-08-01T08:00:00Z" }],
    });
    const count = (to: string) => handoffWindows([once, later], { from: "2026-05-01T00:00:00Z", to }).length;
    expect(count("2026-06-10T00:00:00Z")).toBe(count("2026-08-10T00:00:00Z"));
    const soon = (to: string) => ({
      ...later,
      calendar: defineCalendar({ timeZone: "UTC", shifts: [{ from: to, to: "2026-06-20T00:00:00Z" }] }),
    });
    const window = { from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" };
    expect(handoffWindows([once, soon("2026-06-15T08:00:00Z")], window)).toHaveLength(1); // two weeks sharp
    expect(handoffWindows([once, soon("2026-06-15T08:00:01Z")], window)).toEqual([]);
  });

  test("the natural pairs come in order of the posts", () => {
    const giver = post("a", { timeZone: "UTC", weekly: daily(["09:00", "17:00"]) });
    const tuesday = post("b", { timeZone: "UTC", weekly: { tue: [["16:00", "20:00"]] } });
    const monday = post("c", { timeZone: "UTC", weekly: { mon: [["16:00", "20:00"]] } });
    const week = { from: "2026-06-01T00:00:00Z", to: "2026-06-08T00:00:00Z" };
    const pairsFromA = handoffWindows([giver, tuesday, monday], week).filter(({ from }) => from === "a");
    expect(pairsFromA.map(({ to }) => to)).toEqual(["b", "c"]);
  });
});
