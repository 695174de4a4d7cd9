import { describe, expect, test } from "vitest";
import { defineCalendar, type CalendarConfig } from "follow-the-sun";
import { verdicts } from "../support/json-schemas.js";

describe("the JSON Schema and defineCalendar agree on", () => {
  const nine = [["09:00", "17:00"]];
  test.each<[string, object, boolean]>([
    ["a whole config", wholeConfig(), true],
    ["nothing but a zone", {}, true],
    ["always", { weekly: "always" }, true],
    ["an unknown key", { weeklly: {} }, false],
    ["an unknown weekday", { weekly: { monday: nine } }, false],
    ["a time that is none", { weekly: { mon: [["9:00", "17:00"]] } }, false],
    ["24:00 as an opening", { weekly: { mon: [["24:00", "17:00"]] } }, false],
    ["an interval of three", { weekly: { mon: [["09:00", "12:00", "17:00"]] } }, false],
    ["a date that is none", { specialHours: { "24.12.2026": nine } }, false],
    ["like no weekday", { specialHours: { "2026-12-24": { like: "monday" } } }, false],
    ["a holiday without a date", { holidays: [{ name: "Easter" }] }, false],
    ["an unknown observance", { holidays: [{ date: "12-25", observance: "maybe" }] }, false],
    ["a closure without an end", { closures: [{ from: "2026-03-27T00:00:00Z" }] }, false],
    ["a closure without a zone", { closures: [{ from: "2026-03-27T00:00:00", to: 1e12 }] }, false],
  ])("%s", (_, part, expected) => {
    const config = { timeZone: "UTC", ...part };
    expect(verdicts("calendar", defineCalendar, config)).toEqual({ schema: expected, package: expected });
  });
});

function wholeConfig(): CalendarConfig {
  const nine = [["09:00", "17:00"]] as const;
  return {
    name: "Berlin",
    timeZone: "Europe/Berlin",
    weekly: { mon: nine, fri: [["22:00", "06:00"]] },
    datedHours: [
      { from: "2026-06-01", through: "2026-08-31", name: "Summer", weekly: { mon: [["08:00", "14:00"]] } },
    ],
    holidays: [
      "2026-12-25",
      "12-26",
      { date: "2026-05-01", name: "Labour Day", source: "law", status: "confirmed", observance: "open" },
      { from: "2026-12-28", through: "2026-12-31", observance: [["10:00", "12:00"]] },
    ],
    specialHours: {
      "2026-12-24": nine,
      "2026-12-23": { hours: nine, name: "Rush" },
      "2026-12-22": { like: "fri" },
    },
    breaks: {
      "2026-12-24": [["12:00", "13:00"]],
      "2026-12-23": { hours: [["12:00", "13:00"]], name: "Lunch" },
    },
    shifts: [{ from: "2026-03-28T08:00:00Z", to: "2026-03-28T12:00:00Z", name: "Saturday" }],
    closures: [{ from: "2026-03-27T08:00:00Z", to: Date.UTC(2026, 2, 27, 12), name: "Fire drill" }],
  };
}
