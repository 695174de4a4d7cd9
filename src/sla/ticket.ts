import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { checkEvent, checkIsEvent, type TicketEvent } from "./events.js";
import { fold } from "./fold.js";
import { policyFor, type Sla } from "./policy.js";
import type { TicketState } from "./ticket-state.js";

/** The events that made a ticket, newest first: one more costs the same however many there are. */
interface Log {
  readonly event: TicketEvent;
  readonly before: Log | undefined;
}

const CORE: unique symbol = Symbol.for("follow-the-sun/ticket") as never;

/** A ticket under its policies: an immutable value, folded from its events. */
export interface Ticket {
  readonly kind: "ticket";
  /** How many events have made it. */
  readonly eventCount: number;
  /** @internal */
  readonly [CORE]: { readonly sla: Sla; readonly state: TicketState; readonly log: Log };
}

/**
 * A ticket from the event that creates it.
 *
 * @throws {FollowTheSunError} `ticket.*`, `instant.*`.
 *
 * @example
 * const ticket = openTicket(sla, { type: "created", at: "2026-03-27T16:00:00Z", team: "london" });
 * ticketStatus(ticket, "2026-03-27T16:30:00Z").cycles[0].state; // => running
 */
export function openTicket(sla: Sla, created: TicketEvent & { readonly type: "created" }): Ticket {
  return openAt(sla, created, "event");
}

function openAt(sla: Sla, created: TicketEvent & { readonly type: "created" }, path: string): Ticket {
  checkEvent(created, path);
  const at = toEpochMs(created.at, `${path}.at`);
  const attributes = created.attributes ?? {};
  const { team, owner, customer, status = "open" } = created;
  checkNames(sla, { team, customer, status }, path);
  const empty: TicketState = {
    createdAt: at,
    lastAt: at,
    status,
    statuses: [{ from: at, status }],
    isSolved: false,
    isClosed: false,
    attributes,
    policy: policyFor(sla, attributes),
    customer,
    teams: [{ from: at, team }],
    owners: [{ from: at, owner }],
    waitingSince: undefined,
    exchanges: [],
    solvedAt: [],
    reopenedAt: [],
    firstReplyAt: undefined,
    replies: 0,
    cycles: [],
  };
  return seal(sla, fold(sla, empty, created, at), { event: created, before: undefined }, 1);
}

/**
 * The ticket after an event. The given ticket stays as it is.
 *
 * Events at the same instant apply in the order in which they come. An event
 * whose id was applied already changes nothing.
 *
 * @throws {FollowTheSunError} `ticket.order` for an event before the last one;
 *   `ticket.contradiction` for one that cannot be (solved twice, reopened while
 *   open, anything but a note after closing); `ticket.*`, `instant.*`.
 *
 * @example
 * let ticket = openTicket(sla, { type: "created", at: "2026-03-27T16:00:00Z", team: "london" });
 * ticket = applyTicketEvent(ticket, { type: "message", by: "agent", at: "2026-03-27T16:20:00Z" });
 * ticketStatus(ticket, "2026-03-27T16:30:00Z").cycles[0].state; // => met
 */
export function applyTicketEvent(ticket: Ticket, event: TicketEvent): Ticket {
  return applyAt(ticket, event, "event");
}

/**
 * A ticket from all of its events, the first of which creates it.
 *
 * Replayed in pieces or at once, the ticket is the same. To replay with the
 * hours of then or of now, pass the policies with the calendars of then or now.
 *
 * @throws {FollowTheSunError} As `applyTicketEvent`; the path names the event: `events[3]`.
 *
 * @example
 * const ticket = replayTicket(sla, [
 *   { type: "created", at: "2026-03-27T16:00:00Z", team: "london" },
 *   { type: "message", by: "agent", at: "2026-03-27T16:20:00Z" },
 * ]);
 * ticket.eventCount; // => 2
 */
export function replayTicket(sla: Sla, events: readonly TicketEvent[]): Ticket {
  const [first, ...rest] = events;
  if (first !== undefined) checkEvent(first, "events[0]");
  if (first?.type !== "created") {
    fail("ticket.contradiction", "events[0]", first, "must be the event that creates the ticket");
  }
  return rest.reduce(
    (ticket, event, index) => applyAt(ticket, event, `events[${index + 1}]`),
    openAt(sla, first, "events[0]"),
  );
}

function applyAt(ticket: Ticket, event: TicketEvent, path: string): Ticket {
  const { sla, state, log } = ticket[CORE];
  checkIsEvent(event, path);
  if (event.id !== undefined && wasApplied(log, event.id)) return ticket;
  checkEvent(event, path);
  const at = toEpochMs(event.at, `${path}.at`);
  if (at < state.lastAt) {
    const last = new Date(state.lastAt).toISOString();
    fail("ticket.order", `${path}.at`, event.at, `must not lie before the ticket's last event, ${last}`);
  }
  refuseContradiction(state, event, path);
  checkNames(sla, namesIn(event), path);
  return seal(sla, fold(sla, state, event, at), { event, before: log }, ticket.eventCount + 1);
}

function wasApplied(log: Log, id: string): boolean {
  for (let entry: Log | undefined = log; entry !== undefined; entry = entry.before) {
    if (entry.event.id === id) return true;
  }
  return false;
}

function refuseContradiction({ isSolved, isClosed }: TicketState, event: TicketEvent, path: string): void {
  const refuse = (reason: string): never => fail("ticket.contradiction", path, event, reason);
  if (event.type === "created") refuse("must not create a ticket that exists");
  if (isClosed && event.type !== "note") refuse("must not come after closing; only notes may");
  if (isSolved && event.type === "solved") refuse("must not solve what is solved");
  if (isSolved && event.type === "status-changed")
    refuse("must not change the status of a solved ticket; reopen it");
  if (!isSolved && event.type === "reopened") refuse("must not reopen what is open");
}

interface Names {
  readonly team?: string | undefined;
  readonly customer?: string | undefined;
  readonly status?: string | undefined;
}

function namesIn(event: TicketEvent): Names {
  if (event.type === "team-changed") return { team: event.to };
  if (event.type === "status-changed") return { status: event.to };
  return event.type === "reopened" ? { status: event.status } : {};
}

function checkNames(
  { teams, customers, statuses }: Sla,
  { team, customer, status }: Names,
  path: string,
): void {
  if (team !== undefined && !teams.has(team)) {
    fail(
      "ticket.unknown-team",
      path,
      team,
      `must name a team of the policies: ${[...teams.keys()].join(", ")}`,
    );
  }
  if (customer !== undefined && !customers.has(customer)) {
    fail("ticket.unknown-customer", path, customer, "must name one of the policies' customers");
  }
  if (status !== undefined && statuses?.has(status) === false) {
    fail("ticket.unknown-status", path, status, `must be one of ${[...statuses].join(", ")}`);
  }
}

function seal(sla: Sla, state: TicketState, log: Log, eventCount: number): Ticket {
  return { kind: "ticket", eventCount, [CORE]: { sla, state, log } };
}

/** The policies that a ticket is under. */
export function slaOf(ticket: Ticket): Sla {
  return ticket[CORE].sla;
}

/** The events of a ticket, oldest first. */
export function eventsOf(ticket: Ticket): TicketEvent[] {
  const events: TicketEvent[] = [];
  for (let entry: Log | undefined = ticket[CORE].log; entry !== undefined; entry = entry.before)
    events.push(entry.event);
  return events.reverse();
}

/** What the events until an instant say. Asked about the past, the ticket is replayed until then. */
export function stateAt(ticket: Ticket, at: InstantInput): { state: TicketState; now: EpochMs } {
  const now = toEpochMs(at, "at");
  const { sla, state } = ticket[CORE];
  if (now >= state.lastAt) return { state, now };
  if (now < state.createdAt) {
    fail(
      "argument.invalid",
      "at",
      at,
      `must not lie before the ticket was created, ${new Date(state.createdAt).toISOString()}`,
    );
  }
  const known = eventsOf(ticket).filter((event) => toEpochMs(event.at, "at") <= now);
  return { state: replayTicket(sla, known)[CORE].state, now };
}
