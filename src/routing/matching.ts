import { fail } from "../errors.js";
import {
  chooseFirst,
  firstUnsettled,
  matchMost,
  settle,
  type Market,
  type Pairs,
  type Side,
} from "./lexicographic.js";

/** What pairs cost in one tier: a number per item, per agent, or per pair, and then item by item. */
export interface MatchingTier {
  readonly of: "item" | "agent" | "pair";
  /** Safe integers. They may be negative. */
  readonly values: Float64Array;
}

/** Whom to match, and how to choose. */
export interface MatchingProblem {
  readonly items: number;
  readonly agents: number;
  /** Item by item, 1 for each agent who can take it. */
  readonly possible: Uint8Array;
  /** Of two matchings with equally many pairs, the one with the smaller sum in the first tier where they differ. */
  readonly tiers: readonly MatchingTier[];
}

export interface Matching {
  /** The agent of each item, or -1. */
  readonly agentOf: Int32Array;
  /**
   * The prices (dual values) that prove that no matching is better: per tier a
   * number for each item and each agent, to be compared tier by tier. Before the
   * given tiers comes one in which each pair costs -1, as more pairs are better.
   * Nobody's price is above 0, and no possible pair costs less than its two prices
   * together, so no matching costs less than all prices together. This one costs
   * just that: its pairs cost their two prices, and who is alone has the price 0.
   */
  readonly certificate: {
    readonly items: readonly Float64Array[];
    readonly agents: readonly Float64Array[];
  };
}

/** What the pairs cost in a tier: it stands at `item * perItem + agent * perAgent`. */
interface Costs {
  readonly values: Float64Array;
  readonly perItem: number;
  readonly perAgent: number;
}

/**
 * The best matching of items and agents, each in at most one pair: most pairs
 * first, then the least sum of costs in the first tier, then in the second, and
 * so on, all exactly. Of several best ones it is the first: item 0 has the
 * first agent that it has in any of them, item 1 the first in any of those that
 * are left, and so on; to have no agent comes last.
 *
 * MatchingTier after tier, optimal prices tell which pairs can be in a best matching and
 * who must be in one (complementary slackness), and the next tier chooses among
 * these only. So tiers are never added up, and a cost that the tiers before have
 * ruled out is not even looked at.
 * @throws {FollowTheSunError} `argument.invalid` when a length does not fit, or when a cost is no integer, or is so
 * large that a sum along an exchange of agents might not be exact. Up to 2^43 divided by the smaller number of items
 * and agents, none is.
 *
 * @example Two items and two agents; the first item can go to either, the second to the first agent only
 * const possible = Uint8Array.from([1, 1, 1, 0]);
 * [...bestMatching({ items: 2, agents: 2, possible, tiers: [] }).agentOf]; // => [1, 0]
 */
export function bestMatching({ items, agents, possible, tiers }: MatchingProblem): Matching {
  checkLength("problem.possible", possible, items * agents);
  const market: Market = {
    items: side(items),
    agents: side(agents),
    ...possiblePairs(items, agents, possible),
  };
  matchMost(market);
  keepTight(market, { values: Float64Array.of(-1), perItem: 0, perAgent: 0 });
  const certificate = { items: [market.items.price], agents: [market.agents.price] };
  for (const { of, values } of tiers) {
    checkLength("problem.tiers", values, { item: items, agent: agents, pair: items * agents }[of]);
    market.items.price = new Float64Array(items);
    market.agents.price = new Float64Array(agents);
    solveTier(market, {
      values,
      perItem: { item: 1, agent: 0, pair: agents }[of],
      perAgent: of === "item" ? 0 : 1,
    });
    certificate.items.push(market.items.price);
    certificate.agents.push(market.agents.price);
  }
  chooseFirst(market);
  return { agentOf: market.items.mate, certificate };
}

function checkLength(name: string, { length }: { readonly length: number }, expected: number): void {
  if (length !== expected) fail("argument.invalid", name, length, `must have ${expected} numbers`);
}

function side(size: number): Side {
  const [scarce, alone] = [new Uint8Array(size), new Uint8Array(size).fill(1)];
  return { mate: new Int32Array(size).fill(-1), scarce, alone, price: new Float64Array(size) };
}

function possiblePairs(items: number, agents: number, possible: Uint8Array): Pick<Market, "start" | "to"> {
  const start = new Int32Array(items + 1);
  let size = 0;
  for (const yes of possible) if (yes === 1) size++;
  const to = new Int32Array(size);
  for (let i = 0, k = 0, count = 0; i < items; i++) {
    for (let j = 0; j < agents; j++) if (possible[k++] === 1) to[count++] = j;
    start[i + 1] = count;
  }
  return { start, to };
}

/** How many pairs per item are tried at first. */
const FEW = 32;

/**
 * Makes a matching that is best for the tiers before best for this one too, and
 * leaves only the pairs of such matchings.
 *
 * Most pairs are too dear to matter, so members are settled among a few likely
 * ones first. If the prices do not hold for all pairs, or settling takes long
 * because too few are left, more follow: the core problems of A. Volgenant,
 * Computers & Operations Research 23 (1996), 917-932.
 */
function solveTier(market: Market, costs: Costs): void {
  const { items, agents, to } = market;
  if (setPrices(market, costs)) return;
  const members = items.mate.length + agents.mate.length;
  const before = items.mate.slice();
  for (let few = FEW; ; few *= 8) {
    raisePrices(market, costs, "scarce");
    partLoose(market, costs);
    if (firstUnsettled(items) === -1 && firstUnsettled(agents) === -1) break;
    const likely = likelyPairs(market, costs, before, few);
    let effort = likely.to.length === to.length ? Infinity : 10 * members;
    effort = settle(items, agents, likely, effort);
    if (firstUnsettled(agents) >= 0) {
      effort = settle(agents, items, reversed(likely, agents.mate.length), effort);
    }
    if (effort <= 0) few = agents.mate.length;
  }
  keepTight(market, costs);
}

/**
 * First prices of those who are not scarce; what the scarce ones can pay follows.
 * The price is the least cost of any pair or, if scarce members differ much,
 * the least that is left of it when each of them pays its own least. That is
 * lowered until only as many as there are scarce members have a price under 0, the
 * cheapest: more are not wanted. For equal numbers on both sides it is the
 * column reduction of Jonker and Volgenant.
 * @returns Whether the tier is done, as its costs depend on the scarce member of each pair only.
 */
function setPrices(market: Market, costs: Costs): boolean {
  const { items, agents } = market;
  const { plainItems, plainAgents, spread } = leastCosts(market, costs);
  if (!(plainItems && plainAgents) && Math.max(spreadOfScarce(items), spreadOfScarce(agents)) > spread / 4) {
    raisePrices(market, costs, "others");
  }
  lowerPrices(agents, items, plainItems);
  lowerPrices(items, agents, plainAgents);
  return plainItems && plainAgents;
}

function spreadOfScarce({ price, scarce }: Side): number {
  let [low, high] = [Infinity, -Infinity];
  for (const [k, p] of price.entries()) {
    if (scarce[k] === 1) [low, high] = [Math.min(low, p), Math.max(high, p)];
  }
  return high - low;
}

/** As price of each member the least cost of its pairs. */
function leastCosts({ items, agents, start, to }: Market, { values, perItem, perAgent }: Costs) {
  const ofItem = items.price.fill(Infinity);
  const ofAgent = agents.price.fill(Infinity);
  let [plainItems, plainAgents, low, high] = [true, true, Infinity, -Infinity];
  for (let i = 0; i < ofItem.length; i++) {
    const scarce = items.scarce[i] === 1;
    const first = start[i] as number;
    const stop = scarce && perAgent === 0 ? first + 1 : (start[i + 1] as number); // all the same: one will do
    let [min, max] = [Infinity, -Infinity];
    for (let e = first; e < stop; e++) {
      const j = to[e] as number;
      const cost = values[i * perItem + j * perAgent] as number;
      if (cost !== Math.trunc(cost)) fail("argument.invalid", "problem.tiers", cost, "must be whole numbers");
      if (cost < min) min = cost;
      if (cost > max) max = cost;
      const known = ofAgent[j] as number;
      if (cost < known) ofAgent[j] = cost;
      if (!scarce && cost !== known && known !== Infinity) plainAgents = false;
    }
    ofItem[i] = min;
    if (scarce && min !== max) plainItems = false;
    if (min < low) low = min;
    if (max > high) high = max;
  }
  const pairs = Math.max(8, Math.min(ofItem.length, ofAgent.length));
  if (Math.max(-low, high) * pairs > Number.MAX_SAFE_INTEGER) {
    const reason = "must be small enough to be summed exactly, 2^43 divided by the number of pairs";
    fail("argument.invalid", "problem.tiers", Math.max(-low, high), reason);
  }
  return { plainItems, plainAgents, spread: high - low };
}

/**
 * Raises the prices of all who are scarce, or of all who are not, as far as
 * every pair allows. One member of each pair is scarce and the other is not.
 */
function raisePrices(market: Market, { values, perItem, perAgent }: Costs, whose: "scarce" | "others"): void {
  const { items, agents, start, to } = market;
  const raised = whose === "scarce" ? 1 : 0;
  const ofAgent = agents.price;
  for (let j = 0; j < ofAgent.length; j++) if (agents.scarce[j] === raised) ofAgent[j] = Infinity;
  for (let i = 0; i < items.price.length; i++) {
    const own = items.price[i] as number;
    const raise = items.scarce[i] === raised;
    let min = Infinity;
    for (let e = start[i] as number, stop = start[i + 1] as number; e < stop; e++) {
      const j = to[e] as number;
      const cost = values[i * perItem + j * perAgent] as number;
      const rest = cost - (raise ? (ofAgent[j] as number) : own);
      if (raise) min = rest < min ? rest : min;
      else if (rest < (ofAgent[j] as number)) ofAgent[j] = rest;
    }
    if (raise) items.price[i] = min;
  }
}

/** See `setPrices`. Who is in no pair has the price 0. */
function lowerPrices({ price, alone, scarce }: Side, partners: Side, plain: boolean): void {
  const free = price.filter((p, k) => scarce[k] === 0 && alone[k] === 1 && p < Infinity).sort();
  const taken = price.filter((_, k) => scarce[k] === 0 && alone[k] === 0).length;
  const wanted = partners.scarce.filter((yes) => yes === 1).length - taken;
  const limit = free[Math.min(free.length, Math.max(1, wanted)) - 1] ?? 0;
  for (let k = 0; k < price.length; k++) {
    if (scarce[k] === 1) continue;
    const p = (price[k] as number) - limit;
    price[k] = plain || p === Infinity ? 0 : alone[k] === 1 ? Math.min(0, p) : p;
  }
}

/** Parts those who are no longer tight. */
function partLoose({ items, agents }: Market, { values, perItem, perAgent }: Costs): void {
  for (const [i, j] of items.mate.entries()) {
    if (j === -1) continue;
    const cost = values[i * perItem + j * perAgent] as number;
    if (cost === (items.price[i] as number) + (agents.price[j] as number)) continue;
    items.mate[i] = agents.mate[j] = -1;
  }
}

/**
 * For each item its pair of the tier before, so that there is a way for all, and
 * of the others about `few` of those that cost least over the agent's price. Each
 * item begins at another place of its list, lest many items at the same cost all
 * try the same agents.
 */
function likelyPairs(market: Market, costs: Costs, before: Int32Array, few: number): Pairs {
  const { values, perItem, perAgent } = costs;
  const { agents, start, to } = market;
  const n = before.length;
  const size = Math.min(to.length, n * (2 * few + 1));
  const pairs = { start: new Int32Array(n + 1), to: new Int32Array(size), cost: new Float64Array(size) };
  let count = 0;
  for (let i = 0; i < n; i++) {
    const first = start[i] as number;
    const stop = start[i + 1] as number;
    const limit = stop - first > 2 * few ? likelyRest(market, costs, i, few / 2) : Infinity;
    const mate = before[i] as number;
    const full = count + 2 * few;
    let e = first + Math.floor(((stop - first) * i) / n);
    for (let left = stop - first; left > 0 && count < full; left--) {
      const j = to[e] as number;
      if (++e === stop) e = first;
      const cost = values[i * perItem + j * perAgent] as number;
      if (cost - (agents.price[j] as number) > limit || j === mate) continue;
      pairs.to[count] = j;
      pairs.cost[count++] = cost;
    }
    if (mate >= 0) {
      pairs.to[count] = mate;
      pairs.cost[count++] = values[i * perItem + mate * perAgent] as number;
    }
    pairs.start[i + 1] = count;
  }
  return { start: pairs.start, to: pairs.to.subarray(0, count), cost: pairs.cost.subarray(0, count) };
}

/** What the second least pair in a sample, which is each `step`th pair of the item, costs over the agent's price. */
function likelyRest(
  market: Market,
  { values, perItem, perAgent }: Costs,
  item: number,
  step: number,
): number {
  const { agents, start, to } = market;
  let least = Infinity;
  let second = Infinity;
  for (let e = (start[item] as number) + (item % step); e < (start[item + 1] as number); e += step) {
    const j = to[e] as number;
    const rest = (values[item * perItem + j * perAgent] as number) - (agents.price[j] as number);
    if (rest >= second) continue;
    second = Math.max(rest, least);
    least = Math.min(rest, least);
  }
  return second;
}

/** The same pairs from the other side. */
function reversed({ start, to, cost }: Pairs, size: number): Pairs {
  const next = new Int32Array(size + 2);
  const count = to.length;
  const back = {
    start: next.subarray(0, size + 1),
    to: new Int32Array(count),
    cost: new Float64Array(count),
  };
  for (let e = 0; e < count; e++) (next[(to[e] as number) + 2] as number)++;
  for (let b = 0; b < size; b++) (next[b + 2] as number) += next[b + 1] as number;
  for (let a = 0; a + 1 < start.length; a++) {
    for (let e = start[a] as number; e < (start[a + 1] as number); e++) {
      const at = (next[(to[e] as number) + 1] as number)++;
      back.to[at] = a;
      back.cost[at] = cost[e] as number;
    }
  }
  return back;
}

/** Leaves the tight pairs only, and allows to be alone only who has the price 0. */
function keepTight(market: Market, { values, perItem, perAgent }: Costs): void {
  const { items, agents, start, to } = market;
  let kept = 0;
  for (let i = 0, e = 0; i < items.price.length; i++) {
    const own = items.price[i] as number;
    for (const stop = start[i + 1] as number; e < stop; e++) {
      const j = to[e] as number;
      to[kept] = j;
      kept += Number(values[i * perItem + j * perAgent] === own + (agents.price[j] as number));
    }
    start[i + 1] = kept;
  }
  market.to = to.subarray(0, kept);
  for (const { price, alone } of [items, agents]) price.forEach((p, k) => p !== 0 && (alone[k] = 0));
}
