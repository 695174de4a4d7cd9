import type { Company } from "../simulator/company.js";
import { compareRuns, comparisonLines, type Figure } from "../simulator/compare.js";
import type { Contact } from "../simulator/contact.js";
import { COMPANY_FIGURES } from "../simulator/figures.js";
import { livesOf, type Life } from "../simulator/life.js";
import { runCompany, spanOf, type CompanyRun } from "../simulator/run-company.js";
import { MINUTE_MS } from "../simulator/units.js";

/** Those whom the change is made for: the whole company hardly shows what it means to them. */
export interface Focus {
  readonly name: string;
  readonly isIn: (contact: Contact) => boolean;
  /** So long they may wait for the first agent. */
  readonly withinMinutes: number;
}

export interface Trial {
  readonly date: string;
  readonly days: number;
  readonly seed: number;
  readonly seeds: number;
}

/** The company and its change on the same traffic, seed by seed. */
export function effectLines(
  one: Company,
  changed: { readonly what: string; readonly company: Company },
  focus: Focus,
  { date, days, seed, seeds }: Trial,
): string[] {
  const figures = [...focusFigures(focus), ...COMPANY_FIGURES.map(ofMeasures)];
  const valuesOf = (company: Company): Numbers[] =>
    Array.from({ length: seeds }, (_, index) => {
      const run = runCompany(company, { ...spanOf(date, days), seed: seed + index });
      return new Map(figures.map(({ name, of }) => [name, of(run)]));
    });
  // Of each run only its numbers are kept.
  const kept = figures.map((figure) => ({
    ...figure,
    of: (numbers: Numbers) => numbers.get(figure.name) ?? null,
  }));
  const differences = compareRuns(kept, valuesOf(one), valuesOf(changed.company));
  return comparisonLines(differences, { one: "as it is", other: changed.what });
}

type Numbers = ReadonlyMap<string, number | null>;

function ofMeasures({ of, ...figure }: (typeof COMPANY_FIGURES)[number]): Figure<CompanyRun> {
  return { ...figure, of: ({ measures }) => of(measures) };
}

function focusFigures({ name, isIn, withinMinutes }: Focus): Figure<CompanyRun>[] {
  const waitsIn = ({ simulation, log }: CompanyRun): FirstWait[] =>
    livesOf(log.outcomes, simulation.to)
      .filter(({ item }) => isIn(item))
      .map(firstWaitOf);
  return [
    {
      name: `${name}: first agent, mean`,
      unit: "minutes",
      better: "less",
      of: (run) => meanOf(waitsIn(run).map(({ minutes }) => minutes)),
    },
    {
      name: `${name}: within ${withinMinutes} min`,
      unit: "percent",
      better: "more",
      of: (run) => shareOf(waitsIn(run), ({ minutes, left }) => !left && minutes <= withinMinutes),
    },
    {
      name: `${name}: in their language`,
      unit: "percent",
      better: "more",
      of: ({ log }) => {
        const tiers = log.outcomes.flatMap((each) => ("tier" in each && isIn(each.item) ? [each.tier] : []));
        return shareOf(tiers, (tier) => tier === "exact" || tier === "same-language");
      },
    },
    {
      name: `${name}: left`,
      unit: "percent",
      better: "less",
      of: (run) => shareOf(waitsIn(run), ({ left }) => left),
    },
  ];
}

interface FirstWait {
  readonly minutes: number;
  readonly left: boolean;
}

function firstWaitOf({ waits: [first], atEnd }: Life): FirstWait {
  const ms = first === undefined ? 0 : first.to - first.from;
  return { minutes: ms / MINUTE_MS, left: atEnd === "left" };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOf<Value>(values: readonly Value[], holds: (value: Value) => boolean): number | null {
  return values.length === 0 ? null : (100 * values.filter(holds).length) / values.length;
}
