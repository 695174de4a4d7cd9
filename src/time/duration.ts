import { fail } from "../errors.js";

/**
 * A length of working time: `{ hours: 4, minutes: 30 }` (fields may be fractions;
 * the sum must be whole milliseconds) or ISO 8601 in time units, `"PT4H30M"`.
 *
 * A bare number is refused (8 hours, or 8 milliseconds?), and so are days and
 * longer units: a "day" of working time means three things in three products.
 * Ask for hours, or count business days with `addBusinessDays`.
 */
export type DurationInput = DurationFields | string;

/** The fields of a duration; at least one must be there. */
export interface DurationFields {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

const MS_PER = { hours: 3_600_000, minutes: 60_000, seconds: 1_000, milliseconds: 1 } as const;
type Unit = keyof typeof MS_PER;

const EXPECTED = 'must be a duration such as { hours: 8 }, { milliseconds: 8 } or "PT8H"';
const CALENDAR_UNITS = ["days", "weeks", "months", "quarters", "years", "day", "week", "month", "year"];

/**
 * A duration in milliseconds, zero or more.
 *
 * @throws {FollowTheSunError} `duration.invalid`, `duration.bare-number`,
 *   `duration.calendar-unit`, `duration.negative`.
 */
export function toDurationMs(input: DurationInput, path: string): number {
  if (typeof input === "number") {
    fail("duration.bare-number", path, input, `${EXPECTED}: a bare number does not say its unit`);
  }
  const ms = typeof input === "string" ? parseIsoDuration(input, path) : sumFields(input, path);
  if (ms < 0) fail("duration.negative", path, input, "must be zero or more");
  return ms;
}

function sumFields(input: DurationFields, path: string): number {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    fail("duration.invalid", path, input, EXPECTED);
  let ms = 0;
  let fields = 0;
  for (const key in input) {
    if (!Object.prototype.hasOwnProperty.call(input, key)) continue;
    ms += fieldMs(input, key, path);
    fields++;
  }
  if (fields === 0) fail("duration.invalid", path, input, EXPECTED);
  return wholeMs(ms, path, input);
}

function fieldMs(input: DurationFields, key: string, path: string): number {
  const unitMs = msPer(key);
  if (unitMs === undefined) {
    if (CALENDAR_UNITS.includes(key)) refuseCalendarUnit(input, path);
    fail("duration.invalid", `${path}.${key}`, input, `${EXPECTED}; ${key} is no unit`);
  }
  const amount: unknown = input[key as Unit];
  if (typeof amount !== "number" || !Number.isFinite(amount)) {
    fail("duration.invalid", `${path}.${key}`, amount, "must be a finite number");
  }
  return amount * unitMs;
}

function msPer(unit: string): number | undefined {
  switch (unit) {
    case "hours":
      return MS_PER.hours;
    case "minutes":
      return MS_PER.minutes;
    case "seconds":
      return MS_PER.seconds;
    case "milliseconds":
      return MS_PER.milliseconds;
    default:
      return undefined;
  }
}

const ISO_DURATION = /^([+-])?PT(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/;
const ISO_WITH_DATES = /^[+-]?P(?=\d|T\d)(?:\d+(?:\.\d+)?[YMWD])+(?:T[\d.HMS]+)?$/;

function parseIsoDuration(text: string, path: string): number {
  const match = ISO_DURATION.exec(text.replaceAll(",", "."));
  if (match === null) {
    if (ISO_WITH_DATES.test(text)) refuseCalendarUnit(text, path);
    fail("duration.invalid", path, text, EXPECTED);
  }
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const ms = +hours * MS_PER.hours + +minutes * MS_PER.minutes + +seconds * MS_PER.seconds;
  return wholeMs(sign === "-" ? -ms : ms, path, text);
}

/** Sums such as 0.1 h leave a rounding error far below a millisecond; anything coarser is the caller's. */
function wholeMs(ms: number, path: string, input: unknown): number {
  const whole = Math.round(ms);
  if (!Number.isSafeInteger(whole) || Math.abs(ms - whole) > 1e-4) {
    fail(
      "duration.invalid",
      path,
      input,
      "must be a whole number of milliseconds, and less than 285,000 years",
    );
  }
  return whole + 0; // -0 becomes 0
}

function refuseCalendarUnit(input: unknown, path: string): never {
  fail(
    "duration.calendar-unit",
    path,
    input,
    "has no fixed length in working time; use hours, or addBusinessDays for business days",
  );
}
