import { calendarStatus, type Calendar, type Reason } from "../schedule/index.js";
import { timelineOf, zoneOfCalendar } from "../schedule/internal.js";
import {
  DAY_MS,
  instantOf,
  localDayAt,
  zoneOf,
  type EpochMs,
  type InstantInput,
  type Interval,
} from "../time/index.js";
import { calendarFor, teamAt, type CycleClock } from "./arithmetic.js";
import type { Stop } from "./cycle.js";
import type { Sla } from "./policy.js";
import type { Segment, SegmentReason } from "./segment.js";
import { renderReason, renderSegments } from "./sentences.js";
import { clocksAt, toCycle, type Cycle } from "./status.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";
import type { TicketState } from "./ticket-state.js";

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
  return clocksAt(sla, state, now).map((clock) => {
    const cycle = toCycle(sla, state, clock);
    const segments = segmentsOf(sla, state, clock);
    return { cycle, segments, sentence: renderSegments(cycle, segments) };
  });
}

type Part = Pick<Segment, "counts" | "reason" | "hoursOf" | "timeZone"> & Interval;

function segmentsOf(sla: Sla, state: TicketState, clock: CycleClock): Segment[] {
  const { cycle, until } = clock;
  const stops = cycle.stops.filter(({ start }) => start < until);
  const parts: Part[] = [];
  let from = cycle.activatedAt;
  for (const stop of stops) {
    parts.push(...runningParts(sla, state, clock, { start: from, end: stop.start }));
    const end = Math.min(stop.end, until);
    if (stop.start < end) parts.push({ ...stoppedPart(stop), start: stop.start, end });
    from = end;
  }
  parts.push(...runningParts(sla, state, clock, { start: from, end: until }));
  return withTotals(mergeAlike(parts));
}

function stoppedPart({ why, status }: Stop): Omit<Part, "start" | "end"> {
  const reason: SegmentReason = why === "solved" ? { code: "solved" } : { code: why, status };
  return { counts: false, reason, hoursOf: undefined, timeZone: undefined };
}

/** A stretch in which the clock ran, cut where the hours' owner changes. */
function runningParts(sla: Sla, state: TicketState, clock: CycleClock, { start, end }: Interval): Part[] {
  const { calendar: policy } = clock.target;
  const changes = policy === "owner-at-the-time" ? state.teams.map(({ from }) => from) : [];
  const cuts = [start, ...changes.filter((at) => start < at && at < end), end];
  return cuts.slice(0, -1).flatMap((from, index) => {
    const piece = { start: from, end: cuts[index + 1] as EpochMs };
    // Ownership counts on its own team's hours, and the last schedule is that of the end.
    const asked = policy === "last-schedule" ? clock.until : from;
    const team = clock.cycle.team ?? teamAt(state, asked);
    const calendar =
      clock.cycle.team === undefined
        ? calendarFor(sla, state, policy, asked)
        : sla.teams.get(clock.cycle.team);
    return calendar === undefined ? [unowned(piece)] : partsOn(calendar, hoursName(policy, team), piece);
  });
}

function hoursName(policy: CycleClock["target"]["calendar"], team: string | undefined): string | undefined {
  if (policy === "any-team") return "any team";
  if (policy === "customer") return "customer";
  return typeof policy === "object" ? policy.fixed : team;
}

function unowned(piece: Interval): Part {
  return { ...piece, counts: false, reason: { code: "unowned" }, hoursOf: undefined, timeZone: undefined };
}

function partsOn(calendar: Calendar, hoursOf: string | undefined, { start, end }: Interval): Part[] {
  const { timeZone } = calendar;
  const parts: Part[] = [];
  let from = start;
  for (const open of timelineOf(calendar).openWithin(start, end)) {
    parts.push(...closedParts(calendar, hoursOf, { start: from, end: open.start }));
    parts.push({ ...open, counts: true, reason: { code: "open" }, hoursOf, timeZone });
    from = open.end;
  }
  return [...parts, ...closedParts(calendar, hoursOf, { start: from, end })];
}

/** A closed stretch, cut at the midnights where its reason changes. */
function closedParts(calendar: Calendar, hoursOf: string | undefined, { start, end }: Interval): Part[] {
  const zone = zoneOfCalendar(calendar) ?? zoneOf("UTC", "UTC");
  const parts: Part[] = [];
  for (let from = start; from < end;) {
    const because = calendarStatus(calendar, from).reason;
    const midnight = instantOf(zone, (localDayAt(zone, from) + 1) * DAY_MS);
    const to = Math.min(end, endOf(because) ?? end, midnight > from ? midnight : end);
    parts.push({
      start: from,
      end: to,
      counts: false,
      reason: { code: "closed", because },
      hoursOf,
      timeZone: calendar.timeZone,
    });
    from = to;
  }
  return parts;
}

/** Breaks and closures say when they end. */
function endOf(reason: Reason): EpochMs | undefined {
  return reason.code === "break" || reason.code === "closure" ? reason.to.getTime() : undefined;
}

function mergeAlike(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last !== undefined && isAlike(last, part)) merged[merged.length - 1] = { ...last, end: part.end };
    else merged.push(part);
  }
  return merged;
}

function isAlike(a: Part, b: Part): boolean {
  return a.hoursOf === b.hoursOf && renderReason(a.reason) === renderReason(b.reason);
}

function withTotals(parts: readonly Part[]): Segment[] {
  let workedMs = 0;
  return parts.map(({ start, end, counts, reason, hoursOf, timeZone }) => {
    const beforeMs = workedMs;
    if (counts) workedMs += end - start;
    return {
      from: new Date(start),
      to: new Date(end),
      counts,
      reason,
      hoursOf,
      timeZone,
      beforeMs,
      afterMs: workedMs,
    };
  });
}
