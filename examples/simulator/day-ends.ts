import { nextOpening, planHandoffs, type PlannedItem } from "follow-the-sun";
import type { Need, Resumes, Spell } from "./coming.js";
import type { Engine } from "./engine.js";
import type { Item } from "./item.js";

/** What becomes of the work of those whose shift is over: the package's plan says, item by item. */
export class DayEnds<I extends Item> {
  /** Work that its agent's shift left unfinished: until the plan says what becomes of it, and while it is kept. */
  private readonly unfinished = new Map<string, Need<I> & { readonly agentId: string }>();
  /** Of these, what is kept, and when it is taken up again. */
  private readonly kept = new Map<string, Resumes<I>>();

  constructor(private readonly engine: Engine<I>) {}

  /** An agent's shift is over before the work is. */
  add(need: Need<I>, { agentId }: Spell<I>): void {
    this.unfinished.set(need.item.id, { ...need, agentId });
  }

  handOn(at: number): void {
    const { record } = this.engine;
    const facts = Object.fromEntries(
      [...this.unfinished].map(([id, { leftMs }]) => [id, { remaining: { milliseconds: leftMs } }]),
    );
    const { items, teams } = planHandoffs(record.desk, at, { facts });
    record.decisions += items.length;
    // A later plan tells again of what is kept: told once, that is enough.
    const isNew = ({ workId, outcome }: PlannedItem): boolean =>
      outcome.kind !== "keep" || !this.kept.has(workId);
    const told = new Set(items.filter(isNew).map(({ ownerId }) => record.agent(ownerId).team.id));
    record.handoffs.push(...teams.filter(({ team }) => told.has(team)).map((team) => ({ at, team })));
    for (const item of items) this.carryOut(item, at);
    this.breakOff(at);
  }

  private carryOut({ workId, ownerId, outcome }: PlannedItem, at: number): void {
    const need = this.unfinished.get(workId);
    if (need === undefined) throw new Error(`${workId} is in the hands of somebody who is off shift`);
    if (outcome.kind === "keep") {
      this.keep(need, ownerId, outcome.backAt.getTime(), at);
      return;
    }
    this.kept.delete(workId);
    this.unfinished.delete(workId);
    this.engine.record.note("let-go", need.item, ownerId, at);
    this.engine.release(need.item, ownerId, at);
    if (outcome.kind === "pass") this.engine.give(need, outcome.answer, at);
    else this.engine.wait(need); // whoever comes first
  }

  /** What the plan leaves alone is in the hands of people who have a break. */
  private breakOff(at: number): void {
    for (const [id, need] of this.unfinished) {
      const backAt = this.kept.has(id) ? undefined : nextOpening(this.engine.hoursOf(need.agentId), at);
      if (backAt !== undefined) this.keep(need, need.agentId, backAt.getTime(), at);
    }
  }

  private keep({ item, stint, leftMs }: Need<I>, agentId: string, backAt: number, at: number): void {
    if (this.kept.has(item.id)) return; // since an earlier plan
    const resumes = { kind: "resumes", at: backAt, item, stint, leftMs, agentId } as const;
    this.engine.record.note("kept", item, agentId, at);
    this.kept.set(item.id, resumes);
    this.engine.expect(resumes);
  }

  /** Back on shift: the agent goes on with what was kept, unless a later plan passed it on. */
  resume(coming: Resumes<I>): void {
    const { item, agentId, at } = coming;
    if (this.kept.get(item.id) !== coming) return;
    this.kept.delete(item.id);
    this.unfinished.delete(item.id);
    this.engine.record.note("resumed", item, agentId, at);
    this.engine.work(coming, agentId, at);
  }
}
