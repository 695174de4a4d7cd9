import type { Company } from "./company.js";
import type { Contact } from "./contact.js";
import { run } from "./engine.js";
import type { RunLog } from "./log.js";
import { measureRun, type CompanyMeasures } from "./measures.js";
import type { Simulation } from "./simulation.js";
import { drawTraffic, expectedTraffic } from "./traffic.js";
import { UTC_DAY_MS } from "./units.js";
import { worldOf, type Span } from "./world.js";

/** One run of a company, and all that is known of it. */
export interface CompanyRun {
  readonly company: Company;
  readonly simulation: Simulation<Contact>;
  readonly log: RunLog<Contact>;
  readonly measures: CompanyMeasures;
}

/** Whole days from 00:00 UTC of a date. */
export function spanOf(date: string, days: number): { readonly from: number; readonly to: number } {
  const from = Date.parse(`${date}T00:00:00Z`);
  return { from, to: from + days * UTC_DAY_MS };
}

/** Draws a company's traffic and runs it; the same seed gives the same, on every machine. */
export function runCompany(
  company: Company,
  span: Span,
  progress: (share: number) => void = () => undefined,
): CompanyRun {
  const expected = expectedTraffic(company, span.from, span.to);
  const contacts = drawTraffic(company, expected, span.from, span.seed);
  const simulation = worldOf(company, contacts, span);
  const log = run(simulation, progress);
  return { company, simulation, log, measures: measureRun(simulation, log) };
}
