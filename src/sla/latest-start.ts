import type { Calendar } from "../schedule/index.js";
import { timelineOf } from "../schedule/internal.js";
import { toDate, toDurationMs, toEpochMs, type DurationInput, type InstantInput } from "../time/index.js";

/** So much work, done by an instant. */
export interface WorkBy {
  readonly calendar: Calendar;
  readonly work: DurationInput;
  readonly by: InstantInput;
}

/**
 * The latest start that still meets a deadline: the exact inverse of `dueAt`.
 *
 * A promise activated then is due at `by`, or at the closing before it; one
 * activated a millisecond of open time later is due after it.
 *
 * @returns `undefined` when the calendar was not open long enough since 1970.
 * @throws {FollowTheSunError} `instant.*`, `duration.*`, `argument.invalid`.
 *
 * @example
 * latestStart({ calendar: london, work: { hours: 10 }, by: "2026-03-31T10:00:00Z" });
 * // => 2026-03-30T08:00:00.000Z, Monday 09:00
 */
export function latestStart({ calendar, work, by }: WorkBy): Date | undefined {
  return toDate(timelineOf(calendar, "calendar").subtract(toEpochMs(by, "by"), toDurationMs(work, "work")));
}
