import { binsOf, foldBins, timePerBin } from "../simulator/bins.js";
import { countryName } from "./countries.js";
import type { Day, Team } from "./day.js";
import { HOUR_MS, MINUTE_MS } from "../simulator/units.js";
import type { Holding, Life } from "../simulator/life.js";
import { holdingsByAgent, openSpells } from "../simulator/strips.js";

/** One region's day. */
export interface Region {
  readonly country: string;
  readonly name: string;
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
  /** `assumed`: nothing is fitted for this country. */
  readonly hours: "fitted" | "assumed";
  readonly people: number;
  /** How often one of them took an incident. */
  readonly assignments: number;
  /** How many of those came from someone whose day had ended. */
  readonly takenOver: number;
  /** How often one of them had to let go of an incident because the day ended. */
  readonly letGo: number;
  /** How often one of them kept one for their next day. */
  readonly kept: number;
  readonly inHandAtEnd: number;
  /** Incidents in hand per person, on average over the open hours. */
  readonly load: number | null;
  /** Incidents taken per person. */
  readonly perPerson: { readonly least: number; readonly mean: number; readonly most: number };
  /** Jain's index of those: 1 when all took the same, 1/n when one took all. */
  readonly fairness: number | null;
  /** Minutes open in each UTC hour of the day, over all days. */
  readonly openMinutes: readonly number[];
}

export function regionsOf(day: Day, lives: readonly Life[]): Region[] {
  const holdings = holdingsByAgent(lives);
  return day.teams.map((team) => regionOf(day, team, holdings));
}

function regionOf(day: Day, team: Team, holdings: ReadonlyMap<string, readonly Holding[]>): Region {
  const { country, office, people } = team;
  const taken = people.map(({ id }) => (holdings.get(id) ?? []).filter(({ resumed }) => !resumed).length);
  const assignments = taken.reduce((sum, each) => sum + each, 0);
  const own = people.flatMap(({ id }) => holdings.get(id) ?? []);
  const open = openSpells(day, office);
  const openMs = open.reduce((sum, { from, to }) => sum + to - from, 0);
  const heldMs = own.reduce((sum, { from, to }) => sum + to - from, 0);
  const openPerHour = timePerBin(binsOf(day.from, day.to, HOUR_MS), open);
  return {
    country,
    name: countryName(country),
    zone: office.zone,
    opens: office.opens,
    closes: office.closes,
    hours: office.fitted ? "fitted" : "assumed",
    people: people.length,
    assignments,
    takenOver: own.filter(({ handedOn }) => handedOn).length,
    kept: own.filter(({ end }) => end === "kept").length,
    letGo: own.filter(({ end }) => end === "let-go").length,
    inHandAtEnd: own.filter(({ end }) => end === "clock").length,
    load: openMs === 0 ? null : heldMs / (openMs * people.length),
    perPerson: { least: Math.min(...taken), mean: assignments / people.length, most: Math.max(...taken) },
    fairness: jainIndex(taken),
    openMinutes: foldBins(openPerHour, 24, (a, b) => a + b).map((ms) => ms / MINUTE_MS),
  };
}

function jainIndex(values: readonly number[]): number | null {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return sum === 0 ? null : (sum * sum) / (values.length * squares);
}
