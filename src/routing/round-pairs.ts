import type { Scene } from "./candidates.js";
import type { choicesOf } from "./route.js";

/** A waiting item before the desk of a round, and where it may go. */
export interface Waiting {
  readonly scene: Scene;
  /** At least one, the strictest stage first. */
  readonly choices: ReturnType<typeof choicesOf>;
}

/** Who could take what in a round: items are rows, agents columns, in the order of their ids. */
export class RoundPairs {
  /** The agent of each column. */
  readonly slots: readonly number[];
  /** Row by row, 1 where the agent can take the item. */
  readonly possible: Uint8Array;
  /** Row by row, the strictest stage at which the agent can. */
  readonly stages: Uint8Array;
  readonly #columnOf: Int32Array;

  /** @param waiting - At least one. */
  constructor(readonly waiting: readonly Waiting[]) {
    const { places } = (waiting[0] as Waiting).scene;
    const used = new Uint8Array(places.agents.length);
    for (const { choices } of waiting)
      for (const { candidates } of choices) for (const slot of candidates) used[slot] = 1;
    this.slots = [...places.order].filter((slot) => used[slot] === 1);
    this.#columnOf = new Int32Array(places.agents.length);
    this.slots.forEach((slot, column) => (this.#columnOf[slot] = column));
    this.possible = new Uint8Array(this.size);
    this.stages = new Uint8Array(this.size);
    waiting.forEach((_, row) => this.#fill(row));
  }

  get items(): number {
    return this.waiting.length;
  }

  get agents(): number {
    return this.slots.length;
  }

  /** How many pairs there are, possible or not. */
  get size(): number {
    return this.items * this.agents;
  }

  /** A number for each possible pair, row by row; NaN for the others. */
  map(numbersOf: (waiting: Waiting) => (slot: number, pair: number) => number): Float64Array {
    const values = new Float64Array(this.size).fill(NaN);
    this.waiting.forEach((each, row) => {
      const numberOf = numbersOf(each);
      for (let column = 0, pair = row * this.agents; column < this.agents; column++, pair++)
        if (this.possible[pair] === 1) values[pair] = numberOf(this.slots[column] as number, pair);
    });
    return values;
  }

  #fill(row: number): void {
    const start = row * this.agents;
    for (const { stage, candidates } of (this.waiting[row] as Waiting).choices) {
      for (const slot of candidates) {
        const pair = start + (this.#columnOf[slot] as number);
        if (this.possible[pair] === 1) continue; // a stricter stage has them already
        this.possible[pair] = 1;
        this.stages[pair] = stage;
      }
    }
  }
}
