import { defineCalendar, FollowTheSunError, isOpen } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { RAILS_ZONES } from "../../src/time/rails-zones.js";
import { WINDOWS_ZONES } from "../../src/time/windows-zones.js";

/** Why a name is no zone: the code, the path and the message. */
function refusal(timeZone: unknown): { code: string; path: string; message: string } {
  try {
    defineCalendar({ timeZone: timeZone as string });
  } catch (error) {
    if (error instanceof FollowTheSunError) return error;
    throw error;
  }
  return { code: "accepted", path: "", message: "" };
}

/** Asks the platform itself. */
function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

describe("a zone name that is refused names the zone that is likely meant", () => {
  test.each([
    ["Eastern Standard Time", "zone.windows", "America/New_York"],
    ["W. Europe Standard Time", "zone.windows", "Europe/Berlin"],
    ["GMT Standard Time", "zone.windows", "Europe/London"],
    ["Tokyo Standard Time", "zone.windows", "Asia/Tokyo"],
    ["AUS Eastern Standard Time", "zone.windows", "Australia/Sydney"],
    ["Eastern Time (US & Canada)", "zone.rails", "America/New_York"],
    ["Kyiv", "zone.rails", "Europe/Kiev"],
    ["Osaka", "zone.rails", "Asia/Tokyo"],
    ["EST", "zone.abbreviation", "America/New_York"],
    ["EST5EDT", "zone.abbreviation", "America/New_York"],
    ["PST8PDT", "zone.abbreviation", "America/Los_Angeles"],
    ["MST", "zone.abbreviation", "America/Denver"],
    ["HST", "zone.abbreviation", "Pacific/Honolulu"],
    ["CEST", "zone.abbreviation", "Europe/Paris"],
    ["BST", "zone.abbreviation", "Europe/London"],
    ["ist", "zone.abbreviation", "Asia/Kolkata"],
    ["JST", "zone.abbreviation", "Asia/Tokyo"],
    ["AEDT", "zone.abbreviation", "Australia/Sydney"],
  ])("%s", (name, code, zone) => {
    const found = refusal(name);
    expect(found).toMatchObject({ code, path: "calendar.timeZone" });
    const named = /(?:means|mean) ([A-Za-z]+\/[A-Za-z_/]+)/.exec(found.message)?.[1] ?? "none";
    expect([zone, zone.replace("Kiev", "Kyiv")]).toContain(named);
  });

  test.each([
    "+05:30",
    "-0800",
    "+9",
    "UTC+2",
    "UTC-05:00",
    "GMT+1",
    "gmt-3",
    "UTC+05:30",
    "UTC-11",
    "UTC+12",
  ])("%s is an offset that never changes to daylight saving time", (name) => {
    expect(refusal(name)).toMatchObject({ code: "zone.fixed-offset" });
    expect(refusal(name).message).toMatch(/never changes to daylight saving time/);
  });

  test.each([
    "Europe/Londn",
    "London/Europe",
    "Mars/Olympus",
    "Local",
    "hasOwnProperty",
    "__proto__",
    " Europe/London",
  ])("%s is unknown", (name) => {
    expect(refusal(name)).toMatchObject({ code: "zone.unknown", path: "calendar.timeZone" });
    expect(refusal(name).message).toContain("must be an IANA time zone such as Europe/London");
  });

  test("an empty name is unknown; something that is no text has the wrong shape", () => {
    expect(refusal("").code).toBe("zone.unknown");
    for (const name of [undefined, null, 5, {}, []]) expect(refusal(name).code).toBe("config.shape");
  });
});

describe("a zone name that the platform knows is accepted as it is spelled", () => {
  test.each([
    ..."UTC Etc/UTC GMT Zulu Etc/GMT+5 Asia/Kolkata Asia/Calcutta Europe/Kyiv Europe/Kiev US/Eastern".split(
      " ",
    ),
    ..."Asia/Saigon Singapore Japan GB NZ CET America/Argentina/Buenos_Aires Antarctica/Troll".split(" "),
  ])("%s", (timeZone) => {
    expect(refusal(timeZone).code).toBe("accepted");
    expect(defineCalendar({ timeZone }).timeZone).toBe(timeZone);
  });

  test("every zone that the platform lists", () => {
    const listed = Intl.supportedValuesOf("timeZone").filter((name) => name.includes("/")); // some list EST5EDT
    const refused = listed.filter((name) => refusal(name).code !== "accepted");
    expect(listed.length).toBeGreaterThan(300);
    expect(refused).toEqual([]);
  });

  test("an alias is the same clock", () => {
    const week = { weekly: { mon: [["09:00", "17:00"]] } } as const;
    const [calcutta, kolkata] = ["Asia/Calcutta", "Asia/Kolkata"].map((timeZone) =>
      defineCalendar({ timeZone, ...week }),
    );
    for (let at = Date.UTC(2026, 5, 1); at < Date.UTC(2026, 5, 2); at += 1_800_000) {
      expect(isOpen(calcutta!, at)).toBe(isOpen(kolkata!, at));
    }
  });
});

describe.each([
  ["Windows", WINDOWS_ZONES, "zone.windows"],
  ["Rails", RAILS_ZONES, "zone.rails"],
])("the table of %s names", (_, table, code) => {
  test("names only zones that this platform knows, and that are accepted", () => {
    expect(Object.values(table).filter((zone) => !isKnown(zone))).toEqual([]);
    expect(Object.values(table).filter((zone) => refusal(zone).code !== "accepted")).toEqual([]);
  });

  test("is asked for every name that is no zone by itself", () => {
    const names = Object.entries(table).filter(([name]) => !isKnown(name) && !/^UTC[+-]/.test(name));
    expect(names.length).toBeGreaterThan(100);
    for (const [name, zone] of names) {
      expect(refusal(name)).toMatchObject({ code });
      expect(refusal(name).message).toContain(` ${zone};`.slice(0, -1));
    }
  });
});
