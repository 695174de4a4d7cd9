import { describe, expect, test } from "vitest";
import {
  defineCustomer,
  explainRoute,
  fairnessOf,
  heldWork,
  lapsedOffers,
  nextItemFor,
  placeQueue,
  route,
  workFor,
  type Desk,
  type DeskEvent,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { apply, deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

// What users of other systems complain about, each as a short story.

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const presence = (agentId: string, to: "away" | "available" | "offline", at = NOON): DeskEvent => ({
  type: "presence-changed",
  at,
  agentId,
  presence: to,
});
const released = (agentId: string, workId: string, at = NOON): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});
const told = (desk: Desk, work: WorkItem, at = NOON) => {
  const answer = route(desk, work, at);
  return answer.kind === "assigned" ? answer.agentId : `${answer.kind}: ${answer.reason}`;
};

/** Who gets so many items that come one after another, and how many: each is done at once unless it is kept. */
function serve(
  desk: Desk,
  items: number,
  from: number,
  more: (item: number) => Partial<WorkItem> = () => ({}),
) {
  const got: Record<string, number> = {};
  for (let item = 0; item < items; item++) {
    const at = from + item * MINUTE;
    const [next, agentId] = place(desk, mail(`${from}-${item}`, { arrivedAt: at, ...more(item) }), at);
    got[agentId] = (got[agentId] ?? 0) + 1;
    desk = next === desk ? desk : apply(next, released(agentId, `${from}-${item}`, at));
  }
  return { desk, got };
}

describe("stuck on an offline or off-shift agent:", () => {
  test("an offer to somebody who went home lapses, and goes to somebody who is there", () => {
    const policy: RoutingPolicy = { offerFor: { minutes: 2 } };
    let desk = deskOf([{ team: "berlin" }, {}], {
      teams: { world: week("UTC"), berlin: week("Europe/Berlin") },
      policy,
    });
    const lastMinute = Date.UTC(2026, 0, 14, 15, 59); // 16:59 in Berlin
    [desk] = place(desk, mail("T-1"), lastMinute);
    const at = lastMinute + 2 * MINUTE;
    expect(lapsedOffers(desk, at)).toMatchObject([{ agentId: "agent-0", workId: "T-1" }]);
    expect(told(apply(desk, ...lapsedOffers(desk, at)), mail("T-1"), at)).toBe("agent-1");
  });

  test("work of somebody who is gone is seen, taken from them, and never given back to them", () => {
    const [before] = place(deskOf([{}, {}]), mail("T-1"), NOON);
    const gone = apply(before, presence("agent-0", "offline"));
    expect(heldWork(gone, "agent-0")).toHaveLength(1); // what they hold can be asked for at any time
    const free = apply(gone, released("agent-0", "T-1"));
    expect(told(free, mail("T-1", { preferredAgents: ["agent-0"] }))).toBe("agent-1");
    expect(told(apply(free, presence("agent-1", "offline")), mail("T-1"))).toBe("wait: nobody-present");
  });
});

test("reopened to someone who is away", () => {
  const customer = defineCustomer({ id: "C-1", servedBy: [{ agentId: "agent-0", at: NOON - DAY }] });
  const again = workFor(customer, mail("T-1"));
  const agents = [{ absences: [[NOON - HOUR, NOON + 3 * DAY]] as const }, {}];
  expect(told(deskOf(agents), again)).toBe("agent-1");
  // Kept for its owner no longer than the policy reserves, on leave or not.
  const reserving = deskOf(agents, { policy: { reserveForPreferred: { minutes: 15 } } });
  expect(told(reserving, again)).toBe("wait: reserved");
  expect(told(reserving, again, NOON + 15 * MINUTE)).toBe("agent-1");
});

test("the queue not drained when someone frees up", () => {
  let desk = deskOf([{}, {}]);
  const queue = ["T-1", "T-2", "T-3", "T-4"].map((id) => mail(id));
  const first = placeQueue(desk, queue, NOON);
  expect(first.placed).toHaveLength(2);
  desk = apply(first.desk, released("agent-1", "T-2", NOON + MINUTE));
  const rest = first.unplaced.map(({ work }) => work);
  expect(nextItemFor(desk, "agent-1", rest, NOON + MINUTE)).toMatchObject({
    kind: "next",
    work: { id: "T-3" },
  });
  const second = placeQueue(desk, rest, NOON + MINUTE);
  expect(second.placed.map(({ work }) => work.id)).toEqual(["T-3"]);
});

test.each<RoutingPolicy>([{}, { strategy: "longest-idle" }, { tolerance: 1 }])(
  "a newcomer gets everything: not under %j",
  (policy) => {
    const veterans = serve(deskOf([{}, {}, {}], { policy }), 300, NOON).desk;
    const at = NOON + 301 * MINUTE;
    const desk = apply(veterans, { type: "agent-joined", at, agent: { id: "new", team: "world" } });
    const { got } = serve(desk, 40, at);
    expect(got["new"]).toBeGreaterThanOrEqual(8);
    expect(got["new"]).toBeLessThanOrEqual(12);
  },
);

test.each<RoutingPolicy>([{}, { strategy: "longest-idle" }, { strategy: "round-robin" }])(
  "back-to-back assignments because each queue has its own pointer: one desk serves all queues under %j",
  (policy) => {
    const languages = { en: "C1", ja: "C1", fr: "C1" } as const;
    let desk = deskOf(
      [{ languages }, { languages }, { languages }].map((each) => ({ ...each, capacity: 9 })),
      { policy },
    );
    const got: string[] = [];
    for (const [item, language] of ["en", "ja", "fr", "ja", "en", "fr"].entries()) {
      const [next, agentId] = place(desk, mail(`T-${item}`, { languages: [language] }), NOON + item * MINUTE);
      desk = next;
      got.push(agentId);
    }
    expect(got).toEqual(["agent-0", "agent-1", "agent-2", "agent-0", "agent-1", "agent-2"]);
  },
);

describe("assigned on a holiday or during leave:", () => {
  const holidays = [{ date: "2026-01-14", name: "Founders' day" }];
  const calendar = { timeZone: "Asia/Tokyo", weekly: "always", holidays } as const;
  const minuteBefore = Date.UTC(2026, 0, 13, 14, 59); // 23:59 in Tokyo

  test("the holiday is that of the agent's own clock, to the minute", () => {
    const desk = deskOf([{ calendar }]);
    expect(told(desk, mail("T-1"), minuteBefore)).toBe("agent-0");
    expect(told(desk, mail("T-1"), minuteBefore + MINUTE)).toBe("wait: nobody-on-shift");
    expect(told(desk, mail("T-1"), minuteBefore + MINUTE + DAY)).toBe("agent-0");
  });

  test("leave counts in whatever order and overlap it is listed, also for who is preferred", () => {
    const absences = [
      [NOON + HOUR, NOON + 3 * HOUR],
      [NOON - HOUR, NOON + 2 * HOUR],
    ] as const;
    const desk = deskOf([{ absences }, {}]);
    const work = mail("T-1", { arrivedAt: NOON - DAY, preferredAgents: ["agent-0"] });
    expect([-1, 0, 2, 3].map((hours) => told(desk, work, NOON + hours * HOUR))).toEqual([
      "agent-1",
      "agent-1",
      "agent-1",
      "agent-0",
    ]);
  });
});

test("redirect loops", () => {
  const policy: RoutingPolicy = {
    offerFor: { minutes: 1 },
    stages: [{}, { after: { minutes: 2 }, languages: "any-listed" }],
  };
  let desk = deskOf([{}, {}, { languages: { en: "C1" } }, { languages: { ja: "C1" } }], { policy });
  const work = mail("T-1", { languages: ["ja", "en"], preferredAgents: ["agent-3"] });
  const asked: string[] = [];
  for (let minute = 0; minute < 60; minute++) {
    const at = NOON + minute * MINUTE;
    desk = apply(desk, ...lapsedOffers(desk, at));
    const [next, agentId] = place(desk, work, at);
    if (next !== desk) asked.push(agentId);
    desk = next;
  }
  expect(asked).toEqual(["agent-3", "agent-2"]); // each at most once, and then it says so
  expect(told(desk, work, NOON + HOUR)).toBe("wait: everyone-declined");
});

test("nobody can explain it", () => {
  const desk = deskOf([{ languages: { ja: "A2" } }, {}, { team: "tokyo", languages: { ja: "C1" } }], {
    teams: { world: week("UTC"), tokyo: week("Asia/Tokyo") },
  });
  const { answer, agents, sentence } = explainRoute(desk, mail("T-1", { languages: ["ja"] }), NOON);
  expect(answer).toMatchObject({ kind: "wait", until: new Date("2026-01-15T00:00:00Z") });
  expect(agents.map((each) => each.sentence)).toEqual([
    "agent-0: ja A2, needs B2",
    "agent-1: no ja",
    "agent-2: off shift, back 15 Jan 09:00 Tokyo",
  ]);
  for (const each of agents) expect(sentence).toContain(each.sentence);
});

test("urgent work starves what it cannot use", () => {
  const desk = deskOf([{ languages: { en: "C1" } }]);
  const urgent = Array.from({ length: 20 }, (_, i) =>
    mail(`ja-${i}`, { priority: "urgent", languages: ["ja"] }),
  );
  const english = mail("en", { priority: "low", languages: ["en"] });
  const { placed } = placeQueue(desk, [...urgent, english], NOON);
  expect(placed.map(({ work, answer }) => `${work.id} ${answer.agentId}`)).toEqual(["en agent-0"]);
});

test.each<RoutingPolicy>([{}, { strategy: "longest-idle" }, { strategy: "round-robin" }])(
  "100 new cases after a vacation: nothing to catch up on under %j",
  (policy) => {
    const vacation = [[NOON, NOON + 14 * DAY]] as const;
    const working = serve(deskOf([{}, {}, { absences: vacation }], { policy }), 400, NOON).desk;
    expect(Math.abs(fairnessOf(working).accounts[2]?.owed ?? 1)).toBe(0);
    const { got } = serve(working, 90, NOON + 14 * DAY);
    expect(got["agent-2"]).toBeGreaterThanOrEqual(29);
    expect(got["agent-2"]).toBeLessThanOrEqual(31);
  },
);
