import type { Agent } from "./agent.js";
import type { Scene } from "./candidates.js";
import type { CandidateView, Strategy } from "./config.js";
import { stateOfDesk } from "./desk.js";
import { claimsOf } from "./ledger.js";
import { compareIds } from "./roster.js";
import { countsOf, itemsOf, type StoredAgent } from "./stored-agent.js";
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

/** A number by slot: the smallest first, or with `sign` -1 the largest. */
export interface Keys {
  readonly column: Float64Array;
  readonly sign: 1 | -1;
}

/** Who was never idle comes before all others, and whose cost is unknown after them. */
export const NEVER_IDLE = 0;
export const UNKNOWN_COST = Number.MAX_VALUE;

/** One rule of the order. Candidates go by their slots. */
export interface Level {
  readonly by: RankedBy;
  /** What is compared of these slots; read it before another rule is asked. `undefined` for an order that only compares. */
  readonly keys: ((slots: Int32Array) => Keys) | undefined;
  /** Is an agent's number the same for all work? */
  readonly isOfAgent: boolean;
  /** Negative when `a` comes first. */
  readonly compare: (a: number, b: number) => number;
}

/** The rules of the order: the first that tells two candidates apart decides; after the last, the lower id. */
export function levelsOf(scene: Scene, candidates: Int32Array): readonly Level[] {
  const { strategy, within, specialistFirst, compare } = scene.policy;
  const chosen = strategy === "fair-share" ? within : strategy;
  const level = (by: RankedBy, key: Key) => byKey(by, key(scene), scene);
  const idlest = () => byColumn("longest-idle", scene.tables.idleSince);
  const levels: Level[] = [];
  if (strategy === "fair-share") levels.push(fairShare(scene, candidates));
  if (compare !== undefined) levels.push(ownOrder(scene, compare));
  if (specialistFirst) levels.push(level("specialist-first", breadth));
  levels.push(chosen === "longest-idle" ? idlest() : level(chosen, KEYS[chosen]));
  if (chosen === "round-robin") return levels; // whose turn it is goes by the ids alone
  if (strategy !== "fair-share") levels.push(byColumn("owed", scene.tables.owed, -1));
  if (chosen !== "longest-idle") levels.push(idlest());
  return levels;
}

/** The rule that put one candidate before another. */
export function decidingLevel(levels: readonly Level[], a: number, b: number): Level | undefined {
  return levels.find((level) => level.compare(a, b) !== 0);
}

/** A number by which agents are ordered, the smallest first: by slot. */
type Key = (scene: Scene) => (slot: number) => number;

const agentIn = ({ places }: Scene, slot: number) => places.agents[slot] as Agent;
const stateIn = ({ tables }: Scene, slot: number) => tables.states[slot] as StoredAgent;

/** Used capacity over total capacity. */
const loadRatio: Key = (scene) => (slot) => {
  const { total } = agentIn(scene, slot).capacity;
  return total === 0 ? 1 : stateIn(scene, slot).used / total;
};

const leastSpare: Key = (scene) => (slot) => stateIn(scene, slot).used - agentIn(scene, slot).capacity.total;

const openItems: Key = (scene) => (slot) => itemsOf(stateIn(scene, slot).open);

/** Proficiency above what is asked for, the most first. */
const leastSurplus: Key = (scene) => {
  const { skills, preferredSkills } = scene.requirement;
  const asked = [...skills, ...preferredSkills];
  return (slot) =>
    asked.reduce((sum, [skill, level]) => sum - ((agentIn(scene, slot).skills.get(skill) ?? 0) - level), 0);
};

/** Those after whoever got the last item come first. */
const turn: Key = (scene) => {
  const { lastAssignedTo } = stateOfDesk(scene.desk);
  return (slot) =>
    lastAssignedTo !== undefined && compareIds(agentIn(scene, slot).id, lastAssignedTo) > 0 ? 0 : 1;
};

const cost: Key = (scene) => (slot) => agentIn(scene, slot).costPerHour ?? UNKNOWN_COST;

/** Skills and languages that this work does not need. */
const breadth: Key = (scene) => {
  const { skills: asked, preferredSkills, languages: tags } = scene.requirement;
  const needed = asked.length + preferredSkills.length + Math.min(1, tags.length);
  return (slot) => {
    const { skills, languages } = agentIn(scene, slot);
    return skills.size + languages.length - needed;
  };
};

const KEYS: Readonly<Record<Exclude<Strategy, "fair-share" | "longest-idle">, Key>> = {
  "least-loaded": loadRatio,
  "most-spare": leastSpare,
  "fewest-open": openItems,
  "best-match": leastSurplus,
  "round-robin": turn,
  cheapest: cost,
};

/** Who is owed most, with a share of this job; with a tolerance, those within it come first, all alike. */
function fairShare(scene: Scene, candidates: Int32Array): Level {
  const { policy, tables, places, requirement, desk } = scene;
  const size = sizeOf(requirement.work);
  const allowed = policy.tolerance * Math.max(stateOfDesk(desk).largestJob, size);
  const isAlike = places.classes.weights.length === 1; // then all have the same share, and it tells nobody apart
  if (allowed === 0 && isAlike) return byColumn("fair-share", tables.owed, -1);
  const { largest, claim } = claimsOf(candidates, size, places.classes, tables.owed);
  const behind = (slot: number) => {
    const deficit = largest - claim(slot);
    return deficit <= allowed ? 0 : deficit;
  };
  return byKey("fair-share", behind, scene);
}

/** Rules whose numbers depend on the work, too. */
const ABOUT_WORK: ReadonlySet<RankedBy> = new Set(["fair-share", "best-match", "specialist-first"]);

function byKey(by: RankedBy, key: (slot: number) => number, { places }: Scene): Level {
  const keys = (slots: Int32Array): Keys => {
    const column = places.scratch;
    for (let i = 0; i < slots.length; i++) column[slots[i] as number] = key(slots[i] as number);
    return { column, sign: 1 };
  };
  const isOfAgent = !ABOUT_WORK.has(by);
  return { by, isOfAgent, keys, compare: (a, b) => key(a) - key(b) };
}

function byColumn(by: RankedBy, column: Float64Array, sign: 1 | -1 = 1): Level {
  const compare = (a: number, b: number) => sign * ((column[a] as number) - (column[b] as number));
  return { by, isOfAgent: true, keys: () => ({ column, sign }), compare };
}

function ownOrder(scene: Scene, order: (a: CandidateView, b: CandidateView) => number): Level {
  const views = new Map<number, CandidateView>();
  const view = (slot: number): CandidateView => {
    const known = views.get(slot) ?? toView(scene, slot);
    views.set(slot, known);
    return known;
  };
  const compare = (a: number, b: number) => order(view(a), view(b));
  return { by: "own-order", isOfAgent: true, keys: undefined, compare };
}

function toView(scene: Scene, slot: number): CandidateView {
  const { id, capacity } = agentIn(scene, slot);
  const { idleSince: since, used, open } = stateIn(scene, slot);
  return { agentId: id, idleSince: new Date(since), used, total: capacity.total, open: countsOf(open) };
}
