import { fail } from "../errors.js";
import { toEpochMs, type EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { AgentConfig } from "./config.js";
import type { Assigned, ChosenBy, DeskEvent, Offered } from "./desk-event.js";
import {
  checkAmong,
  failHeld,
  failOnOffer,
  refreshRoom,
  slotOf,
  stateOfDesk,
  withRoom,
  type Desk,
  type DeskState,
} from "./desk.js";
import { complianceFailureOf } from "./eligibility.js";
import type { Edit, Offer, StoredWork } from "./desk-tables.js";
import type { Posting } from "./ledger.js";
import { ownConfig } from "./own-config.js";
import type { Places } from "./places.js";
import { postingOf } from "./posting.js";
import { placesOf, withAgent, withoutAgent, type Roster } from "./roster.js";
import { renderAgent } from "./sentences.js";
import { itemsOf, NEVER_SEEN, withItems, type Doing, type StoredAgent } from "./stored-agent.js";
import { hasDate, ownCopy, sizeOf, toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** What an event changes beside the tables. */
export type Outcome = Partial<Pick<DeskState, "lastAssignedTo" | "largestJob" | "rosterChanges">> & {
  readonly roster?: Roster;
};

type Of<T extends DeskEvent["type"]> = Extract<DeskEvent, { readonly type: T }>;

/** One event on its way into the tables. Agents go by their slots. */
export class Change {
  readonly #places: Places;

  constructor(
    private readonly desk: Desk,
    private readonly edit: Edit,
    private readonly at: EpochMs,
  ) {
    this.#places = placesOf(desk.roster);
  }

  apply(event: DeskEvent): Outcome {
    switch (event.type) {
      case "assigned":
        return this.assign(event);
      case "offered":
        return this.offer(event);
      case "accepted":
        return this.accept(event);
      case "declined":
      case "expired":
        return this.refuse(event);
      case "released":
        return this.release(event);
      case "transferred":
        return this.transfer(event);
      case "wrapped-up":
        return this.wrapUp(event);
      case "reopened":
        return this.assign({ ...event, type: "assigned", chosenBy: "person" });
      case "withdrawn":
        return this.withdraw(event);
      case "presence-changed":
        return this.changePresence(event);
      case "agent-joined":
        return this.join(event.agent);
      case "agent-changed":
        return this.changeAgent(event.agent);
      case "agent-left":
        return this.leave(event);
    }
  }

  private assign(event: Assigned): Outcome {
    const slot = this.slot(event.agentId);
    const { work, posting, largestJob } = this.decided(event, slot);
    if (posting === undefined) this.edit.fix(slot, sizeOf(work));
    else this.edit.post(posting, 1);
    this.hold(slot, work);
    this.occupy(slot, work.channel, 1, this.at);
    return { lastAssignedTo: event.agentId, largestJob };
  }

  private offer(event: Offered): Outcome {
    const slot = this.slot(event.agentId);
    const { work, posting, largestJob } = this.decided(event, slot);
    const expiresAt = event.expiresAt === undefined ? undefined : this.later(event.expiresAt, "expiresAt");
    if (posting !== undefined) this.edit.post(posting, 1);
    this.edit.offer(work.id, {
      work,
      agentId: event.agentId,
      since: this.at,
      expiresAt,
      posting: posting && { ...posting, slots: posting.slots.slice() }, // an offer may stand for long
      number: stateOfDesk(this.desk).eventCount,
    });
    this.occupy(slot, work.channel, 1);
    return { lastAssignedTo: event.agentId, largestJob };
  }

  /** What was posted when it was offered stays. */
  private accept({ agentId, workId }: Of<"accepted">): Outcome {
    const slot = this.slot(agentId);
    const { work, posting } = this.offered(workId, agentId);
    this.edit.offer(workId, undefined);
    if (posting === undefined) this.edit.fix(slot, sizeOf(work));
    this.hold(slot, work);
    this.occupy(slot, work.channel, 0, this.at);
    return {};
  }

  private refuse({ agentId, workId }: Of<"declined" | "expired">): Outcome {
    this.slot(agentId);
    this.takeBack(this.offered(workId, agentId));
    const before = this.edit.tables.declined.get(workId) ?? [];
    this.edit.declined(workId, before.includes(agentId) ? before : [...before, agentId]);
    return {};
  }

  private release({ agentId, workId, wrapUpUntil }: Of<"released">): Outcome {
    const slot = this.slot(agentId);
    const { work } = this.held(workId, agentId);
    const until = wrapUpUntil === undefined ? this.at : this.later(wrapUpUntil, "wrapUpUntil");
    this.edit.work(workId, undefined);
    const wrappedUp = Math.max(this.stateOf(slot).wrapUpUntil, until);
    this.occupy(slot, work.channel, -1, wrappedUp, wrappedUp);
    return {};
  }

  private transfer({ agentId, toAgentId, workId }: Of<"transferred">): Outcome {
    const [from, to] = [this.slot(agentId), this.slot(toAgentId, "event.toAgentId")];
    if (from === to) fail("desk.event", "event.toAgentId", toAgentId, "must be another agent");
    const { work } = this.held(workId, agentId);
    this.refuseNonCompliant(to, toRequirement(work), "event.toAgentId");
    this.hold(to, work);
    this.edit.fix(to, sizeOf(work));
    this.occupy(from, work.channel, -1, this.at);
    this.occupy(to, work.channel, 1, this.at);
    return { lastAssignedTo: toAgentId };
  }

  private wrapUp({ agentId }: Of<"wrapped-up">): Outcome {
    const slot = this.slot(agentId);
    const state = this.stateOf(slot);
    if (state.wrapUpUntil > this.at) this.write(slot, { ...state, wrapUpUntil: this.at, idleSince: this.at });
    return {};
  }

  private withdraw({ workId }: Of<"withdrawn">): Outcome {
    const { work, offers, declined } = this.edit.tables;
    const held = work.get(workId);
    if (held !== undefined) failHeld("event.workId", workId, held, "release it instead");
    const offer = offers.get(workId);
    if (offer !== undefined) this.takeBack(offer);
    if (declined.has(workId)) this.edit.declined(workId, undefined);
    return {};
  }

  private changePresence({ agentId, presence }: Of<"presence-changed">): Outcome {
    const slot = this.slot(agentId);
    const state = this.stateOf(slot);
    const comesBack = presence === "available" && state.presence !== "available";
    this.write(slot, { ...state, presence, ...(comesBack && { idleSince: this.at }) });
    return {};
  }

  /** Idle from now, and not since ever: or a newcomer would get everything. */
  private join(config: AgentConfig): Outcome {
    const roster = withAgent(this.desk.roster, config, "event.agent");
    if (this.desk.roster.agents.has(config.id))
      fail(
        "desk.known-agent",
        "event.agent.id",
        config.id,
        "must be new to the roster, or the event agent-changed",
      );
    const { agents, channels, slots } = placesOf(roster);
    this.edit.tables.grow(agents.length, channels.length);
    this.edit.state(slots.get(config.id) as number, { ...NEVER_SEEN, idleSince: this.at });
    return this.withRoster(roster, config.id, config);
  }

  private changeAgent(config: AgentConfig): Outcome {
    const roster = withAgent(this.desk.roster, config, "event.agent");
    this.slot(config.id, "event.agent.id");
    return this.withRoster(roster, config.id, config);
  }

  private leave({ agentId }: Of<"agent-left">): Outcome {
    const count = itemsOf(this.stateOf(this.slot(agentId)).open);
    if (count > 0) {
      const reason = `must hold nothing and have no offers: ${count} to release, transfer or withdraw first`;
      fail("desk.work-held", "event.agentId", agentId, reason);
    }
    return this.withRoster(withoutAgent(this.desk.roster, agentId), agentId, undefined);
  }

  private withRoster(roster: Roster, agentId: string, config: AgentConfig | undefined): Outcome {
    refreshRoom(roster, this.edit);
    const rosterChanges = new Map(stateOfDesk(this.desk).rosterChanges).set(agentId, ownConfig(config));
    return { roster, rosterChanges };
  }

  /** Is the work free to be given, and what does the decision post? */
  private decided(
    { work, chosenBy = "person", stage = 0, among }: Assigned | Offered,
    slot: number,
  ): { work: WorkItem; posting: Posting | undefined; largestJob: number } {
    const requirement = this.ownRequirement(work);
    const { largestJob } = stateOfDesk(this.desk);
    const held = this.edit.tables.work.get(work.id);
    if (held !== undefined) failHeld("event.work.id", work.id, held, "release or transfer it");
    const offer = this.edit.tables.offers.get(work.id);
    if (offer !== undefined) failOnOffer("event.work.id", work.id, offer);
    const stages = this.desk.roster.policy.stages.length;
    if (stage >= stages)
      fail("desk.event", "event.stage", stage, `must be a stage of the policy: 0 to ${stages - 1}`);
    checkAmong(this.desk, among, "event.among");
    this.refuseNonCompliant(slot, requirement, "event.agentId");
    const posting = isFixed(chosenBy)
      ? undefined
      : postingOf(this.desk, requirement, { stage, among }, this.at, slot);
    return { work: requirement.work, posting, largestJob: Math.max(largestJob, posting?.size ?? 0) };
  }

  /** Work as the desk keeps it: what its own last answer said of it nobody can have changed, but for a date. */
  private ownRequirement(work: WorkItem): Requirement {
    const { requirement } = stateOfDesk(this.desk).lastSearch;
    if (requirement?.work === work && !hasDate(work)) return requirement;
    return { ...toRequirement(work, "event.work"), work: ownCopy(work) };
  }

  /** Compliance is for nobody to relax, whoever decides. */
  private refuseNonCompliant(slot: number, requirement: Requirement, path: string): void {
    const agent = this.agent(slot);
    const failure = complianceFailureOf(agent, requirement);
    if (failure === undefined) return;
    const reason = `must be allowed to have this work (${renderAgent(agent, [failure])})`;
    fail("desk.compliance", path, agent.id, reason);
  }

  private hold(slot: number, work: WorkItem): void {
    this.edit.work(work.id, { work, agentId: this.agent(slot).id, since: this.at });
    if (this.edit.tables.declined.has(work.id)) this.edit.declined(work.id, undefined); // a new round begins
  }

  private takeBack({ work, agentId, posting }: Offer): void {
    this.edit.offer(work.id, undefined);
    if (posting !== undefined) this.edit.post(posting, -1);
    this.occupy(this.slot(agentId), work.channel, -1);
  }

  /** So many items more or less on a channel; and since when the agent is idle, or until when in wrap-up, if that changes. */
  private occupy(
    slot: number,
    channel: string,
    change: number,
    idleSince?: EpochMs,
    wrapUpUntil?: EpochMs,
  ): void {
    const before = this.stateOf(slot);
    this.write(slot, {
      presence: before.presence,
      idleSince: idleSince ?? before.idleSince,
      wrapUpUntil: wrapUpUntil ?? before.wrapUpUntil,
      open: withItems(before.open, channel, change),
    });
  }

  private write(slot: number, doing: Doing): void {
    this.edit.state(slot, withRoom(this.agent(slot), doing, this.#places));
  }

  private slot(agentId: string, path = "event.agentId"): number {
    return slotOf(this.desk, agentId, path);
  }

  private agent(slot: number): Agent {
    return this.#places.agents[slot] as Agent;
  }

  private stateOf(slot: number): StoredAgent {
    return this.edit.tables.states[slot] as StoredAgent;
  }

  private held(workId: string, agentId: string): StoredWork {
    const held = this.edit.tables.work.get(workId);
    if (held?.agentId === agentId) return held;
    const holder = held === undefined ? "nobody holds it" : `${held.agentId} holds it`;
    return fail("desk.work-not-held", "event.workId", workId, `must be held by ${agentId}; ${holder}`);
  }

  private offered(workId: string, agentId: string): Offer {
    const offer = this.edit.tables.offers.get(workId);
    if (offer?.agentId === agentId) return offer;
    const instead = offer === undefined ? "it is not on offer" : `it is offered to ${offer.agentId}`;
    return fail("desk.work-not-offered", "event.workId", workId, `must be offered to ${agentId}; ${instead}`);
  }

  /** An instant of the event that does not lie before it. */
  private later(instant: NonNullable<Offered["expiresAt"]>, key: string): EpochMs {
    const at = toEpochMs(instant, `event.${key}`);
    if (at < this.at) fail("desk.order", `event.${key}`, instant, "must not lie before the event");
    return at;
  }
}

function isFixed(chosenBy: ChosenBy): boolean {
  return chosenBy === "person" || chosenBy === "preferred";
}
