import { businessTimeBetween, isOpen, type Agent, type WorkItem } from "follow-the-sun";
import type { Contact } from "../../examples/simulator/contact.js";
import type { Handled, Outcome } from "../../examples/simulator/log.js";
import type { Simulation } from "../../examples/simulator/simulation.js";

interface State {
  readonly arrivedAt: number;
  heldBy: string | undefined;
  askedOf: string | undefined;
  isWorkedOn: boolean;
  since: number;
  workedMs: number;
  restsUntil: number;
  stint: number;
  everTaken: boolean;
  isOver: boolean;
}

/**
 * What has to be true of any run of a company, checked from its log of outcomes alone, by code that shares
 * nothing with the engine. Gives what is wrong, in words.
 */
export function wrongWithRun(
  { items, roster, hours, to, workOf }: Simulation<Contact>,
  outcomes: readonly Outcome<Contact>[],
): string[] {
  const wrong: string[] = [];
  const states = new Map<string, State>();
  const wrapUps = new Map<string, number>();
  const held = new Map<string, Map<string, WorkItem>>();
  let last = -Infinity;

  const agentOf = (id: string): Agent => roster.agents.get(id)!;
  const hoursOf = (id: string) => hours?.get(id) ?? agentOf(id).calendar;
  const isFree = (agentId: string, item: Contact, at: number): void => {
    const agent = agentOf(agentId);
    const work = workOf(item);
    if (!isOpen(hoursOf(agentId), at)) wrong.push(`${item.id}: ${agentId} is off shift`);
    if ((wrapUps.get(agentId) ?? 0) > at) wrong.push(`${item.id}: ${agentId} wraps up`);
    for (const place of work.residency?.length ? [work.residency] : [])
      if (!place.includes(agent.location ?? "")) wrong.push(`${item.id}: ${agentId} is elsewhere`);
  };
  const fill = (agentId: string, item: Contact): void => {
    const own = held.get(agentId) ?? new Map<string, WorkItem>();
    held.set(agentId, own.set(item.id, workOf(item)));
    const { capacity } = agentOf(agentId);
    const costs = [...own.values()].map(({ channel }) => capacity.on(channel)?.cost ?? Infinity);
    if (costs.reduce((sum, cost) => sum + cost, 0) > capacity.total) wrong.push(`${agentId} holds too much`);
    const alike = [...own.values()].filter(({ channel }) => channel === workOf(item).channel);
    if (alike.length > (capacity.on(workOf(item).channel)?.max ?? 0))
      wrong.push(`${agentId}: channel is full`);
  };
  const stopWork = (state: State, agentId: string, item: Contact, at: number): void => {
    if (state.heldBy !== agentId) wrong.push(`${item.id}: ${agentId} does not hold it`);
    if (!state.isWorkedOn) return;
    const worked = businessTimeBetween(hoursOf(agentId), state.since, at);
    if (worked !== at - state.since) wrong.push(`${item.id}: ${agentId} worked off shift`);
    state.workedMs += at - state.since;
    state.isWorkedOn = false;
  };
  const letGo = (state: State, agentId: string, item: Contact, at: number): void => {
    stopWork(state, agentId, item, at);
    state.heldBy = undefined;
    held.get(agentId)?.delete(item.id);
  };
  /** A stint is done when all of its work is, and its agent wraps up. */
  const finish = (state: State, { agentId, item, at }: Handled<Contact>): void => {
    letGo(state, agentId, item, at);
    const stint = item.stints[state.stint];
    if (state.workedMs !== stint?.workMs)
      wrong.push(`${item.id}: worked ${state.workedMs} of ${stint?.workMs}`);
    state.workedMs = 0;
    state.stint += 1;
    state.restsUntil = at + (stint?.awayMs ?? Infinity);
    if (item.wrapUpMs) wrapUps.set(agentId, Math.max(wrapUps.get(agentId) ?? 0, at + item.wrapUpMs));
  };
  const handle = (state: State, outcome: Handled<Contact>): void => {
    const { kind, item, at, agentId } = outcome;
    switch (kind) {
      case "offered":
        if (state.heldBy ?? state.askedOf) wrong.push(`${item.id}: offered while somebody has it`);
        isFree(agentId, item, at);
        fill(agentId, item);
        state.askedOf = agentId;
        break;
      case "refused":
        if (state.askedOf !== agentId) wrong.push(`${item.id}: ${agentId} was not asked`);
        held.get(agentId)?.delete(item.id);
        state.askedOf = undefined;
        break;
      case "assigned":
        if (state.heldBy !== undefined) wrong.push(`${item.id}: taken out of ${state.heldBy}'s hands`);
        if (state.askedOf !== undefined && state.askedOf !== agentId)
          wrong.push(`${item.id}: another was asked`);
        if (state.askedOf === undefined) {
          isFree(agentId, item, at);
          fill(agentId, item);
        }
        Object.assign(state, {
          heldBy: agentId,
          askedOf: undefined,
          isWorkedOn: true,
          since: at,
          everTaken: true,
        });
        break;
      case "kept":
        stopWork(state, agentId, item, at);
        if (isOpen(hoursOf(agentId), at)) wrong.push(`${item.id}: kept by ${agentId}, who is there`);
        break;
      case "resumed":
        if (state.heldBy !== agentId || state.isWorkedOn) wrong.push(`${item.id}: resumed oddly`);
        if (!isOpen(hoursOf(agentId), at)) wrong.push(`${item.id}: resumed by ${agentId} off shift`);
        Object.assign(state, { isWorkedOn: true, since: at });
        break;
      case "let-go":
        if (isOpen(hoursOf(agentId), at)) wrong.push(`${item.id}: let go by ${agentId}, who is there`);
        letGo(state, agentId, item, at);
        break;
      case "passed-up":
        letGo(state, agentId, item, at);
        break;
      case "rests":
        finish(state, outcome);
        break;
      case "done":
        finish(state, outcome);
        state.isOver = true;
        if (state.stint !== item.stints.length) wrong.push(`${item.id}: done too early`);
    }
  };

  for (const outcome of outcomes) {
    const { kind, item, at } = outcome;
    if (at < last || at >= to) wrong.push(`${item.id}: the log goes wrong in time`);
    last = at;
    const state = states.get(item.id);
    if (kind === "arrived") {
      if (state !== undefined || at !== item.arrivedAt) wrong.push(`${item.id}: arrives oddly`);
      const start = { arrivedAt: at, heldBy: undefined, askedOf: undefined, isWorkedOn: false, since: at };
      states.set(item.id, {
        ...start,
        workedMs: 0,
        restsUntil: 0,
        stint: 0,
        everTaken: false,
        isOver: false,
      });
      continue;
    }
    if (state === undefined || state.isOver) {
      wrong.push(`${item.id}: ${kind} before it arrives or after it is over`);
      continue;
    }
    if (kind === "returned" && at !== state.restsUntil) wrong.push(`${item.id}: returns oddly`);
    if (kind === "left") {
      if (state.everTaken || at !== item.arrivedAt + item.patienceMs!) wrong.push(`${item.id}: leaves oddly`);
      if (state.askedOf !== undefined) held.get(state.askedOf)?.delete(item.id);
      state.isOver = true;
    }
    if ("agentId" in outcome) handle(state, outcome);
  }
  for (const item of items) {
    const state = states.get(item.id);
    if (state === undefined) wrong.push(`${item.id}: lost`);
    const leavesAt = item.arrivedAt + (item.patienceMs ?? Infinity);
    if (state && !state.everTaken && !state.isOver && leavesAt < to) wrong.push(`${item.id}: waits too long`);
  }
  if (states.size !== items.length) wrong.push("there are contacts that nobody sent");
  return wrong;
}
