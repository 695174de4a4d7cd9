import {
  applyTicketEvent,
  escalationsOf,
  openTicket,
  type Escalation,
  type Ticket,
  type TicketEvent,
} from "follow-the-sun";
import type { Item } from "./item.js";
import type { Outcome } from "./log.js";
import type { Simulation } from "./simulation.js";

/** The status of a ticket while its item rests. */
const RESTING = "resting";

/**
 * The package's tickets of the items, folded from what becomes of them as a helpdesk would log it: an
 * agent who takes one replies to it, and what comes back from a rest, the customer has answered. A customer
 * who leaves is an attribute, so that a policy for it can take the promises back.
 */
export class TicketBook<I extends Item> {
  readonly tickets = new Map<string, Ticket>();

  constructor(private readonly simulation: Simulation<I>) {}

  note(outcome: Outcome<I>): void {
    const { item, at } = outcome;
    const ticket = this.tickets.get(item.id);
    if (ticket === undefined) {
      const { sla, createdOf } = this.simulation;
      this.tickets.set(item.id, openTicket(sla, { type: "created", at, ...createdOf(item) }));
      return;
    }
    this.tickets.set(item.id, this.eventsOf(outcome).reduce(applyTicketEvent, ticket));
  }

  /** The steps of its promises, as far as they are known now. */
  stepsOf(id: string, at: number): readonly Escalation[] {
    const ticket = this.tickets.get(id);
    return ticket === undefined ? [] : escalationsOf(ticket, at);
  }

  private eventsOf(outcome: Outcome<I>): TicketEvent[] {
    const { at } = outcome;
    switch (outcome.kind) {
      case "assigned":
      case "resumed": {
        const team = this.simulation.roster.agents.get(outcome.agentId)?.team.id;
        return [
          { type: "team-changed", to: team, at },
          { type: "owner-changed", to: outcome.agentId, at },
          ...(outcome.kind === "assigned" ? [{ type: "message", by: "agent", at } as const] : []),
        ];
      }
      case "rests":
        return [{ type: "status-changed", to: RESTING, at }];
      case "returned":
        return [
          { type: "status-changed", to: "open", at },
          { type: "message", by: "customer", at },
        ];
      case "done":
        return [{ type: "solved", at }];
      case "left":
        return [{ type: "attributes-changed", attributes: { abandoned: true }, at }];
      default:
        return [];
    }
  }
}
