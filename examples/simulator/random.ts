/**
 * A random source of our own, so that a seed gives the same day on every machine: 32-bit integers only
 * (sfc32 by Chris Doty-Humphrey, public domain), and nothing of Math that engines may round differently.
 */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  unit(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** The index of one of the weights, in proportion to them. */
  pick(weights: readonly number[]): number;
  /** A value of a distribution given by its evenly spaced quantiles, from the least to the greatest. */
  fromQuantiles(quantiles: readonly number[]): number;
}

const TWO_32 = 4_294_967_296;

export function randomFrom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed >>> 0;
  let counter = Math.floor(seed / TWO_32) >>> 0 || 1;
  const next = (): number => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  // The first words still resemble the seed.
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();

  const unit = (): number => next() / TWO_32;
  const below = (limit: number): number => Math.floor(unit() * limit);
  const pick = (weights: readonly number[]): number => {
    let left = below(weights.reduce((sum, weight) => sum + weight, 0));
    for (const [index, weight] of weights.entries()) {
      if (left < weight) return index;
      left -= weight;
    }
    throw new Error("nothing to pick from: all weights are zero");
  };
  const fromQuantiles = (quantiles: readonly number[]): number => {
    const steps = quantiles.length - 1;
    const position = unit() * steps;
    const step = Math.floor(position);
    const low = quantiles[step] ?? 0;
    const high = quantiles[step + 1] ?? low;
    return Math.round(low + (high - low) * (position - step));
  };
  return { unit, below, pick, fromQuantiles };
}

/**
 * A source for one thing alone, told by its name: what is drawn for it stays the same, however much or
 * little is drawn for others. (FNV-1a by Fowler, Noll and Vo, public domain.)
 */
export function randomFor(seed: number, name: string): Random {
  let hash = 0x811c9dc5;
  for (const each of `${seed}/${name}`) hash = Math.imul(hash ^ (each.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return randomFrom(hash + (seed % 65_536) * TWO_32);
}
