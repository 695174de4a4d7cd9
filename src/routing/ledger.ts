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
 * weight, rounded down, and one unit more for those with the largest remainders
 * until nothing is left; of equal remainders, the lower ids first.
 */
export function creditsOf(slots: Int32Array, size: number, classes: WeightClasses): Float64Array {
  const { classOf, weights } = classes;
  const counts = new Int32Array(weights.length);
  for (let i = 0; i < slots.length; i++) {
    const each = classOf[slots[i] as number] as number;
    counts[each] = (counts[each] as number) + 1;
  }
  const { shares, extras } = sharesOf(counts, size, weights);
  const credits = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const each = classOf[slots[i] as number] as number;
    const extra = extras[each] as number;
    credits[i] = (shares[each] as number) + (extra > 0 ? 1 : 0);
    if (extra > 0) extras[each] = extra - 1;
  }
  return credits;
}

/** Per class, the share of each member, and how many members get a unit more. */
function sharesOf(
  counts: Int32Array,
  size: number,
  weights: Float64Array,
): { shares: Float64Array; extras: Int32Array } {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += (counts[i] as number) * (weights[i] as number);
  const shares = new Float64Array(counts.length);
  const remainders = new Float64Array(counts.length);
  let left = size;
  for (let i = 0; i < counts.length; i++) {
    const exact = size * (weights[i] as number); // at most 1e9 units times 1e5 thousandths: an exact integer
    remainders[i] = exact % total;
    shares[i] = (exact - (remainders[i] as number)) / total;
    left -= (shares[i] as number) * (counts[i] as number);
  }
  const extras = new Int32Array(counts.length);
  const byRemainder = [...counts.keys()].sort(
    (a, b) => (remainders[b] as number) - (remainders[a] as number) || a - b,
  );
  for (const each of byRemainder) {
    extras[each] = Math.min(left, counts[each] as number);
    left -= extras[each];
  }
  return { shares, extras };
}

/** How far each candidate, with the credit of this job, is behind the one who is owed most. */
export function deficitsOf(slots: Int32Array, credits: Float64Array, owed: Float64Array): Float64Array {
  const deficits = new Float64Array(slots.length);
  let most = -Infinity;
  for (let i = 0; i < slots.length; i++) {
    const balance = (owed[slots[i] as number] as number) + (credits[i] as number);
    deficits[i] = balance;
    if (balance > most) most = balance;
  }
  for (let i = 0; i < slots.length; i++) deficits[i] = most - (deficits[i] as number);
  return deficits;
}
