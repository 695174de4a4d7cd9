/**
 * The ledger of fair shares.
 *
 * A job credits every candidate with a share of it, by weight, and debits the
 * one who gets it with all of it; whoever is owed most comes first. With
 * candidates chosen within `tolerance` times the largest job of the largest
 * balance, nobody is ever owed, or ahead by, more than
 * `largest * (1 + tolerance) * (n - 1) / 2`, n being the number of accounts:
 * the carpool problem (R. Fagin and J. Williams, IBM J. Res. Dev. 27(2), 1983;
 * M. Ajtai et al., J. Algorithms 29, 1998), for any weights and candidates. See
 * docs/decisions/0005 for the proof, and for what offers change.
 *
 * Balances are whole millionths of a job. The credits of a job sum to its size
 * exactly (largest remainder), so that all balances always sum to zero.
 */
export const UNITS_PER_JOB = 1_000_000;

/** What one job posts. */
export interface Posting {
  /** The candidates, in the order of their ids. */
  readonly slots: Int32Array;
  /** What each is credited. */
  readonly credits: Float64Array;
  /** Who gets it: one of the candidates. */
  readonly assignee: number;
  /** The job, the sum of the credits. */
  readonly size: number;
}

/** Groups of agents with the same weight, so that a share is computed once for each. */
export interface WeightClasses {
  /** By slot. */
  readonly classOf: Int32Array;
  /** By class, in thousandths of full time. */
  readonly weights: Float64Array;
}

/** The class of every weight, by slot; `undefined` where nobody is. */
export function weightClasses(weights: readonly (number | undefined)[]): WeightClasses {
  const classes = new Map<number, number>();
  const classOf = Int32Array.from(weights, (weight) => {
    if (weight === undefined) return 0;
    const index = classes.get(weight) ?? classes.size;
    classes.set(weight, index);
    return index;
  });
  return { classOf, weights: Float64Array.from(classes.keys()) };
}

/**
 * What a job of `size` units credits each of its candidates: its share by
 * weight, rounded down. What is left, less than a unit each, goes by one unit to
 * the one who gets the job, at `place`, then to the largest remainders, of equal
 * ones to the lower ids first.
 */
export function creditsOf(
  slots: Int32Array,
  size: number,
  classes: WeightClasses,
  place: number,
): Float64Array {
  const { shares, remainders } = sharesOf(slots, size, classes);
  const credits = new Float64Array(slots.length);
  let left = size;
  for (let i = 0; i < slots.length; i++) {
    credits[i] = shares[classes.classOf[slots[i] as number] as number] as number;
    left -= credits[i] as number;
  }
  if (left === 0) return credits;
  credits[place] = (credits[place] as number) + 1;
  left -= 1;
  const descending = [...new Set(remainders)].sort((a, b) => b - a);
  for (const remainder of descending) {
    for (let i = 0; i < slots.length && left > 0; i++) {
      const each = classes.classOf[slots[i] as number] as number;
      if (i === place || remainders[each] !== remainder) continue;
      credits[i] = (credits[i] as number) + 1;
      left -= 1;
    }
  }
  return credits;
}

/** Per class of weights, the share of each member, rounded down, and what is cut off. */
function sharesOf(
  slots: Int32Array,
  size: number,
  { classOf, weights }: WeightClasses,
): { shares: Float64Array; remainders: Float64Array } {
  let total = 0;
  for (let i = 0; i < slots.length; i++) total += weights[classOf[slots[i] as number] as number] as number;
  const shares = new Float64Array(weights.length);
  const remainders = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const exact = size * (weights[i] as number); // at most 1e9 units times 1e5 thousandths: an exact integer
    remainders[i] = exact % total;
    shares[i] = (exact - (remainders[i] as number)) / total;
  }
  return { shares, remainders };
}

/**
 * How far each candidate is behind the one who is owed most, with their shares
 * of this job. Shares are rounded down alike, so that nobody comes first by a
 * millionth; whoever is chosen gets the first unit that is left.
 */
export function deficitsOf(
  slots: Int32Array,
  size: number,
  classes: WeightClasses,
  owed: Float64Array,
): Float64Array {
  const { shares } = sharesOf(slots, size, classes);
  const deficits = new Float64Array(slots.length);
  let most = -Infinity;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    const balance = (owed[slot] as number) + (shares[classes.classOf[slot] as number] as number);
    deficits[i] = balance;
    if (balance > most) most = balance;
  }
  for (let i = 0; i < slots.length; i++) deficits[i] = most - (deficits[i] as number);
  return deficits;
}
