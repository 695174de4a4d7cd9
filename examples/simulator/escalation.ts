import { applyDeskEvent, route, type WorkItem } from "follow-the-sun";
import type { Engine } from "./engine.js";
import type { Item } from "./item.js";
import type { EscalationRule } from "./simulation.js";

/** Carries out what the steps bring about that an item's promises reach at this very instant. */
export function escalate<I extends Item>(engine: Engine<I>, item: I, at: number): void {
  const { escalations = [] } = engine.simulation;
  for (const { step, isReached, at: due } of engine.record.book.stepsOf(item.id, at)) {
    if (!isReached || due?.getTime() !== at) continue;
    for (const rule of escalations) if (rule.step === step) raise(engine, item, rule, at);
  }
}

function raise<I extends Item>(engine: Engine<I>, item: I, rule: EscalationRule, at: number): void {
  const { record, line } = engine;
  const work = record.workOf(item);
  const raised = raisedWork(work, rule, record.desk.roster.policy.priorities);
  const need = line.needOf(item.id);
  const spell = engine.working.get(item.id);
  if (raised === undefined || (need === undefined && spell === undefined)) return;
  record.raise(item, raised, at);
  if (need !== undefined) {
    line.take(item.id);
    engine.wait(need);
  } else if (spell !== undefined) passUp(engine, item, raised, at);
}

/** Never down; `undefined` where nothing changes. */
function raisedWork(
  work: WorkItem,
  { raiseTo, authority = 0 }: EscalationRule,
  priorities: readonly string[],
): WorkItem | undefined {
  const isHigher =
    raiseTo !== undefined && priorities.indexOf(raiseTo) > priorities.indexOf(work.priority ?? "");
  const isAbove = authority > (work.authority ?? 0);
  if (!isHigher && !isAbove) return undefined;
  return { ...work, ...(isHigher && { priority: raiseTo }), ...(isAbove && { authority }) };
}

/** From somebody who may not decide it to somebody who may and is free; while there is nobody, it stays. */
function passUp<I extends Item>(engine: Engine<I>, item: I, work: WorkItem, at: number): void {
  const { record } = engine;
  const spell = engine.working.get(item.id);
  if (spell === undefined || record.agent(spell.agentId).authority >= (work.authority ?? 0)) return;
  const { agentId } = spell;
  // A desk is a value: what would be said if the holder let go of it?
  const without = applyDeskEvent(record.desk, { type: "released", at, agentId, workId: item.id });
  const answer = route(without, work, at);
  record.decisions += 1;
  if (answer.kind !== "assigned") return;
  record.note("passed-up", item, agentId, at);
  const need = engine.interrupt(spell, at);
  engine.release(item, agentId, at);
  engine.give(need, answer, at);
}
