import {
  clip,
  dateHolding,
  DAY_MS,
  difference,
  instantOf,
  intersection,
  normalise,
  overlaps,
  toEpochMs,
  union,
  weekdayOf,
  type EpochMs,
  type Interval,
  type IntervalList,
  type LocalDay,
  type Zone,
} from "../time/index.js";
import type { Breaks, CalendarConfig, DatedHours, SpecialHours, Stretch } from "./config.js";
import { canonical, toDay, toDayHours, toWeek, WEEKDAYS, type DayHours } from "./day-hours.js";
import { HolidayTable, type Holiday } from "./holidays.js";

/** Something with a name, as long as it lasts. */
export interface NamedInterval extends Interval {
  readonly name: string | undefined;
}

/** The hours that start on one date, and which layer they come from. */
export interface HoursInForce {
  readonly layer: "weekly-hours" | "dated-hours" | "special-hours";
  readonly name: string | undefined;
  readonly hours: DayHours;
  /** The dated hours in force, where they are. */
  readonly period?: Period;
}

/** Pieces of a date, and what they are for. */
interface NamedHours {
  readonly name: string | undefined;
  readonly hours: DayHours;
}

/** A week of hours and the dates, both included, on which it is in force. */
export interface Period {
  readonly from: LocalDay;
  readonly through: LocalDay;
  readonly name: string | undefined;
  readonly source: string | undefined;
  readonly status: "confirmed" | "estimated";
  readonly week: readonly DayHours[];
}

/** No interval that starts on a date reaches further than the end of the next. */
export const LONGEST_REACH_DAYS = 2;

/**
 * The hours of one team by local date, in four layers: a holiday beats a break,
 * a break beats special hours and shifts, these beat the week. Closures beat all.
 */
export class CalendarRules {
  readonly zone: Zone;
  readonly shifts: readonly NamedInterval[];
  readonly closures: readonly NamedInterval[];
  readonly #week: readonly DayHours[];
  readonly #periods: readonly Period[];
  readonly #special: ReadonlyMap<LocalDay, SpecialHours>;
  readonly #breaks: ReadonlyMap<LocalDay, NamedHours>;
  readonly #holidays: HolidayTable;

  constructor(zone: Zone, config: CalendarConfig) {
    this.zone = zone;
    this.#week = toWeek(config.weekly ?? {});
    this.#periods = (config.datedHours ?? []).map(toPeriod);
    this.#special = byDay(config.specialHours ?? {}, (special) => special);
    this.#breaks = byDay(config.breaks ?? {}, toNamedHours);
    this.#holidays = new HolidayTable(config.holidays ?? []);
    this.shifts = (config.shifts ?? []).map(toInterval).sort(byStart);
    this.closures = (config.closures ?? []).map(toInterval).sort(byStart);
  }

  /**
   * The open intervals inside `[start, end)`.
   *
   * The layers are worked out on the wall clock, where dates are plain numbers,
   * and only their result is turned into instants: a wall time never names an
   * earlier instant than one before it, so both orders give the same.
   */
  openWithin(start: EpochMs, end: EpochMs): IntervalList {
    const { usual, worked, closedDays, breaks } = this.#onWallClock(start, end);
    const onWallClock = union([difference(normalise(usual), closedDays), normalise(worked)]);
    const open = this.#toInstants(difference(onWallClock, breaks));
    const withShifts =
      this.shifts.length === 0 ? open : union([open, this.#openShifts(start, end, closedDays, breaks)]);
    const closures = normalise(this.closures.filter((closure) => overlaps(closure, { start, end })));
    return clip(difference(withShifts, closures), start, end);
  }

  /** The layers of every date whose hours can reach into a window. */
  #onWallClock(start: EpochMs, end: EpochMs) {
    const usual: Interval[] = [];
    const worked: Interval[] = []; // on holidays
    const closedDays: Interval[] = [];
    const breaks: Interval[] = [];
    const { first, last } = datesAround({ start, end });
    for (let day = first, holiday = this.holidayOn(day); day <= last; day++) {
      const next = this.holidayOn(day + 1);
      if (holiday === undefined) addOnWall(usual, day, this.hoursOn(day).hours);
      else {
        closedDays.push(wholeDay(day));
        worked.push(...this.#hoursOfHoliday(day, holiday, next));
      }
      addOnWall(breaks, day, this.#breaks.get(day)?.hours ?? []);
      holiday = next;
    }
    return { usual, worked, closedDays: normalise(closedDays), breaks: normalise(breaks) };
  }

  /** The hours worked on a holiday: past midnight, only if the next date is none. */
  #hoursOfHoliday(day: LocalDay, { hours }: Holiday, next: Holiday | undefined): IntervalList {
    if (hours.length === 0) return [];
    const worked = normalise(onWall(day, hours));
    return next === undefined ? worked : difference(worked, [wholeDay(day + 1)]);
  }

  #openShifts(start: EpochMs, end: EpochMs, closedDays: IntervalList, breaks: IntervalList): IntervalList {
    const kept = this.shifts.filter((shift) => overlaps(shift, { start, end }) && this.#keepsShift(shift));
    return difference(normalise(kept), union([this.#toInstants(closedDays), this.#toInstants(breaks)]));
  }

  #toInstants(onWallClock: IntervalList): IntervalList {
    return normalise(onWallClock.map((each) => this.#instants(each)));
  }

  #instants({ start, end }: Interval): Interval {
    return { start: instantOf(this.zone, start), end: instantOf(this.zone, end) };
  }

  /** The same for all configs that mean the same, whatever their order and wording; names are no part of it. */
  meaning(): unknown {
    const week = (days: readonly DayHours[]) => days.map(canonical);
    return {
      zone: [this.zone.name, this.zone.edition],
      week: week(this.#week),
      periods: this.#periods
        .map(({ from, through, week: days }) => [from, through, week(days)])
        .sort(byFirst),
      special: [...this.#special.keys()]
        .map((day) => [day, canonical(this.hoursOn(day).hours)])
        .sort(byFirst),
      breaks: [...this.#breaks].map(([day, { hours }]) => [day, canonical(hours)] as const).sort(byFirst),
      holidays: this.#holidays.meaning(),
      shifts: normalise(this.shifts),
      closures: normalise(this.closures),
    };
  }

  /** The holiday that the team keeps on a date. */
  holidayOn(day: LocalDay): Holiday | undefined {
    return this.#holidays.on(day);
  }

  /** The hours that start on a date, holidays and breaks aside. */
  hoursOn(day: LocalDay): HoursInForce {
    const special = this.#special.get(day);
    if (special === undefined) return this.#usualHoursOn(day, weekdayOf(day));
    const { name } = isList(special) ? {} : special;
    const hours =
      !isList(special) && "like" in special
        ? this.#usualHoursOn(day, WEEKDAYS.indexOf(special.like)).hours
        : toNamedHours(special).hours;
    return { layer: "special-hours", name, hours };
  }

  /** The breaks of a date, as instants. */
  breaksOn(day: LocalDay): readonly NamedInterval[] {
    const { name, hours = [] } = this.#breaks.get(day) ?? {};
    return onWall(day, hours).map((each) => ({ ...this.#instants(each), name }));
  }

  /** Hours that start on a date, as instants. */
  instantsOn(day: LocalDay, hours: DayHours): readonly Interval[] {
    return onWall(day, hours).map((each) => this.#instants(each));
  }

  /** The holidays that keep the team from hours it would have in a stretch of time. */
  holidaysWithin(window: Interval): (Holiday & { readonly day: LocalDay })[] {
    const { first, last } = datesAround(window);
    const found: (Holiday & { readonly day: LocalDay })[] = [];
    for (let day = first; day <= last; day++) {
      const holiday = this.holidayOn(day);
      if (holiday === undefined) continue;
      const worked = normalise(onWall(day, holiday.hours));
      const lost = difference(normalise(onWall(day, this.hoursOn(day).hours)), worked);
      const cutTail = intersection(normalise(onWall(day - 1, this.hoursOn(day - 1).hours)), [wholeDay(day)]);
      const shifts = this.shifts.filter(({ start }) => dateHolding(this.zone, start) === day);
      const missing = [...[...lost, ...cutTail].map((each) => this.#instants(each)), ...shifts];
      const isFelt = missing.some((each) => overlaps(each, window));
      if (isFelt) found.push({ ...holiday, day });
    }
    return found;
  }

  /** A holiday takes along what starts on its date, shifts too. */
  #keepsShift({ start }: Interval): boolean {
    return this.holidayOn(dateHolding(this.zone, start)) === undefined;
  }

  #usualHoursOn(day: LocalDay, weekday: number): HoursInForce {
    const period = this.#periods.find(({ from, through }) => from <= day && day <= through);
    const hours = (period?.week ?? this.#week)[weekday] as DayHours;
    return period === undefined
      ? { layer: "weekly-hours", name: undefined, hours }
      : { layer: "dated-hours", name: period.name, hours, period };
  }
}

/** Every date whose hours can reach into a stretch of time. */
function datesAround({ start, end }: Interval): { first: LocalDay; last: LocalDay } {
  // No zone is a day away from UTC.
  return { first: Math.floor(start / DAY_MS) - 1 - LONGEST_REACH_DAYS, last: Math.floor(end / DAY_MS) + 1 };
}

/** Hours of a date on the wall clock, which the same numbers count in every zone. */
function onWall(day: LocalDay, hours: DayHours): Interval[] {
  const list: Interval[] = [];
  addOnWall(list, day, hours);
  return list;
}

function addOnWall(list: Interval[], day: LocalDay, hours: DayHours): void {
  for (const { opens, closes } of hours)
    list.push({ start: day * DAY_MS + opens, end: day * DAY_MS + closes });
}

function wholeDay(day: LocalDay): Interval {
  return { start: day * DAY_MS, end: (day + 1) * DAY_MS };
}

function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  return (a[0] as number) < (b[0] as number) ? -1 : 1;
}

function toPeriod({ from, through, weekly, name, source, status = "confirmed" }: DatedHours): Period {
  return {
    from: from === undefined ? -Infinity : toDay(from),
    through: through === undefined ? Infinity : toDay(through),
    name,
    source,
    status,
    week: toWeek(weekly),
  };
}

function toNamedHours(config: Breaks | SpecialHours): NamedHours {
  if (isList(config)) return { name: undefined, hours: toDayHours(config) };
  return { name: config.name, hours: "hours" in config ? toDayHours(config.hours) : [] };
}

function toInterval({ from, to, name }: Stretch): NamedInterval {
  return { start: toEpochMs(from, "from"), end: toEpochMs(to, "to"), name };
}

function byStart(a: Interval, b: Interval): number {
  return a.start - b.start || a.end - b.end;
}

function byDay<T, U>(config: Readonly<Record<string, T>>, read: (value: T) => U): Map<LocalDay, U> {
  return new Map(Object.entries(config).map(([date, value]) => [toDay(date), read(value)]));
}

/** `Array.isArray` forgets about readonly arrays. */
function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}
