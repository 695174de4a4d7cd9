import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { findPostgres } from "../../examples/postgres/cluster.js";
import { LAWS } from "../../examples/postgres/laws.js";
import { STATEMENTS } from "../../examples/postgres/store.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(new URL("../../examples/postgres/README.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text);

// The race itself needs a PostgreSQL and most of a minute: `npm run race`.
describe("the recipe for PostgreSQL", () => {
  it("of the README has the statements that the race runs, each once", () => {
    const { waiting, ...shown } = STATEMENTS;
    expect(shown.pullWaiting.startsWith(waiting)).toBe(true); // the same, with a lock
    const statements = Object.values(shown).map((statement) => statement.trim());
    expect(new Set(blocks("sql"))).toEqual(new Set(statements));
    expect(blocks("sql")).toHaveLength(statements.length);
  });

  it("of the README shows a race in which every law held", () => {
    const [output = ""] = blocks("text");
    for (const law of Object.keys(LAWS)) expect(output).toContain(`ok      ${law}`);
    expect(output).not.toContain("BROKEN");
  });

  it("skips the race in one line where there is no PostgreSQL", async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "examples/postgres/main.ts", "--bin", "/nowhere"],
      { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: "examples/postgres/tsconfig.json" } },
    );
    expect({ stdout, stderr }).toEqual({
      stdout: "PostgreSQL is not installed: the race is skipped\n",
      stderr: "",
    });
  });

  it("takes the first folder that has all it needs", () => {
    const folder = mkdtempSync(join(tmpdir(), "bin-"));
    try {
      const [empty, half, whole] = ["empty", "half", "whole"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      for (const each of [empty, half, whole]) mkdirSync(each);
      for (const file of [join(half, "initdb"), join(whole, "initdb"), join(whole, "pg_ctl")])
        writeFileSync(file, "");
      expect(findPostgres([empty, half, whole])).toBe(whole);
      expect(findPostgres([empty, half])).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
