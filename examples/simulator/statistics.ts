import { MINUTE_MS } from "./units.js";

/** The value that this share of a sorted list does not exceed (nearest rank). */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1];
}

/** Evenly spaced quantiles, the least and the greatest included. */
export function quantiles(values: readonly number[], steps: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from(
    { length: steps + 1 },
    (_, step) => sorted[Math.round((step / steps) * (sorted.length - 1))] ?? 0,
  );
}

/** How many values there are, and how long they are. */
export interface Lengths {
  readonly count: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly mostMs: number | null;
  /** How many are longer than a minute. */
  readonly overMinute: number;
  readonly totalMs: number;
}

export function lengthsOf(values: readonly number[]): Lengths {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    medianMs: percentile(sorted, 50) ?? null,
    p90Ms: percentile(sorted, 90) ?? null,
    mostMs: sorted.at(-1) ?? null,
    overMinute: sorted.filter((ms) => ms > MINUTE_MS).length,
    totalMs: sorted.reduce((sum, value) => sum + value, 0),
  };
}

/** The moves in a list of places, and the returns to a place that had been left. */
export function movesOf(places: readonly string[]): { moves: number; returns: number } {
  const left = new Set<string>();
  let moves = 0;
  let returns = 0;
  let here: string | undefined;
  for (const place of places) {
    if (place === here) continue;
    if (here !== undefined) {
      moves += 1;
      left.add(here);
      if (left.has(place)) returns += 1;
    }
    here = place;
  }
  return { moves, returns };
}
