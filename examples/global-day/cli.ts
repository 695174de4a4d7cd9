import { InputError } from "../simulator/errors.js";
import { readDate, readDays, readFlags, readSeed, readSeeds } from "../simulator/flags.js";
import { CITATION } from "./day.js";

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly seed: number;
  /** The folder to replay; without one, a day is drawn from the built-in profile. */
  readonly replay?: string;
  /** The first day, where it is not the profile's own. */
  readonly date?: string;
  readonly days?: number;
  /** A file of rules to route by. */
  readonly policy?: string;
  /** A file of rules, or a strategy, to compare these with. */
  readonly compare?: string;
  /** How many seeds a comparison runs over, or how often a replay's ids are shuffled. */
  readonly seeds?: number;
  /** Where to write the pictures. */
  readonly html?: string;
}

export const HELP = `A day of global traffic, routed to the people who are at work.

  npm run demo                          a day drawn from the built-in traffic profile
  npm run demo -- --seed 7              another such day; the same seed is the same day
  npm run demo -- --date 2026-05-01     the same on another date: its holidays, its weekday, its clocks
  npm run demo -- --replay DIR          a real day, from DIR/incidents.csv and DIR/events.csv
  npm run --silent demo -- --json       the same as data, and nothing else

  --replay DIR     a fitted-hours.json in DIR overrides the built-in hours of its countries
  --seed N         a whole number, 0 or more (default 1); of a replay it draws the resamples only
  --date DATE      such as 2026-03-28, when a night loses an hour in Europe
  --days N         so many days in a row, up to 60
  --policy FILE    JSON: keys of a routing policy, merged over the demo's own, and "people" by country
  --compare WHAT   two sides on the same traffic: these rules, and a file such as for --policy, or a strategy
  --seeds N        how many seeds a comparison runs over, from 2 to 100 (default 8); of a replay: runs it so
                   often again with its agents' ids shuffled, which decide at a tie
  --html FILE      the pictures, too: one file, without scripts
  --json           data instead of a report
  --help           this

The built-in profile holds aggregates of a real day. The day itself can be had from
${CITATION.replace("version", "\nversion")}
`;

export function parseOptions(args: readonly string[]): Options {
  const { flags, on } = readFlags(args, { texts: TEXTS, switches: ["json"] });
  const { seed = "1", seeds, days, date, ...texts } = flags;
  for (const [name, wanted] of WANTED) {
    if (texts[name] === "") throw new InputError(`--${name}: ${wanted} was expected`);
  }
  const options: Options = {
    ...{ help: on.has("help"), json: on.has("json"), seed: readSeed(seed) },
    ...texts,
    ...(seeds !== undefined && { seeds: readSeeds(seeds) }),
    ...(date !== undefined && { date: readDate(date) }),
    ...(days !== undefined && { days: readDays(days) }),
  };
  checkTogether(options);
  return options;
}

const TEXTS = ["replay", "seed", "seeds", "date", "days", "policy", "compare", "html"] as const;
const WANTED = [
  ["replay", "a folder"],
  ["policy", "a file"],
  ["compare", "a file or a strategy"],
  ["html", "a file"],
] as const;

/** Options that contradict each other are no wish that could be granted. */
function checkTogether(options: Options): void {
  const { replay, compare, html, seeds } = options;
  for (const name of ["date", "days", "compare"] as const) {
    if (replay !== undefined && options[name] !== undefined)
      throw new InputError(`--${name}: a replay is of its own days`);
  }
  if (compare !== undefined && html !== undefined)
    throw new InputError("--html: pictures are of one day; a comparison has many");
  if (compare === undefined && replay === undefined && seeds !== undefined)
    throw new InputError("--seeds: belongs to --compare or --replay");
}
