/**
 * Simulates small queues with the package's own routing, beside what queueing theory says exactly.
 *
 *   npm run --silent queueing -- FILE... [--seed N] [--items N] [--swap]
 *
 * `--items` (500000) is the least number of items per model; up to six times as many are simulated
 * where the standard errors ask for it. `--swap` simulates longest-idle as random and the reverse:
 * whatever tells the two apart must then fail.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { check, swapped, type Outcome, type Row, type Settings } from "./check.js";
import { readModel } from "./model.js";

const USAGE = "usage: npm run --silent queueing -- FILE... [--seed N] [--items N] [--swap]";

interface Options extends Settings {
  readonly paths: readonly string[];
  readonly swap: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals: paths } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: "string", default: "1" },
      items: { type: "string", default: "500000" },
      swap: { type: "boolean", default: false },
    },
  });
  const seed = Number(values.seed);
  const items = Number(values.items);
  if (paths.length === 0) throw new Error("no file");
  if (!Number.isSafeInteger(seed)) throw new Error("--seed must be a whole number");
  if (!Number.isSafeInteger(items) || items < 1) throw new Error("--items must be a whole number from 1 up");
  return { paths, seed, items, swap: values.swap };
}

/** Check one file's models; true for each that passes. */
function runFile(path: string, options: Options): boolean[] {
  let models: unknown;
  try {
    models = JSON.parse(readFileSync(path, "utf8"));
    if (!Array.isArray(models) || models.length === 0) throw new Error("must be a list of models");
  } catch (error) {
    console.log(`${path} cannot be read: ${messageOf(error)}`);
    return [false];
  }
  return (models as unknown[]).map((json, index) => runModel(json, `${path}[${index}]`, options));
}

function runModel(json: unknown, place: string, { swap, ...settings }: Options): boolean {
  try {
    const model = readModel(json);
    const outcome = check(swap ? swapped(model) : model, settings);
    const passed = outcome.rows.every(({ problem }) => problem === undefined);
    console.log([`${model.id}: ${passed ? "passed" : "FAILED"}`, ...tableOf(outcome)].join("\n"));
    return passed;
  } catch (error) {
    console.log(`${place}: FAILED: ${messageOf(error)}`);
    return false;
  }
}

function tableOf({ items, rows }: Outcome): string[] {
  const head = line(`${items} items`, "simulated", "exact", "std error");
  return [head, ...rows.map(lineOf)];
}

function lineOf({ figure: { name, exact }, estimate: { value, standardError }, problem }: Row): string {
  const numbers = [value, exact, standardError].map((each) => each.toFixed(5));
  return line(name, ...numbers) + (problem === undefined ? "" : `  ${problem}`);
}

function line(name: string, ...numbers: readonly string[]): string {
  return `  ${name.padEnd(20)}${numbers.map((each) => each.padStart(11)).join("")}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function main(args: readonly string[]): void {
  let results: boolean[];
  try {
    const options = readOptions(args);
    results = options.paths.flatMap((path) => runFile(path, options));
  } catch (error) {
    console.log(`${messageOf(error)}\n${USAGE}`);
    results = [false];
  }
  const passed = results.filter((each) => each).length;
  const failed = results.length - passed;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main(process.argv.slice(2));
