// Rebuilds the JavaScript in dist when it is missing or older than a file of src; prints nothing when all is well.
// The demo runs this first, and so does the test run (as vitest's global setup), because the examples use the built package.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

export default function ensureBuilt() {
  const builtAt = statSync(join(root, "dist/index.cjs"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = [
    "src",
    ...readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) => join("src", name)),
  ];
  if (sources.every((name) => statSync(join(root, name)).mtimeMs <= builtAt)) return;
  const tsup = join(root, "node_modules/tsup/dist/cli-default.js");
  execFileSync(process.execPath, [tsup, "--silent", "--no-dts", "--no-clean"], { cwd: root });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBuilt();
