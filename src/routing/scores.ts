import { NEVER_IDLE, UNKNOWN_COST, type Level } from "./ranking.js";

/** Numbers are told apart to a millionth, where their sums stay exact. */
const FINEST = 1_000_000;
/** What the sums of a matching may reach: see `bestMatching`. */
const LARGEST_SUM = 2 ** 43;

/**
 * A rule's numbers as whole ones that can be summed exactly, the least of them 0:
 * in millionths, or in as many times ten of them as it takes. Who is beyond all
 * others (never idle yet, of unknown cost) is so by one step.
 *
 * @param summed - How many of them are summed at most.
 */
export function wholeScores({ by }: Pick<Level, "by">, raw: Float64Array, summed: number): Float64Array {
  const isFirst = (value: number) => by === "longest-idle" && value === NEVER_IDLE;
  const isLast = (value: number) => by === "cheapest" && value === UNKNOWN_COST;
  const [least, most] = rangeOf(raw, (value) => !isFirst(value) && !isLast(value));
  const largest = LARGEST_SUM / summed - 3;
  let step = FINEST;
  while ((most - least) * step > largest) step /= 10;
  const last = Math.round((most - least) * step) + 2;
  return raw.map((value) => {
    if (isFirst(value)) return 0;
    return isLast(value) ? last : 1 + Math.round((value - least) * step);
  });
}

function rangeOf(
  raw: Float64Array,
  counts: (value: number) => boolean,
): readonly [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of raw) {
    if (!counts(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? [0, 0] : [least, most];
}

/** The places of agents in an order that only compares; whom it does not tell apart have the same. */
export function ranksBy(compare: Level["compare"], slots: readonly number[]): Float64Array {
  const places = slots.map((_, place) => place);
  const sorted = [...places].sort((a, b) => compare(slots[a] as number, slots[b] as number));
  const ranks = new Float64Array(slots.length);
  sorted.forEach((place, i) => {
    const before = sorted[i - 1];
    if (before === undefined) return;
    const isTied = compare(slots[before] as number, slots[place] as number) === 0;
    ranks[place] = isTied ? (ranks[before] as number) : i;
  });
  return ranks;
}
