import {
  applyDeskEvent,
  openDesk,
  type Agent,
  type Desk,
  type DeskEvent,
  type LanguageMatch,
  type WorkItem,
} from "follow-the-sun";
import type { Item } from "./item.js";
import type { Handled, Handoff, Outcome, RunLog, Wanted } from "./log.js";
import type { Simulation } from "./simulation.js";
import { TicketBook } from "./tickets.js";

/** The desk and the tickets, and what they were told: everything that happens is written down here. */
export class Record<I extends Item> {
  readonly book: TicketBook<I>;
  readonly handoffs: Handoff[] = [];
  decisions = 0;
  private current: Desk;
  private readonly events: DeskEvent[] = [];
  private readonly outcomes: Outcome<I>[] = [];
  /** What escalations have made of the work of some items. */
  private readonly raised = new Map<string, WorkItem>();

  constructor(private readonly simulation: Simulation<I>) {
    this.current = openDesk(simulation.roster);
    this.book = new TicketBook(simulation);
  }

  get desk(): Desk {
    return this.current;
  }

  get log(): RunLog<I> {
    const { outcomes, events, handoffs, decisions, current } = this;
    return { outcomes, events, handoffs, decisions, tickets: this.book.tickets, desk: current };
  }

  agent(agentId: string): Agent {
    const agent = this.current.roster.agents.get(agentId);
    if (agent === undefined) throw new Error(`${agentId} is nobody`);
    return agent;
  }

  /** What an item asks for by now. */
  workOf(item: I): WorkItem {
    return this.raised.get(item.id) ?? this.simulation.workOf(item);
  }

  raise(item: I, work: WorkItem, at: number): void {
    this.raised.set(item.id, work);
    this.wants("raised", item, at);
  }

  tell(event: DeskEvent): void {
    this.current = applyDeskEvent(this.current, event);
    this.events.push(event);
  }

  /** The agent is rid of it, and for as long as the wrap-up lasts gets nothing new. */
  release(item: I, agentId: string, at: number, wrapUpMs = 0): void {
    const wrapUp = wrapUpMs === 0 ? {} : { wrapUpUntil: at + wrapUpMs };
    this.tell({ type: "released", id: `${this.events.length}`, at, workId: item.id, agentId, ...wrapUp });
  }

  wants(kind: Wanted["kind"], item: I, at: number): void {
    this.write({ kind, at, item });
  }

  note(
    kind: Handled["kind"],
    item: I,
    agentId: string,
    at: number,
    language?: Pick<LanguageMatch, "tier">,
  ): void {
    this.write({
      kind,
      at,
      item,
      agentId,
      before: this.events.length,
      ...(language && { tier: language.tier }),
    });
  }

  private write(outcome: Outcome<I>): void {
    this.outcomes.push(outcome);
    this.book.note(outcome);
  }
}
