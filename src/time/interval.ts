import type { EpochMs } from "./instant.js";

/** A half-open stretch of time, `[start, end)`. */
export interface Interval {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Sorted by start, disjoint, not touching, none empty. What every function here takes and gives. */
export type IntervalList = readonly Interval[];

/** Any intervals in any order as a list: empty ones dropped, overlapping and touching ones merged. */
export function normalise(intervals: Iterable<Interval>): IntervalList {
  const list: Interval[] = [];
  for (const next of inOrder(intervals)) {
    if (next.start >= next.end) continue;
    const last = list[list.length - 1];
    if (last === undefined || next.start > last.end) list.push(next);
    else if (next.end > last.end) list[list.length - 1] = { start: last.start, end: next.end };
  }
  return list;
}

/** Sorted by start; compiled hours come sorted as they are. */
function inOrder(intervals: Iterable<Interval>): readonly Interval[] {
  const list = Array.isArray(intervals) ? (intervals as readonly Interval[]) : [...intervals];
  for (let i = 1; i < list.length; i++) {
    if ((list[i] as Interval).start < (list[i - 1] as Interval).start) {
      return [...list].sort((a, b) => a.start - b.start);
    }
  }
  return list;
}

/** What lies in any of the lists. */
export function union(lists: readonly IntervalList[]): IntervalList {
  const [only = [], ...others] = lists.filter(({ length }) => length > 0);
  return others.length === 0 ? only : normalise([only, ...others].flat());
}

/** What lies in both lists. */
export function intersection(a: IntervalList, b: IntervalList): IntervalList {
  const list: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i] as Interval, b[j] as Interval];
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (start < end) list.push({ start, end });
    if (left.end < right.end) i++;
    else j++;
  }
  return list;
}

/** What lies in `a` and not in `b`. */
export function difference(a: IntervalList, b: IntervalList): IntervalList {
  if (b.length === 0) return a;
  const list: Interval[] = [];
  let j = 0;
  for (const { start, end } of a) {
    while (j < b.length && (b[j] as Interval).end <= start) j++;
    let from = start;
    for (let k = j; k < b.length && (b[k] as Interval).start < end; k++) {
      const cut = b[k] as Interval;
      if (from < cut.start) list.push({ start: from, end: cut.start });
      from = Math.max(from, cut.end);
    }
    if (from < end) list.push({ start: from, end });
  }
  return list;
}

/** The part of a list inside one stretch of time. */
export function clip(list: IntervalList, start: EpochMs, end: EpochMs): IntervalList {
  return intersection(list, [{ start, end }]);
}

/** The first interval that ends after an instant: the one that holds it, or else the next. */
export function firstEndingAfter(list: IntervalList, at: EpochMs): Interval | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as Interval).end > at) high = middle;
    else low = middle + 1;
  }
  return list[low];
}

/** Do two stretches of time share an instant? */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
