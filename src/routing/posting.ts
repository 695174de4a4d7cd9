import type { EpochMs } from "../time/index.js";
import { candidatesAt, sceneOf } from "./candidates.js";
import type { Assigned } from "./desk-event.js";
import { stateOfDesk, type Desk } from "./desk.js";
import { claimsOf, postingFor, type Posting } from "./ledger.js";
import { sizeOf, type Requirement } from "./work.js";

/**
 * What it posts to the ledger that an agent gets this work at a stage, as the
 * desk stands now. `undefined` when the agent is no candidate, or further behind
 * than the policy tolerates: then it was not the strategy's choice on this desk,
 * and posting it would break the bound.
 */
export function postingOf(
  desk: Desk,
  requirement: Requirement,
  { stage = 0, among }: Pick<Assigned, "stage" | "among">,
  at: EpochMs,
  assignee: number,
): Posting | undefined {
  const scene = sceneOf(desk, requirement, at);
  const slots = candidatesAt(scene, stage, among);
  if (!slots.includes(assignee)) return undefined;
  const size = sizeOf(requirement.work);
  const { classes } = scene.places;
  const { strategy, tolerance } = scene.policy;
  if (strategy === "fair-share") {
    const { largest, claim } = claimsOf(slots, size, classes, scene.tables.owed);
    const allowed = tolerance * Math.max(stateOfDesk(desk).largestJob, size);
    if (largest - claim(assignee) > allowed) return undefined;
  }
  return postingFor(slots, size, classes, assignee);
}
