import type { EpochMs } from "../time/index.js";
import type { Attributes } from "./config.js";
import type { CycleRecord } from "./cycle.js";
import type { SlaPolicy } from "./policy.js";

/** Everything that the events say, folded. */
export interface TicketState {
  readonly createdAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly status: string;
  /** Every status it had, oldest first. */
  readonly statuses: readonly { readonly from: EpochMs; readonly status: string }[];
  readonly isSolved: boolean;
  readonly isClosed: boolean;
  readonly attributes: Attributes;
  readonly policy: SlaPolicy | undefined;
  readonly customer: string | undefined;
  /** Who owned it from when on, oldest first. */
  readonly teams: readonly { readonly from: EpochMs; readonly team: string | undefined }[];
  readonly owners: readonly { readonly from: EpochMs; readonly owner: string | undefined }[];
  /** The oldest customer message that nobody has answered. */
  readonly waitingSince: EpochMs | undefined;
  /** Answered exchanges: from the oldest unanswered message to the reply. */
  readonly exchanges: readonly { readonly from: EpochMs; readonly to: EpochMs }[];
  readonly solvedAt: readonly EpochMs[];
  readonly reopenedAt: readonly EpochMs[];
  readonly firstReplyAt: EpochMs | undefined;
  readonly replies: number;
  readonly cycles: readonly CycleRecord[];
}
