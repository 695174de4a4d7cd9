/** An opening and a closing on the team's own clock: `["09:00", "17:00"]`. */
export type Hours = readonly [opens: string, closes: string];

/**
 * The open intervals that start on one date, in any order. `24:00` is the end
 * of the date; a closing at or before its opening lies in the next date.
 */
export type HoursOfDay = readonly Hours[];

/** Hours per weekday. A weekday that is left out is closed. */
export interface WeeklyHours {
  readonly mon?: HoursOfDay;
  readonly tue?: HoursOfDay;
  readonly wed?: HoursOfDay;
  readonly thu?: HoursOfDay;
  readonly fri?: HoursOfDay;
  readonly sat?: HoursOfDay;
  readonly sun?: HoursOfDay;
}

/**
 * A holiday: `"2026-12-25"`, `"12-25"` for every year, the same with a name, or
 * a range of dates, both ends included. It closes its date from midnight to
 * midnight and removes the intervals that start on it, overnight ones whole.
 */
export type HolidayConfig =
  | string
  | { readonly date: string; readonly name?: string }
  | { readonly from: string; readonly through: string; readonly name?: string };

/** When a team works, as plain JSON. All dates and times are on the clock of `timeZone`. */
export interface CalendarConfig {
  /** What people call this calendar. */
  readonly name?: string;
  /** An IANA time zone, as the platform knows it: `Europe/London`. */
  readonly timeZone: string;
  /** The usual week, or `"always"` for every hour of it. Default: never open. */
  readonly weekly?: WeeklyHours | "always";
  /** Dates on which nobody works. Strongest of all layers. */
  readonly holidays?: readonly HolidayConfig[];
  /** Hours that replace the week's on a date: half days, a make-up Saturday. `[]` closes it. */
  readonly specialHours?: Readonly<Record<string, HoursOfDay>>;
  /** Pieces cut out of a date, also out of the tail of the night before. */
  readonly breaks?: Readonly<Record<string, HoursOfDay>>;
}
