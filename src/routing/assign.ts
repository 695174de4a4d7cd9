import type { Agent } from "./agent.js";
import type { AssignedAnswer } from "./answer.js";
import { bestOf } from "./best-of.js";
import { noteFirst, type Scene } from "./candidates.js";
import type { Among, Assigned, Offered } from "./desk-event.js";
import { stateOfDesk } from "./desk.js";
import { matchLanguage } from "./language-match.js";
import { levelsOf } from "./ranking.js";
import type { Stage } from "./stage.js";
import { ownCopy } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** Who comes first if they can take it: best first, and nobody once the preference is over. */
export function preferredSlots({ requirement, places, policy, at }: Scene): number[] {
  const { preferredAgents } = requirement.work;
  if (preferredAgents === undefined || at >= requirement.arrivedAt + policy.preferMs) return [];
  return preferredAgents.flatMap((id) => places.slots.get(id) ?? []);
}

/** Who is to choose, and among whom. */
export interface Choice {
  /** At least one. */
  readonly candidates: Int32Array;
  readonly stage: number;
  readonly runnersUp: number;
  readonly among?: Among | undefined;
}

/** A preferred agent, or the strategy's choice among the candidates. */
export function assign(scene: Scene, choice: Choice): AssignedAnswer {
  const { candidates, runnersUp } = choice;
  const preferred = preferredSlots(scene).find((slot) => candidates.includes(slot));
  const best = bestAmong(scene, candidates, 1 + runnersUp);
  const chosen = preferred ?? best[0] ?? 0; // there is a best, as there are candidates
  return answerOf(scene, choice, chosen, preferred === undefined ? scene.policy.strategy : "preferred", best);
}

/** Somebody whom a plan over the whole queue has found. */
export function assignTo(scene: Scene, choice: Choice, slot: number): AssignedAnswer {
  const { candidates, runnersUp } = choice;
  const chosenBy = preferredSlots(scene).includes(slot) ? "preferred" : "matching";
  return answerOf(scene, choice, slot, chosenBy, bestAmong(scene, candidates, 1 + runnersUp));
}

function bestAmong(scene: Scene, candidates: Int32Array, count: number): readonly number[] {
  const { policy, places } = scene;
  // An order of the caller's own might ask this package again, and must find its space untouched.
  const room = policy.compare === undefined ? places.room : new Int32Array(candidates.length);
  const best = bestOf(levelsOf(scene, candidates), candidates, Math.min(candidates.length, count), room);
  noteFirst(scene, candidates, best[0] ?? -1);
  return best;
}

function answerOf(
  scene: Scene,
  { candidates, stage, runnersUp, among }: Choice,
  chosen: number,
  chosenBy: AssignedAnswer["chosenBy"],
  best: readonly number[],
): AssignedAnswer {
  const { policy, places, requirement } = scene;
  const agent = places.agents[chosen] as Agent;
  const others = best.filter((slot) => slot !== chosen).slice(0, runnersUp);
  return {
    kind: "assigned",
    agentId: agent.id,
    stage,
    chosenBy,
    language: matchLanguage(agent, requirement, policy, (policy.stages[stage] as Stage).languages),
    candidates: candidates.length,
    runnersUp: others.map((slot) => (places.agents[slot] as Agent).id),
    event: eventOf(scene, ownWork(scene), agent.id, {
      chosenBy,
      stage,
      ...(among !== undefined && { among }),
    }),
  };
}

/** A copy that nobody can change, so that the desk need not read it once more (unless it has a date). */
function ownWork({ desk, requirement }: Scene): WorkItem {
  const work = ownCopy(requirement.work);
  stateOfDesk(desk).lastSearch.requirement = { ...requirement, work };
  return work;
}

/**
 * The same work can go to the same agent twice within a millisecond: the desk's
 * count of events tells the two apart.
 */
function eventOf(
  { desk, policy, at }: Scene,
  work: WorkItem,
  agentId: string,
  choice: Pick<Assigned, "chosenBy" | "stage" | "among">,
): Assigned | Offered {
  const type = policy.offerMs === undefined ? "assigned" : "offered";
  const id = `${type}:${work.id}:${agentId}:${stateOfDesk(desk).eventCount}`;
  const event = { type, id, at: new Date(at), agentId, work, ...choice } as const;
  return policy.offerMs === undefined
    ? event
    : { ...(event as Offered), expiresAt: new Date(at + policy.offerMs) };
}
