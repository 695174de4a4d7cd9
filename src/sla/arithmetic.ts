import { timelineOf, type Timeline } from "../schedule/internal.js";
import type { Calendar } from "../schedule/index.js";
import type { EpochMs } from "../time/index.js";
import {
  asKnownAt,
  lastInstantWithin,
  onChangingHours,
  onHours,
  runsBetween,
  workedUntil,
  type Runs,
} from "./clock.js";
import type { CalendarPolicy } from "./config.js";
import { currentTerm, type CycleRecord, type Term } from "./cycle.js";
import type { Sla, Target } from "./policy.js";
import type { TicketState } from "./ticket-state.js";

/** A cycle with its clock, as it was known at an instant. */
export interface CycleClock {
  readonly cycle: CycleRecord;
  /** The promise in force; of a cycle whose promise was taken back, the last one. */
  readonly target: Target;
  readonly isTakenBack: boolean;
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
  const until = cycle.end?.at ?? now;
  const running = asKnownAt(
    runsBetween(cycle.activatedAt, cycle.stops),
    until,
    cycle.end?.how === "fulfilled",
  );
  const runs = hoursFor(sla, state, target.calendar, running, cycle, until);
  return {
    cycle,
    target,
    isTakenBack: currentTerm(cycle).target === undefined,
    until,
    runs,
    workedMs: workedUntil(runs, until),
    breach: firstBreach(cycle.terms, runs, until),
  };
}

function hoursFor(
  sla: Sla,
  state: TicketState,
  policy: CalendarPolicy,
  running: Parameters<typeof onHours>[0],
  { team, activatedAt }: CycleRecord,
  until: EpochMs,
): Runs {
  if (policy !== "owner-at-the-time") return onHours(running, oneTimeline(sla, state, policy, until));
  if (team !== undefined) return onHours(running, teamTimeline(sla, team)); // ownership: the owner is the one
  const owners = state.teams.filter(({ from }) => from <= until);
  const changes = owners.map(({ from, team }) => ({ at: from, hours: teamTimeline(sla, team) }));
  return onChangingHours(
    running,
    changes
      .map((each, index) => (index === 0 ? { ...each, at: activatedAt } : each))
      .filter(isLastAtItsInstant),
  );
}

/** Of several owners at one instant, only the last had it for any time. */
function isLastAtItsInstant<T extends { at: EpochMs }>(each: T, index: number, all: readonly T[]): boolean {
  return all[index + 1]?.at !== each.at;
}

function oneTimeline(
  sla: Sla,
  state: TicketState,
  policy: CalendarPolicy,
  until: EpochMs,
): Timeline | undefined {
  const calendar = calendarFor(sla, state, policy, until);
  return calendar && timelineOf(calendar);
}

/** The calendar on which time counts at an instant; `undefined` when it is nobody's. */
export function calendarFor(
  sla: Sla,
  state: TicketState,
  policy: CalendarPolicy,
  at: EpochMs,
): Calendar | undefined {
  if (policy === "any-team") return sla.anyTeam;
  if (policy === "customer")
    return state.customer === undefined ? undefined : sla.customers.get(state.customer);
  if (typeof policy === "object") return sla.teams.get(policy.fixed);
  const team = teamAt(state, at);
  return team === undefined ? undefined : sla.teams.get(team);
}

/** Who owns the ticket at an instant. */
export function teamAt({ teams }: TicketState, at: EpochMs): string | undefined {
  return teams.filter(({ from }) => from <= at).at(-1)?.team;
}

function teamTimeline(sla: Sla, team: string | undefined): Timeline | undefined {
  const calendar = team === undefined ? undefined : sla.teams.get(team);
  return calendar && timelineOf(calendar);
}

/** A breach under any target that was in force stays one. */
function firstBreach(terms: readonly Term[], runs: Runs, until: EpochMs): Breach | undefined {
  for (const [index, { from, target }] of terms.entries()) {
    if (target === undefined) continue;
    const end = Math.min(until, terms[index + 1]?.from ?? until);
    if (workedUntil(runs, end) <= target.targetMs) continue;
    if (index > 0 && workedUntil(runs, from) > target.targetMs) return { at: from, onApply: true };
    return { at: (lastInstantWithin(runs, target.targetMs) as EpochMs) + 1, onApply: false };
  }
  return undefined;
}
