import {
  applyDeskEvent,
  nextClosing,
  nextOpening,
  openDesk,
  type Calendar,
  type Desk,
  type Roster,
} from "follow-the-sun";
import { asksFor, decide } from "./asks.js";
import type { Day, Incident } from "./day.js";
import { Heap } from "./heap.js";
import { anyTeam } from "./roster.js";
import { WaitingList } from "./waiting.js";

/** What became of an incident, one line at a time. */
export type Outcome = Wanted | Handled;

/** An incident wants an agent. */
export interface Wanted {
  readonly kind: "arrived" | "returned";
  readonly at: number;
  readonly incident: Incident;
}

/** Taken by an agent; done or put to rest by them; or let go because their day ended. */
export interface Handled {
  readonly kind: "assigned" | "done" | "rests" | "let-go";
  readonly at: number;
  readonly incident: Incident;
  readonly agentId: string;
}

/** What a run of the engine gives: the log of outcomes, and how often the desk was asked. */
export interface DayLog {
  readonly outcomes: readonly Outcome[];
  readonly decisions: number;
}

/** What an incident still needs: its stint, and how much of that is left. */
interface Need {
  readonly incident: Incident;
  readonly stint: number;
  readonly leftMs: number;
}

/** What is going to happen. */
type Coming =
  | ({ readonly kind: "arrives" | "returns"; readonly at: number } & Need)
  | ({ readonly kind: "stops"; readonly at: number; readonly agentId: string } & Need)
  | { readonly kind: "opens"; readonly at: number; readonly calendar: Calendar };

/**
 * Runs a day: a queue of events to come, a list of incidents that wait, and a log of what became of each.
 * Who holds what, who is free and whose turn it is, the desk knows.
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
  private readonly waiting = new WaitingList<Need>();
  private readonly outcomes: Outcome[] = [];
  private readonly promised: Calendar;
  private desk: Desk;
  private decisions = 0;

  constructor(
    private readonly day: Day,
    private readonly roster: Roster,
  ) {
    this.desk = openDesk(roster);
    this.promised = anyTeam(day.teams);
    for (const { office } of day.teams) this.awaitOpening(office.calendar, day.from - 1);
    for (const incident of day.incidents) {
      this.coming.put({ kind: "arrives", at: incident.arrivedAt, ...needOf(incident, 0) });
    }
  }

  /** All that happens at one instant happens before anybody is looked for at it. */
  run(progress: (share: number) => void): DayLog {
    const { from, to } = this.day;
    for (let at = this.coming.nextAt; at < to; at = this.coming.nextAt) {
      while (this.coming.nextAt === at) this.happen(this.coming.take());
      this.waiting.offer((need) => this.findAgent(need, at));
      progress((at - from) / (to - from));
    }
    return { outcomes: this.outcomes, decisions: this.decisions };
  }

  private happen(coming: Coming | undefined): void {
    switch (coming?.kind) {
      case "arrives":
      case "returns":
        this.outcomes.push({
          kind: coming.kind === "arrives" ? "arrived" : "returned",
          at: coming.at,
          incident: coming.incident,
        });
        this.waiting.add(coming);
        break;
      case "stops":
        this.stop(coming);
        break;
      case "opens":
        this.awaitOpening(coming.calendar, coming.at);
        break;
      case undefined:
        break;
    }
  }

  /**
   * Gives an incident to an agent, who works on it until it is done or their day ends.
   *
   * @returns false when nobody can take it. As anybody would do in the end, nobody can take another either.
   */
  private findAgent(need: Need, at: number): boolean {
    const { incident, leftMs } = need;
    const answer = decide(this.desk, asksFor(incident, this.promised), at);
    this.decisions += 1;
    if (answer.kind !== "assigned") return false;
    const { agentId } = answer;
    this.desk = applyDeskEvent(this.desk, answer.event);
    this.outcomes.push({ kind: "assigned", at, incident, agentId });
    const calendar = this.roster.agents.get(agentId)?.calendar;
    const dayEnds = (calendar && nextClosing(calendar, at)?.getTime()) ?? Infinity;
    const stopsAt = Math.min(at + leftMs, dayEnds);
    this.coming.put({ ...need, kind: "stops", at: stopsAt, agentId, leftMs: at + leftMs - stopsAt });
    return true;
  }

  /** An agent stops: the stint is done, or their day is over and somebody else has to go on. */
  private stop({ incident, stint, leftMs, agentId, at }: Extract<Coming, { kind: "stops" }>): void {
    const id = `${this.outcomes.length}`;
    this.desk = applyDeskEvent(this.desk, { type: "released", id, at, workId: incident.id, agentId });
    if (leftMs > 0) {
      this.outcomes.push({ kind: "let-go", at, incident, agentId });
      this.waiting.add({ incident, stint, leftMs });
      return;
    }
    const awayMs = incident.stints[stint]?.awayMs;
    this.outcomes.push({ kind: awayMs === undefined ? "done" : "rests", at, incident, agentId });
    if (awayMs === undefined || awayMs === Infinity) return;
    this.coming.put({ kind: "returns", at: at + awayMs, ...needOf(incident, stint + 1) });
  }

  private awaitOpening(calendar: Calendar, after: number): void {
    const at = nextOpening(calendar, after)?.getTime();
    if (at !== undefined) this.coming.put({ kind: "opens", at, calendar });
  }
}

function needOf(incident: Incident, stint: number): Need {
  return { incident, stint, leftMs: incident.stints[stint]?.workMs ?? 0 };
}
