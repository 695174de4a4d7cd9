import { heldWork, offeredWork, type HandoffPlan, type HeldWork, type PlannedItem } from "follow-the-sun";
import type { Evening } from "./handoff-evenings.js";
import { backAt, dayEndAfter } from "./handoff-hours.js";
import { Judge, workLeftAt, type Law } from "./handoff-laws.js";

/** The laws that the plans of the time ahead break: each in turn, and all of them together. */
export function lawsBrokenAhead(evening: Evening, plans: readonly HandoffPlan[], aheadMs: number): Law[] {
  const judge = new Judge(evening);
  const broken: Law[] = [];
  const rest = [...plans];
  const last = new Map<string, PlannedItem>();
  let next: Due = { at: evening.at, workIds: workLeftAt(judge, evening.at) };
  while (next.at <= evening.at + aheadMs) {
    if (next.workIds.length > 0) {
      const plan = rest.shift();
      if (plan?.at.getTime() !== next.at) return [...broken, "every end of a day"];
      broken.push(...judge.judge(plan, next.workIds));
      for (const item of plan.items) last.set(item.workId, item);
    }
    next = nextDue(judge, next.at, last);
  }
  return rest.length > 0 ? [...broken, "every end of a day"] : broken;
}

interface Due {
  readonly at: number;
  readonly workIds: readonly string[];
}

/** The next instant at which somebody who has work goes home, or at which somebody comes for what found nobody. */
function nextDue(judge: Judge, after: number, last: ReadonlyMap<string, PlannedItem>): Due {
  const isFromPlan = ({ work }: HeldWork) => last.get(work.id)?.outcome.kind === "pass";
  const owned = [...heldWork(judge.desk), ...offeredWork(judge.desk).filter(isFromPlan)]; // offers are accepted
  const instants = owned.map(({ work, agentId }) => {
    const shifts = judge.shiftsOf(judge.person(agentId), after);
    const retry = retryAt(last.get(work.id));
    const isRetried = retry > after && retry < backAt(shifts, after);
    return { id: work.id, at: isRetried ? retry : dayEndAfter(shifts, after) };
  });
  const at = Math.min(Infinity, ...instants.map((each) => each.at));
  return { at, workIds: instants.filter((each) => each.at === at).map(({ id }) => id) };
}

/** When somebody comes who may take what found nobody. */
function retryAt(item: PlannedItem | undefined): number {
  if (item?.outcome.kind !== "nobody" || item.outcome.answer.kind !== "wait") return -Infinity;
  return item.outcome.answer.until?.getTime() ?? -Infinity;
}
