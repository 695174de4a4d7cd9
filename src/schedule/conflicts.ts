import type { Problem } from "../errors.js";
import { formatLocalDay } from "../time/index.js";
import type { CalendarConfig, DatedHours, HolidayConfig } from "./config.js";
import { toDay } from "./day-hours.js";

/** What contradicts itself in a config of the right shape. */
export function conflictsIn({ datedHours = [], holidays = [] }: CalendarConfig, path: string): Problem[] {
  return [
    ...overlappingPeriods(datedHours, `${path}.datedHours`),
    ...contradictingHolidays(holidays, `${path}.holidays`),
  ];
}

function overlappingPeriods(periods: readonly DatedHours[], path: string): Problem[] {
  return periods.flatMap((period, index) => {
    const other = periods.slice(0, index).findIndex((each) => overlap(each, period));
    if (other < 0) return [];
    const reason = `must not be in force on the same dates as ${path}[${other}]`;
    return [{ code: "config.conflict", path: `${path}[${index}]`, value: period, reason } as const];
  });
}

/** ISO dates compare as texts. */
function overlap(a: DatedHours, b: DatedHours): boolean {
  return (a.from ?? "") <= (b.through ?? "9999") && (b.from ?? "") <= (a.through ?? "9999");
}

/** Two entries for one date with different hours: which ones would hold? A closed one beats both. */
function contradictingHolidays(holidays: readonly HolidayConfig[], path: string): Problem[] {
  const worked = new Map<string, string>();
  const yearlyFirst = [...holidays.entries()].sort(
    ([, a], [, b]) => Number(isYearly(b)) - Number(isYearly(a)),
  );
  return yearlyFirst.flatMap(([index, holiday]) => {
    if (typeof holiday === "string" || !Array.isArray(holiday.observance)) return [];
    const hours = JSON.stringify(holiday.observance);
    const contradicts = datesOf(holiday).some((date) => {
      const others = [worked.get(date), worked.get(date.slice("YYYY-".length))];
      return others.some((other) => other !== undefined && other !== hours);
    });
    for (const date of datesOf(holiday)) worked.set(date, hours);
    if (!contradicts) return [];
    const reason = "must name the same hours as the other entry for this date";
    return [
      {
        code: "config.conflict",
        path: `${path}[${index}].observance`,
        value: holiday.observance,
        reason,
      } as const,
    ];
  });
}

/** `YYYY-MM-DD` for dates, `MM-DD` for yearly ones. */
function datesOf(holiday: Exclude<HolidayConfig, string>): string[] {
  if ("date" in holiday) return [holiday.date];
  const [from, through] = [toDay(holiday.from), toDay(holiday.through)];
  return Array.from({ length: through - from + 1 }, (_, index) => formatLocalDay(from + index));
}

function isYearly(holiday: HolidayConfig): boolean {
  return typeof holiday !== "string" && "date" in holiday && holiday.date.length === "MM-DD".length;
}
