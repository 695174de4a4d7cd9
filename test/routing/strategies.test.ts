import { describe, expect, test } from "vitest";
import {
  agentState,
  fairnessOf,
  route,
  type AgentConfig,
  type CandidateView,
  type Desk,
  type DeskEvent,
  type RouteOptions,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const desk = (policy: RoutingPolicy, ...agents: readonly Partial<AgentConfig>[]) =>
  deskOf(agents, { policy });
/** Everybody who could take it, in order. */
const ranking = (on: Desk, more: Partial<WorkItem> = {}, options: RouteOptions = { runnersUp: Infinity }) => {
  const answer = route(on, mail("probe", more), NOON + 60 * MINUTE, options);
  return answer.kind === "assigned"
    ? [answer.agentId, ...answer.runnersUp].join(" ").replaceAll("agent-", "")
    : answer.kind;
};
const holds = (agentId: string, ...workIds: readonly string[]): DeskEvent[] =>
  workIds.map((id) => ({ type: "assigned", at: NOON, agentId, work: mail(id) }));
const released = (agentId: string, workId: string, at = NOON): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});
const presence = (agentId: string, to: "away" | "available", at = NOON): DeskEvent => ({
  type: "presence-changed",
  at,
  agentId,
  presence: to,
});
/** Who gets so many items, one after another, each done at once. */
function sequence(on: Desk, items: number, at = NOON): [Desk, string] {
  const got: string[] = [];
  for (let item = 0; item < items; item++) {
    const id = `${on.roster.agents.size}-${at}-${item}`;
    const [next, agentId] = place(on, mail(id), at);
    on = apply(next, released(agentId, id, at));
    got.push(agentId.replace("agent-", ""));
  }
  return [on, got.join(" ")];
}

describe("each strategy has an order of its own:", () => {
  test("longest-idle: who got, finished or came back for work longest ago", () => {
    const on = apply(
      desk({ strategy: "longest-idle" }, { capacity: 2 }, { capacity: 2 }, {}, {}),
      ...holds("agent-0", "T-0"),
      { type: "assigned", at: NOON + MINUTE, agentId: "agent-1", work: mail("T-1") },
      presence("agent-2", "away", NOON + MINUTE),
      presence("agent-2", "available", NOON + 3 * MINUTE),
      released("agent-1", "T-1", NOON + 2 * MINUTE + MINUTE / 2 + MINUTE),
    );
    expect(ranking(on)).toBe("3 0 2 1");
  });

  test("least-loaded: the share of capacity used, by cost, not by items", () => {
    const chats = { total: 6, channels: { chat: { max: 9, cost: 3 }, email: { max: 9 } } };
    const chat: DeskEvent = {
      type: "assigned",
      at: NOON,
      agentId: "agent-0",
      work: mail("T-0", { channel: "chat" }),
    };
    const on = apply(
      desk({ strategy: "least-loaded" }, { capacity: chats }, { capacity: chats }, { capacity: 8 }),
      chat,
      ...holds("agent-1", "T-1", "T-2"),
      ...holds("agent-2", "T-3"),
    );
    expect(ranking(on)).toBe("2 1 0"); // 1/8, 2/6, 3/6
  });

  test("most-spare: what is left in absolute terms", () => {
    const on = apply(
      desk({ strategy: "most-spare" }, { capacity: 9 }, { capacity: 2 }, { capacity: 5 }),
      ...holds("agent-0", "a", "b", "c", "d", "e"),
    );
    expect(ranking(on)).toBe("2 0 1"); // 5, 4, 2
  });

  test("fewest-open: items held or offered, over all channels, whatever they cost", () => {
    const on = apply(
      desk({ strategy: "fewest-open" }, { capacity: 9 }, { capacity: 9 }, { capacity: 9 }),
      ...holds("agent-0", "T-0", "T-1"),
      { type: "assigned", at: NOON, agentId: "agent-1", work: mail("T-2", { channel: "chat" }) },
      { type: "offered", at: NOON, agentId: "agent-1", work: mail("T-3") },
      { type: "offered", at: NOON, agentId: "agent-1", work: mail("T-4") },
      ...holds("agent-2", "T-5"),
    );
    expect(ranking(on)).toBe("2 0 1");
  });

  test("best-match: the sum of proficiency above all that is asked for, preferred skills included", () => {
    const on = desk(
      { strategy: "best-match" },
      { skills: { a: 90, b: 50 } },
      { skills: { a: 70, b: 80 } },
      { skills: { a: 60, b: 60, c: 100 } },
    );
    expect(ranking(on, { skills: { a: 50, b: 50 } })).toBe("1 0 2"); // 50, 40, 20
    expect(ranking(on, { skills: { a: 50 }, preferredSkills: { b: 50 } })).toBe("1 0 2");
    expect(ranking(on, { skills: { a: 50 } })).toBe("0 1 2");
  });

  test("cheapest: cost per hour, and whose cost nobody knows last", () => {
    expect(ranking(desk({ strategy: "cheapest" }, {}, { costPerHour: 30 }, { costPerHour: 0 }, {}))).toBe(
      "2 1 0 3",
    );
  });

  test("round-robin: the next by id after whoever got the last item, all the way round", () => {
    const [on, got] = sequence(desk({ strategy: "round-robin" }, {}, {}, {}), 5);
    expect(got).toBe("0 1 2 0 1");
    expect(ranking(on)).toBe("2 0 1");
  });

  test("fair-share: who is owed most, by weight", () => {
    const [, got] = sequence(desk({}, { weight: 1 }, { weight: 2 }, { weight: 1 }), 8);
    expect(got.split(" ").sort().join(" ")).toBe("0 0 1 1 1 1 2 2");
    expect(sequence(desk({ strategy: "fair-share" }, {}, {}), 4)[1]).toBe("0 1 0 1");
  });

  test("of equals goes to who is owed more, then to who is idle longer, then to the lower id", () => {
    const [served] = sequence(desk({ strategy: "fewest-open" }, {}, {}, {}), 1);
    expect(ranking(served)).toBe("1 2 0");
    const idle = apply(
      desk({ strategy: "fewest-open" }, {}, {}, {}),
      presence("agent-0", "away"),
      presence("agent-0", "available"),
    );
    expect(ranking(idle)).toBe("1 2 0");
    expect(ranking(desk({ strategy: "fewest-open" }, {}, {}, {}))).toBe("0 1 2");
  });
});

describe("fair-share leaves to another strategy whom it holds to be equal:", () => {
  const loads = [{ capacity: 2 }, { capacity: 10 }, { capacity: 10 }] as const;

  test("those who are owed as much, by default to who is idle longest", () => {
    const two = apply(desk({}, {}, {}), presence("agent-0", "away"), presence("agent-0", "available"));
    expect(ranking(two)).toBe("1 0");
    expect(ranking(desk({ within: "cheapest" }, { costPerHour: 9 }, { costPerHour: 3 }))).toBe("1 0");
  });

  test("also where a job has no equal parts: a third of it, rounded up, is not owed more", () => {
    const on = apply(desk({}, {}, {}, {}), presence("agent-0", "away"), presence("agent-0", "available"));
    expect(ranking(on)).toBe("1 2 0");
    expect(ranking(desk({ within: "most-spare" }, ...loads))).toBe("1 2 0");
    expect(ranking(desk({ within: "cheapest" }, {}, { costPerHour: 9 }, { costPerHour: 3 }))).toBe("2 1 0");
  });

  test("without a tolerance only those, with one also who is a little behind", () => {
    const cheap = [{ costPerHour: 1 }, { costPerHour: 9 }] as const;
    const served = (tolerance: number) => sequence(desk({ tolerance, within: "cheapest" }, ...cheap), 7)[1];
    expect(served(0)).toBe("0 1 0 1 0 1 0"); // owed 0 and 0, then -0.5 and 0.5, and so on
    expect(served(0.9)).toBe("0 1 0 1 0 1 0"); // a whole job behind is too far
    expect(served(1)).toBe("0 0 1 0 1 0 1"); // a whole job is not: -1 and 1 at the most
    expect(served(3)).toBe("0 0 0 0 1 0 1");
  });

  test("a tolerance is a multiple of the largest job so far", () => {
    const cheap = [{ costPerHour: 1 }, { costPerHour: 9 }] as const;
    const policy: RoutingPolicy = { tolerance: 1, within: "cheapest" };
    const [large] = place(
      desk(policy, ...cheap),
      mail("large", { size: 4, preferredAgents: ["agent-0"] }),
      NOON,
    );
    expect(sequence(apply(large, released("agent-0", "large")), 4)[1]).toBe("0 0 1 0"); // preferred: not the ledger's
    const [posted] = place(desk(policy, ...cheap), mail("large", { size: 4 }), NOON);
    expect(sequence(apply(posted, released("agent-0", "large")), 4)[1]).toBe("0 1 0 1"); // -2, -2.5, then 3 behind of 4 at most
  });

  test("the balances stay within their bound, and sum to zero", () => {
    for (const tolerance of [0, 0.5, 2]) {
      let on = desk(
        { tolerance, within: "cheapest" },
        ...[5, 4, 3, 2, 1].map((costPerHour) => ({ costPerHour })),
      );
      for (let i = 0; i < 100; i++) {
        const id = `agent-${(i * 7) % 5}`;
        on = apply(on, presence(id, i % 3 === 0 ? "away" : "available", NOON + i * MINUTE));
        [on] = sequence(on, 1, NOON + i * MINUTE);
        const { largestOwed, bound, accounts } = fairnessOf(on);
        expect(largestOwed).toBeLessThanOrEqual(bound);
        expect(bound).toBe((1 + tolerance) * 2);
        expect(accounts.reduce((sum, { owed }) => sum + owed, 0)).toBeCloseTo(0, 9);
      }
    }
  });
});

describe("specialists first", () => {
  test("means who has the fewest skills and languages that this work does not need", () => {
    const on = desk(
      { specialistFirst: true, strategy: "longest-idle" },
      { skills: { a: 1, b: 1, c: 1 }, languages: { en: "C1" } },
      { skills: { a: 1, b: 1 }, languages: { en: "C1", ja: "C1" } },
      { skills: { a: 1 }, languages: { en: "C1" } },
    );
    expect(ranking(on, { skills: { a: 1 }, languages: ["en"] })).toBe("2 0 1");
    expect(ranking(on, { skills: { a: 1 }, preferredSkills: { b: 1 } })).toBe("0 1");
  });

  test("comes after what is owed, and before the strategy within", () => {
    const policy: RoutingPolicy = { specialistFirst: true, within: "cheapest" };
    const agents = [
      { skills: { a: 1, b: 1 }, costPerHour: 1 },
      { skills: { a: 1 }, costPerHour: 9 },
    ] as const;
    expect(sequence(desk(policy, ...agents), 4)[1]).toBe("1 0 1 0");
    expect(ranking(desk({ ...policy, strategy: "cheapest" }, ...agents))).toBe("1 0");
  });
});

describe("an order of the caller's own", () => {
  const byId = (a: CandidateView, b: CandidateView) => (a.agentId < b.agentId ? 1 : -1);

  test("decides before the strategy, which by default is longest-idle, and after fair-share", () => {
    expect(
      ranking(desk({ compare: byId, strategy: "cheapest" }, { costPerHour: 1 }, { costPerHour: 9 })),
    ).toBe("1 0");
    const even = desk({ compare: () => 0 }, {}, {});
    expect(route(even, mail("T-1"), NOON)).toMatchObject({ agentId: "agent-0", chosenBy: "longest-idle" });
    expect(sequence(desk({ compare: byId, strategy: "fair-share" }, {}, {}), 4)[1]).toBe("1 0 1 0");
  });

  test("sees who they are, what they hold, how much room they have and since when they are idle", () => {
    const seen = new Map<string, CandidateView>();
    const compare = (a: CandidateView, b: CandidateView) => {
      for (const each of [a, b]) seen.set(each.agentId, each);
      return 0;
    };
    const on = apply(desk({ compare }, { capacity: 4 }, { capacity: 2 }), ...holds("agent-0", "T-0"));
    ranking(on);
    expect([...seen.values()].sort((a, b) => a.used - b.used)).toEqual([
      { agentId: "agent-1", idleSince: new Date(0), used: 0, total: 2, open: {} },
      { agentId: "agent-0", idleSince: new Date(NOON), used: 1, total: 4, open: { email: 1 } },
    ]);
  });
});

describe("runners-up", () => {
  const five = desk({}, {}, {}, {}, {}, {});

  test.each<[number | undefined, string]>([
    [undefined, "0 1 2 3"],
    [0, "0"],
    [1, "0 1"],
    [4, "0 1 2 3 4"],
    [99, "0 1 2 3 4"],
    [Infinity, "0 1 2 3 4"],
    [-1, "0"],
  ])("of %s asked for", (runnersUp, named) => {
    expect(ranking(five, {}, { runnersUp })).toBe(named);
    expect(route(five, mail("probe"), NOON, { runnersUp })).toMatchObject({ candidates: 5 });
  });

  test("are the others in their order, when a preferred agent gets it", () => {
    expect(ranking(five, { preferredAgents: ["agent-3"] }, { runnersUp: 2 })).toBe("3 0 1");
    expect(ranking(five, { preferredAgents: ["agent-0"] }, { runnersUp: 2 })).toBe("0 1 2");
    expect(ranking(five, { preferredAgents: ["agent-4"] })).toBe("4 0 1 2 3");
  });

  test("do not change who gets it, nor the desk", () => {
    for (const runnersUp of [0, 1, 3, Infinity])
      expect(route(five, mail("probe"), NOON, { runnersUp })).toMatchObject({ agentId: "agent-0" });
    expect(agentState(five, "agent-0").used).toBe(0);
  });
});
