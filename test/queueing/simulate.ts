import {
  applyDeskEvent,
  defineRoster,
  heldWork,
  holderOf,
  openDesk,
  route,
  type Desk,
  type HeldWork,
  type WorkItem,
} from "follow-the-sun";
import { Heap } from "./heap.js";
import type { Model } from "./model.js";
import { orderOf, type Order } from "./order.js";
import { Random } from "./random.js";
import { Tally } from "./statistics.js";

export interface Run {
  /** Any text: the same one gives the same figures. */
  readonly seed: string;
  /** Arrivals per batch. */
  readonly batchSize: number;
  /** Most batches; there are fewer when `isEnough` says so. */
  readonly batches: number;
  /** Asked after each batch. */
  readonly isEnough?: (tally: Tally) => boolean;
}

/** Batches during which the empty desk of the start is forgotten. */
const WARM_UP = 5;

/**
 * Time. The desk takes whole milliseconds from 1970 until 2100, so a model's
 * unit of time is made as long as lets the longest run end within a century:
 * a million milliseconds at least, at which rounding each duration to a whole
 * one shifts no figure by a millionth, and hardly two events ever coincide.
 */
const CENTURY_MS = 100 * 365.25 * 86_400_000;

type Happening =
  | { readonly kind: "arrival"; readonly type: string }
  | { readonly kind: "done" | "patience over"; readonly workId: string };

interface Waiting {
  readonly type: string;
  readonly work: WorkItem;
  readonly since: number;
}

/** What happened in a model, its agents chosen by `route`. */
export function simulate(model: Model, run: Run): Tally {
  return new Simulation(model, run).run();
}

/**
 * Who is busy with what, and idle since when, is for the desk to know. Here are
 * only what is yet to happen, who waits in line, and the counts.
 */
class Simulation {
  readonly #tally = new Tally();
  readonly #happenings = new Heap<Happening>();
  /** By id, the oldest first. */
  readonly #line = new Map<string, Waiting>();
  readonly #random: Random;
  readonly #order: Order;
  readonly #unitMs: number;
  readonly #rates: ReadonlyMap<string, number>;
  #desk: Desk;
  #arrived = 0;
  #batchStart = 0;

  constructor(
    private readonly model: Model,
    private readonly settings: Run,
  ) {
    const { arrivals, agents } = model;
    this.#random = new Random(`${settings.seed}/${model.id}`);
    this.#order = orderOf(model, this.#random);
    this.#rates = new Map(agents.map(({ id, serviceRate }) => [id, serviceRate]));
    const perUnit = Object.values(arrivals).reduce((sum, rate) => sum + rate, 0);
    this.#unitMs = (CENTURY_MS * perUnit) / (settings.batchSize * (settings.batches + WARM_UP));
    this.#desk = openDesk(
      defineRoster({
        teams: { desk: { timeZone: "UTC", weekly: "always" } },
        agents: agents.map(({ id, skills }) => ({
          id,
          team: "desk",
          skills: Object.fromEntries(skills.map((skill) => [skill, 1])),
        })),
        policy: this.#order.policy,
      }),
    );
    for (const type of Object.keys(arrivals)) this.#scheduleArrival(type, 0);
  }

  run(): Tally {
    const { batchSize, batches, isEnough = () => false } = this.settings;
    while (this.#tally.batches < batches) {
      const next = this.#happenings.pop();
      if (next === undefined) break; // nothing ever arrives
      const { at, entry } = next;
      if (entry.kind === "arrival") this.#arrive(entry.type, at);
      else if (entry.kind === "done") this.#finish(entry.workId, at);
      else this.#giveUp(entry.workId, at);
      if (entry.kind !== "arrival" || this.#arrived % batchSize > 0) continue;
      this.#endBatch(at);
      if (isEnough(this.#tally)) break;
    }
    return this.#tally;
  }

  #arrive(type: string, at: number): void {
    this.#scheduleArrival(type, at);
    this.#tally.add("arrived", 1);
    this.#tally.add(`arrived ${type}`, 1);
    const id = `${this.#arrived++}`;
    const work: WorkItem = { id, channel: "voice", skills: { [type]: 1 }, arrivedAt: at };
    if (!this.#start(type, work, at)) this.#wait({ type, work, since: at });
  }

  /** A freed agent takes the oldest item that it can serve. Nobody else is free for any of them. */
  #finish(workId: string, at: number): void {
    const held = holderOf(this.#desk, workId) as HeldWork;
    this.#desk = applyDeskEvent(this.#desk, { type: "released", at, agentId: held.agentId, workId });
    this.#countBusy(held, at);
    for (const { type, work, since } of this.#line.values()) {
      if (!this.#start(type, work, at)) continue;
      this.#leaveLine(work.id, since, at);
      break;
    }
  }

  #giveUp(workId: string, at: number): void {
    const waiting = this.#line.get(workId);
    if (waiting === undefined) return; // was served in time
    this.#tally.add("abandoned", 1);
    this.#leaveLine(workId, waiting.since, at);
  }

  /** Let `route` choose who takes the work now; false when it must wait. */
  #start(type: string, work: WorkItem, at: number): boolean {
    this.#order.settle(type);
    const answer = route(this.#desk, work, at);
    if (answer.kind === "unroutable") throw new Error(`nobody can serve ${type}`);
    if (answer.kind === "wait") return false;
    const { id, ...event } = answer.event; // each is applied once, so the desk need not remember its id
    this.#desk = applyDeskEvent(this.#desk, event);
    const { agentId } = answer;
    this.#schedule({ kind: "done", workId: work.id }, at, this.#rates.get(agentId) ?? Number.NaN);
    this.#tally.add(`started ${type} ${agentId}`, 1);
    return true;
  }

  #wait(waiting: Waiting): void {
    const { waitingPlaces, patienceRate } = this.model;
    const { type, work, since } = waiting;
    if (waitingPlaces !== null && this.#line.size >= waitingPlaces) {
      this.#tally.add(`blocked ${type}`, 1);
      return;
    }
    this.#tally.add("delayed", 1);
    this.#line.set(work.id, waiting);
    if (patienceRate !== undefined)
      this.#schedule({ kind: "patience over", workId: work.id }, since, patienceRate);
  }

  #leaveLine(workId: string, since: number, at: number): void {
    this.#line.delete(workId);
    this.#tally.add("meanWait", (at - since) / this.#unitMs);
  }

  #scheduleArrival(type: string, at: number): void {
    this.#schedule({ kind: "arrival", type }, at, this.model.arrivals[type] ?? Number.NaN);
  }

  #schedule(happening: Happening, at: number, rate: number): void {
    this.#happenings.push(at + Math.round((this.#random.exponential() / rate) * this.#unitMs), happening);
  }

  #endBatch(at: number): void {
    for (const held of heldWork(this.#desk)) this.#countBusy(held, at);
    this.#tally.add("time", (at - this.#batchStart) / this.#unitMs);
    this.#batchStart = at;
    if (this.#arrived > WARM_UP * this.settings.batchSize) this.#tally.endBatch();
    else this.#tally.dropBatch();
  }

  /** The time of this batch during which an agent held an item. */
  #countBusy({ agentId, since }: HeldWork, until: number): void {
    const from = Math.max(since.getTime(), this.#batchStart);
    this.#tally.add(`busy ${agentId}`, (until - from) / this.#unitMs);
  }
}
