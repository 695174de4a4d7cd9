// A queue of events to come, the earliest first: a binary heap.
export class Heap {
  #items = [];

  get nextAt() {
    return this.#items[0]?.at ?? Infinity;
  }

  put(item) {
    const items = this.#items;
    let place = items.push(item) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (items[parent].at <= item.at) break;
      items[place] = items[parent];
      place = parent;
    }
    items[place] = item;
  }

  take() {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1].at < items[child].at) child++;
      if (items[child].at >= last.at) break;
      items[place] = items[child];
      place = child;
    }
    items[place] = last;
    return first;
  }
}
