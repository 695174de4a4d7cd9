import { isOpen, lapsedOffers } from "follow-the-sun";
import type { Answers, Need } from "./coming.js";
import type { Engine } from "./engine.js";
import type { Item } from "./item.js";
import type { OfferAnswer } from "./simulation.js";

/** Told how often the agent was asked for the item before: a simulation may take heed of it. */
type AnswerTo<I extends Item> = (item: I, agentId: string, timesBefore: number) => OfferAnswer;

/** Work that somebody is asked to take, where the policy has it offered: what they will say, and what then. */
export class Offers<I extends Item> {
  private readonly asked = new Map<string, Answers<I>>();
  /** How often each agent was asked for each item, whoever else was asked in between. */
  private readonly times = new Map<string, number>();

  constructor(private readonly engine: Engine<I>) {}

  ask(need: Need<I>, agentId: string, at: number, expiresAt: number | undefined): void {
    const { item } = need;
    const pair = JSON.stringify([item.id, agentId]);
    const timesBefore = this.times.get(pair) ?? 0;
    this.times.set(pair, timesBefore + 1);
    const answerTo: AnswerTo<I> | undefined = this.engine.simulation.answerTo;
    const says = answerTo?.(item, agentId, timesBefore);
    const answers = { kind: says?.kind ?? "accepts", at: at + (says?.afterMs ?? 0), agentId, need };
    this.asked.set(item.id, answers);
    if (answers.kind !== "ignores") this.engine.expect(answers);
    if (expiresAt !== undefined) this.engine.expect({ kind: "lapses", at: expiresAt });
  }

  /** Whoever is off shift by then says nothing. */
  answer(answers: Answers<I>): void {
    const { need, agentId, at, kind } = answers;
    const { record, hoursOf } = this.engine;
    const workId = need.item.id;
    if (this.asked.get(workId) !== answers || !isOpen(hoursOf(agentId), at)) return;
    this.asked.delete(workId);
    if (kind === "accepts") {
      record.note("assigned", need.item, agentId, at);
      record.tell({ type: "accepted", at, agentId, workId });
      this.engine.work(need, agentId, at);
    } else {
      record.tell({ type: "declined", at, agentId, workId });
      this.refused(need, agentId, at);
    }
  }

  /** Offers that nobody has answered in time. */
  lapse(at: number): void {
    for (const event of lapsedOffers(this.engine.record.desk, at)) {
      const answers = this.asked.get(event.workId);
      if (answers === undefined) throw new Error(`${event.workId} was offered by somebody else`);
      this.asked.delete(event.workId);
      this.engine.record.tell(event);
      this.refused(answers.need, answers.agentId, at);
    }
  }

  /** Nobody wants it any more: is it on offer, whoever is asked is free again. */
  withdraw(need: Need<I>): boolean {
    const answers = this.asked.get(need.item.id);
    if (answers?.need !== need) return false;
    this.asked.delete(need.item.id);
    this.engine.line.hasRoom(this.engine.record.agent(answers.agentId));
    return true;
  }

  private refused(need: Need<I>, agentId: string, at: number): void {
    this.engine.record.note("refused", need.item, agentId, at);
    this.engine.line.hasRoom(this.engine.record.agent(agentId));
    this.engine.wait(need, { refused: true });
  }
}
