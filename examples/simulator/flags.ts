import { parseArgs, type ParseArgsConfig } from "node:util";
import { InputError } from "./errors.js";

/** Reads flags, `--help` among them, and whatever stands beside them. */
export function readFlags<Name extends string>(
  args: readonly string[],
  { texts, switches, allowPositionals = false }: FlagNames<Name>,
): { flags: { readonly [name in Name]?: string }; on: ReadonlySet<string>; rest: readonly string[] } {
  const options: NonNullable<ParseArgsConfig["options"]> = {
    ...Object.fromEntries(texts.map((name) => [name, { type: "string" }])),
    ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" }])),
    help: { type: "boolean", short: "h" },
  };
  try {
    const { values, positionals } = parseArgs({ args: withNegatives(args), options, allowPositionals });
    const on = new Set(Object.keys(values).filter((name) => values[name] === true));
    return { flags: values as { readonly [name in Name]?: string }, on, rest: positionals };
  } catch (error) {
    // Node's own words, without its advice on how to pass such an argument on purpose.
    const [what = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    const plain = what.replace(/\.$/, "").replace("argument is ambiguous", "argument missing");
    throw new InputError(`${plain}; --help tells what there is`);
  }
}

/** `--seed -1` gives a value, if a wrong one: no flag begins with a digit. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const flag = joined.at(-1);
    if (/^-\d/.test(arg) && flag !== undefined && /^--[a-z-]+$/.test(flag))
      joined[joined.length - 1] = `${flag}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

interface FlagNames<Name extends string> {
  /** Flags that have a value. */
  readonly texts: readonly Name[];
  readonly switches: readonly string[];
  readonly allowPositionals?: boolean;
}

/** More than any day would need to show what it shows. */
const MOST_DAYS = 60;
const MOST_SEEDS = 100;

export function readSeed(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new InputError(`--seed ${text}: a whole number, 0 or more, was expected`);
  return Number(text);
}

export function readSeeds(text: string): number {
  return wholeNumber("seeds", text, 2, MOST_SEEDS);
}

export function readDays(text: string): number {
  return wholeNumber("days", text, 1, MOST_DAYS);
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(`--${name} ${text}: a whole number from ${least} to ${most} was expected`);
}

/** With some time to spare on both ends of the package's range. */
export function readDate(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const isReal = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
  if (isReal && text >= "1971-01-01" && text <= "2098-12-31") return text;
  throw new InputError(
    `--date ${text}: a date from 1971-01-01 to 2098-12-31 was expected, such as 2026-05-01`,
  );
}
