import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { problemWith, swapped } from "./check.js";
import { Heap } from "./heap.js";
import { figuresOf, readModel, type Model } from "./model.js";
import { Random } from "./random.js";
import { simulate } from "./simulate.js";
import { Tally } from "./statistics.js";

/** M/M/c: `c` agents who serve one item in one unit of time. */
function mmc(c: number, load: number, more: Partial<Model>): Model {
  const agents = Array.from({ length: c }, (_, i) => ({ id: `a${i}`, skills: ["any"], serviceRate: 1 }));
  const arrivals = { any: load };
  return readModel({
    ...{ id: "mmc", arrivals, agents, waitingPlaces: null, queue: "first-come-first-served" },
    ...{ policy: "longest-idle", expected: {}, ...more },
  });
}

/** One agent for both languages, one for English only: the smallest desk on which the policy shows. */
function generalistAndSpecialist(policy: Model["policy"]): Model {
  return {
    ...mmc(1, 1, {}),
    id: "n",
    arrivals: { en: 0.7, fr: 0.6 },
    agents: [
      { id: "a0", skills: ["en"], serviceRate: 1 },
      { id: "a1", skills: ["en", "fr"], serviceRate: 1 },
    ],
    waitingPlaces: 4,
    policy,
    preference: { en: ["a0", "a1"] },
  };
}

const run = (model: Model, items: number, seed = "1") =>
  simulate(model, { seed, batchSize: items / 50, batches: 50 });

/** The share that is blocked with `c` agents and no waiting places. */
function erlangB(c: number, load: number): number {
  let blocked = 1;
  for (let i = 1; i <= c; i++) blocked = (load * blocked) / (i + load * blocked);
  return blocked;
}

/** The share that must wait with `c` agents and any number of waiting places. */
function erlangC(c: number, load: number): number {
  const blocked = erlangB(c, load);
  return (c * blocked) / (c - load * (1 - blocked));
}

describe("the simulation reproduces theory", () => {
  test("Erlang B: without waiting places, what is lost", () => {
    const tally = run(mmc(3, 2, { waitingPlaces: 0 }), 20_000);
    expect(tally.ratio("blocked any", "arrived any").value).toBeCloseTo(erlangB(3, 2), 1.5);
    expect(tally.ratio("delayed", "arrived").value).toBe(0);
  });

  test("Erlang C: with all waiting places, who waits and how long", () => {
    const tally = run(mmc(2, 1.2, {}), 20_000);
    const waits = erlangC(2, 1.2);
    expect(tally.ratio("delayed", "arrived").value).toBeCloseTo(waits, 1.3);
    expect(tally.ratio("meanWait", "arrived").value).toBeCloseTo(waits / (2 - 1.2), 0.7);
    expect(tally.ratio("busy a0", "time").value).toBeCloseTo(0.6, 1.3);
    expect(tally.ratio("blocked any", "arrived any")).toEqual({ value: 0, standardError: 0 });
  });

  test("impatience: who leaves is who would have been served", () => {
    const tally = run(mmc(1, 1, { patienceRate: 1 }), 20_000);
    // Arrivals, services and patience alike: the number there is Poisson with mean 1, and nobody waits when it is 0.
    expect(tally.ratio("delayed", "arrived").value).toBeCloseTo(1 - Math.exp(-1), 1.3);
    expect(tally.ratio("abandoned", "arrived").value).toBeCloseTo(Math.exp(-1), 1.3);
  });

  test("a freed agent takes the oldest item, so nobody overtakes", () => {
    const { value: started } = run(mmc(1, 0.9, {}), 5000).ratio("started any a0", "arrived");
    expect(started).toBeCloseTo(1, 1);
  });
});

describe("the policy shows", () => {
  const share = (policy: Model["policy"]) => {
    const tally = run(generalistAndSpecialist(policy), 20_000);
    return tally.ratio("started en a0", "arrived en").value;
  };

  test("specialist first spares the generalist, longest-idle less, random least", () => {
    const [first, idle, random] = [share("preference-order"), share("longest-idle"), share("random")];
    expect(first).toBeGreaterThan(idle);
    expect(idle).toBeGreaterThan(random);
  });

  test("swapping is simulating the other policy", () => {
    expect(swapped(generalistAndSpecialist("random")).policy).toBe("longest-idle");
    expect(swapped(generalistAndSpecialist("longest-idle")).policy).toBe("random");
    expect(swapped(generalistAndSpecialist("preference-order")).policy).toBe("preference-order");
  });
});

describe("chance is repeatable", () => {
  const figures = (seed: string) => {
    const tally = run(generalistAndSpecialist("random"), 1000, seed);
    return [tally.ratio("busy a0", "time"), tally.ratio("delayed", "arrived")];
  };

  test("the same seed gives the same figures, another one others", () => {
    expect(figures("7")).toEqual(figures("7"));
    expect(figures("7")).not.toEqual(figures("8"));
  });

  test("the numbers are spread as they should be", () => {
    const random = new Random("1");
    const draws = Array.from({ length: 100_000 }, () => random.exponential());
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    expect(mean).toBeCloseTo(1, 1.5);
    expect(draws.filter((each) => each > Math.LN2).length / draws.length).toBeCloseTo(0.5, 1.5);
  });

  test("the heap gives the earliest, and of those at the same time the first", () => {
    const heap = new Heap<number>();
    [5, 3, 8, 3, 1, 5].forEach((at, index) => heap.push(at, index));
    expect(Array.from({ length: 7 }, () => heap.pop()?.entry)).toEqual([4, 1, 3, 0, 5, 2, undefined]);
  });
});

describe("the verdict", () => {
  test("tells what is off from what is not", () => {
    expect(problemWith(0.5, { value: 0.5039, standardError: 0.001 })).toBeUndefined();
    expect(problemWith(0.5, { value: 0.5041, standardError: 0.001 })).toMatch("off by more than 4");
    expect(problemWith(0.5, { value: 0.5, standardError: 0.011 })).toMatch("standard error above 0.01000");
    expect(problemWith(0, { value: 0, standardError: 0 })).toBeUndefined();
    expect(problemWith(0, { value: 1e-9, standardError: 1 })).toBe("must be exactly 0");
    expect(problemWith(0.5, { value: Number.NaN, standardError: Number.NaN })).toBeDefined();
  });

  test("has its standard error from batch means", () => {
    const tally = new Tally();
    for (const [busy, time] of [[1, 4] as const, [3, 4] as const]) {
      tally.add("busy", busy);
      tally.add("time", time);
      tally.endBatch();
    }
    tally.add("busy", 100); // of no batch
    expect(tally.ratio("busy", "time")).toEqual({ value: 0.5, standardError: 0.25 });
  });

  test("covers every figure that a model expects", () => {
    const expected = { utilisation: { a0: 1 }, flow: { any: { a0: 2 } }, meanWait: 3, abandoned: 0 };
    const names = figuresOf(mmc(1, 1, { expected })).map(({ name, exact }) => `${name} ${exact}`);
    expect(names).toEqual(["utilisation a0 1", "flow any a0 2", "meanWait 3", "abandoned 0"]);
  });
});

describe("the command", () => {
  const folder = mkdtempSync(join(tmpdir(), "queueing-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const right = mmc(2, 0.2, { waitingPlaces: 0, expected: { utilisation: { a0: 0.0984 }, delayed: 0 } });
  const planted = { ...right, id: "planted", expected: { ...right.expected, utilisation: { a0: 0.2 } } };
  const file = join(folder, "models.json");
  writeFileSync(file, JSON.stringify([right, planted, { ...right, id: "odd", policy: "best-of-two" }]));

  const command = (...args: string[]) => {
    const { stdout, status } = spawnSync("npm", ["run", "--silent", "queueing", "--", ...args], {
      encoding: "utf8",
    });
    return { lines: stdout.trimEnd().split("\n"), status };
  };

  test("prints simulated beside exact, fails what is planted, unreadable or unknown, and counts", () => {
    const { lines, status } = command(file, join(folder, "none.json"), "--items", "20000", "--seed", "3");
    expect(lines[0]).toBe("mmc: passed");
    expect(lines[1]).toMatch(/^ {2}\d+ items +simulated +exact +std error$/);
    expect(lines[2]).toMatch(/^ {2}utilisation a0 +0\.09\d+ +0\.09840 +0\.00\d+$/);
    expect(lines[4]).toBe("planted: FAILED");
    expect(lines[6]).toMatch(/off by more than 4 standard errors$/);
    expect(lines[8]).toMatch(/\[2\]: FAILED: .*policy/);
    expect(lines[9]).toMatch(/none\.json cannot be read: ENOENT/);
    expect(lines.at(-1)).toBe("1 passed, 3 failed");
    expect(status).toBe(1);
  });

  test("exits non-zero when it is asked wrongly", () => {
    const { lines, status } = command(file, "--items", "many");
    expect(lines[0]).toBe("--items must be a whole number from 1 up");
    expect(lines.at(-1)).toBe("0 passed, 1 failed");
    expect(status).toBe(1);
  });
});
