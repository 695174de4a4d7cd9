import { randomFor } from "../simulator/random.js";
import { MINUTE_MS, UTC_DAY_MS } from "../simulator/units.js";
import {
  intervalOf,
  observed,
  percentileOver,
  ratioOver,
  resample,
  RESAMPLES,
  sumOver,
  type Interval,
  type Statistic,
} from "./bootstrap.js";
import type { Day } from "./day.js";
import { sumOf, type Passed } from "./passed.js";

/** A figure of a replay with what chance makes of it: then, here, and here less then. */
export interface Compared {
  readonly name: string;
  readonly unit: PassedFigure["unit"];
  /** Null where that side has none, or not in any resample. */
  readonly then: Interval | null;
  readonly here: Interval | null;
  readonly difference: Interval | null;
  /** Does the interval of the difference leave out 0? */
  readonly leavesOutZero: boolean;
}

/** Then and here, with 95 % intervals. */
export interface ThenAndHere {
  readonly method: "percentile bootstrap";
  /** What was drawn anew: incidents with all that is of them, or whole days of arrivals. */
  readonly drawn: "incidents" | "days";
  readonly clusters: number;
  readonly resamples: number;
  readonly seed: number;
  readonly level: 0.95;
  readonly figures: readonly Compared[];
}

/** A figure that both sides have. */
export interface PassedFigure {
  readonly name: string;
  readonly unit: "count" | "ms" | "share";
  /** Of clusters of incidents. */
  readonly of: (clusters: readonly (readonly Passed[])[]) => Statistic;
}

type Clusters = readonly (readonly Passed[])[];
type NumberOf = (passed: Passed) => number;

const each = (clusters: Clusters, numberOf: NumberOf): number[] =>
  clusters.map((own) => sumOf(own, numberOf));
const total =
  (numberOf: NumberOf): PassedFigure["of"] =>
  (clusters) =>
    sumOver(each(clusters, numberOf));
const waitPercentile =
  (percent: number): PassedFigure["of"] =>
  (clusters) =>
    percentileOver(
      clusters.map((own) => own.flatMap(({ waitsMs }) => waitsMs)),
      percent,
    );

export const FIGURES: readonly PassedFigure[] = [
  { name: "waits", unit: "count", of: total(({ waitsMs }) => waitsMs.length) },
  {
    name: "waits over a minute",
    unit: "count",
    of: total(({ waitsMs }) => waitsMs.filter((ms) => ms > MINUTE_MS).length),
  },
  { name: "wait, median", unit: "ms", of: waitPercentile(50) },
  { name: "wait, 90th percentile", unit: "ms", of: waitPercentile(90) },
  { name: "waits, all together", unit: "ms", of: total(({ waitsMs }) => sumOf(waitsMs, (ms) => ms)) },
  { name: "waits still going on", unit: "count", of: total(({ stillWaiting }) => Number(stillWaiting)) },
  { name: "moves between countries", unit: "count", of: total(({ moves }) => moves) },
  { name: "incidents that came back", unit: "count", of: total(({ cameBack }) => Number(cameBack)) },
  {
    name: "work outside usual hours",
    unit: "share",
    of: (clusters) =>
      ratioOver(
        each(clusters, ({ outsideHours }) => outsideHours),
        each(clusters, ({ acts }) => acts),
      ),
  },
];

/** So many days are more than a week of them: from there on it is days that differ, and not incidents. */
const DAYS_TO_DRAW = 8;

/**
 * Puts what happened then beside what happened here, incident by incident: a resample has the same
 * incidents, or days, on both sides.
 *
 * @param then - In the order of the day's incidents, as is `here`.
 */
export function compareThenAndHere(
  { from, to, incidents }: Pick<Day, "from" | "to" | "incidents">,
  then: readonly Passed[],
  here: readonly Passed[],
  seed: number,
): ThenAndHere {
  const days = (to - from) / UTC_DAY_MS;
  const isByDay = days >= DAYS_TO_DRAW;
  const clusters = isByDay ? days : incidents.length;
  const clustered = (passed: readonly Passed[]): Passed[][] => {
    const lists = Array.from({ length: clusters }, (): Passed[] => []);
    for (const [index, { arrivedAt }] of incidents.entries()) {
      const own = passed[index];
      if (own !== undefined) lists[isByDay ? Math.floor((arrivedAt - from) / UTC_DAY_MS) : index]?.push(own);
    }
    return lists;
  };
  const [thens, heres] = [clustered(then), clustered(here)];
  const sides = FIGURES.map(({ of }) => [of(thens), of(heres)] as const);
  const resampled = resample(sides.flat(), clusters, randomFor(seed, "bootstrap"));
  const figures = FIGURES.map(({ name, unit }, index): Compared => {
    const [one, other] = [resampled[2 * index] ?? [], resampled[2 * index + 1] ?? []];
    const [thenValue = null, hereValue = null] = (sides[index] ?? []).map((side) => observed(side, clusters));
    const difference = intervalOf(
      less(hereValue, thenValue),
      other.map((value, at) => less(value, one[at] ?? null)),
    );
    return {
      ...{ name, unit, then: intervalOf(thenValue, one), here: intervalOf(hereValue, other), difference },
      leavesOutZero: difference !== null && (difference.from > 0 || difference.to < 0),
    };
  });
  const drawn = isByDay ? "days" : "incidents";
  return {
    ...{ method: "percentile bootstrap", drawn, clusters, resamples: RESAMPLES, seed, level: 0.95, figures },
  };
}

function less(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}
