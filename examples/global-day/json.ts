import { dataText } from "../simulator/output.js";
import { handoffPlans } from "../simulator/log.js";
import type { Results } from "./results.js";

/** The report as data. */
export function toJson({ day, checks, measures, explanations, handoffs, beside }: Results): string {
  return dataText({
    title: day.title,
    source: day.source,
    from: new Date(day.from).toISOString(),
    to: new Date(day.to).toISOString(),
    checks: checks.map(({ severity, code, message }) => ({ severity, code, message })),
    ...measures,
    handoffPlans: handoffPlans(handoffs),
    ...beside,
    explanations,
    notes: day.notes,
  });
}
