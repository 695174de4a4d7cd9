import { defineCalendar, isOpen, type CalendarConfig } from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { daily, openHours } from "../support/open-hours.js";

// One test for each trap that a peer fell into. The answers are worked out by hand from the published rules of
// the zone, as instants in UTC.

describe("the layers", () => {
  const always = (more: Partial<CalendarConfig>, timeZone = "UTC"): CalendarConfig => ({
    timeZone,
    weekly: "always",
    ...more,
  });
  const nights: CalendarConfig = { timeZone: "UTC", weekly: daily(["22:00", "06:00"]) };
  const window = ["2026-03-09T12:00:00Z", "2026-03-12T12:00:00Z"] as const; // Monday to Thursday

  it("a holiday cuts the tail of the night before and takes its own night whole", () => {
    expect(openHours({ ...nights, holidays: ["2026-03-10"] }, ...window)).toEqual([
      "2026-03-09T22:00Z/2026-03-10T00:00Z",
      "2026-03-11T22:00Z/2026-03-12T06:00Z",
    ]);
  });
  it("a holiday is stronger than special hours on its date", () => {
    const config = always({ holidays: ["2026-03-10"], specialHours: { "2026-03-10": [["09:00", "17:00"]] } });
    expect(openHours(config, ...window)).toEqual([
      "2026-03-09T12:00Z/2026-03-10T00:00Z",
      "2026-03-11T00:00Z/2026-03-12T12:00Z",
    ]);
  });
  it("special hours leave the tail of the night before, and take the date's own night", () => {
    expect(openHours({ ...nights, specialHours: { "2026-03-10": [["09:00", "12:00"]] } }, ...window)).toEqual(
      [
        "2026-03-09T22:00Z/2026-03-10T06:00Z",
        "2026-03-10T09:00Z/12:00Z",
        "2026-03-11T22:00Z/2026-03-12T06:00Z",
      ],
    );
  });
  it("special hours do not drop the next date's early hours in a zone ahead of UTC (zendesk/biz)", () => {
    // Tokyo: Tuesday's special 10:00-12:00 is 01:00Z-03:00Z; Wednesday's 00:00-08:00 begins on Tuesday in UTC.
    const config: CalendarConfig = {
      timeZone: "Asia/Tokyo",
      weekly: { wed: [["00:00", "08:00"]] },
      specialHours: { "2026-03-10": [["10:00", "12:00"]] },
    };
    expect(openHours(config, ...window)).toEqual(["2026-03-10T01:00Z/03:00Z", "2026-03-10T15:00Z/23:00Z"]);
  });
  it("nor the late hours of the date before in a zone behind UTC", () => {
    // Honolulu: Monday's 18:00-23:00 is 04:00Z-09:00Z on Tuesday.
    const config: CalendarConfig = {
      timeZone: "Pacific/Honolulu",
      weekly: { mon: [["18:00", "23:00"]] },
      specialHours: { "2026-03-10": [] },
    };
    expect(openHours(config, ...window)).toEqual(["2026-03-10T04:00Z/09:00Z"]);
  });
  it("a half day on an always-open calendar", () => {
    expect(openHours(always({ specialHours: { "2026-03-10": [["00:00", "12:00"]] } }), ...window)).toEqual([
      "2026-03-09T12:00Z/2026-03-10T12:00Z",
      "2026-03-11T00:00Z/2026-03-12T12:00Z",
    ]);
  });
  it("a break cuts special hours and the tail of the night before", () => {
    const config: CalendarConfig = {
      ...nights,
      specialHours: { "2026-03-10": [["09:00", "17:00"]] },
      breaks: {
        "2026-03-10": [
          ["05:00", "10:00"],
          ["12:00", "13:00"],
        ],
      },
    };
    expect(openHours(config, "2026-03-09T12:00:00Z", "2026-03-10T20:00:00Z")).toEqual([
      "2026-03-09T22:00Z/2026-03-10T05:00Z",
      "2026-03-10T10:00Z/12:00Z",
      "2026-03-10T13:00Z/17:00Z",
    ]);
  });
  it("a break whose end is at or before its start reaches into the next date", () => {
    expect(openHours(always({ breaks: { "2026-03-10": [["22:00", "02:00"]] } }), ...window)).toEqual([
      "2026-03-09T12:00Z/2026-03-10T22:00Z",
      "2026-03-11T02:00Z/2026-03-12T12:00Z",
    ]);
  });
  it("a break on the night of the jump is cut at the jump", () => {
    // Berlin, 2026-03-29, 02:15 does not exist: the break is 03:00-03:30 on the clock.
    const config = always({ breaks: { "2026-03-29": [["02:15", "03:30"]] } }, "Europe/Berlin");
    expect(openHours(config, "2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z")).toEqual([
      "2026-03-29T00:00Z/01:00Z",
      "2026-03-29T01:30Z/04:00Z",
    ]);
  });
  it("reduced hours on a holiday: the tail of the night before goes, exactly these hours stay", () => {
    const holidays = [{ date: "2026-03-10", observance: [["04:00", "12:00"]] as const }];
    const specialHours = { "2026-03-10": [["20:00", "21:00"]] as const };
    expect(openHours({ ...nights, holidays, specialHours }, ...window)).toEqual([
      "2026-03-09T22:00Z/2026-03-10T00:00Z",
      "2026-03-10T04:00Z/12:00Z",
      "2026-03-11T22:00Z/2026-03-12T06:00Z",
    ]);
  });
  it("of several holidays on a date the strictest holds; one that the team works through changes nothing", () => {
    const kept = { date: "03-10", observance: "open" } as const;
    const reduced = { date: "2026-03-10", observance: [["09:00", "12:00"]] as const };
    const tuesday = ["2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"] as const;
    expect(openHours(always({ holidays: [kept] }), ...tuesday)).toEqual([
      "2026-03-10T00:00Z/2026-03-11T00:00Z",
    ]);
    expect(openHours(always({ holidays: [kept, reduced] }), ...tuesday)).toEqual([
      "2026-03-10T09:00Z/12:00Z",
    ]);
    expect(openHours(always({ holidays: [reduced, kept, "2026-03-10"] }), ...tuesday)).toEqual([]);
  });
  it("dated hours hold from their first date through their last, an overnight to its end", () => {
    const config: CalendarConfig = {
      ...nights,
      datedHours: [
        { from: "2026-03-10", through: "2026-03-10", weekly: daily(["12:00", "13:00"], ["23:00", "01:00"]) },
      ],
    };
    expect(openHours(config, ...window)).toEqual([
      "2026-03-09T22:00Z/2026-03-10T06:00Z",
      "2026-03-10T12:00Z/13:00Z",
      "2026-03-10T23:00Z/2026-03-11T01:00Z",
      "2026-03-11T22:00Z/2026-03-12T06:00Z",
    ]);
  });
  it('"like Monday" is Monday\'s hours as they are on that date', () => {
    const config: CalendarConfig = {
      timeZone: "UTC",
      weekly: { mon: [["09:00", "17:00"]] },
      datedHours: [{ from: "2026-03-10", weekly: { mon: [["10:00", "12:00"]] } }],
      specialHours: {
        "2026-03-07": { like: "mon" },
        "2026-03-14": { like: "mon", name: "make-up Saturday" },
      },
    };
    expect(openHours(config, "2026-03-07T00:00:00Z", "2026-03-08T00:00:00Z")).toEqual([
      "2026-03-07T09:00Z/17:00Z",
    ]);
    expect(openHours(config, "2026-03-14T00:00:00Z", "2026-03-15T00:00:00Z")).toEqual([
      "2026-03-14T10:00Z/12:00Z",
    ]);
  });
  it("an incident closes whatever the layers say, to the millisecond", () => {
    const closures = [{ from: "2026-03-10T10:00:00.001Z", to: "2026-03-10T10:30:00Z" }];
    const calendar = defineCalendar(always({ closures }));
    const open = ["10:00:00.000", "10:00:00.001", "10:29:59.999", "10:30:00.000"];
    expect(open.map((time) => isOpen(calendar, `2026-03-10T${time}Z`))).toEqual([true, false, false, true]);
  });
  it("a shift is open beside the week; a holiday on which it starts takes it whole, one that it reaches cuts it", () => {
    const shifts = [
      { from: "2026-03-09T20:00:00Z", to: "2026-03-10T04:00:00Z" },
      { from: "2026-03-10T20:00:00Z", to: "2026-03-11T04:00:00Z" },
      { from: "2026-03-11T20:00:00Z", to: "2026-03-12T04:00:00Z" },
    ];
    expect(openHours({ timeZone: "UTC", shifts, holidays: ["2026-03-10"] }, ...window)).toEqual([
      "2026-03-09T20:00Z/2026-03-10T00:00Z",
      "2026-03-11T20:00Z/2026-03-12T04:00Z",
    ]);
  });
  it("a shift that starts in the second pass of a fold past midnight starts on the new date, which is the holiday", () => {
    // St John's, 2010-11-07: its date runs from 02:30Z; at 02:45Z the clock reads 23:15 of the 6th once more.
    const shifts = [{ from: "2010-11-07T02:45:00Z", to: "2010-11-08T12:00:00Z" }];
    const config: CalendarConfig = { timeZone: "America/St_Johns", shifts, holidays: ["2010-11-07"] };
    expect(openHours(config, "2010-11-06T12:00:00Z", "2010-11-09T12:00:00Z")).toEqual([]);
  });
  it("a yearly holiday on the leap day is one only in leap years", () => {
    const calendar = defineCalendar(always({ holidays: ["02-29"] }));
    const open = ["2024-02-28", "2024-02-29", "2024-03-01", "2026-02-28", "2026-03-01", "2000-02-29"];
    expect(open.map((date) => isOpen(calendar, `${date}T12:00:00Z`))).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
    ]);
  });
  it("a range of holidays holds both its ends, over the turn of a year", () => {
    const config = always({ holidays: [{ from: "2026-12-31", through: "2027-01-01" }] });
    expect(openHours(config, "2026-12-30T12:00:00Z", "2027-01-02T12:00:00Z")).toEqual([
      "2026-12-30T12:00Z/2026-12-31T00:00Z",
      "2027-01-02T00:00Z/12:00Z",
    ]);
  });
});
