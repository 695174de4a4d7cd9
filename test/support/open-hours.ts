import { defineCalendar, openIntervals, type Calendar, type CalendarConfig } from "follow-the-sun";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** The same hours on every weekday. */
export const daily = (...hours: [string, string][]) => Object.fromEntries(DAYS.map((day) => [day, hours]));
/** From Monday to Friday. */
export const nineToFive = Object.fromEntries(
  DAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"] as const]]),
);

/** The open intervals of a window, as short texts: `2026-03-29T01:00Z/02:00Z`, with the date of the end where it is another. */
export function openHours(config: CalendarConfig | Calendar, from: string, to: string): string[] {
  const calendar = "kind" in config ? config : defineCalendar(config);
  return Array.from(openIntervals(calendar, { from, to }), (open) => {
    const [start, end] = [open.from, open.to].map((at) => at.toISOString().replace(/(:00)?\.000Z$/, "Z"));
    const sameDate = start?.slice(0, 11) === end?.slice(0, 11);
    return `${start}/${sameDate ? end?.slice(11) : end}`;
  });
}
