import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, test } from "vitest";
import config from "../../.dependency-cruiser.cjs";

/** A small house that keeps every rule; each test plants one import in it. */
const house: Record<string, string> = {
  "src/index.ts": `export * from "./sla/index.js"; export * from "./routing/index.js";`,
  "src/sla/index.ts": `export * from "./clock.js";`,
  "src/sla/clock.ts": `import "../schedule/internal.js"; import "../time/index.js";`,
  "src/routing/index.ts": `export * from "./route.js";`,
  "src/routing/route.ts": `import type {} from "../schedule/index.js";`,
  "src/schedule/index.ts": `export * from "./calendar.js"; export * from "./hours.js";`,
  "src/schedule/internal.ts": `export * from "./calendar.js";`,
  "src/schedule/calendar.ts": `import "../time/index.js"; import "./hours.js";`,
  "src/schedule/hours.ts": `import "../errors.js";`,
  "src/time/index.ts": `export * from "./zone.js"; import "../errors.js";`,
  "src/time/zone.ts": ``,
  "src/errors.ts": ``,
  "test/oracle/hours.ts": ``,
  "test/support/hours.ts": `import "../../src/index.js";`,
};

/** The names of the rules broken when `line` is added to the file at `path`. */
async function brokenBy(path: string, line: string): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), "floors-"));
  try {
    for (const [name, code] of Object.entries({ ...house, [path]: `${house[path] ?? ""}\n${line}` })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), code);
    }
    const { forbidden = [], options } = config;
    const { output } = await cruise(["src", "test"], {
      ...options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden },
    });
    return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("the small house keeps every rule", async () => {
  expect(await brokenBy("src/errors.ts", "")).toEqual([]);
});

test.each<[path: string, line: string, broken: string[]]>([
  ["src/errors.ts", `import "./time/index.js";`, ["floor-errors", "no-cycle"]],
  ["src/time/zone.ts", `import "../schedule/index.js";`, ["floor-time", "no-cycle"]],
  ["src/schedule/hours.ts", `import type {} from "../sla/index.js";`, ["floor-schedule", "no-cycle"]],
  ["src/sla/clock.ts", `import "../routing/index.js";`, ["floor-sla"]],
  ["src/routing/route.ts", `import "../sla/index.js";`, ["floor-routing"]],
  ["src/routing/route.ts", `import "../index.js";`, ["floor-routing", "no-cycle"]],
  ["src/routing/route.ts", `import "../../test/support/hours.js";`, ["floor-routing", "no-cycle"]],
  ["src/sla/clock.ts", `import "../schedule/calendar.js";`, ["through-the-door"]],
  ["src/index.ts", `import "./time/zone.js";`, ["front-door"]],
  ["src/index.ts", `import "./schedule/internal.js";`, ["front-door"]],
  ["src/schedule/hours.ts", `import "./calendar.js";`, ["no-cycle"]],
  ["src/schedule/left-over.ts", `import "./hours.js";`, ["no-orphan"]],
  ["src/helpers/index.ts", `import "../errors.js";`, ["no-new-room", "no-orphan"]],
  ["test/oracle/hours.ts", `import "../support/hours.js";`, ["oracle-stands-alone"]],
])("%s with %s", async (path, line, broken) => {
  expect(await brokenBy(path, line)).toEqual(broken);
});
