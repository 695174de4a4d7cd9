import { heldWork, holderOf, orderQueue, route } from "follow-the-sun";
import type { AssignedAnswer, HeldWork, Roster } from "follow-the-sun";
import type { Folded, Store, Waiting } from "./store.js";

/** What workers count. */
export const NO_TALLY = {
  /** Assignments to somebody further down the list. */
  runnersUp: 0,
  /** Decisions in vain: everybody on the list had been taken by others, or the item had. */
  taken: 0,
  /** Releases in vain: the agent did not have the item any more. */
  notHeld: 0,
};
export type Tally = typeof NO_TALLY;

export interface WorkerOptions {
  readonly roster: Roster;
  /** Lock the desk before deciding, so that no decision is made on a desk that is out of date. */
  readonly lockFirst: boolean;
  /** Pull waiting items from the queue; or read them without a lock, as a page does that somebody has open. */
  readonly pull: boolean;
  readonly count: (what: keyof Tally) => void;
}

const ITEMS_AT_ONCE = 8;
const RUNNERS_UP = 4;
const EVENTS_PER_SNAPSHOT = 500;

/** One connection of an application server, with a desk of its own. */
export class Worker {
  #folded: Folded;

  private constructor(
    private readonly store: Store,
    private readonly options: WorkerOptions,
    folded: Folded,
  ) {
    this.#folded = folded;
  }

  static async start(store: Store, options: WorkerOptions): Promise<Worker> {
    return new Worker(store, options, await store.load(options.roster));
  }

  /** The desk, with everything that was committed until now. */
  async fold(): Promise<Folded> {
    return (this.#folded = await this.store.fold(this.#folded));
  }

  /** Give one waiting item to somebody. */
  async assignOne(): Promise<"assigned" | "in vain" | "nobody is free"> {
    const { lockFirst, pull } = this.options;
    const seen = pull ? undefined : await this.store.waiting(ITEMS_AT_ONCE);
    let answer: AssignedAnswer | undefined;
    const decide = async () => {
      const waiting = seen ?? (await this.store.pullWaiting(ITEMS_AT_ONCE));
      await this.fold();
      answer = this.#choose(waiting);
      return answer && this.#assign(answer);
    };
    const seq = await (pull && !lockFirst ? this.store.transaction(decide) : this.#locked(decide));
    if (seq === undefined) return answer === undefined ? "nobody is free" : "in vain";
    await this.#snapshotAfter(seq);
    return "assigned";
  }

  /** The first item, in the queue's order, that somebody is free for: all in memory. */
  #choose({ items, at }: Waiting): AssignedAnswer | undefined {
    const { desk, at: last } = this.#folded;
    const now = Math.max(at, last); // whoever came free by the last event is free
    const unheld = items.filter(({ id }) => holderOf(desk, id) === undefined);
    for (const work of orderQueue(desk.roster, unheld, now)) {
      const answer = route(desk, work, now, { runnersUp: RUNNERS_UP });
      if (answer.kind === "assigned") return answer;
    }
    return undefined;
  }

  async #assign(answer: AssignedAnswer): Promise<number | undefined> {
    const { agentId: best, runnersUp, chosenBy } = answer;
    const ranked = chosenBy === "preferred" ? [best] : [best, ...runnersUp];
    const given = await this.store.assign(answer, ranked);
    if (given === undefined) this.options.count("taken");
    else if (given.agentId !== best) this.options.count("runnersUp");
    return given?.seq;
  }

  /** An agent is done with an item, or hands it back: what a press of a button leads to. */
  async releaseOne(
    choose: (held: readonly HeldWork[]) => HeldWork | undefined,
    how: "finish" | "handBack",
  ): Promise<boolean> {
    const held = choose(heldWork(this.#folded.desk));
    if (held === undefined) return false;
    const seq = await this.#locked(() => this.store.release(how, held.work.id, held.agentId));
    if (seq === undefined) this.options.count("notHeld");
    else await this.#snapshotAfter(seq);
    return true;
  }

  /** With the lock first all transactions take it first, or two could wait for one another. */
  async #locked<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
    if (!this.options.lockFirst) return work();
    return this.store.transaction(async () => {
      await this.store.lockDesk();
      return work();
    });
  }

  /** Whoever commits the five-hundredth event saves a snapshot. If that fails, the next one will do. */
  async #snapshotAfter(seq: number): Promise<void> {
    if (seq % EVENTS_PER_SNAPSHOT === 0) await this.store.saveSnapshot(await this.fold());
  }
}
