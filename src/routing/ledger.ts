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

/** What one job posts: a debit to the one who gets it, and the same amount as credits to all candidates. */
export interface Posting {
  /** The candidates, in the order of their ids. */
  readonly slots: Int32Array;
  /** Who gets it: one of the candidates. */
  readonly assignee: number;
  /** The job, the sum of the credits. */
  readonly size: number;
  /** Candidates with the same share, by slot. */
  readonly classOf: Int32Array;
  /** Their share, rounded down, by class. */
  readonly shares: readonly number[];
  /** What rounding left for the assignee: a unit, or nothing. */
  readonly assigneeExtra: number;
  /** Classes that are alike in what rounding cut off, by class; and how many of each group, the lower ids first, get a unit more. */
  readonly groupOf: readonly number[];
  readonly groupExtras: readonly number[];
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
 * the one who gets the job, then to the largest remainders, of equal ones to the
 * lower ids first.
 */
export function postingFor(
  slots: Int32Array,
  size: number,
  classes: WeightClasses,
  assignee: number,
): Posting {
  const { classOf } = classes;
  if (classes.weights.length === 1) return alikePosting(slots, size, classOf, assignee);
  const members = membersOf(slots, classes);
  const { shares, remainders } = sharesOf(members, size, classes);
  let left = size;
  for (let i = 0; i < shares.length; i++) left -= (shares[i] as number) * (members[i] as number);
  const assigneeExtra = Math.min(1, left);
  left -= assigneeExtra;
  const descending = [...new Set(remainders)].sort((a, b) => b - a);
  const groupOf = remainders.map((remainder) => descending.indexOf(remainder));
  const others = descending.map(() => 0);
  groupOf.forEach((group, i) => (others[group] = (others[group] as number) + (members[i] as number)));
  const own = groupOf[classOf[assignee] as number] as number;
  others[own] = (others[own] as number) - 1;
  const groupExtras = others.map((count) => {
    const extra = Math.min(count, left);
    left -= extra;
    return extra;
  });
  return { slots, assignee, size, classOf, shares, assigneeExtra, groupOf, groupExtras };
}

/** All have one weight: equal shares, and what is left is less than a unit for each. */
function alikePosting(slots: Int32Array, size: number, classOf: Int32Array, assignee: number): Posting {
  const share = Math.floor(size / slots.length);
  const left = size - share * slots.length;
  const assigneeExtra = Math.min(1, left);
  const groupExtras = [left - assigneeExtra];
  return { slots, assignee, size, classOf, shares: [share], assigneeExtra, groupOf: ONE_GROUP, groupExtras };
}

const ONE_GROUP: readonly number[] = [0];

/** Add to the balances, by slot, what a posting credits; `sign` -1 takes it back. */
export function credit(balances: Float64Array, posting: Posting, sign: 1 | -1): void {
  if (posting.shares.length === 1) creditAlike(balances, posting, sign);
  else creditClasses(balances, posting, sign);
}

/** All have one weight, as nearly always: those with a unit more are the first ones, the assignee apart. */
function creditAlike(balances: Float64Array, posting: Posting, sign: 1 | -1): void {
  const { slots, assignee, shares, assigneeExtra, groupExtras } = posting;
  const share = sign * (shares[0] as number);
  const extras = groupExtras[0] as number;
  let more = extras;
  for (let i = 0; i < more; i++) {
    const slot = slots[i] as number;
    (balances[slot] as number) += share + sign;
    if (slot === assignee) more++; // has an extra unit of their own, so one more of the others gets this
  }
  for (let i = more; i < slots.length; i++) (balances[slots[i] as number] as number) += share;
  (balances[assignee] as number) += sign * (more > extras ? assigneeExtra - 1 : assigneeExtra);
}

function creditClasses(balances: Float64Array, posting: Posting, sign: 1 | -1): void {
  const { slots, assignee, classOf, shares, assigneeExtra, groupOf } = posting;
  const extras = [...posting.groupExtras];
  for (const slot of slots) {
    const each = classOf[slot] as number;
    const group = groupOf[each] as number;
    let amount = shares[each] as number;
    if (slot === assignee) amount += assigneeExtra;
    else if ((extras[group] as number) > 0) {
      amount++;
      (extras[group] as number)--;
    }
    (balances[slot] as number) += sign * amount;
  }
}

/** How many of the slots each class has. */
function membersOf(slots: Int32Array, { classOf, weights }: WeightClasses): number[] {
  if (weights.length === 1) return [slots.length];
  const members = new Array<number>(weights.length).fill(0);
  for (const slot of slots) members[classOf[slot] as number]!++;
  return members;
}

/** Per class of weights, the share of each member, rounded down, and what is cut off. */
function sharesOf(
  members: readonly number[],
  size: number,
  { weights }: WeightClasses,
): { shares: number[]; remainders: number[] } {
  let total = 0;
  for (let i = 0; i < members.length; i++) total += (members[i] as number) * (weights[i] as number);
  const shares: number[] = [];
  const remainders: number[] = [];
  for (let i = 0; i < members.length; i++) {
    const exact = size * (weights[i] as number); // at most 1e9 units times 1e5 thousandths: an exact integer
    const remainder = exact % total;
    shares.push((exact - remainder) / total);
    remainders.push(remainder);
  }
  return { shares, remainders };
}

/** What each candidate is owed, with their share of this job, and the largest of these balances. */
export interface Claims {
  readonly claim: (slot: number) => number;
  readonly largest: number;
}

/**
 * Shares are rounded down alike, so that nobody comes first by a millionth;
 * whoever is chosen gets the first unit that is left.
 */
export function claimsOf(
  slots: Int32Array,
  size: number,
  classes: WeightClasses,
  owed: Float64Array,
): Claims {
  const { shares } = sharesOf(membersOf(slots, classes), size, classes);
  const { classOf } = classes;
  const isAlike = shares.length === 1;
  const first = shares[0] as number;
  let largest = -Infinity;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    const share = isAlike ? first : (shares[classOf[slot] as number] as number);
    const each = (owed[slot] as number) + share;
    if (each > largest) largest = each;
  }
  return { largest, claim: (slot) => (owed[slot] as number) + (shares[classOf[slot] as number] as number) };
}
