import { fail } from "../errors.js";
import type { Calendar } from "../schedule/index.js";
import { timelineOf, type Timeline } from "../schedule/internal.js";
import {
  toDate,
  toDurationMs,
  toEpochMs,
  type DurationInput,
  type EpochMs,
  type InstantInput,
  type Interval,
} from "../time/index.js";
import {
  asKnownAt,
  firstInstantAfter,
  isStopped,
  isWorking,
  lastInstantWithin,
  onHours,
  runsBetween,
  workedUntil,
  type Runs,
} from "./clock.js";

/** A stretch of time during which a clock stands still. Without `to` it has not ended yet. */
export interface Pause {
  readonly from: InstantInput;
  readonly to?: InstantInput | null | undefined;
}

/** A promise: so much working time on a calendar, counted from an instant. */
export interface ServicePromise {
  /** The hours that count. For a promise that handoffs cannot move: `anyOf` of the teams' calendars. */
  readonly calendar: Calendar;
  /** When the clock was activated; it need not be open. */
  readonly from: InstantInput;
  /** The working time that may pass. */
  readonly target: DurationInput;
  /** When the clock stood still, in any order; overlaps count once. Default: never. */
  readonly pauses?: readonly Pause[] | undefined;
}

/** When a promise is due. */
export type DueAnswer =
  | {
      readonly kind: "due";
      readonly activatedAt: Date;
      /** The first instant by which the target is used up. Show this one. */
      readonly dueAt: Date;
      /**
       * The last instant at which no more than the target is used up: the next
       * opening, where `dueAt` is a closing. `undefined` where every later instant is.
       */
      readonly lastCompliantAt: Date | undefined;
    }
  | {
      readonly kind: "paused";
      readonly activatedAt: Date;
      readonly reason: string;
      readonly remainingMs: number;
    }
  | { readonly kind: "unreachable"; readonly activatedAt: Date; readonly reason: string };

/** What a promise looks like at an instant. */
export interface ClockStatus {
  readonly state: "running" | "out-of-hours" | "paused" | "met" | "missed" | "unreachable";
  readonly activatedAt: Date;
  /** As known then; `undefined` while paused with time left, and when never. */
  readonly dueAt: Date | undefined;
  readonly lastCompliantAt: Date | undefined;
  /** Working time used up, to the millisecond. */
  readonly elapsedMs: number;
  /** Target minus elapsed; negative after an overrun. */
  readonly remainingMs: number;
  /** What is beyond the target; zero until then. */
  readonly overrunMs: number;
  /** Working time inside the pauses, which did not count. */
  readonly pausedMs: number;
}

/**
 * When a promise is due, in both readings.
 *
 * @returns `due`; `paused` when a pause has not ended and time is left; or
 *   `unreachable` when the calendar is not open long enough before 2100.
 * @throws {FollowTheSunError} `instant.*`, `duration.*`, `clock.pauses`, `argument.invalid`.
 *
 * @example
 * const promise = dueAt({ calendar: london, from: "2026-03-27T16:00:00Z", target: { hours: 2 } });
 * if (promise.kind === "due") promise.dueAt; // => 2026-03-30T09:00:00.000Z, Monday 10:00
 */
export function dueAt(promise: ServicePromise): DueAnswer {
  return dueOf(readClock(promise, "promise"));
}

/**
 * Where a promise stands at an instant, or how it ended.
 *
 * Missed means that more working time than the target has elapsed, so a promise
 * kept exactly on its target is met. Only pauses that had begun by `at` are
 * known then. Fulfilling ends a pause.
 *
 * @param fulfilledAt - When the promise was kept, if it was; later than `at` it has not happened yet.
 * @throws {FollowTheSunError} As `dueAt`; `argument.invalid` when `at` or `fulfilledAt` lies before the activation.
 *
 * @example
 * clockStatus({ calendar: london, from: "2026-03-27T16:00:00Z", target: { hours: 2 } }, "2026-03-30T08:30:00Z");
 * // => { state: "running", elapsedMs: 5_400_000, remainingMs: 1_800_000, … }
 */
export function clockStatus(
  promise: ServicePromise & { readonly fulfilledAt?: InstantInput | undefined },
  at: InstantInput,
): ClockStatus {
  const asked = toEpochMs(at, "at");
  const fulfilled =
    promise.fulfilledAt === undefined ? undefined : toEpochMs(promise.fulfilledAt, "promise.fulfilledAt");
  const isFulfilled = fulfilled !== undefined && fulfilled <= asked;
  const end = isFulfilled ? fulfilled : asked;
  const whole = readClock(promise, "promise");
  const clock = { ...whole, runs: onHours(asKnownAt(whole.runs, end, isFulfilled), whole.hours) };
  if (end < clock.from) {
    const [path, value] = isFulfilled ? ["promise.fulfilledAt", promise.fulfilledAt] : ["at", at];
    fail(
      "argument.invalid",
      path,
      value,
      `must not lie before promise.from, ${new Date(clock.from).toISOString()}`,
    );
  }
  const elapsedMs = workedUntil(clock.runs, end);
  const due = dueOf(clock);
  return {
    state: stateOf(clock, end, elapsedMs, isFulfilled, due),
    activatedAt: new Date(clock.from),
    dueAt: due.kind === "due" ? due.dueAt : undefined,
    lastCompliantAt: due.kind === "due" ? due.lastCompliantAt : undefined,
    elapsedMs,
    remainingMs: clock.target - elapsedMs,
    overrunMs: Math.max(0, elapsedMs - clock.target),
    pausedMs: clock.hours.openTimeBetween(clock.from, end) - elapsedMs,
  };
}

/** A promise in epoch milliseconds. */
interface Clock {
  readonly hours: Timeline;
  readonly from: EpochMs;
  readonly target: number;
  readonly runs: Runs;
}

function readClock({ calendar, from, target, pauses = [] }: ServicePromise, path: string): Clock {
  const start = toEpochMs(from, `${path}.from`);
  const hours = timelineOf(calendar, `${path}.calendar`);
  return {
    hours,
    from: start,
    target: toDurationMs(target, `${path}.target`),
    runs: onHours(runsBetween(start, readPauses(pauses, `${path}.pauses`)), hours),
  };
}

function readPauses(pauses: readonly Pause[], path: string): Interval[] {
  return pauses.map((pause, index) => {
    const start = toEpochMs(pause.from, `${path}[${index}].from`);
    const end =
      pause.to === undefined || pause.to === null ? Infinity : toEpochMs(pause.to, `${path}[${index}].to`);
    if (end < start)
      fail("clock.pauses", `${path}[${index}].to`, pause.to, "must not lie before the pause begins");
    return { start, end };
  });
}

function dueOf({ from, target, runs }: Clock): DueAnswer {
  const activatedAt = new Date(from);
  const due = firstInstantAfter(runs, target);
  if (due !== undefined) {
    const lastCompliantAt = toDate(lastInstantWithin(runs, target));
    return { kind: "due", activatedAt, dueAt: new Date(due), lastCompliantAt };
  }
  const last = runs.at(-1);
  if (last?.end === Infinity) {
    return { kind: "unreachable", activatedAt, reason: "the calendar is not open long enough before 2100" };
  }
  const remainingMs = target - (last === undefined ? 0 : workedUntil(runs, last.end));
  return {
    kind: "paused",
    activatedAt,
    reason: "paused, with time left: due only once it runs again",
    remainingMs,
  };
}

function stateOf(
  { target, runs }: Clock,
  end: EpochMs,
  elapsedMs: number,
  isFulfilled: boolean,
  due: DueAnswer,
): ClockStatus["state"] {
  if (elapsedMs > target) return "missed";
  if (isFulfilled) return "met";
  if (isStopped(runs, end)) return "paused";
  if (due.kind === "unreachable") return "unreachable";
  return isWorking(runs, end) ? "running" : "out-of-hours";
}
