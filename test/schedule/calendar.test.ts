import { describe, expect, test } from "vitest";
import {
  addBusinessDays,
  addBusinessTime,
  allOf,
  anyOf,
  businessTimeBetween,
  defineCalendar,
  except,
  FollowTheSunError,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  previousClosing,
  previousOpening,
  subtractBusinessTime,
  type Calendar,
  type CalendarConfig,
} from "follow-the-sun";

const nine = [["09:00", "17:00"]] as const;
const weekdays = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const london = defineCalendar({ timeZone: "Europe/London", weekly: weekdays });
const never = defineCalendar({ timeZone: "UTC" });
const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
const HOUR = 3_600_000;

const iso = (date: Date | undefined) => date?.toISOString().replace(":00.000Z", "Z");
const between = (calendar: Calendar, from: string, to: string) =>
  Array.from(openIntervals(calendar, { from, to }), ({ from, to }) => `${iso(from)}/${iso(to)}`);

describe("a week of hours", () => {
  test("is half-open: open at 09:00 sharp, closed at 17:00 sharp", () => {
    expect(isOpen(london, "2026-03-27T09:00:00Z")).toBe(true);
    expect(isOpen(london, "2026-03-27T16:59:59.999Z")).toBe(true);
    expect(isOpen(london, "2026-03-27T17:00:00Z")).toBe(false);
  });

  test("tells the openings and closings around an instant, strictly before and after", () => {
    expect(iso(nextOpening(london, "2026-03-27T09:00:00Z"))).toBe("2026-03-30T08:00Z");
    expect(iso(nextClosing(london, "2026-03-27T17:00:00Z"))).toBe("2026-03-30T16:00Z");
    expect(iso(previousOpening(london, "2026-03-27T09:00:00Z"))).toBe("2026-03-26T09:00Z");
    expect(iso(previousClosing(london, "2026-03-27T17:00:00Z"))).toBe("2026-03-26T17:00Z");
    expect(iso(nextClosing(london, "2026-03-27T09:00:00Z"))).toBe("2026-03-27T17:00Z");
    expect(iso(previousOpening(london, "2026-03-27T12:00:00Z"))).toBe("2026-03-27T09:00Z");
  });

  test("adds, subtracts and measures across the weekend on which the clocks change", () => {
    expect(iso(addBusinessTime(london, "2026-03-27T16:30:00Z", { hours: 1 }))).toBe("2026-03-30T08:30Z");
    expect(iso(subtractBusinessTime(london, "2026-03-30T08:30:00Z", "PT1H"))).toBe("2026-03-27T16:30Z");
    expect(businessTimeBetween(london, "2026-03-27T16:30:00Z", "2026-03-30T08:30:00Z")).toBe(HOUR);
    expect(businessTimeBetween(london, "2026-03-30T08:30:00Z", "2026-03-27T16:30:00Z")).toBe(-HOUR);
  });

  test("used up exactly at closing time, work is due at closing, and compliant until the next opening", () => {
    expect(iso(addBusinessTime(london, "2026-03-27T16:00:00Z", { hours: 1 }))).toBe("2026-03-27T17:00Z");
    expect(iso(addBusinessTime(london, "2026-03-27T16:00:00Z", { hours: 1 }, { edge: "next-opening" }))).toBe(
      "2026-03-30T08:00Z",
    );
  });

  test("with nothing to add, moves to the first open instant; with nothing to subtract, to the last closing", () => {
    expect(iso(addBusinessTime(london, "2026-03-28T12:00:00Z", { hours: 0 }))).toBe("2026-03-30T08:00Z");
    expect(iso(addBusinessTime(london, "2026-03-27T12:00:00Z", { hours: 0 }))).toBe("2026-03-27T12:00Z");
    expect(iso(subtractBusinessTime(london, "2026-03-28T12:00:00Z", { hours: 0 }))).toBe("2026-03-27T17:00Z");
    expect(iso(subtractBusinessTime(london, "2026-03-27T17:00:00Z", { hours: 0 }))).toBe("2026-03-27T17:00Z");
  });

  test("lists its open intervals, clipped to the window, any number of times", () => {
    const window = { from: "2026-03-27T16:00:00Z", to: "2026-03-30T10:00:00Z" };
    const expected = ["2026-03-27T16:00Z/2026-03-27T17:00Z", "2026-03-30T08:00Z/2026-03-30T10:00Z"];
    expect(between(london, window.from, window.to)).toEqual(expected);
    const intervals = openIntervals(london, window);
    expect([...intervals]).toEqual([...intervals]);
  });

  test("gives its open intervals lazily", () => {
    const [first] = openIntervals(london, { from: 0, to: "2099-12-31T00:00:00Z" });
    expect(iso(first?.from)).toBe("1970-01-01T08:00Z"); // British Standard Time: UTC+1 all winter
  });
});

describe("hours", () => {
  test("overlapping, touching and in any order, are merged", () => {
    const calendar = defineCalendar({
      timeZone: "UTC",
      weekly: {
        wed: [
          ["13:00", "17:00"],
          ["09:00", "12:00"],
          ["11:00", "13:00"],
        ],
      },
    });
    expect(between(calendar, "2026-03-25T00:00:00Z", "2026-03-26T00:00:00Z")).toEqual([
      "2026-03-25T09:00Z/2026-03-25T17:00Z",
    ]);
  });

  test("up to 24:00 meet the next date's hours without a seam", () => {
    const calendar = defineCalendar({
      timeZone: "UTC",
      weekly: { mon: [["20:00", "24:00"]], tue: [["00:00", "04:00"]] },
    });
    expect(iso(nextClosing(calendar, "2026-03-30T21:00:00Z"))).toBe("2026-03-31T04:00Z");
  });

  test("whose end is at or before their start run past midnight", () => {
    const night = defineCalendar({ timeZone: "Asia/Manila", weekly: { mon: [["21:00", "06:00"]] } });
    expect(between(night, "2026-03-29T00:00:00Z", "2026-04-01T00:00:00Z")).toEqual([
      "2026-03-30T13:00Z/2026-03-30T22:00Z",
    ]);
  });

  test("always means always", () => {
    expect(nextClosing(always, "2026-03-27T00:00:00Z")).toBeUndefined();
    expect(nextOpening(always, "2026-03-27T00:00:00Z")).toBeUndefined();
    expect(previousOpening(always, "2026-03-27T00:00:00Z")).toBeUndefined();
    expect(businessTimeBetween(always, 0, "2099-12-31T00:00:00Z")).toBe(Date.UTC(2099, 11, 31));
  });

  test("that never open have no answers, at once", () => {
    expect(nextOpening(never, "2026-03-27T00:00:00Z")).toBeUndefined();
    expect(previousClosing(never, "2026-03-27T00:00:00Z")).toBeUndefined();
    expect(addBusinessTime(never, "2026-03-27T00:00:00Z", { hours: 1 })).toBeUndefined();
    expect(subtractBusinessTime(never, "2026-03-27T00:00:00Z", { hours: 1 })).toBeUndefined();
    expect(addBusinessDays(never, "2026-03-27T00:00:00Z", 1)).toBeUndefined();
    expect(businessTimeBetween(never, 0, "2099-12-31T00:00:00Z")).toBe(0);
  });
});

describe("the layers: a holiday beats a break, a break beats special hours, special hours beat the week", () => {
  const layered = (layers: Partial<CalendarConfig>) =>
    defineCalendar({ timeZone: "Europe/London", weekly: weekdays, ...layers });
  const thursday = ["2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z"] as const;

  test("special hours replace the week's", () => {
    const calendar = layered({ specialHours: { "2026-12-24": [["09:00", "12:00"]] } });
    expect(between(calendar, ...thursday)).toEqual(["2026-12-24T09:00Z/2026-12-24T12:00Z"]);
  });

  test("empty special hours close a date", () => {
    expect(between(layered({ specialHours: { "2026-12-24": [] } }), ...thursday)).toEqual([]);
  });

  test("a break is cut out of special hours", () => {
    const calendar = layered({
      specialHours: { "2026-12-24": [["09:00", "12:00"]] },
      breaks: { "2026-12-24": [["10:00", "10:30"]] },
    });
    expect(between(calendar, ...thursday)).toEqual([
      "2026-12-24T09:00Z/2026-12-24T10:00Z",
      "2026-12-24T10:30Z/2026-12-24T12:00Z",
    ]);
  });

  test.each([
    ["a date", "2026-12-24"],
    ["a date of every year", "12-24"],
    ["a date with a name", { date: "12-24", name: "Christmas Eve" }],
    ["a range of dates", { from: "2026-12-20", through: "2026-12-24", name: "Shutdown" }],
  ])("a holiday beats special hours: %s", (_, holiday) => {
    const calendar = layered({ holidays: [holiday], specialHours: { "2026-12-24": [["09:00", "12:00"]] } });
    expect(between(calendar, ...thursday)).toEqual([]);
  });

  test("a holiday cuts the tail of the night before, and takes its own night with it", () => {
    const night = defineCalendar({
      timeZone: "UTC",
      weekly: { wed: [["22:00", "06:00"]], thu: [["22:00", "06:00"]] },
      holidays: ["2026-12-24"],
    });
    expect(between(night, "2026-12-23T00:00:00Z", "2026-12-27T00:00:00Z")).toEqual([
      "2026-12-23T22:00Z/2026-12-24T00:00Z",
    ]);
  });
});

describe("calendars combine by instants, across zones:", () => {
  const tokyo = defineCalendar({ timeZone: "Asia/Tokyo", weekly: weekdays });
  const berlin = defineCalendar({ timeZone: "Europe/Berlin", weekly: weekdays });
  const day = ["2026-03-25T00:00:00Z", "2026-03-26T00:00:00Z"] as const;

  test("any of", () => {
    expect(between(anyOf(tokyo, london, berlin), ...day)).toEqual(["2026-03-25T00:00Z/2026-03-25T17:00Z"]);
  });

  test("all of", () => {
    expect(between(allOf(london, berlin), ...day)).toEqual(["2026-03-25T09:00Z/2026-03-25T16:00Z"]);
    expect(between(allOf(london, tokyo), ...day)).toEqual([]);
  });

  test("except", () => {
    expect(between(except(berlin, london, tokyo), ...day)).toEqual(["2026-03-25T08:00Z/2026-03-25T09:00Z"]);
  });

  test("a combination that never opens says so", () => {
    expect(nextOpening(allOf(london, tokyo), "2026-03-25T00:00:00Z")).toBeUndefined();
  });

  test("dates count in the members' zone, if they share it, or in the one that is named", () => {
    const extra = defineCalendar({ timeZone: "Europe/London", weekly: { sat: nine } });
    expect(iso(addBusinessDays(anyOf(london, extra), "2026-03-27T12:00:00Z", 1))).toBe("2026-03-28T12:00Z");
    expect(() => addBusinessDays(anyOf(london, tokyo), "2026-03-27T12:00:00Z", 1)).toThrow(
      /zone in which the dates/,
    );
    expect(
      iso(addBusinessDays(anyOf(london, tokyo), "2026-03-27T12:00:00Z", 1, { timeZone: "Europe/London" })),
    ).toBe("2026-03-30T11:00Z");
  });
});

describe("business days", () => {
  test("keep the wall time, then move to the next open instant", () => {
    expect(iso(addBusinessDays(london, "2026-03-27T16:00:00Z", 1))).toBe("2026-03-30T15:00Z");
    expect(iso(addBusinessDays(london, "2026-03-27T20:00:00Z", 1))).toBe("2026-03-31T08:00Z");
    expect(iso(addBusinessDays(london, "2026-03-28T12:00:00Z", 0))).toBe("2026-03-30T08:00Z");
  });

  test("backwards, move to the last closing", () => {
    expect(iso(addBusinessDays(london, "2026-03-30T07:00:00Z", -1))).toBe("2026-03-26T17:00Z");
    expect(iso(addBusinessDays(london, "2026-03-28T12:00:00Z", -1))).toBe("2026-03-27T12:00Z");
  });

  test.each([0.5, Number.NaN, Infinity, 50_001])("%s of them are refused", (days) => {
    expect(() => addBusinessDays(london, "2026-03-27T12:00:00Z", days)).toThrow(FollowTheSunError);
  });
});

describe("a bad config", () => {
  test("is reported with every problem at once, each with its path, its value and what would be right", () => {
    const config = {
      timeZone: "Europe/Londn",
      weekly: { mon: [["09:00", "25:00"]], tues: [], wed: [["9", "17:00"]], thu: ["09:00-17:00"] },
      holidays: [
        "2026-02-29",
        { date: "13-01" },
        { from: "2026-12-25", through: "2026-12-24" },
        { dat: "12-25" },
      ],
      specialHours: { "24.12.2026": [] },
      brakes: {},
    };
    const problems = problemsIn(() => defineCalendar(config as never));
    expect(problems).toEqual({
      "calendar.timeZone": "zone.unknown",
      "calendar.weekly.mon[0][1]": "config.time",
      "calendar.weekly.tues": "config.unknown-key",
      "calendar.weekly.wed[0][0]": "config.time",
      "calendar.weekly.thu[0]": "config.shape",
      "calendar.holidays[0]": "config.date",
      "calendar.holidays[1].date": "config.date",
      "calendar.holidays[2].through": "config.order",
      "calendar.holidays[3].date": "config.shape",
      "calendar.holidays[3].dat": "config.unknown-key",
      'calendar.specialHours["24.12.2026"]': "config.date",
      "calendar.brakes": "config.unknown-key",
    });
  });

  test.each([null, undefined, 5, "Europe/London", []])("%j is no config", (config) => {
    expect(() => defineCalendar(config as never)).toThrow(FollowTheSunError);
  });

  test("something that is no calendar is no calendar", () => {
    expect(() => isOpen({ timeZone: "UTC" } as never, 0)).toThrow(
      /calendar must be a calendar made by defineCalendar/,
    );
    expect(() => anyOf()).toThrow(/needs at least one calendar/);
    expect(() => anyOf(london, {} as never)).toThrow(/anyOf\[1\]/);
  });

  test("a window must not end before it starts", () => {
    expect(() => openIntervals(london, { from: "2026-03-28T00:00:00Z", to: "2026-03-27T00:00:00Z" })).toThrow(
      /window\.to/,
    );
  });

  test("is not kept: a config changed later changes nothing", () => {
    const config = { timeZone: "UTC", weekly: { mon: [["09:00", "17:00"]] } };
    const calendar = defineCalendar(config as never);
    config.weekly.mon = [];
    expect(isOpen(calendar, "2026-03-30T12:00:00Z")).toBe(true);
  });
});

function problemsIn(run: () => unknown): Record<string, string> {
  try {
    run();
  } catch (error) {
    if (error instanceof FollowTheSunError)
      return Object.fromEntries(error.problems.map(({ path, code }) => [path, code]));
    throw error;
  }
  throw new Error("nothing was thrown");
}
