import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  heldWork,
  holderOf,
  route,
  type Desk,
  type DeskEvent,
} from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON } from "./support.js";

const assigned = (workId: string, agentId = "agent-0", at = NOON): DeskEvent => ({
  type: "assigned",
  at,
  agentId,
  work: mail(workId),
});
const released = (workId: string, agentId = "agent-0", at = NOON): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});

describe("a desk", () => {
  test("holds what was assigned until it is released", () => {
    const empty = deskOf([{ capacity: 3 }]);
    const one = applyDeskEvent(empty, assigned("T-1"));
    expect(heldWork(one, "agent-0").map(({ work }) => work.id)).toEqual(["T-1"]);
    expect(holderOf(one, "T-1")).toMatchObject({ agentId: "agent-0", since: new Date(NOON) });
    expect(agentState(one, "agent-0")).toEqual({
      presence: "available",
      idleSince: new Date(NOON),
      wrapUpUntil: undefined,
      used: 1,
      open: { email: 1 },
    });
    expect(heldWork(applyDeskEvent(one, released("T-1")))).toEqual([]);
  });

  test("keeps its own copy of the work: whoever gave it may change theirs, and nobody can change the desk's", () => {
    const arrivedAt = new Date(NOON);
    const work = { ...mail("T-1"), arrivedAt, languages: ["en"], skills: { vip: 1 } };
    const desk = applyDeskEvent(deskOf([{ capacity: 3 }]), {
      type: "assigned",
      at: NOON,
      agentId: "agent-0",
      work,
    });
    work.languages.push("ja");
    work.skills.vip = 9;
    arrivedAt.setTime(0);
    const [held] = heldWork(desk);
    expect(held?.work).toEqual({
      ...mail("T-1"),
      arrivedAt: new Date(NOON),
      languages: ["en"],
      skills: { vip: 1 },
    });
    expect(() => Object.assign(held?.work ?? {}, { id: "T-2" })).toThrow(TypeError);
    expect(() => Object.assign(held?.work.skills ?? {}, { vip: 2 })).toThrow(TypeError);
  });

  test("is a value: what came after does not change it", () => {
    const empty = deskOf([{ capacity: 3 }]);
    const one = applyDeskEvent(empty, assigned("T-1"));
    const [left, right] = [applyDeskEvent(one, assigned("T-2")), applyDeskEvent(one, released("T-1"))];
    expect(heldWork(empty)).toEqual([]);
    expect(heldWork(left).map(({ work }) => work.id)).toEqual(["T-1", "T-2"]);
    expect(heldWork(right)).toEqual([]);
    expect(heldWork(one).map(({ work }) => work.id)).toEqual(["T-1"]);
  });

  test("counts an event that is delivered twice once", () => {
    const desk = deskOf([{ capacity: 3 }]);
    const answer = route(desk, mail("T-1"), NOON);
    if (answer.kind !== "assigned") throw new Error("somebody is free");
    const once = applyDeskEvent(desk, answer.event);
    expect(applyDeskEvent(once, answer.event)).toBe(once);
    expect(applyDeskEvent(once, JSON.parse(JSON.stringify(answer.event)) as DeskEvent)).toBe(once);
  });

  test("records an assignment beyond capacity as the fact it is", () => {
    let desk = applyDeskEvent(deskOf([{ capacity: 1 }]), assigned("T-1"));
    desk = applyDeskEvent(desk, assigned("T-2"));
    expect(agentState(desk, "agent-0").used).toBe(2);
    expect(route(desk, mail("T-3"), NOON).kind).toBe("wait");
  });

  test.each<[string, DeskEvent, string]>([
    ["of somebody it does not know", assigned("T-2", "nobody"), "desk.unknown-agent"],
    ["that assigns what somebody holds", assigned("T-1"), "desk.work-held"],
    ["that releases what nobody holds", released("T-9"), "desk.work-not-held"],
    ["that releases what somebody else holds", released("T-1", "agent-1"), "desk.work-not-held"],
    ["that comes before the last", assigned("T-2", "agent-0", NOON - 1), "desk.order"],
    ["of no known type", { type: "vanished", at: NOON } as never, "desk.event"],
    [
      "with no known presence",
      { type: "presence-changed", at: NOON, agentId: "agent-0", presence: "asleep" as never },
      "config.shape",
    ],
    [
      "with a malformed work item",
      { type: "assigned", at: NOON, agentId: "agent-0", work: { id: "T-2" } as never },
      "config.shape",
    ],
  ])("refuses an event %s, and stays as it was", (_, event, code) => {
    const desk = applyDeskEvent(deskOf([{ capacity: 3 }, {}]), assigned("T-1"));
    expect(() => applyDeskEvent(desk, event)).toThrow(expect.objectContaining({ code }) as Error);
    expect(heldWork(desk).map(({ work }) => work.id)).toEqual(["T-1"]);
  });

  test("leaves no rounding error behind when costs have fractions", () => {
    const desk = deskOf([{ capacity: { total: 1, channels: { email: { max: 9, cost: 0.1 } } } }]);
    const ids = ["a", "b", "c"];
    const full = ids.reduce((each, id) => applyDeskEvent(each, assigned(id)), desk);
    const empty = ids.reduce((each, id) => applyDeskEvent(each, released(id)), full);
    expect(agentState(empty, "agent-0").used).toBe(0);
  });
});

/* Any walk over versions, forwards and back, sees what a plain copy of everything would. */
prop.prop([fc.array(fc.tuple(fc.nat(), fc.nat(5), fc.nat(1)), { maxLength: 40 })])(
  "older desks and forks answer as if every desk were a full copy",
  (steps) => {
    const versions: { desk: Desk; held: ReadonlyMap<string, string> }[] = [
      { desk: deskOf([{ capacity: 9 }, { capacity: 9 }]), held: new Map() },
    ];
    steps.forEach(([pick, item, agent], step) => {
      const from = versions[pick % versions.length] as (typeof versions)[number];
      const [workId, agentId] = [`T-${item}`, `agent-${agent}`];
      const held = new Map(from.held);
      const holder = held.get(workId);
      const at = NOON + step * MINUTE;
      const event = holder === undefined ? assigned(workId, agentId, at) : released(workId, holder, at);
      if (holder === undefined) held.set(workId, agentId);
      else held.delete(workId);
      versions.push({ desk: applyDeskEvent(from.desk, event), held });
      for (const each of [...versions, ...[...versions].reverse()]) {
        const seen = heldWork(each.desk).map(({ work, agentId }) => [work.id, agentId]);
        expect(seen).toEqual([...each.held].sort(([a], [b]) => (a < b ? -1 : 1)));
      }
    });
  },
);
