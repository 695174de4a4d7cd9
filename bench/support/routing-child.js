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
  saveDesk,
} from "../../dist/index.js";
import { filterAndSort, filterWithLuxon } from "../contestants/filter-and-sort.js";
import { makeHelpdesk, makeWork, PERCENTS, rosterOf, START } from "./helpdesk.js";
import { median, timed } from "./measure.js";
import { measurePhases } from "./phases.js";
import { branching, busyDesk, mustAgree, ours, steps } from "./routing-desks.js";
import { joinStep, offerStep, phasesOf, presenceStep } from "./routing-events.js";
import { matchingProblems, waitingQueue } from "./routing-queues.js";

const now = () => performance.now();

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

const [question, ...given] = process.argv.slice(2);
console.log(JSON.stringify(questions[question](...given)));
