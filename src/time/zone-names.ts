import { fail } from "../errors.js";
import { RAILS_ZONES } from "./rails-zones.js";
import { WINDOWS_ZONES } from "./windows-zones.js";

/** Abbreviations and POSIX names that people write, with the zone they most likely mean. */
const LIKELY_ZONE: Readonly<Record<string, string>> = {
  EST: "America/New_York",
  EDT: "America/New_York",
  EST5EDT: "America/New_York",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  CST6CDT: "America/Chicago",
  MST: "America/Denver",
  MDT: "America/Denver",
  MST7MDT: "America/Denver",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
  PST8PDT: "America/Los_Angeles",
  AST: "America/Halifax",
  AKST: "America/Anchorage",
  AKDT: "America/Anchorage",
  HST: "Pacific/Honolulu",
  BST: "Europe/London",
  CEST: "Europe/Paris",
  EEST: "Europe/Helsinki",
  WEST: "Europe/Lisbon",
  MSK: "Europe/Moscow",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  KST: "Asia/Seoul",
  SGT: "Asia/Singapore",
  HKT: "Asia/Hong_Kong",
  AEST: "Australia/Sydney",
  AEDT: "Australia/Sydney",
  ACST: "Australia/Adelaide",
  AWST: "Australia/Perth",
  NZST: "Pacific/Auckland",
  NZDT: "Pacific/Auckland",
};

const FIXED_OFFSET = /^(?!GMT[+-]0$)(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?$/i;

/** Throw unless `name` is a zone that the platform knows and that means what its reader expects. */
export function refuseZoneName(
  name: unknown,
  path: string,
  isKnown: (name: string) => boolean,
): asserts name is string {
  const expected = "must be an IANA time zone such as Europe/London";
  if (typeof name !== "string" || name === "") fail("zone.unknown", path, name, expected);
  if (FIXED_OFFSET.test(name)) {
    fail(
      "zone.fixed-offset",
      path,
      name,
      `${expected}: a fixed offset never changes to daylight saving time`,
    );
  }
  const meant = LIKELY_ZONE[name.toUpperCase()];
  if (meant !== undefined) {
    fail("zone.abbreviation", path, name, `${expected}; ${name} is ambiguous: did you mean ${meant}?`);
  }
  if (isKnown(name)) return; // also "Singapore", which Rails has, too
  const windows = lookUp(WINDOWS_ZONES, name);
  if (windows !== undefined)
    fail("zone.windows", path, name, `${expected}; this Windows name means ${windows}`);
  const rails = lookUp(RAILS_ZONES, name);
  if (rails !== undefined) fail("zone.rails", path, name, `${expected}; this Rails name means ${rails}`);
  fail("zone.unknown", path, name, expected);
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
