import { toDurationMs, type EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { Among } from "./desk-event.js";
import { declinedBy, stateOfDesk, tablesOf, type Desk } from "./desk.js";
import type { DeskTables } from "./desk-tables.js";
import type { Kind, Places } from "./places.js";
import { placesOf } from "./roster.js";
import { shiftLeftMs } from "./shifts.js";
import type { Policy } from "./stage.js";
import type { Requirement } from "./work.js";

/** One work item before a desk at one instant: what the search for candidates reads. */
export interface Scene {
  readonly desk: Desk;
  readonly tables: DeskTables;
  readonly places: Places;
  readonly policy: Policy;
  readonly requirement: Requirement;
  readonly kind: Kind;
  readonly at: EpochMs;
  /** 1 for who is on shift, by slot. */
  readonly onShift: Uint8Array;
  /** From when on each could take an item of this channel, by slot. */
  readonly ready: Float64Array;
  /** Slots of those who are excluded; and of those who declined, too. `undefined`: nobody. */
  readonly excluded: ReadonlySet<number> | undefined;
  readonly barred: ReadonlySet<number> | undefined;
}

export function sceneOf(desk: Desk, requirement: Requirement, at: EpochMs): Scene {
  const places = placesOf(desk.roster);
  const tables = tablesOf(desk);
  const { work } = requirement;
  const declined = declinedBy(desk, work);
  const excludedIds = work.excludedAgents ?? NOBODY;
  const excluded = slotsOf(places, excludedIds);
  return {
    desk,
    tables,
    places,
    policy: desk.roster.policy,
    requirement,
    kind: places.kindOf(requirement),
    at,
    onShift: places.shifts.at(at),
    ready: tables.ready[places.columnOf(work.channel)] as Float64Array,
    excluded,
    barred: declined.length === 0 ? excluded : slotsOf(places, [...excludedIds, ...declined]),
  };
}

const NOBODY: readonly string[] = [];

function slotsOf({ slots }: Places, ids: readonly string[]): ReadonlySet<number> | undefined {
  if (ids.length === 0) return undefined;
  return new Set(ids.flatMap((id) => slots.get(id) ?? []));
}

/** Those who can take the work at a stage now, in the order of their ids; some of them only, if so asked. */
export function candidatesAt(scene: Scene, stage: number, among?: Among): Int32Array {
  const all = everyCandidateAt(scene, stage);
  if (among === undefined) return all;
  const { places, at } = scene;
  const shiftLeft = among.shiftLeft === undefined ? 0 : toDurationMs(among.shiftLeft, "among.shiftLeft");
  return all.filter((slot) => {
    const agent = places.agents[slot] as Agent;
    if (among.team !== undefined && agent.team.id !== among.team) return false;
    return shiftLeft === 0 || shiftLeftMs(agent, at) >= shiftLeft;
  });
}

/** The event of the decision need not look once more for whoever is owed most. */
export function noteFirst({ desk }: Scene, candidates: Int32Array, first: number): void {
  const { lastSearch } = stateOfDesk(desk);
  if (lastSearch.found === candidates) lastSearch.first = first;
}

/** Is it known that the strategy puts this candidate first? */
export function isFirst({ desk }: Scene, candidates: Int32Array, slot: number): boolean {
  const { lastSearch } = stateOfDesk(desk);
  return lastSearch.found === candidates && lastSearch.first === slot;
}

function everyCandidateAt({ desk, places, at, kind, ready, barred }: Scene, stage: number): Int32Array {
  const { lastSearch } = stateOfDesk(desk);
  if (lastSearch.kind !== kind || lastSearch.stage !== stage || lastSearch.at !== at) {
    lastSearch.kind = kind;
    lastSearch.stage = stage;
    lastSearch.at = at;
    lastSearch.found = places.lists.upTo(at, ready, kind.onShift(stage, at));
    lastSearch.first = undefined;
  }
  const found = lastSearch.found as Int32Array;
  return barred === undefined ? found : found.filter((slot) => !barred.has(slot));
}

/** Those who could take the work at a stage at some time, exclusions observed. */
export function fittingAt({ kind, excluded }: Scene, stage: number): Int32Array {
  const fitting = kind.fitting(stage);
  return excluded === undefined ? fitting : fitting.filter((slot) => !excluded.has(slot));
}
