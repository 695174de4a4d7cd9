import { fail } from "../errors.js";
import { toEpochMs, type EpochMs } from "../time/index.js";
import { PRESENCES, type DeskEvent, type Presence } from "./desk-event.js";
import type { Agent, Roster } from "./roster.js";
import { VersionedMap } from "./versioned-map.js";
import { toRequirement, type WorkItem } from "./work.js";

/** What the desk knows of one agent. */
export interface AgentState {
  readonly presence: Presence;
  /** When the agent last got, finished or came back for work; the epoch when never. */
  readonly idleSince: EpochMs;
  /** Capacity used, in total. */
  readonly used: number;
  /** Items held per channel; a channel without items is not there. */
  readonly open: Readonly<Record<string, number>>;
}

/** A work item that an agent holds. */
export interface HeldWork {
  readonly work: WorkItem;
  readonly agentId: string;
  readonly since: Date;
}

/**
 * What `route` reads of a desk. A desk with indexes narrows `agentsFor`; nothing
 * else in the pipeline knows how a desk stores what it knows.
 */
export interface DeskView {
  readonly roster: Roster;
  /** How many events have made it. */
  readonly eventCount: number;
  /** Who got the last item. */
  readonly lastAssignedTo: string | undefined;
  /** At least everybody who could take the work now or later, in the order of their ids. */
  agentsFor(work: WorkItem): Iterable<Agent>;
  stateOf(agent: Agent): AgentState;
}

const STATE: unique symbol = Symbol.for("follow-the-sun/desk") as never;

interface DeskState {
  readonly eventCount: number;
  readonly lastAssignedTo: string | undefined;
  readonly lastAt: EpochMs;
  readonly agents: VersionedMap<string, AgentState>;
  readonly work: VersionedMap<string, HeldWork>;
  readonly seen: VersionedMap<string, true>;
}

/**
 * A desk at one moment: its roster, who holds what, who is present, idle since
 * when. An immutable value; `applyDeskEvent` gives the next one. The newest desk
 * is the fast one; an older one still answers as it always did.
 */
export interface Desk {
  readonly kind: "desk";
  readonly roster: Roster;
  /** @internal */
  readonly [STATE]: DeskState;
}

const NEW_AGENT: AgentState = Object.freeze({
  presence: "available",
  idleSince: 0,
  used: 0,
  open: Object.freeze({}),
});

/**
 * A desk on which nothing has happened: everybody is available when on shift,
 * and nobody holds anything.
 *
 * @example
 * heldWork(openDesk(roster)); // => []
 */
export function openDesk(roster: Roster): Desk {
  return makeDesk(roster, {
    eventCount: 0,
    lastAssignedTo: undefined,
    lastAt: 0,
    agents: VersionedMap.from(),
    work: VersionedMap.from(),
    seen: VersionedMap.from(),
  });
}

/**
 * The desk after an event. The given desk stays as it is.
 *
 * Events are facts: an assignment beyond an agent's capacity is recorded, and
 * keeps that agent from getting more.
 *
 * @throws {FollowTheSunError} `desk.order` for an event before the last one,
 *   `desk.unknown-agent`, `desk.work-held`, `desk.work-not-held`, `desk.event`, `instant.*`, `config.*`.
 *
 * @example
 * const answer = route(desk, work, now);
 * if (answer.kind === "assigned") desk = applyDeskEvent(desk, answer.event);
 */
export function applyDeskEvent(desk: Desk, event: DeskEvent): Desk {
  const state = desk[STATE];
  if (event.id !== undefined && state.seen.get(event.id) === true) return desk;
  const at = toEpochMs(event.at, "event.at");
  if (at < state.lastAt) {
    fail(
      "desk.order",
      "event.at",
      event.at,
      `must not lie before the last event, ${new Date(state.lastAt).toISOString()}`,
    );
  }
  const next = applyKnown(desk, event, at);
  const seen = event.id === undefined ? state.seen : state.seen.set(event.id, true);
  return makeDesk(desk.roster, { ...next, eventCount: state.eventCount + 1, lastAt: at, seen });
}

function applyKnown(desk: Desk, event: DeskEvent, at: EpochMs): DeskState {
  switch (event.type) {
    case "assigned":
      return assign(desk, event, at);
    case "released":
      return release(desk, event, at);
    case "presence-changed":
      return changePresence(desk, event, at);
    default:
      return fail(
        "desk.event",
        "event.type",
        (event as DeskEvent).type,
        "must be assigned, released or presence-changed",
      );
  }
}

function assign(desk: Desk, { agentId, work }: DeskEvent & { type: "assigned" }, at: EpochMs): DeskState {
  const agent = agentOf(desk, agentId);
  toRequirement(work); // a malformed item would only be noticed much later
  const state = desk[STATE];
  const holder = state.work.get(work.id);
  if (holder !== undefined) {
    fail("desk.work-held", "event.work.id", work.id, `must not be held already; ${holder.agentId} holds it`);
  }
  const held = { work, agentId, since: new Date(at) };
  return {
    ...state,
    lastAssignedTo: agentId,
    agents: withItems(desk, agent, work.channel, 1, at),
    work: state.work.set(work.id, held),
  };
}

function release(desk: Desk, { agentId, workId }: DeskEvent & { type: "released" }, at: EpochMs): DeskState {
  const agent = agentOf(desk, agentId);
  const state = desk[STATE];
  const held = state.work.get(workId);
  if (held?.agentId !== agentId) {
    const holder = held === undefined ? "nobody holds it" : `${held.agentId} holds it`;
    fail("desk.work-not-held", "event.workId", workId, `must be held by ${agentId}; ${holder}`);
  }
  return {
    ...state,
    agents: withItems(desk, agent, held.work.channel, -1, at),
    work: state.work.set(workId, undefined),
  };
}

function changePresence(desk: Desk, event: DeskEvent & { type: "presence-changed" }, at: EpochMs): DeskState {
  const agent = agentOf(desk, event.agentId);
  if (!PRESENCES.includes(event.presence)) {
    fail("desk.event", "event.presence", event.presence, `must be one of ${PRESENCES.join(", ")}`);
  }
  const { agents, ...rest } = desk[STATE];
  const before = stateOf(desk, agent);
  const comesBack = event.presence === "available" && before.presence !== "available";
  const idleSince = comesBack ? at : before.idleSince;
  return { ...rest, agents: agents.set(agent.id, { ...before, presence: event.presence, idleSince }) };
}

/** One item more or less on a channel: load, and idle from now. */
function withItems(
  desk: Desk,
  agent: Agent,
  channel: string,
  change: 1 | -1,
  at: EpochMs,
): DeskState["agents"] {
  const before = stateOf(desk, agent);
  const { [channel]: count = 0, ...others } = before.open;
  const left = count + change;
  const open = left === 0 ? others : { ...others, [channel]: left };
  return desk[STATE].agents.set(agent.id, { ...before, idleSince: at, used: usedBy(agent, open), open });
}

/** Summed anew each time, so that costs with fractions leave no rounding error behind. */
function usedBy({ capacity }: Agent, open: AgentState["open"]): number {
  return Object.entries(open).reduce(
    (used, [channel, count]) => used + count * (capacity.on(channel)?.cost ?? 1),
    0,
  );
}

function agentOf(desk: Desk, agentId: string): Agent {
  return (
    desk.roster.agents.get(agentId) ??
    fail("desk.unknown-agent", "event.agentId", agentId, "must be an agent of the desk's roster")
  );
}

/** What the desk knows of an agent. */
export function stateOf(desk: Desk, agent: Agent): AgentState {
  return desk[STATE].agents.get(agent.id) ?? NEW_AGENT;
}

/** The desk as the routing pipeline reads it. */
export function viewOf(desk: Desk): DeskView {
  return {
    roster: desk.roster,
    eventCount: desk[STATE].eventCount,
    lastAssignedTo: desk[STATE].lastAssignedTo,
    agentsFor: () => desk.roster.agents.values(),
    stateOf: (agent) => stateOf(desk, agent),
  };
}

/**
 * The work that is held, in the order of the items' ids; of one agent, if named.
 *
 * @example
 * heldWork(desk, "yuki").map(({ work }) => work.id); // => ["T-0"]
 */
export function heldWork(desk: Desk, agentId?: string): readonly HeldWork[] {
  const held = desk[STATE].work.entries().map(([, each]) => each);
  const wanted = agentId === undefined ? held : held.filter((each) => each.agentId === agentId);
  return wanted.sort((a, b) => (a.work.id < b.work.id ? -1 : 1));
}

/** Who holds a work item, or `undefined`. */
export function holderOf(desk: Desk, workId: string): HeldWork | undefined {
  return desk[STATE].work.get(workId);
}

/**
 * What an agent is doing: presence, idle since when, capacity used and items per channel.
 *
 * @throws {FollowTheSunError} `desk.unknown-agent`.
 */
export function agentState(desk: Desk, agentId: string): AgentState {
  return stateOf(desk, agentOf(desk, agentId));
}

function makeDesk(roster: Roster, state: DeskState): Desk {
  return Object.freeze({ kind: "desk", roster, [STATE]: state });
}
