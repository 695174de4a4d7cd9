import { DAY_MS, parseLocalDay, type LocalDay } from "../time/index.js";
import type { HolidayConfig } from "./config.js";
import { canonical, toDay, toDayHours, type DayHours } from "./day-hours.js";

/** A holiday on the date that was asked for. */
export interface Holiday {
  readonly name: string | undefined;
  readonly source: string | undefined;
  readonly status: "confirmed" | "estimated";
  /** The hours worked all the same; empty when closed. */
  readonly hours: DayHours;
}

type Details = Exclude<HolidayConfig, string>;

/** Which dates are holidays that the team keeps: single, in ranges, and every year. */
export class HolidayTable {
  readonly #days = new Map<LocalDay, Holiday>();
  /** By `yearlyKey`. */
  readonly #yearly = new Map<number, Holiday>();

  constructor(holidays: readonly HolidayConfig[]) {
    for (const each of holidays) this.#add(typeof each === "string" ? { date: each } : each);
  }

  /** The holiday kept on a date. Of several, the strictest: a closed one before one with hours. */
  on(day: LocalDay): Holiday | undefined {
    const dated = this.#days.get(day);
    if (this.#yearly.size === 0) return dated;
    const yearly = this.#yearly.get(yearlyKey(day));
    return stricter(dated, yearly);
  }

  /** Every date with the hours worked on it, in order; names are no part of it. */
  meaning(): unknown {
    const entries = [...this.#days, ...this.#yearly].map(
      ([day, { hours }]) => [String(day), canonical(hours)] as const,
    );
    return entries.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #add(config: Details): void {
    const { name, source, status = "confirmed", observance = "closed" } = config;
    if (observance === "open") return; // not kept: as if it were not there
    const hours = observance === "closed" ? [] : toDayHours(observance);
    const holiday = { name, source, status, hours };
    if ("date" in config && parseLocalDay(config.date) === undefined) {
      const key = yearlyKey(toDay(LEAP_YEAR + config.date));
      this.#yearly.set(key, stricter(this.#yearly.get(key), holiday));
      return;
    }
    const [from, through] = "date" in config ? [config.date, config.date] : [config.from, config.through];
    for (let day = toDay(from), last = toDay(through); day <= last; day++) {
      this.#days.set(day, stricter(this.#days.get(day), holiday));
    }
  }
}

const LEAP_YEAR = "2000-";

/** The same for a month and day in every year: 12-25 is 1125. */
function yearlyKey(day: LocalDay): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCMonth() * 100 + date.getUTCDate();
}

function stricter(a: Holiday | undefined, b: Holiday): Holiday;
function stricter(a: Holiday | undefined, b: Holiday | undefined): Holiday | undefined;
function stricter(a: Holiday | undefined, b: Holiday | undefined): Holiday | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.hours.length === 0 && a.hours.length > 0 ? b : a;
}
