import type { Calendar, CalendarConfig } from "../schedule/index.js";
import type { DurationInput } from "../time/index.js";

/** What a policy can promise; see `docs/semantics.md` for when each clock runs. */
export type Metric =
  /** From creation to the first reply. */
  | "firstReply"
  /** From the oldest unanswered customer message to the reply. */
  | "nextReply"
  /** From the last public reply to the next, while no customer waits. */
  | "periodicUpdate"
  /** While the customer waits: the status is neither paused nor solved. */
  | "requesterWait"
  /** In the statuses that are the agents'. */
  | "agentWork"
  /** From creation to the first solve. */
  | "firstResolution"
  /** From creation to the last solve, or as the reopen mode says. */
  | "resolution"
  /** While one team owns the ticket: a promise between teams. */
  | "ownership";

export const METRICS: readonly Metric[] = [
  "firstReply",
  "nextReply",
  "periodicUpdate",
  "requesterWait",
  "agentWork",
  "firstResolution",
  "resolution",
  "ownership",
];

/**
 * On whose hours a target counts: all teams together (handoffs cannot move it),
 * the owner's at the time, the owner's at the end for all of it (as Zendesk
 * does), the customer's own, or those of one team.
 */
export type CalendarPolicy =
  "any-team" | "owner-at-the-time" | "last-schedule" | "customer" | { readonly fixed: string };

/** When a step is due, all in working time on the target's own clock. */
export type StepAt =
  { readonly percent: number } | { readonly before: DurationInput } | { readonly after: DurationInput };

/** A warning or an escalation. Its instant is computed; nothing is sent. */
export interface StepConfig {
  readonly name: string;
  readonly at: StepAt;
}

/** A target: a duration, or the same with what is special about it. */
export type TargetConfig =
  | DurationInput
  | {
      readonly target: DurationInput;
      /** Default `any-team`; for ownership `owner-at-the-time`. */
      readonly calendar?: CalendarPolicy | undefined;
      /** Does the clock stop in paused statuses? Default: not for replies and updates. */
      readonly pauses?: boolean | undefined;
      /** Steps of this target alone. Default: the policy's. */
      readonly steps?: readonly StepConfig[] | undefined;
    };

/** What is known of a ticket beside its events: `{ priority: "high", seats: 40 }`. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A value, one of several, none of several, or a range (both ends included). */
export type Condition =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly not: readonly (string | number | boolean)[] }
  | { readonly atLeast?: number | undefined; readonly atMost?: number | undefined };

export type Actor = "customer" | "agent" | "bot";

/** What happens to the resolution clock when a solved ticket is opened again. */
export type ReopenMode = "resume" | "new-cycle" | "count-through" | "first-only";

/** What happens to running clocks when another target comes to apply. */
export type ChangeMode = "carry" | "restart" | "freeze";

/** What is promised to some tickets. Plain JSON, but for a caller's own predicate. */
export interface SlaPolicyConfig {
  readonly id: string;
  /** All must hold. Default: every ticket. */
  readonly when?: Readonly<Record<string, Condition>> | undefined;
  /** A condition of your own, beside `when`. Must be pure. */
  readonly where?: ((attributes: Attributes) => boolean) | undefined;
  readonly targets: { readonly [metric in Metric]?: TargetConfig | undefined };
  /** Statuses in which pausable clocks stand still. Default: none. */
  readonly pausedStatuses?: readonly string[] | undefined;
  /** Statuses that are the agents' work. Default: every status that is not paused. */
  readonly agentStatuses?: readonly string[] | undefined;
  /** Whose public messages count as replies. Default `["agent"]`. */
  readonly fulfilledBy?: readonly ("agent" | "bot")[] | undefined;
  /** Default `resume`: the time in which it was solved does not count. */
  readonly reopen?: ReopenMode | undefined;
  /** Default `carry`: same activation, same pauses, new target. */
  readonly change?: ChangeMode | undefined;
  /** Warnings and escalations of every target. */
  readonly steps?: readonly StepConfig[] | undefined;
}

/** Policies and the hours they count on. */
export interface SlaConfig {
  /** Hours by team. */
  readonly teams: Readonly<Record<string, Calendar | CalendarConfig>>;
  /** Hours of customers, by any key that tickets name. */
  readonly customers?: Readonly<Record<string, Calendar | CalendarConfig>> | undefined;
  /** Every status there is. When given, an event with another one is an error. */
  readonly statuses?: readonly string[] | undefined;
  /** In order: the first that matches a ticket holds. */
  readonly policies: readonly SlaPolicyConfig[];
}
