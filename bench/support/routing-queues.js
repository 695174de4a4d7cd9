// Queues and matching problems to be solved.
import { defineRoster, openDesk } from "../../dist/index.js";
import { randomFrom } from "./calendar.js";
import { makeHelpdesk, makeWork, PERCENTS, rosterOf, START } from "./helpdesk.js";

/** A fresh desk, and work of three kinds that all has waited, for somewhat more people than are there. */
export function waitingQueue(count) {
  const desk = openDesk(defineRoster(rosterOf(makeHelpdesk(count))));
  const queue = Array.from({ length: count }, (_, i) => ({
    ...makeWork(`Q-${i}`, PERCENTS[i % 3], START - i * 1_000),
    priority: ["low", "normal", "high"][(i % 7) % 3],
  }));
  return { desk, queue, at: START + 1 };
}

/** From all alike to all different, by name. */
export function matchingProblems(size) {
  const random = randomFrom(size);
  const below = (most) => Math.floor(random() * most);
  const list = (length, make) => Float64Array.from({ length }, make);
  const queue = { of: "item", values: list(size, (_, place) => place) };
  const ofPairs = (most) => ({ of: "pair", values: list(size * size, () => below(most)) });
  const ofAgents = (most) => ({ of: "agent", values: list(size, () => below(most)) });
  const problem = (percent, ...tiers) => ({
    items: size,
    agents: size,
    possible: Uint8Array.from({ length: size * size }, () => (below(100) < percent ? 1 : 0)),
    tiers: [queue, ...tiers],
  });
  return [
    ["everybody can take all, all alike", problem(100, ofAgents(1))],
    ["everybody can take all, ten different costs, then by agent", problem(100, ofPairs(10), ofAgents(100))],
    ["everybody can take all, a million different costs", problem(100, ofPairs(1_000_000))],
    ["30 % can, three different costs, then by agent", problem(30, ofPairs(3), ofAgents(1_000))],
    ["10 % can, a million different costs", problem(10, ofPairs(1_000_000))],
    ["1 % can, three different costs", problem(1, ofPairs(3))],
  ];
}
