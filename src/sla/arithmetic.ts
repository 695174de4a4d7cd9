import { timelineOf } from "../schedule/internal.js";
import type { EpochMs, Interval } from "../time/index.js";
import {
  asKnownAt,
  lastInstantWithin,
  onChangingHours,
  runsBetween,
  workedUntil,
  type Runs,
} from "./clock.js";
import type { CalendarPolicy } from "./config.js";
import { currentTerm, type CycleRecord } from "./cycle.js";
import { hoursOver } from "./hours.js";
import type { Sla, Target } from "./policy.js";
import type { TicketState } from "./ticket-state.js";

/** A cycle with its clock, as it was known at an instant. */
export interface CycleClock {
  readonly cycle: CycleRecord;
  /** The promise in force; of a cycle whose promise was taken back, the last one. */
  readonly target: Target;
  /** How it ended; a promise that was taken back ended as cancelled. */
  readonly end: { readonly at: EpochMs; readonly how: "fulfilled" | "cancelled" } | undefined;
  /** Until when time was counted: the end of the cycle, or the instant asked about. */
  readonly until: EpochMs;
  readonly runs: Runs;
  readonly workedMs: number;
  readonly breach: Breach | undefined;
}

export interface Breach {
  /** The first instant at which more working time than the target has passed. */
  readonly at: EpochMs;
  /** Late from the moment on at which a shorter target came to apply. */
  readonly onApply: boolean;
}

/** The clock of a promised cycle at an instant. */
export function clockAt(sla: Sla, state: TicketState, cycle: CycleRecord, now: EpochMs): CycleClock {
  const target = cycle.terms
    .map((term) => term.target)
    .filter((each) => each !== undefined)
    .at(-1) as Target;
  const last = currentTerm(cycle);
  const end = last.target === undefined ? ({ at: last.from, how: "cancelled" } as const) : cycle.end;
  const until = end?.at ?? now;
  const running = asKnownAt(runsBetween(cycle.activatedAt, cycle.stops), until, end?.how === "fulfilled");
  const runs = runsOnHours(sla, state, cycle, target.calendar, running, until);
  const workedMs = workedUntil(runs, until);
  const runsOn = (policy: CalendarPolicy) =>
    policy === target.calendar ? runs : runsOnHours(sla, state, cycle, policy, running, until);
  return { cycle, target, end, until, runs, workedMs, breach: firstBreach(cycle, until, runsOn) };
}

/** What would have been worked, had nothing stopped the clock. */
export function workedWithoutStops(
  sla: Sla,
  state: TicketState,
  { cycle, target, until, workedMs }: CycleClock,
): number {
  if (cycle.stops.length === 0) return workedMs;
  const running = [{ start: cycle.activatedAt, end: Infinity }];
  return workedUntil(runsOnHours(sla, state, cycle, target.calendar, running, until), until);
}

function runsOnHours(
  sla: Sla,
  state: TicketState,
  cycle: CycleRecord,
  policy: CalendarPolicy,
  running: readonly Interval[],
  until: EpochMs,
): Runs {
  const pieces = hoursOver(sla, state, cycle, policy, until);
  return onChangingHours(
    running,
    pieces.map(({ from, calendar }) => ({ at: from, hours: calendar && timelineOf(calendar) })),
  );
}

/** A breach under any target that was in force, on the hours that it counted on, stays one. */
function firstBreach(
  { terms }: CycleRecord,
  until: EpochMs,
  runsOn: (policy: CalendarPolicy) => Runs,
): Breach | undefined {
  for (const [index, { from, target }] of terms.entries()) {
    if (target === undefined) continue;
    const runs = runsOn(target.calendar);
    const end = Math.min(until, terms[index + 1]?.from ?? until);
    if (workedUntil(runs, end) <= target.targetMs) continue;
    if (index > 0 && workedUntil(runs, from) > target.targetMs) return { at: from, onApply: true };
    return { at: (lastInstantWithin(runs, target.targetMs) as EpochMs) + 1, onApply: false };
  }
  return undefined;
}
