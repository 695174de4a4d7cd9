import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { coverageGaps, defineRoster, postsFor } from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { effectLines } from "../../examples/companies/effect.js";
import { companyOf, EXAMPLES, type ExampleName } from "../../examples/companies/examples.js";
import { gapsOf } from "../../examples/companies/gaps.js";
import { weekOf } from "../../examples/companies/coverage-map.js";
import { runExample, showChange, showRun } from "../../examples/companies/show.js";
import { wantedOf } from "../../examples/companies/wanted.js";
import type { CompanyConfig } from "../../examples/simulator/company.js";
import type { Contact } from "../../examples/simulator/contact.js";
import type { Outcome } from "../../examples/simulator/log.js";

const folder = new URL("../../examples/companies/", import.meta.url);
const NAMES = Object.keys(EXAMPLES) as ExampleName[];

/** The blocks of a README that a program printed. */
function blocksOf(name: ExampleName): string[] {
  const readme = readFileSync(new URL(`${name}/README.md`, folder), "utf8");
  return Array.from(readme.matchAll(/```text\n([^]*?)\n```/g), ([, block = ""]) => block);
}

/** What a README leaves out, a line of three dots stands for. */
function linesOf(block: string): string[] {
  return block.split("\n").filter((line) => line.trim() !== "…");
}

const isEffect = (block: string): boolean => block.startsWith("── One change");
const linesNotIn = (text: string, blocks: readonly string[]): string[] => {
  const printed = new Set(text.split("\n"));
  return blocks.flatMap(linesOf).filter((line) => !printed.has(line));
};

/** What a rule needs of a file's team, crew and calendar. */
interface Hours {
  readonly timeZone: string;
  readonly weekly?: Readonly<Record<string, readonly (readonly [string, string])[]>> | "always";
  readonly holidays?: readonly { readonly date: string; readonly observance?: string }[];
  readonly specialHours?: Readonly<Record<string, unknown>>;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock of a zone reads: by the platform's own means. */
function wallClock(timeZone: string, at: number): { date: string; weekday: string; time: string } {
  const options = { timeZone, dateStyle: "short", timeStyle: "medium" } as const;
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", options);
  clocks.set(timeZone, clock);
  const [date = "", time = ""] = clock.format(at).split(" ");
  const weekday = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(date).getUTCDay()] ?? "";
  return { date, weekday, time };
}

/** Whether a shift is on: this date's hours, or the end of a night that began on the date before. */
function isOnShift({ timeZone, weekly = {}, holidays = [], specialHours = {} }: Hours, at: number): boolean {
  const { date, weekday, time } = wallClock(timeZone, at);
  const isHoliday = (day: string): boolean =>
    holidays.some((each) => [day, day.slice(5)].includes(each.date) && each.observance !== "open");
  if (isHoliday(date)) return false;
  if (weekly === "always" || date in specialHours) return true;
  const before = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const dayBefore = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(before).getUTCDay()] ?? "";
  const isNight = ([from, to]: readonly [string, string]): boolean => to <= from;
  const today = (weekly[weekday] ?? []).some(
    (hours) => time >= hours[0] && (isNight(hours) || time < hours[1]),
  );
  const lastNight = (weekly[dayBefore] ?? []).some((hours) => isNight(hours) && time < hours[1]);
  return today || (lastNight && !isHoliday(before));
}

/** Reads the file itself: who may hold what, and when. Gives what is wrong, in words. */
function wrongWithRun(
  { roster, crews = {}, traffic }: CompanyConfig,
  outcomes: readonly Outcome<Contact>[],
): { taken: number; wrong: string[] } {
  const wrong: string[] = [];
  const held = new Map<string, Map<string, string>>();
  let taken = 0;
  for (const outcome of outcomes) {
    if (!("agentId" in outcome)) continue;
    const { item, agentId, at, kind } = outcome;
    const crew = crews[agentId.replace(/-\d+$/, "")];
    const team = roster.teams[crew?.team ?? ""] as { calendar: Hours; location?: string } | undefined;
    if (crew === undefined || team === undefined) throw new Error(`${agentId} is nobody`);
    const own = held.get(agentId) ?? new Map<string, string>();
    held.set(agentId, own);
    const asked = traffic.kinds[item.kind];
    const says = (what: string): number => wrong.push(`${item.id}, ${agentId}, ${kind}: ${what}`);
    const hours = (crew.calendar ?? team.calendar) as Hours;
    if (kind === "assigned" || kind === "resumed" || kind === "offered") {
      if (!isOnShift(hours, at)) says(`is off shift at ${new Date(at).toISOString()}`);
    }
    if ((kind === "done" || kind === "rests") && !isOnShift(hours, at - 1000)) says("worked off shift");
    if (kind === "assigned") {
      taken += 1;
      const { residency } = traffic.sources[item.source] ?? {};
      const place = crew.location ?? team.location ?? "nowhere";
      if (residency !== undefined && !residency.includes(place)) says(`its data go to ${place}`);
      if (asked?.clearances?.some((each) => crew.clearances?.includes(each) !== true)) says("not cleared");
      if ((asked?.authority ?? 0) > (crew.authority ?? 0)) says("may not decide it");
      own.set(item.id, asked?.channel ?? "");
      const { capacity } = crew;
      const most = typeof capacity === "object" ? capacity.channels[asked?.channel ?? ""]?.max : capacity;
      const now = [...own.values()].filter((channel) => channel === asked?.channel).length;
      if (now > (most ?? 0)) says(`holds ${now}`);
    } else if (["done", "rests", "let-go", "passed-up"].includes(kind)) own.delete(item.id);
  }
  return { taken, wrong };
}

describe.each(NAMES)("%s", (name) => {
  const run = runExample(name, { seed: 1, days: 1 });
  const printed = showRun(run, false);
  // The README of this one shows the weekend of the change of clocks, too.
  const weekend =
    name === "saas" ? showRun(runExample(name, { seed: 1, days: 2, date: "2026-10-24" }), false) : "";

  it("is a company with a change, and both are valid", () => {
    const { company, changed } = companyOf(name);
    expect(company.name).not.toBe("");
    expect(changed?.what).not.toBe("");
    expect(changed?.company.roster).not.toEqual(company.roster);
  });

  it("has a README that shows what the program prints", () => {
    const blocks = blocksOf(name).filter((block) => !isEffect(block));
    expect(blocks.flatMap(linesOf).length).toBeGreaterThan(25);
    expect(linesNotIn(`${printed}\n${weekend}`, blocks)).toEqual([]);
  });

  it("keeps within 100 columns", () => {
    expect(printed.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it("tells each handoff plan once: a later one that only says again what is kept is left out", () => {
    const { outcomes, handoffs } = run.log;
    const { agents } = run.simulation.roster;
    const empty = handoffs.filter(
      ({ at, team }) =>
        !outcomes.some(
          (each) =>
            each.at === at &&
            (each.kind === "kept" || each.kind === "let-go") &&
            agents.get(each.agentId)?.team.id === team.team,
        ),
    );
    expect(handoffs.length).toBeGreaterThan(1);
    expect(empty).toEqual([]);
  });

  it("names the gaps that the package finds, and no others", () => {
    const { company } = companyOf(name);
    const roster = defineRoster(company.roster);
    const wanted = wantedOf(company, roster).slice(0, 5); // a gap takes a year of weeks to explain
    const week = weekOf(Date.parse(company.date));
    const named = gapsOf(company, roster, wanted, week);
    for (const { label, work } of wanted) {
      const own = named.filter((gaps) => gaps.label === label).flatMap(({ gaps }) => gaps);
      const found = coverageGaps(postsFor(roster, work, 0), week);
      expect(own.sort((a, b) => Number(a.from) - Number(b.from))).toEqual(found);
    }
  });

  it("keeps the hard rules all day, by a check that knows neither the engine nor the package", () => {
    const file = readFileSync(new URL(`${name}/company.json`, folder), "utf8");
    const { taken, wrong } = wrongWithRun(JSON.parse(file) as CompanyConfig, run.log.outcomes);
    expect(taken).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
    // Were the hours another zone's, or the people elsewhere, it would see that.
    const moved = file.replace(/"timeZone": "Europe\/\w+"/g, '"timeZone": "Pacific/Auckland"');
    const abroad = file.replace(/"location": "EU"/g, '"location": "US"');
    expect(wrongWithRun(JSON.parse(moved) as CompanyConfig, run.log.outcomes).wrong).not.toEqual([]);
    const { wrong: leaks } = wrongWithRun(JSON.parse(abroad) as CompanyConfig, run.log.outcomes);
    expect(leaks.length > 0).toBe(name === "hotels");
  });

  // Eight seeds of both sides of each take a minute: EFFECTS=1 npx vitest run test/examples/companies.test.ts
  it.runIf(process.env.EFFECTS)("has a README that shows what its change does", { timeout: 300_000 }, () => {
    const blocks = blocksOf(name).filter(isEffect);
    expect(blocks).toHaveLength(1);
    expect(linesNotIn(showChange(name, { seed: 1, seeds: 8, colour: false }), blocks)).toEqual([]);
  });
});

it("the same seed gives the same bytes, another one others", () => {
  const bytes = (seed: number): string => {
    const { log, measures } = runExample("saas", { seed, days: 1, date: "2026-10-31" });
    return JSON.stringify([log.outcomes, log.events, measures]);
  };
  const first = bytes(3);
  expect(bytes(3)).toBe(first);
  expect(bytes(4)).not.toBe(first);
});

it("a change is compared with what it changes, on the same traffic", () => {
  const { company, changed } = companyOf("saas");
  if (changed === undefined) throw new Error("has no change");
  const trial = { date: "2026-10-31", days: 1, seed: 1, seeds: 2 };
  const lines = effectLines(company, { ...changed, company }, EXAMPLES.saas.focus, trial);
  expect(lines.join("\n")).toContain("severity 1: within 15 min");
  expect(lines.filter((line) => / (better|worse)$/.test(line))).toEqual([]);
});

it.each([
  [["airline"], "airline: one of retailer, saas, hotels was expected"],
  [[], "no company: one of retailer, saas, hotels was expected"],
  // Without a word these changed nothing.
  [["saas", "--change", "--days", "3"], "--days: a change is tried on days of its own"],
  [["saas", "--change", "--date", "2026-05-01"], "--date: a change is tried on days of its own"],
  [["saas", "--seeds", "3"], "--seeds: belongs to --change"],
])("ends with one line and exit code 1 for %j", async (words, message) => {
  const args = ["--import", "tsx", fileURLToPath(new URL("main.ts", folder)), ...words];
  const env = { ...process.env, TSX_TSCONFIG_PATH: fileURLToPath(new URL("../tsconfig.json", folder)) };
  await expect(promisify(execFile)(process.execPath, args, { env })).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: `error: ${message}\n`,
  });
});

it("stands on the first page of the package as its own page has it", () => {
  const page = readFileSync(new URL("../../README.md", folder), "utf8");
  const [block = ""] = page.match(/(?<=```text\n)── Who covers what[^`]*/u) ?? [];
  const shown = new Set(readFileSync(new URL("saas/README.md", folder), "utf8").split("\n"));
  const lines = block.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(10);
  expect(lines.filter((line) => !shown.has(line))).toEqual([]);
});
