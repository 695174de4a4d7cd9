import { fairnessOf } from "follow-the-sun";
import { compareRuns, comparisonLines, type Difference, type Figure } from "../simulator/compare.js";
import { livesOf } from "../simulator/life.js";
import { paintFor, sectionText, wrap } from "../simulator/text.js";
import { MINUTE_MS } from "../simulator/units.js";
import type { Day } from "./day.js";
import { measure, type Measures } from "./measures.js";
import type { Rules } from "./rules.js";
import { runDay } from "./simulate.js";

/** Two sets of rules on the same traffic, over several seeds. */
export interface DayComparison {
  /** The day of the first seed; the others are like it. */
  readonly title: string;
  readonly seeds: readonly number[];
  readonly one: string;
  readonly other: string;
  readonly differences: readonly Difference[];
}

interface Side extends Measures {
  /** Jain's index over the ledger of fair shares. */
  readonly jainIndex: number;
}

const FIGURES: readonly Figure<Side>[] = [
  {
    name: "first agent, mean",
    unit: "minutes",
    better: "less",
    of: ({ firstWaits: { totalMs, count } }) => (count === 0 ? null : totalMs / count / MINUTE_MS),
  },
  {
    name: "first agent, 90th percentile",
    unit: "minutes",
    better: "less",
    of: ({ firstWaits: { p90Ms } }) => p90Ms && p90Ms / MINUTE_MS,
  },
  { name: "waiting at the end", unit: "count", better: "less", of: ({ waitingAtEnd }) => waitingAtEnd },
  { name: "first agent in time", unit: "percent", better: "more", of: keptOf("response") },
  { name: "resolution in time", unit: "percent", better: "more", of: keptOf("resolution") },
  { name: "handoffs", unit: "count", better: "less", of: ({ handoffs }) => handoffs },
  { name: "moves between countries", unit: "count", better: "less", of: ({ passing }) => passing.moves },
  { name: "fairness (Jain's index)", unit: "index", better: "more", of: ({ jainIndex }) => jainIndex },
];

function keptOf(metric: "response" | "resolution"): Figure<Side>["of"] {
  return ({ attainment }) => {
    const own = attainment.filter((each) => each.metric === metric);
    const met = own.reduce((sum, each) => sum + each.met, 0);
    const decided = own.reduce((sum, each) => sum + each.missed, met);
    return decided === 0 ? null : (100 * met) / decided;
  };
}

/** @param draw - The day of a seed, with the people that the rules say. */
export function compareDays(
  draw: (seed: number, rules: Rules) => Day,
  seeds: readonly number[],
  [one, other]: readonly [one: Rules, other: Rules],
  progress: (share: number) => void,
): DayComparison {
  const sideOf = (rules: Rules, seed: number, done: number): Side => {
    const day = draw(seed, rules);
    const { log } = runDay(day, rules, (share) => progress((done + share) / (2 * seeds.length)));
    const measures = measure(day, livesOf(log.outcomes, day.to), log.tickets);
    return { ...measures, jainIndex: fairnessOf(log.desk).jainIndex };
  };
  const pairs = seeds.map(
    (seed, index) => [sideOf(one, seed, 2 * index), sideOf(other, seed, 2 * index + 1)] as const,
  );
  const differences = compareRuns(
    FIGURES,
    pairs.map(([first]) => first),
    pairs.map(([, second]) => second),
  );
  return { title: draw(seeds[0] ?? 0, one).title, seeds, one: one.name, other: other.name, differences };
}

export function comparisonReport(
  comparison: DayComparison,
  { colour }: { readonly colour: boolean },
): string {
  const paint = paintFor(colour);
  const { title, seeds, differences } = comparison;
  const heading = wrap(`${title}, and the ${seeds.length - 1} seeds after it`, "");
  return `${[paint.bold(heading.join("\n")), sectionText(paint, "Two sides", comparisonLines(differences, comparison))].join("\n\n")}\n`;
}
