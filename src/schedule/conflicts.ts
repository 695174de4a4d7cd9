import type { Problem } from "../errors.js";
import type { CalendarConfig, DatedHours, HolidayConfig } from "./config.js";

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
  const hoursByDate = new Map<string, string>();
  return holidays.flatMap((holiday, index) => {
    if (typeof holiday === "string" || !Array.isArray(holiday.observance)) return [];
    const date = "date" in holiday ? holiday.date : `${holiday.from}/${holiday.through}`;
    const hours = JSON.stringify(holiday.observance);
    const before = hoursByDate.get(date);
    hoursByDate.set(date, hours);
    if (before === undefined || before === hours) return [];
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
