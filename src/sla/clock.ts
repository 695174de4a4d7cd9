import type { Timeline } from "../schedule/internal.js";
import { normalise, type EpochMs, type Interval } from "../time/index.js";

/**
 * A stretch of time during which a clock runs on some hours. `end` is
 * `Infinity` while nothing has stopped it. Without hours (nobody's calendar
 * counts) it runs, but no working time passes.
 */
export interface Run extends Interval {
  readonly hours: Timeline | undefined;
}

/** Runs in order; between them the clock stands still. */
export type Runs = readonly Run[];

/** What is left of `[from, Infinity)` when a clock's stops are taken out. */
export function runsBetween(from: EpochMs, stops: Iterable<Interval>): Interval[] {
  const runs: Interval[] = [];
  let start = from;
  for (const stop of normalise(stops)) {
    if (stop.start > start) runs.push({ start, end: stop.start });
    start = Math.max(start, stop.end);
  }
  if (start < Infinity) runs.push({ start, end: Infinity });
  return runs;
}

/**
 * The runs as they were known at an instant: later stops have not begun, and one
 * in progress has no end yet, unless something ended it right then.
 */
export function asKnownAt(runs: readonly Interval[], at: EpochMs, resumes: boolean): Interval[] {
  const known = runs.filter(({ start }) => start <= at);
  const last = known.at(-1);
  if (last !== undefined && at < last.end) known[known.length - 1] = { start: last.start, end: Infinity };
  else if (resumes && last?.end !== Infinity) known.push({ start: at, end: Infinity });
  return known;
}

/** Working time until an instant. */
export function workedUntil(runs: Runs, at: EpochMs): number {
  let worked = 0;
  for (const { start, end, hours } of runs) {
    if (start < at) worked += hours?.openTimeBetween(start, Math.min(end, at)) ?? 0;
  }
  return worked;
}

/** The first instant by which so much working time has passed; with none, the first open instant. */
export function firstInstantAfter(runs: Runs, work: number): EpochMs | undefined {
  let left = work;
  for (const { start, end, hours } of runs) {
    if (hours === undefined) continue;
    const found = hours.add(start, left);
    if (found !== undefined && (left > 0 ? found <= end : found < end)) return found;
    if (end !== Infinity) left -= hours.openTimeBetween(start, end);
  }
  return undefined;
}

/** The last instant by which no more than so much working time has passed; `undefined` where every later one is. */
export function lastInstantWithin(runs: Runs, work: number): EpochMs | undefined {
  let left = work;
  for (const { start, end, hours } of runs) {
    if (hours === undefined) continue;
    const found = hours.addToLast(start, left);
    if (found !== undefined && found < end) return found;
    if (end !== Infinity) left -= hours.openTimeBetween(start, end);
  }
  return undefined;
}

/** Is the clock stopped at this instant? */
export function isStopped(runs: Runs, at: EpochMs): boolean {
  return !runs.some(({ start, end }) => start <= at && at < end);
}

/** Is working time passing at this instant? */
export function isWorking(runs: Runs, at: EpochMs): boolean {
  return runs.some(({ start, end, hours }) => start <= at && at < end && hours?.isOpenAt(at) === true);
}

/** The same runs, all on the same hours. */
export function onHours(runs: readonly Interval[], hours: Timeline | undefined): Runs {
  return runs.map(({ start, end }) => ({ start, end, hours }));
}

/** Runs cut where the hours change: each piece runs on the hours that begin at or before it. */
export function onChangingHours(
  runs: readonly Interval[],
  changes: readonly { readonly at: EpochMs; readonly hours: Timeline | undefined }[],
): Runs {
  const pieces: Run[] = [];
  changes.forEach(({ at, hours }, index) => {
    const until = changes[index + 1]?.at ?? Infinity;
    for (const run of runs) {
      const [start, end] = [Math.max(run.start, at), Math.min(run.end, until)];
      if (start < end) pieces.push({ start, end, hours });
    }
  });
  return pieces;
}
