import {
  attainmentOf,
  fairnessOf,
  isOpen,
  openIntervals,
  type LanguageTier,
  type Metric,
} from "follow-the-sun";
import type { Contact } from "./contact.js";
import { livesOf, type Holding, type Life } from "./life.js";
import type { RunLog } from "./log.js";
import type { Simulation } from "./simulation.js";
import { lengthsOf, type Lengths } from "./statistics.js";

/** What a run came to: read from the log, the tickets and the desk, none of it counted on the way. */
export interface CompanyMeasures {
  readonly contacts: number;
  readonly atEnd: Readonly<Record<Life["atEnd"], number>>;
  /** From arrival to the first agent, or until the customer left or the clock stopped. */
  readonly firstWaits: Lengths;
  readonly perKind: readonly KindMeasures[];
  readonly attainment: readonly PromiseKept[];
  readonly perTeam: readonly TeamMeasures[];
  readonly perAgent: readonly AgentMeasures[];
  readonly fairness: { readonly jainIndex: number; readonly largestOwed: number; readonly bound: number };
  /** How often a contact went to another agent because its agent's day had ended, and how often it was kept. */
  readonly handoffs: number;
  readonly kept: number;
  readonly raised: number;
  readonly passedUp: number;
  readonly offered: number;
  readonly refused: number;
  /** How often somebody got work outside their hours: never. */
  readonly outsideHours: number;
  readonly languages: readonly LanguageMeasures[];
}

export interface KindMeasures {
  readonly kind: string;
  readonly contacts: number;
  /** Whose customers left. */
  readonly left: number;
  readonly firstWaits: Lengths;
}

export interface PromiseKept {
  readonly promise: Metric;
  readonly priority: string;
  readonly region: string;
  readonly met: number;
  readonly missed: number;
  readonly open: number;
}

export interface TeamMeasures {
  readonly team: string;
  readonly people: number;
  readonly taken: number;
  readonly takenOver: number;
  readonly letGo: number;
  /** Contacts in hand per person on shift, on average. */
  readonly load: number | null;
}

export interface AgentMeasures {
  readonly agentId: string;
  readonly team: string;
  readonly taken: number;
  readonly owed: number;
  /** The share of the shift with something in hand, counted once for each thing. */
  readonly load: number | null;
}

export interface LanguageMeasures {
  readonly language: string;
  /** How often it was served how closely. */
  readonly tiers: Readonly<Partial<Record<LanguageTier, number>>>;
}

export function measureRun(simulation: Simulation<Contact>, log: RunLog<Contact>): CompanyMeasures {
  const lives = livesOf(log.outcomes, simulation.to);
  const atEnd = { waiting: 0, "in-hand": 0, kept: 0, resting: 0, done: 0, left: 0 };
  for (const life of lives) atEnd[life.atEnd] += 1;
  const count = (kind: string): number => log.outcomes.filter((outcome) => outcome.kind === kind).length;
  const perAgent = agentsOf(simulation, log, lives);
  const { jainIndex, largestOwed, bound } = fairnessOf(log.desk);
  return {
    contacts: simulation.items.length,
    atEnd,
    firstWaits: waitsOf(lives),
    perKind: kindsOf(lives),
    attainment: attainmentBy(simulation, log),
    perTeam: teamsOf(simulation, lives, perAgent),
    perAgent: perAgent.map(({ heldMs, shiftMs, ...agent }) => ({ ...agent, load: ratio(heldMs, shiftMs) })),
    fairness: { jainIndex, largestOwed, bound },
    handoffs: lives.flatMap(({ holdings }) => holdings).filter(({ handedOn }) => handedOn).length,
    kept: count("kept"),
    raised: count("raised"),
    passedUp: count("passed-up"),
    offered: count("offered"),
    refused: count("refused"),
    outsideHours: outsideHours(simulation, log),
    languages: languagesOf(log),
  };
}

function waitsOf(lives: readonly Life<Contact>[]): Lengths {
  return lengthsOf(lives.flatMap(({ waits }) => waits.slice(0, 1).map(({ from, to }) => to - from)));
}

function kindsOf(lives: readonly Life<Contact>[]): KindMeasures[] {
  return [...groupBy(lives, ({ item }) => item.kind)].map(([kind, own]) => ({
    kind,
    contacts: own.length,
    left: own.filter(({ atEnd }) => atEnd === "left").length,
    firstWaits: waitsOf(own),
  }));
}

function attainmentBy(
  { items, to, workOf, createdOf }: Simulation<Contact>,
  { tickets }: RunLog<Contact>,
): PromiseKept[] {
  const levels = groupBy(items, (item) => workOf(item).priority ?? "normal");
  return [...levels].flatMap(([priority, own]) =>
    [...groupBy(own, (item) => String(createdOf(item).attributes?.region))].flatMap(([region, some]) => {
      const folded = some.flatMap(({ id }) => {
        const ticket = tickets.get(id);
        return ticket === undefined ? [] : [[id, ticket] as const];
      });
      const metrics = attainmentOf(folded, to).groups[0]?.metrics ?? [];
      return metrics.map(({ metric, met, missed, open }) => ({
        promise: metric,
        priority,
        region,
        met,
        missed,
        open,
      }));
    }),
  );
}

type AgentTimes = Omit<AgentMeasures, "load"> & { readonly heldMs: number; readonly shiftMs: number };

function agentsOf(
  { roster, hours, from, to }: Simulation<Contact>,
  { desk }: RunLog<Contact>,
  lives: readonly Life[],
): AgentTimes[] {
  const held = groupBy(
    lives.flatMap(({ holdings }) => holdings),
    ({ agentId }) => agentId,
  );
  const owed = new Map(fairnessOf(desk).accounts.map((account) => [account.agentId, account.owed]));
  return Array.from(roster.agents.values(), ({ id, team, calendar }) => {
    const own = held.get(id) ?? [];
    const open = Array.from(openIntervals(hours?.get(id) ?? calendar, { from, to }));
    return {
      agentId: id,
      team: team.id,
      taken: own.filter(({ resumed }) => !resumed).length,
      owed: owed.get(id) ?? 0,
      heldMs: sumOf(own.map((holding) => holding.to - holding.from)),
      shiftMs: sumOf(open.map((each) => each.to.getTime() - each.from.getTime())),
    };
  });
}

function teamsOf(
  { roster }: Simulation<Contact>,
  lives: readonly Life[],
  agents: readonly AgentTimes[],
): TeamMeasures[] {
  const teamOf = ({ agentId }: Holding): string => roster.agents.get(agentId)?.team.id ?? "";
  const held = groupBy(
    lives.flatMap(({ holdings }) => holdings),
    teamOf,
  );
  return Array.from(roster.teams.keys(), (team) => {
    const people = agents.filter((agent) => agent.team === team);
    const own = held.get(team) ?? [];
    return {
      team,
      people: people.length,
      taken: sumOf(people.map(({ taken }) => taken)),
      takenOver: own.filter(({ handedOn }) => handedOn).length,
      letGo: own.filter(({ end }) => end === "let-go").length,
      load: ratio(sumOf(people.map(({ heldMs }) => heldMs)), sumOf(people.map(({ shiftMs }) => shiftMs))),
    };
  });
}

function outsideHours({ roster, hours }: Simulation<Contact>, { outcomes }: RunLog<Contact>): number {
  return outcomes.filter((outcome) => {
    if (outcome.kind !== "assigned") return false;
    const calendar = hours?.get(outcome.agentId) ?? roster.agents.get(outcome.agentId)?.calendar;
    return calendar === undefined || !isOpen(calendar, outcome.at);
  }).length;
}

function languagesOf({ outcomes }: RunLog<Contact>): LanguageMeasures[] {
  const served = new Map<string, Partial<Record<LanguageTier, number>>>();
  for (const outcome of outcomes) {
    if (!("tier" in outcome) || outcome.tier === undefined) continue;
    const tiers = served.get(outcome.item.language) ?? {};
    served.set(outcome.item.language, { ...tiers, [outcome.tier]: (tiers[outcome.tier] ?? 0) + 1 });
  }
  return [...served]
    .map(([language, tiers]) => ({ language, tiers }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
