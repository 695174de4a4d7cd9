// One fresh process, one question about routing; answers with JSON on stdout.
import {
  agentState,
  applyDeskEvent,
  bestMatching,
  defineRoster,
  heldWork,
  loadDesk,
  nextItemFor,
  openDesk,
  orderQueue,
  placeQueue,
  route,
  saveDesk,
} from "../../dist/index.js";
import { filterAndSort, filterWithLuxon } from "../contestants/filter-and-sort.js";
import { randomFrom } from "./calendar.js";
import { makeHelpdesk, makeWork, PERCENTS, rosterOf, START } from "./helpdesk.js";
import { median, timed } from "./measure.js";
import { measurePhases } from "./phases.js";

const now = () => performance.now();

/** A desk on which everybody holds one item, and some are away. */
function busyDesk(helpdesk, roster) {
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
function ours(helpdesk, roster, options) {
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
function steps(contestant, percent, most = 30) {
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
function mustAgree(helpdesk, roster, percent) {
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

/** Bytes held, typed arrays included. */
function heldBytes() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const medians = (steps) => measurePhases(steps).map((phases) => phases.map(({ median: middle }) => middle));

const questions = {
  /** Ours with three runners-up and with none, and both hand-written ones, for each share of candidates. */
  decisions(count, strategy) {
    const helpdesk = makeHelpdesk(Number(count));
    const roster = defineRoster(rosterOf(helpdesk, { strategy }));
    return PERCENTS.map((percent) => {
      mustAgree(helpdesk, roster, percent);
      const contestants = [
        ours(helpdesk, roster),
        ours(helpdesk, roster, { runnersUp: 0 }),
        filterAndSort(helpdesk, START),
        filterWithLuxon(helpdesk, START),
      ].map((contestant) => steps(contestant, percent).step);
      return { percent, ns: measurePhases(contestants) };
    });
  },

  /** A million events and no desk but the newest. */
  memory(count, percent) {
    const helpdesk = makeHelpdesk(Number(count));
    const { step } = steps(ours(helpdesk, defineRoster(rosterOf(helpdesk))), Number(percent));
    const atEvents = [10_000, 30_000, 100_000, 300_000, 1_000_000];
    const marks = [];
    for (let events = 2; events <= 1_000_000; events += 2) {
      step();
      if (!atEvents.includes(events)) continue;
      const peak = process.resourceUsage().maxRSS * 1_024;
      marks.push({ events, peak, held: heldBytes() });
    }
    return { marks };
  },

  /** An older desk, read after a newer one; two branches, read in turn; and what a desk that is kept holds. */
  forks(count, percent) {
    const helpdesk = makeHelpdesk(Number(count));
    const start = busyDesk(helpdesk, defineRoster(rosterOf(helpdesk)));
    const after = branching(Number(percent));
    const { id } = helpdesk.agents[0];
    const read = (desk) => timed(() => agentState(desk, id));
    let older = after(start, 4_000);
    const rows = [1, 10, 100, 1_000].map((events) => {
      const samples = Array.from({ length: 31 }, () => {
        const newer = after(older, events);
        const [back, forth, again] = [older, newer, older].map(read);
        const other = after(older, events);
        const inTurn = [newer, other, newer, other, newer, other].map(read);
        older = other;
        return [back, forth, again, inTurn[0], median(inTurn.slice(2))];
      });
      return { events, ns: samples[0].map((_, k) => median(samples.map((sample) => sample[k]))) };
    });
    const before = heldBytes();
    const kept = [older];
    while (kept.length < 1_000) kept.push(after(kept.at(-1), 1));
    return { rows, keptBytes: (heldBytes() - before) / kept.length };
  },

  save(count) {
    const helpdesk = makeHelpdesk(Number(count));
    const roster = defineRoster(rosterOf(helpdesk));
    const mine = ours(helpdesk, roster);
    const { step } = steps(mine, 10);
    for (let i = 0; i < 20_000; i++) step();
    const desk = mine.desk();
    const text = JSON.stringify(saveDesk(desk));
    const again = loadDesk(roster, JSON.parse(text));
    if (JSON.stringify(saveDesk(again)) !== text) throw new Error("What was loaded is not what was saved");
    const phases = () => {
      const start = now();
      const saved = saveDesk(desk);
      const wasSaved = now();
      const written = JSON.stringify(saved);
      const wasWritten = now();
      const parsed = JSON.parse(written);
      const wasParsed = now();
      loadDesk(roster, parsed);
      return [start, wasSaved, wasWritten, wasParsed, now()];
    };
    const [ns] = medians([phases]);
    return { ns, bytes: text.length, held: heldWork(desk).length };
  },

  /** Events of the other kinds, and what they make anew. */
  events(count) {
    const helpdesk = makeHelpdesk(Number(count));
    const assigning = defineRoster(rosterOf(helpdesk));
    const offering = defineRoster(rosterOf(helpdesk, { offerFor: "PT1M" }));
    const [presence, offer, leave] = medians([
      presenceStep(busyDesk(helpdesk, assigning), helpdesk.agents),
      offerStep(busyDesk(helpdesk, offering)),
      joinStep(busyDesk(helpdesk, assigning), helpdesk.agents[0]),
    ]);
    const config = rosterOf(helpdesk);
    const [define] = medians([phasesOf(() => defineRoster(config), openDesk)]);
    return { presence, offer, leave, define };
  },

  matching(count) {
    const problems = matchingProblems(Number(count));
    const { desk, queue, at } = waitingQueue(Number(count));
    const ways = [
      ...problems.map(([name, problem]) => [name, () => void bestMatching(problem)]),
      ["placeQueue, one after another", () => placeQueue(desk, queue, at).placed.length],
      ["placeQueue, best", () => placeQueue(desk, queue, at, { best: true }).placed.length],
    ];
    const { id } = desk.roster.agents.values().next().value;
    const times = measurePhases(
      ways.map(([, way]) => () => {
        agentState(desk, id); // the tables are brought back before, and not in the time
        const start = now();
        way();
        return [start, now()];
      }),
    );
    return ways.map(([name, way], i) => ({
      name,
      ns: times[i][0].median,
      fastest: times[i][0].fastest,
      placed: way(),
    }));
  },

  queue(count, length) {
    const helpdesk = makeHelpdesk(Number(count));
    const roster = defineRoster(rosterOf(helpdesk));
    const roomy = busyDesk(helpdesk, roster);
    const at = START + 1;
    const waiting = Array.from({ length: Number(length) }, (_, i) => ({
      ...makeWork(`Q-${i}`, PERCENTS[i % 3], START - i * 1_000),
      priority: ["low", "normal", "high"][(i % 7) % 3],
    }));
    let full = roomy;
    for (const { id: agentId } of helpdesk.agents) {
      for (let i = 1; i < 10; i++) {
        const work = makeWork(`more-${i}-${agentId}`, 1, START);
        full = applyDeskEvent(full, { type: "assigned", at: START, agentId, work });
      }
    }
    const all = placeQueue(roomy, waiting, at);
    const freed = all.placed.at(-1).answer.agentId; // on shift, and able to take something
    const freeing = { type: "released", at: START, agentId: freed, workId: `old-${freed}` };
    const oneFree = applyDeskEvent(full, freeing);
    const ways = [
      [roomy, () => orderQueue(roster, waiting, at).length],
      ...[roomy, oneFree, full].map((desk) => [desk, () => placeQueue(desk, waiting, at).placed.length]),
      ...[roomy, oneFree, full].map((desk) => [desk, () => nextOn(desk)]),
    ];
    // Nobody keeps the desks on which the queue was tried, so coming back is a part of it.
    const nextOn = (desk) => {
      const next = nextItemFor(desk, freed, waiting, at);
      agentState(desk, freed);
      return next.kind;
    };
    const ns = medians(
      ways.map(([desk, way]) => () => {
        agentState(desk, freed); // the tables are brought back before, and not in the time
        const start = now();
        way();
        return [start, now()];
      }),
    );
    return ways.map(([, way], i) => ({ ns: ns[i][0], outcome: way() }));
  },
};

/** A fresh desk, and work of three kinds that all has waited, for somewhat more people than are there. */
function waitingQueue(count) {
  const desk = openDesk(defineRoster(rosterOf(makeHelpdesk(count))));
  const queue = Array.from({ length: count }, (_, i) => ({
    ...makeWork(`Q-${i}`, PERCENTS[i % 3], START - i * 1_000),
    priority: ["low", "normal", "high"][(i % 7) % 3],
  }));
  return { desk, queue, at: START + 1 };
}

/** From all alike to all different, by name. */
function matchingProblems(size) {
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

/** Gives the desk after so many events more: assignments, each released by the next event. */
function branching(percent) {
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

function phasesOf(first, second) {
  return () => {
    const start = now();
    const made = first();
    const between = now();
    second(made);
    return [start, between, now()];
  };
}

function presenceStep(first, agents) {
  let desk = first;
  let count = 0;
  return () => {
    const { id: agentId } = agents[(count * 7) % agents.length];
    const change = (presence, id) => {
      desk = applyDeskEvent(desk, { type: "presence-changed", id, at: START + count, agentId, presence });
    };
    const start = now();
    change("away", `away-${++count}`);
    const between = now();
    change("available", `back-${count}`);
    return [start, between, now()];
  };
}

function offerStep(first) {
  let desk = first;
  let count = 0;
  return () => {
    const at = START + ++count;
    const work = makeWork(`T-${count}`, 10, at);
    const [id, workId] = [`more-${count}`, work.id];
    const start = now();
    const { event, agentId } = route(desk, work, at);
    const decided = now();
    desk = applyDeskEvent(desk, event);
    const offered = now();
    desk = applyDeskEvent(desk, { type: "declined", id: `${id}-declined`, at, agentId, workId });
    const declined = now();
    desk = applyDeskEvent(desk, { type: "withdrawn", id: `${id}-withdrawn`, at, workId });
    return [start, decided, offered, declined, now()];
  };
}

/** Somebody joins; the first decision after that; they leave; the next decision. */
function joinStep(first, agent) {
  let desk = first;
  let count = 0;
  return () => {
    const at = START + ++count;
    const newcomer = { ...agent, id: "newcomer" };
    const work = makeWork(`T-${count}`, 10, at);
    const start = now();
    desk = applyDeskEvent(desk, { type: "agent-joined", id: `joined-${count}`, at, agent: newcomer });
    const joined = now();
    route(desk, work, at);
    const decided = now();
    desk = applyDeskEvent(desk, { type: "agent-left", id: `left-${count}`, at, agentId: newcomer.id });
    return [start, joined, decided, now()];
  };
}

const [question, ...given] = process.argv.slice(2);
console.log(JSON.stringify(questions[question](...given)));
