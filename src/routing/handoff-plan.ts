import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { RouteAnswer } from "./answer.js";
import { applyDeskEvent } from "./apply.js";
import { fittingAt, sceneOf, type Scene } from "./candidates.js";
import type { Among, DeskEvent, Released } from "./desk-event.js";
import { heldWork, stateOfDesk, type Desk } from "./desk.js";
import type { HeldWork } from "./desk-tables.js";
import { explainAgent, type AgentExplanation } from "./explain.js";
import type { HandoffOutcome, PlannedItem } from "./handoff-item.js";
import { toRules, type HandoffPlanOptions, type HandoffRules } from "./handoff-options.js";
import { teamSums, type TeamHandoff } from "./handoff-sums.js";
import { orderQueue } from "./queue.js";
import { decide, openStages } from "./route.js";
import { BREAK_MS, onShiftFrom, workedBy } from "./shifts.js";
import { toRequirement } from "./work.js";

/** What happens to open work when its owners' day is over. */
export interface HandoffPlan {
  readonly at: Date;
  /** What is due first comes first, and gets the best receiver. */
  readonly items: readonly PlannedItem[];
  /** Counted by the owners' teams. */
  readonly teams: readonly TeamHandoff[];
  /** What makes the plan happen: for each item passed on, it is released and given. */
  readonly events: readonly DeskEvent[];
  /** The desk with the plan carried out. */
  readonly desk: Desk;
}

/**
 * The handoff plan at an instant: each open item whose owner's day is over is
 * kept or passed on, with the reason. A day is over when the owner is off shift
 * for more than four hours; a shorter pause is a break.
 *
 * An item stays when the customer must answer first, when its owner has enough
 * time for it in a shift to come before it is due, or when it has no due
 * instant; but not with somebody who is away for longer than `keepFor`. The
 * others go, what is due first before the rest, to whom `route` chooses: in the
 * order of the teams that the owner's team hands on to, then anybody; people
 * with enough of their shift left before people without. Each decision counts
 * for the next, so that capacity and fair shares hold over the whole plan.
 *
 * @throws {FollowTheSunError} `instant.*`, `duration.*`, `argument.invalid`.
 *
 * @example
 * const late = applyDeskEvent(desk, { type: "assigned", at: now, agentId: "sam",
 *   work: { ...work, id: "T-9", languages: ["en"], dueAt: "2026-03-30T20:00:00Z" } });
 * planHandoffs(late, "2026-03-30T16:00:00Z").teams.map(({ sentence }) => sentence);
 * // => ["31 Mar 01:00 Tokyo: 1 item, 1 stays", "30 Mar 17:00 London: 1 item, 1 finds nobody"]
 */
export function planHandoffs(desk: Desk, at: InstantInput, options: HandoffPlanOptions = {}): HandoffPlan {
  const instant = toEpochMs(at, "at");
  const leaving = heldWork(desk).filter(({ agentId }) => isDayOver(ownerOf(desk, agentId), instant));
  return planFor(desk, leaving, instant, toRules(options));
}

/** The plan for some items, whoever holds them. */
export function planFor(
  desk: Desk,
  held: readonly HeldWork[],
  at: EpochMs,
  rules: HandoffRules,
): HandoffPlan {
  const events: DeskEvent[] = [];
  const items: PlannedItem[] = [];
  let current = desk;
  for (const each of byUrgency(desk, held, at)) {
    const kept = keepReason(current, each, at, rules);
    const outcome = kept ?? passOn(current, each, at, rules);
    items.push({ workId: each.work.id, work: each.work, ownerId: each.agentId, outcome });
    if (outcome.kind !== "pass") continue;
    const pair = [releaseOf(current, each, at), outcome.answer.event];
    events.push(...pair);
    current = pair.reduce(applyDeskEvent, current);
  }
  return { at: new Date(at), items, teams: teamSums(items, desk.roster, at), events, desk: current };
}

function ownerOf({ roster }: Desk, agentId: string): Agent {
  return roster.agents.get(agentId) as Agent; // a desk holds work for agents of its roster only
}

function isDayOver(owner: Agent, at: EpochMs): boolean {
  const back = onShiftFrom(owner, at);
  return back === undefined || back - at > BREAK_MS;
}

/** What is due first; then as in the queue. */
function byUrgency(desk: Desk, held: readonly HeldWork[], at: EpochMs): HeldWork[] {
  const place = new Map(
    orderQueue(
      desk.roster,
      held.map(({ work }) => work),
      at,
    ).map(({ id }, index) => [id, index]),
  );
  const dueOf = ({ work }: HeldWork) => dueAtOf(work) ?? Infinity;
  const placeOf = ({ work }: HeldWork) => place.get(work.id) as number;
  return [...held].sort((a, b) => compare(dueOf(a), dueOf(b)) || placeOf(a) - placeOf(b));
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0; // two may be Infinity, whose difference is no number
}

function dueAtOf({ dueAt }: HeldWork["work"]): EpochMs | undefined {
  return dueAt === undefined ? undefined : toEpochMs(dueAt, "work.dueAt");
}

function keepReason(
  desk: Desk,
  { work, agentId }: HeldWork,
  at: EpochMs,
  rules: HandoffRules,
): HandoffOutcome | undefined {
  const owner = ownerOf(desk, agentId);
  const back = onShiftFrom(owner, at);
  if (back === undefined || back - at > rules.keepForMs) return undefined;
  const keep = (reason: "customer-must-answer" | "due-after-return" | "not-due"): HandoffOutcome => ({
    kind: "keep",
    reason,
    backAt: new Date(back),
  });
  if (rules.isAwaitingCustomer(work.id)) return keep("customer-must-answer");
  const due = dueAtOf(work);
  if (due === undefined) return keep("not-due");
  const done = workedBy(owner, at, rules.neededMs(work.id));
  return done !== undefined && done <= due ? keep("due-after-return") : undefined;
}

/** Receivers are looked for on the desk without the item, which takes up the owner's room until then. */
function passOn(desk: Desk, held: HeldWork, at: EpochMs, rules: HandoffRules): HandoffOutcome {
  const { work, agentId } = held;
  const without = applyDeskEvent(desk, releaseOf(desk, held, at));
  const requirement = toRequirement(work);
  const due = dueAtOf(work);
  const timeLeftMs = due === undefined ? undefined : due - at;
  let last: RouteAnswer | undefined;
  for (const among of receiversFor(ownerOf(desk, agentId), rules.neededMs(work.id))) {
    last = decide(without, requirement, at, { among });
    if (last.kind !== "assigned") continue;
    const team = ownerOf(desk, last.agentId).team.id;
    return { kind: "pass", agentId: last.agentId, team, answer: last, timeLeftMs };
  }
  const answer = last as Exclude<RouteAnswer, { kind: "assigned" }>; // the last one asked for anybody
  return { kind: "nobody", answer, could: couldTake(without, held, at), timeLeftMs };
}

/** Whom to ask, in this order: the teams it hands on to, then anybody; those who stay long enough before the others. */
function receiversFor({ team }: Agent, neededMs: number): (Among | undefined)[] {
  const shiftLeft = { milliseconds: Math.min(neededMs, LONGEST_SHIFT_LEFT_MS) };
  const teams = team.handsOnTo ?? [];
  return [
    ...teams.map((id) => ({ team: id, shiftLeft })),
    { shiftLeft },
    ...teams.map((id) => ({ team: id })),
    undefined,
  ];
}

const LONGEST_SHIFT_LEFT_MS = 8 * 3_600_000;

function releaseOf(desk: Desk, { work, agentId }: HeldWork, at: EpochMs): Released {
  const id = `handoff:${work.id}:${agentId}:${stateOfDesk(desk).eventCount}`;
  return { type: "released", id, at: new Date(at), agentId, workId: work.id, reason: "handoff" };
}

const MOST_NAMED = 3;

/** Who could take it at some stage, soonest first. */
function couldTake(desk: Desk, { work }: HeldWork, at: EpochMs): AgentExplanation[] {
  const scene = sceneOf(desk, toRequirement(work), at);
  const opensFor = openingsFor(scene);
  return [...fittingAt(scene, scene.policy.stages.length - 1)]
    .map((slot) => ({ slot, from: possibleFrom(scene, slot, opensFor.get(slot) ?? at) }))
    .sort((a, b) => compare(a.from, b.from)) // stable: of equal instants, in the order of the ids
    .slice(0, MOST_NAMED)
    .map(({ slot }) => explainAgent(desk, work, (scene.places.agents[slot] as Agent).id, at));
}

/** When the first stage opens at which somebody fits, by slot. */
function openingsFor(scene: Scene): ReadonlyMap<number, EpochMs> {
  const { policy, requirement, at } = scene;
  const open = openStages(scene);
  const opensFor = new Map<number, EpochMs>();
  for (const { index, afterMs } of policy.stages) {
    const opensAt = index < open ? at : requirement.arrivedAt + afterMs;
    for (const slot of fittingAt(scene, index)) if (!opensFor.has(slot)) opensFor.set(slot, opensAt);
  }
  return opensFor;
}

/** When somebody is on shift, with wrap-up over, at a stage that is open. */
function possibleFrom({ places, tables, onShift, at }: Scene, slot: number, opensAt: EpochMs): EpochMs {
  const earliest = Math.max(opensAt, tables.states[slot]?.wrapUpUntil ?? at);
  if (earliest > at) return onShiftFrom(places.agents[slot] as Agent, earliest) ?? Infinity;
  return onShift[slot] === 1 ? at : places.shifts.startOf(slot, at);
}
