import type { EpochMs } from "../time/index.js";
import { candidatesAt, isFirst, sceneOf, type Scene } from "./candidates.js";
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
  if (!isFirst(scene, slots, assignee) && !slots.includes(assignee)) return undefined;
  if (scene.policy.strategy === "fair-share" && !isOwedEnough(scene, slots, assignee)) return undefined;
  return postingFor(slots, sizeOf(requirement.work), scene.places.classes, assignee);
}

/** Is nobody owed more than this candidate, beyond the tolerance? */
function isOwedEnough(scene: Scene, slots: Int32Array, assignee: number): boolean {
  const { desk, requirement, policy, places, tables } = scene;
  const size = sizeOf(requirement.work);
  const allowed = policy.tolerance * Math.max(stateOfDesk(desk).largestJob, size);
  const isAlike = places.classes.weights.length === 1; // then the order does not depend on the size
  if (isAlike && allowed === 0 && isFirst(scene, slots, assignee)) return true;
  const { largest, claim } = claimsOf(slots, size, places.classes, tables.owed);
  return largest - claim(assignee) <= allowed;
}
