import type { Strategy } from "./config.js";
import type { Assigned, Offered } from "./desk-event.js";
import type { FailureCode } from "./failure.js";
import type { LanguageMatch } from "./language-match.js";

/** Who takes the work; or that it must wait, and for what; or that nobody could ever take it. */
export type RouteAnswer = AssignedAnswer | WaitAnswer | UnroutableAnswer;

export interface AssignedAnswer {
  readonly kind: "assigned";
  readonly agentId: string;
  /** Which stage decided, from 0. */
  readonly stage: number;
  /** What decided among the candidates. */
  readonly chosenBy: Strategy | "preferred" | "matching";
  /** In which language, and how closely; `undefined` when the work asks for none. */
  readonly language: LanguageMatch | undefined;
  /** How many could have taken it at this stage. */
  readonly candidates: number;
  /** The other candidates, best first; as many as were asked for. */
  readonly runnersUp: readonly string[];
  /** Apply it to the desk to make it happen: an offer where the policy has `offerFor`, else an assignment. */
  readonly event: Assigned | Offered;
  /**
   * The other future, where work with a due instant goes to somebody whom only a relaxed
   * stage lets in: who of a stricter stage comes on shift next, before it is due.
   */
  readonly later?: LaterFit | undefined;
}

/** Somebody who fits better than those who are there, and comes on shift before the work is due. */
export interface LaterFit {
  readonly agentId: string;
  /** The stage at which this agent fits. */
  readonly stage: number;
  /** When the agent comes on shift. */
  readonly at: Date;
  /** How long that is before the work is due. */
  readonly timeLeftMs: number;
}

export interface WaitAnswer {
  readonly kind: "wait";
  /** What stands in the way of all who could take it. */
  readonly reason:
    | "everyone-busy"
    | "nobody-present"
    | "nobody-on-shift"
    /** Somebody could have it, but nobody of those it was to be chosen among. */
    | "nobody-among"
    /** All who could take it have declined it. */
    | "everyone-declined"
    /** Somebody is free, but only a later stage lets them have it. */
    | "later-stage"
    /** Somebody could have it now, but somebody who fits better comes in time: see `instead`. */
    | "better-later"
    /** Kept for its preferred agents. */
    | "reserved";
  /**
   * When the stage opens, the reservation ends, or the next of them comes on
   * shift, if that is known; capacity may come free earlier.
   */
  readonly until: Date | undefined;
  /** The stage that it waits for. */
  readonly stage: number | undefined;
  /** With `better-later`, the two futures: who could have it now, and for whom it waits. */
  readonly instead?: AssignedAnswer | undefined;
  readonly later?: LaterFit | undefined;
}

export interface UnroutableAnswer {
  readonly kind: "unroutable";
  readonly reason: "nobody-could-ever";
  /** How many agents each lasting rule excludes. */
  readonly excluded: Readonly<Partial<Record<FailureCode, number>>>;
}
