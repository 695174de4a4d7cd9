// What does the first question cost, before any answer is at hand? Each figure comes from fresh processes.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./support/measure.js";
import { bytes, duration, table } from "./support/table.js";

const CHILD = fileURLToPath(new URL("./support/compile-child.js", import.meta.url));
const RUNS = 7;

export function compile() {
  return table(
    ["", "median", "from", "to"],
    [
      ...rows("import", [["import of the package", "importNs"]]),
      ...rows("first-answer", [
        ["first formatter of the process (the platform's own)", "formatterNs"],
        ["first answer of the process: a zone, four years, unoptimised code", "firstNs"],
        ["second answer", "secondNs"],
      ]),
      ...rows("zone", [["a new zone: define, its table and four years, warm process", "zoneNs"]]),
      ...rows("calendar", [
        ["define a calendar", "defineNs"],
        ["four years of a calendar, zone's table at hand", "fourYearsNs"],
        ["the years 1970 to 2100, zone's table at hand", "allYearsNs"],
      ]),
      ...rows("memory", [["memory of a compiled year", "yearBytes", bytes]]),
      ...rows("many", [
        ["500 calendars in 20 zones: define and first answer each", "manyNs"],
        ["memory of the 500, four years each", "manyBytes", bytes],
      ]),
    ],
  );
}

/** One kind of child process, run several times; a row for each figure it reports. */
function rows(question, figures) {
  process.stderr.write(`compile: ${question}\n`);
  const reports = Array.from({ length: RUNS }, () =>
    JSON.parse(execFileSync(process.execPath, ["--expose-gc", CHILD, question], { encoding: "utf8" })),
  );
  return figures.map(([name, key, format = duration]) => {
    const values = reports.map((report) => report[key]);
    return [name, ...[median(values), Math.min(...values), Math.max(...values)].map(format)];
  });
}
