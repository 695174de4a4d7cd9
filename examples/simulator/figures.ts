import type { Figure } from "./compare.js";
import type { CompanyMeasures, PromiseKept } from "./measures.js";
import { MINUTE_MS } from "./units.js";

/** What two companies, or one under two policies, are compared by. */
export const COMPANY_FIGURES: readonly Figure<CompanyMeasures>[] = [
  {
    name: "first agent, mean",
    unit: "minutes",
    better: "less",
    of: ({ firstWaits: { totalMs, count } }) => share(totalMs / MINUTE_MS, count),
  },
  {
    name: "first agent, 90th percentile",
    unit: "minutes",
    better: "less",
    of: ({ firstWaits: { p90Ms } }) => p90Ms && p90Ms / MINUTE_MS,
  },
  {
    name: "left before that",
    unit: "percent",
    better: "less",
    of: ({ atEnd, contacts }) => percent(atEnd.left, contacts),
  },
  { name: "first reply kept", unit: "percent", better: "more", of: keptOf("firstReply") },
  { name: "resolution kept", unit: "percent", better: "more", of: keptOf("resolution") },
  {
    name: "done",
    unit: "percent",
    better: "more",
    of: ({ atEnd, contacts }) => percent(atEnd.done, contacts),
  },
  {
    name: "handed on",
    unit: "percent",
    better: "less",
    of: ({ handoffs, contacts }) => percent(handoffs, contacts),
  },
  {
    name: "in the language wanted first",
    unit: "percent",
    better: "more",
    of: ({ languages }) => {
      const all = languages.flatMap(({ tiers }) => Object.entries(tiers));
      const first = all.filter(([tier]) => tier === "exact" || tier === "same-language");
      return percent(sumOf(first.map(([, count]) => count)), sumOf(all.map(([, count]) => count)));
    },
  },
  {
    name: "fairness (Jain's index)",
    unit: "index",
    better: "more",
    of: ({ fairness }) => fairness.jainIndex,
  },
];

function keptOf(promise: PromiseKept["promise"]): Figure<CompanyMeasures>["of"] {
  return ({ attainment }) => {
    const own = attainment.filter((each) => each.promise === promise);
    const met = sumOf(own.map((each) => each.met));
    return percent(met, met + sumOf(own.map((each) => each.missed)));
  };
}

function percent(part: number, whole: number): number | null {
  return share(100 * part, whole);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
