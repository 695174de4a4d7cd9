import { fail } from "../errors.js";

/**
 * Anything that names one instant on the time line:
 *
 * - epoch milliseconds (a whole number),
 * - a `Date`,
 * - an ISO 8601 string with `Z` or an offset (`2026-03-27T20:30:00Z`, `2026-03-27T21:30+01:00`),
 * - anything with a numeric `epochMilliseconds` (Temporal's `Instant` and `ZonedDateTime`),
 * - anything with `toMillis()` (luxon),
 * - anything whose `valueOf()` is a finite number (dayjs, moment).
 *
 * From 1970-01-01T00:00Z until, not including, 2100-01-01T00:00Z.
 */
export type InstantInput =
  | number
  | string
  | Date
  | { readonly epochMilliseconds: number }
  | { toMillis(): number }
  | { valueOf(): number };

/** Epoch milliseconds: the only form of an instant inside the package. */
export type EpochMs = number;

/** The first instant that is accepted. */
export const FIRST_INSTANT: EpochMs = 0;
/** The first instant that is no longer accepted. */
export const END_OF_TIME: EpochMs = Date.UTC(2100, 0, 1);

/**
 * The epoch milliseconds of any accepted form of an instant.
 *
 * @param path - What to call the argument in an error.
 * @throws {FollowTheSunError} `instant.invalid`, `instant.no-zone`, `instant.plain`, `instant.range`.
 */
export function toEpochMs(input: InstantInput, path: string): EpochMs {
  const ms =
    typeof input === "number" ? input : input instanceof Date ? input.getTime() : fromOther(input, path);
  if (!Number.isInteger(ms)) {
    fail(
      "instant.invalid",
      path,
      input,
      "must be an instant: a valid Date, whole epoch milliseconds, or ISO 8601 with Z",
    );
  }
  if (ms < FIRST_INSTANT || ms >= END_OF_TIME) {
    fail(
      "instant.range",
      path,
      input,
      "must lie from 1970-01-01T00:00Z up to, not including, 2100-01-01T00:00Z",
    );
  }
  return ms;
}

/** A public answer: a `Date`, or `undefined` where there is none. */
export function toDate(ms: EpochMs | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}

/** Is this one of the forms that could be an instant? Used by schemas before the exact check. */
function fromOther(input: unknown, path: string): number {
  if (typeof input === "string")
    return COMMON_ISO.test(input) ? new Date(input).getTime() : parseIso(input, path);
  if (typeof input !== "object" || input === null) return Number.NaN;
  refusePlainTemporal(input, path);
  // In this order: Temporal's valueOf throws.
  if ("epochMilliseconds" in input && typeof input.epochMilliseconds === "number")
    return input.epochMilliseconds;
  if ("toMillis" in input && typeof input.toMillis === "function")
    return numberOr(() => (input.toMillis as () => unknown)());
  return numberOr(() => input.valueOf());
}

/** A caller's own method may throw or answer anything; both mean "no instant here". */
function numberOr(read: () => unknown): number {
  try {
    const value = read();
    return typeof value === "number" ? value : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

function refusePlainTemporal(input: object, path: string): void {
  const tag = (input as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  if (typeof tag !== "string" || !tag.startsWith("Temporal.Plain")) return;
  fail(
    "instant.plain",
    path,
    input,
    `must be an instant; a ${tag} names none until it is given a zone (toZonedDateTime)`,
  );
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * The spelling that machines write, on a day that its month has in every year:
 * the platform reads it right, and four times as fast as the expression above.
 */
const COMMON_ISO =
  /^\d{4}-(?:\d\d-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** ISO 8601 with `Z` or an offset, also with a space for the `T` as databases print it. A fraction finer than a millisecond is cut, as Temporal does. */
function parseIso(text: string, path: string): number {
  const match = ISO.exec(text);
  if (match === null) return refuseText(text, path);
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "0", fraction = "", zone] =
    match;
  if (zone === undefined) {
    fail(
      "instant.no-zone",
      path,
      text,
      "needs Z or an offset at its end: without one it is another instant on every machine",
    );
  }
  const offsetMinutes = parseOffset(zone);
  const fields = [+year, +month, +day, +hour, +minute, +second] as const;
  if (offsetMinutes === undefined || !areFieldsReal(...fields)) return Number.NaN;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  return (
    Date.UTC(fields[0], fields[1] - 1, fields[2], fields[3], fields[4], fields[5], ms) -
    offsetMinutes * 60_000
  );
}

function areFieldsReal(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  if (hour === 24) return minute === 0 && second === 0; // ISO 8601 allows the end of a day
  return hour < 24 && minute < 60 && second < 60;
}

/** The length of a month (1 to 12) in the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** An offset as minutes east of Greenwich, at most a day either way. */
function parseOffset(zone: string): number | undefined {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.slice(1).replace(":", "");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2) || "0");
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function refuseText(text: string, path: string): never {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    fail("instant.no-zone", path, text, "is a date, not an instant; add a time and Z or an offset");
  }
  if (/^\d{9,}$/.test(text)) {
    fail("instant.invalid", path, text, "is a string of digits; give epoch milliseconds as a number");
  }
  if (/\[[^\]]+\]$/.test(text)) {
    fail(
      "instant.invalid",
      path,
      text,
      "carries a zone in brackets; pass the Temporal.ZonedDateTime itself, or only date, time and offset",
    );
  }
  fail("instant.invalid", path, text, "must be ISO 8601 with Z or an offset, such as 2026-03-27T20:30:00Z");
}
