// A day of up to a million items over 2,000 agents in 60 teams, in one process.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./support/measure.js";
import { bytes, digits, duration, table } from "./support/table.js";

const CHILD = fileURLToPath(new URL("./support/scale-child.js", import.meta.url));
const COUNTS = [10_000, 100_000, 1_000_000];
const RUNS = 1;

export function scale() {
  return [
    "Items arrive around the clock, in five skills, six languages and two channels, for 2,000 agents in 60 teams of 20 zones; each is routed, assigned, handled for a while and released, and what finds nobody is tried again every five minutes. Every step is a call of the package's public functions, on a desk that is a value; arrivals, the queue of what is to come and the first answers of 60 calendars are in the time. A fresh process each; goals for the million: 10 s, 300 MB.",
    table(
      ["items", "time", "an item", "each further item", "peak of the process", "left waiting"],
      days().map(rowFor),
    ),
  ].join("\n\n");
}

function days() {
  return COUNTS.map((count) => {
    process.stderr.write(`scale: ${digits(count)}\n`);
    const runs = Array.from({ length: RUNS }, () =>
      JSON.parse(execFileSync(process.execPath, [CHILD, String(count)], { encoding: "utf8" })),
    );
    const ns = median(runs.map(({ ms }) => ms)) * 1e6;
    return { count, ns, peak: median(runs.map((run) => run.peak)), waiting: runs[0].waiting };
  });
}

/** What the start takes falls out of the difference to the row before. */
function rowFor({ count, ns, peak, waiting }, index, all) {
  const before = all[index - 1];
  const further = before === undefined ? "" : duration((ns - before.ns) / (count - before.count));
  return [digits(count), duration(ns), duration(ns / count), further, bytes(peak), digits(waiting)];
}
