import { table, wrap } from "./text.js";

/** A number that a run comes to. */
export interface Figure<Measures> {
  readonly name: string;
  readonly unit: "minutes" | "percent" | "count" | "index";
  /** Is more of it better, or less? */
  readonly better: "more" | "less";
  /** `null` where a run has none. */
  readonly of: (measures: Measures) => number | null;
}

/** One figure of two sides that had the same traffic, over several seeds. */
export interface Difference {
  readonly name: string;
  readonly unit: Figure<unknown>["unit"];
  /** Seeds in which both sides have it. */
  readonly seeds: number;
  readonly one: number;
  readonly other: number;
  /** The mean of the differences, other less one, and the interval that holds the true one 95 times in 100. */
  readonly difference: number;
  readonly from: number;
  readonly to: number;
  /** `better` or `worse`: the other one, by more than chance would have it. */
  readonly verdict: "better" | "worse" | "no difference";
}

/** The 97.5th percentiles of Student's t distribution, from 1 degree of freedom on; the last for all beyond. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/**
 * Compares two sides run by run: the same seed is the same traffic, so what is told apart is the
 * difference within each pair, and not what one day has more than another.
 */
export function compareRuns<Measures>(
  figures: readonly Figure<Measures>[],
  ones: readonly Measures[],
  others: readonly Measures[],
): Difference[] {
  return figures.flatMap((figure) => {
    const pairs = ones.flatMap((one, index) => {
      const other = others[index];
      const pair = [figure.of(one), other === undefined ? null : figure.of(other)] as const;
      return pair[0] === null || pair[1] === null ? [] : [[pair[0], pair[1]] as const];
    });
    return pairs.length < 2 ? [] : [differenceOf(figure, pairs)];
  });
}

function differenceOf(
  { name, unit, better }: Omit<Figure<never>, "of">,
  pairs: readonly (readonly [one: number, other: number])[],
): Difference {
  const differences = pairs.map(([one, other]) => other - one);
  const seeds = pairs.length;
  const difference = meanOf(differences);
  const variance =
    differences.reduce((sum, each) => sum + (each - difference) * (each - difference), 0) / (seeds - 1);
  const t = T_975[Math.min(seeds - 1, T_975.length) - 1] ?? Infinity;
  const margin = t * Math.sqrt(variance / seeds);
  const [from, to] = [difference - margin, difference + margin];
  const isMore = from > 0;
  const isLess = to < 0;
  const verdict = isMore || isLess ? (isMore === (better === "more") ? "better" : "worse") : "no difference";
  const [one, other] = [meanOf(pairs.map(([each]) => each)), meanOf(pairs.map(([, each]) => each))];
  return { name, unit, seeds, one, other, difference, from, to, verdict };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Side by side, with a mark where the difference is larger than chance. */
export function comparisonLines(
  differences: readonly Difference[],
  sides: { readonly one: string; readonly other: string },
): string[] {
  const seeds = Math.max(0, ...differences.map((each) => each.seeds));
  const rows = differences.map(({ name, unit, one, other, difference, from, to, verdict }) => [
    name,
    valueText(one, unit),
    valueText(other, unit),
    signed(difference, unit),
    `${signed(from, unit)} to ${signed(to, unit)}`,
    verdict === "no difference" ? "" : `  ${verdict}`,
  ]);
  return [
    ...wrap(sides.one, "A: "),
    ...wrap(sides.other, "B: "),
    "",
    ...table([["", "A", "B", "B - A", "95 % interval", ""], ...rows], 1),
    ...wrap(
      `Means of ${seeds} seeds; A and B had the same traffic in each. "better" or "worse" is B where the ` +
        "interval leaves out 0: the difference is larger than chance. pt: percentage points.",
      "",
    ),
  ];
}

const DIGITS = { minutes: 1, percent: 2, count: 1, index: 3 } as const;

function valueText(value: number, unit: Difference["unit"]): string {
  const rounded = value.toFixed(DIGITS[unit]);
  const text = Number(rounded) === 0 ? (0).toFixed(DIGITS[unit]) : rounded;
  return unit === "percent" ? `${text} %` : unit === "minutes" ? `${text} min` : text;
}

/** A difference of shares is in points: 90 % to 99 % is 9 points more, and 10 % more. */
function signed(value: number, unit: Difference["unit"]): string {
  const text = valueText(value, unit).replace(/%$/, "pt");
  return value > 0 && Number.parseFloat(text) > 0 ? `+${text}` : text;
}
