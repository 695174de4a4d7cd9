import { calendarStatus, type Calendar } from "../schedule/index.js";
import { reasonChangesWithin, timelineOf } from "../schedule/internal.js";
import type { EpochMs, Interval } from "../time/index.js";
import type { CycleClock } from "./arithmetic.js";
import type { Stop } from "./cycle.js";
import { hoursOver, type HoursPiece } from "./hours.js";
import type { Sla } from "./policy.js";
import type { Segment, SegmentReason } from "./segment.js";
import { renderReason } from "./sentences.js";
import type { TicketState } from "./ticket-state.js";

type Part = Pick<Segment, "counts" | "reason" | "hoursOf" | "timeZone"> & Interval;

/** The time of a cycle's clock from its activation to an instant, tiled by reasons. */
export function segmentsOf(sla: Sla, state: TicketState, clock: CycleClock, until: EpochMs): Segment[] {
  const { cycle, target } = clock;
  const pieces = hoursOver(sla, state, cycle, target.calendar, clock.until);
  const running = (start: EpochMs, end: EpochMs) =>
    pieces.flatMap((piece, index) => runningParts(piece, pieces[index + 1], { start, end }));
  const parts: Part[] = [];
  let from = cycle.activatedAt;
  for (const stop of cycle.stops.filter(({ start }) => start < until)) {
    const end = Math.min(stop.end, until);
    parts.push(...running(from, stop.start), { ...stoppedPart(stop), start: stop.start, end });
    from = end;
  }
  parts.push(...running(from, until));
  return withTotals(mergeAlike(parts.filter(({ start, end }) => start < end)));
}

function stoppedPart({ why, status }: Stop): Omit<Part, "start" | "end"> {
  const reason: SegmentReason = why === "solved" ? { code: "solved" } : { code: why, status };
  return { counts: false, reason, hoursOf: undefined, timeZone: undefined };
}

/** The part of a running stretch that counts on one piece's hours. */
function runningParts(
  { from, calendar, of }: HoursPiece,
  next: HoursPiece | undefined,
  running: Interval,
): Part[] {
  const start = Math.max(running.start, from);
  const end = Math.min(running.end, next?.from ?? Infinity);
  if (start >= end) return [];
  if (calendar !== undefined) return partsOn(calendar, of, { start, end });
  return [
    { start, end, counts: false, reason: { code: "unowned" }, hoursOf: undefined, timeZone: undefined },
  ];
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

/** A closed stretch, cut where its reason can change. */
function closedParts(calendar: Calendar, hoursOf: string | undefined, { start, end }: Interval): Part[] {
  if (start >= end) return [];
  const cuts = [start, ...reasonChangesWithin(calendar, start, end), end];
  return cuts.slice(0, -1).map((from, index) => ({
    start: from,
    end: cuts[index + 1] as EpochMs,
    counts: false,
    reason: { code: "closed", because: calendarStatus(calendar, from).reason },
    hoursOf,
    timeZone: calendar.timeZone,
  }));
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
    const times = { from: new Date(start), to: new Date(end) };
    return { ...times, counts, reason, hoursOf, timeZone, beforeMs, afterMs: workedMs };
  });
}
