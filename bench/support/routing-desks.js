// Desks to ask about: a busy one, the package as a contestant, and steps that keep the load as it is.
import { applyDeskEvent, openDesk, route } from "../../dist/index.js";
import { filterAndSort, filterWithLuxon } from "../contestants/filter-and-sort.js";
import { makeWork, START } from "./helpdesk.js";

const now = () => performance.now();

/** A desk on which everybody holds one item, and some are away. */
export function busyDesk(helpdesk, roster) {
  let desk = openDesk(roster);
  for (const agentId of helpdesk.away)
    desk = applyDeskEvent(desk, { type: "presence-changed", at: START, agentId, presence: "away" });
  for (const { id: agentId } of helpdesk.agents) {
    const work = makeWork(`old-${agentId}`, 1, START);
    desk = applyDeskEvent(desk, { type: "assigned", at: START, agentId, work });
  }
  return desk;
}

/** The package, as a contestant: only the newest desk is kept. */
export function ours(helpdesk, roster, options) {
  let desk = busyDesk(helpdesk, roster);
  return {
    desk: () => desk,
    decide: (work, at) => route(desk, work, at, options),
    apply({ event }) {
      desk = applyDeskEvent(desk, event);
    },
    release(workId, at, { agentId }) {
      desk = applyDeskEvent(desk, { type: "released", id: `released:${workId}`, at, agentId, workId });
    },
  };
}

/**
 * One item is decided, assigned, and an older one released, a millisecond after the one before: the load stays.
 * @returns A step that says when each of the three began, and the last ended.
 */
export function steps(contestant, percent, most = 30) {
  const held = [];
  let count = 0;
  let candidates = 0;
  const step = () => {
    const at = START + ++count;
    const work = makeWork(`T-${count}`, percent, at);
    const start = now();
    const answer = contestant.decide(work, at);
    const decided = now();
    contestant.apply(answer, work, at);
    const applied = now();
    held.push({ id: work.id, answer });
    candidates = answer.candidates;
    if (held.length <= Math.min(most, candidates)) return [start, decided, applied, applied];
    const oldest = held.shift();
    const from = now();
    contestant.release(oldest.id, at, oldest.answer);
    return [start, decided, applied, applied + (now() - from)];
  };
  while (held.length < Math.min(most, candidates) || count === 0) step();
  return { step, candidates: () => candidates };
}

/** The same step after step: as many candidates, and among the hand-written ones the same agent. */
export function mustAgree(helpdesk, roster, percent) {
  const [mine, flags, local] = [
    ours(helpdesk, roster),
    filterAndSort(helpdesk, START),
    filterWithLuxon(helpdesk, START),
  ];
  for (let i = 1; i <= 8; i++) {
    const [at, work] = [START + i, makeWork(`A-${i}`, percent, START + i)];
    const answers = [mine, flags, local].map((each) => each.decide(work, at));
    const counts = answers.map(({ candidates }) => candidates);
    if (new Set(counts).size > 1 || answers[1].agentId !== answers[2].agentId)
      throw new Error(`They differ: ${counts.join(" / ")} candidates`);
    if (counts[0] !== (helpdesk.agents.length * percent) / 100) throw new Error(`${counts[0]} candidates`);
    [mine, flags, local].forEach((each, k) => each.apply(answers[k], work, at));
  }
}

/** Gives the desk after so many events more: assignments, each released by the next event. */
export function branching(percent) {
  let count = 0;
  return (from, events) => {
    let desk = from;
    let answer;
    for (let i = 0; i < events; i++) {
      const at = START + ++count;
      if (i % 2 === 0) answer = route(desk, makeWork(`T-${count}`, percent, at), at);
      const { agentId, work } = answer.event;
      const released = { type: "released", id: `released-${count}`, at, agentId, workId: work.id };
      desk = applyDeskEvent(desk, i % 2 === 0 ? answer.event : released);
    }
    return desk;
  };
}
