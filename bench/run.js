// npm run bench [-- --only=queries|compile|coverage|sla|routing|scale] [--quick] [--write] [--date=2026-01-31]
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { TIME_ZONE } from "./support/calendar.js";

// Most peers know only the host's zone, so the host's zone is the calendar's. Ours does not care.
process.env["TZ"] = TIME_ZONE;

const flags = new Set(process.argv.slice(2));
const option = (name) => [...flags].find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);

const sections = [
  ["queries", "Answers", async () => (await import("./queries.js")).queries({ quick: flags.has("--quick") })],
  ["compile", "Compiling", async () => (await import("./compile.js")).compile()],
  ["coverage", "Coverage", async () => (await import("./coverage.js")).coverage()],
  ["sla", "SLA", async () => (await import("./sla.js")).sla()],
  ["routing", "Routing", async () => (await import("./routing.js")).routing()],
  ["scale", "Scale", async () => (await import("./scale.js")).scale()],
];

const [{ model, speed }] = cpus();
if (flags.has("--help")) {
  console.log(
    "--only=queries|compile|coverage|sla|routing|scale  --quick (few peers)  --write (RESULTS.md)  --date=YYYY-MM-DD",
  );
  process.exit();
}
const machine = `${model}${speed > 0 ? ` at ${speed} MHz` : ""}, ${cpus().length} cores`;
const parts = [
  `# Benchmark\n\nNode ${process.versions.node}, ${machine}${option("date") ? `, ${option("date")}` : ""}.`,
];
for (const [name, heading, run] of sections) {
  if ((option("only") ?? name) === name) parts.push(`## ${heading}\n\n${await run()}`);
}
const text = `${parts.join("\n\n")}\n`;
process.stdout.write(text);
if (flags.has("--write")) writeFileSync(new URL("RESULTS.md", import.meta.url), text);
