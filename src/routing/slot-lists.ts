/** A piece has room for so many lists, of a large roster for fewer; a small desk is to stay small. */
const LISTS = 16;
const MOST_SLOTS = 16_384;

/**
 * Lists of slots, cut one after another from larger pieces: a typed array of its
 * own costs twenty times as much to make, whatever is in it. What has been cut is
 * not written again. A list that is kept for long keeps its piece: copy it.
 */
export class SlotLists {
  #piece = new Int32Array(0);
  #used = 0;

  /** Those of the slots whose number in the column is at most the limit, in their order. */
  upTo(limit: number, column: Float64Array, slots: Int32Array): Int32Array {
    if (this.#piece.length - this.#used < slots.length) {
      this.#piece = new Int32Array(Math.max(slots.length, Math.min(LISTS * slots.length, MOST_SLOTS)));
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
