import type { Keys, Level } from "./ranking.js";

/** Of so many the first few are looked for; more are sorted. */
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
    if (wanted > FEW) break;
    tied =
      keys === undefined ? edgeBy(compare, tied, wanted, best) : edgeOf(keys(tied), tied, wanted, best, room);
  }
  const order = (a: number, b: number) => compareBy(levels, a, b);
  // Stable sorts: ties stay in the order of their ids.
  if (count - best.length > FEW) return Array.from(tied).sort(order).slice(0, count);
  for (let i = 0; best.length < count; i++) best.push(tied[i] as number);
  return best.length === 1 ? best : best.sort(order);
}

/** Put those before the `wanted`-th into `best`, and give those who are level with it. */
function edgeOf(
  { column, sign }: Keys,
  slots: Int32Array,
  wanted: number,
  best: number[],
  room: Int32Array,
): Int32Array {
  const least = new Least(wanted);
  let edge = Infinity;
  let count = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    const key = sign * (column[slot] as number);
    if (key > edge) continue;
    room[count++] = slot; // may be where `slots` are: what is written has been read
    if (key === edge) continue;
    const before = edge;
    edge = least.add(key);
    if (edge < before && before < Infinity) count = keepUpTo(edge, column, sign, room, count);
  }
  if (least.first === edge) return room.subarray(0, count); // all are tied
  let tied = 0;
  for (let i = 0; i < count; i++) {
    const slot = room[i] as number;
    if (sign * (column[slot] as number) < edge) best.push(slot);
    else room[tied++] = slot;
  }
  return room.subarray(0, tied);
}

/** Drop those whose keys are beyond an edge that has moved; gives how many are left. */
function keepUpTo(edge: number, column: Float64Array, sign: number, room: Int32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const slot = room[i] as number;
    if (sign * (column[slot] as number) <= edge) room[kept++] = slot;
  }
  return kept;
}

/** The least of many numbers, in order. */
class Least {
  readonly #numbers: number[];

  constructor(count: number) {
    this.#numbers = [];
    for (let i = 0; i < count; i++) this.#numbers.push(Infinity);
  }

  get first(): number {
    return this.#numbers[0] as number;
  }

  /** Gives the last of them, the edge: Infinity while there are too few. */
  add(number: number): number {
    const numbers = this.#numbers;
    let at = numbers.length - 1;
    for (; at > 0 && number < (numbers[at - 1] as number); at--) numbers[at] = numbers[at - 1] as number;
    numbers[at] = number;
    return numbers[numbers.length - 1] as number;
  }
}

/** The same where two can only be compared. */
function edgeBy(compare: Level["compare"], slots: Int32Array, wanted: number, best: number[]): Int32Array {
  const edge = [...slots].sort(compare)[wanted - 1] as number;
  for (const slot of slots) if (compare(slot, edge) < 0) best.push(slot);
  return slots.filter((slot) => compare(slot, edge) === 0);
}

function compareBy(levels: readonly Level[], a: number, b: number): number {
  for (const level of levels) {
    const difference = level.compare(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}
