import { fail } from "../errors.js";
import { toDate, toEpochMs, type InstantInput } from "../time/index.js";
import { timelineOf, type Calendar } from "./calendar.js";

/** A stretch of time between two instants, `[from, to)`. */
export interface Window {
  readonly from: InstantInput;
  readonly to: InstantInput;
}

/** An open interval, `[from, to)`. */
export interface OpenInterval {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Is the calendar open at this instant? Hours are half-open: at 17:00 sharp a
 * desk that closes at 17:00 is closed.
 *
 * @throws {FollowTheSunError} `instant.*`, `argument.invalid`.
 *
 * @example
 * isOpen(london, "2026-03-27T17:00:00Z"); // => false
 */
export function isOpen(calendar: Calendar, at: InstantInput): boolean {
  return timelineOf(calendar).isOpenAt(toEpochMs(at, "at"));
}

/**
 * The next opening, strictly later than `at`.
 *
 * @returns `undefined` when it never opens again (before 2100).
 * @throws {FollowTheSunError} `instant.*`, `argument.invalid`.
 *
 * @example
 * nextOpening(london, "2026-03-27T17:00:00Z"); // => 2026-03-30T08:00:00.000Z, Monday 09:00
 */
export function nextOpening(calendar: Calendar, at: InstantInput): Date | undefined {
  return toDate(timelineOf(calendar).openingAfter(toEpochMs(at, "at")));
}

/** The last opening strictly earlier than `at`; `undefined` when there was none since 1970. */
export function previousOpening(calendar: Calendar, at: InstantInput): Date | undefined {
  return toDate(timelineOf(calendar).openingBefore(toEpochMs(at, "at")));
}

/** The next closing, strictly later than `at`; `undefined` when it never closes again (before 2100). */
export function nextClosing(calendar: Calendar, at: InstantInput): Date | undefined {
  return toDate(timelineOf(calendar).closingAfter(toEpochMs(at, "at")));
}

/** The last closing strictly earlier than `at`; `undefined` when there was none since 1970. */
export function previousClosing(calendar: Calendar, at: InstantInput): Date | undefined {
  return toDate(timelineOf(calendar).closingBefore(toEpochMs(at, "at")));
}

/**
 * The open intervals of a window, merged and clipped to it, in order.
 *
 * A lazy sequence: nothing beyond what is taken from it is computed. It can be
 * walked any number of times.
 *
 * @throws {FollowTheSunError} `instant.*`, `window.order`, `argument.invalid`, at the call.
 *
 * @example
 * for (const { from, to } of openIntervals(london, { from: monday, to: friday })) console.log(from, to);
 */
export function openIntervals(calendar: Calendar, window: Window): Iterable<OpenInterval> {
  const timeline = timelineOf(calendar);
  const from = toEpochMs(window.from, "window.from");
  const to = toEpochMs(window.to, "window.to");
  if (to < from) fail("window.order", "window.to", window.to, "must not lie before window.from");
  return {
    *[Symbol.iterator]() {
      for (const { start, end } of timeline.openWithin(from, to))
        yield { from: new Date(start), to: new Date(end) };
    },
  };
}
