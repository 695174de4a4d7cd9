import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { TicketEvent } from "./events.js";
import { firstInstantAfter } from "./clock.js";
import { explainClock, type CycleExplanation } from "./explain.js";
import type { Sla } from "./policy.js";
import { lengthByReason, renderLength } from "./sentences.js";
import { clocksAt, type Cycle } from "./status.js";
import { eventsOf, replayTicket, slaOf, stateAt, type Ticket } from "./ticket.js";

/** What is supposed to be otherwise. */
export interface Supposition {
  /** Events that happen, too; they are put in order with the others. */
  readonly events?: readonly TicketEvent[] | undefined;
  /** Other policies, or other calendars. */
  readonly sla?: Sla | undefined;
}

/** What changes for one cycle. */
export interface CycleDifference {
  readonly metric: Cycle["metric"];
  /** `undefined` where there is no such cycle. */
  readonly before: Cycle | undefined;
  readonly after: Cycle | undefined;
  /** How much later it is due, on the wall; negative for earlier, `undefined` where either is not due. */
  readonly dueLaterMs: number | undefined;
  /** `2 h 10 min later: holiday Marine Day`. */
  readonly sentence: string;
}

/**
 * The same ticket if something were otherwise: with hypothetical events, or on
 * other policies or calendars. Only the cycles that differ are told.
 *
 * @throws {FollowTheSunError} As `replayTicket` and `ticketStatus`.
 *
 * @example A pause that was not there
 * const ticket = openTicket(sla, { type: "created", at: "2026-03-30T08:00:00Z", team: "london" });
 * const events = [
 *   { type: "status-changed", to: "pending", at: "2026-03-30T09:00:00Z" },
 *   { type: "status-changed", to: "open", at: "2026-03-30T11:00:00Z" },
 * ];
 * whatIf(ticket, { events }, "2026-03-30T12:00:00Z").map(({ sentence }) => sentence);
 * // => ["resolution 2 h later: paused (pending)"]
 */
export function whatIf(
  ticket: Ticket,
  { events = [], sla = slaOf(ticket) }: Supposition,
  at: InstantInput,
): readonly CycleDifference[] {
  const known = eventsOf(ticket);
  const supposed = [...known, ...events]
    .map((event, index) => ({ event, index, at: applyOrder(event) }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const other = replayTicket(
    sla,
    supposed.map(({ event }) => event),
  );
  const before = explainUntilDue(ticket, at);
  const after = explainUntilDue(other, at);
  return pairs(before, after).flatMap(([a, b]) => differenceBetween(a, b));
}

/** What lies between now and the due instant is a reason, too. */
function explainUntilDue(ticket: Ticket, at: InstantInput): CycleExplanation[] {
  const sla = slaOf(ticket);
  const { state, now } = stateAt(ticket, at);
  return clocksAt(sla, state, now).map((clock) => {
    const due = clock.end === undefined ? firstInstantAfter(clock.runs, clock.target.targetMs) : undefined;
    return explainClock(sla, state, clock, Math.max(clock.until, due ?? clock.until));
  });
}

function applyOrder({ at }: TicketEvent): EpochMs {
  return toEpochMs(at, "events.at");
}

type Pair = readonly [CycleExplanation | undefined, CycleExplanation | undefined];

/** Cycles are matched by metric and rank: the second next reply with the second next reply. */
function pairs(before: readonly CycleExplanation[], after: readonly CycleExplanation[]): Pair[] {
  const metrics = [...new Set([...before, ...after].map(({ cycle }) => cycle.metric))];
  return metrics.flatMap((metric) => {
    const of = (all: readonly CycleExplanation[]) => all.filter(({ cycle }) => cycle.metric === metric);
    const [a, b] = [of(before), of(after)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, index): Pair => [a[index], b[index]]);
  });
}

function differenceBetween(
  a: CycleExplanation | undefined,
  b: CycleExplanation | undefined,
): CycleDifference[] {
  const [before, after] = [a?.cycle, b?.cycle];
  if (before !== undefined && after !== undefined && isSame(before, after)) return [];
  const { metric } = (before ?? after) as Cycle;
  const dueLaterMs =
    before?.dueAt === undefined || after?.dueAt === undefined
      ? undefined
      : after.dueAt.getTime() - before.dueAt.getTime();
  return [{ metric, before, after, dueLaterMs, sentence: `${metric} ${render(a, b, dueLaterMs)}` }];
}

function isSame(a: Cycle, b: Cycle): boolean {
  const { calendarRevision: _, ...restOfA } = a;
  const { calendarRevision: __, ...restOfB } = b;
  return JSON.stringify(restOfA) === JSON.stringify(restOfB);
}

function render(
  a: CycleExplanation | undefined,
  b: CycleExplanation | undefined,
  dueLaterMs: number | undefined,
): string {
  if (a === undefined) return "is promised now";
  if (b === undefined) return "is promised no longer";
  const because = newReasons(a, b);
  const reasons = because.length === 0 ? "" : `: ${because.join(", ")}`;
  if (dueLaterMs !== undefined && dueLaterMs !== 0) {
    return `${renderLength(Math.abs(dueLaterMs))} ${dueLaterMs > 0 ? "later" : "earlier"}${reasons}`;
  }
  return a.cycle.state === b.cycle.state
    ? `counts otherwise${reasons}`
    : `${b.cycle.state} instead of ${a.cycle.state}${reasons}`;
}

/** The reasons for which less or more time counts than before, longest first. */
function newReasons(a: CycleExplanation, b: CycleExplanation): string[] {
  const [before, after] = [lengthByReason(a.segments), lengthByReason(b.segments)];
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .filter((reason) => reason !== "open" && reason !== "out of hours")
    .map((reason) => ({ reason, ms: (after.get(reason) ?? 0) - (before.get(reason) ?? 0) }))
    .filter(({ ms }) => ms !== 0)
    .sort((x, y) => Math.abs(y.ms) - Math.abs(x.ms));
  return changes.map(({ reason, ms }) => (ms > 0 ? reason : `no ${reason}`));
}
