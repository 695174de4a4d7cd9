import { END_OF_TIME, FIRST_INSTANT, type EpochMs, type IntervalList } from "../time/index.js";
import { SortedNumbers } from "./sorted-numbers.js";

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
  #opens: Float64Array = new Float64Array(0);
  #closes: Float64Array = new Float64Array(0);
  /** Open time before each opening, counted from any base: only differences are used. */
  #before: Float64Array = new Float64Array(0);
  #openings = new SortedNumbers(this.#opens, 0, 0);
  #totals = new SortedNumbers(this.#before, 0, 0);

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
    return (last ? this.#totals.countAtMost(total) : this.#totals.countBelow(total)) - 1;
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
    return this.#openings.countAtMost(at) - 1;
  }

  /** Compile as many blocks as it takes to hold `at`. */
  #cover(at: EpochMs): void {
    if (at >= this.#from && at < this.#to) return;
    if (this.#from === this.#to)
      this.#from = this.#to = Math.max(COMPILE_FROM, Math.floor(at / BLOCK_MS) * BLOCK_MS);
    if (at >= this.#to) this.#growTo((Math.floor(at / BLOCK_MS) + 1) * BLOCK_MS);
    else this.#growFrom(Math.floor(at / BLOCK_MS) * BLOCK_MS);
  }

  /** One more block at the end; false when there is no time left. */
  #growForward(): boolean {
    if (this.#to >= COMPILE_TO) return false;
    this.#growTo(this.#to + BLOCK_MS);
    return true;
  }

  /** One more block at the beginning; false when there is no time left. */
  #growBackward(): boolean {
    if (this.#from <= COMPILE_FROM) return false;
    this.#growFrom(this.#from - BLOCK_MS);
    return true;
  }

  #growTo(end: EpochMs): void {
    const from = this.#to;
    this.#to = Math.min(COMPILE_TO, end);
    const added = compile(this.#source(from, this.#to));
    this.#store(join(this.#opens, this.#closes, added.opens, added.closes));
  }

  #growFrom(start: EpochMs): void {
    const to = this.#from;
    this.#from = Math.max(COMPILE_FROM, start);
    const added = compile(this.#source(this.#from, to));
    this.#store(join(added.opens, added.closes, this.#opens, this.#closes));
  }

  #store({ opens, closes }: Compiled): void {
    const before = new Float64Array(opens.length);
    let total = 0;
    for (let i = 0; i < opens.length; i++) {
      before[i] = total;
      total += (closes[i] as number) - (opens[i] as number);
    }
    this.#opens = opens;
    this.#closes = closes;
    this.#before = before;
    this.#openings = new SortedNumbers(opens, this.#from, this.#to);
    this.#totals = new SortedNumbers(before, 0, total);
  }
}

interface Compiled {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
}

function compile(intervals: IntervalList): Compiled {
  const opens = new Float64Array(intervals.length);
  const closes = new Float64Array(intervals.length);
  for (let i = 0; i < intervals.length; i++) {
    opens[i] = (intervals[i] as IntervalList[number]).start;
    closes[i] = (intervals[i] as IntervalList[number]).end;
  }
  return { opens, closes };
}

/** Two neighbours as one, an interval that the edge between them cut in two joined again. */
function join(
  opens: Float64Array,
  closes: Float64Array,
  nextOpens: Float64Array,
  nextCloses: Float64Array,
): Compiled {
  if (opens.length === 0) return { opens: nextOpens, closes: nextCloses };
  const isCut = nextOpens.length > 0 && closes[closes.length - 1] === nextOpens[0];
  return isCut
    ? { opens: concat(opens, nextOpens.subarray(1)), closes: concat(closes.subarray(0, -1), nextCloses) }
    : { opens: concat(opens, nextOpens), closes: concat(closes, nextCloses) };
}

function concat(head: Float64Array, tail: Float64Array): Float64Array {
  const all = new Float64Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

/** Answers outside the accepted instants are no answers. */
function accepted(at: EpochMs): EpochMs | undefined {
  return at >= FIRST_INSTANT && at < END_OF_TIME ? at : undefined;
}
