import {
  applyDeskEvent,
  nextClosing,
  nextOpening,
  openDesk,
  placeQueue,
  planHandoffs,
  type Calendar,
  type Desk,
  type DeskEvent,
  type PlannedItem,
  type Roster,
  type TeamHandoff,
  type WorkItem,
} from "follow-the-sun";
import type { Day, Incident } from "./day.js";
import { Heap } from "./heap.js";
import { anyTeam } from "./roster.js";
import { workOf } from "./work.js";

/** What became of an incident, one line at a time. */
export type Outcome = Wanted | Handled;

/** An incident wants an agent. */
export interface Wanted {
  readonly kind: "arrived" | "returned";
  readonly at: number;
  readonly incident: Incident;
}

/**
 * Taken by an agent; done or put to rest by them; let go because their day ended, or kept by them for
 * their next day and taken up again then.
 */
export interface Handled {
  readonly kind: "assigned" | "done" | "rests" | "let-go" | "kept" | "resumed";
  readonly at: number;
  readonly incident: Incident;
  readonly agentId: string;
  /** How many events the desk had seen before. */
  readonly before: number;
}

/** What the package's handoff plan said at the end of somebody's day, a line a team. */
export interface Handoff {
  readonly at: number;
  readonly team: TeamHandoff;
}

/** What a run of the engine gives: the log of outcomes, and how often the desk was asked. */
export interface DayLog {
  readonly outcomes: readonly Outcome[];
  /** What the desk was told, in order. */
  readonly events: readonly DeskEvent[];
  readonly handoffs: readonly Handoff[];
  readonly decisions: number;
}

/** What an incident still needs: its stint, and how much of that is left. */
interface Need {
  readonly incident: Incident;
  readonly stint: number;
  readonly leftMs: number;
}

/** An agent is back and goes on with what they kept. */
type Resumes = { readonly kind: "resumes"; readonly at: number; readonly agentId: string } & Need;

/** What is going to happen. */
type Coming =
  | ({ readonly kind: "arrives" | "returns"; readonly at: number } & Need)
  | ({ readonly kind: "stops"; readonly at: number; readonly agentId: string } & Need)
  | Resumes
  | { readonly kind: "opens"; readonly at: number; readonly calendar: Calendar };

/**
 * Runs a day: a queue of events to come, the incidents that wait, and a log of what became of each.
 * Who holds what, who is free and whose turn it is, the desk knows; who gets the work when a day ends,
 * the package's handoff plan says.
 *
 * @param progress - Told how far the clock is, from 0 to 1.
 */
export function runDay(
  day: Day,
  roster: Roster,
  progress: (share: number) => void = () => undefined,
): DayLog {
  return new Engine(day, roster).run(progress);
}

class Engine {
  private readonly coming = new Heap<Coming>();
  /** By the incident's id. */
  private readonly waiting = new Map<string, Need>();
  /** Work that its agent's day left unfinished: until the plan says what becomes of it, and while it is kept. */
  private readonly unfinished = new Map<string, Need>();
  /** Of these, what is kept, and when it is taken up again. */
  private readonly kept = new Map<string, Resumes>();
  private readonly outcomes: Outcome[] = [];
  private readonly events: DeskEvent[] = [];
  private readonly handoffs: Handoff[] = [];
  private readonly works = new Map<string, WorkItem>();
  private desk: Desk;
  private decisions = 0;

  constructor(
    private readonly day: Day,
    private readonly roster: Roster,
  ) {
    this.desk = openDesk(roster);
    const promised = anyTeam(day.teams);
    for (const { office } of day.teams) this.awaitOpening(office.calendar, day.from - 1);
    for (const incident of day.incidents) {
      this.works.set(incident.id, workOf(incident, promised));
      this.coming.put({ kind: "arrives", at: incident.arrivedAt, ...needOf(incident, 0) });
    }
  }

  /** All that happens at one instant happens before anybody is looked for at it. */
  run(progress: (share: number) => void): DayLog {
    const { from, to } = this.day;
    for (let at = this.coming.nextAt; at < to; at = this.coming.nextAt) {
      let endsADay = false;
      while (this.coming.nextAt === at) endsADay = this.happen(this.coming.take()) || endsADay;
      if (endsADay) this.handOn(at);
      this.findAgents(at);
      progress((at - from) / (to - from));
    }
    const { outcomes, events, handoffs, decisions } = this;
    return { outcomes, events, handoffs, decisions };
  }

  /** @returns whether it leaves work unfinished at the end of somebody's day. */
  private happen(coming: Coming | undefined): boolean {
    switch (coming?.kind) {
      case "arrives":
      case "returns":
        this.outcomes.push({
          kind: coming.kind === "arrives" ? "arrived" : "returned",
          at: coming.at,
          incident: coming.incident,
        });
        this.waiting.set(coming.incident.id, coming);
        return false;
      case "stops":
        return this.stop(coming);
      case "resumes":
        this.resume(coming);
        return false;
      case "opens":
        this.awaitOpening(coming.calendar, coming.at);
        return false;
      case undefined:
        return false;
    }
  }

  /** Everything that waits, in the package's order, each to whom the desk chooses. */
  private findAgents(at: number): void {
    if (this.waiting.size === 0) return;
    const queue = [...this.waiting.keys()].map((id) => this.works.get(id) as WorkItem);
    this.decisions += queue.length;
    for (const { work, answer } of placeQueue(this.desk, queue, at).placed) {
      const need = this.waiting.get(work.id) as Need;
      this.waiting.delete(work.id);
      this.note("assigned", at, need.incident, answer.agentId);
      this.tell(answer.event);
      this.work(need, answer.agentId, at);
    }
  }

  /** An agent works on it until it is done or their day ends. */
  private work(need: Need, agentId: string, at: number): void {
    const calendar = this.roster.agents.get(agentId)?.calendar;
    const dayEnds = (calendar && nextClosing(calendar, at)?.getTime()) ?? Infinity;
    const stopsAt = Math.min(at + need.leftMs, dayEnds);
    this.coming.put({ ...need, kind: "stops", at: stopsAt, agentId, leftMs: at + need.leftMs - stopsAt });
  }

  /** An agent stops: the stint is done, or their day is over and the plan must say who goes on. */
  private stop({ incident, stint, leftMs, agentId, at }: Extract<Coming, { kind: "stops" }>): boolean {
    if (leftMs > 0) {
      this.unfinished.set(incident.id, { incident, stint, leftMs });
      return true;
    }
    const awayMs = incident.stints[stint]?.awayMs;
    this.note(awayMs === undefined ? "done" : "rests", at, incident, agentId);
    this.release(incident, agentId, at);
    if (awayMs !== undefined && awayMs !== Infinity)
      this.coming.put({ kind: "returns", at: at + awayMs, ...needOf(incident, stint + 1) });
    return false;
  }

  /** What becomes of the work of those whose day is over: the package's plan, item by item. */
  private handOn(at: number): void {
    const facts = Object.fromEntries(
      [...this.unfinished].map(([id, { leftMs }]) => [id, { remaining: { milliseconds: leftMs } }]),
    );
    const { items, teams } = planHandoffs(this.desk, at, { facts });
    this.decisions += items.length;
    this.handoffs.push(...teams.map((team) => ({ at, team })));
    for (const item of items) this.carryOut(item, at);
  }

  private carryOut({ workId, ownerId, outcome }: PlannedItem, at: number): void {
    const need = this.unfinished.get(workId) as Need;
    const { incident } = need;
    if (outcome.kind === "keep") {
      if (this.kept.has(workId)) return; // since an earlier plan
      const resumes = { ...need, kind: "resumes", at: outcome.backAt.getTime(), agentId: ownerId } as const;
      this.note("kept", at, incident, ownerId);
      this.kept.set(workId, resumes);
      this.coming.put(resumes);
      return;
    }
    this.kept.delete(workId);
    this.note("let-go", at, incident, ownerId);
    this.release(incident, ownerId, at);
    this.unfinished.delete(workId);
    if (outcome.kind === "nobody") {
      this.waiting.set(workId, need); // whoever comes first
      return;
    }
    this.note("assigned", at, incident, outcome.agentId);
    this.tell(outcome.answer.event);
    this.work(need, outcome.agentId, at);
  }

  /** Back on shift: the agent goes on with what was kept, unless a later plan passed it on. */
  private resume(coming: Resumes): void {
    const { incident, agentId, at } = coming;
    if (this.kept.get(incident.id) !== coming) return;
    this.kept.delete(incident.id);
    this.unfinished.delete(incident.id);
    this.note("resumed", at, incident, agentId);
    this.work(coming, agentId, at);
  }

  private release(incident: Incident, agentId: string, at: number): void {
    this.tell({ type: "released", id: `${this.events.length}`, at, workId: incident.id, agentId });
  }

  private tell(event: DeskEvent): void {
    this.desk = applyDeskEvent(this.desk, event);
    this.events.push(event);
  }

  private note(kind: Handled["kind"], at: number, incident: Incident, agentId: string): void {
    this.outcomes.push({ kind, at, incident, agentId, before: this.events.length });
  }

  private awaitOpening(calendar: Calendar, after: number): void {
    const at = nextOpening(calendar, after)?.getTime();
    if (at !== undefined) this.coming.put({ kind: "opens", at, calendar });
  }
}

function needOf(incident: Incident, stint: number): Need {
  return { incident, stint, leftMs: incident.stints[stint]?.workMs ?? 0 };
}
