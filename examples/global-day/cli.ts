import { parseArgs } from "node:util";
import { CITATION } from "./day.js";
import { InputError } from "./errors.js";

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly seed: number;
  /** The folder to replay; without one, a day is drawn from the built-in profile. */
  readonly replay?: string;
}

export const HELP = `A day of global traffic, routed to the people who are at work.

  npm run demo                          a day drawn from the built-in traffic profile
  npm run demo -- --seed 7              another such day; the same seed is the same day
  npm run demo -- --replay DIR          a real day, from DIR/incidents.csv and DIR/events.csv
  npm run --silent demo -- --json       the same as data, and nothing else

  --replay DIR   a fitted-hours.json in DIR overrides the built-in hours of its countries
  --seed N       a whole number, 0 or more (default 1); a replay has no chance in it
  --json         data instead of a report
  --help         this

The built-in profile holds aggregates of a real day. The day itself can be had from
${CITATION.replace("version", "\nversion")}
`;

export function parseOptions(args: readonly string[]): Options {
  const { help = false, json = false, replay, seed = "1" } = readFlags(args);
  if (!/^\d{1,15}$/.test(seed))
    throw new InputError(`--seed ${seed}: a whole number, 0 or more, was expected`);
  if (replay === "") throw new InputError("--replay: a folder was expected");
  return { help, json, seed: Number(seed), ...(replay === undefined ? {} : { replay }) };
}

function readFlags(args: readonly string[]): {
  help?: boolean;
  json?: boolean;
  replay?: string;
  seed?: string;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        replay: { type: "string" },
        seed: { type: "string" },
      },
    }).values;
  } catch (error) {
    // Node's own words, without its advice on how to pass such an argument on purpose.
    const [what = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new InputError(`${what.replace(/\.$/, "")}; --help tells what there is`);
  }
}
