/** The queue of events to come: always hands out the earliest; of equals, the one that was put in first. */
export class Heap<Item extends { readonly at: number }> {
  private readonly items: { readonly item: Item; readonly order: number }[] = [];
  private puts = 0;

  /** When the earliest item is due; Infinity when there is none. */
  get nextAt(): number {
    return this.items[0]?.item.at ?? Infinity;
  }

  put(item: Item): void {
    this.items.push({ item, order: this.puts });
    this.puts += 1;
    let child = this.items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.before(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  take(): Item | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (first === undefined || last === undefined || first === last) return first?.item;
    this.items[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.items.length) return first.item;
      const least = left + 1 < this.items.length && this.before(left + 1, left) ? left + 1 : left;
      if (!this.before(least, parent)) return first.item;
      this.swap(least, parent);
      parent = least;
    }
  }

  private before(a: number, b: number): boolean {
    const one = this.items[a];
    const other = this.items[b];
    if (one === undefined || other === undefined) return false;
    return one.item.at < other.item.at || (one.item.at === other.item.at && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const one = this.items[a];
    const other = this.items[b];
    if (one === undefined || other === undefined) return;
    this.items[a] = other;
    this.items[b] = one;
  }
}
