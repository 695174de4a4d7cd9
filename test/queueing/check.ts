import { figuresOf, type Figure, type Model } from "./model.js";
import { simulate } from "./simulate.js";
import type { Estimate, Tally } from "./statistics.js";

/** How a figure came out. */
export interface Row {
  readonly figure: Figure;
  readonly estimate: Estimate;
  /** What is wrong with it, if anything. */
  readonly problem: string | undefined;
}

export interface Outcome {
  readonly items: number;
  readonly rows: readonly Row[];
}

export interface Settings {
  readonly seed: number;
  /** At least so many are simulated, and up to six times as many where the standard errors ask for it. */
  readonly items: number;
}

const LEAST_BATCHES = 50;
const MOST_BATCHES = 6 * LEAST_BATCHES;
/** How many standard errors a figure may be off. */
const TOLERANCE = 4;

/** Simulate a model for as long as its standard errors are too large, and hold it against what is exact. */
export function check(model: Model, { seed, items }: Settings): Outcome {
  const figures = figuresOf(model);
  if (figures.length === 0) throw new Error("expects nothing");
  const isEnough = (tally: Tally) =>
    tally.batches >= LEAST_BATCHES &&
    figures.every(({ exact, ratio }) => tally.ratio(...ratio).standardError <= largestError(exact));
  const batchSize = Math.ceil(items / LEAST_BATCHES);
  const tally = simulate(model, { seed: `${seed}`, batchSize, batches: MOST_BATCHES, isEnough });
  const rows = figures.map((figure) => {
    const estimate = tally.ratio(...figure.ratio);
    return { figure, estimate, problem: problemWith(figure.exact, estimate) };
  });
  return { items: tally.batches * batchSize, rows };
}

/** The same agents, items and figures, the wrong policy. */
export function swapped(model: Model): Model {
  if (model.policy === "longest-idle") return { ...model, policy: "random" };
  if (model.policy === "random") return { ...model, policy: "longest-idle" };
  return model;
}

/** Written so that what is no number is wrong. */
export function problemWith(exact: number, { value, standardError }: Estimate): string | undefined {
  if (exact === 0) return value === 0 ? undefined : "must be exactly 0";
  if (!(standardError <= largestError(exact)))
    return `standard error above ${largestError(exact).toFixed(5)}`;
  return Math.abs(value - exact) <= TOLERANCE * standardError
    ? undefined
    : `off by more than ${TOLERANCE} standard errors`;
}

function largestError(exact: number): number {
  return Math.max(0.02 * exact, 0.001);
}
