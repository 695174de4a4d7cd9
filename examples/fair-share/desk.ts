import {
  applyDeskEvent,
  defineRoster,
  fairnessOf,
  openDesk,
  route,
  type Desk,
  type DeskEvent,
  type Fairness,
} from "follow-the-sun";
import { PEOPLE, type Job, type Status } from "./jobs.js";

const FROM = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

/** A desk that never closes, with the policy as it is when nothing is said. */
function emptyDesk(): Desk {
  return openDesk(
    defineRoster({
      teams: { desk: { timeZone: "UTC", weekly: "always" } },
      agents: PEOPLE.map(({ id, skills }) => ({
        id,
        team: "desk",
        skills: Object.fromEntries(skills.map((skill) => [skill, 50])),
      })),
    }),
  );
}

/** The jobs as a helpdesk would put them through the package, one a minute. */
export class RealDesk {
  #desk = emptyDesk();
  #at = FROM;
  #statuses: readonly Status[] = PEOPLE.map((): Status => "free");
  #worst = 0;

  /** Who gets the job, as a place in `PEOPLE`, and among how many. */
  give(job: Job): { readonly chosen: number; readonly candidates: number } {
    this.#at += MINUTE_MS;
    job.statuses.forEach((status, place) => this.#move(place, status));
    this.#statuses = job.statuses;
    const work = { id: job.id, channel: "email", skills: { [job.skill]: 1 }, arrivedAt: this.#at };
    const answer = route(this.#desk, work, this.#at);
    if (answer.kind !== "assigned") throw new Error(`${job.id}: ${answer.reason}`);
    this.#apply(answer.event);
    this.#apply({ type: "released", at: this.#at, agentId: answer.agentId, workId: job.id });
    this.#worst = Math.max(this.#worst, this.fairness().largestOwed);
    return {
      chosen: PEOPLE.findIndex(({ id }) => id === answer.agentId),
      candidates: answer.candidates,
    };
  }

  fairness(): Fairness {
    return fairnessOf(this.#desk);
  }

  /** The largest that `largestOwed` ever was. */
  get worst(): number {
    return this.#worst;
  }

  /** Whoever is away is not available; whoever is on a call holds all that they can hold. */
  #move(place: number, status: Status): void {
    const before = this.#statuses[place];
    if (status === before) return;
    const { id: agentId } = PEOPLE[place]!;
    const [at, call] = [this.#at, `call of ${agentId}`];
    if (before === "on-a-call") this.#apply({ type: "released", at, agentId, workId: call });
    if (before === "away") this.#apply({ type: "presence-changed", at, agentId, presence: "available" });
    if (status === "away") this.#apply({ type: "presence-changed", at, agentId, presence: "away" });
    if (status === "on-a-call")
      this.#apply({ type: "assigned", at, agentId, work: { id: call, channel: "voice", arrivedAt: at } });
  }

  #apply(event: DeskEvent): void {
    this.#desk = applyDeskEvent(this.#desk, event);
  }
}
