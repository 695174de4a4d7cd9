import type { Results } from "./results.js";

/** The report as data. */
export function toJson({ day, measures, explanations, happened }: Results): string {
  const data = {
    title: day.title,
    source: day.source,
    from: new Date(day.from).toISOString(),
    to: new Date(day.to).toISOString(),
    ...measures,
    ...(happened === undefined ? {} : { happened }),
    explanations,
    notes: day.notes,
  };
  return `${JSON.stringify(data, fourDecimals, 2)}\n`;
}

function fourDecimals(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
}
