import { problemsOf } from "../check.js";
import { fail, failAll } from "../errors.js";
import { makeDesk, noSearch, refreshRoom, type Desk } from "./desk.js";
import { DeskTables, Edit, type Offer } from "./desk-tables.js";
import type { Posting } from "./ledger.js";
import { ownConfig } from "./own-config.js";
import { placesOf, withAccounts, withAgent, withoutAgent, type Roster } from "./roster.js";
import type { SavedDesk, SavedPosting } from "./saved-desk.js";
import { savedDeskSchema } from "./desk-schema.js";
import { NEVER_SEEN, NEW_AGENT, withItems, type OpenItems } from "./stored-agent.js";
import { Version } from "./version.js";
import { ownCopy, toRequirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/**
 * The desk that was saved, on the roster it was opened with (or on that roster
 * with changes made since: newcomers begin with an empty account, and who is
 * gone must hold nothing).
 *
 * @throws {FollowTheSunError} `desk.saved` for another format or version or for balances that
 *   do not sum to zero, `desk.unknown-agent`, `desk.work-held`, `config.*`.
 */
export function loadDesk(roster: Roster, saved: SavedDesk): Desk {
  checkFormat(saved);
  failAll(problemsOf(savedDeskSchema, saved, "saved"));
  return restoreDesk(roster, saved, "saved");
}

function checkFormat(saved: SavedDesk): void {
  const { format, version } = (saved as Partial<SavedDesk> | null | undefined) ?? {};
  if (format !== "follow-the-sun/desk")
    fail("desk.saved", "saved.format", format, 'must be "follow-the-sun/desk", as saveDesk writes it');
  if (version !== 1)
    fail("desk.saved", "saved.version", version, "must be 1, the version that this package reads");
}

/** The desk of what has the right shape; `path` is where that was found. */
export function restoreDesk(base: Roster, saved: SavedDesk, path: string): Desk {
  const roster = restoreRoster(base, saved, path);
  const tables = new DeskTables();
  const edit = new Edit(tables, []);
  tables.grow(placesOf(roster).slots.size, placesOf(roster).channels.length);
  checkUnique(saved, path);
  const load = new Map<string, OpenItems>();
  for (const [key, list] of [
    ["work", saved.work],
    ["offers", saved.offers],
  ] as const)
    list.forEach(({ work, agentId }, index) =>
      countOpen(load, roster, work, agentId, `${path}.${key}[${index}]`),
    );
  saved.offers.forEach((offer, index) => checkPosting(offer, roster, `${path}.offers[${index}].posting`));
  restoreAgents(edit, roster, saved, load, path);
  for (const { work, agentId, since } of saved.work)
    edit.work(work.id, { work: ownCopy(work), agentId, since });
  for (const offer of saved.offers) edit.offer(offer.work.id, restoreOffer(roster, offer));
  for (const [workId, agents] of Object.entries(saved.declined)) edit.declined(workId, [...agents]);
  tables.seen = new Set(saved.seen);
  tables.seenBefore = new Set(saved.seenBefore);
  refreshRoom(roster, edit);
  const changes = [
    ...saved.joined.map((config) => [config.id, ownConfig(config)] as const),
    ...saved.left.map((id) => [id, undefined] as const),
  ];
  return makeDesk(roster, {
    tables: Version.of(tables),
    eventCount: saved.eventCount,
    lastAt: saved.lastAt,
    lastAssignedTo: saved.lastAssignedTo,
    largestJob: saved.largestJob,
    seenCount: saved.seen.length,
    seenBeforeUntil: saved.seenBeforeUntil,
    lastSearch: noSearch(),
    rosterChanges: new Map(changes),
  });
}

function restoreRoster(base: Roster, { agents, joined, left }: SavedDesk, path: string): Roster {
  const withAll = withAccounts(
    base,
    agents.map(({ id }) => id),
  );
  const changed = joined.reduce(
    (roster, config, index) => withAgent(roster, config, `${path}.joined[${index}]`),
    withAll,
  );
  return left.reduce(withoutAgent, changed);
}

/** Taking a posting back must leave the ledger in balance. */
function checkPosting({ agentId, posting }: SavedDesk["offers"][number], roster: Roster, path: string): void {
  if (posting === undefined) return;
  const { slots } = placesOf(roster);
  const sum = posting.credits.reduce((total, [, credit]) => total + credit, 0);
  if (sum !== posting.size) fail("desk.saved", path, sum, `must credit ${posting.size}, its size`);
  const stranger = posting.credits.find(([id]) => !slots.has(id));
  if (stranger !== undefined) fail("desk.saved", path, stranger[0], "must credit agents of the desk");
  if (new Set(posting.credits.map(([id]) => id)).size < posting.credits.length)
    fail("desk.saved", path, posting.credits, "must credit each agent once");
  if (!posting.credits.some(([id]) => id === agentId))
    fail("desk.saved", path, agentId, "must credit the agent who is asked");
}

/** No agent has two accounts, and no work is with two agents. */
function checkUnique({ agents, work, offers }: SavedDesk, path: string): void {
  const seen = new Set<string>();
  const check = (id: string, where: string) => {
    if (seen.has(id)) fail("config.duplicate", `${path}.${where}`, id, "must be unique");
    seen.add(id);
  };
  agents.forEach(({ id }, index) => check(id, `agents[${index}].id`));
  seen.clear();
  work.forEach((each, index) => check(each.work.id, `work[${index}].work.id`));
  offers.forEach((each, index) => check(each.work.id, `offers[${index}].work.id`));
}

/** Everything that is held or offered takes up room, and its agent must be there. */
function countOpen(
  load: Map<string, OpenItems>,
  { agents }: Roster,
  work: WorkItem,
  agentId: string,
  path: string,
): void {
  toRequirement(work, `${path}.work`);
  if (!agents.has(agentId))
    fail("desk.unknown-agent", `${path}.agentId`, agentId, "must be an agent of the roster");
  load.set(agentId, withItems(load.get(agentId) ?? NEW_AGENT.open, work.channel, 1));
}

function restoreAgents(
  edit: Edit,
  roster: Roster,
  { agents }: SavedDesk,
  load: ReadonlyMap<string, OpenItems>,
  path: string,
): void {
  const sum = agents.reduce((total, { owed }) => total + owed, 0);
  if (sum !== 0) fail("desk.saved", `${path}.agents`, sum, "must have balances (owed) that sum to zero");
  const saved = new Map(agents.map((each) => [each.id, each]));
  for (const [id, slot] of placesOf(roster).slots) {
    const { presence, idleSince, wrapUpUntil, owed, got, fixed } = saved.get(id) ?? {
      ...NEW_AGENT,
      ...NO_ACCOUNT,
    };
    const open = load.get(id) ?? NEW_AGENT.open;
    edit.state(slot, { ...NEVER_SEEN, presence, idleSince, wrapUpUntil, open }); // their room is worked out later
    edit.account(slot, owed, got, fixed);
  }
}

const NO_ACCOUNT = { owed: 0, got: 0, fixed: 0 };

function restoreOffer(roster: Roster, { posting, ...offer }: SavedDesk["offers"][number]): Offer {
  const { slots } = placesOf(roster);
  return {
    ...offer,
    work: ownCopy(offer.work),
    expiresAt: offer.expiresAt,
    posting: posting && restorePosting(slots, posting, offer.agentId),
  };
}

/** Whoever was credited alike makes a class of its own. */
function restorePosting(
  slots: ReadonlyMap<string, number>,
  { size, credits }: SavedPosting,
  agentId: string,
): Posting {
  const shares = [...new Set(credits.map(([, amount]) => amount))];
  const classOf = new Int32Array(slots.size);
  for (const [id, amount] of credits) classOf[slots.get(id) as number] = shares.indexOf(amount);
  return {
    slots: Int32Array.from(credits, ([id]) => slots.get(id) as number),
    assignee: slots.get(agentId) as number,
    size,
    classOf,
    shares,
    assigneeExtra: 0,
    groupOf: shares.map(() => 0),
    groupExtras: [0],
  };
}
