import type { LogEvent } from "./log-files.js";

/** What a status of the log means for whoever holds the incident. */
export type Phase = "work" | "away" | "queued" | "done";

export function phaseOf({ status, subStatus }: LogEvent): Phase {
  if (status === "Accepted" && subStatus === "In Progress") return "work";
  if (status === "Completed" && subStatus === "In Call") return "work";
  if (status === "Accepted" && subStatus.startsWith("Wait")) return "away";
  if (status === "Completed") return "done";
  // Queued, or assigned to somebody who has not begun: the waiting that our own routing takes the place of.
  return "queued";
}

/** The batch user closes and moves incidents; it is no person. */
export function isHuman({ agent }: LogEvent): boolean {
  return agent !== "system" && agent !== "";
}
