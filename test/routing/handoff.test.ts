import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  heldWork,
  planHandoffs,
  type AgentConfig,
  type Desk,
  type HandoffPlan,
  type HandoffPlanOptions,
  type RosterConfig,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { HOUR } from "./handoff-hours.js";
import { always, deskOf, mail, MINUTE, NOON, week } from "./support.js";

/* A Wednesday. At 17:00 London goes home; New York is there until 22:00 UTC, Tokyo comes at 00:00 UTC. */
const EVENING = NOON + 5 * HOUR;
const [TONIGHT, TOMORROW] = [EVENING + 3 * HOUR, EVENING + 22 * HOUR];
const TEAMS: RosterConfig["teams"] = {
  london: { calendar: week("Europe/London"), handsOnTo: ["newYork"], location: "EU" },
  newYork: { calendar: week("America/New_York"), location: "US" },
  tokyo: week("Asia/Tokyo"),
};
const sam: Partial<AgentConfig> = { id: "sam", team: "london", capacity: 20 };
const joe: Partial<AgentConfig> = { id: "joe", team: "newYork", capacity: 20 };
const yuki: Partial<AgentConfig> = { id: "yuki", team: "tokyo", capacity: 20 };

const office = (agents: readonly Partial<AgentConfig>[], config: Partial<RosterConfig> = {}) =>
  deskOf(agents, { teams: TEAMS, ...config });

/** Sam has these, since noon. */
const withWork = (desk: Desk, ...all: readonly WorkItem[]) =>
  all.reduce(
    (before, work) => applyDeskEvent(before, { type: "assigned", at: NOON, agentId: "sam", work }),
    desk,
  );
const due = (id: string, dueAt: number, more: Partial<WorkItem> = {}) => mail(id, { dueAt, ...more });
const many = (count: number, dueAt: number) =>
  Array.from({ length: count }, (_, index) => due(`T-${dueAt}-${index}`, dueAt));

/** What becomes of each item: why it stays, who gets it, or that nobody does. */
const told = ({ items }: HandoffPlan) =>
  items.map(({ workId, outcome }) => {
    const what = { keep: "reason", pass: "agentId", nobody: "kind" }[outcome.kind] as keyof typeof outcome;
    return `${workId}: ${outcome[what] as string}`;
  });
const sentences = ({ teams }: HandoffPlan) => teams.map(({ sentence }) => sentence);
const ofOne = (desk: Desk, work: WorkItem, options?: HandoffPlanOptions) =>
  told(planHandoffs(withWork(desk, work), EVENING, options)).join();

describe("at the end of a day", () => {
  const desk = withWork(office([sam, joe]), ...many(9, TONIGHT), ...many(3, TOMORROW));

  test("London passes on what is due tonight, and keeps what can wait", () => {
    const plan = planHandoffs(desk, EVENING);
    expect(sentences(plan)).toEqual(["14 Jan 17:00 London: 12 items, 9 pass to New York, 3 stay"]);
    expect(plan.teams).toMatchObject([
      { team: "london", items: 12, stay: 3, passTo: { newYork: 9 }, nobody: 0 },
    ]);
    expect(heldWork(plan.desk, "joe")).toHaveLength(9);
    expect(plan.events.reduce(applyDeskEvent, desk)).toEqual(plan.desk);
  });

  test("tells how much time the receiver has left", () => {
    const [first] = planHandoffs(desk, EVENING).items;
    expect(first?.outcome).toMatchObject({ kind: "pass", team: "newYork", timeLeftMs: 3 * HOUR });
  });

  test("has nothing to say a minute before, or about who has only gone to lunch", () => {
    expect(planHandoffs(desk, EVENING - MINUTE)).toMatchObject({ items: [], teams: [], events: [] });
    const lunch = [[EVENING - 2 * HOUR, EVENING - HOUR]] as const;
    const atLunch = withWork(office([{ ...sam, absences: lunch }, joe]), due("T-1", EVENING - HOUR));
    expect(planHandoffs(atLunch, EVENING - 2 * HOUR).items).toEqual([]);
  });

  test("of several outcomes, each is counted", () => {
    const japanese = due("T-1", TONIGHT, { languages: ["ja"] });
    const plan = planHandoffs(withWork(desk, japanese, mail("T-2")), EVENING);
    expect(sentences(plan)).toEqual([
      "14 Jan 17:00 London: 14 items, 9 pass to New York, 4 stay, 1 finds nobody",
    ]);
    expect(plan.items).toHaveLength(14);
  });
});

describe("an item stays", () => {
  const desk = office([sam, joe]);
  const customer: HandoffPlanOptions = { facts: { "T-1": { awaitingCustomer: true } } };

  test("when the customer must answer first, however soon it is due", () => {
    expect(ofOne(desk, due("T-1", TONIGHT), customer)).toBe("T-1: customer-must-answer");
    expect(ofOne(desk, due("T-1", TONIGHT))).toBe("T-1: joe");
  });

  test("when it is due after enough of its owner's next shift, and passes when it is due before", () => {
    const tenOClock = EVENING + 17 * HOUR;
    expect(ofOne(desk, due("T-1", tenOClock))).toBe("T-1: due-after-return");
    expect(ofOne(desk, due("T-1", tenOClock - 1))).toBe("T-1: joe");
    expect(ofOne(desk, due("T-1", tenOClock), { enough: { minutes: 61 } })).toBe("T-1: joe");
    expect(ofOne(desk, due("T-1", tenOClock), { facts: { "T-1": { remaining: "PT2H" } } })).toBe("T-1: joe");
  });

  test("when it has no due instant", () => {
    expect(ofOne(desk, mail("T-1"))).toBe("T-1: not-due");
  });

  test("and tells when its owner is back", () => {
    const [item] = planHandoffs(withWork(desk, mail("T-1")), EVENING).items;
    expect(item?.outcome).toMatchObject({ kind: "keep", backAt: new Date(EVENING + 16 * HOUR) });
  });

  test("not with somebody who is away tomorrow, when it is due then", () => {
    const tomorrow = [[NOON + 12 * HOUR, NOON + 36 * HOUR]] as const;
    const away = office([{ ...sam, absences: tomorrow }, joe]);
    expect(ofOne(desk, due("T-1", TOMORROW))).toBe("T-1: due-after-return");
    expect(ofOne(away, due("T-1", TOMORROW))).toBe("T-1: joe");
    expect(ofOne(away, due("T-1", TOMORROW + 24 * HOUR))).toBe("T-1: due-after-return");
  });

  test("not with somebody who is away for long, whatever it waits for", () => {
    const weeks = [[EVENING, EVENING + 500 * HOUR]] as const;
    const away = office([{ ...sam, absences: weeks }, joe]);
    expect(ofOne(away, mail("T-1"), customer)).toBe("T-1: joe");
    expect(ofOne(away, mail("T-1"), { ...customer, keepFor: { hours: 600 } })).toBe(
      "T-1: customer-must-answer",
    );
  });
});

test("on the weekend when clocks change, a day begins and ends an hour earlier in UTC", () => {
  const friday = Date.UTC(2026, 2, 27, 17); // 17:00 GMT
  const nineUtc = Date.UTC(2026, 2, 30, 9); // Monday, an hour after 09:00 BST
  const before = withWork(office([sam, joe]), due("T-1", nineUtc), due("T-2", nineUtc - MINUTE));
  expect(told(planHandoffs(before, friday))).toEqual(["T-2: joe", "T-1: due-after-return"]);
  const monday = Date.UTC(2026, 2, 30, 16);
  expect(planHandoffs(before, monday - 1).items).toEqual([]);
  expect(sentences(planHandoffs(before, monday))).toEqual([
    "30 Mar 17:00 London: 2 items, 2 pass to New York",
  ]);
});

describe("who gets what passes", () => {
  const passed = (desk: Desk, count: number) => {
    const counts: Record<string, number> = {};
    for (const { outcome } of planHandoffs(withWork(desk, ...many(count, TONIGHT)), EVENING).items) {
      const agentId = outcome.kind === "pass" ? outcome.agentId : outcome.kind;
      counts[agentId] = (counts[agentId] ?? 0) + 1;
    }
    return counts;
  };

  test("has room, counting all that the plan gave before; who is full is named with what it takes", () => {
    const desk = office([sam, { ...joe, capacity: 4 }, { ...joe, id: "kim", capacity: 4 }]);
    expect(passed(desk, 12)).toEqual({ joe: 4, kim: 4, nobody: 4 });
    const last = planHandoffs(withWork(desk, ...many(12, TONIGHT)), EVENING).items.at(-1);
    expect(last?.outcome.kind === "nobody" && last.outcome.could.map(({ sentence }) => sentence)).toEqual([
      "joe: has used 4 of 4, and this takes 1",
      "kim: has used 4 of 4, and this takes 1",
      "sam: off shift, back 15 Jan 09:00 London",
    ]);
  });

  test("gets a fair share of it: equal receivers equally many, who works half time half as many", () => {
    const others = ["kim", "lee"].map((id) => ({ ...joe, id }));
    expect(passed(office([sam, joe, ...others]), 9)).toEqual({ joe: 3, kim: 3, lee: 3 });
    const halfTime = { ...joe, id: "kim", weight: 0.5 };
    expect(passed(office([sam, joe, halfTime]), 9)).toEqual({ joe: 6, kim: 3 });
  });

  test("is of the first team that is handed on to, then of the next, then anybody who is there", () => {
    const team = (handsOnTo?: readonly string[]) => ({ calendar: week("Europe/London"), handsOnTo });
    const agents = [sam, joe, { id: "ada", team: "night", capacity: 20 }];
    const order = (handsOnTo?: readonly string[]) =>
      ofOne(
        office(agents, { teams: { ...TEAMS, night: always, london: team(handsOnTo) } }),
        due("T-1", TONIGHT),
      );
    expect(order(["newYork", "night"])).toBe("T-1: joe");
    expect(order(["night", "newYork"])).toBe("T-1: ada");
    expect(order(["tokyo"])).toBe("T-1: ada"); // nobody is in Tokyo yet
    expect(order()).toBe("T-1: ada");
  });

  test("has enough of the shift left, if anybody has", () => {
    const lastHalfHour = EVENING + 4.5 * HOUR; // 21:30 UTC
    const ada = { id: "ada", team: "night", capacity: 20 };
    const at = (agents: readonly Partial<AgentConfig>[]) =>
      told(
        planHandoffs(
          withWork(office(agents, { teams: { ...TEAMS, night: always } }), due("T-1", EVENING + 9 * HOUR)),
          lastHalfHour,
        ),
      ).join();
    expect(at([sam, joe, ada])).toBe("T-1: ada");
    expect(at([sam, joe])).toBe("T-1: joe");
  });

  test("may have it: what must stay in the EU stays there, though New York is free", () => {
    const work = due("T-1", TONIGHT, { residency: ["EU"] });
    expect(ofOne(office([sam, joe]), work)).toBe("T-1: nobody");
    expect(ofOne(office([sam, joe, { ...joe, id: "eva", location: "EU" }]), work)).toBe("T-1: eva");
  });
});

describe("what nobody can take is named,", () => {
  const could = (desk: Desk, work: WorkItem) => {
    const [item] = planHandoffs(withWork(desk, work), EVENING).items;
    return item?.outcome.kind === "nobody" ? item.outcome.could.map(({ sentence }) => sentence) : [];
  };
  const [night, hoursLater] = [{ ...TEAMS, night: always }, (hours: number) => EVENING + hours * HOUR];

  test("with who could, and when", () => {
    const [item] = planHandoffs(withWork(office([sam, yuki]), due("T-1", hoursLater(6))), EVENING).items;
    expect(item?.outcome).toMatchObject({
      kind: "nobody",
      answer: { kind: "wait", reason: "nobody-on-shift", until: new Date(hoursLater(7)) },
      timeLeftMs: 6 * HOUR,
      could: [
        { agentId: "yuki", eligibleAt: new Date(hoursLater(7)) },
        { agentId: "sam", eligibleAt: new Date(hoursLater(16)) },
      ],
    });
  });

  test("soonest first, also when somebody who is there is in wrap-up for longer than another is away", () => {
    const busy = [
      { type: "assigned", at: NOON, agentId: "abe", work: mail("T-0") },
      { type: "released", at: NOON, agentId: "abe", workId: "T-0", wrapUpUntil: hoursLater(9) },
    ] as const;
    const desk = busy.reduce(
      applyDeskEvent,
      office([sam, { id: "abe", team: "night" }, yuki], { teams: night }),
    );
    expect(could(desk, due("T-1", TONIGHT))).toEqual([
      "yuki: off shift, back 15 Jan 09:00 Tokyo",
      "abe: in wrap-up, back 15 Jan 02:00 UTC",
      "sam: off shift, back 15 Jan 09:00 London",
    ]);
  });

  test("soonest first, also when a stage opens later than another comes", () => {
    const stages = [{ lowerProficiencyBy: 0 }, { after: { hours: 14 }, lowerProficiencyBy: 50 }];
    const skilled = (agent: Partial<AgentConfig>, vip: number) => ({ ...agent, skills: { vip } });
    const desk = office([skilled(sam, 40), skilled({ id: "abe", team: "night" }, 40), skilled(yuki, 90)], {
      teams: night,
      policy: { stages },
    });
    expect(could(desk, due("T-1", TONIGHT, { skills: { vip: 80 } }))[0]).toMatch(/^yuki: off shift/);
  });
});

test.each([
  [{ enough: 60 }, "duration.bare-number options.enough"],
  [{ enough: { days: 1 } }, "duration.calendar-unit options.enough"],
  [{ keepFor: { hours: -1 } }, "duration.negative options.keepFor"],
  [{ facts: null }, "argument.invalid options.facts"],
  [{ facts: ["T-1"] }, "argument.invalid options.facts"],
  [{ facts: { "T-1": null } }, 'argument.invalid options.facts["T-1"]'],
  [{ facts: { "T-1": true } }, 'argument.invalid options.facts["T-1"]'],
  [
    { facts: { "T-1": { awaitingCustomer: "yes" } } },
    'argument.invalid options.facts["T-1"].awaitingCustomer',
  ],
  [{ facts: { "T-1": { remaining: "1h" } } }, 'duration.invalid options.facts["T-1"].remaining'],
])("options %j are refused", (options, problem) => {
  expect(problemOf(() => planHandoffs(office([sam]), EVENING, options as never))).toBe(problem);
});
