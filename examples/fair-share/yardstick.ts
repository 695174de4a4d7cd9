/** How far a way of choosing people has strayed from their fair shares. In jobs. */
export interface Measured {
  /** By place: what would have been fair. */
  readonly fairShares: readonly number[];
  readonly got: readonly number[];
  /** The furthest that anybody ever was from their fair share, after any job. */
  readonly worst: number;
  /** At the end, from who is furthest ahead to who is furthest behind. */
  readonly spread: number;
  /** Jain's index of what each got as a multiple of the fair share. */
  readonly jainIndex: number;
}

/**
 * The one yardstick for every way of choosing: a job is shared equally among
 * those who could have been given it, and debited to whoever was.
 */
export class Yardstick {
  readonly #fairShares: number[];
  readonly #got: number[];
  #worst = 0;

  constructor(people: number) {
    this.#fairShares = new Array<number>(people).fill(0);
    this.#got = new Array<number>(people).fill(0);
  }

  note(candidates: readonly number[], chosen: number): void {
    for (const each of candidates) this.#fairShares[each]! += 1 / candidates.length;
    this.#got[chosen]! += 1;
    for (const owed of this.#owed()) this.#worst = Math.max(this.#worst, Math.abs(owed));
  }

  measured(): Measured {
    const owed = this.#owed();
    const ratios = this.#got.flatMap((got, place) => {
      const share = this.#fairShares[place]!;
      return share > 0 ? [got / share] : [];
    });
    const sum = ratios.reduce((total, each) => total + each, 0);
    const squares = ratios.reduce((total, each) => total + each * each, 0);
    return {
      fairShares: [...this.#fairShares],
      got: [...this.#got],
      worst: this.#worst,
      spread: Math.max(...owed) - Math.min(...owed),
      jainIndex: (sum * sum) / (ratios.length * squares),
    };
  }

  #owed(): number[] {
    return this.#fairShares.map((share, place) => share - this.#got[place]!);
  }
}
