import { defineRoster } from "follow-the-sun";
import { rosterChecks } from "../simulator/checks.js";
import { companyReport } from "../simulator/report.js";
import { runCompany, spanOf, type CompanyRun } from "../simulator/run-company.js";
import { paintFor, sectionText } from "../simulator/text.js";
import { coverageMap, weekOf } from "./coverage-map.js";
import { effectLines } from "./effect.js";
import { companyOf, EXAMPLES, type Example, type ExampleName } from "./examples.js";
import { gapLines, gapsOf } from "./gaps.js";
import { wantedOf } from "./wanted.js";

export interface DayOptions {
  readonly seed: number;
  readonly days: number;
  /** Default: the file's. */
  readonly date?: string | undefined;
}

export function runExample(name: ExampleName, { seed, days, date }: DayOptions): CompanyRun {
  const { company } = companyOf(name);
  return runCompany(company, { ...spanOf(date ?? company.date, days), seed });
}

const MOST_GAPS = 16;

/** The week by the roster, what its checks find, and the day. */
export function showRun(run: CompanyRun, colour: boolean): string {
  const { company, simulation } = run;
  const paint = paintFor(colour);
  // As it is planned: nobody is ill yet.
  const roster = defineRoster(company.roster);
  const wanted = wantedOf(company, roster);
  const week = weekOf(simulation.from);
  const gaps = gapsOf(company, roster, wanted, week);
  const checks = rosterChecks(roster, simulation.from);
  return [
    sectionText(paint, "Who covers what", coverageMap(roster, wanted, week.from)),
    sectionText(paint, "Gaps of this week: nobody on shift who speaks it", gapLines(gaps, MOST_GAPS)),
    companyReport(run, { colour, checks }),
  ].join("\n\n");
}

/** What the change of its file does, over several seeds. */
export function showChange(
  name: ExampleName,
  { seed, seeds, colour }: { readonly seed: number; readonly seeds: number; readonly colour: boolean },
): string {
  const { company, changed } = companyOf(name);
  if (changed === undefined) throw new Error(`${name} has no change`);
  const { focus, trial = { date: company.date, days: 1 } }: Example = EXAMPLES[name];
  const lines = effectLines(company, changed, focus, { ...trial, seed, seeds });
  return `${sectionText(paintFor(colour), "One change", lines)}\n`;
}
