import { fail } from "../errors.js";
import { toEpochMs, type EpochMs } from "../time/index.js";
import { Change, type Outcome } from "./desk-change.js";
import type { DeskEvent } from "./desk-event.js";
import { makeDesk, noSearch, stateOfDesk, tablesOf, type Desk, type DeskState } from "./desk.js";
import { Edit } from "./desk-tables.js";
import { checkEvent } from "./event-check.js";

/** So many event ids are remembered at least; the memory of a desk does not grow with its events. */
const IDS_REMEMBERED = 10_000;

/**
 * The desk after an event. The given desk stays as it is.
 *
 * Events are facts: an assignment beyond an agent's capacity is recorded, and
 * keeps that agent from getting more. An event with an id counts once, however
 * often it is delivered.
 *
 * @throws {FollowTheSunError} `desk.order` for an event before the last one,
 *   `desk.unknown-agent`, `desk.known-agent`, `desk.work-held`, `desk.work-not-held`,
 *   `desk.work-on-offer`, `desk.work-not-offered`, `desk.event`, `instant.*`, `config.*`.
 *
 * @example
 * const answer = route(desk, work, now);
 * if (answer.kind === "assigned") desk = applyDeskEvent(desk, answer.event);
 */
export function applyDeskEvent(desk: Desk, event: DeskEvent): Desk {
  checkEvent(event);
  if (event.id !== undefined && wasSeen(desk, event.id)) return desk;
  const before = stateOfDesk(desk);
  const at = toEpochMs(event.at, "event.at");
  if (at < before.lastAt) failOrder(event, before.lastAt);
  let after: Outcome = {};
  let ids: Pick<DeskState, "seenCount" | "seenBeforeUntil"> = before;
  const tables = before.tables.next((current, log) => {
    const edit = new Edit(current, log);
    after = new Change(desk, edit, at).apply(event);
    if (event.id !== undefined) ids = remember(event.id, before, at, edit);
  });
  return makeDesk(after.roster ?? desk.roster, {
    tables,
    lastSearch: noSearch(),
    eventCount: before.eventCount + 1,
    lastAt: at,
    lastAssignedTo: after.lastAssignedTo ?? before.lastAssignedTo,
    largestJob: after.largestJob ?? before.largestJob,
    rosterChanges: after.rosterChanges ?? before.rosterChanges,
    seenCount: ids.seenCount,
    seenBeforeUntil: ids.seenBeforeUntil,
  });
}

function wasSeen(desk: Desk, id: string): boolean {
  const { seen, seenBefore } = tablesOf(desk);
  return seen.has(id) || seenBefore.has(id);
}

/**
 * Ids are kept in two generations. The older one goes when the younger is full;
 * what is forgotten lies before the last event, and would be refused for that.
 */
function remember(
  id: string,
  { seenCount, seenBeforeUntil, lastAt }: DeskState,
  at: EpochMs,
  edit: Edit,
): Pick<DeskState, "seenCount" | "seenBeforeUntil"> {
  const isFull = seenCount >= IDS_REMEMBERED && seenBeforeUntil < at;
  edit.seen(id, isFull);
  return isFull ? { seenCount: 1, seenBeforeUntil: lastAt } : { seenCount: seenCount + 1, seenBeforeUntil };
}

function failOrder(event: DeskEvent, lastAt: EpochMs): never {
  const last = new Date(lastAt).toISOString();
  return fail("desk.order", "event.at", event.at, `must not lie before the last event, ${last}`);
}
