import type { Finding } from "./audit.js";
import type { RaceResult } from "./race.js";
import type { RaceOptions } from "./servers.js";

const LABEL = 46;
const COLUMN = 18;
const ROWS: readonly (readonly [label: string, of: (result: RaceResult) => string])[] = [
  ["", ({ options }) => (options.lockFirst ? "lock, then rank" : "rank, then lock")],
  ["items done", ({ done }) => count(done)],
  ["decisions (some items are handed back)", ({ reading }) => count(reading.decisions)],
  ["decisions a second", ({ reading }) => count(reading.decisions / reading.seconds)],
  ["decisions in vain, made again", ({ tally }) => count(tally.taken)],
  ["releases in vain: no longer held", ({ tally }) => count(tally.notHeld)],
  ["given to a runner-up", ({ tally }) => count(tally.runnersUp)],
  [
    "given otherwise than by one server alone",
    ({ reading }) => percent(reading.otherwise / reading.decisions),
  ],
  ["left out of the ledger of fair shares", ({ reading }) => percent(reading.unposted)],
  ["connections dropped", ({ faults }) => count(faults.drop)],
  ["servers killed; frozen", ({ faults }) => `${faults.kill}; ${faults.freeze}`],
  ["different statements at which that happened", ({ brokenAt }) => count(brokenAt.size)],
  ["snapshots", ({ reading }) => count(reading.snapshots)],
  ["looks while they ran", ({ looks }) => count(looks)],
];

export function heading({ items, servers, connections }: Omit<RaceOptions, "lockFirst">): string {
  const clients = `${servers * connections} clients (${servers} processes with ${connections} connections each)`;
  return `${clients}, ${count(items)} work items`;
}

/** The figures of the races side by side. */
export function table(results: readonly RaceResult[]): string[] {
  return ROWS.map(
    ([label, of]) => label.padEnd(LABEL) + results.map((result) => of(result).padStart(COLUMN)).join(""),
  );
}

/** Each law once, and what breaks it. */
export function laws(findings: readonly Finding[]): string[] {
  const all = new Map<string, string[]>();
  for (const { law, problems } of findings) all.set(law, [...(all.get(law) ?? []), ...problems]);
  return [...all].flatMap(([law, problems]) => told({ law, problems }));
}

const SHOWN = 5;

function told({ law, problems }: Finding): string[] {
  if (problems.length === 0) return [`ok      ${law}`];
  const more = problems.length > SHOWN ? [`        and ${problems.length - SHOWN} more`] : [];
  return [`BROKEN  ${law}`, ...problems.slice(0, SHOWN).map((problem) => `        ${problem}`), ...more];
}

function count(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString("en") : "-";
}

function percent(share: number): string {
  return `${count(100 * share)} %`;
}
