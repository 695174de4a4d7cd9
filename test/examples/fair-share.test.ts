import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compare, OURS } from "../../examples/fair-share/compare.js";
import { drawJobs, JOBS, PEOPLE, SEED } from "../../examples/fair-share/jobs.js";
import { report } from "../../examples/fair-share/report.js";

const FEW = 2000;

describe("the same jobs, given out in different ways:", () => {
  const { rows, fairness, worstOwed } = compare(drawJobs(FEW, 7), 7);

  it("ours stays within its bound, and all others exceed it", () => {
    expect(fairness.bound).toBe((PEOPLE.length - 1) / 2);
    const within = [...rows].filter(([, { worst }]) => worst <= fairness.bound).map(([name]) => name);
    expect(within).toEqual([OURS]);
    expect(rows.size).toBe(7);
  });

  it("the package's own account agrees with the yardstick", () => {
    const measured = rows.get(OURS);
    const rounding = FEW / 1e6; // a credit is whole millionths of a job
    expect(Math.abs(worstOwed - (measured?.worst ?? 0))).toBeLessThan(rounding);
    expect(Math.abs(fairness.jainIndex - (measured?.jainIndex ?? 0))).toBeLessThan(rounding);
    expect(fairness.accounts.map(({ got }) => got)).toEqual(measured?.got);
    fairness.accounts.forEach(({ fairShare }, place) =>
      expect(Math.abs(fairShare - (measured?.fairShares[place] ?? 0))).toBeLessThan(rounding),
    );
  });

  it("what was fair does not depend on who got it", () => {
    const shares = [...rows.values()].map(({ fairShares }) => fairShares);
    expect(shares).toEqual(shares.map(() => shares[0]));
    const jobs = [...rows.values()].map(({ got }) => got.reduce((sum, each) => sum + each, 0));
    expect(jobs).toEqual(jobs.map(() => FEW));
  });
});

it("the README of the fair shares is what the program prints", () => {
  const readme = readFileSync(new URL("../../examples/fair-share/README.md", import.meta.url), "utf8");
  const [, shown] = /```text\n([^]*?)```/.exec(readme) ?? [];
  expect(`${report(compare(drawJobs(JOBS, SEED), SEED), JOBS, SEED)}\n`).toBe(shown);
});
