/** Entries in an order of the caller's: the first always comes out first. The order must not change meanwhile. */
export class Heap<T> {
  readonly #entries: T[] = [];
  readonly #comesFirst: (a: T, b: T) => boolean;

  /** @param comesFirst - Must tell any two entries apart, so that nothing hangs on when they were put in. */
  constructor(comesFirst: (a: T, b: T) => boolean) {
    this.#comesFirst = comesFirst;
  }

  get first(): T | undefined {
    return this.#entries[0];
  }

  push(entry: T): void {
    let hole = this.#entries.push(entry) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#comesFirst(entry, this.#entries[parent] as T)) break;
      this.#entries[hole] = this.#entries[parent] as T;
      hole = parent;
    }
    this.#entries[hole] = entry;
  }

  pop(): T | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (last !== undefined && this.#entries.length > 0) this.#sink(last);
    return first;
  }

  /** Put an entry in the place of the first, and then where it belongs. */
  #sink(entry: T): void {
    const { length } = this.#entries;
    let hole = 0;
    for (let child = 1; child < length; child = 2 * hole + 1) {
      const right = child + 1;
      if (right < length && this.#comesFirst(this.#entries[right] as T, this.#entries[child] as T))
        child = right;
      if (!this.#comesFirst(this.#entries[child] as T, entry)) break;
      this.#entries[hole] = this.#entries[child] as T;
      hole = child;
    }
    this.#entries[hole] = entry;
  }
}
