import type { Spell } from "./life.js";

/** Equal stretches of time, one after the other. */
export interface Bins {
  readonly from: number;
  readonly widthMs: number;
  readonly count: number;
}

export function binsOf(from: number, to: number, widthMs: number): Bins {
  return { from, widthMs, count: Math.ceil((to - from) / widthMs) };
}

/** How many instants fall into each bin. */
export function countPerBin(bins: Bins, instants: Iterable<number>): number[] {
  const counts = zeros(bins);
  for (const at of instants) {
    const bin = Math.floor((at - bins.from) / bins.widthMs);
    if (bin >= 0 && bin < bins.count) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** How much of the spells' time falls into each bin, overlaps counted as often as they overlap. */
export function timePerBin(bins: Bins, spells: Iterable<Spell>): number[] {
  const times = zeros(bins);
  for (const { from, to } of spells) {
    for (let bin = Math.max(0, Math.floor((from - bins.from) / bins.widthMs)); bin < bins.count; bin += 1) {
      const start = bins.from + bin * bins.widthMs;
      if (start >= to) break;
      times[bin] = (times[bin] ?? 0) + Math.min(to, start + bins.widthMs) - Math.max(from, start);
    }
  }
  return times;
}

/** The most spells that went on at once in each bin; one of no length never went on. */
export function mostPerBin(bins: Bins, spells: readonly Spell[]): number[] {
  const changes = spells
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  const most = zeros(bins);
  let now = 0;
  let next = 0;
  for (let bin = 0; bin < bins.count; bin += 1) {
    const end = bins.from + (bin + 1) * bins.widthMs;
    const start = end - bins.widthMs;
    // What ends exactly at the start of a bin is no part of it.
    while ((changes[next]?.at ?? Infinity) <= start) now += changes[next++]?.by ?? 0;
    let peak = now;
    while ((changes[next]?.at ?? Infinity) < end) {
      now += changes[next++]?.by ?? 0;
      peak = Math.max(peak, now);
    }
    most[bin] = peak;
  }
  return most;
}

/** Lays several days of bins over each other. */
export function foldBins(
  values: readonly number[],
  perDay: number,
  merge: (a: number, b: number) => number,
): number[] {
  return Array.from({ length: perDay }, (_, index) => {
    let folded = values[index] ?? 0;
    for (let at = index + perDay; at < values.length; at += perDay) folded = merge(folded, values[at] ?? 0);
    return folded;
  });
}

function zeros({ count }: Bins): number[] {
  return Array.from({ length: count }, () => 0);
}
