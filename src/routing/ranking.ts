import type { Agent } from "./agent.js";
import type { Scene } from "./candidates.js";
import type { CandidateView, Strategy } from "./config.js";
import { stateOfDesk } from "./desk.js";
import type { StoredAgent } from "./desk-tables.js";
import { deficitsOf } from "./ledger.js";
import { compareIds } from "./roster.js";
import { sizeOf } from "./work.js";

/** What puts one candidate before another. */
export type RankedBy = Strategy | "specialist-first" | "own-order" | "owed" | "id";

/** Why an agent who could have taken the work was not the one who got it. */
export interface Outranked {
  /** The agent who got it. */
  readonly agentId: string;
  /** What put that agent first: a preference of the work, a stricter stage, or the rule of the order that told the two apart. */
  readonly by: RankedBy | "preferred" | "stage";
  /** What that rule compares, the smaller first, of this agent and of the one who got it; `undefined` where it has no numbers. Balances are in jobs. */
  readonly has: number | undefined;
  readonly chosenHas: number | undefined;
}

/** One rule of the order. Candidates go by their place in a list that is ordered by id. */
export interface Level {
  readonly by: RankedBy;
  /** What is compared, the smaller first; `undefined` for an order that only compares. */
  readonly key: ((place: number) => number) | undefined;
  /** Negative when `a` comes first. */
  compare(a: number, b: number): number;
}

/** The rules of the order: the first that tells two candidates apart decides; after the last, the lower id. */
export function levelsOf(scene: Scene, candidates: Int32Array): readonly Level[] {
  const { strategy, within, specialistFirst, compare } = scene.policy;
  const chosen = strategy === "fair-share" ? within : strategy;
  const level = (by: RankedBy, key: Key) => byKey(by, (place) => key(candidates[place] as number, scene));
  const levels: Level[] = [];
  if (strategy === "fair-share") levels.push(fairShare(scene, candidates));
  if (compare !== undefined) levels.push(ownOrder(scene, candidates, compare));
  if (specialistFirst) levels.push(level("specialist-first", breadth));
  levels.push(level(chosen, KEYS[chosen]));
  if (chosen === "round-robin") return levels; // whose turn it is goes by the ids alone
  if (strategy !== "fair-share") levels.push(level("owed", mostOwed));
  if (chosen !== "longest-idle") levels.push(level("longest-idle", idleSince));
  return levels;
}

/** The best `count` candidates, best first, as places. */
export function bestOf(levels: readonly Level[], candidates: number, count: number): readonly number[] {
  const keys = firstKeys(levels, candidates); // decides nearly always, so it is computed once for each
  const comesFirst = (a: number, b: number): boolean => {
    const first = (keys[a] as number) - (keys[b] as number);
    return first === 0 ? firstDifference(levels, a, b) < 0 : first < 0;
  };
  const best: number[] = [];
  for (let place = 0; place < candidates; place++) {
    if (best.length === count) {
      if (!comesFirst(place, best[count - 1] as number)) continue;
      best.pop();
    }
    let at = best.length;
    while (at > 0 && comesFirst(place, best[at - 1] as number)) at--;
    best.splice(at, 0, place);
  }
  return best;
}

function firstKeys([first]: readonly Level[], candidates: number): Float64Array {
  const keys = new Float64Array(candidates);
  const key = first?.key;
  if (key !== undefined) for (let place = 0; place < candidates; place++) keys[place] = key(place);
  return keys;
}

function firstDifference(levels: readonly Level[], a: number, b: number): number {
  for (const level of levels) {
    const difference = level.compare(a, b);
    if (difference !== 0) return difference;
  }
  return a - b;
}

/** The rule that put one candidate before another. */
export function decidingLevel(levels: readonly Level[], a: number, b: number): Level | undefined {
  return levels.find((level) => level.compare(a, b) !== 0);
}

/** A number by which agents are ordered, the smallest first. */
type Key = (slot: number, scene: Scene) => number;

const agentIn = (slot: number, { places }: Scene) => places.agents[slot] as Agent;
const stateIn = (slot: number, { tables }: Scene) => tables.states[slot] as StoredAgent;

const idleSince: Key = (slot, { tables }) => tables.idleSince[slot] as number;

/** Used capacity over total capacity. */
const loadRatio: Key = (slot, scene) => {
  const { total } = agentIn(slot, scene).capacity;
  return total === 0 ? 1 : stateIn(slot, scene).used / total;
};

const leastSpare: Key = (slot, scene) => stateIn(slot, scene).used - agentIn(slot, scene).capacity.total;

const openItems: Key = (slot, scene) =>
  Object.values(stateIn(slot, scene).open).reduce((sum, count) => sum + count, 0);

/** Proficiency above what is asked for, the most first. */
const leastSurplus: Key = (slot, scene) => {
  const { skills } = agentIn(slot, scene);
  const { requirement } = scene;
  return [...requirement.skills, ...requirement.preferredSkills].reduce(
    (sum, [skill, asked]) => sum - ((skills.get(skill) ?? 0) - asked),
    0,
  );
};

/** Those after whoever got the last item come first. */
const turn: Key = (slot, scene) => {
  const { lastAssignedTo } = stateOfDesk(scene.desk);
  return lastAssignedTo !== undefined && compareIds(agentIn(slot, scene).id, lastAssignedTo) > 0 ? 0 : 1;
};

const cost: Key = (slot, scene) => agentIn(slot, scene).costPerHour ?? Number.MAX_VALUE;

/** Skills and languages that this work does not need. */
const breadth: Key = (slot, scene) => {
  const { skills, languages } = agentIn(slot, scene);
  const { requirement: asked } = scene;
  const needed = asked.skills.length + asked.preferredSkills.length + Math.min(1, asked.languages.length);
  return skills.size + languages.length - needed;
};

const mostOwed: Key = (slot, { tables }) => -(tables.owed[slot] as number);

const KEYS: Readonly<Record<Exclude<Strategy, "fair-share">, Key>> = {
  "longest-idle": idleSince,
  "least-loaded": loadRatio,
  "most-spare": leastSpare,
  "fewest-open": openItems,
  "best-match": leastSurplus,
  "round-robin": turn,
  cheapest: cost,
};

function byKey(by: RankedBy, key: (place: number) => number): Level {
  return { by, key, compare: (a, b) => key(a) - key(b) };
}

/** Those within the tolerance come first, all alike; then who is less behind. */
function fairShare({ policy, tables, places, requirement, desk }: Scene, candidates: Int32Array): Level {
  const size = sizeOf(requirement.work);
  const deficits = deficitsOf(candidates, size, places.classes, tables.owed);
  const allowed = policy.tolerance * Math.max(stateOfDesk(desk).largestJob, size);
  return byKey("fair-share", (place) => {
    const deficit = deficits[place] as number;
    return deficit <= allowed ? 0 : deficit;
  });
}

function ownOrder(
  scene: Scene,
  candidates: Int32Array,
  order: (a: CandidateView, b: CandidateView) => number,
): Level {
  const views: CandidateView[] = [];
  const view = (place: number) => (views[place] ??= toView(candidates[place] as number, scene));
  return { by: "own-order", key: undefined, compare: (a, b) => order(view(a), view(b)) };
}

function toView(slot: number, scene: Scene): CandidateView {
  const { id, capacity } = agentIn(slot, scene);
  const { idleSince: since, used, open } = stateIn(slot, scene);
  return { agentId: id, idleSince: new Date(since), used, total: capacity.total, open };
}
