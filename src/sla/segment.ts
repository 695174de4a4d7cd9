import type { Reason } from "../schedule/index.js";

/** Why a stretch of time counts or not. */
export type SegmentReason =
  | { readonly code: "open" }
  /** Closed, and which layer of the calendar closes it. */
  | { readonly code: "closed"; readonly because: Reason }
  | { readonly code: "paused"; readonly status: string }
  /** The status is not one of the agents'. */
  | { readonly code: "not-agents"; readonly status: string }
  | { readonly code: "solved" }
  /** No team owns it, so nobody's hours count. */
  | { readonly code: "unowned" };

/** A stretch of time, `[from, to)`, with one reason. */
export interface Segment {
  readonly from: Date;
  readonly to: Date;
  /** Does its time count? */
  readonly counts: boolean;
  readonly reason: SegmentReason;
  /** Whose hours they are: a team's key, `any team`, or `customer`. */
  readonly hoursOf: string | undefined;
  readonly timeZone: string | undefined;
  /** Working time on the clock before and after it. */
  readonly beforeMs: number;
  readonly afterMs: number;
}
