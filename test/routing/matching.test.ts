import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { FollowTheSunError } from "../../src/errors.js";
import { bestMatching, type MatchingProblem, type MatchingTier as Tier } from "../../src/routing/matching.js";
import { allMatchings, bruteForce, compare, isCertified, objective } from "./matching-laws.js";

/** A problem from rows of costs; an impossible pair has none. */
function problemOf(...tiers: readonly (readonly (readonly (number | undefined)[])[])[]): MatchingProblem {
  const [first = []] = tiers;
  return {
    items: first.length,
    agents: first[0]?.length ?? 0,
    possible: Uint8Array.from(first.flat(), (cost) => (cost === undefined ? 0 : 1)),
    tiers: tiers.map((rows) => ({
      of: "pair",
      values: Float64Array.from(rows.flat(), (cost) => cost ?? NaN),
    })),
  };
}

const cost = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1, max: 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: -(2 ** 44), max: 2 ** 44 }) },
);

function numbers(size: number): fc.Arbitrary<Float64Array> {
  return fc.array(cost, { minLength: size, maxLength: size }).map((values) => Float64Array.from(values));
}

function tierFor(items: number, agents: number): fc.Arbitrary<Tier> {
  return fc
    .constantFrom("item" as const, "agent" as const, "pair" as const)
    .chain((of) =>
      numbers({ item: items, agent: agents, pair: items * agents }[of]).map((values) => ({ of, values })),
    );
}

function problems(max: number): fc.Arbitrary<MatchingProblem> {
  return fc.tuple(fc.nat(max), fc.nat(max), fc.constantFrom(1, 2, 4)).chain(([items, agents, weight]) => {
    const size = items * agents;
    const can = fc.oneof({ weight, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(0) });
    return fc.record({
      items: fc.constant(items),
      agents: fc.constant(agents),
      possible: fc.array(can, { minLength: size, maxLength: size }).map((yes) => Uint8Array.from(yes)),
      tiers: fc.array(tierFor(items, agents), { maxLength: 3 }),
    });
  });
}

/** A number from 0 up to `below`, which looks random. */
function dice(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

function largeProblem(
  items: number,
  agents: number,
  costs: readonly ((item: number, agent: number) => number)[],
  can: (item: number, agent: number) => boolean = () => true,
): MatchingProblem {
  const at = <T>(f: (item: number, agent: number) => T) =>
    Array.from({ length: items * agents }, (_, k) => f(Math.floor(k / agents), k % agents));
  return {
    items,
    agents,
    possible: Uint8Array.from(at(can), Number),
    tiers: costs.map((f) => ({ of: "pair", values: Float64Array.from(at(f)) })),
  };
}

describe("bestMatching", () => {
  test("places as many items as it can, whatever that costs", () => {
    const problem = problemOf([
      [1, 1000],
      [1, undefined],
    ]);
    expect([...bestMatching(problem).agentOf]).toEqual([1, 0]);
  });

  test("leaves the less urgent item when not all can be placed", () => {
    const urgent = problemOf([[0], [-1], [0]]);
    expect([...bestMatching(urgent).agentOf]).toEqual([-1, 0, -1]);
  });

  test("asks a tier only where the tiers before leave a choice", () => {
    const first = [
      [0, 0, 5],
      [0, 0, 5],
    ];
    const second = [
      [7, 3, 0],
      [3, 0, 0],
    ];
    expect([...bestMatching(problemOf(first, second)).agentOf]).toEqual([1, 0]);
    expect([...bestMatching(problemOf(second, first)).agentOf]).toEqual([2, 1]);
  });

  test("takes costs by item and by agent", () => {
    const problem: MatchingProblem = {
      items: 3,
      agents: 2,
      possible: new Uint8Array(6).fill(1),
      tiers: [
        { of: "item", values: Float64Array.of(-1, 0, -1) },
        { of: "agent", values: Float64Array.of(4, 2) },
        { of: "pair", values: Float64Array.of(9, 0, 0, 0, 0, 9) },
      ],
    };
    expect([...bestMatching(problem).agentOf]).toEqual([1, -1, 0]);
  });

  test("of equally good matchings takes the first: early agents for early items, none for late ones", () => {
    const same = problemOf([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect([...bestMatching(same).agentOf]).toEqual([0, 1, -1]);
  });

  test("works without items, agents, tiers and possible pairs", () => {
    expect(
      bestMatching({ items: 0, agents: 2, possible: new Uint8Array(0), tiers: [] }).agentOf,
    ).toHaveLength(0);
    expect([...bestMatching(problemOf([[], []])).agentOf]).toEqual([-1, -1]);
    expect([...bestMatching(problemOf([[undefined], [undefined]])).agentOf]).toEqual([-1, -1]);
  });

  prop.prop([problems(5)])("finds the first of the best of all matchings", (problem) => {
    const { agentOf } = bestMatching(problem);
    const expected = bruteForce(problem);
    expect(objective(problem, agentOf)).toEqual(objective(problem, expected));
    expect([...agentOf]).toEqual(expected);
  });

  test.each([
    [2, 2],
    [2, 3],
    [3, 2],
  ])(
    "does so for all ways that %i items can cost 0, 1 or 2 with %i agents, or be impossible",
    (items, agents) => {
      const wrong = [];
      for (let code = 0; code < 4 ** (items * agents); code++) {
        const digits = Uint8Array.from({ length: items * agents }, (_, k) => (code >> (2 * k)) & 3);
        const possible = digits.map((digit) => (digit === 3 ? 0 : 1));
        const tiers: Tier[] = [{ of: "pair", values: Float64Array.from(digits) }];
        const problem = { items, agents, possible, tiers };
        if (String(bestMatching(problem).agentOf) !== String(bruteForce(problem))) wrong.push(problem);
      }
      expect(wrong).toEqual([]);
    },
  );

  prop.prop([
    problems(5).chain((problem) => {
      const all = (size: number) => fc.shuffledSubarray([...Array(size).keys()], { minLength: size });
      return fc.tuple(fc.constant(problem), all(problem.items), all(problem.agents));
    }),
  ])("gets no better or worse when items and agents change places", ([problem, itemAt, agentAt]) => {
    const { items, agents, possible, tiers } = problem;
    const moved = <T extends Uint8Array | Float64Array>(values: T): T =>
      values.map(
        (_, k) =>
          values[
            (itemAt[Math.floor(k / agents)] as number) * agents + (agentAt[k % agents] as number)
          ] as number,
      ) as T;
    const shuffled: MatchingProblem = {
      items,
      agents,
      possible: moved(possible),
      tiers: tiers.map(({ of, values }) => ({
        of,
        values:
          of === "pair"
            ? moved(values)
            : values.map((_, k) => values[(of === "item" ? itemAt : agentAt)[k] as number] as number),
      })),
    };
    const sums = objective(shuffled, bestMatching(shuffled).agentOf);
    expect(sums).toEqual(objective(problem, bestMatching(problem).agentOf));
  });
});

describe("the certificate", () => {
  prop.prop([problems(4)])("proves every best matching and no other", (problem) => {
    const { agentOf, certificate } = bestMatching(problem);
    const best = objective(problem, agentOf);
    for (const other of allMatchings(problem)) {
      const proven = isCertified(problem, { agentOf: Int32Array.from(other), certificate });
      expect(proven).toBe(compare(objective(problem, other), best) === 0);
    }
  });

  test("with another price proves nothing", () => {
    const problem = problemOf([
      [3, 1],
      [2, 5],
    ]);
    const matching = bestMatching(problem);
    expect(isCertified(problem, matching)).toBe(true);
    for (const prices of [...matching.certificate.items, ...matching.certificate.agents]) {
      for (const [k, price] of prices.entries()) {
        for (const wrong of [price - 1, price + 1]) {
          prices[k] = wrong;
          expect(isCertified(problem, matching)).toBe(false);
        }
        prices[k] = price;
      }
    }
  });

  const roll = dice(20_260_327);
  const some = Array.from({ length: 200 }, () => roll(1e9));
  const few = (values: number) => () => roll(values) - 1;
  const level = (urgency: number) => (item: number) => (item % 3 === urgency ? -1 : 0);
  const idle = (_: number, agent: number) => some[agent] as number;
  const skilled = (item: number, agent: number) => ((some[item] as number) + (some[agent] as number)) % 7 < 2;
  test.each([
    ["equal costs", largeProblem(150, 150, [() => 5, () => -5, () => 0])],
    ["few costs", largeProblem(150, 150, [few(3), few(3), few(3), few(3)])],
    ["few costs, many impossible", largeProblem(150, 150, [few(3), few(3), few(3)], () => roll(20) === 0)],
    ["many costs", largeProblem(150, 150, [few(1e6), few(1e6)])],
    ["more agents", largeProblem(100, 200, [level(0), level(1), idle])],
    ["more items", largeProblem(200, 100, [level(0), level(1), few(10), idle])],
    ["more agents with some skill", largeProblem(100, 150, [level(0), level(1), idle, few(4)], skilled)],
    ["more items with some skill", largeProblem(200, 120, [level(0), level(1), few(10), idle], skilled)],
    ["hard costs", largeProblem(150, 150, [(item, agent) => (item + 1) * (agent + 1)])],
    ["costs of all sizes", largeProblem(150, 150, [(_, agent) => Math.floor(2 ** (agent / 8)) * roll(1000)])],
  ])("holds in a large problem: %s", (_, problem) => {
    expect(isCertified(problem, bestMatching(problem))).toBe(true);
  });
});

describe("exactness", () => {
  /** Where a second tier decides that is lost when both are packed into one number. */
  test("keeps tiers apart that no float can hold together", () => {
    const large = 2 ** 49;
    const first = [
      [large, large - 1],
      [1 - large, -large],
    ];
    const second = [
      [1, 0],
      [0, 0],
    ];
    const packed = (tiers: readonly number[]) => tiers.reduce((sum, tier) => sum * 2 ** 20 + tier, 0);
    expect(packed([large, 1])).toBe(packed([large, 0]));
    expect([...bestMatching(problemOf(first, second)).agentOf]).toEqual([1, 0]);
    expect([...bestMatching(problemOf(first)).agentOf]).toEqual([0, 1]);
  });

  test.each([0.5, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 52)])("refuses the cost %d", (wrong) => {
    expect(() => bestMatching(problemOf([[0, wrong]]))).toThrow(FollowTheSunError);
  });

  test("refuses costs whose sum is not safe", () => {
    const values = new Float64Array(100).fill(2 ** 53 / 100);
    expect(() =>
      bestMatching({
        items: 100,
        agents: 100,
        possible: new Uint8Array(10_000).fill(1),
        tiers: [{ of: "item", values }],
      }),
    ).toThrow(FollowTheSunError);
  });

  test("refuses costs whose differences do not add up exactly", () => {
    const far = 2 ** 50 - 1;
    const apart = problemOf([
      [-far, far, far],
      [-far, far, far],
      [far, far, far],
    ]);
    expect(() => bestMatching(apart)).toThrow("too far apart");
  });

  test("does not look at costs that cannot matter", () => {
    const first = [
      [0, 1],
      [1, 0],
    ];
    const second = [
      [0, NaN],
      [NaN, 0],
    ];
    expect([...bestMatching(problemOf(first, second)).agentOf]).toEqual([0, 1]);
  });

  test("refuses lengths that do not fit", () => {
    const possible = new Uint8Array(4);
    expect(() => bestMatching({ items: 2, agents: 3, possible, tiers: [] })).toThrow(FollowTheSunError);
    const tiers: Tier[] = [{ of: "item", values: new Float64Array(4) }];
    expect(() => bestMatching({ items: 2, agents: 2, possible, tiers })).toThrow(FollowTheSunError);
  });
});
