import type { Random } from "../simulator/random.js";
import { percentile } from "../simulator/statistics.js";

/**
 * A figure over clusters of which each counts so many times: once each in what was seen, none, once or
 * several times in a resample. Null where there is nothing to tell it from.
 */
export type Statistic = (times: Uint32Array) => number | null;

/** One number a cluster; most incidents never wait or move, and what is 0 adds nothing. */
export function sumOver(values: readonly number[]): (times: Uint32Array) => number {
  const clusters = Uint32Array.from([...values.keys()].filter((cluster) => values[cluster] !== 0));
  const numbers = Float64Array.from(clusters, (cluster) => values[cluster] ?? 0);
  return (times) => {
    let sum = 0;
    for (let at = 0; at < clusters.length; at += 1) sum += numbers[at]! * times[clusters[at]!]!;
    return sum;
  };
}

export function ratioOver(parts: readonly number[], wholes: readonly number[]): Statistic {
  const [part, whole] = [sumOver(parts), sumOver(wholes)];
  return (times) => {
    const all = whole(times);
    return all === 0 ? null : part(times) / all;
  };
}

/** Of all the clusters' values together, by nearest rank; sorted once, not in each resample. */
export function percentileOver(values: readonly (readonly number[])[], percent: number): Statistic {
  const sorted = values
    .flatMap((own, cluster) => own.map((value) => ({ value, cluster })))
    .sort((a, b) => a.value - b.value);
  const clusters = Uint32Array.from(sorted, ({ cluster }) => cluster);
  return (times) => {
    let count = 0;
    for (let at = 0; at < clusters.length; at += 1) count += times[clusters[at]!]!;
    const rank = Math.max(1, Math.ceil((percent / 100) * count));
    let seen = 0;
    for (let at = 0; at < clusters.length; at += 1) {
      seen += times[clusters[at]!]!;
      if (seen >= rank) return sorted[at]?.value ?? null;
    }
    return null;
  };
}

/** One less than a round number: the bounds then leave as many resamples below as above. */
export const RESAMPLES = 1999;

/**
 * What each statistic comes to in each resample: as many clusters as there are, drawn with replacement
 * (Efron 1979). All statistics see the same resamples, so what is paired stays paired.
 */
export function resample(
  statistics: readonly Statistic[],
  clusters: number,
  random: Random,
  resamples = RESAMPLES,
): (number | null)[][] {
  const values = statistics.map((): (number | null)[] => []);
  const times = new Uint32Array(clusters);
  for (let index = 0; index < resamples; index += 1) {
    times.fill(0);
    for (let draw = 0; draw < clusters; draw += 1) times[random.below(clusters)]! += 1;
    for (const [at, statistic] of statistics.entries()) values[at]?.push(statistic(times));
  }
  return values;
}

/** What a statistic comes to where each cluster counts once. */
export function observed(statistic: Statistic, clusters: number): number | null {
  return statistic(new Uint32Array(clusters).fill(1));
}

export interface Interval {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** The percentile interval: what lies between the 2.5th and the 97.5th percentile of the resamples. */
export function intervalOf(value: number | null, resampled: readonly (number | null)[]): Interval | null {
  const sorted = resampled.filter((each) => each !== null).sort((a, b) => a - b);
  const [from, to] = [percentile(sorted, 2.5), percentile(sorted, 97.5)];
  return value === null || from === undefined || to === undefined ? null : { value, from, to };
}
