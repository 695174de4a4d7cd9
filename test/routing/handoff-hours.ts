import { openIntervals, type AgentConfig, type Calendar } from "follow-the-sun";

/*
 * Shifts and days the slow way: lists of stretches, read off the calendar and the absences. For the laws of
 * the handoffs; shares no code with src/routing.
 */

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST_BREAK = 4 * HOUR;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When somebody works, from a day before an instant until ten days after it. */
export function shiftsAround(agent: AgentConfig, hours: Calendar, at: number): Stretch[] {
  const open = [...openIntervals(hours, { from: at - DAY, to: at + 10 * DAY })];
  const shifts = open.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
  return absencesOf(agent).reduce(cutOut, shifts);
}

function absencesOf({ absences = [] }: AgentConfig): Stretch[] {
  return absences.map(([from, to]) => ({ from: Number(from), to: Number(to) }));
}

function cutOut(shifts: readonly Stretch[], absence: Stretch): Stretch[] {
  return shifts
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, absence.from) },
      { from: Math.max(from, absence.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

/** The first instant, from `at` on, at which they work; Infinity when not within ten days. */
export function backAt(shifts: readonly Stretch[], at: number): number {
  const next = shifts.filter(({ to }) => to > at).map(({ from }) => Math.max(from, at));
  return Math.min(Infinity, ...next);
}

export function isDayOver(shifts: readonly Stretch[], at: number): boolean {
  return backAt(shifts, at) - at > LONGEST_BREAK;
}

/** The next end of a day after `at`: of a shift that no other follows within the length of a break. */
export function dayEndAfter(shifts: readonly Stretch[], at: number): number {
  const horizon = at + 10 * DAY;
  const ends = shifts.map(({ to }) => to).filter((to) => to > at && to < horizon && isDayOver(shifts, to));
  return Math.min(Infinity, ...ends);
}

export function workedBetween(shifts: readonly Stretch[], from: number, to: number): number {
  return shifts
    .map((shift) => Math.min(shift.to, to) - Math.max(shift.from, from))
    .filter((each) => each > 0)
    .reduce((sum, each) => sum + each, 0);
}

/** How long somebody who is there still works within the next eight hours, until the next absence. */
export function shiftLeft(agent: AgentConfig, shifts: readonly Stretch[], at: number): number {
  const leaves = absencesOf(agent).map(({ from }) => from);
  return workedBetween(shifts, at, Math.min(at + 8 * HOUR, ...leaves.filter((from) => from > at)));
}
