import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  fairnessOf,
  heldWork,
  offeredWork,
  openDesk,
  route,
  saveDesk,
  type Desk,
  type RosterConfig,
  type RouteAnswer,
  type WorkItem,
} from "follow-the-sun";
import {
  days,
  hoursIn,
  play,
  ReferenceDesk,
  workOf,
  type Person,
  type ReferenceAnswer,
} from "./reference.js";
import { always, deskOf, mail, MINUTE, NOON } from "./support.js";

/** The package's answer in the words of the reference. */
function inShort(answer: RouteAnswer): ReferenceAnswer {
  switch (answer.kind) {
    case "assigned": {
      const { kind, agentId, stage, chosenBy, runnersUp, candidates } = answer;
      expect(candidates).toBe(1 + runnersUp.length);
      return { kind, agentId, stage, order: [agentId, ...runnersUp], chosenBy };
    }
    case "wait":
      return {
        kind: "wait",
        reason: answer.reason,
        until: answer.until?.getTime(),
        stage: answer.stage,
      };
    case "unroutable":
      return { kind: "unroutable" };
  }
}

const ask = (desk: Desk, work: WorkItem, at: number) =>
  inShort(route(desk, work, at, { runnersUp: Infinity }));

const idsOf = (all: readonly { readonly work: WorkItem; readonly agentId: string }[]) =>
  Object.fromEntries(all.map(({ work, agentId }) => [work.id, agentId]));

/** Do the two desks know the same? */
function compareDesks(desk: Desk, reference: ReferenceDesk): void {
  const owed = fairnessOf(desk).accounts.map(({ agentId, owed, got, fixed }) => [
    agentId,
    ...[owed, got, fixed].map((jobs) => Math.round(jobs * 1e6)),
  ]);
  const expected = [...reference.accounts].map(([id, { owed, got, fixed }]) => [
    id,
    ...[owed, got, fixed].map(Number),
  ]);
  expect(new Map(owed.map(([id, ...rest]) => [id, rest]))).toEqual(
    new Map(expected.map(([id, ...rest]) => [id, rest])),
  );
  expect(idsOf(heldWork(desk))).toEqual(idsOf([...reference.held.values()]));
  expect(idsOf(offeredWork(desk))).toEqual(idsOf([...reference.offers.values()]));
  expect([...desk.roster.agents.keys()].sort()).toEqual([...reference.people.keys()].sort());
  for (const [id, person] of reference.people) {
    const { presence, open, used } = agentState(desk, id);
    const stored = saveDesk(desk).agents.find((each) => each.id === id);
    expect({ presence, open, used, idleSince: stored?.idleSince, wrapUpUntil: stored?.wrapUpUntil }).toEqual({
      presence: person.presence,
      open: reference.openOf(person),
      used: reference.usedOf(person),
      idleSince: person.idleSince,
      wrapUpUntil: person.wrapUpUntil,
    });
  }
}

describe("the router, and a plain list of people that is filtered and sorted,", () => {
  prop.prop([days(30)])("give the same answer and keep the same balances, whatever happens", (day) => {
    const reference = new ReferenceDesk(day.roster, hoursIn(day.roster));
    for (const { desk, at, step, event, refused } of play(day)) {
      compareDesks(desk, reference);
      const work = workOf(step.work, "asked", at);
      for (const then of [at, at + 2 * MINUTE, at + 61 * MINUTE])
        expect(ask(desk, work, then)).toEqual(reference.answer(work, then));
      if (event?.type === "assigned" || event?.type === "offered")
        expect(ask(desk, event.work, at)).toEqual(reference.answer(event.work, at));
      if (event !== undefined) reference.apply(event);
      // What the desk takes, and only that, is for agents who may have the work.
      for (const given of [event, refused]) {
        const agentId =
          given?.type === "transferred" ? given.toAgentId : given && "work" in given && given.agentId;
        const about =
          given?.type === "transferred"
            ? reference.held.get(given.workId)?.work
            : given && "work" in given && given.work;
        if (!agentId || !about) continue;
        expect(reference.complies(reference.people.get(agentId) as Person, about)).toBe(given === event);
      }
    }
  });
});

/* Few people, often busy, who differ only in how well they know one thing: most answers are waits. */
const delay = fc.integer({ min: 0, max: 9 });
prop.prop([
  fc.array(fc.constantFrom(undefined, 40, 60, 90), { minLength: 1, maxLength: 4 }),
  fc.array(fc.tuple(delay, fc.constantFrom(0, 30, 60)), { maxLength: 3 }),
  fc.record({ reserve: delay, prefer: fc.option(delay, { nil: undefined }), skip: fc.boolean() }),
  fc.record({
    busy: fc.subarray([0, 1, 2, 3]),
    away: fc.subarray([0, 1, 2, 3], { maxLength: 1 }),
    preferred: fc.shuffledSubarray([0, 1, 2, 3]),
  }),
])(
  "work waits for a later stage or for its preferred agents until just then, by the same plain list",
  (levels, later, { reserve, prefer, skip }, { busy, away, preferred }) => {
    const inMinutes = (count = 99) => ({ minutes: count });
    const delays = later.map(([after]) => after).sort((a, b) => a - b);
    const roster = {
      teams: { world: { calendar: always } },
      agents: levels.map((vip, index) => ({
        id: `agent-${index}`,
        team: "world",
        skills: vip === undefined ? {} : { vip },
      })),
      policy: {
        stages: [
          {},
          ...later.map(([, by], index) => ({ after: inMinutes(delays[index]), lowerProficiencyBy: by })),
        ],
        reserveForPreferred: { minutes: reserve },
        preferFor: inMinutes(prefer),
        skipUnstaffedStages: skip,
      },
    } satisfies RosterConfig;
    const reference = new ReferenceDesk(roster, () => always);
    const there = (index: number) => index < levels.length;
    const events = [
      ...busy.filter(there).map((index) => ({
        type: "assigned" as const,
        at: NOON,
        agentId: `agent-${index}`,
        work: mail(`held-${index}`),
      })),
      ...away.filter(there).map((index) => ({
        type: "presence-changed" as const,
        at: NOON,
        agentId: `agent-${index}`,
        presence: "away" as const,
      })),
    ];
    for (const event of events) reference.apply(event);
    const desk = events.reduce(applyDeskEvent, openDesk(defineRoster(roster)));
    const work = mail("T-1", {
      skills: { vip: 80 },
      preferredAgents: preferred.map((each) => `agent-${each}`),
    });
    for (let minute = -1; minute <= 10; minute++) {
      const at = NOON + minute * MINUTE;
      const answer = ask(desk, work, at);
      expect(answer).toEqual(reference.answer(work, at));
      if (answer.kind !== "wait" || answer.until === undefined) continue;
      expect(answer.until).toBeGreaterThan(at);
      expect(ask(desk, work, answer.until)).not.toEqual(answer);
      // A reservation can end early, when a stage opens for a preferred agent who is free.
      if (answer.reason === "later-stage") expect(ask(desk, work, answer.until - 1)).toEqual(answer);
    }
  },
);

describe("what the two once disagreed about:", () => {
  test("the last millionths of a job went by the order of the weights, not by that of the ids", () => {
    const agents = [{ weight: 0.5 }, { weight: 2 }, { weight: 0.5 }];
    const answer = route(deskOf(agents), mail("T-1"), NOON);
    if (answer.kind !== "assigned") throw new Error("somebody is free");
    const { accounts } = fairnessOf(applyDeskEvent(deskOf(agents), answer.event));
    // A sixth, two thirds and a sixth of 1,000,000: each has two thirds of a millionth left, and there are two to give.
    expect(accounts.map(({ fairShare }) => fairShare)).toEqual([0.166667, 0.666667, 0.166666]);
  });

  test("work did not wait for somebody of a middle stage who comes early, as one of the first comes too late", () => {
    const hours = (from: string) => defineCalendar({ timeZone: "UTC", weekly: { wed: [[from, "23:00"]] } });
    const desk = deskOf(
      [
        { skills: { vip: 90 }, calendar: hours("19:50") },
        { skills: { vip: 70 }, calendar: hours("14:00") },
        { skills: { vip: 40 } },
      ],
      {
        policy: {
          stages: [{}, { lowerProficiencyBy: 20 }, { lowerProficiencyBy: 50 }],
          waitForBetter: { minutes: 60 },
        },
      },
    );
    const work = mail("T-1", { skills: { vip: 80 }, dueAt: NOON + 480 * MINUTE });
    expect(route(desk, work, NOON)).toMatchObject({
      kind: "wait",
      reason: "better-later",
      until: new Date(NOON + 120 * MINUTE),
      stage: 1,
    });
  });
});
