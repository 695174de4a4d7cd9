import type { AgentConfig } from "./config.js";
import type { Presence } from "./desk-event.js";
import type { WorkItem } from "./work-item.js";

/** What a posting of an open offer gave to whom, so that a refusal can take it back. Amounts in millionths of a job. */
export interface SavedPosting {
  readonly size: number;
  readonly credits: readonly (readonly [agentId: string, credit: number])[];
}

/** One agent of a saved desk. Instants in epoch milliseconds, amounts in millionths of a job. */
export interface SavedAgent {
  readonly id: string;
  readonly presence: Presence;
  readonly idleSince: number;
  readonly wrapUpUntil: number;
  readonly owed: number;
  readonly got: number;
  readonly fixed: number;
}

/** A desk as plain JSON, for `loadDesk`. The roster it was opened with is not in it; what changed since is. */
export interface SavedDesk {
  readonly format: "follow-the-sun/desk";
  readonly version: 1;
  readonly eventCount: number;
  readonly lastAt: number;
  readonly lastAssignedTo?: string | undefined;
  readonly largestJob: number;
  /** Agents who joined or changed since, and who left. */
  readonly joined: readonly AgentConfig[];
  readonly left: readonly string[];
  /** Everybody with an account, leavers included, in the order in which the accounts were opened. */
  readonly agents: readonly SavedAgent[];
  readonly work: readonly { readonly work: WorkItem; readonly agentId: string; readonly since: number }[];
  readonly offers: readonly {
    readonly work: WorkItem;
    readonly agentId: string;
    readonly since: number;
    /** How many events came before the offer. */
    readonly number: number;
    readonly expiresAt?: number | undefined;
    readonly posting?: SavedPosting | undefined;
  }[];
  readonly declined: Readonly<Record<string, readonly string[]>>;
  /** The ids of the latest events, in two generations. */
  readonly seen: readonly string[];
  readonly seenBefore: readonly string[];
  readonly seenBeforeUntil: number;
}
