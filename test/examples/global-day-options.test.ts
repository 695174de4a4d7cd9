import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { calendarStatus } from "follow-the-sun";
import { afterAll, describe, expect, it } from "vitest";
import { parseOptions } from "../../examples/global-day/cli.js";
import { compareDays, comparisonReport } from "../../examples/global-day/compare-days.js";
import type { Day } from "../../examples/global-day/day.js";
import { builtInProfile } from "../../examples/global-day/profile.js";
import { measure } from "../../examples/global-day/measures.js";
import { PLACES } from "../../examples/global-day/places.js";
import { OWN_RULES, readRules } from "../../examples/global-day/rules.js";
import { runDay } from "../../examples/global-day/simulate.js";
import { drawDay } from "../../examples/global-day/traffic.js";
import { livesOf } from "../../examples/simulator/life.js";
import { wrongWith } from "./day-invariants.js";

const readme = readFileSync(new URL("../../examples/global-day/README.md", import.meta.url), "utf8");
const profile = builtInProfile();
const countries = Object.keys(profile.teams);
/** The same with a tenth of the world, to be quick. */
const small = {
  ...profile,
  teams: only(profile.teams, ["AU", "BR", "FR", "JP", "KR", "RU"]),
  arrivals: only(profile.arrivals, ["AU", "BR", "FR", "JP", "KR"]),
};

function only<Value>(
  record: Readonly<Record<string, Value>>,
  keys: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

const folder = mkdtempSync(join(tmpdir(), "global-day-options-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

describe("the day on another date", () => {
  it("keeps the holidays of the first of May, and every law", () => {
    const day = drawDay(profile, 1, { date: "2026-05-01" });
    const { log } = runDay(day, OWN_RULES);
    expect(wrongWith(day, log.outcomes)).toEqual([]);
    const { handoffs, waitingAtEnd } = measure(day, livesOf(log.outcomes, day.to), log.tickets);
    expect(readme).toContain(
      `   ${waitingAtEnd} waiting for an agent when the clock stopped\n   ${handoffs} handed on`,
    );
    const closed = day.teams.filter(
      ({ office }) => calendarStatus(office.calendar, "2026-05-01T12:00:00Z").reason.code === "holiday",
    );
    expect(closed.map(({ country }) => country).join(" ")).toBe(
      "AR BE BR CL CN CZ DE ES FR MY PL RO RU SE SG ZA",
    );
    const teams = log.outcomes.flatMap((outcome) =>
      "agentId" in outcome ? [outcome.agentId.slice(0, 2)] : [],
    );
    expect(new Set(teams).has("US")).toBe(true);
    expect(teams.filter((team) => ["SE", "FR", "PL"].includes(team))).toEqual([]);
  });

  it.each([
    ["spring", "2026-03-28"],
    ["autumn", "2026-10-24"],
  ])("runs over Europe's weekend of %s, with fewer arrivals, and keeps every law", (_, date) => {
    const arrivals = drawDay(profile, 1, { date, days: 3 });
    const day = drawDay(small, 1, { date, days: 3 });
    const days = [0, 1, 2].map(
      (index) =>
        arrivals.incidents.filter(
          ({ arrivedAt }) => Math.floor((arrivedAt - day.from) / 86_400_000) === index,
        ).length,
    );
    expect(days).toEqual([454, 454, 1814]);
    expect(wrongWith(day, runDay(day, OWN_RULES).log.outcomes)).toEqual([]);
    const monday = new Date(day.from + 2 * 86_400_000).toISOString().slice(0, 10);
    const sweden = arrivals.teams.find(({ country }) => country === "SE")!.office.calendar;
    const opening = calendarStatus(sweden, `${monday}T00:00:00Z`).nextChangeAt?.toISOString().slice(11, 16);
    expect(opening).toBe(date < "2026-06" ? "05:45" : "06:45"); // 07:45 in Stockholm
  });

  it("has people write at the same hour of their own clocks", () => {
    const hours = (day: Day, country: string): number[] => {
      const counts = Array.from({ length: 24 }, () => 0);
      for (const each of day.incidents) {
        const hour = new Date(each.arrivedAt).getUTCHours();
        if (each.country === country) counts[hour] = counts[hour]! + 1;
      }
      return counts;
    };
    const may = drawDay(profile, 1);
    const january = drawDay(profile, 1, { date: "2026-01-14" });
    const later = (counts: number[]) => [...counts.slice(-1), ...counts.slice(0, -1)];
    expect(hours(january, "US")).toEqual(later(hours(may, "US")));
    expect(hours(january, "IN")).toEqual(hours(may, "IN"));
  });

  it("begins alike however many days it has, and is another day for another seed", () => {
    const one = drawDay(profile, 7, { date: "2026-05-05" }).incidents;
    expect(drawDay(profile, 7, { date: "2026-05-05", days: 2 }).incidents.slice(0, one.length)).toEqual(one);
    expect(drawDay(profile, 8, { date: "2026-05-05" }).incidents).not.toEqual(one);
  });

  it("has a place for everybody", () => {
    expect(Object.keys(PLACES).sort()).toEqual(countries.sort());
  });
});

describe("other rules", () => {
  it("are a strategy by its name, or a file of a policy's keys and people", () => {
    expect(readRules("round-robin", countries)).toMatchObject({
      name: "round-robin",
      policy: { strategy: "round-robin", priorities: OWN_RULES.policy.priorities },
    });
    const file = written("rules.json", { strategy: "least-loaded", people: { BR: 2, FR: 2, RU: 2 } });
    const rules = readRules(file, countries);
    const usual = drawDay(small, 1);
    const day = drawDay(small, 1, { people: rules.people });
    expect(day.teams.find(({ country }) => country === "FR")?.people).toHaveLength(2);
    expect(day.incidents).toEqual(usual.incidents);
    expect(runDay(day, rules).simulation.roster.policy.strategy).toBe("least-loaded");
  });

  it.each([
    [{ strategy: "luck" }, "strategy must be one of fair-share, longest-idle"],
    [{ stratgy: "luck" }, "stratgy is no key that this config has"],
    [{ people: { KR: 0 } }, "people.KR must be a number of people, from 1 to 9999"],
    [{ people: { XX: 3 } }, "people.XX is no region of the day"],
    [{ people: 3 }, "people must be numbers of people by country"],
    [[], "must be an object of a policy's keys"],
    ["{", "line 1, column 2: is no valid JSON from here on"],
  ])("refuses %j", (content, message) => {
    expect(() => readRules(written("bad.json", content), countries)).toThrow(message);
  });

  it("whose name is misspelt are told the strategies that there are, and not only of a missing file", () => {
    expect(() => readRules("longest-idel", countries)).toThrow(
      "longest-idel: there is no such file, and no such strategy; there are fair-share, longest-idle,",
    );
  });

  it("with people are refused for a replay by its own reason, not as if the region were unknown", () => {
    const file = written("people.json", { people: { FR: 2 } });
    expect(() => readRules(file, [])).toThrow(
      "people.FR is of no use: a replay's people are those of its log",
    );
  });

  it("say everything that is wrong at once", () => {
    const file = written("worse.json", { strategy: "luck", people: { XX: 3 } });
    expect(() => readRules(file, countries)).toThrow(/2 things are wrong\n {2}strategy .*\n {2}people\.XX/);
  });

  it("compared with themselves show no difference; with others, what is larger than chance", () => {
    const draw = (seed: number, { people }: typeof OWN_RULES) => drawDay(small, seed, { people });
    const compare = (rules: typeof OWN_RULES) =>
      compareDays(draw, [1, 2, 3], [OWN_RULES, rules], () => undefined);
    const same = compare(OWN_RULES);
    expect(same.differences.every(({ difference }) => difference === 0)).toBe(true);
    const text = comparisonReport(same, { colour: false });
    expect(text).toContain("A: the demo's own policy\nB: the demo's own policy\n");
    expect(text).not.toMatch(/ (better|worse)\n/);
    const few = compare(
      readRules(written("few.json", { people: { BR: 1, FR: 1, RU: 1 } }), countries),
    ).differences;
    expect(few.find(({ name }) => name === "first agent, 90th percentile")).toMatchObject({
      verdict: "worse",
    });
  });
});

describe("the command line", () => {
  it.each([
    [["--days", "0"], "--days 0: a whole number from 1 to 60 was expected"],
    [["--days", "x"], "--days x: a whole number from 1 to 60 was expected"],
    [["--date", "2026-02-29"], "--date 2026-02-29: a date from 1971-01-01 to 2098-12-31 was expected"],
    [["--date", "1 May"], "--date 1 May: a date"],
    [["--policy="], "--policy: a file was expected"],
    [["--compare="], "--compare: a file or a strategy was expected"],
    [["--html="], "--html: a file was expected"],
    [["--compare", "round-robin", "--seeds", "1"], "--seeds 1: a whole number from 2 to 100 was expected"],
    [["--seeds", "4"], "--seeds: belongs to --compare or --replay"],
    [["--compare", "round-robin", "--html", "x"], "--html: pictures are of one day"],
    [["--replay", "DIR", "--date", "2026-05-01"], "--date: a replay is of its own days"],
    [["--replay", "DIR", "--days", "2"], "--days: a replay is of its own days"],
    [["--replay", "DIR", "--compare", "round-robin"], "--compare: a replay is of its own days"],
  ])("refuses %j", (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });

  it("knows its flags", () => {
    expect(
      parseOptions(["--date", "2026-05-01", "--days", "3", "--compare", "cheapest", "--seeds", "4"]),
    ).toEqual({
      ...{ help: false, json: false, seed: 1, seeds: 4, days: 3, date: "2026-05-01", compare: "cheapest" },
    });
  });

  const threeDesks = fileURLToPath(new URL("fixtures/three-desks", import.meta.url));
  const demo = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "examples/global-day/main.ts", ...args], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      env: { ...process.env, TSX_TSCONFIG_PATH: "examples/tsconfig.json" },
    });

  it.each([
    [join("no", "x.html"), (file: string) => `cannot be written: there is no folder ${join(file, "..")}`],
    [".", () => "is a folder, a file was expected"],
  ])("tells before a run, not after it, that no page can be written to %j", async (name, message) => {
    const file = join(folder, name);
    await expect(demo("--replay", threeDesks, "--html", file)).rejects.toMatchObject({
      ...{ code: 1, stdout: "" },
      stderr: `error: ${file}: ${message(file)}\n`, // and no line of how long the run took
    });
  });

  it("draws a page, and routes a replay by another policy", async () => {
    const page = join(folder, "page.html");
    const policy = written("policy.json", { strategy: "longest-idle" });
    const { stdout } = await demo("--replay", threeDesks, "--policy", policy, "--html", page);
    expect(stdout).toContain("── Checks of the roster");
    expect(readFileSync(page, "utf8")).toMatch(/^<!DOCTYPE html>[^]*Replay of/);
  });
});
