import type { InstantInput } from "../time/index.js";

/** An opening and a closing on the team's own clock: `["09:00", "17:00"]`, to the second if need be. */
export type Hours = readonly [opens: string, closes: string];

/**
 * The open intervals that start on one date, in any order. `24:00` is the end
 * of the date; a closing at or before its opening lies in the next date.
 */
export type HoursOfDay = readonly Hours[];

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Hours per weekday, or `"always"` for every hour of the week. A weekday that is left out is closed. */
export type WeeklyHours = { readonly [day in Weekday]?: HoursOfDay | undefined } | "always";

/** Another week of hours while it is in force: summer hours, a change next month. */
export interface DatedHours {
  /** The first date on which it is in force. Default: from the beginning. */
  readonly from?: string | undefined;
  /** The last date on which it is in force. Default: until the end. */
  readonly through?: string | undefined;
  readonly weekly: WeeklyHours;
  readonly name?: string | undefined;
  /** Where the dates come from: a contract, a package, a person. */
  readonly source?: string | undefined;
  /** Default `confirmed`. Months by the moon are `estimated` until they are announced. */
  readonly status?: "confirmed" | "estimated" | undefined;
}

/** Hours of one date, with what they are for. */
export type SpecialHours =
  | HoursOfDay
  | { readonly hours: HoursOfDay; readonly name?: string | undefined }
  /** The hours that a weekday has at that date: "like Monday". */
  | { readonly like: Weekday; readonly name?: string | undefined };

/** Pieces cut out of one date, with what they are for. */
export type Breaks = HoursOfDay | { readonly hours: HoursOfDay; readonly name?: string | undefined };

/** What is known of a holiday beside its date. */
export interface HolidayDetails {
  readonly name?: string | undefined;
  /** Where the date comes from: a law, a package, a person. */
  readonly source?: string | undefined;
  /** Default `confirmed`. Dates by the moon are `estimated` until they are announced. */
  readonly status?: "confirmed" | "estimated" | undefined;
  /**
   * What this team makes of it: `closed` (default), `open` (the team does not
   * keep it), or the hours that it works all the same.
   */
  readonly observance?: "closed" | "open" | HoursOfDay | undefined;
}

/**
 * A holiday: `"2026-12-25"`, or `"12-25"` for every year; the same with details;
 * or a range of dates, both ends included. It closes its date from midnight to
 * midnight and removes the intervals that start on it, overnight ones whole.
 */
export type HolidayConfig =
  | string
  | ({ readonly date: string } & HolidayDetails)
  | ({ readonly from: string; readonly through: string } & HolidayDetails);

/** A stretch of time between two instants, `[from, to)`, with what it is for. */
export interface Stretch {
  readonly from: InstantInput;
  readonly to: InstantInput;
  readonly name?: string | undefined;
}

/** When a team works, as plain JSON. All dates and times are on the clock of `timeZone`. */
export interface CalendarConfig {
  /** What people call this calendar. */
  readonly name?: string | undefined;
  /** An IANA time zone, as the platform knows it: `Europe/London`. */
  readonly timeZone: string;
  /** The usual week. Default: never open. */
  readonly weekly?: WeeklyHours | undefined;
  /** Weeks that replace the usual one on some dates. No two may be in force on the same date. */
  readonly datedHours?: readonly DatedHours[] | undefined;
  /** Dates on which the team does not work, or works less. Strongest of the four layers. */
  readonly holidays?: readonly HolidayConfig[] | undefined;
  /** By date: hours that replace the week's. Half days, a make-up Saturday; `[]` closes the date. */
  readonly specialHours?: Readonly<Record<string, SpecialHours>> | undefined;
  /** By date: pieces cut out of it, also out of the tail of the night before. */
  readonly breaks?: Readonly<Record<string, Breaks>> | undefined;
  /**
   * Shifts as workforce tools export them: open in addition to the week. They
   * lie on the layer of special hours, so breaks and holidays cut them, too.
   */
  readonly shifts?: readonly Stretch[] | undefined;
  /** Closed whatever the layers say: an incident, an all-hands. */
  readonly closures?: readonly Stretch[] | undefined;
}
