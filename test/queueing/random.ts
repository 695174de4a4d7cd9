/** A stream of numbers that its seed decides: sfc32 (C. Doty-Humphrey, PractRand), seeded by a text. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: string) {
    this.#a = hash(`a${seed}`);
    this.#b = hash(`b${seed}`);
    this.#c = hash(`c${seed}`);
    for (let i = 0; i < 20; i++) this.next(); // similar seeds part company
  }

  /** From 0 to, not including, 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#count++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** Exponentially distributed, with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.next());
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return sum;
}
