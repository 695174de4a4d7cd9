import { dataText } from "../simulator/output.js";
import type { Results } from "./results.js";

/** The report as data. */
export function toJson({ day, checks, measures, explanations, beside }: Results): string {
  return dataText({
    title: day.title,
    source: day.source,
    from: new Date(day.from).toISOString(),
    to: new Date(day.to).toISOString(),
    checks: checks.map(({ severity, code, message }) => ({ severity, code, message })),
    ...measures,
    ...beside,
    explanations,
    notes: day.notes,
  });
}
