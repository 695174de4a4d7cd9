import { toDate, type EpochMs, type InstantInput } from "../time/index.js";
import type { CycleClock } from "./arithmetic.js";
import { firstInstantAfter } from "./clock.js";
import type { Metric } from "./config.js";
import type { Step } from "./policy.js";
import { clocksAt } from "./status.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";

/** One warning or escalation of one cycle. */
export interface Escalation {
  readonly metric: Metric;
  readonly activatedAt: Date;
  readonly step: string;
  /** The first instant at which it is due, as known then; `undefined` while that cannot be known, or when it never is. */
  readonly at: Date | undefined;
  /** Whether that instant has come, and the cycle had not ended before it. */
  readonly isReached: boolean;
}

/**
 * When are a ticket's warnings and escalations due? All on the clocks of their
 * targets, in working time, exact to the millisecond; nothing is sent.
 *
 * A warning before due comes at the first instant that leaves its duration, at
 * the activation where it is longer than the target.
 *
 * @returns For every cycle that has not been cancelled, in the order of the
 *   cycles, then of the steps. Of an ended cycle only what was reached.
 * @throws {FollowTheSunError} As `ticketStatus`.
 *
 * @example
 * const ticket = openTicket(sla, { type: "created", at: "2026-03-30T08:00:00Z", team: "london" });
 * escalationsOf(ticket, "2026-03-30T08:30:00Z")[0];
 * // => { metric: "firstReply", step: "warn the owner", at: "2026-03-30T11:00:00.000Z", isReached: false }
 */
export function escalationsOf(ticket: Ticket, at: InstantInput): readonly Escalation[] {
  const sla = slaOf(ticket);
  const { state, now } = stateAt(ticket, at);
  return clocksAt(sla, state, now)
    .filter(({ end }) => end?.how !== "cancelled")
    .flatMap((clock) => clock.target.steps.map((step) => toEscalation(clock, step)))
    .filter(({ isReached, isOver }) => isReached || !isOver)
    .map(({ isOver: _, ...escalation }) => escalation);
}

function toEscalation(clock: CycleClock, step: Step): Escalation & { isOver: boolean } {
  const { cycle, until, workedMs } = clock;
  const at = instantOfStep(clock, step);
  return {
    metric: cycle.metric,
    activatedAt: new Date(cycle.activatedAt),
    step: step.name,
    at: toDate(at),
    isReached: at !== undefined && at <= until && workedMs >= (step.workMs ?? 0),
    isOver: clock.end !== undefined,
  };
}

function instantOfStep({ cycle, runs }: CycleClock, { workMs }: Step): EpochMs | undefined {
  return workMs === undefined ? cycle.activatedAt : firstInstantAfter(runs, workMs);
}
