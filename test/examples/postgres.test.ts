import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { findPostgres } from "../../examples/postgres/race/cluster.js";
import { GUARDS, statementsWithout } from "../../examples/postgres/race/faults.js";
import { LAWS } from "../../examples/postgres/race/laws.js";
import { STATEMENTS } from "../../examples/postgres/statements.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "examples/postgres/README.md"), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)].flatMap(([, name, text]) =>
    name === language ? [text] : [],
  );

// The race itself needs a PostgreSQL, a driver and some minutes: `npm run race`.
describe("the recipe for PostgreSQL", () => {
  it("of the README has the statements that the race runs, each once", () => {
    const { waiting, ...shown } = STATEMENTS;
    expect(shown.pullWaiting.startsWith(waiting)).toBe(true); // the same, with a lock
    const { handBack, ...others } = shown;
    expect(handBack.replace("agent_id = null", "done_at = clock_timestamp()")).toBe(others.finish);
    const statements = Object.values(others).map((statement) => statement.trim());
    expect(new Set(blocks("sql"))).toEqual(new Set(statements));
    expect(blocks("sql")).toHaveLength(statements.length);
  });

  it("of the README shows a race in which every law held, and was seen to break without the guards", () => {
    const [output = ""] = blocks("text");
    for (const law of Object.keys(LAWS)) expect(output).toContain(`ok      ${law}\n`);
    for (const guard of Object.values(GUARDS))
      expect(output).toContain(`ok      without the guard "${guard}"`);
    expect(output).not.toContain("BROKEN");
  });

  it.each(["item", "room"] as const)("has the guard of the %s once, for the race to leave out", (guard) => {
    const { assign, ...others } = statementsWithout(guard);
    expect(STATEMENTS).toMatchObject(others);
    expect(STATEMENTS.assign.split(GUARDS[guard])).toEqual(assign.split("true"));
  });

  it("skips the race in one line where there is no PostgreSQL", async () => {
    const main = "examples/postgres/race/main.ts";
    const args = ["--import", "tsx", main, "--bin", "/nowhere"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout).toMatch(/^PostgreSQL is not here: skipped \(.*\)\n$/);
    expect(stderr).toBe("");
  });

  it("takes the first folder that has all it needs", () => {
    const folder = mkdtempSync(join(tmpdir(), "bin-"));
    const make = (name: string, ...files: string[]) => {
      mkdirSync(join(folder, name));
      for (const file of files) writeFileSync(join(folder, name, file), "");
      return join(folder, name);
    };
    try {
      const [half, whole] = [make("half", "initdb"), make("whole", "initdb", "pg_ctl")];
      expect(findPostgres(["", half, whole])).toBe(whole);
      expect(findPostgres(["", half])).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
