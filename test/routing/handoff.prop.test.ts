import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  defineRoster,
  heldWork,
  loadDesk,
  planHandoffs,
  planHandoffsAhead,
  saveDesk,
  type DeskEvent,
  type HandoffPlan,
  type PlannedItem,
  type SavedDesk,
} from "follow-the-sun";
import { runs } from "../support/runs.js";
import { lawsBrokenAhead } from "./handoff-ahead-laws.js";
import { evenings, type Evening } from "./handoff-evenings.js";
import { HOUR } from "./handoff-hours.js";
import { lawsBroken, type Law } from "./handoff-laws.js";

const planOf = ({ desk, at, options }: Evening) => planHandoffs(desk, at, options);
const planAhead = ({ desk, at, options }: Evening, hours = 24) =>
  planHandoffsAhead(desk, at, { ...options, ahead: { hours } });

prop.prop([evenings])("a plan keeps every law", (evening) => {
  expect(lawsBroken(evening, planOf(evening))).toEqual([]);
});

prop.prop([evenings, fc.constantFrom(24, 24, 40)], runs(60))(
  "so do the plans of the time ahead, one after another, at every end of a day and at no other instant",
  (evening, hours) => {
    expect(lawsBrokenAhead(evening, planAhead(evening, hours), hours * HOUR)).toEqual([]);
  },
);

prop.prop([evenings], runs(30))(
  "asked again, also after saving and loading, the plan is the same; and the desk is as it was",
  (evening) => {
    const text = (each: HandoffPlan) => JSON.stringify({ ...each, desk: saveDesk(each.desk) });
    const before = JSON.stringify(saveDesk(evening.desk));
    const plan = text(planOf(evening));
    const desk = loadDesk(defineRoster(evening.roster), JSON.parse(before) as SavedDesk);
    expect(text(planOf(evening))).toBe(plan);
    expect(text(planOf({ ...evening, desk }))).toBe(plan);
    expect(JSON.stringify(saveDesk(evening.desk))).toBe(before);
  },
);

/* The same desks each time: what they hold is counted, and their plans are spoilt. */
const sample = fc.sample(evenings, { numRuns: 80, seed: 20_260_327 });
const planned = sample.map((evening) => ({ evening, plan: planOf(evening) }));

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

test("of what the laws speak, there is enough among the random desks", () => {
  const outcomes = planned.flatMap(({ plan }) => plan.items.map(({ outcome }) => outcome));
  const counts = countBy(outcomes.map((each) => (each.kind === "keep" ? each.reason : each.kind)));
  for (const kind of ["pass", "customer-must-answer", "due-after-return", "not-due", "nobody"])
    expect([kind, (counts[kind] ?? 0) > 8]).toEqual([kind, true]);
  const days = sample.slice(0, 40).map((evening) => planAhead(evening));
  const manyPlans = days.filter((plans) => plans.length >= 3);
  const passes = days.map((plans) =>
    plans.flatMap(({ items }) => items.filter(isPass)).map(({ workId }) => workId),
  );
  const passedTwice = passes.flatMap((ids) => Object.values(countBy(ids)).filter((count) => count > 1));
  const accepted = days.flat().flatMap(({ events }) => events.filter(({ type }) => type === "accepted"));
  expect(manyPlans.length).toBeGreaterThan(20);
  expect(passedTwice.length).toBeGreaterThan(5);
  expect(accepted.length).toBeGreaterThan(5);
});

const isPass = ({ outcome }: PlannedItem): boolean => outcome.kind === "pass";
const isKeep = ({ outcome }: PlannedItem): boolean => outcome.kind === "keep";

type Fault = (plan: HandoffPlan, evening: Evening) => HandoffPlan | undefined;

/** With the first item of a kind otherwise; nothing where the plan has none. */
function withFirst(
  plan: HandoffPlan,
  isMeant: (item: PlannedItem) => boolean,
  change: (item: PlannedItem) => PlannedItem,
): HandoffPlan | undefined {
  const first = plan.items.find(isMeant);
  return first && { ...plan, items: plan.items.map((item) => (item === first ? change(item) : item)) };
}

const NOBODY: PlannedItem["outcome"] = {
  kind: "nobody",
  answer: { kind: "wait", reason: "everyone-busy", until: undefined, stage: undefined },
  could: [],
  timeLeftMs: undefined,
};

/** The first item that passes, with its events, to this agent instead. */
function givenTo(plan: HandoffPlan, agentId: string): HandoffPlan | undefined {
  const first = plan.items.find(isPass);
  const changed = withFirst(plan, isPass, (item) => ({
    ...item,
    outcome: { ...item.outcome, agentId } as never,
  }));
  const events = plan.events.map((event): DeskEvent =>
    (event.type === "assigned" || event.type === "offered") && event.work.id === first?.workId
      ? { ...event, agentId }
      : event,
  );
  return changed && { ...changed, events };
}

const FAULTS: readonly (readonly [string, Law, Fault])[] = [
  ["an item is lost", "these items, each once", (plan) => ({ ...plan, items: plan.items.slice(1) })],
  [
    "an item is doubled",
    "these items, each once",
    (plan) => ({ ...plan, items: [...plan.items, ...plan.items.slice(0, 1)] }),
  ],
  [
    "work of somebody who is there is in it",
    "these items, each once",
    (plan, { desk }) => {
      const other = heldWork(desk).find(({ work }) => plan.items.every(({ workId }) => workId !== work.id));
      const item = other && {
        workId: other.work.id,
        work: other.work,
        ownerId: other.agentId,
        outcome: NOBODY,
      };
      return item && { ...plan, items: [...plan.items, item] };
    },
  ],
  [
    "the last comes first",
    "what is due first comes first",
    ({ items, ...plan }) => {
      const [first, last] = [items.at(0), items.at(-1)];
      const isOther = first?.work.dueAt !== last?.work.dueAt;
      return isOther ? { ...plan, items: [...items].reverse() } : undefined;
    },
  ],
  [
    "an item that should stay does not",
    "keeps what should stay",
    (plan) => withFirst(plan, isKeep, (item) => ({ ...item, outcome: NOBODY })),
  ],
  [
    "the owner is back at another time",
    "keeps what should stay",
    (plan) =>
      withFirst(plan, isKeep, (item) => ({
        ...item,
        outcome: { ...item.outcome, backAt: plan.at } as never,
      })),
  ],
  [
    "somebody could take it, and nobody is told",
    "nobody means nobody",
    (plan) => withFirst(plan, isPass, (item) => ({ ...item, outcome: NOBODY })),
  ],
  [
    "the answer is another than the router's",
    "as the router chooses",
    (plan) =>
      withFirst(plan, isPass, (item) => ({
        ...item,
        outcome: { ...item.outcome, answer: NOBODY.answer } as never,
      })),
  ],
  [
    "the first event is missing",
    "the events make the plan",
    (plan) => (plan.events.length > 0 ? { ...plan, events: plan.events.slice(1) } : undefined),
  ],
  [
    "the events are in another order",
    "the events make the plan",
    (plan) => (plan.events.length > 0 ? { ...plan, events: [...plan.events].reverse() } : undefined),
  ],
  [
    "the desk is the one of before",
    "the desk is what they lead to",
    (plan, { desk }) => (plan.events.length > 0 ? { ...plan, desk } : undefined),
  ],
  [
    "an item is gone from the desk",
    "nothing is lost or doubled",
    (plan) => {
      const [held] = heldWork(plan.desk);
      if (held === undefined) return undefined;
      const gone = { type: "released", at: plan.at, agentId: held.agentId, workId: held.work.id } as const;
      return { ...plan, desk: applyDeskEvent(plan.desk, gone) };
    },
  ],
  ["a team is not counted", "the sums add up", (plan) => ({ ...plan, teams: plan.teams.slice(1) })],
];

describe("every law can be broken:", () => {
  const rich = planned.filter(({ plan }) => plan.items.some(isPass) && plan.items.some(isKeep)).slice(0, 8);

  test.each(FAULTS)("%s", (_, law, fault) => {
    const spoilt = rich.flatMap(({ evening, plan }) => {
      const other = fault(plan, evening);
      return other === undefined ? [] : [lawsBroken(evening, other)];
    });
    expect(spoilt.length).toBeGreaterThan(2);
    for (const broken of spoilt) expect(broken).toContain(law);
  });

  test("somebody else gets it", () => {
    const broken = rich.flatMap(({ evening, plan }) =>
      [...evening.desk.roster.agents.keys()].flatMap((id) => lawsBroken(evening, givenTo(plan, id) ?? plan)),
    );
    expect([...new Set(broken)]).toEqual(
      expect.arrayContaining<Law>([
        "the receiver may have it",
        "the receiver is able",
        "the receiver is on shift",
        "the receiver has room",
        "in the order of teams",
      ]),
    );
  });

  test("the end of a day is left out, or told twice", () => {
    const days = sample.slice(0, 8).map((evening) => ({ evening, plans: planAhead(evening) }));
    for (const { evening, plans } of days.filter(({ plans: all }) => all.length > 1)) {
      const [left, twice] = [plans.slice(0, -1), [...plans, ...plans.slice(-1)]];
      expect(lawsBrokenAhead(evening, left, 24 * HOUR)).toContain("every end of a day");
      expect(lawsBrokenAhead(evening, twice, 24 * HOUR)).toContain("every end of a day");
    }
  });
});
