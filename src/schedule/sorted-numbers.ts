/**
 * Sorted numbers between two bounds, with an index in front: their range is cut
 * into as many equal cells as there are numbers, and a bisection looks only
 * into one cell. Evenly spread numbers are found in a step or two, and a heap
 * of them in one place costs no more than a plain bisection.
 */
export class SortedNumbers {
  readonly values: Float64Array;
  readonly #from: number;
  readonly #width: number;
  readonly #lastCell: number;
  /** How many numbers lie in the cells before each cell, and at the end how many there are. */
  readonly #countBefore: Int32Array;

  /** @param values - Sorted, each in `[from, to]`. */
  constructor(values: Float64Array, from: number, to: number) {
    const cells = Math.max(1, values.length);
    this.values = values;
    this.#from = from;
    this.#width = Math.max(1, (to - from) / cells);
    this.#lastCell = cells - 1;
    this.#countBefore = new Int32Array(cells + 1);
    for (const value of values) (this.#countBefore[this.#cellOf(value) + 1] as number)++;
    for (let cell = 0, count = 0; cell <= cells; cell++) {
      this.#countBefore[cell] = count += this.#countBefore[cell] as number;
    }
  }

  /** How many of the numbers are at most `limit`, which lies between the bounds. */
  countAtMost(limit: number): number {
    const cell = this.#cellOf(limit);
    let low = this.#countBefore[cell] as number;
    let high = this.#countBefore[cell + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle] as number) <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many of the numbers are less than `limit`, which lies between the bounds. */
  countBelow(limit: number): number {
    const cell = this.#cellOf(limit);
    let low = this.#countBefore[cell] as number;
    let high = this.#countBefore[cell + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle] as number) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Never decreases as the number grows, so rounding cannot put a number on the wrong side of a limit. */
  #cellOf(value: number): number {
    return Math.min(this.#lastCell, Math.floor((value - this.#from) / this.#width));
  }
}
