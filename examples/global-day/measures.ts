import type { Ticket } from "follow-the-sun";
import { promisesKept, type Attainment, type WorstMiss } from "./attainment.js";
import { binsOf, countPerBin, mostPerBin, timePerBin } from "../simulator/bins.js";
import type { Day, Incident } from "./day.js";
import type { Life } from "../simulator/life.js";
import { HOUR_MS } from "../simulator/units.js";
import { openSpells } from "../simulator/strips.js";
import { passedHere, passingOf, type Passing } from "./passing.js";
import { regionsOf, type Region } from "./regions.js";
import { lengthsOf, type Lengths } from "../simulator/statistics.js";

/** What a day came to. All of it is read from the lives of its incidents and from their tickets. */
export interface Measures {
  readonly incidents: number;
  /** Incidents that do not wait for an agent when the clock stops: done, in hand, or put to rest by one. */
  readonly assigned: number;
  /** Incidents that want an agent and have none when the clock stops. `assigned` and these are all there are. */
  readonly waitingAtEnd: number;
  /** Incidents that an agent ever took. */
  readonly everAssigned: number;
  readonly atEnd: Readonly<Record<Exclude<Life["atEnd"], "left">, number>>;
  /** How often an incident went to another agent because its owner's day had ended. */
  readonly handoffs: number;
  /** From arrival to the first agent, or to when the clock stopped. */
  readonly firstWaits: Lengths;
  readonly passing: Passing;
  readonly attainment: readonly Attainment[];
  readonly worstMiss: WorstMiss | null;
  readonly perHour: readonly Hour[];
  readonly perRegion: readonly Region[];
}

export interface Hour {
  readonly hour: string;
  readonly arrivals: number;
  readonly assignments: number;
  readonly handoffs: number;
  /** The most incidents that waited at once. */
  readonly mostWaiting: number;
  /** Incidents in hand, on average. */
  readonly inHand: number;
  readonly openRegions: number;
  /** People whose region is open, on average. */
  readonly openPeople: number;
}

export function measure(
  day: Day,
  lives: readonly Life<Incident>[],
  tickets: ReadonlyMap<string, Ticket>,
): Measures {
  const atEnd = { waiting: 0, "in-hand": 0, kept: 0, resting: 0, done: 0 };
  for (const life of lives) if (life.atEnd !== "left") atEnd[life.atEnd] += 1;
  // What the report says first has to be so: nothing is lost, and what does not wait was assigned.
  const assigned = atEnd.done + atEnd.resting + atEnd["in-hand"] + atEnd.kept;
  if (assigned + atEnd.waiting !== day.incidents.length) throw new Error("an incident was lost");
  const holdings = lives.flatMap((life) => life.holdings);
  return {
    incidents: day.incidents.length,
    assigned,
    waitingAtEnd: atEnd.waiting,
    everAssigned: lives.filter((life) => life.holdings.length > 0).length,
    atEnd,
    handoffs: holdings.filter(({ handedOn }) => handedOn).length,
    firstWaits: lengthsOf(lives.flatMap(({ waits }) => lengths(waits.slice(0, 1)))),
    passing: passingOf(passedHere(day, lives)),
    ...promisesKept(day, tickets),
    perHour: hoursOf(day, lives),
    perRegion: regionsOf(day, lives),
  };
}

function lengths(spells: readonly { from: number; to: number }[]): number[] {
  return spells.map(({ from, to }) => to - from);
}

function hoursOf(day: Day, lives: readonly Life[]): Hour[] {
  const bins = binsOf(day.from, day.to, HOUR_MS);
  const holdings = lives.flatMap((life) => life.holdings);
  const startsOf = (spells: readonly { from: number }[]): number[] => spells.map(({ from }) => from);
  const arrivals = countPerBin(
    bins,
    lives.map(({ item }) => item.arrivedAt),
  );
  const assignments = countPerBin(bins, startsOf(holdings.filter(({ resumed }) => !resumed)));
  const handoffs = countPerBin(bins, startsOf(holdings.filter(({ handedOn }) => handedOn)));
  const waiting = mostPerBin(
    bins,
    lives.flatMap(({ waits }) => waits),
  );
  const inHand = timePerBin(bins, holdings);
  const open = day.teams.map((team) => ({
    people: team.people.length,
    ms: timePerBin(bins, openSpells(day, team.office)),
  }));
  return Array.from({ length: bins.count }, (_, index) => ({
    hour: new Date(day.from + index * HOUR_MS).toISOString(),
    arrivals: arrivals[index] ?? 0,
    assignments: assignments[index] ?? 0,
    handoffs: handoffs[index] ?? 0,
    mostWaiting: waiting[index] ?? 0,
    inHand: (inHand[index] ?? 0) / HOUR_MS,
    openRegions: open.filter(({ ms }) => (ms[index] ?? 0) > 0).length,
    openPeople: open.reduce((sum, { people, ms }) => sum + (people * (ms[index] ?? 0)) / HOUR_MS, 0),
  }));
}
