import { describe, expect, test } from "vitest";
import { FollowTheSunError } from "follow-the-sun";
import { instantOf, wallTimeAt, zoneOf } from "../../src/time/index.js";

const zone = (name: string) => zoneOf(name, "timeZone");
const wall = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString().replace(".000", "");

describe("a wall time names the first instant at which the zone's clock reads it or later:", () => {
  test.each([
    ["an ordinary time", "Europe/London", "2026-03-27T09:00", "2026-03-27T09:00:00Z"],
    ["in a gap, the jump", "Europe/London", "2026-03-29T01:30", "2026-03-29T01:00:00Z"],
    ["at the gap's start, the jump", "Europe/London", "2026-03-29T01:00", "2026-03-29T01:00:00Z"],
    ["at the gap's end, the jump", "Europe/London", "2026-03-29T02:00", "2026-03-29T01:00:00Z"],
    ["in a fold, the first pass", "Europe/London", "2026-10-25T01:30", "2026-10-25T00:30:00Z"],
    ["at the fold's end, after both passes", "Europe/London", "2026-10-25T02:00", "2026-10-25T02:00:00Z"],
    ["in Lord Howe's gap of half an hour", "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00Z"],
    ["on the date that Apia skipped, the jump", "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z"],
    ["a midnight that Sao Paulo skipped", "America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z"],
    ["with seconds in the offset", "Africa/Monrovia", "1970-06-01T00:00", "1970-06-01T00:44:30Z"],
  ])("%s", (_, name, text, expected) => {
    expect(iso(instantOf(zone(name), wall(text)))).toBe(expected);
  });
});

test("the clock reads what it read in 1970 and what it will read in 2099", () => {
  expect(wallTimeAt(zone("Europe/London"), Date.UTC(1970, 0, 1, 12))).toBe(wall("1970-01-01T13:00"));
  expect(wallTimeAt(zone("Europe/London"), Date.UTC(2099, 6, 1, 12))).toBe(wall("2099-07-01T13:00"));
});

test("a zone's table is shared by all who name it", () => {
  expect(zone("Asia/Tokyo")).toBe(zone("Asia/Tokyo"));
});

test.each(["UTC", "Asia/Calcutta", "Asia/Kolkata", "US/Eastern", "Europe/Kyiv", "Etc/GMT+5"])(
  "%s is a zone, in this spelling",
  (name) => {
    expect(zone(name).name).toBe(name);
  },
);

test.each([
  ["+05:30", "zone.fixed-offset", /fixed offset/],
  ["UTC+2", "zone.fixed-offset", /fixed offset/],
  ["EST5EDT", "zone.abbreviation", /America\/New_York/],
  ["PST", "zone.abbreviation", /America\/Los_Angeles/],
  ["Europe/Londn", "zone.unknown", /IANA/],
  ["", "zone.unknown", /IANA/],
])("%s is refused, with a hint", (name, code, hint) => {
  expect(() => zone(name)).toThrow(hint);
  try {
    zone(name);
  } catch (error) {
    expect((error as FollowTheSunError).code).toBe(code);
  }
});
