import { defineCalendar, type HolidayConfig } from "follow-the-sun";
import { mainZone } from "./countries.js";
import type { Office } from "./day.js";

/** When people of a country acted: the 5th and the 95th percentile of their local time of day. */
export interface FittedHours {
  readonly zone: string;
  readonly p05: string;
  readonly p95: string;
}

export type HoursByCountry = Readonly<Record<string, FittedHours>>;

const QUARTER = 15;
const DAY_MINUTES = 24 * 60;

/** A country's office, Monday to Friday: at its fitted hours, or from 9 to 5 in its main zone. */
export function officeOf(
  country: string,
  hours: HoursByCountry,
  holidays: readonly HolidayConfig[] = [],
): Office {
  const fit = Object.hasOwn(hours, country) ? hours[country] : undefined;
  const zone = fit?.zone ?? mainZone(country);
  const [opens, closes] = fit === undefined ? ["09:00", "17:00"] : quarterHours(fit);
  const day = [[opens, closes]] as const;
  const calendar = defineCalendar({
    name: country,
    timeZone: zone,
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
    holidays,
  });
  return { zone, opens, closes, fitted: fit !== undefined, calendar };
}

/** Rounded to quarter hours, and never to nothing. */
function quarterHours({ p05, p95 }: FittedHours): [opens: string, closes: string] {
  const opens = Math.min(nearestQuarter(p05), DAY_MINUTES - QUARTER);
  return [timeText(opens), timeText(Math.max(nearestQuarter(p95), opens + QUARTER))];
}

function nearestQuarter(time: string): number {
  return Math.round(minutesOf(time) / QUARTER) * QUARTER;
}

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
