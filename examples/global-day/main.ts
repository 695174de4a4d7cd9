import { performance } from "node:perf_hooks";
import { HELP, parseOptions, type Options } from "./cli.js";
import type { Day } from "./day.js";
import { runDay } from "./engine.js";
import { InputError } from "./errors.js";
import { explanationsOf } from "./explanations.js";
import { toJson } from "./json.js";
import { livesOf } from "./life.js";
import type { Happened } from "./log-facts.js";
import { measure } from "./measures.js";
import { builtInProfile } from "./profile.js";
import { progressBar } from "./progress.js";
import { readReplay } from "./replay.js";
import { report } from "./report.js";
import type { Results } from "./results.js";
import { rosterOf } from "./roster.js";
import { drawDay } from "./traffic.js";

/** Traffic, roster, engine, measures, report: each takes what the one before it made. */
function simulate(options: Options): Results {
  const { day, happened } = traffic(options);
  const roster = rosterOf(day.teams);
  const bar = progressBar(process.stderr);
  const startedAt = performance.now();
  const log = runDay(day, roster, (share) => bar.show(share));
  const ms = performance.now() - startedAt;
  bar.clear();
  // Timing is no result: it never goes where the same seed has to print the same bytes.
  process.stderr.write(
    `${log.decisions} decisions in ${ms.toFixed(0)} ms, ${((1000 * log.decisions) / ms).toFixed(0)} a second\n`,
  );
  const lives = livesOf(log.outcomes, day.to);
  const measures = measure(day, lives);
  const explanations = explanationsOf(day, roster, log);
  return {
    day,
    lives,
    measures,
    explanations,
    handoffs: log.handoffs,
    ...(happened === undefined ? {} : { happened }),
  };
}

function traffic({ replay, seed }: Options): { readonly day: Day; readonly happened?: Happened } {
  return replay === undefined ? { day: drawDay(builtInProfile(), seed) } : readReplay(replay);
}

function main(args: readonly string[]): void {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const results = simulate(options);
  const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  process.stdout.write(options.json ? toJson(results) : report(results, { colour }));
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
