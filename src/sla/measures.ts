import { timelineOf, type Timeline } from "../schedule/internal.js";
import type { EpochMs, InstantInput } from "../time/index.js";
import { asKnownAt, onHours, runsBetween, workedUntil } from "./clock.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";
import type { TicketState } from "./ticket-state.js";

/** A length in working time (when any team is open) and on the wall, in milliseconds. */
export interface Length {
  readonly workingMs: number;
  readonly wallClockMs: number;
}

/** What happened to a ticket, whatever was promised. */
export interface TicketMeasures {
  /** Answered exchanges: from the oldest unanswered customer message to the reply, the first included. */
  readonly exchanges: {
    readonly count: number;
    /** How long the customer waited for replies altogether. */
    readonly totalMs: number;
    readonly meanMs: number | undefined;
    readonly longestMs: number | undefined;
  };
  /** From creation to the first reply; `undefined` while there is none. */
  readonly firstReply: Length | undefined;
  /** From creation to the last solve, pauses and the time it was solved in between left out; `undefined` while open. */
  readonly resolution: Length | undefined;
  readonly replies: number;
  readonly reopens: number;
  /** From team to team. */
  readonly transfers: number;
  /** From person to person. */
  readonly handoffs: number;
  /** Solved with no more than one reply, and not reopened. */
  readonly isFirstContactResolution: boolean;
}

/**
 * What happened to a ticket until an instant, in numbers.
 *
 * @throws {FollowTheSunError} As `ticketStatus`.
 *
 * @example
 * const ticket = replayTicket(sla, [
 *   { type: "created", at: "2026-03-30T08:00:00Z", team: "london" },
 *   { type: "message", by: "agent", at: "2026-03-30T08:15:00Z" },
 *   { type: "solved", at: "2026-03-30T09:00:00Z" },
 * ]);
 * const { exchanges, isFirstContactResolution } = ticketMeasures(ticket, "2026-03-30T10:00:00Z");
 * exchanges.totalMs; // => 900_000
 * isFirstContactResolution; // => true
 */
export function ticketMeasures(ticket: Ticket, at: InstantInput): TicketMeasures {
  const { state, now } = stateAt(ticket, at);
  const hours = timelineOf(slaOf(ticket).anyTeam);
  const lengths = state.exchanges.map(({ from, to }) => hours.openTimeBetween(from, to));
  const totalMs = lengths.reduce((sum, each) => sum + each, 0);
  return {
    exchanges: {
      count: lengths.length,
      totalMs,
      meanMs: lengths.length === 0 ? undefined : totalMs / lengths.length,
      longestMs: lengths.length === 0 ? undefined : Math.max(...lengths),
    },
    firstReply: lengthBetween(hours, state.createdAt, state.firstReplyAt),
    resolution: resolutionOf(state, hours, now),
    replies: state.replies,
    reopens: state.reopenedAt.length,
    transfers: changesOf(state.teams.map(({ team }) => team)),
    handoffs: changesOf(state.owners.map(({ owner }) => owner)),
    isFirstContactResolution: state.isSolved && state.replies <= 1 && state.reopenedAt.length === 0,
  };
}

function lengthBetween(hours: Timeline, from: EpochMs, to: EpochMs | undefined): Length | undefined {
  return to === undefined
    ? undefined
    : { workingMs: hours.openTimeBetween(from, to), wallClockMs: to - from };
}

/** How often somebody passed it to somebody else; nobody in between does not count. */
function changesOf(holders: readonly (string | undefined)[]): number {
  const known = holders.filter((holder) => holder !== undefined);
  return known.filter((holder, index) => index > 0 && holder !== known[index - 1]).length;
}

function resolutionOf(state: TicketState, hours: Timeline, now: EpochMs): Length | undefined {
  const cycle = state.cycles.filter(({ metric }) => metric === "resolution").at(-1);
  if (!state.isSolved || cycle?.end === undefined) return undefined;
  const until = Math.min(cycle.end.at, now);
  const runs = onHours(asKnownAt(runsBetween(cycle.activatedAt, cycle.stops), until, true), hours);
  return { workingMs: workedUntil(runs, until), wallClockMs: until - cycle.activatedAt };
}
