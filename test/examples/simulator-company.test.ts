import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { companyFrom, readCompany, withPolicy } from "../../examples/simulator/company-file.js";
import { compareRuns, comparisonLines } from "../../examples/simulator/compare.js";
import { COMPANY_FIGURES } from "../../examples/simulator/figures.js";
import { mergePatch } from "../../examples/simulator/merge-patch.js";
import { runProgram } from "../../examples/simulator/program.js";
import { runCompany, spanOf } from "../../examples/simulator/run-company.js";

const file = fileURLToPath(new URL("fixtures/three-hubs.json", import.meta.url));
const json: unknown = JSON.parse(readFileSync(file, "utf8"));
const folder = mkdtempSync(join(tmpdir(), "company-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is wrong with the company when something about it is changed. */
function complaint(patch: unknown): string {
  try {
    companyFrom(mergePatch(json, patch), "f.json");
    return "nothing";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("a company file", () => {
  it("is read with its crews as agents, who share their hours", () => {
    const { company, changed } = readCompany(file);
    expect(company.roster.agents.map(({ id }) => id).slice(0, 3)).toEqual(["lead", "mnl-01", "mnl-02"]);
    expect(company.roster.agents).toHaveLength(19);
    expect(changed?.what).toBe("two more in Berlin");
    expect(changed?.company.roster.agents).toHaveLength(21);
  });

  it("says everything that is wrong at once, each with its path", () => {
    const patch = {
      name: null,
      traffic: { perDay: -1, sources: { DE: { hours: [1, 2], colour: 1 } } },
      crews: { ber: { team: "paris", languages: { de: "Z9" } } },
    };
    expect(complaint(patch)).toBe(
      [
        "f.json: 6 things are wrong",
        "  name must be a text",
        "  traffic.perDay must be contacts a day, above 0",
        "  traffic.sources.DE.hours must be 24 numbers, one an hour",
        "  traffic.sources.DE.colour is no key that a company has there",
        "  crews.ber.languages.de must be a level (A1, A2, B1, B2, C1, C2, native), or { written, spoken }",
        "  crews.ber.team must be the key of a team: manila, berlin, denver",
      ].join("\n"),
    );
  });

  const chat = (more: object): object => ({ traffic: { kinds: { chat: more } } });
  const germany = (more: object): object => ({ traffic: { sources: { DE: more } } });
  it.each([
    [{ date: "2026-02-30" }, "date must be a date such as 2026-03-04"],
    [{ crews: { ber: { count: 0 } } }, "crews.ber.count must be a number of people, from 1 to 9999"],
    [{ crews: [] }, "crews must be crews by their keys"],
    [{ sickness: 1.5 }, "sickness must not be above 1"],
    [
      { roster: { policy: { strategy: "luck" } } },
      "roster.policy.strategy must be one of fair-share, longest-idle",
    ],
    [{ places: { paris: [1, 2] } }, "places.paris is no team of the roster"],
    [{ places: { berlin: [1, 200] } }, "places.berlin[1]"],
    [
      { promises: { policies: [{ id: "a", targets: { firstReply: "PT0S" } }] }, escalations: null },
      "promises.policies[0].targets.firstReply must be longer than nothing",
    ],
    [{ escalations: [{ step: "nope" }] }, "escalations[0].step is no step of the promises"],
    [
      { escalations: [{ step: "lead", raiseTo: "hot" }] },
      "escalations[0].raiseTo must be one of the policy's priorities",
    ],
    [{ offers: { seconds: { median: 1, p90: 2 }, declined: 3 } }, "offers.declined must not be above 1"],
    [germany({ timeZone: "Europe/Berlinn" }), "traffic.sources.DE.timeZone must be an IANA time zone"],
    [
      germany({ languages: { german: 1 } }),
      "traffic.sources.DE.languages.german must be the tag of a language",
    ],
    [germany({ customer: "acme" }), "traffic.sources.DE.customer is no customer of the promises"],
    [
      germany({ hours: Array.from({ length: 24 }, () => 0) }),
      "traffic.sources.DE.hours must not be 0 at every hour",
    ],
    [germany({ dates: { tomorrow: 1 } }), "traffic.sources.DE.dates.tomorrow"],
    [
      chat({ priority: "hot", skills: { a: "b" } }),
      "traffic.kinds.chat.priority must be one of the policy's priorities",
    ],
    [chat({ priority: "hot", skills: { a: "b" } }), "traffic.kinds.chat.skills.a must be a proficiency"],
    [chat({ minutes: { median: 9, p90: 3 } }), "traffic.kinds.chat.minutes.p90 must not be below the median"],
    [
      chat({ again: { share: 2, minutes: { median: 1, p90: 1 } } }),
      "traffic.kinds.chat.again.share must not be above 1",
    ],
    [{ traffic: { sources: { DE: null, PH: null, US: null } } }, "traffic.sources must have sources"],
    [{ change: { traffic: { perDay: 0 } } }, 'f.json, changed by "two more in Berlin": traffic.perDay'],
  ])("refuses %j", (patch, message) => {
    expect(complaint(patch)).toContain(message);
  });

  it("is JSON, and there", () => {
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{\n  "name": }');
    expect(() => readCompany(broken)).toThrow(
      "broken.json, line 2, column 11: is no valid JSON from here on",
    );
    expect(() => readCompany(join(folder, "none.json"))).toThrow("none.json: there is no such file");
    expect(() => readCompany(folder)).toThrow("is a folder");
  });
});

describe("a merge patch", () => {
  // The examples of RFC 7396, appendix A.
  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("makes of %j with %j %j", (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  it("of a policy is checked as a policy", () => {
    const { company } = readCompany(file);
    expect(withPolicy(company, { strategy: "cheapest" }, "p.json").roster.policy).toMatchObject({
      strategy: "cheapest",
      commonLanguage: "en",
    });
    expect(() => withPolicy(company, { strategy: "luck" }, "p.json")).toThrow(
      "p.json: strategy must be one of",
    );
  });
});

describe("a comparison", () => {
  const { company } = readCompany(file);
  const seeds = [1, 2, 3, 4];
  const measuresOf = (of: typeof company) =>
    seeds.map((seed) => runCompany(of, { ...spanOf("2026-03-25", 1), seed }).measures);
  const own = measuresOf(company);

  it("finds a better roster better, and a worse one worse", () => {
    const crews = { mnl: { count: 3 }, ber: { count: 3 }, den: { count: 3 } };
    const smaller = measuresOf(companyFrom(mergePatch(json, { crews }), "f.json").company);
    const verdictOf = (ones: typeof own, others: typeof own) =>
      compareRuns(COMPANY_FIGURES, ones, others).find(({ name }) => name === "left before that")?.verdict;
    expect([verdictOf(smaller, own), verdictOf(own, smaller)]).toEqual(["better", "worse"]);
  });

  it("finds no difference between a company and itself", () => {
    const differences = compareRuns(COMPANY_FIGURES, own, measuresOf(company));
    expect(differences.map(({ difference, verdict }) => `${difference} ${verdict}`)).toEqual(
      differences.map(() => "0 no difference"),
    );
    expect(differences.length).toBeGreaterThan(6);
  });

  it("computes the interval of Student's t", () => {
    // By hand: differences 1, 2, 3, 4 have the mean 2.5 and the standard error sqrt(5/3)/2; t is 3.182.
    const figure = { name: "x", unit: "count", better: "more", of: (value: number) => value } as const;
    const [found] = compareRuns([figure], [0, 0, 0, 0], [1, 2, 3, 4]);
    expect(found).toMatchObject({ one: 0, other: 2.5, difference: 2.5, seeds: 4, verdict: "better" });
    expect(found?.from).toBeCloseTo(0.446, 3);
    expect(found?.to).toBeCloseTo(4.554, 3);
    const [small] = compareRuns([figure], [0, 0, 0, 0], [1, -2, 3, 0]);
    expect(small?.verdict).toBe("no difference");
    expect(comparisonLines([found!], { one: "a", other: "b" }).join("\n")).toContain(
      "+0.4 to +4.6    better",
    );
  });
});

describe("the program of a company", () => {
  const run = async (...args: string[]) => {
    let [out, err] = ["", ""];
    const stdout = { write: (text: string) => (out += text) };
    const stderr = { write: (text: string) => (err += text) };
    return { code: await runProgram(args, { stdout, stderr }), out, err };
  };

  it("reports, gives data, and draws", async () => {
    const page = join(folder, "page.html");
    const { code, out } = await run(file, "--html", page);
    expect(code).toBe(0);
    for (const part of ["Three hubs", "Checks of the roster", "Promises", "Load and fairness"])
      expect(out).toContain(part);
    expect(readFileSync(page, "utf8")).toContain("<!DOCTYPE html>");
    const data = JSON.parse((await run(file, "--json", "--date", "2026-05-01")).out) as Record<
      string,
      unknown
    >;
    expect(data).toMatchObject({ name: "Three hubs", seed: 1, outsideHours: 0 });
    // The report's days and handoff plans were missing from the data.
    expect(data).toMatchObject({ from: "2026-05-01T00:00:00.000Z", to: "2026-05-02T00:00:00.000Z" });
    expect(data.handoffPlans).toBeInstanceOf(Array);
  });

  it("compares a company with what its change makes of it, or with itself under another policy", async () => {
    const { out } = await run(file, "--compare", "--seeds", "2");
    expect(out).toContain("B: two more in Berlin");
    const policy = join(folder, "policy.json");
    writeFileSync(policy, '{ "strategy": "fair-share" }');
    const same = JSON.parse((await run(file, "--compare-with", policy, "--seeds", "2", "--json")).out) as {
      differences: { difference: number }[];
    };
    expect(same.differences.every(({ difference }) => difference === 0)).toBe(true);
  });

  it("tells a difference of two shares in points, and not as +9 %, which would be of 90 % another number", () => {
    const figure = { name: "kept", unit: "percent", better: "more", of: (value: number) => value } as const;
    const [found] = compareRuns([figure], [90, 90], [99, 99]);
    expect(comparisonLines([found!], { one: "a", other: "b" }).join("\n")).toMatch(
      /kept +90\.00 % +99\.00 % +\+9\.00 pt +\+9\.00 pt to \+9\.00 pt +better/,
    );
  });

  it.each([
    [[], "one company file was expected; --help tells what there is"],
    [["none.json"], "none.json: there is no such file"],
    [[file, "--days", "0"], "--days 0: a whole number from 1 to 60 was expected"],
    [[file, "--date", "2026-13-01"], "--date 2026-13-01: a date from 1971-01-01 to 2098-12-31 was expected"],
    [[file, "--seeds", "3"], "--seeds: belongs to --compare"],
    [[file, "--compare", "--html", "x"], "--html: pictures are of one run; a comparison has many"],
    [[file, "--compare", "--compare-with", "x"], "--compare and --compare-with: one of them"],
    [
      [file, "--html", "/no/such/folder/x.html"],
      "/no/such/folder/x.html: cannot be written: there is no folder",
    ],
    [[file, "--luck"], "Unknown option '--luck'; --help tells what there is"],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`error: ${message}`);
  });

  it("has help", async () => {
    expect((await run("--help")).out).toContain("--compare-with FILE");
  });
});
