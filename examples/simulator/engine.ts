import { nextClosing, nextOpening, placeQueue, type AssignedAnswer, type Calendar } from "follow-the-sun";
import { needOf, type Coming, type Need, type Spell } from "./coming.js";
import { DayEnds } from "./day-ends.js";
import { escalate } from "./escalation.js";
import { Heap } from "./heap.js";
import type { Item } from "./item.js";
import { WaitingLine } from "./line.js";
import type { RunLog } from "./log.js";
import { Offers } from "./offers.js";
import { Record } from "./record.js";
import type { Simulation } from "./simulation.js";

/**
 * Runs a simulation: a queue of events to come, the items that wait, what is left of those in hand, and
 * a record of what became of each. Who holds what, who is free and whose turn it is, the desk knows; what
 * was promised and when a step of it is due, the tickets; who gets the work when a day ends, the
 * package's handoff plan says.
 *
 * @param progress - Told how far the clock is, from 0 to 1.
 */
export function run<I extends Item>(
  simulation: Simulation<I>,
  progress: (share: number) => void = () => undefined,
): RunLog<I> {
  return new Engine(simulation).run(progress);
}

export class Engine<I extends Item> {
  readonly record: Record<I>;
  readonly line = new WaitingLine<Need<I>>();
  /** What is being worked on now, by the item's id. */
  readonly working = new Map<string, Spell<I>>();
  private readonly dayEnds = new DayEnds(this);
  private readonly offers = new Offers(this);
  private readonly coming = new Heap<Coming<I>>();
  /** When the line is asked about again at the latest. */
  private wakesAt = Infinity;

  constructor(readonly simulation: Simulation<I>) {
    const { roster, items, from } = simulation;
    this.record = new Record(simulation);
    const calendars = new Set(Array.from(roster.agents.keys(), this.hoursOf));
    for (const calendar of calendars) this.awaitShift(calendar, from - 1);
    for (const item of items) this.expect({ kind: "arrives", at: item.arrivedAt, need: needOf(item, 0) });
  }

  /** All that happens at one instant happens before anybody is looked for at it. */
  run(progress: (share: number) => void): RunLog<I> {
    const { from, to } = this.simulation;
    for (let at = this.coming.nextAt; at < to; at = this.coming.nextAt) {
      let endsAShift = false;
      while (this.coming.nextAt === at) endsAShift = this.happen(this.coming.take()) || endsAShift;
      if (endsAShift) this.dayEnds.handOn(at);
      this.findAgents(at);
      progress((at - from) / (to - from));
    }
    return this.record.log;
  }

  expect(coming: Coming<I>): void {
    this.coming.put(coming);
  }

  /** When an agent really works. */
  readonly hoursOf = (agentId: string): Calendar =>
    this.simulation.hours?.get(agentId) ?? this.record.agent(agentId).calendar;

  /** @returns whether it leaves work unfinished at the end of somebody's shift. */
  private happen(coming: Coming<I> | undefined): boolean {
    switch (coming?.kind) {
      case "arrives":
        this.arrive(coming.need, coming.at);
        break;
      case "returns":
        this.comeIn("returned", coming.need, coming.at);
        break;
      case "leaves":
        this.leave(coming.need, coming.at);
        break;
      case "stops":
        return this.stop(coming);
      case "resumes":
        this.dayEnds.resume(coming);
        break;
      case "accepts":
      case "declines":
        this.offers.answer(coming);
        break;
      case "lapses":
        this.offers.lapse(coming.at);
        break;
      case "steps":
        escalate(this, coming.item, coming.at);
        break;
      case "frees":
        this.line.hasRoom(this.record.agent(coming.agentId));
        break;
      case "shift":
        this.awaitShift(coming.calendar, coming.at);
        this.line.mayAll();
        break;
      case "wakes":
        if (coming.at === this.wakesAt) this.wakesAt = Infinity;
        this.line.mayAll();
        break;
      case "ignores": // and the offer lapses
      case undefined:
        break;
    }
    return false;
  }

  private arrive(need: Need<I>, at: number): void {
    this.comeIn("arrived", need, at);
    const { patienceMs } = need.item;
    if (patienceMs !== undefined) this.expect({ kind: "leaves", at: at + patienceMs, need });
  }

  private comeIn(kind: "arrived" | "returned", need: Need<I>, at: number): void {
    const { item } = need;
    this.record.wants(kind, item, at);
    this.wait(need);
    if (this.simulation.escalations === undefined) return;
    for (const { at: due } of this.record.book.stepsOf(item.id, at)) {
      if (due !== undefined && due.getTime() >= at) this.expect({ kind: "steps", at: due.getTime(), item });
    }
  }

  /** In line, beside those that ask for the same under the same promises. */
  wait(need: Need<I>, { refused = false } = {}): void {
    const { item } = need;
    const about = JSON.stringify(this.simulation.createdOf(item));
    this.line.add(this.record.workOf(item), need, refused ? `${item.id} ${about}` : about);
  }

  /** The customer goes, unless somebody has taken it since. */
  private leave(need: Need<I>, at: number): void {
    const { item } = need;
    const waits = this.line.needOf(item.id) === need;
    if (waits) this.line.take(item.id);
    else if (!this.offers.withdraw(need)) return;
    this.record.tell({ type: "withdrawn", at, workId: item.id });
    this.record.wants("left", item, at);
  }

  /** What waits and may be placed now, in the package's order, each to whom the desk chooses. */
  private findAgents(at: number): void {
    const queue = this.line.toAsk();
    if (queue.length === 0) return;
    this.record.decisions += queue.length;
    const { placed, unplaced } = placeQueue(this.record.desk, queue, at);
    for (const { work, answer } of placed) this.give(this.line.take(work.id), answer, at);
    for (const { answer } of unplaced) if (answer.kind === "wait") this.wakeAt(answer.until?.getTime());
  }

  private wakeAt(at = Infinity): void {
    if (at >= this.wakesAt) return;
    this.wakesAt = at;
    this.expect({ kind: "wakes", at });
  }

  /** As the desk answered: it is theirs from now on, or they are asked. */
  give(need: Need<I>, { agentId, event, language }: AssignedAnswer, at: number): void {
    const isTheirs = event.type === "assigned";
    this.record.note(isTheirs ? "assigned" : "offered", need.item, agentId, at, language);
    this.record.tell(event);
    if (isTheirs) this.work(need, agentId, at);
    else
      this.offers.ask(need, agentId, at, event.expiresAt === undefined ? undefined : Number(event.expiresAt));
  }

  /** An agent works on it until it is done or their shift ends. */
  work({ item, stint, leftMs }: Need<I>, agentId: string, since: number): void {
    const ends = nextClosing(this.hoursOf(agentId), since)?.getTime() ?? Infinity;
    const at = Math.min(since + leftMs, ends);
    const spell: Spell<I> = { kind: "stops", item, stint, leftMs, since, at, agentId };
    this.working.set(item.id, spell);
    this.expect(spell);
  }

  /** It is no longer worked on. @returns what is left of it. */
  interrupt({ item, stint, leftMs, since }: Spell<I>, at: number): Need<I> {
    this.working.delete(item.id);
    return { item, stint, leftMs: leftMs - (at - since) };
  }

  release(item: I, agentId: string, at: number, wrapUpMs = 0): void {
    this.record.release(item, agentId, at, wrapUpMs);
    if (wrapUpMs > 0) this.expect({ kind: "frees", at: at + wrapUpMs, agentId });
    else this.line.hasRoom(this.record.agent(agentId));
  }

  /** An agent stops: the stint is done, or their shift is over and the plan must say who goes on. */
  private stop(spell: Spell<I>): boolean {
    const { item, stint, agentId, at } = spell;
    if (this.working.get(item.id) !== spell) return false; // it was passed up before
    const need = this.interrupt(spell, at);
    if (need.leftMs > 0) {
      this.dayEnds.add(need, spell);
      return true;
    }
    const awayMs = item.stints[stint]?.awayMs;
    this.record.note(awayMs === undefined ? "done" : "rests", item, agentId, at);
    this.release(item, agentId, at, item.wrapUpMs);
    if (awayMs !== undefined && awayMs !== Infinity)
      this.expect({ kind: "returns", at: at + awayMs, need: needOf(item, stint + 1) });
    return false;
  }

  private awaitShift(calendar: Calendar, after: number): void {
    const opens = nextOpening(calendar, after)?.getTime() ?? Infinity;
    const closes = nextClosing(calendar, after)?.getTime() ?? Infinity;
    const at = Math.min(opens, closes);
    if (at !== Infinity) this.expect({ kind: "shift", at, calendar });
  }
}
