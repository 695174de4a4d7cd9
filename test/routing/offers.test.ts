import { describe, expect, test } from "vitest";
import {
  agentState,
  explainAgent,
  explainRoute,
  fairnessOf,
  heldWork,
  holderOf,
  lapsedOffers,
  offeredWork,
  placeQueue,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RoutingPolicy,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const offering = (agents: readonly Partial<AgentConfig>[], policy: RoutingPolicy = {}) =>
  deskOf(agents, { policy: { offerFor: { minutes: 5 }, ...policy } });
const answered = (
  type: "accepted" | "declined" | "expired",
  agentId = "agent-0",
  workId = "T-1",
  at = NOON + MINUTE,
): DeskEvent => ({ type, at, agentId, workId });
const withdrawn = (workId = "T-1"): DeskEvent => ({ type: "withdrawn", at: NOON + MINUTE, workId });
const offered = (agentId = "agent-0", more: object = {}): DeskEvent => ({
  type: "offered",
  at: NOON,
  agentId,
  work: mail("T-1"),
  ...more,
});
const asked = (desk: Desk) => offeredWork(desk).map(({ work, agentId }) => `${work.id} ${agentId}`);
const owed = (desk: Desk) => fairnessOf(desk).accounts.map((account) => account.owed);
const after = (desk: Desk, more: object = {}, at = NOON + MINUTE) =>
  route(desk, mail("T-1", more), at) as { kind: string; reason?: string; agentId?: string };

describe("a policy with offerFor", () => {
  test("has work offered, and the offer lapse so long after", () => {
    expect(route(offering([{}]), mail("T-1"), NOON)).toMatchObject({
      event: { type: "offered", agentId: "agent-0", expiresAt: new Date(NOON + 5 * MINUTE) },
    });
    expect(route(deskOf([{}]), mail("T-1"), NOON)).toMatchObject({ event: { type: "assigned" } });
  });

  test("places a queue as offers, one after another", () => {
    const { desk } = placeQueue(offering([{}, {}]), [mail("T-1"), mail("T-2"), mail("T-3")], NOON);
    expect(asked(desk)).toEqual(["T-1 agent-0", "T-2 agent-1"]);
    expect(heldWork(desk)).toEqual([]);
  });
});

describe("work on offer", () => {
  const [desk] = place(offering([{}, {}]), mail("T-1"), NOON);

  test("is held by nobody, and known with who is asked, since when and until when", () => {
    expect(heldWork(desk)).toEqual([]);
    expect(holderOf(desk, "T-1")).toBeUndefined();
    expect(offeredWork(desk, "agent-1")).toEqual([]);
    expect(offeredWork(desk, "agent-0")).toEqual([
      {
        work: mail("T-1"),
        agentId: "agent-0",
        since: new Date(NOON),
        expiresAt: new Date(NOON + 5 * MINUTE),
      },
    ]);
  });

  test("takes up room until it is answered, and whoever is asked is as idle as before", () => {
    expect(agentState(desk, "agent-0")).toMatchObject({ used: 1, open: { email: 1 }, idleSince: undefined });
    const [both, second] = place(desk, mail("T-2"), NOON);
    expect(second).toBe("agent-1");
    expect(route(both, mail("T-3"), NOON)).toMatchObject({ kind: "wait", reason: "everyone-busy" });
  });

  test("is routed by nothing and given by nobody", () => {
    const refused = "desk.work-on-offer work.id";
    expect(problemOf(() => route(desk, mail("T-1"), NOON))).toBe(refused);
    expect(problemOf(() => explainRoute(desk, mail("T-1"), NOON))).toBe(refused);
    expect(problemOf(() => placeQueue(desk, [mail("T-1")], NOON))).toMatch(/^desk\.work-on-offer /);
    for (const type of ["assigned", "offered", "reopened"] as const)
      expect(problemOf(() => apply(desk, { type, at: NOON, agentId: "agent-1", work: mail("T-1") }))).toBe(
        "desk.work-on-offer event.work.id",
      );
    expect(
      problemOf(() => apply(desk, { type: "released", at: NOON, agentId: "agent-0", workId: "T-1" })),
    ).toBe("desk.work-not-held event.workId");
  });
});

describe("an offer that is", () => {
  const [desk] = place(offering([{}, {}]), mail("T-1"), NOON);

  test("accepted is held from then on, in the room that it had", () => {
    const held = apply(desk, answered("accepted"));
    expect(heldWork(held)).toEqual([
      { work: mail("T-1"), agentId: "agent-0", since: new Date(NOON + MINUTE) },
    ]);
    expect(offeredWork(held)).toEqual([]);
    expect(agentState(held, "agent-0")).toMatchObject({ used: 1, idleSince: new Date(NOON + MINUTE) });
  });

  test.each(["declined", "expired"] as const)("%s goes to somebody else, and the room is free", (type) => {
    const refused = apply(desk, answered(type));
    expect(agentState(refused, "agent-0")).toMatchObject({ used: 0, open: {}, idleSince: undefined });
    expect(after(refused)).toMatchObject({ agentId: "agent-1" });
    expect(explainAgent(refused, mail("T-1"), "agent-0", NOON + MINUTE)).toMatchObject({
      failures: [{ code: "declined" }],
      eligibleAt: undefined,
      sentence: "agent-0: declined it",
    });
    expect(route(refused, mail("T-2"), NOON + MINUTE)).toMatchObject({ agentId: "agent-0" }); // that item only
  });

  test("withdrawn frees the room, and was refused by nobody", () => {
    const free = apply(desk, withdrawn());
    expect(agentState(free, "agent-0").used).toBe(0);
    expect(after(free)).toMatchObject({ agentId: "agent-0" });
  });

  test("accepted after its time, before anybody said that it lapsed, is accepted", () => {
    const late = apply(desk, answered("accepted", "agent-0", "T-1", NOON + 60 * MINUTE));
    expect(heldWork(late)).toHaveLength(1);
    expect(lapsedOffers(late, NOON + 61 * MINUTE)).toEqual([]);
  });
});

describe("what has lapsed", () => {
  test("does so at its instant, not before, and by events that count once", () => {
    let [desk] = place(offering([{}, {}]), mail("T-1"), NOON);
    expect(lapsedOffers(desk, NOON + 5 * MINUTE - 1)).toEqual([]);
    const lapsed = lapsedOffers(desk, NOON + 5 * MINUTE);
    expect(lapsed).toMatchObject([
      { type: "expired", at: new Date(NOON + 5 * MINUTE), agentId: "agent-0", workId: "T-1" },
    ]);
    desk = apply(desk, ...lapsed);
    expect(apply(desk, ...lapsed)).toBe(desk);
    expect(asked(desk)).toEqual([]);
  });

  test("is told in the order of the works' ids", () => {
    const { desk } = placeQueue(offering([{ capacity: 3 }]), [mail("c"), mail("a"), mail("b")], NOON);
    expect(lapsedOffers(desk, NOON + 9 * MINUTE).map(({ workId }) => workId)).toEqual(["a", "b", "c"]);
  });

  test("is never an offer without an end", () => {
    const desk = apply(deskOf([{}]), offered());
    expect(offeredWork(desk)).toMatchObject([{ expiresAt: undefined }]);
    expect(lapsedOffers(desk, "2099-01-01T00:00:00Z")).toEqual([]);
  });

  test("lapses each time that the same work is offered to the same agent", () => {
    let [desk] = place(offering([{}]), mail("T-1", { offerAgain: true }), NOON);
    desk = apply(desk, ...lapsedOffers(desk, NOON + 5 * MINUTE));
    [desk] = place(desk, mail("T-1", { offerAgain: true }), NOON + 5 * MINUTE);
    expect(asked(apply(desk, ...lapsedOffers(desk, NOON + 9 * MINUTE)))).toEqual(["T-1 agent-0"]);
    expect(asked(apply(desk, ...lapsedOffers(desk, NOON + 10 * MINUTE)))).toEqual([]);
  });
});

describe("a refusal", () => {
  const refusedByBoth = () => {
    let [desk] = place(offering([{}, {}]), mail("T-1"), NOON);
    desk = apply(desk, answered("declined"));
    [desk] = place(desk, mail("T-1"), NOON + MINUTE);
    return apply(desk, answered("expired", "agent-1"));
  };

  test("is remembered until everybody who could take it has declined", () => {
    expect(after(refusedByBoth())).toMatchObject({ kind: "wait", reason: "everyone-declined" });
  });

  test("does not count for those who could never have taken it", () => {
    const desk = apply(
      offering([{}, { clearances: ["pci"] }]),
      offered("agent-1"),
      answered("declined", "agent-1"),
    );
    expect(after(desk, { clearances: ["pci"] })).toMatchObject({ reason: "everyone-declined" });
    expect(after(desk, { excludedAgents: ["agent-0"] })).toMatchObject({ reason: "everyone-declined" });
    expect(after(desk)).toMatchObject({ agentId: "agent-0" });
  });

  test("is none of a newcomer's", () => {
    const desk = apply(refusedByBoth(), {
      type: "agent-joined",
      at: NOON + MINUTE,
      agent: { id: "new", team: "world" },
    });
    expect(after(desk)).toMatchObject({ agentId: "new" });
  });

  test("matters no more where the work may be offered again, is withdrawn, or was held in between", () => {
    const desk = refusedByBoth();
    expect(after(desk, { offerAgain: true })).toMatchObject({ agentId: "agent-0" });
    expect(after(apply(desk, withdrawn()))).toMatchObject({ agentId: "agent-0" });
    const at = NOON + MINUTE;
    const held = apply(
      desk,
      { type: "assigned", at, agentId: "agent-0", work: mail("T-1") }, // a person may insist
      { type: "released", at, agentId: "agent-0", workId: "T-1" },
    );
    expect(after(held)).toMatchObject({ kind: "assigned" });
  });
});

describe("in the ledger an offer", () => {
  test("counts as if it were accepted, and to the last unit as if it had never been when it is not", () => {
    const weights = [{ weight: 1 }, { weight: 0.5 }, { weight: 0.333 }];
    const before = offering(weights.map((each) => ({ ...each, capacity: 9 })));
    const [first] = place(before, mail("T-1", { size: 0.007 }), NOON);
    const [desk] = place(first, mail("T-2", { size: 2 }), NOON);
    expect(owed(desk)).not.toEqual(owed(first));
    const [one, two] = offeredWork(desk);
    const refused = apply(
      desk,
      answered("declined", one?.agentId),
      answered("declined", two?.agentId, "T-2"),
    );
    expect(owed(refused)).toEqual([0, 0, 0]);
    expect(fairnessOf(refused).accounts.map(({ got }) => got)).toEqual([0, 0, 0]);
    const accepted = apply(
      desk,
      answered("accepted", one?.agentId),
      answered("accepted", two?.agentId, "T-2"),
    );
    expect(owed(accepted)).toEqual(owed(desk));
  });

  test("withdrawn leaves nothing, either", () => {
    const [desk] = place(offering([{}, {}]), mail("T-1"), NOON);
    expect(owed(desk)).toEqual([-0.5, 0.5]);
    expect(owed(apply(desk, withdrawn()))).toEqual([0, 0]);
  });

  test("is taken back as it was posted, though weights and people have changed since", () => {
    const [desk] = place(offering([{}, {}, {}]), mail("T-1"), NOON);
    const changed = apply(
      desk,
      { type: "agent-changed", at: NOON, agent: { id: "agent-1", team: "world", weight: 9 } },
      { type: "agent-left", at: NOON, agentId: "agent-2" },
      answered("declined"),
    );
    expect(owed(changed)).toEqual([0, 0, 0]);
  });

  test("of a person counts as fixed once it is accepted, and before that nowhere", () => {
    const desk = apply(offering([{}, {}]), offered("agent-1", { work: mail("T-1", { size: 2 }) }));
    expect(owed(desk)).toEqual([0, 0]);
    const fixed = (on: Desk) => fairnessOf(on).accounts.map((account) => account.fixed);
    expect(fixed(desk)).toEqual([0, 0]);
    expect(fixed(apply(desk, answered("accepted", "agent-1")))).toEqual([0, 2]);
    expect(fixed(apply(desk, answered("declined", "agent-1")))).toEqual([0, 0]);
  });
});

test.each<[string, DeskEvent, string]>([
  [
    "accepts what is not on offer",
    answered("accepted", "agent-0", "T-9"),
    "desk.work-not-offered event.workId",
  ],
  [
    "accepts what is offered to another",
    answered("accepted", "agent-1"),
    "desk.work-not-offered event.workId",
  ],
  ["declines what is held", answered("declined", "agent-1", "T-2"), "desk.work-not-offered event.workId"],
  ["is answered by nobody known", answered("expired", "nobody"), "desk.unknown-agent event.agentId"],
  ["offers what is held", offered("agent-0", { work: mail("T-2") }), "desk.work-held event.work.id"],
  ["withdraws what is held", withdrawn("T-2"), "desk.work-held event.workId"],
  [
    "lapses before it is made",
    offered("agent-1", { work: mail("T-3"), expiresAt: NOON - 1 }),
    "desk.order event.expiresAt",
  ],
  [
    "is made at no stage of the policy",
    offered("agent-1", { work: mail("T-3"), stage: 2 }),
    "desk.event event.stage",
  ],
])("an event is refused that %s", (_, event, problem) => {
  const desk = apply(offering([{ capacity: 3 }, { capacity: 3 }]), offered(), {
    type: "assigned",
    at: NOON,
    agentId: "agent-1",
    work: mail("T-2"),
  });
  expect(problemOf(() => apply(desk, event))).toBe(problem);
  expect(asked(desk)).toEqual(["T-1 agent-0"]);
});

test("work that nobody holds or offers can be withdrawn, and nothing happens", () => {
  const desk = apply(offering([{}]), withdrawn("T-9"));
  expect(after(desk)).toMatchObject({ agentId: "agent-0" });
});
