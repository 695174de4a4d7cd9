import { DAY, firstInstantReading, midnight, reading } from "./clock.js";
import { openAt, turningPoints, type Expr } from "./hours.js";

/** A stretch of time, `[from, to)`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the oracle saw between two instants. It cannot say what lies beyond them. */
export interface Walk extends Stretch {
  /** The longest open stretches, in order, clipped to what was walked. */
  readonly open: readonly Stretch[];
}

/** The answer lies beyond what was walked, or does not exist. */
export const BEYOND = "beyond";
export type Answer = number | typeof BEYOND;

/** Walk from one instant to another, looking at every instant at which something can change. */
export function walk(expr: Expr, from: number, to: number): Walk {
  const points = [from, ...turningPoints(expr, from, to).filter((at) => from < at && at < to), to];
  const inOrder = [...new Set(points)].sort((a, b) => a - b);
  const open: Stretch[] = [];
  let since: number | undefined;
  for (const at of inOrder) {
    const isOpen = at < to && openAt(expr, at);
    if (isOpen && since === undefined) since = at;
    if (!isOpen && since !== undefined) {
      open.push({ from: since, to: at });
      since = undefined;
    }
  }
  return { from, to, open };
}

/** The first opening later than `at`. */
export function nextOpening({ from, open }: Walk, at: number): Answer {
  return open.find((each) => each.from > at && each.from > from)?.from ?? BEYOND;
}

/** The first closing later than `at`. */
export function nextClosing({ to, open }: Walk, at: number): Answer {
  return open.find((each) => each.to > at && each.to < to)?.to ?? BEYOND;
}

/** The last opening earlier than `at`. */
export function previousOpening({ from, open }: Walk, at: number): Answer {
  return [...open].reverse().find((each) => each.from < at && each.from > from)?.from ?? BEYOND;
}

/** The last closing earlier than `at`. */
export function previousClosing({ to, open }: Walk, at: number): Answer {
  return [...open].reverse().find((each) => each.to < at && each.to < to)?.to ?? BEYOND;
}

/** Open time from `a` to `b`; negative when `b` is before `a`. */
export function between({ open }: Walk, a: number, b: number): number {
  if (b < a) return 0 - between({ from: b, to: a, open }, b, a);
  return open.reduce((sum, each) => sum + Math.max(0, Math.min(each.to, b) - Math.max(each.from, a)), 0);
}

/** The earliest instant by which `work` of open time has passed since `start`; with none, the first open instant. */
export function add({ open }: Walk, start: number, work: number): Answer {
  let left = work;
  for (const { from, to } of open) {
    const first = Math.max(from, start);
    if (to <= first) continue;
    if (left <= to - first) return first + left;
    left -= to - first;
  }
  return BEYOND;
}

/** The last instant by which no more than `work` has passed: used up at closing time, the next opening. */
export function addToLast({ open }: Walk, start: number, work: number): Answer {
  let left = work;
  for (const { from, to } of open) {
    const first = Math.max(from, start);
    if (to <= first) continue;
    if (left < to - first) return first + left;
    left -= to - first;
  }
  return BEYOND;
}

/** The latest instant from which `work` of open time passes until `end`; with none, `end` or the last closing. */
export function subtract({ open }: Walk, end: number, work: number): Answer {
  let left = work;
  for (const { from, to } of [...open].reverse()) {
    if (from > end) continue;
    const last = Math.min(to, end);
    if (left <= last - from) return last - left;
    left -= last - from;
  }
  return BEYOND;
}

/**
 * The wall time of `at` on the n-th business day after its date (before, for a negative n), moved to the next
 * open instant (backwards, to the last closing). A business day is a date with any open time.
 */
export function addBusinessDays(seen: Walk, timeZone: string, at: number, days: number): Answer {
  const wall = reading(timeZone, at);
  const step = Math.sign(days);
  let date = Math.floor(wall / DAY);
  for (let left = Math.abs(days); left > 0;) {
    date += step;
    const [from, to] = [midnight(timeZone, date), midnight(timeZone, date + 1)];
    if (from < seen.from || to > seen.to) return BEYOND;
    if (between(seen, from, to) > 0) left--;
  }
  const moved =
    days === 0 ? at : firstInstantReading(timeZone, date * DAY + (wall - Math.floor(wall / DAY) * DAY));
  return days < 0 ? subtract(seen, moved, 0) : add(seen, moved, 0);
}
