import type { Keys, Level } from "./ranking.js";

/** Up to so many are noted in order; for more it is quicker to sort. */
const FEW = 8;

/**
 * The best `count` of the candidates, best first. `candidates` are in the order
 * of their ids, which decides when no rule does.
 *
 * Rule by rule: whoever is surely among the best is in, whoever is surely not is
 * out, and the next rule is asked only about those between. Often hundreds are
 * owed the same, and comparing them two by two would ask every rule each time.
 *
 * @param room - Space for the candidates that are tied; an order of the caller's own gets its own.
 */
export function bestOf(
  levels: readonly Level[],
  candidates: Int32Array,
  count: number,
  room: Int32Array,
): readonly number[] {
  const best: number[] = [];
  let tied = candidates;
  for (const { keys, compare } of levels) {
    const wanted = count - best.length;
    if (tied.length <= wanted) break;
    tied =
      keys === undefined ? edgeBy(compare, tied, wanted, best) : edgeOf(keys(tied), tied, wanted, best, room);
  }
  for (const slot of tied.subarray(0, count - best.length)) best.push(slot);
  return best.sort((a, b) => compareBy(levels, a, b)); // a stable sort: ties stay in the order of their ids
}

/** Put those before the `wanted`-th into `best`, and give those who are level with it. */
function edgeOf(keys: Keys, slots: Int32Array, wanted: number, best: number[], room: Int32Array): Int32Array {
  const { column, sign } = keys;
  const edge = smallest(keys, slots, wanted);
  let count = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    const key = sign * (column[slot] as number);
    if (key > edge) continue;
    if (key < edge) best.push(slot);
    else room[count++] = slot; // may be where `slots` are: what is written has been read
  }
  return room.subarray(0, count);
}

/** The same where two can only be compared. */
function edgeBy(compare: Level["compare"], slots: Int32Array, wanted: number, best: number[]): Int32Array {
  const edge = [...slots].sort(compare)[wanted - 1] as number;
  for (const slot of slots) if (compare(slot, edge) < 0) best.push(slot);
  return slots.filter((slot) => compare(slot, edge) === 0);
}

/** Of the slots' keys, the `nth` smallest. */
function smallest({ column, sign }: Keys, slots: Int32Array, nth: number): number {
  const keyOf = (slot: number) => sign * (column[slot] as number);
  if (nth > FEW) return Float64Array.from(slots, keyOf).sort()[nth - 1] as number;
  const least = new Array<number>(nth).fill(Infinity);
  let last = Infinity;
  for (let i = 0; i < slots.length; i++) {
    const key = keyOf(slots[i] as number);
    if (key >= last) continue;
    let at = nth - 1;
    for (; at > 0 && key < (least[at - 1] as number); at--) least[at] = least[at - 1] as number;
    least[at] = key;
    last = least[nth - 1] as number;
  }
  return last;
}

function compareBy(levels: readonly Level[], a: number, b: number): number {
  for (const level of levels) {
    const difference = level.compare(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}
