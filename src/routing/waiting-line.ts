import type { EpochMs } from "../time/index.js";
import type { RouteAnswer } from "./answer.js";
import { declinedBy, type Desk } from "./desk.js";
import { Heap } from "./heap.js";
import { orderQueue } from "./queue.js";
import { placesOf, type Roster } from "./roster.js";
import type { Policy } from "./stage.js";
import type { WorkItem } from "./work-item.js";
import type { Job } from "./work-log.js";

/** Jobs that can or cannot be placed on the same desk, all alike, unless the answer has to do with when each is due. */
interface Group {
  readonly key: string;
  /** In the order of the queue. Jobs that went into another group since are still among them. */
  readonly jobs: Heap<Job>;
  /** The slots of those who could ever take one. */
  readonly fitting: Int32Array;
}

/**
 * Work that waits. It is placed exactly as `placeQueue` would place all of it,
 * but only what could have a new answer is asked about: jobs for which the same
 * people come into question stand in groups, and where the first of a group
 * waits, the others would, too, since while a queue is placed there is ever less
 * room.
 */
export class WaitingLine {
  readonly #roster: Roster;
  readonly #last: number;
  /** By job, what of it decides who comes into question, whatever the instant. */
  readonly #kinds: readonly string[];
  /** By job, its place in the queue; `undefined` where waiting changes the order. */
  readonly #ranks: Int32Array | undefined;
  readonly #groups = new Map<string, Group>();
  /** By job; `undefined` for what does not wait. */
  readonly #groupOf: (Group | undefined)[] = [];
  /** What has a new chance; where only that is why, the slots of those who have room again. */
  readonly #toTry = new Map<Group, number[] | "anybody">();
  /** When a waiting job goes into another group. */
  readonly #moves = new Heap<{ readonly at: EpochMs; readonly job: Job }>((a, b) =>
    a.at === b.at ? a.job.index < b.job.index : a.at < b.at,
  );
  /** What waits for its preferred agents though somebody is free; whether it still does depends on all who get work. */
  readonly #reserved = new Set<Group>();
  #waiting = 0;

  /** @param jobs - All that may ever wait here. */
  constructor(desk: Desk, jobs: readonly Job[], at: EpochMs) {
    const { roster } = desk;
    const { order, aging } = roster.policy.queue;
    const isAging = aging !== undefined && order === "priority";
    this.#roster = roster;
    this.#last = roster.policy.stages.length - 1;
    this.#kinds = jobs.map(({ work, requirement }) =>
      JSON.stringify([
        requirement.signature,
        work.excludedAgents ?? [],
        declinedBy(desk, work),
        isAging && work.priority, // within a group the order must last
      ]),
    );
    this.#ranks = isAging ? undefined : ranksOf(roster, jobs, at);
  }

  get isEmpty(): boolean {
    return this.#waiting === 0;
  }

  /** A job joins the line. */
  join(job: Job, at: EpochMs): void {
    this.#waiting++;
    this.#group(job, at);
  }

  /** The next instant at which a stage opens, or a reservation ends, for work that waits; Infinity when there is none. */
  get nextChange(): EpochMs {
    for (;;) {
      const next = this.#moves.first;
      if (next === undefined) return Infinity;
      if (this.#groupOf[next.job.index] !== undefined) return next.at;
      this.#moves.pop();
    }
  }

  /** Stages that have opened, and reservations that have ended, give work a new chance. */
  changeTo(at: EpochMs): void {
    while (this.nextChange <= at) this.#group((this.#moves.pop() as { readonly job: Job }).job, at);
  }

  /** Somebody has room again: what they could take has a new chance. */
  freed(agentId: string): void {
    const slot = placesOf(this.#roster).slotOf(agentId);
    for (const group of this.#groups.values()) {
      const known = this.#toTry.get(group);
      if (known === "anybody" || !group.fitting.includes(slot)) continue;
      if (known === undefined) this.#toTry.set(group, [slot]);
      else known.push(slot);
    }
  }

  /** A shift begins or ends: everything has a new chance. */
  shiftsChanged(): void {
    for (const group of this.#groups.values()) this.#toTry.set(group, "anybody");
  }

  /**
   * Place what has a new chance, in the order of the queue. Where others who were
   * free have got something, work that is reserved at a stage may have its chance
   * at the next one: so this goes on until nothing more is placed.
   *
   * @param place - Is given the slots with which alone the job has a new chance, if that is so.
   */
  place(at: EpochMs, place: Place): void {
    while (this.#placeOnce(at, place));
  }

  /** One round, as of `placeQueue`: was anything placed? */
  #placeOnce(at: EpochMs, place: Place): boolean {
    for (const group of this.#reserved) this.#toTry.set(group, "anybody");
    this.#reserved.clear();
    const tried = new Map(this.#toTry);
    this.#toTry.clear();
    const before = this.#waiting;
    const heads = this.#inOrder(
      [...tried.keys()].flatMap((group) => this.#headOf(group) ?? []),
      at,
    );
    const passed: Job[] = [];
    for (let job = heads.shift(); job !== undefined; job = heads.shift()) {
      const group = this.#groupOf[job.index] as Group;
      group.jobs.pop();
      const slots = tried.get(group);
      const answer = place(job, slots === "anybody" ? undefined : slots);
      if (answer === undefined || answer.kind === "wait") passed.push(job);
      else this.#leave(job);
      if (answer?.kind === "wait" && answer.reason === "reserved") this.#reserved.add(group);
      const next = saysAll(answer) ? undefined : this.#headOf(group);
      if (next !== undefined) this.#insert(next, heads, at);
    }
    for (const job of passed) this.#groupOf[job.index]?.jobs.push(job);
    for (const group of tried.keys()) if (this.#headOf(group) === undefined) this.#groups.delete(group.key);
    return this.#waiting < before;
  }

  #leave(job: Job): void {
    this.#groupOf[job.index] = undefined;
    this.#waiting--;
  }

  /** The first that is still in the group. */
  #headOf(group: Group): Job | undefined {
    for (;;) {
      const job = group.jobs.first;
      if (job === undefined || this.#groupOf[job.index] === group) return job;
      group.jobs.pop();
    }
  }

  /** Put a job into the group where it belongs from now on. */
  #group(job: Job, at: EpochMs): void {
    const { key, until } = momentOf(job, this.#roster.policy, at);
    const group = this.#groupFor(`${this.#kinds[job.index] ?? ""} ${key}`, job);
    group.jobs.push(job);
    this.#groupOf[job.index] = group;
    this.#toTry.set(group, "anybody");
    if (until < Infinity) this.#moves.push({ at: until, job });
  }

  #groupFor(key: string, { requirement }: Job): Group {
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const fitting = placesOf(this.#roster).kindOf(requirement).fitting(this.#last);
    const jobs = new Heap<Job>((a, b) => this.#rankOf(a) < this.#rankOf(b));
    const group = { key, jobs, fitting };
    this.#groups.set(key, group);
    return group;
  }

  /** Where waiting makes work more urgent, who came first stays first within a priority. */
  #rankOf({ index }: Job): number {
    return this.#ranks === undefined ? index : (this.#ranks[index] as number);
  }

  /** In the order of the queue. */
  #inOrder(jobs: readonly Job[], at: EpochMs): Job[] {
    if (this.#ranks !== undefined) return [...jobs].sort((a, b) => this.#rankOf(a) - this.#rankOf(b));
    const byId = new Map(jobs.map((job) => [job.work.id, job]));
    return orderQueue(this.#roster, jobs.map(briefly), at).map(({ id }) => byId.get(id) as Job);
  }

  /** Put a job where it belongs among others that are in order. */
  #insert(job: Job, ordered: Job[], at: EpochMs): void {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#inOrder([ordered[middle] as Job, job], at)[1] === job) low = middle + 1;
      else high = middle;
    }
    ordered.splice(low, 0, job);
  }
}

/** Routes a job and, if somebody gets it, makes it happen; `undefined` where none of the slots has room (any more). */
type Place = (job: Job, slots: readonly number[] | undefined) => RouteAnswer | undefined;

/**
 * Does the answer to one job of a group hold for those behind it, too? Not if it
 * was placed; nor while it waits for somebody better, which depends on when it is
 * due; nor while it is reserved, since that can end when others take what is free.
 */
function saysAll(answer: RouteAnswer | undefined): boolean {
  if (answer === undefined) return true;
  return answer.kind === "wait" && answer.reason !== "better-later" && answer.reason !== "reserved";
}

/** All that waiting and priority go by, and so quickly read. */
function briefly({ work: { id, channel, priority }, arrivedAt }: Job): WorkItem {
  return { id, channel, priority, arrivedAt };
}

function ranksOf(roster: Roster, jobs: readonly Job[], at: EpochMs): Int32Array {
  const indexes = new Map(jobs.map(({ work, index }) => [work.id, index]));
  const ranks = new Int32Array(jobs.length);
  const ordered = orderQueue(
    roster,
    jobs.map(({ work }) => work),
    at,
  );
  ordered.forEach(({ id }, rank) => (ranks[indexes.get(id) as number] = rank));
  return ranks;
}

/** What time decides about a job: which stages are open to it, and for whom it is reserved. It stays so until `until`. */
function momentOf(
  { work, arrivedAt }: Job,
  { stages, reserveMs, preferMs }: Policy,
  at: EpochMs,
): { readonly key: string; readonly until: EpochMs } {
  const { preferredAgents = [] } = work;
  const opens = stages.map(({ afterMs }) => arrivedAt + afterMs);
  const reservedUntil = preferredAgents.length === 0 ? at : arrivedAt + Math.min(reserveMs, preferMs);
  const key = JSON.stringify([opens.map((each) => each <= at), at < reservedUntil && preferredAgents]);
  return { key, until: Math.min(...[...opens, reservedUntil].filter((each) => each > at)) };
}
