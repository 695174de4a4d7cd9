/** So many slots a piece has at least: some ten lists of a large roster. */
const PIECE = 16_384;

/**
 * Lists of slots, cut one after another from larger pieces: an array of its own
 * for each decision would cost as much as the decision, and its collection more.
 * What has been cut is not written again.
 */
export class SlotLists {
  #piece = new Int32Array(0);
  #used = 0;

  /** Those of the slots whose number in the column is at most the limit, in their order. */
  upTo(limit: number, column: Float64Array, slots: Int32Array): Int32Array {
    if (this.#piece.length - this.#used < slots.length) {
      this.#piece = new Int32Array(Math.max(PIECE, slots.length));
      this.#used = 0;
    }
    const piece = this.#piece;
    const start = this.#used;
    let end = start;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      if ((column[slot] as number) <= limit) piece[end++] = slot;
    }
    this.#used = end;
    return piece.subarray(start, end);
  }
}
