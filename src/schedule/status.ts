import { toDate, toEpochMs, type InstantInput } from "../time/index.js";
import { timelineOf, whyAt, type Calendar } from "./calendar.js";
import type { Reason } from "./reasons.js";

/** Whether a calendar is open at an instant, why, and until when. */
export interface CalendarStatus {
  readonly isOpen: boolean;
  /** The layer that decides: the week, a holiday with its name, a break, an incident, … */
  readonly reason: Reason;
  /** When it next opens or closes; `undefined` when it never does again before 2100. */
  readonly nextChangeAt: Date | undefined;
}

/**
 * Is the calendar open at this instant, for which reason, and when does that change?
 *
 * @throws {FollowTheSunError} `instant.*`, `argument.invalid`.
 *
 * @example
 * calendarStatus(london, "2026-03-28T12:00:00Z");
 * // => { isOpen: false, reason: { code: "outside-hours" }, nextChangeAt: "2026-03-30T08:00:00.000Z" }
 */
export function calendarStatus(calendar: Calendar, at: InstantInput): CalendarStatus {
  const timeline = timelineOf(calendar);
  const instant = toEpochMs(at, "at");
  const isOpen = timeline.isOpenAt(instant);
  const next = isOpen ? timeline.closingAfter(instant) : timeline.openingAfter(instant);
  return { isOpen, reason: whyAt(calendar, instant), nextChangeAt: toDate(next) };
}
