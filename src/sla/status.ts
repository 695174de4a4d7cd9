import { toDate, type EpochMs, type InstantInput } from "../time/index.js";
import { clockAt, workedWithoutStops, type CycleClock } from "./arithmetic.js";
import { firstInstantAfter, isStopped, isWorking, lastInstantWithin } from "./clock.js";
import { METRICS, type Metric } from "./config.js";
import { isPromised } from "./cycle.js";
import { hoursOver } from "./hours.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";
import type { TicketState } from "./ticket-state.js";
import type { Sla } from "./policy.js";

export type CycleState =
  "running" | "out-of-hours" | "paused" | "met" | "missed" | "cancelled" | "unreachable";

/** One run of a metric, at an instant. Times are in milliseconds of working time unless they say otherwise. */
export interface Cycle {
  readonly metric: Metric;
  /** The policy whose promise it is. */
  readonly policy: string | undefined;
  /** The owning team, for ownership. */
  readonly team: string | undefined;
  readonly state: CycleState;
  readonly activatedAt: Date;
  readonly targetMs: number;
  /** The first instant by which the target is used up, as known then; `undefined` while paused with time left. */
  readonly dueAt: Date | undefined;
  /** The last instant by which it is kept. */
  readonly lastCompliantAt: Date | undefined;
  /** When more than the target had passed; it stays, whatever is promised later. */
  readonly breachedAt: Date | undefined;
  /** It was late at once when a shorter target came to apply: no new alarm. */
  readonly breachedOnApply: boolean;
  readonly fulfilledAt: Date | undefined;
  /** When it ended in any way. */
  readonly endedAt: Date | undefined;
  readonly elapsedMs: number;
  readonly remainingMs: number;
  readonly overrunMs: number;
  /** Working time during which the clock was stopped. */
  readonly pausedMs: number;
  /** Time on the wall since the activation, nights and pauses included. */
  readonly wallClockMs: number;
  /** The revision of the calendar it counts on now, so that a replay can tell whether hours were changed since. */
  readonly calendarRevision: string | undefined;
}

/** A ticket at an instant. */
export interface TicketStatus {
  /** The policy that applies; `undefined` when none matches. */
  readonly policy: string | undefined;
  /** Every cycle there was, by metric, then in order of activation. */
  readonly cycles: readonly Cycle[];
  /** When, by time alone, the state of a cycle next changes: all a timer needs. */
  readonly nextChangeAt: Date | undefined;
}

/**
 * Where every promise of a ticket stands at an instant.
 *
 * Only events until then are known; asked about the past, the answer is the one
 * that was given in the past.
 *
 * @throws {FollowTheSunError} `instant.*`; `argument.invalid` before the ticket was created.
 *
 * @example
 * const ticket = openTicket(sla, { type: "created", at: "2026-03-27T16:00:00Z", team: "london" });
 * const { cycles, nextChangeAt } = ticketStatus(ticket, "2026-03-27T16:30:00Z");
 * cycles[0].dueAt; // => 2026-03-27T20:00:00.000Z: four hours of London and New York together
 * nextChangeAt; // => 2026-03-27T20:00:00.001Z
 */
export function ticketStatus(ticket: Ticket, at: InstantInput): TicketStatus {
  const sla = slaOf(ticket);
  const { state, now } = stateAt(ticket, at);
  const clocks = clocksAt(sla, state, now);
  const changes = clocks.map((clock) => nextChange(clock, now)).filter((each) => each !== undefined);
  return {
    policy: state.policy?.id,
    cycles: clocks.map((clock) => toCycle(sla, state, clock)),
    nextChangeAt: changes.length === 0 ? undefined : new Date(Math.min(...changes)),
  };
}

/** The clocks of all promised cycles, by metric, then in order of activation. */
export function clocksAt(sla: Sla, state: TicketState, now: EpochMs): readonly CycleClock[] {
  return state.cycles
    .filter(isPromised)
    .sort((a, b) => METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric))
    .map((cycle) => clockAt(sla, state, cycle, now));
}

/** A cycle as it is shown. */
export function toCycle(sla: Sla, state: TicketState, clock: CycleClock): Cycle {
  const { cycle, target, end, until, runs, workedMs, breach } = clock;
  const cycleState = stateOf(clock);
  const isOver = end?.how === "cancelled";
  const due = isOver ? undefined : firstInstantAfter(runs, target.targetMs);
  const lastCompliant = isOver ? undefined : lastInstantWithin(runs, target.targetMs);
  return {
    metric: cycle.metric,
    policy: cycle.terms.filter((term) => term.target !== undefined).at(-1)?.policy?.id,
    team: cycle.team,
    state: cycleState,
    activatedAt: new Date(cycle.activatedAt),
    targetMs: target.targetMs,
    dueAt: cycleState === "unreachable" ? undefined : toDate(due),
    lastCompliantAt: due === undefined ? undefined : toDate(lastCompliant),
    breachedAt: toDate(breach?.at),
    breachedOnApply: breach?.onApply ?? false,
    fulfilledAt: end?.how === "fulfilled" ? new Date(end.at) : undefined,
    endedAt: toDate(end?.at),
    elapsedMs: workedMs,
    remainingMs: target.targetMs - workedMs,
    overrunMs: Math.max(0, workedMs - target.targetMs),
    pausedMs: workedWithoutStops(sla, state, clock) - workedMs,
    wallClockMs: until - cycle.activatedAt,
    calendarRevision: hoursOver(sla, state, cycle, target.calendar, until).at(-1)?.calendar?.revision,
  };
}

/** The first that holds. */
export function stateOf({ target, end, until, runs, breach }: CycleClock): CycleState {
  if (breach !== undefined) return "missed";
  if (end !== undefined) return end.how === "fulfilled" ? "met" : "cancelled";
  if (isStopped(runs, until)) return "paused";
  const isOwned = runs.at(-1)?.hours !== undefined;
  if (isOwned && firstInstantAfter(runs, target.targetMs) === undefined) return "unreachable";
  return isWorking(runs, until) ? "running" : "out-of-hours";
}

/** An ended, missed or paused cycle changes by events only. */
function nextChange(clock: CycleClock, now: EpochMs): EpochMs | undefined {
  const state = stateOf(clock);
  if (state !== "running" && state !== "out-of-hours") return undefined;
  const { runs, target } = clock;
  const hours = runs.at(-1)?.hours;
  const toggle = state === "running" ? hours?.closingAfter(now) : hours?.openingAfter(now);
  const last = lastInstantWithin(runs, target.targetMs);
  const candidates = [toggle, last === undefined ? undefined : last + 1].filter((each) => each !== undefined);
  return candidates.length === 0 ? undefined : Math.min(...candidates);
}
