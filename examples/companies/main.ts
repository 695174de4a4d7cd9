import { InputError } from "../simulator/errors.js";
import { readDate, readDays, readFlags, readSeed, readSeeds } from "../simulator/flags.js";
import { EXAMPLES, isExample } from "./examples.js";
import { runExample, showChange, showRun } from "./show.js";

const NAMES = Object.keys(EXAMPLES).join(", ");

const HELP = `A company: who covers what, the gaps and why they are there, its day, and one change.

  COMPANY          ${NAMES}
  --seed N         a whole number, 0 or more (default 1); the same seed is the same traffic
  --date DATE      the first day (default: the company's)
  --days N         so many days in a row (default 1)
  --change         instead: what one change does, compared on the same traffic
  --seeds N        how many seeds the change is tried with, from 2 to 100 (default 8)
  --help           this
`;

function textFor(args: readonly string[]): string {
  const { flags, on, rest } = readFlags(args, {
    texts: ["seed", "date", "days", "seeds"],
    switches: ["change"],
    allowPositionals: true,
  });
  if (on.has("help")) return HELP;
  const [name = ""] = rest;
  if (rest.length !== 1 || !isExample(name))
    throw new InputError(`${rest.join(" ") || "no company"}: one of ${NAMES} was expected`);
  const { seed = "1", days = "1", seeds = "8", date } = flags;
  for (const flag of on.has("change") ? (["date", "days"] as const) : []) {
    if (flags[flag] !== undefined) throw new InputError(`--${flag}: a change is tried on days of its own`);
  }
  if (!on.has("change") && flags.seeds !== undefined) throw new InputError("--seeds: belongs to --change");
  const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  if (on.has("change")) return showChange(name, { seed: readSeed(seed), seeds: readSeeds(seeds), colour });
  const first = date === undefined ? undefined : readDate(date);
  return showRun(runExample(name, { seed: readSeed(seed), days: readDays(days), date: first }), colour);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(textFor(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
