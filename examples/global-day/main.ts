import { performance } from "node:perf_hooks";
import { InputError } from "../simulator/errors.js";
import { checkFile, dataText, writeText } from "../simulator/output.js";
import { attainmentBy } from "../simulator/picture-attainment.js";
import { worldRegion } from "../simulator/picture-regions.js";
import { pictureOf } from "../simulator/picture.js";
import { progressBar } from "../simulator/progress.js";
import { HELP, parseOptions, type Options } from "./cli.js";
import { compareDays, comparisonReport } from "./compare-days.js";
import { countryName, mainZone } from "./countries.js";
import type { Day } from "./day.js";
import { toJson } from "./json.js";
import { PLACES } from "./places.js";
import { builtInProfile } from "./profile.js";
import { readReplay } from "./replay.js";
import { report } from "./report.js";
import type { Results } from "./results.js";
import { OWN_RULES, readRules, type Rules } from "./rules.js";
import { besideOf, rerun, resultsOf, runDay, type DayRun } from "./simulate.js";
import { drawDay, type OtherDay } from "./traffic.js";

async function runOne(options: Options): Promise<string> {
  const { policy, replay, seed, seeds, html, json } = options;
  if (html !== undefined) checkFile(html);
  const replayed = replay === undefined ? undefined : readReplay(replay);
  const rules =
    policy === undefined ? OWN_RULES : readRules(policy, replayed === undefined ? countries() : []);
  const day = replayed?.day ?? drawn(options, seed, rules);
  const ran = timed((progress) => runDay(day, rules, progress));
  const beside =
    replayed &&
    besideOf(
      replayed,
      ran,
      seed,
      shown((bar) => rerun(day, rules, seedsFrom(seed, seeds ?? 0), bar)),
    );
  const results = resultsOf(day, ran, beside);
  if (html !== undefined) await writePictures(html, results, ran);
  return json ? toJson(results) : report(results, { colour: isColoured() });
}

function runTwo(options: Options, compare: string): string {
  const { policy, seed, seeds = USUAL_SEEDS, json } = options;
  const sides = [
    policy === undefined ? OWN_RULES : readRules(policy, countries()),
    readRules(compare, countries()),
  ] as const;
  const draw = (each: number, rules: Rules): Day => drawn(options, each, rules);
  const comparison = shown((progress) => compareDays(draw, seedsFrom(seed, seeds), sides, progress));
  return json ? dataText(comparison) : comparisonReport(comparison, { colour: isColoured() });
}

function drawn({ date, days }: Options, seed: number, { people }: Rules): Day {
  const other: OtherDay = {
    people,
    ...(date !== undefined && { date }),
    ...(days !== undefined && { days }),
  };
  return drawDay(builtInProfile(), seed, other);
}

function countries(): string[] {
  return Object.keys(builtInProfile().teams);
}

/** How many seeds a comparison has that asks for none. */
const USUAL_SEEDS = 8;

function seedsFrom(seed: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => seed + index);
}

/** With a bar that tells how far it is. */
function shown<Result>(work: (progress: (share: number) => void) => Result): Result {
  const bar = progressBar(process.stderr);
  const result = work((share) => bar.show(share));
  bar.clear();
  return result;
}

/** Timing is no result: it never goes where the same seed has to print the same bytes. */
function timed(work: (progress: (share: number) => void) => DayRun): DayRun {
  const startedAt = performance.now();
  const ran = shown(work);
  const ms = performance.now() - startedAt;
  const { decisions } = ran.log;
  process.stderr.write(
    `${decisions} decisions in ${ms.toFixed(0)} ms, ${((1000 * decisions) / ms).toFixed(0)} a second\n`,
  );
  return ran;
}

async function writePictures(
  file: string,
  { day, lives }: Results,
  { simulation, log }: DayRun,
): Promise<void> {
  // Only who wants pictures waits for what draws them.
  const { renderPage } = await import("../pictures/index.js");
  const attainment = attainmentBy(simulation, log, ({ impact, country }) => ({
    priority: impact === "" ? "(none)" : impact,
    region: country === "" ? "unknown" : worldRegion(mainZone(country)),
  }));
  const about = ({ impact, country }: Day["incidents"][number]): string =>
    `${impact}, from ${country === "" ? "an unknown country" : countryName(country)}`;
  writeText(
    file,
    renderPage(pictureOf(simulation, log, lives, { title: day.title, attainment, places: PLACES, about })),
  );
}

function isColoured(): boolean {
  return process.stdout.isTTY && process.env.NO_COLOR === undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const { help, compare } = options;
  process.stdout.write(
    help ? HELP : compare === undefined ? await runOne(options) : runTwo(options, compare),
  );
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
