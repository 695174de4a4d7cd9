import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  FollowTheSunError,
  heldWork,
  holderOf,
  offeredWork,
  route,
  saveDesk,
  type Desk,
  type DeskEvent,
  type WorkItem,
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

function clockOf(this: { readonly ms: number }): number {
  return this.ms;
}

/** The desk after the first item was assigned and the second offered, and the one before the first was accepted. */
function oneHeldOneOffered(first: WorkItem, second: WorkItem): { posed: Desk; desk: Desk } {
  const agentId = "agent-0";
  const expiresAt = NOON + MINUTE;
  const posed = applyDeskEvent(deskOf([{ capacity: 3 }]), {
    type: "offered",
    at: NOON,
    agentId,
    work: first,
    expiresAt,
  });
  const held = applyDeskEvent(posed, { type: "accepted", at: NOON, agentId, workId: first.id });
  const desk = applyDeskEvent(held, { type: "offered", at: NOON, agentId, work: second, expiresAt });
  return { posed, desk };
}

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

  const dated = (id: string) => ({ ...mail(id), arrivedAt: new Date(NOON), dueAt: new Date(NOON + MINUTE) });

  test("cannot be changed by a date that it gave out", () => {
    const { posed, desk } = oneHeldOneOffered(dated("T-1"), dated("T-2"));
    const before = JSON.stringify([saveDesk(posed), saveDesk(desk)]);
    const state = agentState(desk, "agent-0");
    const given = [
      ...[holderOf(desk, "T-1"), ...heldWork(desk), ...offeredWork(desk), ...offeredWork(posed)],
      ...[...saveDesk(desk).work, ...saveDesk(desk).offers],
    ];
    const dates = given.flatMap((each) => Object.values({ ...each, ...each?.work }));
    for (const date of [...dates, state.idleSince, state.wrapUpUntil])
      if (date instanceof Date) date.setTime(0);
    expect(JSON.stringify([saveDesk(posed), saveDesk(desk)])).toBe(before);
    expect(holderOf(desk, "T-1")).toMatchObject({ work: dated("T-1"), since: new Date(NOON) });
    expect(offeredWork(desk)).toMatchObject([
      { work: dated("T-2"), since: new Date(NOON), expiresAt: new Date(NOON + MINUTE) },
    ]);
  });

  test("cannot be changed by an instant in work that it was given, whatever its form", () => {
    const forms = [new Date(NOON), { epochMilliseconds: NOON }, { ms: NOON, toMillis: clockOf }];
    for (const arrivedAt of forms) {
      const work = { ...mail("T-1"), arrivedAt };
      const { desk } = oneHeldOneOffered(work, { ...work, id: "T-2" });
      if (arrivedAt instanceof Date) arrivedAt.setTime(0);
      else Object.assign(arrivedAt, { epochMilliseconds: 0, ms: 0 });
      const all = [...heldWork(desk), ...offeredWork(desk)];
      expect(all.map((each) => each.work.arrivedAt)).toEqual([new Date(NOON), new Date(NOON)]);
    }
  });

  test("cannot be changed by a date in the event of its answer, and reads it anew when it was set before", () => {
    const desk = deskOf([{ capacity: 3 }]);
    const answer = route(desk, dated("T-1"), NOON);
    if (answer.kind !== "assigned") throw new Error("somebody is free");
    const after = applyDeskEvent(desk, answer.event);
    const { arrivedAt } = answer.event.work;
    if (!(arrivedAt instanceof Date)) throw new Error("a date stays a date");
    arrivedAt.setTime(NaN);
    expect(heldWork(after)).toMatchObject([{ work: dated("T-1") }]);
    expect(() => applyDeskEvent(desk, answer.event)).toThrow("event.work.arrivedAt must be an instant");
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

/* Agents who join, change and leave renumber the channels, so that each version has columns of its own. */
const someAgent = fc.record({
  id: fc.constantFrom("abe", "agent-0", "agent-1", "zed"),
  capacity: fc.oneof(
    fc.integer({ min: 1, max: 3 }),
    fc.subarray(["email", "constructor", "1"], { minLength: 1 }).map((channels) => ({
      total: 2,
      channels: Object.fromEntries(channels.map((each) => [each, { max: 1 }])),
    })),
  ),
});
const someWork = fc.record({
  channel: fc.constantFrom("email", "constructor", "1", "fax"),
  number: fc.nat(3),
});
prop.prop([fc.array(fc.tuple(fc.nat(), fc.nat(5), someAgent, someWork), { maxLength: 30 })])(
  "older desks and forks answer as if replayed from the start, whoever has joined, changed or left since",
  (steps) => {
    const start = deskOf([{ capacity: 2 }, { capacity: 2 }]);
    const versions: { desk: Desk; events: readonly DeskEvent[] }[] = [{ desk: start, events: [] }];
    steps.forEach(([pick, kind, agent, { channel, number }], step) => {
      const { desk, events } = versions[pick % versions.length] as (typeof versions)[number];
      const at = NOON + step * MINUTE;
      const work = mail(`T-${number}`, { channel });
      const held = holderOf(desk, work.id);
      const config = { ...agent, team: "world" };
      const [agentId, workId] = [held?.agentId ?? agent.id, work.id];
      const event = [
        { type: "agent-joined", at, agent: config } as const,
        { type: "agent-changed", at, agent: config } as const,
        { type: "agent-left", at, agentId: agent.id } as const,
        { type: "released", at, agentId, workId, wrapUpUntil: at + number * MINUTE } as const,
        { type: "presence-changed", at, agentId, presence: number === 0 ? "away" : "available" } as const,
      ][kind] ?? { type: "assigned", at, agentId, work };
      try {
        versions.push({ desk: applyDeskEvent(desk, event), events: [...events, event] });
      } catch (error) {
        expect(error).toBeInstanceOf(FollowTheSunError); // nobody is there, or somebody holds it
      }
    });
    for (const { desk, events } of versions) {
      const again = events.reduce(applyDeskEvent, deskOf([{ capacity: 2 }, { capacity: 2 }]));
      expect(saveDesk(desk)).toEqual(saveDesk(again));
      for (const id of desk.roster.agents.keys()) expect(agentState(desk, id)).toEqual(agentState(again, id));
      for (const channel of ["email", "constructor", "1", "fax"]) {
        const ask = (each: Desk) => route(each, mail("T-9", { channel }), NOON + 40 * MINUTE);
        expect(ask(desk)).toEqual(ask(again));
      }
    }
  },
);
