import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  heldWork,
  placeQueue,
  type AgentConfig,
  type Calendar,
  type Desk,
  type Roster,
  type RosterConfig,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import {
  compareRosters,
  type CompareRostersOptions,
  type RosterComparison,
} from "../../src/routing/compare-rosters.js";
import type { WorkOutcome } from "../../src/routing/log-run.js";
import type { LoggedWork } from "../../src/routing/work-log.js";
import { problemOf } from "../support/errors.js";
import { always, deskOf, mail, MINUTE, NOON } from "./support.js";

const HOUR = 60 * MINUTE;
const day = (open: string, close: string): Calendar => {
  const hours = [[open, close]] as const;
  const weekly = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
  return defineCalendar({ timeZone: "UTC", weekly });
};
const rosterOf = (agents: readonly Partial<AgentConfig>[], config: Partial<RosterConfig> = {}): Roster =>
  defineRoster({
    teams: { world: always, early: day("06:00", "14:00"), late: day("14:00", "22:00") },
    agents: agents.map((agent, index) => ({ id: `agent-${index}`, team: "world", ...agent })),
    ...config,
  });
const entry = (id: string, minutes: number, more: Partial<WorkItem> = {}): LoggedWork => ({
  work: mail(id, more),
  takes: { minutes },
});
/** So many minutes after noon. */
const noon = (minutes: number) => NOON + minutes * MINUTE;

/** `T-1 sam +5`: who got it, and how many minutes after noon; or what else became of it. */
const told = (outcome: WorkOutcome) =>
  outcome.kind === "assigned"
    ? `${outcome.workId} ${outcome.agentId} +${(outcome.at.getTime() - NOON) / MINUTE}`
    : `${outcome.workId} ${outcome.kind === "wait" ? outcome.reason : outcome.kind}`;
const pathsOf = (
  log: readonly LoggedWork[],
  before: Roster | Desk,
  after: Roster | Desk,
  options?: CompareRostersOptions,
) => {
  const compared = compareRosters(log, before, after, options);
  return { ...compared, paths: [compared.before, compared.after].map(({ outcomes }) => outcomes.map(told)) };
};
const whyOf = ({ differences }: RosterComparison, index = 0) => differences[index]?.why;

describe("the same roster twice", () => {
  test("has no differences", () => {
    const log = [entry("T-1", 30), entry("T-2", 30), entry("T-3", 30)];
    const compared = compareRosters(log, rosterOf([{}, {}]), rosterOf([{}, {}]));
    expect(compared).toMatchObject({ items: 3, changed: 0, elsewhere: 0, differences: [] });
    expect(compared.before).toEqual(compared.after);
    expect(Object.values(compared.change).every((each) => each === 0)).toBe(true);
    expect(compared.sentence).toBe("all 3 items go as before");
  });

  test("and no work at all is no difference", () => {
    const compared = compareRosters([], rosterOf([{}]), rosterOf([{}]));
    expect(compared).toMatchObject({ items: 0, changed: 0, sentence: "all 0 items go as before" });
    expect(compared.before).toMatchObject({
      assigned: 0,
      waits: { medianMs: undefined, p90Ms: undefined, longestMs: undefined },
      fairness: { largestOwed: 0, jainIndex: 1 },
    });
  });
});

describe("one speaker of Japanese more", () => {
  const sam = { id: "sam", languages: { en: "native", ja: "B2" } } as const;
  const mia = { id: "mia", languages: { ja: "native" } } as const;
  const log = [
    entry("T-1", 30, { languages: ["ja"] }),
    entry("T-2", 30, { languages: ["ja"] }),
    entry("T-3", 30, { languages: ["en"] }),
  ];
  const compared = pathsOf(log, rosterOf([sam]), rosterOf([sam, mia]));

  test("takes what had to wait, and the rest moves up", () => {
    expect(compared.paths).toEqual([
      ["T-1 sam +0", "T-2 sam +30", "T-3 sam +60"],
      ["T-1 mia +0", "T-2 sam +0", "T-3 sam +30"],
    ]);
    expect(compared).toMatchObject({ items: 3, changed: 3, elsewhere: 1 });
  });

  test("shortens the waits and shares the load", () => {
    expect(compared.before.waits).toEqual({ medianMs: 30 * MINUTE, p90Ms: HOUR, longestMs: HOUR });
    expect(compared.after.waits).toEqual({ medianMs: 0, p90Ms: 30 * MINUTE, longestMs: 30 * MINUTE });
    expect(compared.change).toMatchObject({
      medianMs: -30 * MINUTE,
      p90Ms: -30 * MINUTE,
      longestMs: -30 * MINUTE,
    });
    expect(compared.after.load).toEqual([
      { agentId: "mia", items: 1, busyMs: 30 * MINUTE },
      { agentId: "sam", items: 2, busyMs: HOUR },
    ]);
  });

  test("is the reason, in data and in words", () => {
    expect(compared.differences.map(({ why }) => why)).toMatchObject([
      { code: "outranked", side: "after", agentId: "sam", outranked: { agentId: "mia", by: "id" } },
      {
        code: "cannot",
        side: "before",
        agentId: "sam",
        at: new Date(NOON),
        failures: [{ code: "capacity-full" }],
        busyWith: ["T-1"],
      },
      { code: "cannot", side: "before", agentId: "sam", at: new Date(noon(30)), busyWith: ["T-2"] },
    ]);
    expect(compared.differences.map(({ sentence }) => sentence)).toEqual([
      "T-1: mia 14 Jan 12:00 UTC instead of sam 14 Jan 12:00 UTC; after, sam: eligible; mia comes first by id",
      "T-2: sam 14 Jan 12:00 UTC instead of sam 14 Jan 12:30 UTC; before, sam: has used 1 of 1, and this takes 1 (T-1)",
      "T-3: sam 14 Jan 12:30 UTC instead of sam 14 Jan 13:00 UTC; before, sam: has used 1 of 1, and this takes 1 (T-2)",
    ]);
    expect(compared.sentence).toBe(
      "1 of 3 items goes elsewhere, 2 of 3 items go otherwise to the same agent; the median wait falls from 30 min to 0 s",
    );
  });

  test("is told where only that speaker can take it", () => {
    const { differences, sentence } = compareRosters(
      [entry("T-1", 5, { languages: ["ja"] })],
      rosterOf([{ id: "ben", languages: { en: "native" } }]),
      rosterOf([{ id: "ben", languages: { en: "native" } }, mia]),
    );
    expect(differences).toMatchObject([
      {
        before: { kind: "unroutable", excluded: { language: 1 } },
        after: { kind: "assigned", agentId: "mia" },
        why: { code: "not-in-roster", side: "before", agentId: "mia" },
        sentence:
          "T-1: mia 14 Jan 12:00 UTC instead of unroutable: nobody could ever take this; before, mia is not in the roster",
      },
    ]);
    expect(sentence).toBe("1 of 1 item goes elsewhere; 1 fewer never taken");
  });
});

describe("a moved shift", () => {
  const log = [entry("T-1", 60)];

  test("moves the work, and the reason is that the agent was off shift", () => {
    const compared = pathsOf(log, rosterOf([{ team: "early" }]), rosterOf([{ team: "late" }]));
    expect(compared.paths).toEqual([["T-1 agent-0 +0"], ["T-1 agent-0 +120"]]);
    expect(compared.differences[0]?.sentence).toBe(
      "T-1: agent-0 14 Jan 14:00 UTC instead of agent-0 14 Jan 12:00 UTC; after, agent-0: off shift, back 14 Jan 14:00 UTC",
    );
    expect(compared).toMatchObject({ elsewhere: 0, change: { medianMs: 2 * HOUR } });
  });

  test("is asked of the side that came later", () => {
    const compared = compareRosters(log, rosterOf([{ team: "late" }]), rosterOf([{ team: "early" }]));
    expect(whyOf(compared)).toMatchObject({
      code: "cannot",
      side: "before",
      at: new Date(NOON),
      failures: [{ code: "off-shift" }],
      busyWith: [],
    });
  });
});

describe("another policy", () => {
  test("chooses by another strategy", () => {
    const agents = [{ costPerHour: 30 }, { costPerHour: 20 }];
    const compared = pathsOf(
      [entry("T-1", 5)],
      rosterOf(agents),
      rosterOf(agents, { policy: { strategy: "cheapest" } }),
    );
    expect(compared.paths).toEqual([["T-1 agent-0 +0"], ["T-1 agent-1 +0"]]);
    expect(whyOf(compared)).toMatchObject({
      code: "outranked",
      outranked: { by: "cheapest", agentId: "agent-1" },
    });
  });

  test("places the queue in another order", () => {
    const log = [
      entry("T-1", 10),
      entry("T-2", 10, { dueAt: noon(60) }),
      entry("T-3", 10, { dueAt: noon(30) }),
    ];
    const after = rosterOf([{}], { policy: { queue: { order: "time-left" } } });
    expect(pathsOf(log, rosterOf([{}]), after).paths).toEqual([
      ["T-1 agent-0 +0", "T-2 agent-0 +10", "T-3 agent-0 +20"],
      ["T-1 agent-0 +20", "T-2 agent-0 +10", "T-3 agent-0 +0"],
    ]);
  });

  test("opens a stage later", () => {
    const agents = [{ id: "sam", languages: { de: "native" } }] as const;
    const stages = (minutes: number): RoutingPolicy => ({
      stages: [{}, { languages: "any-listed", after: { minutes } }],
    });
    const compared = pathsOf(
      [entry("T-1", 5, { languages: ["fr", "de"] })],
      rosterOf(agents, { policy: stages(0) }),
      rosterOf(agents, { policy: stages(20) }),
    );
    expect(compared.paths).toEqual([["T-1 sam +0"], ["T-1 sam +20"]]);
    expect(whyOf(compared)).toMatchObject({ code: "cannot", failures: [{ code: "stage", stage: 1 }] });
  });

  test("lets the same agent in at another stage", () => {
    const agents = [{ id: "sam", languages: { de: "native" } }] as const;
    const compared = compareRosters(
      [entry("T-1", 5, { languages: ["fr", "de"] })],
      rosterOf(agents),
      rosterOf(agents, { policy: { stages: [{ languages: "any-listed" }] } }),
    );
    expect(compared).toMatchObject({
      changed: 1,
      elsewhere: 0,
      differences: [{ why: { code: "other-stage" } }],
    });
    expect(compared.differences[0]?.sentence).toBe(
      "T-1: sam 14 Jan 12:00 UTC at stage 0 instead of sam 14 Jan 12:00 UTC at stage 1",
    );
  });

  test("reserves work for whoever served the customer last", () => {
    const log = [
      entry("T-0", 10, { preferredAgents: ["agent-0"] }),
      entry("T-1", 5, { preferredAgents: ["agent-0"] }),
    ];
    const reserving = rosterOf([{}, {}], { policy: { reserveForPreferred: { minutes: 30 } } });
    const compared = pathsOf(log, rosterOf([{}, {}]), reserving);
    expect(compared.paths).toEqual([
      ["T-0 agent-0 +0", "T-1 agent-1 +0"],
      ["T-0 agent-0 +0", "T-1 agent-0 +10"],
    ]);
    expect(whyOf(compared)).toMatchObject({ code: "kept-waiting", agentId: "agent-1", reason: "reserved" });
    expect(compared.differences[0]?.sentence).toMatch(
      /; after, agent-1 could have it, but it waits: kept for its preferred agents$/,
    );
  });

  test("offers, and every offer is accepted at once", () => {
    const offering = rosterOf([{}, {}], { policy: { offerFor: { minutes: 5 } } });
    const compared = compareRosters(
      [entry("T-1", 10), entry("T-2", 10), entry("T-3", 10)],
      rosterOf([{}, {}]),
      offering,
    );
    expect(compared.changed).toBe(0);
    expect(compared.after.fairness).toEqual(compared.before.fairness);
  });
});

describe("an item that nobody ever takes", () => {
  test("waits to the end where people could, and is unroutable where they could not", () => {
    const log = [entry("T-1", 5, { skills: { tax: 50 } })];
    const able = { id: "ann", skills: { tax: 80 }, absences: [[0, Date.UTC(2099, 11, 31)]] } as const;
    const compared = pathsOf(log, rosterOf([able]), rosterOf([{ id: "bob" }]));
    expect(compared.paths).toEqual([["T-1 nobody-on-shift"], ["T-1 unroutable"]]);
    expect(compared).toMatchObject({
      until: new Date(NOON + 366 * 24 * HOUR),
      before: { assigned: 0, waiting: 1, unroutable: 0 },
      after: { assigned: 0, waiting: 0, unroutable: 1 },
      change: { waiting: -1, unroutable: 1, medianMs: undefined },
      changed: 1,
      elsewhere: 1,
      differences: [{ why: { code: "nobody-could-ever", side: "after" } }],
    });
    expect(compared.differences[0]?.sentence).toBe(
      "T-1: unroutable: nobody could ever take this instead of waits: nobody who fits is on shift; after, nobody could ever take it",
    );
  });

  test("holds back nobody, and its holder's end may never come", () => {
    const leaver = { id: "ann", absences: [[noon(30), Date.UTC(2099, 11, 31, 23, 59)]] } as const;
    const log = [entry("T-1", 60), entry("T-2", 5, { arrivedAt: noon(1) })];
    const compared = pathsOf(log, rosterOf([leaver]), rosterOf([leaver, {}]));
    expect(compared.paths).toEqual([
      ["T-1 ann +0", "T-2 nobody-on-shift"],
      ["T-1 agent-1 +0", "T-2 ann +1"],
    ]);
    expect(compared.before.outcomes[0]).toMatchObject({ kind: "assigned", endsAt: undefined });
    expect(compared.before).toMatchObject({
      unfinished: 1,
      load: [{ agentId: "ann", items: 1, busyMs: 30 * MINUTE }],
    });
  });
});

describe("against a hand calculation", () => {
  // ann works 06:00 to 14:00 with a dentist at 12:30 to 13:00; one item at a time.
  const ann = { id: "ann", team: "early", absences: [[noon(30), noon(60)]] } as const;
  const log = [
    entry("T-1", 60, { dueAt: noon(90) }), // 12:00 to 13:30
    entry("T-2", 60, { arrivedAt: noon(10), dueAt: noon(90) }), // 13:30 to 14:00, and Thursday 06:00 to 06:30
    entry("T-3", 10, { arrivedAt: noon(20), dueAt: noon(600) }), // Thursday 06:30 to 06:40: 18 h 30 min after noon
    entry("T-4", 10, { arrivedAt: noon(30) }),
  ];
  const { before } = compareRosters(log, rosterOf([ann]), rosterOf([]));

  test("ends count hours and absences, and nothing is handed on", () => {
    const ends = before.outcomes.map(
      (each) => each.kind === "assigned" && (each.endsAt?.getTime() ?? 0) - NOON,
    );
    expect(ends).toEqual([90, 18.5 * 60, 18.5 * 60 + 10, 18.5 * 60 + 20].map((minutes) => minutes * MINUTE));
  });

  test("late is after due, and due to the millisecond is in time", () => {
    expect(before).toMatchObject({ assigned: 4, unfinished: 0, lateStarts: 1, lateEnds: 2 });
    const latest = compareRosters(
      [entry("T-1", 60, { dueAt: noon(90) - 1 })],
      rosterOf([ann]),
      rosterOf([ann]),
    );
    expect(latest.before).toMatchObject({ lateStarts: 0, lateEnds: 1 });
  });

  test("waits are from arrival", () => {
    // 0, 80 min, 18 h 10 min, 18 h 10 min
    expect(before.waits).toEqual({ medianMs: 80 * MINUTE, p90Ms: 1090 * MINUTE, longestMs: 1090 * MINUTE });
    expect(before.load).toEqual([{ agentId: "ann", items: 4, busyMs: 140 * MINUTE }]);
  });

  test("a roster without people is late with all that is due", () => {
    const { after } = compareRosters(log, rosterOf([ann]), rosterOf([]));
    expect(after).toMatchObject({ assigned: 0, unroutable: 4, lateStarts: 3, lateEnds: 3, load: [] });
  });

  test("what is held at the same time is busy time once", () => {
    const two = [entry("T-1", 60), entry("T-2", 60, { arrivedAt: noon(30) })];
    const { before } = compareRosters(two, rosterOf([{ capacity: 2 }]), rosterOf([]));
    expect(before.load).toEqual([{ agentId: "agent-0", items: 2, busyMs: 90 * MINUTE }]);
  });

  test("an end in between counts what has happened by then, and leaves out what arrives later", () => {
    const { items, before } = compareRosters(log, rosterOf([ann]), rosterOf([]), { until: noon(20) });
    expect(items).toBe(3);
    expect(before).toMatchObject({ assigned: 1, waiting: 2, unfinished: 1, lateStarts: 0, lateEnds: 0 });
    expect(before.load).toEqual([{ agentId: "ann", items: 1, busyMs: 20 * MINUTE }]);
  });
});

describe("desks", () => {
  const [first, second] = [mail("held"), mail("T-1", { arrivedAt: noon(-30) })];
  const desk = applyDeskEvent(deskOf([{}, {}]), {
    type: "assigned",
    at: NOON,
    agentId: "agent-0",
    work: first,
  });

  test("keep what they hold, and both sides begin with the last event", () => {
    const compared = pathsOf([{ work: second, takes: { minutes: 10 } }], desk, rosterOf([{}, {}]));
    expect(compared.paths).toEqual([["T-1 agent-1 +0"], ["T-1 agent-0 +0"]]);
    expect(compared.before.waits.medianMs).toBe(30 * MINUTE);
  });

  test("are as they were afterwards", () => {
    compareRosters([{ work: second, takes: { minutes: 10 } }], desk, desk);
    expect(heldWork(desk).map(({ work }) => work.id)).toEqual(["held"]);
    expect(agentState(desk, "agent-1")).toMatchObject({ used: 0 });
  });

  test("let a fork that released early be compared with the one that did not", () => {
    const released = applyDeskEvent(desk, {
      type: "released",
      at: noon(5),
      agentId: "agent-0",
      workId: "held",
    });
    const log = [entry("T-1", 60), entry("T-2", 60)];
    const compared = pathsOf(log, desk, released, { until: noon(60) });
    expect(compared.paths).toEqual([
      ["T-1 agent-1 +5", "T-2 everyone-busy"],
      ["T-1 agent-1 +5", "T-2 agent-0 +5"],
    ]);
    expect(whyOf(compared)).toMatchObject({ side: "before", agentId: "agent-0", busyWith: ["held"] });
  });

  test("keep after-call work and refusals", () => {
    const policy = { policy: { offerFor: { minutes: 5 } } };
    const asked = placeQueue(deskOf([{}, {}], policy), [mail("T-1")], NOON).desk;
    const declined = applyDeskEvent(asked, {
      type: "declined",
      at: noon(1),
      agentId: "agent-0",
      workId: "T-1",
    });
    const wrapping = [
      { type: "assigned", at: noon(1), agentId: "agent-1", work: first },
      { type: "released", at: noon(2), agentId: "agent-1", workId: "held", wrapUpUntil: noon(9) },
    ] as const;
    const start = wrapping.reduce<Desk>(applyDeskEvent, declined);
    expect(pathsOf([entry("T-1", 5), entry("T-2", 5)], start, start).paths[0]).toEqual([
      "T-1 agent-1 +9",
      "T-2 agent-0 +2",
    ]);
  });
});

describe("bad input is named:", () => {
  const one = rosterOf([{}]);
  const problem = (log: unknown, before: unknown = one, after: unknown = one, options?: unknown) =>
    problemOf(() => compareRosters(log as never, before as never, after as never, options as never));

  test.each([
    ["no list", {}, "config.shape log"],
    ["no entry", [null], "config.shape log[0]"],
    ["no work", [{ takes: { minutes: 1 } }], "config.shape log[0].work"],
    ["a bare number", [{ work: mail("T-1"), takes: 5 }], "duration.bare-number log[0].takes"],
    ["no duration", [entry("T-1", 5), { work: mail("T-2") }], "duration.invalid log[1].takes"],
    ["a negative one", [entry("T-1", -5)], "duration.negative log[0].takes"],
    ["the same id twice", [entry("T-1", 5), entry("T-1", 6)], "config.duplicate log[1].work.id"],
    [
      "no channel",
      [{ work: { id: "T-1", arrivedAt: NOON }, takes: "PT5M" }],
      "config.shape log[0].work.channel",
    ],
    [
      "an unknown priority",
      [entry("T-1", 5, { priority: "hot" })],
      "config.unknown-reference log[0].work.priority",
    ],
  ])("%s", (_, log, expected) => {
    expect(problem(log)).toBe(expected);
  });

  test("the sides and the options", () => {
    expect(problem([], null)).toBe("argument.invalid before");
    expect(problem([], one, { teams: {} })).toBe("argument.invalid after");
    expect(problem([], one, one, { explain: -1 })).toBe("argument.invalid options.explain");
    expect(problem([], one, one, { until: "tomorrow" })).toBe("instant.invalid options.until");
    const desk = applyDeskEvent(deskOf([{}]), {
      type: "assigned",
      at: NOON,
      agentId: "agent-0",
      work: mail("T-1"),
    });
    expect(problem([], one, desk, { until: NOON - 1 })).toBe("desk.order options.until");
    expect(problem([entry("T-1", 5)], one, desk)).toBe("desk.work-held log[0].work.id");
    const asked = placeQueue(deskOf([{}], { policy: { offerFor: "PT5M" } }), [mail("T-1")], NOON).desk;
    expect(problem([entry("T-1", 5)], asked, one)).toBe("desk.work-on-offer log[0].work.id");
  });

  test("all of it at once", () => {
    const run = () => compareRosters([entry("T-1", -5), entry("T-1", 5, { priority: "hot" })], one, one);
    expect(run).toThrow(
      /log\[0\]\.takes .*\n.*log\[1\]\.work\.id .*\n.*log\[1\]\.work\.priority .*before.*\n.*after/,
    );
  });
});

test("as many differences are explained as were asked for", () => {
  const log = ["T-1", "T-2", "T-3"].map((id) => entry(id, 5));
  const whys = (explain: number) =>
    compareRosters(log, rosterOf([{ id: "ann", capacity: 3 }]), rosterOf([{ id: "bob", capacity: 3 }]), {
      explain,
    }).differences.map(({ why, sentence }) => [why?.code, sentence.includes(";")]);
  expect(whys(0)).toEqual(Array(3).fill([undefined, false]));
  expect(whys(2)).toEqual([["not-in-roster", true], ["not-in-roster", true], [undefined, false]]); // prettier-ignore
  expect(whys(Infinity)).toEqual(Array(3).fill(["not-in-roster", true]));
});
