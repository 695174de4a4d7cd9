// Packs the built package, installs the tarball into an empty project, and uses it there as a user will:
// every subpath by import and by require, one and the same value through all of them, and types for both.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "check-pack-"));

/** `follow-the-sun`, `follow-the-sun/schedule`, …: what a user can write; what ends in `.json` is data. */
const { exports, name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const subpaths = Object.keys(exports).filter((key) => !key.endsWith(".json"));
const modules = subpaths.map((key) => key.replace(/^\./, name));
const list = JSON.stringify(modules);
const schemas = readdirSync(join(root, "schemas"));

const sameValues = `
  const [front, ...rooms] = loaded;
  assert.equal(typeof front.FollowTheSunError, "function");
  for (const room of rooms) {
    assert.equal(room.FollowTheSunError, front.FollowTheSunError);
    for (const key in room) assert.equal(room[key], front[key], key + " is not the front door's");
  }`;

/** Each module under the names m0, m1, …: an error of one is an error of the others, and nothing is `any`. */
const sameTypes = modules
  .map((_, i) => `export const error${i}: typeof m0.FollowTheSunError = m${i}.FollowTheSunError;`)
  .concat("// @ts-expect-error: no such name", "m0.noSuchName;")
  .join("\n");

const files = {
  "package.json": JSON.stringify({ name: "user", private: true }),
  "use.mjs": `import assert from "node:assert/strict";
  const loaded = await Promise.all(${list}.map((module) => import(module)));${sameValues}`,
  "use.cjs": `const assert = require("node:assert/strict");
  const loaded = ${list}.map((module) => require(module));${sameValues}
  for (const file of ${JSON.stringify(schemas)})
    assert.match(require("${name}/schemas/" + file).title, /^${name} /, file);`,
  "types.mts": modules.map((module, i) => `import * as m${i} from "${module}";\n`).join("") + sameTypes,
  "types.cts": modules.map((module, i) => `import m${i} = require("${module}");\n`).join("") + sameTypes,
};

/** @param {string[]} args */
function run(command = "node", ...args) {
  execFileSync(command, args, { cwd: project, stdio: ["ignore", "inherit", "inherit"] });
}

/** @param {string[]} options */
function checkTypes(...options) {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  run(
    "node",
    tsc,
    "--noEmit",
    "--strict",
    "--target",
    "es2022",
    "--lib",
    "es2022",
    ...options,
    "types.mts",
    "types.cts",
  );
}

try {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
  const packed = execFileSync(
    "npm",
    ["pack", "--ignore-scripts", "--json", `--pack-destination=${project}`],
    { cwd: root },
  );
  const tarball = JSON.parse(String(packed))[0].filename;
  run("npm", "install", "--silent", "--no-audit", "--no-fund", `./${tarball}`);

  run("node", "use.mjs");
  run("node", "use.cjs");
  checkTypes("--module", "node16", "--moduleResolution", "node16");
  checkTypes("--module", "preserve", "--moduleResolution", "bundler");
  console.log(`${tarball}: ${modules.join(", ")} can be imported, required and type-checked`);
} finally {
  rmSync(project, { recursive: true });
}
