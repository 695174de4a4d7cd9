import type { DeskEvent, RosterConfig, StageConfig, WorkItem } from "follow-the-sun";
import { mail, NOON } from "./support.js";

/* What the tests of explanations set up. */

export const staged = (...stages: readonly StageConfig[]): Partial<RosterConfig> => ({ policy: { stages } });

/** At noon, `agent-0` gets an item, … */
export const given = (workId: string, more: Partial<WorkItem> = {}): DeskEvent => ({
  type: "assigned",
  at: NOON,
  agentId: "agent-0",
  work: mail(workId, more),
});

/** … and is done with it, but for a wrap-up of so many milliseconds. */
export const done = (workId: string, wrapUp: number): DeskEvent => ({
  type: "released",
  at: NOON,
  agentId: "agent-0",
  workId,
  wrapUpUntil: NOON + wrapUp,
});
