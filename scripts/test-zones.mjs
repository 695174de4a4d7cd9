// Runs the tests on hosts that live elsewhere: in other time zones, and years away from now. No answer may change.
// Arguments go to vitest; without any, the rooms' own tests run (not the lint rules or the examples).
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const hosts = [
  { TZ: "UTC", HOST_CLOCK_YEARS: "0" },
  { TZ: "America/New_York", HOST_CLOCK_YEARS: "-30" },
  { TZ: "Pacific/Apia", HOST_CLOCK_YEARS: "12" },
  { TZ: "America/St_Johns", HOST_CLOCK_YEARS: "-55" }, // before 1972
  { TZ: "Australia/Lord_Howe", HOST_CLOCK_YEARS: "90" }, // beyond 2100
];
const root = fileURLToPath(new URL("..", import.meta.url));
const movedClock = new URL("moved-clock.mjs", import.meta.url).href;
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const rooms = ["time", "schedule", "sla", "routing", "oracle"].map((room) => `test/${room}/`);
const asked = process.argv.slice(2);

const failed = hosts.filter((host) => {
  console.log(`\nTZ=${host.TZ}, the clock moved by ${host.HOST_CLOCK_YEARS} years`);
  const args = [vitest, "run", ...(asked.length > 0 ? asked : rooms)];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...host, NODE_OPTIONS: `--import ${movedClock}` },
  });
  return status !== 0;
});
console.log(
  failed.length === 0 ? "\nno host matters" : `\nfailed on: ${failed.map(({ TZ }) => TZ).join(", ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
