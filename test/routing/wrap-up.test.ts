import { describe, expect, test } from "vitest";
import {
  agentState,
  explainAgent,
  fairnessOf,
  heldWork,
  holderOf,
  route,
  type Desk,
  type DeskEvent,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { apply, deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

const assigned = (workId: string, agentId = "agent-0", more: Partial<WorkItem> = {}): DeskEvent => ({
  type: "assigned",
  at: NOON,
  agentId,
  work: mail(workId, more),
});
/** Released at so many minutes past noon, with wrap-up until so many. */
const released = (workId: string, at: number, until?: number): DeskEvent => ({
  type: "released",
  at: NOON + at * MINUTE,
  agentId: "agent-0",
  workId,
  wrapUpUntil: until === undefined ? undefined : NOON + until * MINUTE,
});
const wrappedUp = (at: number): DeskEvent => ({
  type: "wrapped-up",
  at: NOON + at * MINUTE,
  agentId: "agent-0",
});
const transferred = (workId: string, agentId = "agent-0", toAgentId = "agent-1", at = NOON): DeskEvent => ({
  type: "transferred",
  at,
  agentId,
  toAgentId,
  workId,
});
const reopened = (workId: string, agentId = "agent-0", at = NOON): DeskEvent => ({
  type: "reopened",
  at,
  agentId,
  work: mail(workId),
});
const taker = (desk: Desk, at: number) => {
  const answer = route(desk, mail("probe"), NOON + at * MINUTE);
  return answer.kind === "assigned" ? answer.agentId : answer.kind;
};
const column = (desk: Desk, key: "owed" | "got" | "fixed") =>
  fairnessOf(desk).accounts.map((account) => account[key]);
const held = (desk: Desk) => heldWork(desk).map(({ work, agentId }) => `${work.id} ${agentId}`);

describe("after-call work", () => {
  const desk = apply(deskOf([{ capacity: 2 }]), assigned("T-1"), released("T-1", 1, 6));

  test("keeps the agent from anything new until its end, that instant not included", () => {
    expect(taker(desk, 1)).toBe("wait");
    expect(route(desk, mail("T-2"), NOON + 6 * MINUTE - 1).kind).toBe("wait");
    expect(taker(desk, 6)).toBe("agent-0");
    expect(explainAgent(desk, mail("T-2"), "agent-0", NOON + MINUTE)).toMatchObject({
      failures: [{ code: "wrap-up", until: new Date(NOON + 6 * MINUTE) }],
      needs: [],
      eligibleAt: new Date(NOON + 6 * MINUTE),
    });
  });

  test("is what work waits for, when nobody else can take it earlier", () => {
    expect(route(desk, mail("T-2"), NOON + MINUTE)).toMatchObject({
      kind: "wait",
      until: new Date(NOON + 6 * MINUTE),
    });
    const tokyo = deskOf([{ capacity: 2 }, { team: "tokyo" }], {
      teams: { world: week("UTC"), tokyo: week("Asia/Tokyo") },
    });
    const wrapping = apply(tokyo, assigned("T-1"), released("T-1", 1, 6));
    expect(route(wrapping, mail("T-2"), NOON + MINUTE)).toMatchObject({
      until: new Date(NOON + 6 * MINUTE), // not tomorrow at nine in Tokyo
    });
  });

  test("that outlasts the shift is waited for until the next one", () => {
    const late = apply(
      deskOf([{}], { teams: { world: week("UTC") } }),
      assigned("T-1"),
      released("T-1", 1, 300),
    );
    const until = new Date("2026-01-15T09:00:00Z");
    expect(explainAgent(late, mail("T-2"), "agent-0", NOON + MINUTE)).toMatchObject({ eligibleAt: until });
    expect(route(late, mail("T-2"), NOON + MINUTE)).toMatchObject({ kind: "wait", until });
  });

  test("is over earlier when the agent says so, and later it changes nothing", () => {
    expect(taker(apply(desk, wrappedUp(3)), 3)).toBe("agent-0");
    expect(agentState(apply(desk, wrappedUp(3)), "agent-0").idleSince).toEqual(new Date(NOON + 3 * MINUTE));
    const late = apply(desk, wrappedUp(9));
    expect(agentState(late, "agent-0")).toEqual(agentState(desk, "agent-0"));
  });

  test("leaves the room of what is done free, and what else is held where it is", () => {
    const both = apply(deskOf([{ capacity: 2 }]), assigned("T-1"), assigned("T-2"), released("T-1", 1, 6));
    expect(agentState(both, "agent-0")).toMatchObject({ used: 1, open: { email: 1 } });
    expect(held(both)).toEqual(["T-2 agent-0"]);
  });

  test("of two items lasts until the later end, whichever was done first, and idleness begins there", () => {
    const two = apply(deskOf([{ capacity: 2 }]), assigned("T-1"), assigned("T-2"));
    const state = { wrapUpUntil: new Date(NOON + 9 * MINUTE), idleSince: new Date(NOON + 9 * MINUTE) };
    expect(agentState(apply(two, released("T-1", 1, 5), released("T-2", 2, 9)), "agent-0")).toMatchObject(
      state,
    );
    expect(agentState(apply(two, released("T-1", 1, 9), released("T-2", 2, 5)), "agent-0")).toMatchObject(
      state,
    );
    expect(agentState(apply(two, released("T-1", 1, 9), released("T-2", 2)), "agent-0")).toMatchObject(state);
  });

  test("does not keep a person from giving more, which is recorded as the fact it is", () => {
    const more = apply(desk, { ...assigned("T-2"), at: NOON + 2 * MINUTE });
    expect(held(more)).toEqual(["T-2 agent-0"]);
    expect(taker(more, 2)).toBe("wait");
  });

  test("is not idling: who wrapped up longer ago comes first", () => {
    const policy: RoutingPolicy = { strategy: "longest-idle" };
    const two = apply(deskOf([{}, {}], { policy }), assigned("T-1"), assigned("T-2", "agent-1"));
    const done = apply(two, released("T-1", 1, 9), {
      type: "released",
      at: NOON + 5 * MINUTE,
      agentId: "agent-1",
      workId: "T-2",
    });
    expect(taker(done, 10)).toBe("agent-1");
  });

  test("may end at once, but not before it begins", () => {
    const two = apply(deskOf([{}]), assigned("T-1"));
    expect(taker(apply(two, released("T-1", 1, 1)), 1)).toBe("agent-0");
    expect(problemOf(() => apply(two, released("T-1", 1, 0)))).toBe("desk.order event.wrapUpUntil");
  });
});

describe("a transfer", () => {
  const at = NOON + 3 * MINUTE;
  const [before] = place(deskOf([{ capacity: 2 }, { capacity: 1 }]), mail("T-1", { size: 2 }), NOON);
  const desk = apply(before, transferred("T-1", "agent-0", "agent-1", at));

  test("moves the work and its room, and both are idle from then", () => {
    expect(holderOf(desk, "T-1")).toMatchObject({ agentId: "agent-1", since: new Date(at) });
    expect(heldWork(desk, "agent-0")).toEqual([]);
    expect(agentState(desk, "agent-0")).toMatchObject({ used: 0, open: {}, idleSince: new Date(at) });
    expect(agentState(desk, "agent-1")).toMatchObject({
      used: 1,
      open: { email: 1 },
      idleSince: new Date(at),
    });
    expect(taker(desk, 3)).toBe("agent-0");
  });

  test("is no decision among candidates: it stands in the fixed column, and the ledger stays", () => {
    expect(column(desk, "owed")).toEqual(column(before, "owed"));
    expect(column(desk, "got")).toEqual([2, 0]);
    expect(column(desk, "fixed")).toEqual([0, 2]);
  });

  test("to somebody without room or off shift is recorded as the fact it is", () => {
    const teams = { world: week("UTC"), tokyo: week("Asia/Tokyo") };
    const full = apply(
      deskOf([{}, { team: "tokyo" }], { teams }),
      assigned("T-1"),
      assigned("T-2", "agent-1"),
    );
    expect(agentState(apply(full, transferred("T-1")), "agent-1").used).toBe(2);
  });

  test("back and forth leaves no room taken twice", () => {
    const back = apply(
      desk,
      transferred("T-1", "agent-1", "agent-0", at),
      transferred("T-1", "agent-0", "agent-1", at),
    );
    expect(agentState(back, "agent-0").used).toBe(0);
    expect(agentState(back, "agent-1").used).toBe(1);
    expect(column(back, "fixed")).toEqual([2, 4]);
  });

  test.each<[string, DeskEvent, string]>([
    ["to the same agent", transferred("T-1", "agent-0", "agent-0"), "desk.event event.toAgentId"],
    ["to nobody known", transferred("T-1", "agent-0", "nobody"), "desk.unknown-agent event.toAgentId"],
    ["from nobody known", transferred("T-1", "nobody"), "desk.unknown-agent event.agentId"],
    [
      "of what somebody else holds",
      transferred("T-1", "agent-1", "agent-0"),
      "desk.work-not-held event.workId",
    ],
    ["of what nobody holds", transferred("T-9"), "desk.work-not-held event.workId"],
    ["of what is on offer", transferred("T-2"), "desk.work-not-held event.workId"],
  ])("is refused %s", (_, event, problem) => {
    const offer: DeskEvent = { type: "offered", at: NOON, agentId: "agent-0", work: mail("T-2") };
    const two = apply(before, offer);
    expect(problemOf(() => apply(two, event))).toBe(problem);
    expect(held(two)).toEqual(["T-1 agent-0"]);
  });
});

describe("work that is reopened", () => {
  const at = NOON + 4 * MINUTE;
  const [before] = place(deskOf([{}, {}]), mail("T-1"), NOON);
  const done = apply(before, released("T-1", 1));
  const desk = apply(done, reopened("T-1", "agent-0", at));

  test("is held by whoever has it, and takes up room again", () => {
    expect(holderOf(desk, "T-1")).toMatchObject({ agentId: "agent-0", since: new Date(at) });
    expect(agentState(desk, "agent-0")).toMatchObject({
      used: 1,
      open: { email: 1 },
      idleSince: new Date(at),
    });
    expect(taker(desk, 4)).toBe("agent-1");
    expect(agentState(apply(desk, released("T-1", 5)), "agent-0").used).toBe(0);
  });

  test("counts as fixed, not as a second job by the ledger", () => {
    expect(column(desk, "owed")).toEqual(column(done, "owed"));
    expect(column(desk, "got")).toEqual([1, 0]);
    expect(column(desk, "fixed")).toEqual([1, 0]);
  });

  test("counts beyond capacity, too", () => {
    const full = apply(done, { ...assigned("T-2"), at }, reopened("T-1", "agent-0", at));
    expect(agentState(full, "agent-0").used).toBe(2);
  });

  test.each<[string, DeskEvent, string]>([
    ["while it is held", reopened("T-1", "agent-1"), "desk.work-held event.work.id"],
    ["with nobody known", reopened("T-9", "nobody"), "desk.unknown-agent event.agentId"],
    ["without being work", { ...reopened("T-9"), work: {} } as DeskEvent, "config.shape event.work.id"],
  ])("is refused %s", (_, event, problem) => {
    expect(problemOf(() => apply(before, event))).toBe(problem);
  });
});
