import type { Stretch } from "./queries.js";

/** The words of the design note on the SLA, as the ticket oracle reads them. */

export type Metric =
  | "firstReply"
  | "nextReply"
  | "periodicUpdate"
  | "requesterWait"
  | "agentWork"
  | "firstResolution"
  | "resolution"
  | "ownership";

export type CalendarRule =
  "any-team" | "owner-at-the-time" | "last-schedule" | "customer" | { readonly fixed: string };

export interface Target {
  readonly ms: number;
  readonly calendar: CalendarRule;
  readonly pauses: boolean;
}

export interface Policy {
  /** The priority that it is for; the last policy is for all others. */
  readonly priority: string;
  readonly targets: { readonly [metric in Metric]?: Target };
  readonly pausedStatuses: readonly string[];
  /** Default: every status that is not paused. */
  readonly agentStatuses?: readonly string[];
  readonly fulfilledBy: readonly ("agent" | "bot")[];
  readonly reopen: "resume" | "new-cycle" | "count-through" | "first-only";
  readonly change: "carry" | "restart" | "freeze";
}

type Actor = "customer" | "agent" | "bot";

export type Happening = { readonly at: number; readonly id?: string } & (
  | {
      readonly type: "created";
      readonly by?: Actor;
      readonly status?: string;
      readonly team?: string;
      readonly customer?: string;
      readonly attributes: { readonly priority: string };
    }
  | { readonly type: "message"; readonly by: Actor }
  | { readonly type: "note" }
  | { readonly type: "status-changed"; readonly to: string }
  | { readonly type: "attributes-changed"; readonly attributes: { readonly priority: string } }
  | { readonly type: "team-changed"; readonly to?: string }
  | { readonly type: "solved" }
  | { readonly type: "reopened"; readonly status?: string }
  | { readonly type: "closed" }
);

/** Hours are what a calendar is open, as far ahead as anything asked could lie. */
export interface Case {
  readonly teams: Readonly<Record<string, readonly Stretch[]>>;
  readonly customers: Readonly<Record<string, readonly Stretch[]>>;
  readonly policies: readonly Policy[];
  readonly events: readonly Happening[];
}
