import {
  applyDeskEvent,
  holderOf,
  offeredWork,
  route,
  type RouteAnswer,
  type WorkItem,
} from "follow-the-sun";
import type { Engine } from "./engine.js";
import type { Item } from "./item.js";
import type { EscalationRule } from "./simulation.js";
import { MINUTE_MS } from "./units.js";

/** While nobody who may decide it is free, somebody is looked for at least so often. */
const LOOK_EVERY_MS = 15 * MINUTE_MS;

/**
 * Carries out what the steps bring about that an item's promises reach at this very instant, and what an
 * earlier one could not.
 */
export function escalate<I extends Item>(engine: Engine<I>, item: I, at: number): void {
  const { escalations = [] } = engine.simulation;
  for (const { step, isReached, at: due } of engine.record.book.stepsOf(item.id, at)) {
    if (!isReached || due?.getTime() !== at) continue;
    for (const rule of escalations) if (rule.step === step) raise(engine, item, rule, at);
  }
  const agentId = agentOf(engine, item);
  const { authority = 0 } = engine.record.workOf(item);
  if (agentId !== undefined && engine.record.agent(agentId).authority < authority) passUp(engine, item, at);
}

/** What rests, or is over, is left alone. */
function raise<I extends Item>(engine: Engine<I>, item: I, rule: EscalationRule, at: number): void {
  const { record, line } = engine;
  const raised = raisedWork(record.workOf(item), rule, record.desk.roster.policy.priorities);
  const need = line.needOf(item.id);
  if (raised === undefined || (need === undefined && agentOf(engine, item) === undefined)) return;
  record.raise(item, raised, at);
  if (need === undefined) return;
  line.take(item.id);
  engine.wait(need);
}

/** Who has it: works on it, keeps it for later, or is asked to take it. */
function agentOf<I extends Item>({ record: { desk } }: Engine<I>, { id }: I): string | undefined {
  return (holderOf(desk, id) ?? offeredWork(desk).find(({ work }) => work.id === id))?.agentId;
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
function passUp<I extends Item>(engine: Engine<I>, item: I, at: number): void {
  const { record } = engine;
  const spell = engine.working.get(item.id);
  if (spell === undefined) {
    // Kept until a shift begins, or on offer: by then it is somebody's work.
    engine.expect({ kind: "steps", at: at + LOOK_EVERY_MS, item });
    return;
  }
  const { agentId } = spell;
  const work = record.workOf(item);
  // A desk is a value: what would be said if the holder let go of it?
  const without = applyDeskEvent(record.desk, { type: "released", at, agentId, workId: item.id });
  const answer = route(without, work, at);
  record.decisions += 1;
  if (answer.kind === "assigned") {
    record.note("passed-up", item, agentId, at);
    const need = engine.interrupt(spell, at);
    engine.release(item, agentId, at);
    engine.give(need, answer, at);
  } else if (answer.kind === "wait") {
    engine.expect({ kind: "steps", at: nextLook(engine, work, answer, at), item });
  }
}

/** When somebody of authority may be free: at the end of what they do, or when the desk says. */
function nextLook<I extends Item>(
  { record, working }: Engine<I>,
  { authority = 0 }: WorkItem,
  { until }: Extract<RouteAnswer, { readonly kind: "wait" }>,
  at: number,
): number {
  const busy = [...working.values()].filter(({ agentId }) => record.agent(agentId).authority >= authority);
  // Who stops at this very instant has not yet, and does before what is expected last.
  return Math.min(at + LOOK_EVERY_MS, until?.getTime() ?? Infinity, ...busy.map((spell) => spell.at));
}
