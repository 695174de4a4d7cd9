import { rosterChecks } from "./checks.js";
import { readCompany, withPolicy, type CompanyFile } from "./company-file.js";
import type { Company } from "./company.js";
import { compareRuns, comparisonLines } from "./compare.js";
import { InputError } from "./errors.js";
import { COMPANY_FIGURES } from "./figures.js";
import { readDate, readDays, readFlags, readSeed, readSeeds } from "./flags.js";
import { readJson } from "./json-file.js";
import { livesOf } from "./life.js";
import { handoffPlans } from "./log.js";
import { checkFile, dataText, writeText } from "./output.js";
import { pictureOf } from "./picture.js";
import { progressBar, type Terminal } from "./progress.js";
import { companyReport } from "./report.js";
import { runCompany, spanOf, type CompanyRun } from "./run-company.js";
import { paintFor, sectionText, wrap } from "./text.js";

const HELP = `A company's support, day by day: its traffic, routed to the people who are at work.

  FILE             the company, as JSON
  --seed N         a whole number, 0 or more (default 1); the same seed is the same traffic
  --date DATE      the first day (default: the file's)
  --days N         so many days in a row, up to 60 (default 1)
  --policy FILE    JSON: keys of a routing policy, merged over the company's own
  --compare        the company beside what its "change" makes of it, on the same traffic
  --compare-with FILE   beside itself under another policy
  --seeds N        how many seeds a comparison runs over, from 2 to 100 (default 8)
  --html FILE      the pictures, too: one file, without scripts
  --json           data instead of a report
  --help           this
`;

/** Where a program writes. */
export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: Terminal;
}

interface Options {
  readonly file: string;
  readonly seed: number;
  readonly seeds: number;
  readonly days: number;
  readonly date: string | undefined;
  readonly policy: string | undefined;
  readonly compareWith: string | undefined;
  readonly html: string | undefined;
  readonly isCompared: boolean;
  readonly isJson: boolean;
}

/** Runs a company from the command line. @returns the exit code. */
export async function runProgram(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const options = parse(args);
    streams.stdout.write(options === "help" ? HELP : await output(options, streams));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.stderr.write(`error: ${error.message}\n`);
    return 1;
  }
}

function parse(args: readonly string[]): Options | "help" {
  const { flags, on, rest } = readFlags(args, {
    texts: ["seed", "seeds", "days", "date", "policy", "compare-with", "html"],
    switches: ["json", "compare"],
    allowPositionals: true,
  });
  if (on.has("help")) return "help";
  const [file] = rest;
  if (file === undefined || rest.length > 1)
    throw new InputError("one company file was expected; --help tells what there is");
  const { "compare-with": compareWith, seeds, date, policy, html } = flags;
  const isCompared = on.has("compare") || compareWith !== undefined;
  if (on.has("compare") && compareWith !== undefined)
    throw new InputError("--compare and --compare-with: one of them");
  if (isCompared && html !== undefined)
    throw new InputError("--html: pictures are of one run; a comparison has many");
  if (!isCompared && seeds !== undefined) throw new InputError("--seeds: belongs to --compare");
  return {
    ...{ file, policy, compareWith, html, isCompared, isJson: on.has("json") },
    seed: readSeed(flags.seed ?? "1"),
    seeds: readSeeds(seeds ?? "8"),
    days: readDays(flags.days ?? "1"),
    date: date === undefined ? undefined : readDate(date),
  };
}

async function output(options: Options, streams: Streams): Promise<string> {
  const read = readCompany(options.file);
  if (options.html !== undefined) checkFile(options.html);
  const company = underPolicy(read.company, options.policy);
  const bar = progressBar(streams.stderr);
  const colour = streams.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  if (options.isCompared) {
    const text = comparison(options, company, read.changed, colour, (share) => bar.show(share));
    bar.clear();
    return text;
  }
  const run = runCompany(company, { ...span(company, options), seed: options.seed }, (share) =>
    bar.show(share),
  );
  bar.clear();
  if (options.html !== undefined) await writePictures(options.html, run);
  const checks = rosterChecks(run.simulation.roster, run.simulation.from);
  const found = checks.map(({ severity, code, message }) => ({ severity, code, message }));
  if (options.isJson)
    return dataText({
      ...{ name: company.name, seed: options.seed },
      ...{ from: new Date(run.simulation.from).toISOString(), to: new Date(run.simulation.to).toISOString() },
      ...{ checks: found, ...run.measures, handoffPlans: handoffPlans(run.log.handoffs) },
    });
  return companyReport(run, { colour, checks });
}

function span(company: Company, { date, days }: Options): { readonly from: number; readonly to: number } {
  return spanOf(date ?? company.date, days);
}

function underPolicy(company: Company, file: string | undefined): Company {
  return file === undefined ? company : withPolicy(company, readJson(file), file);
}

function comparison(
  options: Options,
  one: Company,
  changed: CompanyFile["changed"],
  colour: boolean,
  progress: (share: number) => void,
): string {
  const { compareWith, seed, seeds, isJson } = options;
  const other = compareWith === undefined ? changed?.company : underPolicy(one, compareWith);
  if (other === undefined) throw new InputError('has no "change" to compare it with', { file: options.file });
  const measuresOf = (company: Company, from: number) =>
    Array.from({ length: seeds }, (_, index) => {
      progress((from + index) / (2 * seeds));
      return runCompany(company, { ...span(one, options), seed: seed + index }).measures;
    });
  const differences = compareRuns(COMPANY_FIGURES, measuresOf(one, 0), measuresOf(other, seeds));
  const sides = { one: one.name, other: compareWith ?? changed?.what ?? "" };
  if (isJson) return dataText({ ...sides, seeds, differences });
  const paint = paintFor(colour);
  const heading = wrap(`${one.name}, seeds ${seed} to ${seed + seeds - 1}`, "").join("\n");
  return `${[paint.bold(heading), sectionText(paint, "Two sides", comparisonLines(differences, sides))].join("\n\n")}\n`;
}

async function writePictures(
  file: string,
  { company, simulation, log, measures }: CompanyRun,
): Promise<void> {
  // Only who wants pictures waits for what draws them.
  const { renderPage } = await import("../pictures/index.js");
  const words = {
    title: company.name,
    attainment: measures.attainment,
    places: company.places ?? {},
    about: ({ kind, country, language }: (typeof simulation.items)[number]) =>
      `${kind} from ${country}, in ${language}`,
  };
  const page = renderPage(pictureOf(simulation, log, livesOf(log.outcomes, simulation.to), words));
  writeText(file, page);
}
