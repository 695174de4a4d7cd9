import { END_OF_TIME, FIRST_INSTANT, type EpochMs, type IntervalList } from "../time/index.js";

/** The open intervals inside `[start, end)`, clipped to it. Must be a pure function of the window. */
export type OpenWithin = (start: EpochMs, end: EpochMs) => IntervalList;

/** Four years, leap day included: blocks start on 1 January of 1970, 1974, … */
const BLOCK_MS = 1461 * 86_400_000;
/** Compiled a little beyond the accepted instants, so that an interval cut at the edge is seen as cut. */
const MARGIN_MS = 8 * 86_400_000;
export const COMPILE_FROM: EpochMs = FIRST_INSTANT - MARGIN_MS;
export const COMPILE_TO: EpochMs = END_OF_TIME + MARGIN_MS;

/**
 * When something is open, as sorted openings and closings with running totals,
 * compiled lazily in blocks around the instants that are asked for.
 *
 * Everything that a calendar answers is read from this one structure by
 * bisection, so no two answers can disagree. Growing it is the only change it
 * ever sees, and changes no answer. All times are epoch milliseconds; an
 * answer outside the accepted instants is `undefined`.
 */
export class Timeline {
  readonly #source: OpenWithin;
  #from: EpochMs = 0;
  #to: EpochMs = 0; // nothing is compiled while #from === #to
  #opens = new Float64Array(0);
  #closes = new Float64Array(0);
  /** Open time before each opening, counted from any base: only differences are used. */
  #before = new Float64Array(0);

  constructor(source: OpenWithin) {
    this.#source = source;
  }

  isOpenAt(at: EpochMs): boolean {
    const index = this.#indexAt(at);
    return index >= 0 && at < (this.#closes[index] as number);
  }

  /** The first opening strictly after `at`. */
  openingAfter(at: EpochMs): EpochMs | undefined {
    let index = this.#indexAt(at) + 1;
    while (index >= this.#opens.length) {
      if (!this.#growForward()) return undefined;
      index = this.#indexAt(at) + 1;
    }
    return accepted(this.#opens[index] as number);
  }

  /** The first closing strictly after `at`. */
  closingAfter(at: EpochMs): EpochMs | undefined {
    for (;;) {
      let index = this.#indexAt(at);
      if (index < 0 || (this.#closes[index] as number) <= at) index++;
      const closing = this.#closes[index];
      if (closing !== undefined && closing < this.#to) return accepted(closing);
      if (!this.#growForward()) return undefined;
    }
  }

  /** The last opening strictly before `at`. */
  openingBefore(at: EpochMs): EpochMs | undefined {
    for (;;) {
      let index = this.#indexAt(at);
      if (index >= 0 && (this.#opens[index] as number) === at) index--;
      const opening = this.#opens[index];
      if (opening !== undefined && opening > this.#from) return accepted(opening);
      if (!this.#growBackward()) return undefined;
    }
  }

  /** The last closing strictly before `at`. */
  closingBefore(at: EpochMs): EpochMs | undefined {
    for (;;) {
      let index = this.#indexAt(at);
      if (index >= 0 && (this.#closes[index] as number) >= at) index--;
      const closing = this.#closes[index];
      if (closing !== undefined) return accepted(closing);
      if (!this.#growBackward()) return undefined;
    }
  }

  /** Open time between two instants; negative when `end` lies before `start`. */
  openTimeBetween(start: EpochMs, end: EpochMs): number {
    this.#cover(Math.min(start, end));
    this.#cover(Math.max(start, end));
    const total = this.#totalAt(end) - this.#totalAt(start);
    return total + 0; // -0 becomes 0
  }

  /** The first instant by which `work` of open time has passed since `start`; with none, the first open instant. */
  add(start: EpochMs, work: number): EpochMs | undefined {
    if (work === 0) return this.isOpenAt(start) ? accepted(start) : this.openingAfter(start);
    return this.#afterWork(start, work, false);
  }

  /** The last instant by which no more than `work` of open time has passed since `start`. */
  addToLast(start: EpochMs, work: number): EpochMs | undefined {
    return this.#afterWork(start, work, true);
  }

  /** The last instant from which `work` of open time passes until `end`; with none, see `backToOpen`. */
  subtract(end: EpochMs, work: number): EpochMs | undefined {
    if (work === 0) return this.#backToOpen(end);
    for (;;) {
      const index = this.#indexAt(end);
      const wanted = (index < 0 ? this.#firstTotal() : this.#totalAt(end)) - work;
      if (this.#opens.length > 0 && wanted >= this.#firstTotal()) {
        const found = this.#indexOfTotal(wanted, true);
        return accepted((this.#opens[found] as number) + wanted - (this.#before[found] as number));
      }
      if (!this.#growBackward()) return undefined;
    }
  }

  /** The open intervals inside a window, clipped to it, found one by one. */
  *openWithin(start: EpochMs, end: EpochMs): Generator<{ start: EpochMs; end: EpochMs }> {
    for (let from = start; from < end;) {
      const opening = this.isOpenAt(from) ? from : this.openingAfter(from);
      if (opening === undefined || opening >= end) return;
      const closing = this.closingAfter(opening) ?? end;
      yield { start: opening, end: Math.min(closing, end) };
      from = closing;
    }
  }

  /** The same as a list, also outside the accepted instants: what a combined calendar is compiled from. */
  listWithin(start: EpochMs, end: EpochMs): IntervalList {
    this.#cover(start);
    this.#cover(end - 1);
    const list: { start: EpochMs; end: EpochMs }[] = [];
    for (let i = Math.max(0, this.#search(start)); i < this.#opens.length; i++) {
      const from = Math.max(start, this.#opens[i] as number);
      const to = Math.min(end, this.#closes[i] as number);
      if ((this.#opens[i] as number) >= end) break;
      if (from < to) list.push({ start: from, end: to });
    }
    return list;
  }

  #afterWork(start: EpochMs, work: number, last: boolean): EpochMs | undefined {
    for (;;) {
      const index = this.#indexAt(start);
      const wanted = this.#totalAt(start, index) + work;
      const end = this.#lastTotal();
      if (this.#opens.length > 0 && (last ? wanted < end : wanted <= end)) {
        const found = this.#indexOfTotal(wanted, last);
        return accepted((this.#opens[found] as number) + wanted - (this.#before[found] as number));
      }
      if (!this.#growForward()) return undefined;
    }
  }

  /** The instant itself when open, opening or just closing; else the last closing. */
  #backToOpen(end: EpochMs): EpochMs | undefined {
    const index = this.#indexAt(end);
    if (index >= 0 && end <= (this.#closes[index] as number)) return accepted(end);
    return this.closingBefore(end);
  }

  /**
   * The interval in which the running total reaches `total`. At a closing with
   * the next opening just behind it in open time, `last` takes the next one.
   */
  #indexOfTotal(total: number, last: boolean): number {
    const before = this.#before;
    let low = 0;
    let high = before.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const value = before[middle] as number;
      if (last ? value <= total : value < total) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #totalAt(at: EpochMs, index = this.#search(at)): number {
    if (index < 0) return this.#firstTotal();
    const until = Math.min(at, this.#closes[index] as number);
    return (this.#before[index] as number) + until - (this.#opens[index] as number);
  }

  #firstTotal(): number {
    return this.#before[0] ?? 0;
  }

  #lastTotal(): number {
    const last = this.#opens.length - 1;
    if (last < 0) return 0;
    return (this.#before[last] as number) + (this.#closes[last] as number) - (this.#opens[last] as number);
  }

  /** The last interval that opens at or before `at`, or -1. */
  #indexAt(at: EpochMs): number {
    this.#cover(at);
    return this.#search(at);
  }

  #search(at: EpochMs): number {
    const opens = this.#opens;
    let low = 0;
    let high = opens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((opens[middle] as number) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Compile as many blocks as it takes to hold `at`. */
  #cover(at: EpochMs): void {
    if (at >= this.#from && at < this.#to) return;
    if (this.#from === this.#to) this.#start(at);
    while (at >= this.#to && this.#growForward());
    while (at < this.#from && this.#growBackward());
  }

  #start(at: EpochMs): void {
    const block = Math.floor(at / BLOCK_MS) * BLOCK_MS;
    this.#from = Math.max(COMPILE_FROM, block);
    this.#to = Math.min(COMPILE_TO, block + BLOCK_MS);
    this.#rebuild(this.#source(this.#from, this.#to));
  }

  /** One more block at the end; false when there is no time left. */
  #growForward(): boolean {
    if (this.#to >= COMPILE_TO) return false;
    const from = this.#to;
    this.#to = Math.min(COMPILE_TO, from + BLOCK_MS);
    const added = this.#source(from, this.#to);
    if (added.length > 0) this.#rebuild([...this.#intervals(), ...added]);
    return true;
  }

  /** One more block at the beginning; false when there is no time left. */
  #growBackward(): boolean {
    if (this.#from <= COMPILE_FROM) return false;
    const to = this.#from;
    this.#from = Math.max(COMPILE_FROM, to - BLOCK_MS);
    const added = this.#source(this.#from, to);
    if (added.length > 0) this.#rebuild([...added, ...this.#intervals()]);
    return true;
  }

  *#intervals(): Generator<{ start: EpochMs; end: EpochMs }> {
    for (let i = 0; i < this.#opens.length; i++) {
      yield { start: this.#opens[i] as number, end: this.#closes[i] as number };
    }
  }

  /** Store sorted intervals, joining those that a block's edge cut in two. */
  #rebuild(intervals: IntervalList): void {
    const opens: number[] = [];
    const closes: number[] = [];
    const before: number[] = [];
    let total = 0;
    for (const { start, end } of intervals) {
      if (closes.length > 0 && closes.at(-1) === start) closes[closes.length - 1] = end;
      else {
        opens.push(start);
        closes.push(end);
        before.push(total);
      }
      total += end - start;
    }
    this.#opens = Float64Array.from(opens);
    this.#closes = Float64Array.from(closes);
    this.#before = Float64Array.from(before);
  }
}

/** Answers outside the accepted instants are no answers. */
function accepted(at: EpochMs): EpochMs | undefined {
  return at >= FIRST_INSTANT && at < END_OF_TIME ? at : undefined;
}
