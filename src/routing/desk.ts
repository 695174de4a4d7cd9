import { fail } from "../errors.js";
import { toDurationMs, type EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { AgentConfig } from "./config.js";
import {
  DeskTables,
  Edit,
  type HeldWork,
  type Offer,
  type OfferedWork,
  type StoredWork,
} from "./desk-tables.js";
import type { Among, Presence } from "./desk-event.js";
import { readyFrom } from "./eligibility.js";
import type { Kind, Places } from "./places.js";
import { compareIds, placesOf, type Roster } from "./roster.js";
import { countsOf, hasSameRoom, usedBy, type Doing, type StoredAgent } from "./stored-agent.js";
import { Version } from "./version.js";
import { lentCopy, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

const STATE: unique symbol = Symbol.for("follow-the-sun/desk") as never;

/** What a desk knows beside its tables: few and small things, copied for each desk. */
export interface DeskState {
  readonly tables: Version<DeskTables>;
  readonly eventCount: number;
  /** When the last event was. */
  readonly lastAt: EpochMs;
  /** Who got the last item. */
  readonly lastAssignedTo: string | undefined;
  /** The largest job that the ledger has seen, in its units. */
  readonly largestJob: number;
  /** How many event ids the young generation has, and the latest instant among the old one's. */
  readonly seenCount: number;
  readonly seenBeforeUntil: EpochMs;
  readonly lastSearch: LastSearch;
  /** Agents who joined or changed since the roster was defined, and `undefined` for those who left. */
  readonly rosterChanges: ReadonlyMap<string, AgentConfig | undefined>;
}

/** What the last search on a desk found: an assignment follows its decision, and asks the same once more. */
export interface LastSearch {
  kind: Kind | undefined;
  stage: number | undefined;
  at: EpochMs | undefined;
  found: Int32Array | undefined;
  /** Whom of them the strategy puts first. */
  first: number | undefined;
  /** What its answer is about, with the work as the answer's event has it. */
  requirement: Requirement | undefined;
}

/** Nothing has been asked yet. */
export function noSearch(): LastSearch {
  return {
    kind: undefined,
    stage: undefined,
    at: undefined,
    found: undefined,
    first: undefined,
    requirement: undefined,
  };
}

/**
 * A desk at one moment: its roster, who holds what, who is present, idle since
 * when, and what each is owed. An immutable value; `applyDeskEvent` gives the
 * next one. The newest desk is the fast one; an older one still answers as it
 * always did.
 */
export interface Desk {
  readonly kind: "desk";
  /** As it is now: agents who joined, changed or left since it was defined are taken into account. */
  readonly roster: Roster;
  /** @internal */
  readonly [STATE]: DeskState;
}

/**
 * A desk on which nothing has happened: everybody is available when on shift,
 * and nobody holds anything or is owed anything.
 *
 * @example
 * heldWork(openDesk(roster)); // => []
 */
export function openDesk(roster: Roster): Desk {
  const tables = new DeskTables();
  refreshRoom(roster, new Edit(tables, []));
  return makeDesk(roster, {
    tables: Version.of(tables),
    eventCount: 0,
    lastAt: 0,
    lastAssignedTo: undefined,
    largestJob: 0,
    seenCount: 0,
    seenBeforeUntil: 0,
    lastSearch: noSearch(),
    rosterChanges: new Map(),
  });
}

/**
 * Work out anew what room each agent has, for a roster that is new to the tables.
 * Where it is the same as before nothing is written, or each older desk would keep a whole roster.
 */
export function refreshRoom(roster: Roster, edit: Edit): void {
  const places = placesOf(roster);
  edit.tables.grow(places.agents.length, places.channels.length);
  places.agents.forEach((agent, slot) => {
    if (agent === undefined) return;
    const before = edit.tables.states[slot] as StoredAgent;
    const after = withRoom(agent, before, places);
    if (!hasSameRoom(before, after)) edit.state(slot, after);
  });
}

/** What an agent does, and the room that it leaves. */
export function withRoom(agent: Agent, doing: Doing, { channels }: Places): StoredAgent {
  const { presence, idleSince, wrapUpUntil, open } = doing;
  const used = usedBy(agent, open);
  const load = { presence, wrapUpUntil, used, open };
  const ready: EpochMs[] = [];
  for (const channel of channels) ready.push(readyFrom(agent, channel, load));
  return { presence, idleSince, wrapUpUntil, open, used, ready };
}

export function makeDesk(roster: Roster, state: DeskState): Desk {
  return Object.freeze({ kind: "desk", roster, [STATE]: state });
}

export function stateOfDesk(desk: Desk): DeskState {
  const state = (desk as Partial<Desk> | null | undefined)?.[STATE];
  return (
    state ??
    fail("argument.invalid", "desk", desk, "must be a desk made by openDesk, loadDesk or deskFromRows")
  );
}

/** The tables as this desk has them. */
export function tablesOf(desk: Desk): DeskTables {
  return stateOfDesk(desk).tables.read();
}

/** What the desk knows of an agent of its roster. */
export function stateOf(desk: Desk, agent: Agent): StoredAgent {
  return tablesOf(desk).states[placesOf(desk.roster).slotOf(agent.id)] as StoredAgent;
}

const NOBODY: readonly string[] = [];

/** The agents who declined a work item and are not to be asked again. */
export function declinedBy(desk: Desk, work: WorkItem): readonly string[] {
  return (work.offerAgain === true ? undefined : tablesOf(desk).declined.get(work.id)) ?? NOBODY;
}

/**
 * The work that is held, in the order of the items' ids; of one agent, if named.
 * Work on offer is not held yet: see `offeredWork`.
 *
 * @example
 * heldWork(desk, "yuki").map(({ work }) => work.id); // => ["T-0"]
 */
export function heldWork(desk: Desk, agentId?: string): readonly HeldWork[] {
  return inOrder(tablesOf(desk).work.values(), agentId).map(toHeldWork);
}

/**
 * The work that is on offer, in the order of the items' ids; to one agent, if named.
 *
 * @example
 * offeredWork(desk); // => []
 */
export function offeredWork(desk: Desk, agentId?: string): readonly OfferedWork[] {
  return inOrder(tablesOf(desk).offers.values(), agentId).map(toOfferedWork);
}

function toHeldWork({ work, agentId, since }: StoredWork): HeldWork {
  return { work: lentCopy(work), agentId, since: new Date(since) };
}

function toOfferedWork({ expiresAt, ...offer }: Offer): OfferedWork {
  return { ...toHeldWork(offer), expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) };
}

function inOrder<T extends StoredWork>(all: Iterable<T>, agentId: string | undefined): T[] {
  const wanted = [...all].filter((each) => agentId === undefined || each.agentId === agentId);
  return wanted.sort((a, b) => compareIds(a.work.id, b.work.id));
}

/** Who holds a work item, or `undefined`. */
export function holderOf(desk: Desk, workId: string): HeldWork | undefined {
  const held = tablesOf(desk).work.get(workId);
  return held && toHeldWork(held);
}

/** What an agent is doing. */
export interface AgentState {
  readonly presence: Presence;
  /** When the agent last got, finished or came back for work; `undefined`: never. */
  readonly idleSince: Date | undefined;
  /** When the last wrap-up ends or ended; `undefined`: there was none. */
  readonly wrapUpUntil: Date | undefined;
  /** Capacity used, in total; work that is offered counts. */
  readonly used: number;
  /** Items held or offered per channel; a channel without items is not there. */
  readonly open: Readonly<Record<string, number>>;
}

/**
 * What an agent is doing: presence, idle since when, capacity used and items per channel.
 *
 * @throws {FollowTheSunError} `desk.unknown-agent`.
 *
 * @example
 * agentState(desk, "yuki").used; // => 1
 */
export function agentState(desk: Desk, agentId: string): AgentState {
  const { presence, idleSince, wrapUpUntil, used, open } = stateOf(desk, agentOf(desk, agentId, "agentId"));
  return {
    presence,
    idleSince: dateOf(idleSince),
    wrapUpUntil: dateOf(wrapUpUntil),
    used,
    open: countsOf(open),
  };
}

/** The tables have 0 for never. */
function dateOf(at: EpochMs): Date | undefined {
  return at === 0 ? undefined : new Date(at);
}

/** An agent of the desk's roster, or an error that names where the id was found. */
export function agentOf(desk: Desk, agentId: string, path: string): Agent {
  return placesOf(desk.roster).agents[slotOf(desk, agentId, path)] as Agent;
}

/** The agent's slot. */
export function slotOf({ roster }: Desk, agentId: string, path: string): number {
  const { slots, agents } = placesOf(roster);
  const slot = slots.get(agentId);
  if (slot === undefined || agents[slot] === undefined)
    return fail("desk.unknown-agent", path, agentId, "must be an agent of the desk's roster");
  return slot;
}

export function failHeld(path: string, workId: string, { agentId }: StoredWork, instead: string): never {
  return fail("desk.work-held", path, workId, `must not be held; ${agentId} holds it (${instead})`);
}

export function failOnOffer(path: string, workId: string, { agentId }: StoredWork): never {
  const reason = `must not be on offer; ${agentId} is asked (wait for the answer, or withdraw it)`;
  return fail("desk.work-on-offer", path, workId, reason);
}

/** A choice among some of the candidates names a team that is there. */
export function checkAmong({ roster }: Desk, among: Among | undefined, path: string): void {
  if (among === undefined) return;
  const { team, shiftLeft } = among;
  if (team !== undefined && !roster.teams.has(team)) {
    const reason = `must be a team of the roster: ${[...roster.teams.keys()].join(", ")}`;
    fail("config.unknown-reference", `${path}.team`, team, reason);
  }
  if (shiftLeft !== undefined) toDurationMs(shiftLeft, `${path}.shiftLeft`);
}
