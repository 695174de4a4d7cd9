/** A simulated figure, and how far it may be off by chance. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * What happened, counted by name, batch by batch.
 *
 * Every figure is a ratio of two counts: busy time over time, blocked over
 * arrived. Its value is the ratio of the sums over all batches; its standard
 * error is that of batch means, where each batch counts by how far its
 * numerator is from what the ratio makes of its denominator. Neighbouring items
 * share a queue and are far from independent; whole batches nearly are.
 */
export class Tally {
  readonly #batches: ReadonlyMap<string, number>[] = [];
  #current = new Map<string, number>();

  get batches(): number {
    return this.#batches.length;
  }

  add(name: string, amount: number): void {
    this.#current.set(name, (this.#current.get(name) ?? 0) + amount);
  }

  /** What has been counted since the last one is a batch. */
  endBatch(): void {
    this.#batches.push(this.#current);
    this.#current = new Map();
  }

  /** What has been counted since the last batch does not count: the simulation was warming up. */
  dropBatch(): void {
    this.#current = new Map();
  }

  ratio(numerator: string, denominator: string): Estimate {
    const pairs = this.#batches.map(
      (batch) => [batch.get(numerator) ?? 0, batch.get(denominator) ?? 0] as const,
    );
    const total = pairs.reduce((sum, [, below]) => sum + below, 0);
    const value = pairs.reduce((sum, [above]) => sum + above, 0) / total;
    const squares = pairs.reduce((sum, [above, below]) => sum + (above - value * below) ** 2, 0);
    const count = pairs.length;
    return { value, standardError: Math.sqrt((squares * count) / (count - 1)) / total };
  }
}
