import * as z from "zod/mini";
import type { ErrorCode } from "../errors.js";
import { parseLocalDay, parseTimeOfDay, DAY_MS } from "../time/index.js";

/** The days of a week, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A check with the code that its error carries. */
function rule<T>(
  code: ErrorCode,
  holds: (value: T) => boolean,
  error: string,
  path: PropertyKey[] = [],
): z.core.$ZodCheck<T> {
  return z.refine<T>(holds, { error, path, params: { code } });
}

const opening = z
  .string("must be a time such as 09:00")
  .check(
    rule(
      "config.time",
      (text) => (parseTimeOfDay(text) ?? DAY_MS) < DAY_MS,
      "must be a time from 00:00 to 23:59, as HH:MM",
    ),
  );
const closing = z
  .string("must be a time such as 17:00")
  .check(
    rule(
      "config.time",
      (text) => parseTimeOfDay(text) !== undefined,
      "must be a time from 00:00 to 24:00, as HH:MM",
    ),
  );
const hoursOfDay = z.array(
  z.tuple([opening, closing], 'must be an opening and a closing such as ["09:00", "17:00"]'),
  'must be a list of intervals such as [["09:00", "17:00"]]',
);

const date = z
  .string("must be a date such as 2026-12-25")
  .check(
    rule(
      "config.date",
      (text) => parseLocalDay(text) !== undefined,
      "must be a date that exists, as YYYY-MM-DD",
    ),
  );
const LEAP_YEAR = "2000-";
const dateOrYearly = z
  .string("must be a date such as 2026-12-25, or 12-25 for every year")
  .check(
    rule(
      "config.date",
      (text) => parseLocalDay(text) !== undefined || parseLocalDay(LEAP_YEAR + text) !== undefined,
      "must be a date that exists, as YYYY-MM-DD, or as MM-DD for every year",
    ),
  );

const name = z.string("must be a text").check(z.minLength(1, "must not be empty"));
const holiday = z.union(
  [
    dateOrYearly,
    z.strictObject({ date: dateOrYearly, name: z.optional(name) }),
    z
      .strictObject({ from: date, through: date, name: z.optional(name) })
      .check(
        rule("config.order", ({ from, through }) => from <= through, "must not end before it begins", [
          "through",
        ]),
      ),
  ],
  'must be a date such as "2026-12-25", "12-25" for every year, { date, name } or { from, through, name }',
);

/** What `defineCalendar` accepts. */
export const calendarSchema = z.strictObject({
  name: z.optional(name),
  timeZone: z.string("must be an IANA time zone such as Europe/London"),
  weekly: z.optional(
    z.union(
      [
        z.literal("always"),
        z.strictObject({
          mon: z.optional(hoursOfDay),
          tue: z.optional(hoursOfDay),
          wed: z.optional(hoursOfDay),
          thu: z.optional(hoursOfDay),
          fri: z.optional(hoursOfDay),
          sat: z.optional(hoursOfDay),
          sun: z.optional(hoursOfDay),
        }),
      ],
      'must be hours per weekday such as { mon: [["09:00", "17:00"]] }, or "always"',
    ),
  ),
  holidays: z.optional(z.array(holiday, "must be a list of holidays")),
  specialHours: z.optional(
    z.record(date, hoursOfDay, 'must be hours per date such as { "2026-12-24": [["09:00", "12:00"]] }'),
  ),
  breaks: z.optional(
    z.record(date, hoursOfDay, 'must be breaks per date such as { "2026-12-24": [["12:00", "13:00"]] }'),
  ),
});
