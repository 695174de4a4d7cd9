import { describe, expect, test } from "vitest";
import {
  agentState,
  explainAgent,
  fairnessOf,
  heldWork,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { always, apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const joined = (agent: Partial<AgentConfig> & { id: string }, at = NOON): DeskEvent => ({
  type: "agent-joined",
  at,
  agent: { team: "world", ...agent },
});
const changed = (agent: Partial<AgentConfig> & { id: string }, at = NOON): DeskEvent => ({
  type: "agent-changed",
  at,
  agent: { team: "world", ...agent },
});
const left = (agentId: string, at = NOON): DeskEvent => ({ type: "agent-left", at, agentId });
const assigned = (agentId: string, work: WorkItem, at = NOON): DeskEvent => ({
  type: "assigned",
  at,
  agentId,
  work,
});
const released = (agentId: string, workId: string, at = NOON): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});
const taker = (desk: Desk, more: Partial<WorkItem> = {}, at = NOON) => {
  const answer = route(desk, mail("probe", more), at);
  return answer.kind === "assigned" ? answer.agentId : answer.kind;
};
const accounts = (desk: Desk) =>
  Object.fromEntries(fairnessOf(desk).accounts.map(({ agentId, owed }) => [agentId, owed]));

/** Who gets so many items, each done at once, a minute apart. */
function serve(desk: Desk, items: number, from = NOON): [Desk, Record<string, number>] {
  const got: Record<string, number> = {};
  for (let item = 0; item < items; item++) {
    const at = from + item * MINUTE;
    const [next, agentId] = place(desk, mail(`${from}-${item}`), at);
    desk = apply(next, released(agentId, `${from}-${item}`, at));
    got[agentId] = (got[agentId] ?? 0) + 1;
  }
  return [desk, got];
}

describe("somebody who joins", () => {
  test("can be given work at once, and is known in the order of the ids", () => {
    const desk = apply(
      deskOf([{ languages: { en: "native" } }]),
      joined({ id: "aya", languages: { ja: "C1" } }),
    );
    expect([...desk.roster.agents.keys()]).toEqual(["agent-0", "aya"]);
    expect(taker(desk, { languages: ["ja"] })).toBe("aya");
    expect([...apply(desk, joined({ id: "abe" })).roster.agents.keys()]).toEqual(["abe", "agent-0", "aya"]);
  });

  test.each<RoutingPolicy>([{}, { strategy: "longest-idle" }])(
    "is idle from then on, not since ever, and owed nothing: %j",
    (policy) => {
      const [before] = serve(deskOf([{}, {}], { policy }), 30);
      const at = NOON + 30 * MINUTE;
      const desk = apply(before, joined({ id: "new" }, at));
      expect(agentState(desk, "new")).toMatchObject({
        presence: "available",
        idleSince: new Date(at),
        used: 0,
      });
      expect(accounts(desk)["new"]).toBe(0);
      expect(serve(desk, 30, at)[1]).toEqual({ "agent-0": 10, "agent-1": 10, new: 10 });
    },
  );

  test("may bring a channel that nobody had, and those who had theirs keep them", () => {
    const only = (channel: string, max = 1) => ({ total: 9, channels: { [channel]: { max } } });
    const before = apply(
      deskOf([{ capacity: only("chat") }, { capacity: only("email") }]),
      assigned("agent-0", mail("T-1", { channel: "chat" })),
    );
    const desk = apply(before, joined({ id: "aa", capacity: only("fax") }));
    expect(taker(desk, { channel: "fax" })).toBe("aa");
    expect(taker(desk, { channel: "chat" })).toBe("wait");
    expect(taker(desk)).toBe("agent-1");
    expect(taker(before, { channel: "fax" })).toBe("unroutable");
    expect(taker(before, { channel: "chat" })).toBe("wait");
    expect(taker(before)).toBe("agent-1");
  });

  test("is refused when there already, and nobody is replaced", () => {
    const desk = deskOf([{ languages: { en: "C1" } }]);
    expect(problemOf(() => apply(desk, joined({ id: "agent-0" })))).toBe("desk.known-agent event.agent.id");
    expect(taker(desk, { languages: ["en"] })).toBe("agent-0");
  });
});

describe("somebody who changes", () => {
  test("is from then on as the event says, all of it, and as before on the desk of before", () => {
    const before = deskOf([{ languages: { ja: "C1" }, clearances: ["pci"], location: "EU" }]);
    const desk = apply(before, changed({ id: "agent-0", languages: { fr: "C1" }, location: "US" }));
    const answers = (on: Desk) =>
      [{ languages: ["ja"] }, { languages: ["fr"] }, { clearances: ["pci"] }, { residency: ["EU"] }].map(
        (more) => taker(on, more),
      );
    expect(answers(desk)).toEqual(["unroutable", "agent-0", "unroutable", "unroutable"]);
    expect(answers(before)).toEqual(["agent-0", "unroutable", "agent-0", "agent-0"]);
    expect(answers(desk)).toEqual(["unroutable", "agent-0", "unroutable", "unroutable"]);
  });

  test("keeps the work, the balance and the presence", () => {
    let [desk] = place(deskOf([{ capacity: 2 }, {}]), mail("T-1"), NOON);
    desk = apply(desk, { type: "presence-changed", at: NOON, agentId: "agent-0", presence: "busy" });
    const after = apply(desk, changed({ id: "agent-0", capacity: 3 }));
    expect(heldWork(after)).toEqual(heldWork(desk));
    expect(accounts(after)).toEqual(accounts(desk));
    expect(agentState(after, "agent-0")).toEqual(agentState(desk, "agent-0"));
  });

  test("and holds more than the new capacity gets nothing until there is room again", () => {
    const works = ["T-1", "T-2", "T-3"];
    let desk = apply(deskOf([{ capacity: 3 }]), ...works.map((id) => assigned("agent-0", mail(id))));
    desk = apply(desk, changed({ id: "agent-0", capacity: 2 }));
    expect(agentState(desk, "agent-0").used).toBe(3);
    expect(explainAgent(desk, mail("T-4"), "agent-0", NOON).failures).toEqual([
      { code: "capacity-full", cost: 1, used: 3, total: 2 },
    ]);
    desk = apply(desk, released("agent-0", "T-1"));
    expect(taker(desk)).toBe("wait");
    expect(taker(apply(desk, released("agent-0", "T-2")))).toBe("agent-0");
  });

  test("and no longer serves a channel still has what is held on it", () => {
    const serving = (channel: string) => ({ total: 2, channels: { [channel]: { max: 2, cost: 2 } } });
    let desk = apply(
      deskOf([{ capacity: serving("chat") }]),
      assigned("agent-0", mail("T-1", { channel: "chat" })),
    );
    desk = apply(desk, changed({ id: "agent-0", capacity: serving("email") }));
    expect(agentState(desk, "agent-0")).toMatchObject({ open: { chat: 1 }, used: 1 }); // a channel without a cost costs 1
    expect(taker(desk)).toBe("wait");
    expect(taker(apply(desk, released("agent-0", "T-1")))).toBe("agent-0");
  });

  test("gets a share by the new weight from then on", () => {
    const desk = apply(deskOf([{}, {}]), changed({ id: "agent-1", weight: 3 }));
    expect(serve(desk, 40)[1]).toEqual({ "agent-0": 10, "agent-1": 30 });
  });

  test("must be there", () => {
    expect(problemOf(() => apply(deskOf([{}]), changed({ id: "nobody" })))).toBe(
      "desk.unknown-agent event.agent.id",
    );
  });
});

describe("somebody who leaves", () => {
  const [desk] = place(deskOf([{ capacity: 2 }, {}]), mail("T-1"), NOON);

  test("must hold nothing and be asked nothing", () => {
    const problem = "desk.work-held event.agentId";
    expect(problemOf(() => apply(desk, left("agent-0")))).toBe(problem);
    const offered: DeskEvent = { type: "offered", at: NOON, agentId: "agent-1", work: mail("T-2") };
    expect(problemOf(() => apply(desk, offered, left("agent-1")))).toBe(problem);
    expect(() => apply(desk, assigned("agent-0", mail("T-2")), left("agent-0"))).toThrow(/: 2 to release/);
  });

  test("is given nothing and is no one's colleague any more", () => {
    const gone = apply(desk, left("agent-1"));
    expect(taker(gone, { preferredAgents: ["agent-1"] })).toBe("agent-0");
    for (const act of [left("agent-1"), assigned("agent-1", mail("T-2"))])
      expect(problemOf(() => apply(gone, act))).toBe("desk.unknown-agent event.agentId");
    expect(problemOf(() => agentState(gone, "agent-1"))).toBe("desk.unknown-agent agentId");
    expect(problemOf(() => explainAgent(gone, mail("T-2"), "agent-1", NOON))).toBe(
      "desk.unknown-agent agentId",
    );
  });

  test("keeps an account, closed, so that all balances still sum to zero", () => {
    const gone = apply(desk, released("agent-0", "T-1"), left("agent-0"));
    expect(fairnessOf(gone)).toMatchObject({
      accounts: [
        { agentId: "agent-0", owed: -0.5, got: 1, isClosed: true, team: undefined },
        { agentId: "agent-1", owed: 0.5, isClosed: false, team: "world" },
      ],
      bound: 0.5,
    });
  });

  test("and whom the work excludes is not counted among those who are excluded", () => {
    const gone = apply(deskOf([{}, {}]), left("agent-1"));
    expect(route(gone, mail("T-1", { excludedAgents: ["agent-0", "agent-1"] }), NOON)).toMatchObject({
      kind: "unroutable",
      excluded: { excluded: 1 },
    });
  });

  test("comes back to the same account, available, and idle from now", () => {
    let back = apply(desk, {
      type: "released",
      at: NOON,
      agentId: "agent-0",
      workId: "T-1",
      wrapUpUntil: NOON + MINUTE,
    });
    back = apply(back, { type: "presence-changed", at: NOON, agentId: "agent-0", presence: "away" });
    back = apply(back, left("agent-0"), joined({ id: "agent-0" }, NOON + MINUTE / 2));
    expect(agentState(back, "agent-0")).toEqual({
      presence: "available",
      idleSince: new Date(NOON + MINUTE / 2),
      wrapUpUntil: undefined,
      used: 0,
      open: {},
    });
    expect(accounts(back)).toEqual({ "agent-0": -0.5, "agent-1": 0.5 });
  });
});

describe("desks from before a roster event answer as they did,", () => {
  test("and two futures of one desk know nothing of each other's newcomers", () => {
    const base = deskOf([{ languages: { en: "C1" } }]);
    const french = apply(base, joined({ id: "x", languages: { fr: "C1" }, weight: 0.5 }));
    const german = apply(base, joined({ id: "y", languages: { de: "C1" } })); // in the place that x has on the other desk
    const [busy] = place(french, mail("T-1", { languages: ["fr"] }), NOON);
    const seen = (desk: Desk) => [
      taker(desk, { languages: ["fr"] }),
      taker(desk, { languages: ["de"] }),
      Object.keys(accounts(desk)),
      heldWork(desk).length,
    ];
    for (let round = 0; round < 3; round++) {
      expect(seen(base)).toEqual(["unroutable", "unroutable", ["agent-0"], 0]);
      expect(seen(french)).toEqual(["x", "unroutable", ["agent-0", "x"], 0]);
      expect(seen(german)).toEqual(["unroutable", "y", ["agent-0", "y"], 0]);
      expect(seen(busy)).toEqual(["wait", "unroutable", ["agent-0", "x"], 1]);
    }
    expect(serve(base, 4)[1]).toEqual({ "agent-0": 4 });
    expect(accounts(serve(german, 4)[0])).toEqual({ "agent-0": 0, y: 0 });
  });

  test("however far back", () => {
    const base = deskOf([{}]);
    let desk = base;
    for (let i = 0; i < 150; i++) desk = apply(desk, joined({ id: `new-${i}` }));
    const [less] = Array.from({ length: 150 }).reduce<[Desk, number]>(
      ([each, i]) => [apply(each, left(`new-${i}`)), i + 1],
      [desk, 0],
    );
    expect([base, desk, less, base].map((each) => each.roster.agents.size)).toEqual([1, 151, 1, 1]);
    expect(serve(base, 3)[1]).toEqual({ "agent-0": 3 });
    expect(serve(desk, 151)[1]).toMatchObject({ "agent-0": 1, "new-0": 1, "new-149": 1 });
  });
});

describe("an agent in an event is refused, and the desk stays as it was,", () => {
  const aya = { id: "aya", team: "world" };
  const refused = (type: "agent-joined" | "agent-changed", agent: unknown) => {
    const desk = deskOf([{}]);
    const problem = problemOf(() => apply(desk, { type, at: NOON, agent } as DeskEvent));
    expect([...desk.roster.agents.keys()]).toEqual(["agent-0"]);
    return problem;
  };

  test.each<[string, object, string]>([
    ["of no known team", { team: "mars" }, "config.unknown-reference event.agent.team"],
    ["without an id", { id: undefined }, "config.shape event.agent.id"],
    ["with room for nothing", { capacity: 0 }, "config.shape event.agent.capacity"],
    ["better than the best", { skills: { billing: 101 } }, "config.order event.agent.skills.billing"],
    ["of no language", { languages: { en_US: "C1" } }, "config.language event.agent.languages.en_US"],
    ["with a key too many", { skils: {} }, "config.unknown-key event.agent.skils"],
    ["of no zone", { calendar: { timeZone: "Mars" } }, "zone.unknown event.agent.calendar.timeZone"],
    ["with hours that are no plain JSON", { calendar: always }, "config.shape event.agent.calendar"],
    ["with hours that are null", { calendar: null }, "config.shape event.agent.calendar"],
  ])("%s", (_, more, problem) => {
    expect(refused("agent-joined", { ...aya, ...more })).toBe(problem);
    expect(refused("agent-changed", { ...aya, ...more })).toBe(problem);
  });

  test.each([null, undefined, "aya", []])("when it is %j", (agent) => {
    expect(refused("agent-joined", agent)).toBe("config.shape event.agent");
    expect(refused("agent-changed", agent)).toBe("config.shape event.agent");
  });

  test("with everything that is wrong told at once", () => {
    const wrong = { team: "mars", capacity: 0, skills: { a: 101 }, calendar: { timeZone: "Mars" } };
    const run = () => apply(deskOf([{}]), joined({ ...aya, ...wrong }));
    for (const key of ["team", "capacity", "skills.a", "calendar.timeZone"])
      expect(run).toThrow(`event.agent.${key} `);
  });
});
