import { firstEndingAfter, type EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { AssignedAnswer, RouteAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
import { applyDeskEvent } from "./apply.js";
import type { DeskEvent } from "./desk-event.js";
import { holderOf, makeDesk, stateOf, stateOfDesk, tablesOf, type Desk } from "./desk.js";
import type { HeldWork } from "./desk-tables.js";
import { Heap } from "./heap.js";
import { compareIds, placesOf } from "./roster.js";
import { decide } from "./route.js";
import { workedBy } from "./shifts.js";
import { Version } from "./version.js";
import { WaitingLine } from "./waiting-line.js";
import type { Job } from "./work-log.js";

/** What became of a work item of a log. */
export type WorkOutcome =
  | StartedWork
  /** Nobody has it by the end; the reason is the one of that moment. */
  | ({ readonly workId: string } & WaitAnswer)
  | ({ readonly workId: string } & UnroutableAnswer);

/** Somebody got it. */
export interface StartedWork {
  readonly kind: "assigned";
  readonly workId: string;
  readonly agentId: string;
  /** The stage that decided, from 0. */
  readonly stage: number;
  readonly chosenBy: AssignedAnswer["chosenBy"];
  readonly at: Date;
  /** Since arrival. */
  readonly waitedMs: number;
  /** When the agent has worked so long as it takes, also beyond the end; `undefined`: never. */
  readonly endsAt: Date | undefined;
}

/** A log that was played on a desk. */
export interface PlayedLog {
  /** In the order of the jobs. */
  readonly outcomes: readonly WorkOutcome[];
  /** All that happened, in order. */
  readonly events: readonly DeskEvent[];
  /** By job, how many of those events lie before its own assignment. */
  readonly eventsBefore: readonly (number | undefined)[];
  readonly desk: Desk;
}

/** The stretch of time that is played, both ends included. */
export interface Stretch {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/**
 * What happens when this work arrives at a desk. At every instant at which
 * something changes, first what is done is released, then what arrives joins
 * those who wait, and then all of them are placed in the order of the queue.
 * Offers are accepted at once. An agent keeps an item until it is done: nothing
 * is handed on.
 */
export function playLog(start: Desk, jobs: readonly Job[], stretch: Stretch): PlayedLog {
  return new LogRun(ownTables(start), jobs, stretch).play();
}

/** The same desk apart, so that what happens here costs the other one nothing, now or later. */
export function ownTables(desk: Desk): Desk {
  return makeDesk(desk.roster, { ...stateOfDesk(desk), tables: Version.of(tablesOf(desk).copy()) });
}

/** Who has what is for the desk to know. Here are only what is yet to happen, who waits, and what came of it. */
class LogRun {
  readonly #jobs: readonly Job[];
  readonly #stretch: Stretch;
  readonly #line: WaitingLine;
  readonly #outcomes: WorkOutcome[] = [];
  readonly #events: DeskEvent[] = [];
  readonly #eventsBefore: (number | undefined)[] = [];
  readonly #ends = new Heap<{ readonly at: EpochMs; readonly workId: string }>((a, b) =>
    a.at === b.at ? compareIds(a.workId, b.workId) < 0 : a.at < b.at,
  );
  #desk: Desk;
  #arrived = 0;
  /** The next instant at which a shift begins or ends. */
  #shiftChange: EpochMs;

  constructor(start: Desk, jobs: readonly Job[], stretch: Stretch) {
    this.#desk = start;
    this.#jobs = jobs;
    this.#stretch = stretch;
    this.#shiftChange = stretch.from;
    this.#line = new WaitingLine(start, jobs, stretch.until);
  }

  play(): PlayedLog {
    const { until } = this.#stretch;
    for (let at = this.#next(); at <= until; at = this.#next()) {
      this.#finish(at);
      this.#arrive(at);
      this.#line.changeTo(at);
      if (this.#shiftChange <= at) {
        this.#line.shiftsChanged();
        this.#shiftChange = nextShiftChange(this.#desk, at);
      }
      this.#line.place(at, (job, slots) => this.#place(job, slots, at));
    }
    for (const job of this.#jobs) this.#outcomes[job.index] ??= this.#waitOf(job, until);
    const { events, eventsBefore } = { events: this.#events, eventsBefore: this.#eventsBefore };
    return { outcomes: this.#outcomes, events, eventsBefore, desk: this.#desk };
  }

  #next(): EpochMs {
    const happens = Math.min(this.#arrivalOf(this.#jobs[this.#arrived]), this.#ends.first?.at ?? Infinity);
    return this.#line.isEmpty ? happens : Math.min(happens, this.#line.nextChange, this.#shiftChange);
  }

  /** What was there before the beginning arrives with it. */
  #arrivalOf(job: Job | undefined): EpochMs {
    return job === undefined ? Infinity : Math.max(job.arrivedAt, this.#stretch.from);
  }

  #finish(at: EpochMs): void {
    for (let end = this.#ends.first; end !== undefined && end.at <= at; end = this.#ends.first) {
      this.#ends.pop();
      const { workId } = end;
      const { agentId } = holderOf(this.#desk, workId) as HeldWork;
      this.#apply({ type: "released", at: new Date(at), agentId, workId });
      this.#line.freed(agentId);
    }
  }

  #arrive(at: EpochMs): void {
    for (let job = this.#jobs[this.#arrived]; this.#arrivalOf(job) <= at; job = this.#jobs[this.#arrived]) {
      this.#line.join(job as Job, at);
      this.#arrived++;
    }
  }

  #place(job: Job, slots: readonly number[] | undefined, at: EpochMs): RouteAnswer | undefined {
    if (slots?.some((slot) => this.#hasRoom(slot, job.work.channel, at)) === false) return undefined;
    const answer = decide(this.#desk, job.requirement, at, { runnersUp: 0 });
    if (answer.kind === "assigned") this.#start(job, answer, at);
    else if (answer.kind === "unroutable") this.#outcomes[job.index] = { workId: job.work.id, ...answer };
    return answer;
  }

  #hasRoom(slot: number, channel: string, at: EpochMs): boolean {
    const ready = tablesOf(this.#desk).ready[placesOf(this.#desk.roster).columnOf(channel)];
    return (ready?.[slot] as number) <= at;
  }

  #start({ index, work, arrivedAt, takesMs }: Job, answer: AssignedAnswer, at: EpochMs): void {
    const { agentId, stage, chosenBy } = answer;
    const { id, ...event } = answer.event; // each is applied once, so the desk need not remember its id
    this.#eventsBefore[index] = this.#events.length;
    this.#apply(event);
    if (event.type === "offered")
      this.#apply({ type: "accepted", at: new Date(at), agentId, workId: work.id });
    const end = workedBy(this.#desk.roster.agents.get(agentId) as Agent, at, takesMs);
    const endsAt = end === undefined ? undefined : new Date(end);
    const workId = work.id;
    const waitedMs = at - arrivedAt;
    this.#outcomes[index] = {
      kind: "assigned",
      workId,
      agentId,
      stage,
      chosenBy,
      at: new Date(at),
      waitedMs,
      endsAt,
    };
    if (end !== undefined) this.#ends.push({ at: end, workId });
  }

  #apply(event: DeskEvent): void {
    this.#desk = applyDeskEvent(this.#desk, event);
    this.#events.push(event);
  }

  #waitOf({ work, requirement }: Job, at: EpochMs): WorkOutcome {
    const answer = decide(this.#desk, requirement, at) as WaitAnswer; // else it would have been placed
    return { workId: work.id, ...answer };
  }
}

/** The first instant after `at` at which a shift, an absence or after-call work of somebody begins or ends. */
function nextShiftChange(desk: Desk, at: EpochMs): EpochMs {
  const agents = [...desk.roster.agents.values()];
  const hours = new Set(agents.map((agent) => agent.hours));
  const ofHours = [...hours].map((each) =>
    Math.min(each.openingAfter(at) ?? Infinity, each.closingAfter(at) ?? Infinity),
  );
  const ofAgents = agents.map((agent) => {
    const absence = firstEndingAfter(agent.absences, at) ?? { start: Infinity, end: Infinity };
    const { wrapUpUntil } = stateOf(desk, agent);
    return Math.min(
      absence.start > at ? absence.start : absence.end,
      wrapUpUntil > at ? wrapUpUntil : Infinity,
    );
  });
  return [...ofHours, ...ofAgents].reduce((first, each) => Math.min(first, each), Infinity);
}
