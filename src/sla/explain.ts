import type { InstantInput } from "../time/index.js";
import type { CycleClock } from "./arithmetic.js";
import type { Sla } from "./policy.js";
import type { Segment } from "./segment.js";
import { segmentsOf } from "./segments.js";
import { renderSegments } from "./sentences.js";
import { clocksAt, toCycle, type Cycle } from "./status.js";
import type { TicketState } from "./ticket-state.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";

/** One cycle with its arithmetic. */
export interface CycleExplanation {
  readonly cycle: Cycle;
  /** Contiguous, from the activation until the end of the cycle or the instant asked about. */
  readonly segments: readonly Segment[];
  readonly sentence: string;
}

/**
 * Why is every promise of a ticket where it is? For each cycle, segments that
 * tile the time since its activation, each with its reason; the lengths of those
 * that count add up to the elapsed time.
 *
 * @throws {FollowTheSunError} As `ticketStatus`.
 *
 * @example
 * const ticket = openTicket(sla, { type: "created", at: "2026-03-27T20:30:00Z", team: "london" });
 * explainTicket(ticket, "2026-03-30T01:00:00Z")[0].segments.map(({ reason, counts }) => `${reason.code} ${counts}`);
 * // => ["open true", "closed false", "open true"]
 */
export function explainTicket(ticket: Ticket, at: InstantInput): readonly CycleExplanation[] {
  const sla = slaOf(ticket);
  const { state, now } = stateAt(ticket, at);
  return clocksAt(sla, state, now).map((clock) => explainClock(sla, state, clock, clock.until));
}

/** As explained, with segments that may reach further than what has happened. */
export function explainClock(
  sla: Sla,
  state: TicketState,
  clock: CycleClock,
  until: number,
): CycleExplanation {
  const cycle = toCycle(sla, state, clock);
  const segments = segmentsOf(sla, state, clock, until);
  return { cycle, segments, sentence: renderSegments(cycle, segments) };
}
