import {
  clip,
  DAY_MS,
  difference,
  formatLocalDay,
  instantOf,
  localDayAt,
  normalise,
  parseLocalDay,
  parseTimeOfDay,
  weekdayOf,
  type EpochMs,
  type Interval,
  type IntervalList,
  type LocalDay,
  type Zone,
} from "../time/index.js";
import type { CalendarConfig, HolidayConfig, HoursOfDay } from "./config.js";
import { WEEKDAYS } from "./schema.js";
import type { IntervalSource } from "./timeline.js";

/** Hours of one date in milliseconds since its midnight; the end may lie in the next date. */
type DayHours = readonly { readonly opens: number; readonly closes: number }[];

const ALL_DAY: HoursOfDay = [["00:00", "24:00"]];

/**
 * The hours of one team, by local date, in four layers: a holiday beats a
 * break, a break beats special hours, special hours beat the week.
 */
export class CalendarRules implements IntervalSource {
  readonly #zone: Zone;
  readonly #weekly: readonly DayHours[];
  readonly #special: ReadonlyMap<LocalDay, DayHours>;
  readonly #breaks: ReadonlyMap<LocalDay, DayHours>;
  readonly #holidays: HolidayTable;

  constructor(zone: Zone, config: CalendarConfig) {
    const { weekly = {}, specialHours = {}, breaks = {}, holidays = [] } = config;
    this.#zone = zone;
    this.#weekly = WEEKDAYS.map((weekday) =>
      toDayHours(weekly === "always" ? ALL_DAY : (weekly[weekday] ?? [])),
    );
    this.#special = byDay(specialHours);
    this.#breaks = byDay(breaks);
    this.#holidays = new HolidayTable(holidays);
  }

  openWithin(start: EpochMs, end: EpochMs): IntervalList {
    const open: Interval[] = [];
    const closed: Interval[] = [];
    // Hours that start up to two dates earlier can still reach into the window.
    const last = localDayAt(this.#zone, end);
    for (let day = localDayAt(this.#zone, start) - 2; day <= last; day++) {
      if (this.#holidays.has(day)) {
        closed.push(this.#instants(day, { opens: 0, closes: DAY_MS }));
        continue;
      }
      for (const hours of this.#hoursStartingOn(day)) open.push(this.#instants(day, hours));
      for (const hours of this.#breaks.get(day) ?? []) closed.push(this.#instants(day, hours));
    }
    return clip(difference(normalise(open), normalise(closed)), start, end);
  }

  #hoursStartingOn(day: LocalDay): DayHours {
    return this.#special.get(day) ?? (this.#weekly[weekdayOf(day)] as DayHours);
  }

  #instants(day: LocalDay, { opens, closes }: DayHours[number]): Interval {
    const midnight = day * DAY_MS;
    return { start: instantOf(this.#zone, midnight + opens), end: instantOf(this.#zone, midnight + closes) };
  }
}

/** Which dates are holidays, single, in ranges, and every year. */
class HolidayTable {
  readonly #days = new Set<LocalDay>();
  readonly #yearly = new Set<string>();

  constructor(holidays: readonly HolidayConfig[]) {
    for (const holiday of holidays) this.#add(typeof holiday === "string" ? { date: holiday } : holiday);
  }

  #add(holiday: Exclude<HolidayConfig, string>): void {
    if ("date" in holiday && parseLocalDay(holiday.date) === undefined) {
      this.#yearly.add(holiday.date);
      return;
    }
    const [from, through] =
      "date" in holiday ? [holiday.date, holiday.date] : [holiday.from, holiday.through];
    const lastDay = day(through);
    for (let each = day(from); each <= lastDay; each++) this.#days.add(each);
  }

  has(each: LocalDay): boolean {
    if (this.#days.has(each)) return true;
    return this.#yearly.size > 0 && this.#yearly.has(formatLocalDay(each).slice("YYYY-".length));
  }
}

/** Times and dates in a config have passed the schema, so they parse. */
function day(text: string): LocalDay {
  return parseLocalDay(text) as LocalDay;
}

function byDay(hours: Readonly<Record<string, HoursOfDay>>): Map<LocalDay, DayHours> {
  return new Map(Object.entries(hours).map(([date, each]) => [day(date), toDayHours(each)]));
}

/** A closing at or before its opening lies in the next date. */
function toDayHours(hours: HoursOfDay): DayHours {
  return hours.map(([opening, closing]) => {
    const opens = parseTimeOfDay(opening) as number;
    const closes = parseTimeOfDay(closing) as number;
    return { opens, closes: closes > opens ? closes : closes + DAY_MS };
  });
}
