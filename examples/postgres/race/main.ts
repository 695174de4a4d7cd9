import { parseArgs } from "node:util";
import { findPostgres, installPostgres, startCluster } from "./cluster.js";
import { heading, laws, table } from "./report.js";

const { values } = parseArgs({
  options: { bin: { type: "string" }, items: { type: "string", default: "2000" } },
});
const bin = values.bin === undefined ? (findPostgres() ?? installPostgres()) : findPostgres([values.bin]);
if (bin === undefined)
  print(
    "PostgreSQL is not here: skipped (Debian: apt-get install postgresql; elsewhere: put initdb in the PATH)",
  );
else process.exitCode = (await raceIn(bin)) ? 0 : 1;

/** In a PostgreSQL of our own, which is gone afterwards. Whether every law held. */
async function raceIn(folder: string): Promise<boolean> {
  const cluster = startCluster(folder);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      cluster.stop();
      process.exit(1);
    });
  try {
    Object.assign(process.env, cluster.env);
    const { race, raceWithout } = await import("./race.js"); // it needs the driver, and a skipped race does not
    const options = { items: Number(values.items), servers: 4, connections: 4, seconds: 60 };
    const short = { ...options, items: 200, seconds: 5 };
    const results = [
      await race({ ...options, lockFirst: true }),
      await race({ ...options, lockFirst: false }),
    ];
    const findings = [
      ...results.flatMap((result) => result.findings),
      await raceWithout("item", short),
      await raceWithout("room", short),
    ];
    print(`PostgreSQL ${cluster.version}; ${heading(options)}`);
    print(["", ...table(results), "", ...laws(findings)].join("\n"));
    return findings.every(({ problems }) => problems.length === 0);
  } finally {
    cluster.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
