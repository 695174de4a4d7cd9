/** Entries that come out by time; those of the same time in the order in which they went in. */
export class Heap<T> {
  readonly #nodes: Node<T>[] = [];
  #added = 0;

  push(at: number, entry: T): void {
    const node = { at, turn: this.#added++, entry };
    let hole = this.#nodes.push(node) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!isBefore(node, this.#nodes[parent]!)) break;
      this.#nodes[hole] = this.#nodes[parent]!;
      hole = parent;
    }
    this.#nodes[hole] = node;
  }

  /** The earliest entry, which leaves the heap. */
  pop(): { readonly at: number; readonly entry: T } | undefined {
    const [first] = this.#nodes;
    const last = this.#nodes.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  /** Put a node in the place of the first, and then where it belongs. */
  #sink(node: Node<T>): void {
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.#nodes.length) break;
      const right = this.#nodes[child + 1];
      if (right !== undefined && isBefore(right, this.#nodes[child]!)) child++;
      if (!isBefore(this.#nodes[child]!, node)) break;
      this.#nodes[hole] = this.#nodes[child]!;
      hole = child;
    }
    this.#nodes[hole] = node;
  }
}

interface Node<T> {
  readonly at: number;
  readonly turn: number;
  readonly entry: T;
}

function isBefore<T>(a: Node<T>, b: Node<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}
