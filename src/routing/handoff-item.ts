import type { WorkItem } from "./work-item.js";
import type { AssignedAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
import type { AgentExplanation } from "./explain.js";

/** What becomes of one item whose owner goes off shift, and why. */
export interface PlannedItem {
  readonly workId: string;
  readonly work: WorkItem;
  /** Who has it. */
  readonly ownerId: string;
  readonly outcome: HandoffOutcome;
}

export type HandoffOutcome =
  | {
      readonly kind: "keep";
      readonly reason:
        /** Nothing can be done before the customer answers. */
        | "customer-must-answer"
        /** The owner has enough time for it in a shift to come, before it is due. */
        | "due-after-return"
        /** It has no due instant. */
        | "not-due";
      /** When the owner is back. */
      readonly backAt: Date;
    }
  | {
      readonly kind: "pass";
      readonly agentId: string;
      /** The receiver's team. */
      readonly team: string;
      readonly answer: AssignedAnswer;
      /** Until it is due; negative when it is late; `undefined` without a due instant. */
      readonly timeLeftMs: number | undefined;
    }
  | {
      /** It should pass, and nobody can take it now: it stays where it is. */
      readonly kind: "nobody";
      readonly answer: WaitAnswer | UnroutableAnswer;
      /** Who could, soonest first, at most three, and what it would take. */
      readonly could: readonly AgentExplanation[];
      readonly timeLeftMs: number | undefined;
    };
