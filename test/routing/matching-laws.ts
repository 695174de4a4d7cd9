import type { Matching, MatchingProblem, MatchingTier as Tier } from "../../src/routing/matching.js";

function costOf({ of, values }: Tier, agents: number, item: number, agent: number): number {
  return values[{ item, agent, pair: item * agents + agent }[of]] as number;
}

/** What a matching is judged by: minus the number of pairs, then the exact sum of each tier. */
export function objective({ agents, tiers }: MatchingProblem, agentOf: ArrayLike<number>): bigint[] {
  const pairs = Array.from(agentOf, (agent, item) => [item, agent] as const).filter(
    ([, agent]) => agent >= 0,
  );
  return [
    BigInt(-pairs.length),
    ...tiers.map((tier) =>
      pairs.reduce((sum, [item, agent]) => sum + BigInt(costOf(tier, agents, item, agent)), 0n),
    ),
  ];
}

export function compare<T extends number | bigint>(a: readonly T[], b: readonly T[]): number {
  const k = a.findIndex((value, index) => value !== b[index]);
  return k === -1 ? 0 : (a[k] as T) < (b[k] as T) ? -1 : 1;
}

/** Every matching, the first ones first: an earlier agent before a later one, and before none. */
export function* allMatchings(
  problem: MatchingProblem,
  taken: readonly number[] = [],
): Generator<readonly number[]> {
  const { items, agents, possible } = problem;
  const item = taken.length;
  if (item === items) {
    yield taken;
    return;
  }
  for (let agent = 0; agent < agents; agent++) {
    if (possible[item * agents + agent] === 0 || taken.includes(agent)) continue;
    yield* allMatchings(problem, [...taken, agent]);
  }
  yield* allMatchings(problem, [...taken, -1]);
}

/** The first of the best, by trying all of them. */
export function bruteForce(problem: MatchingProblem): readonly number[] {
  let best: { agentOf: readonly number[]; sums: readonly bigint[] } | undefined;
  for (const agentOf of allMatchings(problem)) {
    const sums = objective(problem, agentOf);
    if (best === undefined || compare(sums, best.sums) < 0) best = { agentOf, sums };
  }
  return best?.agentOf ?? [];
}

/** Whether the certificate proves the matching best, by weak duality alone: see `Matching`. */
export function isCertified(problem: MatchingProblem, { agentOf, certificate }: Matching): boolean {
  const { items, agents, possible, tiers } = problem;
  const sign = (number: (tier: number) => number) => {
    for (let tier = 0; tier <= tiers.length; tier++) if (number(tier) !== 0) return Math.sign(number(tier));
    return 0;
  };
  const itemOf = new Int32Array(agents).fill(-1);
  for (const [item, agent] of agentOf.entries()) {
    if (agent === -1) continue;
    if (itemOf[agent] !== -1 || possible[item * agents + agent] !== 1) return false;
    itemOf[agent] = item;
  }
  const priceOf = (prices: readonly Float64Array[], k: number) => (tier: number) =>
    prices[tier]?.[k] as number;
  const fair = (prices: readonly Float64Array[], mates: Int32Array) =>
    mates.every((mate, k) => {
      const price = sign(priceOf(prices, k));
      return mate === -1 ? price === 0 : price <= 0;
    });
  if (!fair(certificate.items, agentOf) || !fair(certificate.agents, itemOf)) return false;
  for (let item = 0; item < items; item++) {
    for (let agent = 0; agent < agents; agent++) {
      if (possible[item * agents + agent] !== 1) continue;
      const [own, others] = [priceOf(certificate.items, item), priceOf(certificate.agents, agent)];
      const over = sign(
        (tier) =>
          (tier === 0 ? -1 : costOf(tiers[tier - 1] as Tier, agents, item, agent)) - own(tier) - others(tier),
      );
      if (over < 0 || (over > 0 && agentOf[item] === agent)) return false;
    }
  }
  return true;
}
