import type { Agent } from "./agent.js";
import { stateOfDesk, tablesOf, type Desk } from "./desk.js";
import { UNITS_PER_JOB } from "./ledger.js";
import { compareIds, placesOf } from "./roster.js";

/** One agent's account in the ledger of fair shares. All amounts are in jobs of size 1. */
export interface Account {
  readonly agentId: string;
  /** The agent's team; `undefined` for somebody who has left. */
  readonly team: string | undefined;
  /** What would be fair to get next: credits less what was got. Sums to zero over all accounts. */
  readonly owed: number;
  /** What the agent got by decisions among candidates; work on offer counts until it is declined. */
  readonly got: number;
  /** The agent's fair share of all that: `got + owed`. */
  readonly fairShare: number;
  /** What the agent got by preference, transfer or a person, outside the ledger. */
  readonly fixed: number;
  /** The agent has left, and the balance stays. */
  readonly isClosed: boolean;
}

/** The same for a group of agents, such as a team. */
export interface GroupShare {
  readonly agents: number;
  readonly owed: number;
  readonly got: number;
  readonly fairShare: number;
  readonly fixed: number;
}

/** An agent whose fair share itself is much larger than others of the same weight have. */
export interface FairnessWarning {
  readonly code: "rare-skills-get-more";
  readonly agentId: string;
  /** The agent's fair share for each unit of weight, as a multiple of the roster's median. */
  readonly timesMedian: number;
}

/** How evenly work was shared. */
export interface Fairness {
  /** Everybody who ever had an account, in the order of the ids. */
  readonly accounts: readonly Account[];
  /** The largest `|owed|`. */
  readonly largestOwed: number;
  /** What `|owed|` never exceeds under `fair-share` while offers are answered one after another. */
  readonly bound: number;
  /**
   * Jain's index of what each got as a multiple of the fair share: 1 when
   * all got theirs, 1/n when one got all. 1 when nobody was due anything.
   * R. Jain, D. Chiu and W. Hawe, DEC Research Report TR-301, 1984.
   */
  readonly jainIndex: number;
  readonly byTeam: Readonly<Record<string, GroupShare>>;
  /** By primary language; who knows several counts in each. */
  readonly byLanguage: Readonly<Record<string, GroupShare>>;
  /**
   * The ledger is fair among those who can do a job. Who alone can do many jobs
   * gets all of them and a share of the rest: here is who, so that somebody can
   * be trained.
   */
  readonly warnings: readonly FairnessWarning[];
}

/**
 * How evenly has work been shared, by the ledger of this desk?
 *
 * @example
 * fairnessOf(openDesk(roster)).jainIndex; // => 1
 */
export function fairnessOf(desk: Desk): Fairness {
  const accounts = accountsOf(desk);
  const { tolerance } = desk.roster.policy;
  const largestJob = stateOfDesk(desk).largestJob / UNITS_PER_JOB;
  return {
    accounts,
    largestOwed: accounts.reduce((most, { owed }) => Math.max(most, Math.abs(owed)), 0),
    bound: (largestJob * (1 + tolerance) * Math.max(0, accounts.length - 1)) / 2,
    jainIndex: jainIndex(accounts),
    byTeam: grouped(accounts, ({ team }) => (team === undefined ? [] : [team])),
    byLanguage: grouped(accounts, ({ agentId }) => languagesOf(desk.roster.agents.get(agentId))),
    warnings: warningsOf(desk, accounts),
  };
}

function accountsOf(desk: Desk): Account[] {
  const { owed, got, fixed } = tablesOf(desk);
  const inJobs = (column: Float64Array, slot: number) => (column[slot] as number) / UNITS_PER_JOB + 0;
  return [...placesOf(desk.roster).slots]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([agentId, slot]) => {
      const agent = desk.roster.agents.get(agentId);
      return {
        agentId,
        team: agent?.team.id,
        owed: inJobs(owed, slot),
        got: inJobs(got, slot),
        fairShare: ((got[slot] as number) + (owed[slot] as number)) / UNITS_PER_JOB,
        fixed: inJobs(fixed, slot),
        isClosed: agent === undefined,
      };
    });
}

function jainIndex(accounts: readonly Account[]): number {
  const ratios = accounts
    .filter(({ fairShare }) => fairShare > 0)
    .map(({ got, fairShare }) => got / fairShare);
  const sum = ratios.reduce((total, each) => total + each, 0);
  const squares = ratios.reduce((total, each) => total + each * each, 0);
  return squares === 0 ? 1 : (sum * sum) / (ratios.length * squares);
}

function grouped(
  accounts: readonly Account[],
  keysOf: (account: Account) => readonly string[],
): Record<string, GroupShare> {
  const groups = new Map<string, GroupShare>();
  for (const account of accounts) {
    for (const key of keysOf(account)) groups.set(key, plus(groups.get(key) ?? NOTHING, account));
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => compareIds(a, b)));
}

const NOTHING: GroupShare = { agents: 0, owed: 0, got: 0, fairShare: 0, fixed: 0 };

function plus(group: GroupShare, account: Account): GroupShare {
  return {
    agents: group.agents + 1,
    owed: group.owed + account.owed,
    got: group.got + account.got,
    fairShare: group.fairShare + account.fairShare,
    fixed: group.fixed + account.fixed,
  };
}

function languagesOf(agent: Agent | undefined): string[] {
  return [...new Set(agent?.languages.map(({ parts }) => parts.language))];
}

/** So much more than the median is worth a warning. */
const MUCH_MORE = 1.5;

function warningsOf({ roster }: Desk, accounts: readonly Account[]): FairnessWarning[] {
  const perWeight = accounts.flatMap(({ agentId, fairShare }) => {
    const agent = roster.agents.get(agentId);
    return agent === undefined || fairShare === 0 ? [] : [{ agentId, share: fairShare / agent.weight }];
  });
  const shares = perWeight.map(({ share }) => share).sort((a, b) => a - b);
  const median = shares[Math.floor((shares.length - 1) / 2)];
  if (median === undefined) return [];
  return perWeight
    .filter(({ share }) => share > MUCH_MORE * median)
    .map(({ agentId, share }) => ({ code: "rare-skills-get-more", agentId, timesMedian: share / median }));
}
