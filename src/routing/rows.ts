import { problemsOf } from "../check.js";
import { failAll, fail } from "../errors.js";
import { toEpochMs, type InstantInput } from "../time/index.js";
import type { Desk } from "./desk.js";
import type { Presence } from "./desk-event.js";
import { UNITS_PER_JOB } from "./ledger.js";
import { restoreDesk } from "./load.js";
import type { Roster } from "./roster.js";
import type { SavedDesk } from "./saved-desk.js";
import { NEW_AGENT } from "./stored-agent.js";
import { rowsSchema } from "./desk-schema.js";
import { sizeOf } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** What a helpdesk has in its tables: one row for an agent, an open item, an offer. All lists may be left out. */
export interface DeskRows {
  /** The largest job that the balances stem from, which the tolerance is a multiple of. Default 1. */
  readonly largestJob?: number | undefined;
  /** As of when; the desk takes no event from before. */
  readonly at: InstantInput;
  readonly agents?:
    | readonly {
        readonly id: string;
        /** Default `available`. */
        readonly presence?: Presence | undefined;
        /** Default: ever since. */
        readonly idleSince?: InstantInput | undefined;
        readonly wrapUpUntil?: InstantInput | undefined;
        /** The balances of `fairnessOf`, in jobs. Default 0; `owed` must sum to zero over all rows. */
        readonly owed?: number | undefined;
        readonly got?: number | undefined;
        readonly fixed?: number | undefined;
        /** The account of somebody who has left. */
        readonly isClosed?: boolean | undefined;
      }[]
    | undefined;
  readonly work?:
    | readonly { readonly work: WorkItem; readonly agentId: string; readonly since: InstantInput }[]
    | undefined;
  /** An offer from a table has no posting in the ledger: when it is accepted it counts as fixed. */
  readonly offers?:
    | readonly {
        readonly work: WorkItem;
        readonly agentId: string;
        readonly since: InstantInput;
        readonly expiresAt?: InstantInput | undefined;
      }[]
    | undefined;
}

/**
 * A desk from the tables of a helpdesk that keeps no log of events: open items,
 * presence, idle since when, balances.
 *
 * @throws {FollowTheSunError} `config.*` with every problem at once, `desk.unknown-agent`,
 *   `desk.saved` when the balances do not sum to zero.
 *
 * @example
 * const rebuilt = deskFromRows(roster, { at: now, agents: [{ id: "sam", presence: "away" }] });
 * agentState(rebuilt, "sam").presence; // => away
 */
export function deskFromRows(roster: Roster, rows: DeskRows): Desk {
  failAll(problemsOf(rowsSchema, rows, "rows"));
  const { at, agents = [], work = [], offers = [], largestJob = 1 } = rows;
  agents.forEach(({ id, isClosed = false }, index) => {
    if (roster.agents.has(id) || isClosed) return;
    const reason = "must be an agent of the roster, or have isClosed: true";
    fail("desk.unknown-agent", `rows.agents[${index}].id`, id, reason);
  });
  const saved: SavedDesk = {
    ...NOTHING_YET,
    ...readRows(agents, work, offers),
    lastAt: toEpochMs(at, "rows.at"),
    largestJob: Math.max(largestOf([...work, ...offers]), Math.round(largestJob * UNITS_PER_JOB)),
  };
  return restoreDesk(roster, saved, "rows");
}

const NOTHING_YET = {
  format: "follow-the-sun/desk",
  version: 1,
  eventCount: 0,
  joined: [],
  left: [],
  declined: {},
  seen: [],
  seenBefore: [],
  seenBeforeUntil: 0,
} as const;

type List<K extends "agents" | "work" | "offers"> = NonNullable<DeskRows[K]>;

function readRows(
  agents: List<"agents">,
  work: List<"work">,
  offers: List<"offers">,
): Pick<SavedDesk, "agents" | "work" | "offers"> {
  const ms = (instant: InstantInput | undefined, otherwise: number) =>
    instant === undefined ? otherwise : toEpochMs(instant, "instant");
  const units = (jobs = 0) => Math.round(jobs * UNITS_PER_JOB);
  return {
    agents: agents.map(({ id, presence = NEW_AGENT.presence, idleSince, wrapUpUntil, owed, got, fixed }) => ({
      id,
      presence,
      idleSince: ms(idleSince, 0),
      wrapUpUntil: ms(wrapUpUntil, 0),
      owed: units(owed),
      got: units(got),
      fixed: units(fixed),
    })),
    work: work.map(({ since, ...held }) => ({ ...held, since: ms(since, 0) })),
    offers: offers.map(({ since, expiresAt, ...offer }, number) => ({
      ...offer,
      number,
      since: ms(since, 0),
      expiresAt: expiresAt === undefined ? undefined : ms(expiresAt, 0),
    })),
  };
}

function largestOf(all: readonly { readonly work: WorkItem }[]): number {
  return all.reduce((largest, { work }) => Math.max(largest, sizeOf(work)), 0);
}
