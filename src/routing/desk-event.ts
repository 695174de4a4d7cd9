import type { DurationInput, InstantInput } from "../time/index.js";
import { STRATEGIES, type AgentConfig, type Strategy } from "./config.js";
import type { WorkItem } from "./work-item.js";

/** Whether an agent who is on shift can be given work. Only `available` can. */
export type Presence = "available" | "busy" | "away" | "offline";
export const PRESENCES: readonly Presence[] = ["available", "busy", "away", "offline"];

/**
 * What decided that an agent gets work: a strategy among the candidates, a
 * preference of the work, or a person. Only what a strategy decides counts in
 * the ledger of fair shares; the rest stands in a column of its own.
 */
export type ChosenBy = Strategy | "preferred" | "matching" | "person";
export const CHOSEN_BY: readonly ChosenBy[] = [...STRATEGIES, "preferred", "matching", "person"];

interface Happened {
  /** An event with an id that was applied already changes nothing. */
  readonly id?: string | undefined;
  readonly at: InstantInput;
}

interface OfAgent extends Happened {
  readonly agentId: string;
}

interface OfWork extends OfAgent {
  readonly workId: string;
}

/** Some of the candidates: those of one team, or those whose day is not nearly over. */
export interface Among {
  /** Only people of this team. */
  readonly team?: string | undefined;
  /** Only people who still work for so long within the next eight hours. At most eight hours. */
  readonly shiftLeft?: DurationInput | undefined;
}

interface Given extends OfAgent {
  readonly work: WorkItem;
  /** Default `person`. */
  readonly chosenBy?: ChosenBy | undefined;
  /** The stage whose candidates it was chosen from. Default: the first. */
  readonly stage?: number | undefined;
  /** Which of those candidates it was chosen from. Default: all. */
  readonly among?: Among | undefined;
}

/** An agent has the work from now on. */
export interface Assigned extends Given {
  readonly type: "assigned";
}

/** The agent is asked; until the answer it takes up room as if it were held. */
export interface Offered extends Given {
  readonly type: "offered";
  /** When the offer lapses (see `lapsedOffers`). Default: it stands until it is answered. */
  readonly expiresAt?: InstantInput | undefined;
}

export interface Accepted extends OfWork {
  readonly type: "accepted";
}

/** The agent does not want it, and is not offered it again unless the work says so. */
export interface Declined extends OfWork {
  readonly type: "declined";
  readonly reason?: string | undefined;
}

/** The agent did not answer; the same as a refusal. */
export interface Expired extends OfWork {
  readonly type: "expired";
}

/** The agent no longer holds the work: done, or waiting for somebody else. */
export interface Released extends OfWork {
  readonly type: "released";
  /** After-call work: until then, or until `wrapped-up`, the agent gets nothing new. */
  readonly wrapUpUntil?: InstantInput | undefined;
  readonly reason?: string | undefined;
}

/** Held work goes from one agent to another, because somebody said so. */
export interface Transferred extends OfWork {
  readonly type: "transferred";
  readonly toAgentId: string;
  readonly reason?: string | undefined;
}

/** The agent's after-call work is over, early or not. */
export interface WrappedUp extends OfAgent {
  readonly type: "wrapped-up";
}

/** Work that was done is open again, with the agent who has it; it takes up room again. */
export interface Reopened extends OfAgent {
  readonly type: "reopened";
  readonly work: WorkItem;
}

/** Work that nobody holds is wanted no longer: an offer of it is void, and who declined it is forgotten. */
export interface Withdrawn extends Happened {
  readonly type: "withdrawn";
  readonly workId: string;
}

export interface PresenceChanged extends OfAgent {
  readonly type: "presence-changed";
  readonly presence: Presence;
}

/** Somebody new, or back: a balance from before goes on. */
export interface AgentJoined extends Happened {
  readonly type: "agent-joined";
  readonly agent: AgentConfig;
}

/** The agent is from now on as the config says, all of it. */
export interface AgentChanged extends Happened {
  readonly type: "agent-changed";
  readonly agent: AgentConfig;
}

/** Somebody leaves, and holds nothing any more. The balance stays in a closed account. */
export interface AgentLeft extends OfAgent {
  readonly type: "agent-left";
}

/** Something that happened at the desk. Plain JSON. */
export type DeskEvent =
  | Assigned
  | Offered
  | Accepted
  | Declined
  | Expired
  | Released
  | Transferred
  | WrappedUp
  | Reopened
  | Withdrawn
  | PresenceChanged
  | AgentJoined
  | AgentChanged
  | AgentLeft;

interface Fields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const every = (required: readonly string[], optional: readonly string[] = []): Fields => ({
  required: ["type", "at", ...required],
  optional: ["id", ...optional],
});

/** What each event consists of. */
export const EVENT_FIELDS: Readonly<Record<DeskEvent["type"], Fields>> = {
  assigned: every(["agentId", "work"], ["chosenBy", "stage", "among"]),
  offered: every(["agentId", "work"], ["chosenBy", "stage", "among", "expiresAt"]),
  accepted: every(["agentId", "workId"]),
  declined: every(["agentId", "workId"], ["reason"]),
  expired: every(["agentId", "workId"]),
  released: every(["agentId", "workId"], ["wrapUpUntil", "reason"]),
  transferred: every(["agentId", "toAgentId", "workId"], ["reason"]),
  "wrapped-up": every(["agentId"]),
  reopened: every(["agentId", "work"]),
  withdrawn: every(["workId"]),
  "presence-changed": every(["agentId", "presence"]),
  "agent-joined": every(["agent"]),
  "agent-changed": every(["agent"]),
  "agent-left": every(["agentId"]),
};
