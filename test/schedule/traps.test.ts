import {
  addBusinessDays,
  addBusinessTime,
  allOf,
  anyOf,
  businessTimeBetween,
  defineCalendar,
  except,
  isOpen,
  nextClosing,
  nextOpening,
  previousClosing,
  previousOpening,
  subtractBusinessTime,
  type Calendar,
  type CalendarConfig,
} from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { daily, nineToFive, openHours } from "../support/open-hours.js";

// One test for each trap that a peer fell into. The answers are worked out by hand from the published rules of
// the zone, as instants in UTC.

const at = (text: string) => new Date(text);

describe("hours of a week", () => {
  const utc = (config: Partial<CalendarConfig>): CalendarConfig => ({ timeZone: "UTC", ...config });
  // 2026-03-02 is a Monday.
  const monday = ["2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"] as const;
  const monTue = ["2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z"] as const;

  it("17:00 sharp is closed, 09:00 sharp is open", () => {
    const desk = defineCalendar(utc({ weekly: nineToFive }));
    const open = ["08:59:59.999", "09:00:00", "16:59:59.999", "17:00:00"].map((time) =>
      isOpen(desk, `2026-03-02T${time}Z`),
    );
    expect(open).toEqual([false, true, true, false]);
  });
  it("24:00 meets the next 00:00", () => {
    const weekly = { mon: [["22:00", "24:00"]] as const, tue: [["00:00", "02:00"]] as const };
    expect(openHours(utc({ weekly }), ...monTue)).toEqual(["2026-03-02T22:00Z/2026-03-03T02:00Z"]);
  });
  it("a closing at 00:00 is the end of the date, one at the opening a whole day later", () => {
    expect(openHours(utc({ weekly: { mon: [["20:00", "00:00"]] } }), ...monTue)).toEqual([
      "2026-03-02T20:00Z/2026-03-03T00:00Z",
    ]);
    expect(openHours(utc({ weekly: { mon: [["09:00", "09:00"]] } }), ...monTue)).toEqual([
      "2026-03-02T09:00Z/2026-03-03T09:00Z",
    ]);
  });
  it("an overnight belongs to the date on which it starts", () => {
    const calendar = defineCalendar(utc({ weekly: { mon: [["22:00", "06:00"]] } }));
    expect(isOpen(calendar, "2026-03-03T05:59:59Z")).toBe(true);
    expect(isOpen(calendar, "2026-03-02T05:00:00Z")).toBe(false);
  });
  it("Sunday night runs into Monday", () => {
    expect(openHours(utc({ weekly: { sun: [["22:00", "06:00"]] } }), ...monday)).toEqual([
      "2026-03-02T00:00Z/06:00Z",
    ]);
  });
  it("overlapping and touching hours count once, in any order", () => {
    const weekly = {
      mon: [
        ["15:00", "17:00"],
        ["09:00", "12:00"],
        ["11:00", "13:00"],
        ["13:00", "14:00"],
      ] as const,
    };
    expect(openHours(utc({ weekly }), ...monday)).toEqual([
      "2026-03-02T09:00Z/14:00Z",
      "2026-03-02T15:00Z/17:00Z",
    ]);
  });
  it("lunch is not open time", () => {
    const desk = defineCalendar(
      utc({
        weekly: {
          mon: [
            ["09:00", "12:00"],
            ["13:00", "17:00"],
          ],
        },
      }),
    );
    expect(addBusinessTime(desk, "2026-03-02T11:30:00Z", { hours: 1 })).toEqual(at("2026-03-02T13:30:00Z"));
    expect(addBusinessTime(desk, "2026-03-02T12:15:00Z", { minutes: 1 })).toEqual(at("2026-03-02T13:01:00Z"));
    expect(subtractBusinessTime(desk, "2026-03-02T13:30:00Z", { hours: 1 })).toEqual(
      at("2026-03-02T11:30:00Z"),
    );
    expect(businessTimeBetween(desk, "2026-03-02T11:30:00Z", "2026-03-02T13:30:00Z")).toBe(3_600_000);
  });
  it("the night of 1969 reaches into 1970, and so does its break", () => {
    const epoch = ["1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z"] as const;
    expect(openHours(utc({ weekly: { wed: [["22:00", "06:00"]] } }), ...epoch)).toEqual([
      "1970-01-01T00:00Z/06:00Z",
    ]);
    const broken = utc({
      weekly: "always",
      holidays: ["1969-12-31"],
      breaks: { "1969-12-31": [["22:00", "06:00"]] },
    });
    expect(openHours(broken, ...epoch)).toEqual(["1970-01-01T06:00Z/1970-01-02T00:00Z"]);
  });
});

describe("edges of open time", () => {
  const desk = defineCalendar({ timeZone: "UTC", weekly: nineToFive });
  const friday = "2026-03-06T16:00:00Z";

  it("work used up at closing time is due at closing, or at the next opening if asked so", () => {
    expect(addBusinessTime(desk, friday, { hours: 1 })).toEqual(at("2026-03-06T17:00:00Z"));
    expect(addBusinessTime(desk, friday, { hours: 1 }, { edge: "next-opening" })).toEqual(
      at("2026-03-09T09:00:00Z"),
    );
    expect(addBusinessTime(desk, friday, { hours: 1, milliseconds: 1 })).toEqual(
      at("2026-03-09T09:00:00.001Z"),
    );
  });
  it("nothing to add: the instant if open, else the next opening, also at closing time", () => {
    expect(addBusinessTime(desk, friday, { hours: 0 })).toEqual(at(friday));
    expect(addBusinessTime(desk, "2026-03-06T17:00:00Z", { hours: 0 })).toEqual(at("2026-03-09T09:00:00Z"));
  });
  it("nothing to subtract: the instant if open, opening or just closing, else the last closing", () => {
    const from = [
      "2026-03-06T09:00:00Z",
      "2026-03-06T12:00:00Z",
      "2026-03-06T17:00:00Z",
      "2026-03-07T12:00:00Z",
    ];
    const back = from.map((each) =>
      subtractBusinessTime(desk, each, { hours: 0 })?.toISOString().slice(0, 16),
    );
    expect(back).toEqual(["2026-03-06T09:00", "2026-03-06T12:00", "2026-03-06T17:00", "2026-03-06T17:00"]);
  });
  it("next and previous edges are strictly later and earlier", () => {
    expect(nextOpening(desk, "2026-03-06T09:00:00Z")).toEqual(at("2026-03-09T09:00:00Z"));
    expect(previousOpening(desk, "2026-03-06T09:00:00Z")).toEqual(at("2026-03-05T09:00:00Z"));
    expect(nextClosing(desk, "2026-03-06T17:00:00Z")).toEqual(at("2026-03-09T17:00:00Z"));
    expect(previousClosing(desk, "2026-03-06T17:00:00Z")).toEqual(at("2026-03-05T17:00:00Z"));
  });
  it("open time is exact to the millisecond, and its own opposite backwards", () => {
    expect(businessTimeBetween(desk, "2026-03-06T16:59:59.999Z", "2026-03-09T09:00:00.001Z")).toBe(2);
    expect(businessTimeBetween(desk, "2026-03-09T09:00:00.001Z", "2026-03-06T16:59:59.999Z")).toBe(-2);
    expect(businessTimeBetween(desk, friday, friday)).toBe(0);
  });
  it("a business day keeps the wall time over the change of the clocks", () => {
    const berlin = defineCalendar({ timeZone: "Europe/Berlin", weekly: nineToFive });
    expect(addBusinessDays(berlin, "2026-03-27T15:00:00Z", 1)).toEqual(at("2026-03-30T14:00:00Z")); // 16:00 both
    expect(addBusinessDays(berlin, "2026-03-30T14:00:00Z", -1)).toEqual(at("2026-03-27T15:00:00Z"));
    expect(addBusinessDays(berlin, "2026-03-27T20:00:00Z", 1)).toEqual(at("2026-03-31T07:00:00Z")); // 21:00 is closed
  });
  it("a business day whose wall time falls into the gap goes on at the jump", () => {
    const always = defineCalendar({ timeZone: "Europe/Berlin", weekly: "always" });
    expect(addBusinessDays(always, "2026-03-28T01:30:00Z", 1)).toEqual(at("2026-03-29T01:00:00Z"));
  });
  it("a date with one minute of a night shift's tail is a business day", () => {
    const nights = defineCalendar({ timeZone: "UTC", weekly: { fri: [["22:00", "00:01"]] } });
    expect(addBusinessDays(nights, "2026-03-06T22:30:00Z", 1)).toEqual(at("2026-03-13T22:00:00Z")); // 7th, 22:30, moved on
  });
});

describe("what never comes is said at once", () => {
  const never = defineCalendar({ timeZone: "Europe/London" });
  const start = "2026-03-06T16:00:00Z";
  const questions: Record<string, (calendar: Calendar) => unknown> = {
    nextOpening: (calendar) => nextOpening(calendar, start),
    nextClosing: (calendar) => nextClosing(calendar, start),
    previousOpening: (calendar) => previousOpening(calendar, start),
    previousClosing: (calendar) => previousClosing(calendar, start),
    add: (calendar) => addBusinessTime(calendar, start, { hours: 1 }),
    "add nothing": (calendar) => addBusinessTime(calendar, start, { hours: 0 }),
    "add, the other edge": (calendar) =>
      addBusinessTime(calendar, start, { hours: 1 }, { edge: "next-opening" }),
    subtract: (calendar) => subtractBusinessTime(calendar, start, { hours: 1 }),
    "subtract nothing": (calendar) => subtractBusinessTime(calendar, start, { hours: 0 }),
    "business days": (calendar) => addBusinessDays(calendar, start, 1, { timeZone: "Europe/London" }),
    "business days back": (calendar) => addBusinessDays(calendar, start, -1, { timeZone: "Europe/London" }),
  };
  const early = defineCalendar({ timeZone: "UTC", weekly: daily(["00:00", "06:00"]) });
  const late = defineCalendar({ timeZone: "UTC", weekly: daily(["12:00", "18:00"]) });
  const empties: Record<string, () => Calendar> = {
    "no hours at all": () => never,
    "an empty intersection": () => allOf(early, late),
    "an empty difference": () => except(early, anyOf(early, late)),
    "hours in the gap only": () =>
      defineCalendar({ timeZone: "Europe/London", specialHours: { "2026-03-29": [["01:10", "01:50"]] } }),
  };
  for (const [what, make] of Object.entries(empties)) {
    it(`${what}: every question is answered with undefined`, () => {
      const calendar = make();
      const begun = performance.now();
      for (const [name, ask] of Object.entries(questions)) expect(ask(calendar), name).toBeUndefined();
      expect(performance.now() - begun).toBeLessThan(3000); // a hang, not a benchmark: the bench measures
    });
  }

  it("50 years of nothing before the one opening", () => {
    const begun = performance.now();
    const once = defineCalendar({
      timeZone: "Europe/London",
      specialHours: { "2076-07-01": [["09:00", "10:00"]] },
    });
    expect(nextOpening(once, start)).toEqual(at("2076-07-01T08:00:00Z"));
    expect(addBusinessTime(once, start, { hours: 1 })).toEqual(at("2076-07-01T09:00:00Z"));
    expect(addBusinessTime(once, start, { minutes: 61 })).toBeUndefined();
    expect(previousClosing(once, "2099-01-01T00:00:00Z")).toEqual(at("2076-07-01T09:00:00Z"));
    expect(performance.now() - begun).toBeLessThan(3000);
  });
  it("more work than there are hours until 2100", () => {
    const begun = performance.now();
    const desk = defineCalendar({ timeZone: "Europe/London", weekly: nineToFive });
    expect(addBusinessTime(desk, start, { hours: 1_000_000 })).toBeUndefined();
    expect(subtractBusinessTime(desk, start, { hours: 1_000_000 })).toBeUndefined();
    expect(addBusinessTime(desk, start, "PT9007199254740S")).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
  it("always open: no next opening or closing, but every amount of work", () => {
    const always = defineCalendar({ timeZone: "Europe/London", weekly: "always" });
    expect([nextOpening(always, start), nextClosing(always, start)]).toEqual([undefined, undefined]);
    expect(addBusinessTime(always, start, { hours: 1000 })).toEqual(
      new Date(Date.parse(start) + 3_600_000_000),
    );
  });
  it("no loop on the spring night: hours that end in the gap, begin in it, or are all of it", () => {
    // biz and others hung when a step forward landed on the same instant again.
    for (const hours of [
      ["01:30", "02:30"],
      ["02:30", "02:45"],
      ["02:00", "03:00"],
      ["02:30", "02:30"],
    ] as const) {
      const calendar = defineCalendar({ timeZone: "America/New_York", weekly: daily([...hours]) });
      for (const from of ["2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z"]) {
        const due = addBusinessTime(calendar, from, { hours: 5 });
        expect(due && businessTimeBetween(calendar, from, due)).toBe(5 * 3_600_000);
      }
    }
  });
});
