import type { Incident } from "./day.js";
import { compareText } from "./log-files.js";
import { urgencyOf } from "./promises.js";

/** Incidents that want an agent and have none: the most urgent first, then the oldest. */
export class WaitingList<Entry extends { readonly incident: Incident }> {
  private entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  add(entry: Entry): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.entries[middle];
      if (other !== undefined && comesBefore(other.incident, entry.incident)) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, entry);
  }

  /** Offers each entry in turn until one is refused; those that were taken leave the list. */
  offer(take: (entry: Entry) => boolean): void {
    const refused = this.entries.findIndex((entry) => !take(entry));
    this.entries = refused < 0 ? [] : this.entries.slice(refused);
  }

  [Symbol.iterator](): Iterator<Entry> {
    return this.entries[Symbol.iterator]();
  }
}

function comesBefore(a: Incident, b: Incident): boolean {
  const urgency = urgencyOf(a.impact) - urgencyOf(b.impact);
  return (urgency || a.arrivedAt - b.arrivedAt || compareText(a.id, b.id)) < 0;
}
