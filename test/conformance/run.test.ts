import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

const run = (...files: string[]) => {
  const { stdout, status } = spawnSync("npm", ["run", "--silent", "conformance", "--", ...files], {
    encoding: "utf8",
  });
  return { lines: stdout.trimEnd().split("\n"), status };
};
const FIXTURE = "test/conformance/fixtures/vectors.json";

describe("the conformance runner", () => {
  const { lines, status } = run(FIXTURE, "no-such-file.json");

  test("reports a planted wrong answer as failed, with id, op, expected and got", () => {
    expect(lines).toContain("planted isOpen expected false got true");
  });

  test("reports an unknown op and an unknown calendar as failed", () => {
    expect(lines).toContain("no-such-op teleport unknown op");
    expect(lines.some((line) => line.startsWith("no-such-calendar isOpen"))).toBe(true);
  });

  test("counts per op, and a file that cannot be read as one failure", () => {
    expect(lines).toContain("isOpen: 1 passed, 2 failed");
    expect(lines.some((line) => line.startsWith("no-such-file.json cannot be read"))).toBe(true);
    expect(lines.at(-1)).toBe("4 passed, 4 failed");
  });

  test("exits non-zero when anything failed, and also without any file", () => {
    expect(status).toBe(1);
    expect(run().status).toBe(1);
  });
});
