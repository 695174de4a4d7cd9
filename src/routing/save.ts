import { stateOfDesk, tablesOf, type Desk, type DeskState } from "./desk.js";
import type { DeskTables, Offer } from "./desk-tables.js";
import { credit, type Posting } from "./ledger.js";
import { ownConfig } from "./own-config.js";
import { compareIds, placesOf } from "./roster.js";
import type { SavedAgent, SavedDesk, SavedPosting } from "./saved-desk.js";
import type { StoredAgent } from "./stored-agent.js";
import { lentCopy } from "./work.js";
import type { WorkItem } from "./work-item.js";

/**
 * A desk as plain JSON: everything but the roster it was opened with. Snapshots
 * of this and the events since are all that a crash needs to be repaired.
 *
 * @example
 * const text = JSON.stringify(saveDesk(desk));
 * const again = loadDesk(roster, JSON.parse(text));
 * heldWork(again).length; // => 1
 */
export function saveDesk(desk: Desk): SavedDesk {
  const state = stateOfDesk(desk);
  const tables = tablesOf(desk);
  return {
    format: "follow-the-sun/desk",
    version: 1,
    eventCount: state.eventCount,
    lastAt: state.lastAt,
    ...(state.lastAssignedTo !== undefined && { lastAssignedTo: state.lastAssignedTo }),
    largestJob: state.largestJob,
    ...saveRosterChanges(state),
    agents: saveAgents(desk),
    work: byWorkId(tables.work.values()).map((held) => ({ ...held, work: lentCopy(held.work) })),
    offers: byWorkId(tables.offers.values()).map((offer) => saveOffer(desk, offer)),
    declined: saveDeclined(tables),
    seen: [...tables.seen],
    seenBefore: [...tables.seenBefore],
    seenBeforeUntil: state.seenBeforeUntil,
  };
}

function saveRosterChanges({ rosterChanges }: DeskState): Pick<SavedDesk, "joined" | "left"> {
  const changes = [...rosterChanges].sort(([a], [b]) => compareIds(a, b));
  return {
    joined: changes.flatMap(([, config]) => ownConfig(config) ?? []),
    left: changes.flatMap(([id, config]) => (config === undefined ? [id] : [])),
  };
}

function saveAgents(desk: Desk): SavedAgent[] {
  const { states, owed, got, fixed } = tablesOf(desk);
  return [...placesOf(desk.roster).slots].map(([id, slot]) => {
    const { presence, idleSince, wrapUpUntil } = states[slot] as StoredAgent;
    const amount = (column: Float64Array) => column[slot] as number;
    return {
      id,
      presence,
      idleSince,
      wrapUpUntil,
      owed: amount(owed),
      got: amount(got),
      fixed: amount(fixed),
    };
  });
}

function saveDeclined({ declined }: DeskTables): SavedDesk["declined"] {
  const byId = [...declined].sort(([a], [b]) => compareIds(a, b));
  return Object.fromEntries(byId.map(([workId, agents]) => [workId, [...agents]]));
}

function byWorkId<T extends { readonly work: WorkItem }>(all: Iterable<T>): T[] {
  return [...all].sort((a, b) => compareIds(a.work.id, b.work.id));
}

function saveOffer(
  desk: Desk,
  { work, agentId, since, expiresAt, posting, number }: Offer,
): SavedDesk["offers"][number] {
  return {
    work: lentCopy(work),
    agentId,
    since,
    number,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(posting !== undefined && {
      posting: savePosting(desk, posting),
    }),
  };
}

function savePosting({ roster }: Desk, posting: Posting): SavedPosting {
  const ids = [...placesOf(roster).slots.keys()]; // in the order of the slots
  const credits = new Float64Array(ids.length);
  credit(credits, posting, 1);
  return {
    size: posting.size,
    credits: Array.from(posting.slots, (slot) => [ids[slot] as string, credits[slot] as number] as const),
  };
}
