import { assignTo, preferredSlots } from "./assign.js";
import type { AssignedAnswer } from "./answer.js";
import type { Agent } from "./agent.js";
import type { Scene } from "./candidates.js";
import { bestMatching, type Matching, type MatchingProblem, type MatchingTier } from "./matching.js";
import { levelsOf, type Level } from "./ranking.js";
import { RoundPairs, type Waiting } from "./round-pairs.js";
import { choicesOf } from "./route.js";
import { ranksBy, wholeScores } from "./scores.js";
import type { WorkItem } from "./work-item.js";

/** One round of placing a queue in the best way, with all that proves it. */
export interface MatchingRound {
  /** The ids of the items that could be placed in this round, in the queue's order: the rows of the problem. */
  readonly items: readonly string[];
  /** The ids of the agents who could take any of them, in order: its columns. */
  readonly agents: readonly string[];
  readonly problem: MatchingProblem;
  readonly matching: Matching;
}

/** What a round decides. */
export interface RoundResult {
  readonly round: MatchingRound;
  /** In the queue's order; under `fair-share`, whoever is owed most first, as the ledger takes one decision after another. */
  readonly placed: readonly { readonly work: WorkItem; readonly answer: AssignedAnswer }[];
}

const RUNNERS_UP = 3;

/**
 * The best that can be done with at most one item for each agent: most items;
 * then those that come first in the queue; then preferred agents, the strictest
 * stages, and the rules of the strategy's order one after another, each summed
 * over all that is placed. `undefined` when nothing can be placed.
 *
 * The items that a matching can cover are the independent sets of a matroid, so
 * the one that is best by the sum of places in the queue has the first item if
 * any matching has it, then the second, and so on.
 *
 * @param scenes - Items before the same desk, in the queue's order.
 */
export function bestRound(scenes: readonly Scene[]): RoundResult | undefined {
  const waiting = scenes
    .map((scene): Waiting => ({ scene, choices: choicesOf(scene) }))
    .filter(({ choices }) => choices.length > 0);
  const [first] = waiting;
  if (first === undefined) return undefined;
  const pairs = new RoundPairs(waiting);
  const { items, agents, possible } = pairs;
  const tiers = [queueTier(pairs), preferenceTier(pairs), stageTier(pairs), ...strategyTiers(pairs)];
  const problem: MatchingProblem = { items, agents, possible, tiers };
  const matching = bestMatching(problem);
  const round: MatchingRound = {
    items: waiting.map(({ scene }) => scene.requirement.work.id),
    agents: pairs.slots.map((slot) => (first.scene.places.agents[slot] as Agent).id),
    problem,
    matching,
  };
  return { round, placed: placedBy(matching, pairs) };
}

/** Who comes first in the queue. */
function queueTier({ items }: RoundPairs): MatchingTier {
  return { of: "item", values: Float64Array.from({ length: items }, (_, place) => place) };
}

/** Whom the work prefers, best first; all others are alike. */
function preferenceTier(pairs: RoundPairs): MatchingTier {
  const values = pairs.map(({ scene }) => {
    const preferred = preferredSlots(scene);
    const others = preferred.length;
    return (slot) => {
      const place = preferred.indexOf(slot);
      return place < 0 ? others : place;
    };
  });
  return { of: "pair", values };
}

function stageTier(pairs: RoundPairs): MatchingTier {
  return { of: "pair", values: Float64Array.from(pairs.stages) };
}

/** The rules of the strategy's order, each in whole numbers. */
function strategyTiers(pairs: RoundPairs): MatchingTier[] {
  const levels = pairs.waiting.map(({ scene, choices }) =>
    levelsOf(scene, (choices[0] as Choice).candidates),
  );
  const summed = Math.min(pairs.items, pairs.agents);
  return (levels[0] as readonly Level[]).map((level, index) => {
    const { keys, isOfAgent } = level;
    if (keys === undefined) return { of: "agent", values: ranksBy(level.compare, pairs.slots) };
    if (isOfAgent) {
      const { column, sign } = keys(Int32Array.from(pairs.slots));
      const raw = Float64Array.from(pairs.slots, (slot) => sign * (column[slot] as number));
      return { of: "agent", values: wholeScores(level, raw, summed) };
    }
    return { of: "pair", values: wholeScores(level, pairKeys(pairs, levels, index), summed) };
  });
}

type Choice = Waiting["choices"][number];

/** A rule whose numbers depend on the work, for every possible pair. */
function pairKeys(pairs: RoundPairs, levels: readonly (readonly Level[])[], index: number): Float64Array {
  let row = 0;
  return pairs.map(({ choices }) => {
    const { keys } = levels[row++]?.[index] as Level;
    const widest = (choices.at(-1) as Choice).candidates; // a wider stage has all of the stricter one
    const known = keys?.(widest);
    return (slot) => (known === undefined ? 0 : known.sign * (known.column[slot] as number));
  });
}

function placedBy({ agentOf }: Matching, pairs: RoundPairs): RoundResult["placed"] {
  const placed = pairs.waiting.flatMap(({ scene, choices }, row) => {
    const column = agentOf[row] as number;
    if (column < 0) return [];
    const slot = pairs.slots[column] as number;
    const stage = pairs.stages[row * pairs.agents + column];
    const choice = choices.find((each) => each.stage === stage) as Choice;
    const answer = assignTo(scene, { ...choice, runnersUp: RUNNERS_UP }, slot);
    return [{ work: scene.requirement.work, answer, owed: scene.tables.owed[slot] as number }];
  });
  const isFair = pairs.waiting[0]?.scene.policy.strategy === "fair-share";
  return isFair ? placed.sort((a, b) => b.owed - a.owed) : placed;
}
