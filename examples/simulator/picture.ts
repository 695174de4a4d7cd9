import {
  attainmentOf,
  calendarStatus,
  explainTicket,
  fairnessOf,
  openIntervals,
  type Agent,
  type Calendar,
  type CycleExplanation,
  type Roster,
  type Ticket,
} from "follow-the-sun";
import { binsOf, countPerBin, mostPerBin, timePerBin, type Bins } from "./bins.js";
import type { Item } from "./item.js";
import type { Holding, Life, Spell } from "./life.js";
import type { RunLog } from "./log.js";
import type {
  PictureAttainment,
  PictureData,
  PictureHandoff,
  PicturePromise,
  PictureSpell,
  PictureTeam,
  PictureTicket,
} from "./picture-data.js";
import type { Simulation } from "./simulation.js";
import { coverageYearOf } from "./picture-year.js";
import { MINUTE_MS } from "./units.js";

/** What the pictures need that a run does not know by itself. */
export interface PictureWords<I extends Item> {
  readonly title: string;
  readonly attainment: readonly PictureAttainment[];
  /** Where teams are, by their ids. */
  readonly places: Readonly<Record<string, readonly [latitude: number, longitude: number]>>;
  /** One item in words. */
  readonly about: (item: I) => string;
}

const BIN_MS = 20 * MINUTE_MS;

/** A run as plain data for the pictures. */
export function pictureOf<I extends Item>(
  simulation: Simulation<I>,
  log: RunLog<I>,
  lives: readonly Life<I>[],
  words: PictureWords<I>,
): PictureData {
  const { from, to, roster, items } = simulation;
  const bins = binsOf(from, to, BIN_MS);
  const { breaches } = attainmentOf(log.tickets, to);
  const holdings = lives.flatMap((life) => life.holdings);
  const teams = Array.from(roster.teams.values(), (team): PictureTeam => {
    const people = [...roster.agents.values()].filter((agent) => agent.team === team);
    const own = holdings.filter(({ agentId }) => roster.agents.get(agentId)?.team === team);
    const [latitude, longitude] = words.places[team.id] ?? [];
    return {
      id: team.id,
      name: team.name,
      ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
      timeZone: team.calendar.timeZone ?? "UTC",
      status: statusPerBin(bins, team.calendar),
      planned: plannedPerBin(bins, simulation, people, to),
      taken: countPerBin(bins, startsOf(own)),
      held: timePerBin(bins, own).map((ms) => ms / BIN_MS),
    };
  });
  const arrivals = countPerBin(
    bins,
    items.map(({ arrivedAt }) => arrivedAt),
  );
  const waiting = mostPerBin(
    bins,
    lives.flatMap(({ waits }) => waits),
  );
  const broken = countPerBin(
    bins,
    breaches.map(({ breachedAt }) => breachedAt.getTime()),
  );
  const worst = lives.find(({ item }) => item.id === breaches[0]?.ticket) ?? busiest(lives);
  const ticket = worst && log.tickets.get(worst.item.id);
  return {
    ...{ title: words.title, from, to, binMs: BIN_MS, teams },
    attainment: mostUrgentFirst(words.attainment, roster.policy.priorities),
    bins: arrivals.map((count, bin) => ({
      at: from + bin * BIN_MS,
      arrivals: count,
      waiting: waiting[bin] ?? 0,
      breaches: broken[bin] ?? 0,
      peopleAtWork: teams.reduce((sum, { planned }) => sum + (planned[bin] ?? 0), 0),
    })),
    handoffs: handoffsOf(lives, roster),
    fairness: accountsOf(log, holdings),
    ...(worst && ticket && { ticket: ticketOf(simulation, worst, ticket, words.about(worst.item)) }),
    coverageYear: coverageYearOf(simulation),
  };
}

/** @param priorities - Least urgent first, as a policy has them. */
function mostUrgentFirst(
  attainment: readonly PictureAttainment[],
  priorities: readonly string[],
): PictureAttainment[] {
  const rank = ({ priority }: PictureAttainment): number => priorities.indexOf(priority);
  return [...attainment].sort((a, b) => rank(b) - rank(a));
}

function startsOf(holdings: readonly Holding[]): number[] {
  return holdings.filter(({ resumed }) => !resumed).map(({ from }) => from);
}

/** By the middle of each bin. */
function statusPerBin(bins: Bins, calendar: Calendar): PictureTeam["status"] {
  return Array.from({ length: bins.count }, (_, bin) => {
    const { isOpen, reason } = calendarStatus(calendar, bins.from + (bin + 0.5) * bins.widthMs);
    if (isOpen) return "open";
    return reason.code === "holiday" ? "holiday" : "closed";
  });
}

function plannedPerBin<I extends Item>(
  bins: Bins,
  { hours, from }: Simulation<I>,
  people: readonly Agent[],
  to: number,
): number[] {
  const counts = new Map<Calendar, number>();
  for (const { id, calendar } of people) {
    const own = hours?.get(id) ?? calendar;
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  const planned = Array.from({ length: bins.count }, () => 0);
  for (const [calendar, count] of counts) {
    const open = Array.from(openIntervals(calendar, { from, to }), (each): Spell => ({
      from: each.from.getTime(),
      to: each.to.getTime(),
    }));
    for (const [bin, ms] of timePerBin(bins, open).entries())
      planned[bin] = (planned[bin] ?? 0) + (count * ms) / BIN_MS;
  }
  return planned;
}

/** At once, as the plan has it, or later, by somebody who came: what had to wait was handed on as well. */
function handoffsOf(lives: readonly Life[], { agents }: Roster): PictureHandoff[] {
  const teamOf = (agentId: string): string => agents.get(agentId)?.team.id ?? "";
  const sums = new Map<string, PictureHandoff>();
  for (const { holdings } of lives) {
    for (const [index, { from: at, agentId, handedOn }] of holdings.entries()) {
      const before = holdings[index - 1];
      if (!handedOn || before === undefined) continue;
      const [fromTeam, toTeam] = [teamOf(before.agentId), teamOf(agentId)];
      const key = JSON.stringify([at, fromTeam, toTeam]);
      sums.set(key, { at, fromTeam, toTeam, items: (sums.get(key)?.items ?? 0) + 1 });
    }
  }
  return [...sums.values()].sort((a, b) => a.at - b.at);
}

function accountsOf<I extends Item>(
  { desk }: RunLog<I>,
  holdings: readonly Holding[],
): PictureData["fairness"] {
  const taken = new Map<string, number>();
  for (const { agentId, resumed } of holdings)
    if (!resumed) taken.set(agentId, (taken.get(agentId) ?? 0) + 1);
  return fairnessOf(desk).accounts.map(({ agentId, team = "", owed }) => ({
    ...{ agentId, team, owed },
    taken: taken.get(agentId) ?? 0,
  }));
}

/** The life with most spells: where nothing was missed, the one that shows most. */
function busiest<I extends Item>(lives: readonly Life<I>[]): Life<I> | undefined {
  const spells = ({ waits, holdings, rests, keeps }: Life<I>): number =>
    waits.length + holdings.length + rests.length + keeps.length;
  return lives.reduce<Life<I> | undefined>(
    (most, life) => (most === undefined || spells(life) > spells(most) ? life : most),
    undefined,
  );
}

function ticketOf<I extends Item>(
  { roster, to }: Simulation<I>,
  life: Life<I>,
  ticket: Ticket,
  about: string,
): PictureTicket {
  const byAgent = ({ from, to: until, agentId }: Spell & { agentId: string }) => {
    const team = roster.agents.get(agentId)?.team.id;
    return { from, to: until, agentId, ...(team !== undefined && { team }) };
  };
  const spells: PictureSpell[] = [
    ...life.waits.map((spell) => ({ ...spell, kind: "waiting" }) as const),
    ...life.rests.map((spell) => ({ ...spell, kind: "resting" }) as const),
    ...life.keeps.map((spell) => ({ ...byAgent(spell), kind: "kept" }) as const),
    ...life.holdings.map((spell) => ({ ...byAgent(spell), kind: "in-hand" }) as const),
  ];
  return {
    ...{ id: life.item.id, about, arrivedAt: life.item.arrivedAt },
    spells: spells.filter((spell) => spell.to > spell.from).sort((a, b) => a.from - b.from),
    promises: explainTicket(ticket, to).flatMap(promiseOf),
  };
}

function promiseOf({ cycle, segments }: CycleExplanation): PicturePromise[] {
  const { metric, targetMs, activatedAt, dueAt, fulfilledAt, state } = cycle;
  if (state === "cancelled") return [];
  return [
    {
      ...{ promise: metric, targetMs, activatedAt: activatedAt.getTime() },
      ...(dueAt !== undefined && { dueAt: dueAt.getTime() }),
      ...(fulfilledAt !== undefined && { fulfilledAt: fulfilledAt.getTime() }),
      state: state === "met" || state === "missed" ? state : "open",
      counted: segments
        .filter(({ counts }) => counts)
        .map((segment) => ({ from: segment.from.getTime(), to: segment.to.getTime() })),
    },
  ];
}
