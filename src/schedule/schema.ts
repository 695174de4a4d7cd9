import * as z from "zod/mini";
import type { ErrorCode } from "../errors.js";
import { DAY_MS, parseLocalDay, parseTimeOfDay, toEpochMs } from "../time/index.js";
import { instantSchema } from "../time/schema.js";

/** A check with the code that its error carries. */
function rule<T>(code: ErrorCode, holds: (value: T) => boolean, error: string, path: PropertyKey[] = []) {
  return z.refine<T>(holds, { error, path, params: { code } });
}

const OPENING = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const CLOSING = /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_OR_YEARLY = /^(\d{4}-)?\d{2}-\d{2}$/;
const LEAP_YEAR = "2000-";

/** The pattern of each text, for the JSON Schema: zod keeps no code with its own patterns. */
export const textPatterns = new Map<z.ZodMiniType, RegExp>();

function text(pattern: RegExp, code: ErrorCode, holds: (text: string) => boolean, error: string) {
  const schema = z
    .string(error)
    .check(rule<string>(code, (each) => pattern.test(each) && holds(each), error));
  textPatterns.set(schema, pattern);
  return schema;
}

const opening = text(
  OPENING,
  "config.time",
  (time) => (parseTimeOfDay(time) ?? DAY_MS) < DAY_MS,
  "must be a time from 00:00 to 23:59, as HH:MM",
);
const closing = text(
  CLOSING,
  "config.time",
  (time) => parseTimeOfDay(time) !== undefined,
  "must be a time from 00:00 to 24:00, as HH:MM",
);
const date = text(
  DATE,
  "config.date",
  (day) => parseLocalDay(day) !== undefined,
  "must be a date that exists, as YYYY-MM-DD",
);
const dateOrYearly = text(
  DATE_OR_YEARLY,
  "config.date",
  (day) => parseLocalDay(day) !== undefined || parseLocalDay(LEAP_YEAR + day) !== undefined,
  "must be a date that exists, as YYYY-MM-DD, or as MM-DD for every year",
);

const hoursOfDay = z.array(
  z.tuple([opening, closing], 'must be an opening and a closing such as ["09:00", "17:00"]'),
  'must be a list of intervals such as [["09:00", "17:00"]]',
);
const name = z.optional(z.string("must be a text").check(z.minLength(1, "must not be empty")));
const weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "must be a weekday such as mon");
const day = z.optional(hoursOfDay);

const weeklyHours = z.union(
  [
    z.literal("always"),
    z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  ],
  'must be hours per weekday such as { mon: [["09:00", "17:00"]] }, or "always"',
);

const status = z.optional(z.enum(["confirmed", "estimated"], "must be confirmed or estimated"));

const inOrder = rule<{ from?: string | undefined; through?: string | undefined }>(
  "config.order",
  ({ from = "", through = "9999" }) => from <= through,
  "must not lie before from",
  ["through"],
);

const datedHours = z
  .strictObject(
    { from: z.optional(date), through: z.optional(date), weekly: weeklyHours, name, source: name, status },
    "must be { from, through, weekly }",
  )
  .check(inOrder);

const namedHours = z.strictObject({ hours: hoursOfDay, name });
const specialHours = z.union(
  [hoursOfDay, namedHours, z.strictObject({ like: weekday, name })],
  'must be intervals such as [["09:00", "12:00"]], { hours, name } or { like: "mon" }',
);
const breaks = z.union(
  [hoursOfDay, namedHours],
  'must be intervals such as [["12:00", "13:00"]], or { hours, name }',
);

const details = {
  name,
  source: name,
  status,
  observance: z.optional(
    z.union(
      [z.enum(["closed", "open"]), hoursOfDay],
      'must be "closed", "open" or intervals such as [["10:00", "14:00"]]',
    ),
  ),
};
const holiday = z.union(
  [
    dateOrYearly,
    z.strictObject({ date: dateOrYearly, ...details }),
    z.strictObject({ from: date, through: date, ...details }).check(inOrder),
  ],
  'must be a date such as "2026-12-25", "12-25" for every year, { date, name } or { from, through, name }',
);

const stretch = z
  .strictObject({ from: instantSchema, to: instantSchema, name }, "must be { from, to }, two instants")
  .check(
    rule<{ from: unknown; to: unknown }>(
      "config.order",
      ({ from, to }) => toEpochMs(from as never, "from") < toEpochMs(to as never, "to"),
      "must lie after from",
      ["to"],
    ),
  );

/** What `defineCalendar` accepts. What one part says of another is checked in `conflicts.ts`. */
export const calendarSchema = z.strictObject({
  name,
  timeZone: z.string("must be an IANA time zone such as Europe/London"),
  weekly: z.optional(weeklyHours),
  datedHours: z.optional(z.array(datedHours, "must be a list of { from, through, weekly }")),
  holidays: z.optional(z.array(holiday, "must be a list of holidays")),
  specialHours: z.optional(
    z.record(date, specialHours, 'must be hours per date such as { "2026-12-24": [["09:00", "12:00"]] }'),
  ),
  breaks: z.optional(
    z.record(date, breaks, 'must be breaks per date such as { "2026-12-24": [["12:00", "13:00"]] }'),
  ),
  shifts: z.optional(z.array(stretch, "must be a list of { from, to }, two instants each")),
  closures: z.optional(z.array(stretch, "must be a list of { from, to }, two instants each")),
});
