/*
 * Three moves along alternating paths, where members change partners one after
 * another: `matchMost` makes a matching larger, `settle` makes it cheaper, and
 * `chooseFirst` turns it into the first of the best in lexicographic order.
 *
 * Every member has a price (the dual value). No pair costs less than its two
 * prices together, and who match are tight: they cost exactly that. To be alone
 * is one more choice, which costs nothing: who may be alone has a price of at
 * most 0, and who is alone one of exactly 0.
 */
import { fail } from "../errors.js";

/** One side of the pairs: the items or the agents. */
export interface Side {
  /** Each member's partner, or -1. */
  readonly mate: Int32Array;
  /** 1 for the members of a least set that has one of each possible pair: they have partners in every largest matching. */
  readonly scarce: Uint8Array;
  /** 1 for who is alone in some of the matchings that are best so far. */
  readonly alone: Uint8Array;
  /** In the tier at hand. */
  price: Float64Array;
}

/** Both sides, and for each item the agents in reach, ascending. */
export interface Market {
  readonly items: Side;
  readonly agents: Side;
  /** Where each item's agents begin, and at the end how many pairs there are. */
  readonly start: Int32Array;
  to: Int32Array;
}

/** Pairs seen from one side, with what they cost. */
export interface Pairs {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
}

/**
 * Matches as many as possible, by augmenting paths. A pair costs -1 here, and
 * so do the scarce members, of whom there are as many as pairs (D. Kőnig, 1931).
 */
export function matchMost({ items, agents, start, to }: Market): void {
  const { mate } = agents;
  const choices = (i: number) => (start[i + 1] as number) - (start[i] as number);
  const order = Array.from(items.mate.keys()).sort((a, b) => choices(a) - choices(b) || a - b);
  for (const i of order) {
    const free = to.subarray(start[i], start[i + 1]).find((j) => mate[j] === -1);
    if (free !== undefined) match(items, agents, i, free);
  }
  const seen = new Int32Array(mate.length).fill(-1);
  const from = new Int32Array(mate.length);
  const queue = new Int32Array(mate.length);
  /** The free agent at the end of a path from the item; or -1, and then no path of another item leads over these. */
  const findFree = (root: number): number => {
    let i = root;
    let tail = 0;
    for (let head = 0; head <= tail; head++) {
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        const j = to[e] as number;
        if (seen[j] === root || agents.scarce[j] === 1) continue;
        seen[j] = root;
        from[j] = i;
        if (mate[j] === -1) return j;
        queue[tail++] = j;
      }
      if (head < tail) i = mate[queue[head] as number] as number;
    }
    for (const j of queue.subarray(0, tail)) agents.scarce[j] = 1;
    return -1;
  };
  for (const i of order) if (items.mate[i] === -1) rematch(items, agents, i, findFree(i), from);
  for (const [i, j] of items.mate.entries()) if (j >= 0) items.scarce[i] = 1 - (agents.scarce[j] as number);
  for (const { price, scarce } of [items, agents]) scarce.forEach((yes, k) => (price[k] = 0 - yes));
}

function match(near: Side, far: Side, a: number, b: number): void {
  near.mate[a] = b;
  far.mate[b] = a;
}

/** Along the path to `end`, every near member leaves its partner for the next; no path, no change. */
function rematch(near: Side, far: Side, source: number, end: number, from: Int32Array): void {
  for (let b = end, a = -1; b >= 0 && a !== source;) {
    a = from[b] as number;
    const left = near.mate[a] as number;
    match(near, far, a, b);
    b = left;
  }
}

/** The first member from `from` on who is alone against its price or its duty, or -1. */
export function firstUnsettled({ mate, alone, price }: Side, from = 0): number {
  for (let a = from; a < mate.length; a++) {
    if (mate[a] === -1 && (alone[a] === 0 || price[a] !== 0)) return a;
  }
  return -1;
}

/** What a search for the shortest path knows. */
interface Search {
  /** Of the far members in reach. */
  readonly distance: Float64Array;
  readonly from: Int32Array;
  /** Far members in the order of their distance, as far as it is final. */
  readonly queue: Int32Array;
  tail: number;
  /** Other far members in reach. */
  readonly waiting: Int32Array;
  count: number;
  /** How far the nearest end is, which is a far member without a partner, or a near one who can be alone. */
  bound: number;
  end: number;
  leaver: number;
}

/**
 * Finds the partner, or the leave to be alone, of each near member who lacks
 * it, by shortest augmenting paths in the reduced costs (cost less both prices):
 * R. Jonker and A. Volgenant, "A Shortest Augmenting Path Algorithm for Dense
 * and Sparse Linear Assignment Problems", Computing 38 (1987), 325-340.
 * @param effort - After how many looks at a member it gives up.
 * @returns How much of the effort is left.
 */
export function settle(near: Side, far: Side, pairs: Pairs, effort: number): number {
  const size = far.mate.length;
  const [distance, from] = [new Float64Array(size), new Int32Array(size)];
  const [queue, waiting] = [new Int32Array(size), new Int32Array(size)];
  const search: Search = { distance, from, queue, tail: 0, waiting, count: 0, bound: 0, end: -1, leaver: -1 };
  checkExact(near, far);
  for (let a = firstUnsettled(near); a >= 0 && effort > 0; a = firstUnsettled(near, a + 1)) {
    effort -= settleOne(near, far, pairs, a, search);
  }
  checkExact(near, far); // near prices have only risen and far ones fallen, so all in between were exact too
  return effort;
}

/** So far, sums of a cost, two prices and a difference of prices are exact. */
const MOST_EXACT = 2 ** 50;

function checkExact(...sides: readonly Side[]): void {
  for (const { price } of sides) {
    const beyond = price.find((each) => Math.abs(each) > MOST_EXACT);
    if (beyond === undefined) continue;
    const reason = `must have costs that are not too far apart to be summed exactly: prices grew beyond ${MOST_EXACT}`;
    fail("argument.invalid", "problem.tiers", beyond, reason);
  }
}

/** @returns How many members it has looked at. */
function settleOne(near: Side, far: Side, pairs: Pairs, source: number, search: Search): number {
  const { distance, from, queue } = search;
  distance.fill(Infinity);
  search.tail = search.count = 0;
  search.bound = Infinity;
  let at = 0;
  let head = 0;
  for (let a = source; ; a = far.mate[queue[head++] as number] as number) {
    const offset = at - (near.price[a] as number);
    if (near.alone[a] === 1 && offset < search.bound) {
      search.bound = offset;
      search.end = -1;
      search.leaver = a;
    }
    if (search.bound > at) lookAround(a, at, offset, far, pairs, search);
    if (search.bound > at && head === search.tail) at = advance(at, search);
    if (search.bound <= at) break;
  }
  (near.price[source] as number) += at;
  for (const b of queue.subarray(0, head)) {
    const change = at - (distance[b] as number);
    (far.price[b] as number) -= change;
    (near.price[far.mate[b] as number] as number) += change;
  }
  if (search.end >= 0) {
    rematch(near, far, source, search.end, from);
  } else {
    const left = near.mate[search.leaver] as number;
    near.mate[search.leaver] = -1;
    rematch(near, far, source, left, from);
  }
  return head + 1;
}

/** Puts the far members in reach of `a`, if nearer than known and than the nearest end, where they belong. */
function lookAround(a: number, at: number, offset: number, far: Side, pairs: Pairs, search: Search): void {
  const { price, mate } = far;
  const { start, to, cost } = pairs;
  const { distance, from, queue, waiting } = search;
  for (let e = start[a] as number, stop = start[a + 1] as number; e < stop; e++) {
    const b = to[e] as number;
    const reach = offset + ((cost[e] as number) - (price[b] as number));
    if (reach >= search.bound) continue;
    const known = distance[b] as number;
    if (reach >= known) continue;
    from[b] = a;
    if (mate[b] === -1) {
      search.bound = reach;
      search.end = b;
      if (reach <= at) return;
      continue;
    }
    distance[b] = reach;
    if (reach <= at) queue[search.tail++] = b;
    else if (known === Infinity) waiting[search.count++] = b;
  }
}

/** Moves the nearest of those who wait into the queue. Who is beyond the nearest end is forgotten. */
function advance(at: number, search: Search): number {
  const { distance, queue, waiting, bound, tail: head } = search;
  let next = bound;
  let kept = 0;
  let tail = head;
  for (let k = 0; k < search.count; k++) {
    const b = waiting[k] as number;
    const reach = distance[b] as number;
    if (reach <= at) continue; // in the queue since
    if (reach >= bound) {
      distance[b] = Infinity;
      continue;
    }
    waiting[kept++] = b;
    if (reach > next) continue;
    if (reach < next) tail = head;
    next = reach;
    queue[tail++] = b;
  }
  search.count = kept;
  search.tail = tail;
  return next;
}

/** What the exchange of partners knows. The items are its nodes, and one more, the last: to be alone. */
interface Exchange {
  /** Members in different zones can never exchange partners with each other, directly or through others. */
  readonly zone: Int32Array;
  zones: number;
  /** Whom a member would give its partner to, and that partner, or -1 for being alone. */
  readonly heir: Int32Array;
  readonly gives: Int32Array;
  readonly queue: Int32Array;
  tail: number;
}

/**
 * Of all best matchings, which are those of tight pairs where nobody is alone
 * who may not be, takes the first: item 0 gets the first agent that it has in
 * any of them, item 1 the first in any of those that are left, and so on; to be
 * alone comes last.
 *
 * An item can have another partner when whoever has it can have another, and so
 * on around to the item's own. A search that does not get there has found a set
 * out of which no exchange leads, hence into which none does that comes back.
 */
export function chooseFirst(market: Market): void {
  const { items, agents, start, to } = market;
  const nobody = items.mate.length;
  const [zone, heir] = [new Int32Array(nobody + 1), new Int32Array(nobody + 1)];
  const [gives, queue] = [new Int32Array(nobody + 1), new Int32Array(nobody + 1)];
  const exchange: Exchange = { zone, zones: 0, heir, gives, queue, tail: 0 };
  for (let i = 0; i < nobody; i++) {
    const own = zone[i] as number;
    zone[i] = -1; // for good
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const j = to[e] as number;
      if (j === items.mate[i]) break;
      const holder = agents.mate[j] === -1 ? nobody : (agents.mate[j] as number);
      if (zone[holder] === own && getPartner(market, exchange, i, j, holder, own)) break;
    }
  }
}

/** Gives item `i` the agent `wanted`, if those of the zone who lose theirs can all be made up to. */
function getPartner(
  market: Market,
  exchange: Exchange,
  i: number,
  wanted: number,
  holder: number,
  zone: number,
) {
  const { items, agents } = market;
  const { heir, gives, queue } = exchange;
  const goal = items.mate[i] as number;
  exchange.tail = 0;
  exchange.zones++;
  displace(exchange, holder, zone, i, wanted);
  for (let head = 0; head < exchange.tail; head++) {
    let node = queue[head] as number;
    if (!canTake(market, exchange, node, zone, goal)) continue;
    for (const other of queue.subarray(0, exchange.tail)) exchange.zone[other] = zone;
    for (let gets = goal; ; node = heir[node] as number) {
      if (node < items.mate.length) items.mate[node] = gets;
      if (gets >= 0) agents.mate[gets] = node < items.mate.length ? node : -1;
      if (node === i) return true;
      gets = gives[node] as number;
    }
  }
  return false;
}

function displace(exchange: Exchange, node: number, zone: number, by: number, agent: number): void {
  if (exchange.zone[node] !== zone) return;
  exchange.zone[node] = exchange.zones;
  exchange.heir[node] = by;
  exchange.gives[node] = agent;
  exchange.queue[exchange.tail++] = node;
}

/** Whether the node can take the goal; if not, displaces those from whom it could take something else. */
function canTake(
  { items, agents, start, to }: Market,
  exchange: Exchange,
  node: number,
  zone: number,
  goal: number,
) {
  const nobody = items.mate.length;
  if (node === nobody) {
    if (goal === -1 || agents.alone[goal] === 1) return true;
    for (let i = 0; i < nobody; i++) if (items.mate[i] === -1) displace(exchange, i, zone, node, -1);
    for (const [j, i] of agents.mate.entries()) {
      if (i >= 0 && agents.alone[j] === 1) displace(exchange, i, zone, node, j);
    }
    return false;
  }
  for (let e = start[node] as number; e < (start[node + 1] as number); e++) {
    const j = to[e] as number;
    if (j === goal) return true;
    const holder = agents.mate[j] as number;
    displace(exchange, holder === -1 ? nobody : holder, zone, node, j);
  }
  if (items.alone[node] === 0) return false;
  if (goal === -1) return true;
  displace(exchange, nobody, zone, node, -1);
  return false;
}
