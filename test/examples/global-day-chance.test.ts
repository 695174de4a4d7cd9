import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  intervalOf,
  observed,
  percentileOver,
  ratioOver,
  resample,
  sumOver,
  type Statistic,
} from "../../examples/global-day/bootstrap.js";
import type { Day } from "../../examples/global-day/day.js";
import { toJson } from "../../examples/global-day/json.js";
import type { Passed } from "../../examples/global-day/passed.js";
import { builtInProfile } from "../../examples/global-day/profile.js";
import { readReplay } from "../../examples/global-day/replay.js";
import { report } from "../../examples/global-day/report.js";
import { OWN_RULES } from "../../examples/global-day/rules.js";
import { shuffleIds } from "../../examples/global-day/shuffles.js";
import { besideOf, rerun, resultsOf, runDay } from "../../examples/global-day/simulate.js";
import { compareThenAndHere } from "../../examples/global-day/then-and-here.js";
import { drawDay } from "../../examples/global-day/traffic.js";
import { randomFor, randomFrom, type Random } from "../../examples/simulator/random.js";
import { percentile } from "../../examples/simulator/statistics.js";
import { wrongWith } from "./day-invariants.js";

const threeDesks = fileURLToPath(new URL("fixtures/three-desks", import.meta.url));

/** Twelve uniform numbers: normal, for all that these tests see, with a mean of 6 and a variance of 1. */
function normals(count: number, random: Random): number[] {
  return Array.from({ length: count }, () => {
    let sum = 0;
    for (let draw = 0; draw < 12; draw += 1) sum += random.unit();
    return sum;
  });
}

function meanOver(values: readonly number[]): Statistic {
  return ratioOver(
    values,
    values.map(() => 1),
  );
}

function interval(statistic: Statistic, clusters: number, seed = 1, resamples = 1999) {
  const [values = []] = resample([statistic], clusters, randomFrom(seed), resamples);
  const found = intervalOf(observed(statistic, clusters), values);
  if (found === null) throw new Error("no interval");
  return { ...found, width: found.to - found.from };
}

describe("the bootstrap", () => {
  it("gives the mean of a normal sample what the normal distribution gives it", () => {
    const sample = normals(400, randomFrom(5));
    const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
    const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sample.length;
    const margin = 1.96 * Math.sqrt(variance / sample.length);
    const { value, from, to } = interval(meanOver(sample), sample.length);
    expect(value).toBeCloseTo(mean, 12);
    expect((mean - from) / margin).toBeGreaterThan(0.92);
    expect((mean - from) / margin).toBeLessThan(1.08);
    expect((to - mean) / margin).toBeGreaterThan(0.92);
    expect((to - mean) / margin).toBeLessThan(1.08);
  });

  it("gives the median what the binomial distribution gives it, rank for rank", () => {
    // The resamples' median is at most the k-th value when at least 13 of 25 draws are.
    const atMost = (k: number): number => {
      let sum = 0;
      for (let hits = 13; hits <= 25; hits += 1) {
        let term = (k / 25) ** hits * (1 - k / 25) ** (25 - hits);
        for (let factor = 1; factor <= hits; factor += 1) term *= (25 - hits + factor) / factor;
        sum += term;
      }
      return sum;
    };
    const ranks = Array.from({ length: 25 }, (_, index) => index + 1);
    const [low, high] = [0.025, 0.975].map((share) => ranks.find((k) => atMost(k) >= share));
    const found = interval(
      percentileOver(
        ranks.map((rank) => [rank * rank]),
        50,
      ),
      25,
      3,
      9999,
    );
    expect([found.from, found.to, found.value].map(Math.sqrt)).toEqual([low, high, 13]);
  });

  it("gives what does not differ no width, and a difference that is always the same none either", () => {
    expect(interval(meanOver([7, 7, 7, 7]), 4)).toEqual({ value: 7, from: 7, to: 7, width: 0 });
    const here = normals(40, randomFrom(2)).map(Math.round);
    const more = meanOver(here.map((value) => value + 3));
    const [one = [], other = []] = resample([meanOver(here), more], 40, randomFrom(9), 499);
    expect(new Set(one).size).toBeGreaterThan(20);
    expect(other.map((value, index) => Math.round(1e9 * (Number(value) - Number(one[index]))) / 1e9)).toEqual(
      one.map(() => 3),
    );
  });

  it("holds the truth about 95 times in 100", () => {
    let held = 0;
    for (let repetition = 0; repetition < 400; repetition += 1) {
      const sample = normals(60, randomFor(repetition, "coverage"));
      const { from, to } = interval(meanOver(sample), 60, repetition, 399);
      if (from <= 6 && 6 <= to) held += 1;
    }
    // Four standard errors of a share of 400 around the 94 % that a percentile interval of 60 values has.
    expect(held / 400).toBeGreaterThan(0.89);
    expect(held / 400).toBeLessThan(0.985);
  });

  it("takes what belongs together together: ten copies of each value tell no more than one", () => {
    const sample = normals(50, randomFrom(4));
    const copies = sample.map((value) => Array.from({ length: 10 }, () => value));
    const sums = ratioOver(
      sample.map((value) => 10 * value),
      sample.map(() => 10),
    );
    expect(interval(sums, 50).width).toBeCloseTo(interval(meanOver(sample), 50).width, 12);
    const apart = interval(meanOver(copies.flat()), 500).width;
    expect(interval(sums, 50).width / apart).toBeGreaterThan(2.8); // the square root of 10, or nearly
    expect(interval(percentileOver(copies, 50), 50)).toEqual(
      interval(
        percentileOver(
          sample.map((value) => [value]),
          50,
        ),
        50,
      ),
    );
  });

  it("counts a cluster as often as it was drawn", () => {
    const random = randomFrom(8);
    for (let round = 0; round < 200; round += 1) {
      const groups = Array.from({ length: 6 }, () =>
        Array.from({ length: random.below(5) }, () => random.below(100)),
      );
      const times = Uint32Array.from(groups, () => random.below(4));
      const drawn = groups
        .flatMap((group, index) => Array.from({ length: times[index] ?? 0 }, () => group))
        .flat();
      const sorted = [...drawn].sort((a, b) => a - b);
      for (const percent of [1, 50, 90, 100]) {
        expect(percentileOver(groups, percent)(times)).toBe(percentile(sorted, percent) ?? null);
      }
      const total = sumOver(groups.map((group) => group.reduce((sum, value) => sum + value, 0)));
      expect(total(times)).toBe(drawn.reduce((sum, value) => sum + value, 0));
    }
  });

  it("has no interval where there is nothing", () => {
    expect(observed(percentileOver([[], []], 50), 2)).toBeNull();
    expect(observed(ratioOver([0, 0], [0, 0]), 2)).toBeNull();
    expect(intervalOf(3, [null, null])).toBeNull();
    expect(intervalOf(null, [1, 2])).toBeNull();
  });

  it("is the same for the same seed, and another for another", () => {
    const statistic = meanOver(normals(30, randomFrom(6)));
    expect(interval(statistic, 30, 1)).toEqual(interval(statistic, 30, 1));
    expect(interval(statistic, 30, 2)).not.toEqual(interval(statistic, 30, 1));
  });
});

const DAY_MS = 86_400_000;
const passed = (waitsMs: number[], more: Partial<Passed> = {}): Passed => ({
  ...{ waitsMs, stillWaiting: false, moves: 0, cameBack: false, acts: 1, outsideHours: 0 },
  ...more,
});

describe("then and here", () => {
  /** Thirty incidents a day, which differ little within a day and much between days. */
  const daysOf = (days: number) => {
    const incidents = Array.from({ length: days * 30 }, (_, index) => ({
      arrivedAt: Math.floor(index / 30) * DAY_MS + (index % 30) * 60_000,
    }));
    const then = incidents.map((_, index) => passed([60_000 * (10 * Math.floor(index / 30) + (index % 3))]));
    return { day: { from: 0, to: days * DAY_MS, incidents } as unknown as Day, then };
  };

  it("is drawn by incidents up to a week, and by days from eight on, where these are what differs", () => {
    const here = (then: readonly Passed[]): Passed[] => then.map(() => passed([]));
    const [week, more] = [daysOf(7), daysOf(8)];
    expect(compareThenAndHere(week.day, week.then, here(week.then), 1)).toMatchObject({
      ...{ drawn: "incidents", clusters: 210 },
    });
    const byDay = compareThenAndHere(more.day, more.then, here(more.then), 1);
    expect(byDay).toMatchObject({ drawn: "days", clusters: 8 });
    const width = ({ figures }: typeof byDay): number => {
      const then = figures.find(({ name }) => name === "waits, all together")?.then;
      return (then?.to ?? 0) - (then?.from ?? 0);
    };
    const byIncident = compareThenAndHere(week.day, week.then, here(week.then), 1);
    expect(width(byDay)).toBeGreaterThan(3 * width(byIncident));
  });

  it("says where a difference is more than chance, and where it is not", () => {
    const { day, then } = daysOf(3);
    const shorter = then.map(({ waitsMs }) =>
      passed(
        waitsMs.map((ms) => ms / 2),
        { moves: 1 },
      ),
    );
    const verdicts = compareThenAndHere(day, then, shorter, 1).figures.map(
      ({ name, difference, leavesOutZero }) => [name, Math.sign(difference?.value ?? 0), leavesOutZero],
    );
    expect(verdicts).toContainEqual(["waits, all together", -1, true]);
    expect(verdicts).toContainEqual(["moves between countries", 1, true]);
    expect(verdicts).toContainEqual(["waits", 0, false]);
    // One incident of ninety came back: a resample in three has none.
    const one = then.map((each, index) => (index === 0 ? { ...each, cameBack: true } : each));
    expect(
      compareThenAndHere(day, then, one, 1).figures.find(({ name }) => name === "incidents that came back"),
    ).toMatchObject({
      ...{ leavesOutZero: false, difference: { value: 1, from: 0 } },
    });
  });
});

describe("a replay", () => {
  const replay = readReplay(threeDesks);
  const ran = runDay(replay.day, OWN_RULES);
  const besideWith = (seed: number) =>
    besideOf(
      replay,
      ran,
      seed,
      rerun(replay.day, OWN_RULES, [1, 2], () => undefined),
    );
  const results = resultsOf(replay.day, ran, besideWith(1));

  it("has the figures of its facts and measures, each within its interval", () => {
    const { intervals, happened } = besideWith(1);
    expect(intervals).toMatchObject({
      drawn: "incidents",
      clusters: 8,
      resamples: 1999,
      seed: 1,
      level: 0.95,
    });
    const figure = (name: string) => {
      const { then, here } = intervals.figures.find((each) => each.name === name)!;
      return [then?.value ?? null, here?.value ?? null];
    };
    const [{ sameClock }, { passing }] = [happened, results.measures];
    expect(figure("waits")).toEqual([sameClock.waits.count, passing.waits.count]);
    expect(figure("wait, median")).toEqual([sameClock.waits.medianMs, passing.waits.medianMs]);
    expect(figure("waits, all together")).toEqual([sameClock.waits.totalMs, passing.waits.totalMs]);
    expect(figure("moves between countries")).toEqual([sameClock.ownerMoves, passing.moves]);
    expect(figure("work outside usual hours")).toEqual([2 / 11, 0]);
    for (const { then, here, difference } of intervals.figures) {
      for (const each of [then, here, difference]) {
        if (each === null) continue;
        expect(each.from).toBeLessThanOrEqual(each.value);
        expect(each.to).toBeGreaterThanOrEqual(each.value);
      }
    }
  });

  it("shows them, in words and as data, and says what they do not cover", () => {
    const text = report(results, { colour: false });
    expect(text).toMatch(/── What happened then .*\n +then +here +here - then\n/);
    expect(text).toMatch(/\nmoves between countries +0 \(0 to 0\) +1 \(0 to 3\) +\+1 \(0 to \+3\)\n/);
    expect(text.replace(/\s+/g, " ")).toContain(
      "That an incident's wait depends on the others' is left out.",
    );
    expect(text).toContain("percentile bootstrap (Efron 1979)");
    const { intervals } = JSON.parse(toJson(results)) as { intervals: { figures: unknown[] } };
    expect(intervals.figures).toHaveLength(9);
    expect(intervals.figures).toContainEqual({
      ...{ name: "moves between countries", unit: "count", leavesOutZero: false },
      then: { value: 0, from: 0, to: 0 },
      here: { value: 1, from: 0, to: 3 },
      difference: { value: 1, from: 0, to: 3 },
    });
  });

  it("is the same for the same seed; another seed draws other resamples of the same figures", () => {
    expect(besideWith(1)).toEqual(besideWith(1));
    const values = (seed: number) => besideWith(seed).intervals.figures.map(({ here }) => here?.value);
    expect(values(2)).toEqual(values(1));
    expect(besideWith(2).intervals).not.toEqual(besideWith(1).intervals);
  });

  it("run again with other ids comes to the same where nobody is anybody's equal", () => {
    const { shuffles } = besideWith(1);
    expect(shuffles?.seeds).toEqual([1, 2]);
    for (const { here, least, most } of shuffles?.figures ?? []) expect([least, most]).toEqual([here, here]);
    expect(report(results, { colour: false })).toContain("── Who is first at a tie ─");
  });
});

describe("shuffled ids", () => {
  const profile = builtInProfile();
  const only = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => ["BR", "FR", "PL", "US"].includes(key)));
  const day = drawDay({ ...profile, teams: only(profile.teams), arrivals: only(profile.arrivals) }, 1);
  const idsOf = ({ teams }: Day): string[] => teams.flatMap(({ people }) => people.map(({ id }) => id));

  it("are the same ids in other hands", () => {
    const other = shuffleIds(day, 1);
    expect(idsOf(other)).not.toEqual(idsOf(day));
    expect(idsOf(other).sort()).toEqual(idsOf(day).sort());
    expect(idsOf(shuffleIds(day, 1))).toEqual(idsOf(other));
    expect(idsOf(shuffleIds(day, 2))).not.toEqual(idsOf(other));
    const shape = ({ teams }: Day) =>
      teams.map(({ country, people }) => [country, people.map(({ serves }) => serves)]);
    expect(shape(other)).toEqual(shape(day));
  });

  it("decide at a tie: the day comes out otherwise, and keeps every law", () => {
    const other = shuffleIds(day, 1);
    const { log } = runDay(other, OWN_RULES);
    expect(wrongWith(other, log.outcomes)).toEqual([]);
    const runs = rerun(day, OWN_RULES, [1, 2], () => undefined);
    const waits = [...runs.values()].map((run) => run.map(({ waitsMs }) => waitsMs));
    expect(waits[1]).not.toEqual(waits[0]);
    expect(runs.get(1)).toEqual(rerun(day, OWN_RULES, [1], () => undefined).get(1));
  });
});
