import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  defineRoster,
  heldWork,
  nextItemFor,
  offeredWork,
  orderQueue,
  placeQueue,
  saveDesk,
  type AgingConfig,
  type Desk,
  type QueueConfig,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { always, deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

const rosterOf = (policy: RoutingPolicy) => defineRoster({ teams: { world: always }, agents: [], policy });
const ordered = (queue: readonly WorkItem[], policy: RoutingPolicy = {}, at: number = NOON) =>
  orderQueue(rosterOf(policy), queue, at).map(({ id }) => id);
/** An item of a priority that arrived so many minutes before noon. */
const item = (id: string, priority?: string, waited = 0, more: Partial<WorkItem> = {}) =>
  mail(id, { priority, arrivedAt: NOON - waited * MINUTE, ...more });
const aging = (config: AgingConfig): RoutingPolicy => ({ queue: { aging: config } });
const placedIn = ({ placed }: ReturnType<typeof placeQueue>) =>
  placed.map(({ work, answer }) => `${work.id} ${answer.agentId}`);

describe("the queue is in the order", () => {
  test("of the levels, the most urgent first, and who says nothing is normal", () => {
    const queue = [item("l", "low"), item("n"), item("u", "urgent"), item("h", "high"), item("m", "normal")];
    expect(ordered(queue)).toEqual(["u", "h", "m", "n", "l"]);
  });

  test("of arrival within a level, then of the ids, and in no way as it is listed", () => {
    const queue = [item("c", "high", 5), item("b", "high", 5), item("a", "high", 4), item("d", "high", 9)];
    expect(ordered(queue)).toEqual(["d", "b", "c", "a"]);
    expect(ordered([...queue].reverse())).toEqual(["d", "b", "c", "a"]);
  });

  test("of arrival, in whatever form the instants come", () => {
    const queue = [
      mail("late", { arrivedAt: "2026-01-14T12:00:00+00:00" }),
      mail("early", { arrivedAt: new Date(NOON - 1) }),
    ];
    expect(ordered(queue)).toEqual(["early", "late"]);
  });

  test("of the policy's own levels; who says nothing has the lowest where there is no normal", () => {
    const policy = { priorities: ["whenever", "today", "now"] };
    expect(
      ordered([item("none"), item("t", "today"), item("n", "now"), item("w", "whenever", 1)], policy),
    ).toEqual(["n", "t", "w", "none"]);
  });

  test("of the time left, what is due first and what is overdue before that, and last what is never due", () => {
    const due = (id: string, minutes: number, priority?: string) =>
      item(id, priority, 0, { dueAt: NOON + minutes * MINUTE });
    const queue = [
      item("never", "urgent"),
      due("later", 60, "urgent"),
      due("soon", 5),
      due("over", -90, "low"),
    ];
    expect(ordered(queue, { queue: { order: "time-left" } })).toEqual(["over", "soon", "later", "never"]);
    const nobody = [item("y"), item("x", "urgent"), item("z", undefined, 1)];
    expect(ordered(nobody, { queue: { order: "time-left" } })).toEqual(["z", "x", "y"]);
  });

  test("and a caller's list is not sorted in place", () => {
    const queue = Object.freeze([item("l", "low"), item("u", "urgent")]);
    expect(ordered(queue)).toEqual(["u", "l"]);
    expect(queue.map(({ id }) => id)).toEqual(["l", "u"]);
  });
});

describe("with aging", () => {
  const queue = [item("urgent", "urgent", 0), item("low", "low", 30)];

  test("waiting makes up for a level: 300 points from low to urgent", () => {
    expect(ordered(queue, aging({ pointsPerMinute: 9.99 }))).toEqual(["urgent", "low"]);
    expect(ordered(queue, aging({ pointsPerMinute: 10 }))).toEqual(["low", "urgent"]); // even: what came first
    expect(ordered(queue, aging({ pointsPerMinute: 0 }))).toEqual(["urgent", "low"]);
  });

  test("up to its limit", () => {
    const hours = [item("urgent", "urgent"), item("high", "high"), item("low", "low", 10_000)];
    expect(ordered(hours, aging({ pointsPerMinute: 10, atMost: 300 }))).toEqual(["low", "urgent", "high"]);
    expect(ordered(hours, aging({ pointsPerMinute: 10, atMost: 299 }))).toEqual(["urgent", "low", "high"]);
    expect(ordered(hours, aging({ pointsPerMinute: 10, atMost: 0 }))).toEqual(["urgent", "high", "low"]);
  });

  test("what has not arrived yet has not waited", () => {
    expect(ordered([item("later", "low", -60), item("now", "low")], aging({ pointsPerMinute: 5 }))).toEqual([
      "now",
      "later",
    ]);
  });
});

describe("a low item among urgent ones that keep arriving, one a minute, for one agent who does one a minute,", () => {
  /** After how many minutes the low item is taken, if it is within 200. */
  function minutesUntilTaken(queueConfig: QueueConfig): number | undefined {
    let desk = deskOf([{}], { policy: { queue: queueConfig } });
    let waiting: WorkItem[] = [mail("low", { priority: "low" }), mail("u-first", { priority: "urgent" })];
    for (let minute = 0; minute < 200; minute++) {
      const at = NOON + minute * MINUTE;
      waiting = [...waiting, mail(`u-${minute}`, { priority: "urgent", arrivedAt: at })];
      for (const { work, agentId } of heldWork(desk))
        desk = applyDeskEvent(desk, { type: "released", at, agentId, workId: work.id });
      const { desk: next, placed } = placeQueue(desk, waiting, at);
      if (placed.some(({ work }) => work.id === "low")) return minute;
      const gone = new Set(placed.map(({ work }) => work.id));
      waiting = waiting.filter(({ id }) => !gone.has(id));
      desk = next;
    }
    return undefined;
  }

  test("waits for ever without aging, and with too little of it", () => {
    expect(minutesUntilTaken({})).toBeUndefined();
    expect(minutesUntilTaken({ aging: { pointsPerMinute: 10, atMost: 250 } })).toBeUndefined();
  });

  test("has its turn with it: after the 30 minutes that make up for three levels, and one for the backlog", () => {
    expect(minutesUntilTaken({ aging: { pointsPerMinute: 10 } })).toBe(31);
  });
});

describe("placing a queue", () => {
  test("gives each item to whom it goes on the desk that those before it left", () => {
    const desk = deskOf([{}, { capacity: 2 }]);
    const result = placeQueue(
      desk,
      [item("l", "low"), item("u", "urgent"), item("n"), item("h", "high")],
      NOON,
    );
    expect(placedIn(result)).toEqual(["u agent-0", "h agent-1", "n agent-1"]);
    expect(result.unplaced).toMatchObject([
      { work: { id: "l" }, answer: { kind: "wait", reason: "everyone-busy" } },
    ]);
    expect(heldWork(desk)).toEqual([]); // the given desk stays
  });

  test("leads to the desk that its events lead to", () => {
    const desk = deskOf([{ capacity: 2 }, {}, { weight: 0.5 }]);
    const { placed, desk: after } = placeQueue(
      desk,
      ["a", "b", "c", "d", "e"].map((id) => item(id)),
      NOON,
    );
    const events = placed.map(({ answer }) => answer.event);
    expect(saveDesk(events.reduce(applyDeskEvent, desk))).toEqual(saveDesk(after));
  });

  test("lets nothing be held back by what nobody can take now", () => {
    const desk = deskOf([{ languages: { en: "C1" } }, { languages: { ja: "C1" }, team: "tokyo" }], {
      teams: { world: week("UTC"), tokyo: week("Asia/Tokyo") },
    });
    const english = { languages: ["en"] };
    const queue = [
      item("night", "urgent", 60, { languages: ["ja"] }),
      item("never", "urgent", 50, { languages: ["is"] }),
      item("b", "low", 0, english),
      item("a", "low", 1, english),
    ];
    const result = placeQueue(desk, queue, NOON);
    expect(placedIn(result)).toEqual(["a agent-0"]);
    expect(result.unplaced.map(({ work, answer }) => [work.id, answer.kind, answer.reason])).toEqual([
      ["night", "wait", "nobody-on-shift"],
      ["never", "unroutable", "nobody-could-ever"],
      ["b", "wait", "everyone-busy"],
    ]);
  });

  test("makes offers where the policy does", () => {
    const { desk } = placeQueue(deskOf([{}], { policy: { offerFor: "PT1M" } }), [item("a"), item("b")], NOON);
    expect(offeredWork(desk).map(({ work }) => work.id)).toEqual(["a"]);
  });

  test("of nothing changes nothing", () => {
    const desk = deskOf([{}]);
    expect(placeQueue(desk, [], NOON)).toEqual({ desk, placed: [], unplaced: [] });
  });
});

describe("a freed agent takes next", () => {
  const next = (desk: Desk, agentId: string, queue: readonly WorkItem[]) => {
    const found = nextItemFor(desk, agentId, queue, NOON);
    return found.kind === "next" ? `${found.work.id} ${found.answer.agentId}` : `${found.waiting} waiting`;
  };
  const both = [{ languages: { en: "C1", ja: "C1" } }, { languages: { en: "C1" } }] as const;

  test("the first item in the order that comes to them", () => {
    const desk = deskOf([{ languages: { en: "C1" } }]);
    const queue = [
      item("low", "low"),
      item("other", "urgent", 0, { languages: ["ja"] }),
      item("mine", "high"),
    ];
    expect(next(desk, "agent-0", queue)).toBe("mine agent-0");
    expect(next(desk, "agent-0", queue.slice(1, 2))).toBe("1 waiting");
  });

  test("not the item that another who is free should have", () => {
    let [desk] = place(deskOf(both, { policy: { strategy: "least-loaded" } }), item("T-0"), NOON);
    desk = applyDeskEvent(desk, { type: "released", at: NOON, agentId: "agent-0", workId: "T-0" });
    const queue = [item("first", undefined, 1), item("second")];
    expect(next(desk, "agent-1", queue)).toBe("first agent-1"); // idle for longer
    expect(next(desk, "agent-0", queue)).toBe("second agent-0");
    expect(next(desk, "agent-0", queue.slice(0, 1))).toBe("1 waiting");
  });

  test("what the other cannot take, though it is less urgent", () => {
    const desk = deskOf(both, { policy: { specialistFirst: true } });
    const queue = [
      item("english", "urgent", 0, { languages: ["en"] }),
      item("japanese", "low", 0, { languages: ["ja"] }),
    ];
    expect(next(desk, "agent-0", queue)).toBe("japanese agent-0");
    expect(next(desk, "agent-1", queue)).toBe("english agent-1");
  });

  test("nothing while away, full or off shift", () => {
    const away = applyDeskEvent(deskOf([{}]), {
      type: "presence-changed",
      at: NOON,
      agentId: "agent-0",
      presence: "away",
    });
    expect(next(away, "agent-0", [item("a")])).toBe("1 waiting");
    expect(next(place(deskOf([{}]), item("T-0"), NOON)[0], "agent-0", [item("a"), item("b")])).toBe(
      "2 waiting",
    );
    expect(next(deskOf([{}], { teams: { world: week("Asia/Tokyo") } }), "agent-0", [item("a")])).toBe(
      "1 waiting",
    );
  });

  test("and must be somebody", () => {
    expect(problemOf(() => nextItemFor(deskOf([{}]), "nobody", [], NOON))).toBe("desk.unknown-agent agentId");
  });
});

test.each<[string, readonly unknown[], string]>([
  ["an unknown priority", [item("a"), item("b", "asap")], "config.unknown-reference queue[1].priority"],
  ["the same id twice", [item("a"), item("b"), item("a", "low")], "config.duplicate queue[2].id"],
  [
    "an item without an arrival",
    [item("a", "low", 0, { arrivedAt: undefined as never })],
    "instant.invalid queue[0].arrivedAt",
  ],
  ["no item at all", [null], "config.shape queue[0]"],
])("a queue is refused with %s", (_, queue, problem) => {
  const desk = deskOf([{}]);
  expect(problemOf(() => orderQueue(desk.roster, queue as WorkItem[], NOON))).toBe(problem);
  expect(problemOf(() => placeQueue(desk, queue as WorkItem[], NOON))).toBe(problem);
  expect(problemOf(() => nextItemFor(desk, "agent-0", queue as WorkItem[], NOON))).toBe(problem);
});

test("a queue is refused with an item that somebody has, and its place is named", () => {
  const [desk] = place(deskOf([{}, {}]), item("T-1"), NOON);
  expect(problemOf(() => placeQueue(desk, [item("T-0"), item("T-1")], NOON))).toBe(
    "desk.work-held queue[1].id",
  );
});
