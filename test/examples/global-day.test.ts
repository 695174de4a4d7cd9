import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { clockStatus } from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { HELP, parseOptions } from "../../examples/global-day/cli.js";
import type { Day, Incident } from "../../examples/global-day/day.js";
import { OWN_RULES } from "../../examples/global-day/rules.js";
import { resultsOf, runDay } from "../../examples/global-day/simulate.js";
import { toJson } from "../../examples/global-day/json.js";
import { factsOf } from "../../examples/global-day/log-facts.js";
import type { RunLog } from "../../examples/simulator/log.js";
import { builtInProfile } from "../../examples/global-day/profile.js";
import { targetsOf } from "../../examples/global-day/promises.js";
import { progressBar } from "../../examples/simulator/progress.js";
import { readReplay } from "../../examples/global-day/replay.js";
import { report } from "../../examples/global-day/report.js";
import type { Results } from "../../examples/global-day/results.js";
import { anyTeam } from "../../examples/global-day/roster.js";
import { drawDay } from "../../examples/global-day/traffic.js";
import { wrongWith } from "./day-invariants.js";

const threeDesks = fileURLToPath(new URL("fixtures/three-desks", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

function run(day: Day): Results & { outcomes: RunLog<Incident>["outcomes"] } {
  const ran = runDay(day, OWN_RULES);
  return { ...resultsOf(day, ran), outcomes: ran.log.outcomes };
}

const seeded = run(drawDay(builtInProfile(), 1));

describe("a day drawn from the built-in profile", () => {
  it("loses nothing, gives nobody work off shift, exceeds nobody's capacity, does all the work", () => {
    expect(wrongWith(seeded.day, seeded.outcomes)).toEqual([]);
    expect(seeded.day.incidents).toHaveLength(1814);
    const { incidents, assigned, waitingAtEnd } = seeded.measures;
    expect({ incidents, sum: assigned + waitingAtEnd }).toEqual({ incidents: 1814, sum: 1814 });
  });

  it("is checked by something that would notice", () => {
    const { day, outcomes } = seeded;
    const is = (kind: string): number => outcomes.findIndex((outcome) => outcome.kind === kind);
    for (const kind of ["arrived", "assigned", "let-go"]) {
      expect(
        wrongWith(
          day,
          outcomes.filter((_, index) => index !== is(kind)),
        ),
      ).not.toEqual([]);
    }
    const late = outcomes.map((outcome, index) =>
      index === is("assigned") ? { ...outcome, agentId: "US-001" } : outcome,
    );
    expect(wrongWith(day, late).join()).toContain("US-001 is off shift");
  });

  it("is the same bytes for the same seed, and another day for another", () => {
    const again = run(drawDay(builtInProfile(), 1));
    expect(toJson(again)).toBe(toJson(seeded));
    expect(report(again, { colour: false })).toBe(report(seeded, { colour: false }));
    expect(drawDay(builtInProfile(), 2).incidents).not.toEqual(seeded.day.incidents);
  });

  it("draws what the profile says, whatever the Node version", () => {
    // Written down once: a change here is a change of every day anybody has drawn.
    expect(seeded.day.incidents.slice(0, 3)).toEqual(FIRST_INCIDENTS);
    const sizes = seeded.day.teams.map(({ country, people }) => [country, people.length]);
    expect(sizes).toEqual(
      Object.entries(builtInProfile().teams).map(([country, { people }]) => [country, people]),
    );
  });

  it("counts the same by the hour, by region and in all", () => {
    const { perHour, perRegion, passing, handoffs } = seeded.measures;
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(perHour).toHaveLength(24);
    expect(sum(perHour.map(({ arrivals }) => arrivals))).toBe(1814);
    expect(sum(perHour.map(({ assignments }) => assignments))).toBe(passing.assignments);
    expect(sum(perRegion.map(({ assignments }) => assignments))).toBe(passing.assignments);
    expect(sum(perRegion.map(({ takenOver }) => takenOver))).toBe(handoffs);
    expect(sum(perRegion.map(({ inHandAtEnd }) => inHandAtEnd))).toBe(seeded.measures.atEnd["in-hand"]);
  });

  it("attains what the clock of each promise says, one by one", () => {
    const { day, lives, measures } = seeded;
    const calendar = anyTeam(day.teams);
    const count = (impact: string, isResponse: boolean, targetMs: number) => {
      const own = lives.filter(({ item }) => item.impact === impact);
      const states = own.map(({ item, holdings, rests, doneAt }) => {
        const pauses = isResponse ? [] : rests;
        const promise = { calendar, from: item.arrivedAt, target: { milliseconds: targetMs }, pauses };
        const fulfilledAt = isResponse ? holdings[0]?.from : doneAt;
        return clockStatus(fulfilledAt === undefined ? promise : { ...promise, fulfilledAt }, day.to).state;
      });
      const [met, missed] = ["met", "missed"].map((each) => states.filter((state) => state === each).length);
      return { met, missed, open: states.length - Number(met) - Number(missed) };
    };
    expect(measures.attainment).toHaveLength(6);
    for (const { impact, metric, targetMs, met, missed, open } of measures.attainment) {
      expect({ met, missed, open }).toEqual(count(impact, metric === "response", targetMs));
    }
  });

  it("draws its worst miss, and who had it", () => {
    const { worstMiss } = seeded.measures;
    const life = seeded.lives.find(({ item }) => item.id === worstMiss?.incident);
    const targetMs = targetsOf(worstMiss?.impact ?? "").resolutionMs;
    // It never rested, and somebody was always at work: its overrun is all the time beyond its target.
    expect(life?.rests).toEqual([]);
    expect(worstMiss?.overrunMs).toBe(seeded.day.to - Number(life?.item.arrivedAt) - targetMs);
    const dueAt = Number(life?.item.arrivedAt) + targetMs;
    const holder = life?.holdings.find(({ from, to }) => from <= dueAt && dueAt < to);
    expect(worstMiss?.agent).toBe(holder?.agentId);
    expect(report(seeded, { colour: false })).toContain(worstMiss?.timeline.join("\n"));
  });

  it("reports within 100 columns, without colours unless they are asked for", () => {
    const plain = report(seeded, { colour: false });
    expect(Math.max(...plain.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(plain).not.toContain("\u001b");
    const coloured = report(seeded, { colour: true });
    expect(coloured).toContain("\u001b[33m");
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });
});

describe("the README", () => {
  it("shows what the program prints, line by line", () => {
    const readme = readFileSync(new URL("../../examples/global-day/README.md", import.meta.url), "utf8");
    const [, shown = ""] = /```text\n([^]*?)\n```/.exec(readme) ?? [];
    const printed = new Set(report(seeded, { colour: false }).split("\n"));
    expect(shown.split("\n").length).toBeGreaterThan(50);
    expect(shown.split("\n").filter((line) => !printed.has(line))).toEqual([]);
  });
});

describe("a replay", () => {
  const { day, then } = readReplay(threeDesks);
  const { outcomes, measures, explanations } = run(day);
  const log = outcomes.map((outcome) =>
    [
      new Date(outcome.at).toISOString().slice(11, 16),
      outcome.item.id,
      outcome.kind,
      ...("agentId" in outcome ? [outcome.agentId] : []),
    ].join(" "),
  );

  it("does with each incident what one would do by hand", () => {
    expect(wrongWith(day, outcomes)).toEqual([]);
    expect(log).toEqual(LOG_BY_HAND);
  });

  it("stops the clock at 24:00 UTC of the last arrival's day; what waits then is not assigned", () => {
    expect(new Date(day.to).toISOString()).toBe("2026-03-05T00:00:00.000Z");
    const { incidents, assigned, waitingAtEnd, everAssigned, atEnd, handoffs } = measures;
    expect({ incidents, assigned, waitingAtEnd, everAssigned, handoffs }).toEqual({
      incidents: 8,
      assigned: 6,
      waitingAtEnd: 2,
      everAssigned: 6,
      handoffs: 1,
    });
    expect(atEnd).toEqual({ done: 3, "in-hand": 3, kept: 0, resting: 0, waiting: 2 });
  });

  it("keeps a promise while nobody is at work: T-2 waits two hours, and its clock stands still", () => {
    expect(measures.firstWaits.mostMs).toBe(2 * 3_600_000);
    expect(measures.attainment.find(({ impact }) => impact === "High")).toMatchObject({
      met: 1,
      missed: 0,
      open: 0,
    });
  });

  it("says what it rests on: the unknown country, the hours it assumed, the country nobody serves", () => {
    const notes = day.notes.join("\n");
    expect(notes).toContain("1 incident of an unknown country");
    expect(notes).toContain("No hours are fitted for GB, NZ: taken as 09:00-17:00");
    expect(notes).toContain("Nobody serves FJ");
  });

  it("says what happened then", () => {
    // Five of 40 ... counted by hand: 16 events by people, of which 2 by sam after 17:00 London time.
    expect(factsOf(then.wholeLog)).toMatchObject({
      humanEvents: 16,
      outsideHours: 2,
      ownerMoves: 0,
      teamMoves: 0,
    });
    expect(factsOf(then.sameClock)).toMatchObject({ humanEvents: 11, outsideHours: 2 });
  });

  it("explains an assignment, a handoff and a wait", () => {
    expect(explanations.map(({ question, incident }) => `${incident}: ${question}`)).toEqual([
      "T-2: Why did kiri get it?",
      "T-1: Why did it go on to sam when the day ended where it was?",
      "T-2: Why did it have to wait?",
    ]);
    expect(explanations[1]).toMatchObject({
      asked: "anybody at work",
      answer: "sam (Britain (UK)), the only one free",
      refusals: [{ reason: "off shift", agents: 2 }],
      next: null,
    });
  });

  // The real day is not ours to ship: REPLAY_DIR=... npm test tries it.
  it.runIf(process.env.REPLAY_DIR)("of a folder of your own keeps the same rules", () => {
    const real = readReplay(process.env.REPLAY_DIR ?? "").day;
    const results = run(real);
    expect(wrongWith(real, results.outcomes)).toEqual([]);
    const { incidents, assigned, waitingAtEnd } = results.measures;
    expect(assigned + waitingAtEnd).toBe(incidents);
  });
});

const LOG_BY_HAND = [
  "08:30 T-1 arrived",
  "08:30 T-1 assigned yuki", // who works until 19:15 in Tokyo
  "10:15 T-1 let-go yuki",
  "10:15 T-1 assigned sam",
  "12:45 T-1 done sam", // 1:45 h in Tokyo and 2:30 h in London: as long as yuki took, until 03:30 of the next day
  "18:00 T-2 arrived",
  "20:00 T-2 assigned kiri", // Auckland opens
  "20:00 T-2 done kiri", // sam did it after hours
  "21:00 T-3 arrived",
  "21:00 T-3 assigned kiri",
  "21:30 T-3 rests kiri", // the user is asked
  "22:10 T-3 returned",
  "22:10 T-3 assigned kiri",
  "22:20 T-3 done kiri", // and not again when the batch user closes it
  "23:50 T-4 arrived",
  "23:50 T-4 assigned kiri",
  "23:51 T-5 arrived",
  "23:51 T-5 assigned kiri",
  "23:52 T-6 arrived",
  "23:52 T-6 assigned kiri",
  "23:53 T-7 arrived", // kiri has three
  "23:59 T-8 arrived",
];

const FIRST_INCIDENTS = [
  {
    id: "I-0001",
    country: "SE",
    impact: "Low",
    arrivedAt: Date.UTC(2012, 4, 2, 0, 2, 47),
    stints: [{ workMs: 0, awayMs: 478_743_000 }, { workMs: 136_566_000 }],
  },
  {
    id: "I-0002",
    country: "BE",
    impact: "Medium",
    arrivedAt: Date.UTC(2012, 4, 2, 0, 8, 41),
    stints: [{ workMs: 1000, awayMs: 3_502_000 }, { workMs: 0 }],
  },
  {
    id: "I-0003",
    country: "SE",
    impact: "Medium",
    arrivedAt: Date.UTC(2012, 4, 2, 0, 13, 36),
    stints: [{ workMs: 154_000 }],
  },
];

describe("the command line", () => {
  it("knows its flags", () => {
    expect(parseOptions([])).toEqual({ help: false, json: false, seed: 1 });
    expect(parseOptions(["--seed", "7", "--json"])).toEqual({ help: false, json: true, seed: 7 });
    expect(parseOptions(["--replay=DIR", "--seeds", "5"])).toMatchObject({ replay: "DIR", seeds: 5 });
    expect(HELP).toContain("--replay DIR");
  });

  it.each([
    [["--sed", "1"], "Unknown option '--sed'; --help tells what there is"],
    // Node calls these "ambiguous", and says neither the value nor what would be right.
    [["--seed", "-1"], "--seed -1: a whole number, 0 or more, was expected"],
    [["--days", "-3", "--json"], "--days -3: a whole number from 1 to 60 was expected"],
    [["--seed", "--json"], "Option '--seed' argument missing; --help tells what there is"],
    [["--seed", "1.5"], "--seed 1.5: a whole number, 0 or more, was expected"],
    [["day"], "Unexpected argument 'day'; --help tells what there is"],
    [["--replay"], "Option '--replay <value>' argument missing; --help tells what there is"],
  ])("refuses %j", (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });

  it("shows progress on a terminal, and nothing where there is none", () => {
    for (const isTTY of [true, false]) {
      let shown = "";
      const bar = progressBar({ isTTY, write: (text) => (shown += text) });
      for (const share of [0, 0.5, 0.5, 1]) bar.show(share);
      bar.clear();
      expect(shown.split("\r")).toHaveLength(isTTY ? 5 : 1);
    }
  });

  const exec = promisify(execFile);
  const demo = (...args: string[]): ReturnType<typeof exec> =>
    exec(process.execPath, ["--import", "tsx", "examples/global-day/main.ts", ...args], {
      cwd: root,
      env: { ...process.env, TSX_TSCONFIG_PATH: "examples/tsconfig.json" },
    });

  it("prints data and nothing else when asked for it, and its timing, without a bar, on standard error", async () => {
    const { stdout, stderr } = await demo("--replay", threeDesks, "--json");
    const data = JSON.parse(String(stdout)) as Record<string, unknown>;
    expect(data).toMatchObject({ incidents: 8, assigned: 6, waitingAtEnd: 2, handoffs: 1 });
    expect(data).toMatchObject({ happened: { sameClock: { humanEvents: 11 } }, intervals: { seed: 1 } });
    // The report's handoff plans were missing from the data.
    expect(data).toMatchObject({ handoffPlans: [{ at: "2026-03-04T10:15:00.000Z", team: "JP", items: 1 }] });
    for (const list of ["attainment", "perHour", "perRegion"]) expect(data[list]).toBeInstanceOf(Array);
    expect(String(stderr)).toMatch(/^\d+ decisions in \d+ ms, \d+ a second\n$/);
    expect(String(stdout)).not.toMatch(/decisions/);
  });

  it("ends with one line and exit code 1 on bad input", async () => {
    await expect(demo("--replay", "no/such/folder")).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: "error: no/such/folder: there is no such folder\n",
    });
  });
});
