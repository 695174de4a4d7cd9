import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  defineCalendar,
  explainRoute,
  fairnessOf,
  nextItemFor,
  placeQueue,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RouteAnswer,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { runs } from "../support/runs.js";
import { always, apply, deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

const HOUR = 60 * MINUTE;
/** Wednesday noon in London is 21:00 in Tokyo, which opens on Thursday at nine. */
const TOKYO_OPENS = Date.UTC(2026, 0, 15);
const ELEVEN_IN_TOKYO = TOKYO_OPENS + 2 * HOUR;

const teams = { world: always, tokyo: week("Asia/Tokyo") };
const sam = { id: "sam", languages: { en: "native" } } as const;
const yuki = { id: "yuki", team: "tokyo", languages: { ja: "native" } } as const;
const waiting: RoutingPolicy = { waitForBetter: { hours: 2 } };
const team = (agents: readonly Partial<AgentConfig>[], policy: RoutingPolicy = waiting) =>
  deskOf(agents, { teams, policy });
/** Of a customer who writes Japanese, and would make do with English. */
const item = (more: Partial<WorkItem> = {}) =>
  mail("T-1", { languages: ["ja", "en"], dueAt: ELEVEN_IN_TOKYO, ...more });
/** `wait better-later`, `assigned sam`: the answer in short. */
const told = (answer: RouteAnswer) =>
  `${answer.kind} ${answer.kind === "assigned" ? answer.agentId : answer.reason}`;
const iso = (at: Date) => at.toISOString().slice(0, 16);

describe("the only speaker of Japanese starts at nine in Tokyo, and it is due at eleven:", () => {
  test("a policy that demands two hours waits, and tells who could have it now", () => {
    const answer = route(team([sam, yuki]), item(), NOON);
    expect(answer).toMatchObject({
      kind: "wait",
      reason: "better-later",
      until: new Date(TOKYO_OPENS),
      stage: 0,
      instead: { kind: "assigned", agentId: "sam", stage: 1, language: { tier: "any-listed", known: "en" } },
    });
  });

  test("a policy that says nothing assigns, and tells who would come", () => {
    expect(route(team([sam, yuki], {}), item(), NOON)).toMatchObject({
      kind: "assigned",
      agentId: "sam",
      stage: 1,
      later: { agentId: "yuki", stage: 0, at: new Date(TOKYO_OPENS), timeLeftMs: 2 * HOUR },
    });
  });

  test("`instead` is what would be answered without waiting: who it goes to is the caller's to decide", () => {
    const answer = route(team([sam, yuki]), item(), NOON);
    const { later: _, ...now } = route(team([sam, yuki], {}), item(), NOON) as RouteAnswer & {
      kind: "assigned";
    };
    if (answer.kind !== "wait" || answer.instead === undefined) throw new Error(told(answer));
    expect(answer.instead).toEqual(now);
    expect(place(apply(team([sam, yuki]), answer.instead.event), mail("T-2"), NOON)[1]).toBe("wait");
  });

  test.each<[what: string, dueAt: number, answer: string]>([
    ["exactly two hours are left: it waits", ELEVEN_IN_TOKYO, "wait better-later"],
    ["a millisecond less is left: it does not", ELEVEN_IN_TOKYO - 1, "assigned sam"],
    ["it is due when she comes", TOKYO_OPENS, "assigned sam"],
    ["it is due before she comes", TOKYO_OPENS - HOUR, "assigned sam"],
    ["it is overdue", NOON - HOUR, "assigned sam"],
    ["it is due next week", TOKYO_OPENS + 7 * 24 * HOUR, "wait better-later"],
  ])("%s", (_, dueAt, answer) => {
    expect(told(route(team([sam, yuki]), item({ dueAt }), NOON))).toBe(answer);
  });

  test("who comes too late to be waited for is told, as long as it is before the item is due", () => {
    const later = (dueAt: number) => {
      const answer = route(team([sam, yuki]), item({ dueAt }), NOON);
      return answer.kind === "assigned" && answer.later?.timeLeftMs;
    };
    expect(later(ELEVEN_IN_TOKYO - 1)).toBe(2 * HOUR - 1);
    expect(later(TOKYO_OPENS + 1)).toBe(1);
    expect(later(TOKYO_OPENS)).toBeUndefined();
  });

  test("no time at all may be demanded; due when she comes is too late all the same", () => {
    const desk = team([sam, yuki], { waitForBetter: { hours: 0 } });
    expect(told(route(desk, item({ dueAt: TOKYO_OPENS + 1 }), NOON))).toBe("wait better-later");
    expect(told(route(desk, item({ dueAt: TOKYO_OPENS }), NOON))).toBe("assigned sam");
  });

  test("what is never due waits for nobody", () => {
    const answer = route(team([sam, yuki]), item({ dueAt: undefined }), NOON);
    expect(answer).toMatchObject({ kind: "assigned", agentId: "sam" });
    expect(answer).not.toHaveProperty("later");
  });
});

describe("both futures are in the explanation:", () => {
  const sentence = (policy: RoutingPolicy, more: Partial<WorkItem> = {}) =>
    explainRoute(team([sam, yuki], policy), item(more), NOON).sentence;

  test("it waits, though it could go", () => {
    expect(sentence(waiting)).toBe(
      "waits for yuki, who fits stage 0 and comes 2026-01-15T00:00Z, 2 h 0 min before it is due, rather than go to sam at stage 1. yuki: off shift, back 15 Jan 09:00 Tokyo",
    );
  });

  test("it goes, though it could wait", () => {
    expect(sentence({})).toBe(
      "sam (World, en native, another listed language), rather than wait for yuki, who fits stage 0 and comes 2026-01-15T00:00Z, 2 h 0 min before it is due. yuki: off shift, back 15 Jan 09:00 Tokyo",
    );
    expect(sentence(waiting, { dueAt: TOKYO_OPENS + 59 * MINUTE })).toMatch(
      /T00:00Z, 59 min before it is due/,
    );
  });

  test("nobody better comes, and there is nothing to tell", () => {
    expect(sentence(waiting, { dueAt: undefined })).toBe(
      "sam (World, en native, another listed language). yuki: off shift, back 15 Jan 09:00 Tokyo",
    );
  });

  test("each agent's part says the same: one could have it now, the other when she comes", () => {
    const { answer, agents } = explainRoute(team([sam, yuki]), item(), NOON);
    expect(told(answer)).toBe("wait better-later");
    expect(agents).toMatchObject([
      { agentId: "sam", eligible: true, stage: 1, failures: [] },
      { agentId: "yuki", eligible: false, stage: 0, needs: [], eligibleAt: new Date(TOKYO_OPENS) },
    ]);
  });
});

describe("nobody is waited for", () => {
  test("where somebody of the strictest stage is free", () => {
    const answer = route(team([{ ...sam, languages: { ja: "B2" } }, yuki]), item(), NOON);
    expect(answer).toMatchObject({ kind: "assigned", agentId: "sam", stage: 0 });
    expect(answer).not.toHaveProperty("later");
  });

  test("who fits no better", () => {
    const desk = team([sam, { ...yuki, languages: { en: "native" } }]);
    expect(told(route(desk, item(), NOON))).toBe("assigned sam");
  });

  const both = (more: Partial<AgentConfig> = {}) => team([sam, { ...yuki, ...more }]);
  const held = (workId: string): DeskEvent => ({
    type: "assigned",
    at: NOON,
    agentId: "yuki",
    work: mail(workId),
  });
  const absent = (from: number, to: number): Partial<AgentConfig> => ({ absences: [[from, to]] });
  const released: DeskEvent = { type: "released", at: NOON, agentId: "yuki", workId: "T-0" };
  const wrapUp = (until: number): DeskEvent => ({ ...released, wrapUpUntil: until });

  test.each<[who: string, desk: Desk, more?: Partial<WorkItem>]>([
    ["is full", apply(both(), held("T-0"))],
    ["is on leave until after it is due", both(absent(NOON, ELEVEN_IN_TOKYO))],
    ["is on leave until too little time is left", both(absent(NOON - HOUR, TOKYO_OPENS + 1))],
    ["never works", team([sam, { ...yuki, calendar: defineCalendar({ timeZone: "UTC" }) }])],
    ["is in wrap-up when the shift begins", apply(both(), held("T-0"), wrapUp(TOKYO_OPENS + 1))],
    ["is excluded", both(), { excludedAgents: ["yuki"] }],
    ["may not see it", team([{ ...sam, location: "EU" }, yuki]), { residency: ["EU"] }],
    ["does not serve the channel", both({ capacity: { total: 3, channels: { chat: { max: 3 } } } })],
  ])("who %s", (_, desk, more) => {
    const answer = route(desk, item(more), NOON);
    expect(told(answer)).toBe("assigned sam");
  });

  test("who has declined it", () => {
    const policy = { ...waiting, offerFor: { minutes: 5 } };
    const offered: DeskEvent = { type: "offered", at: NOON, agentId: "yuki", work: item() };
    const declined: DeskEvent = { type: "declined", at: NOON, agentId: "yuki", workId: "T-1" };
    const desk = apply(team([sam, yuki], policy), offered, declined);
    expect(told(route(desk, item(), NOON))).toBe("assigned sam");
    expect(told(route(desk, item({ offerAgain: true }), NOON))).toBe("wait better-later");
  });

  test("who is on shift, but busy: when they are free again nobody knows", () => {
    const desk = team([sam, { ...yuki, team: "world" }]);
    const answer = route(apply(desk, held("T-0")), item(), NOON);
    expect(told(answer)).toBe("assigned sam");
    expect(answer).not.toHaveProperty("later");
  });

  test("and whoever logged off at the end of a shift is waited for, as they log on again when the next begins", () => {
    const offline: DeskEvent = { type: "presence-changed", at: NOON, agentId: "yuki", presence: "offline" };
    expect(route(apply(both(), offline), item(), NOON)).toMatchObject({
      kind: "wait",
      reason: "better-later",
      later: { agentId: "yuki", stage: 0, at: new Date(TOKYO_OPENS), timeLeftMs: 2 * HOUR },
    });
  });

  test("but nobody of another team than the one it is to be chosen from", () => {
    const answer = route(both(), item(), NOON, { among: { team: "world" } });
    expect(told(answer)).toBe("assigned sam");
    expect(told(route(both(), item(), NOON, { among: {} }))).toBe("wait better-later");
  });

  test("and that ends with its reason: room, or an absence that ends in time", () => {
    expect(told(route(apply(both(), held("T-0"), released), item(), NOON))).toBe("wait better-later");
    expect(told(route(apply(both(), held("T-0"), wrapUp(TOKYO_OPENS)), item(), NOON))).toBe(
      "wait better-later",
    );
    expect(told(route(both(absent(NOON, TOKYO_OPENS)), item(), NOON))).toBe("wait better-later");
    const back = route(both(absent(NOON, TOKYO_OPENS + HOUR)), item({ dueAt: ELEVEN_IN_TOKYO + HOUR }), NOON);
    expect(back).toMatchObject({ reason: "better-later", until: new Date(TOKYO_OPENS + HOUR) });
  });

  test("while nobody at all could have it: then it waits for whoever comes first", () => {
    const answer = route(team([yuki]), item(), NOON);
    expect(answer).toMatchObject({ reason: "nobody-on-shift", until: new Date(TOKYO_OPENS) });
    expect(answer).not.toHaveProperty("instead");
  });
});

describe("of several who come in time", () => {
  const from = (hour: string) => defineCalendar({ timeZone: "UTC", weekly: { wed: [[hour, "24:00"]] } });
  const stages = [{}, { lowerProficiencyBy: 20 }, { lowerProficiencyBy: 50 }];
  const skilled = (id: string, vip: number, hour: string) => ({ id, skills: { vip }, calendar: from(hour) });
  const asked = (agents: readonly Partial<AgentConfig>[], policy: RoutingPolicy = {}) =>
    route(
      team([{ id: "now", skills: { vip: 40 } }, ...agents], { ...waiting, stages, ...policy }),
      mail("T-1", { skills: { vip: 80 }, dueAt: NOON + 12 * HOUR }),
      NOON,
    );

  test("the one of the strictest stage is waited for, though another comes earlier", () => {
    const agents = [skilled("early", 70, "13:00"), skilled("late", 90, "20:00")];
    expect(asked(agents)).toMatchObject({
      until: new Date(NOON + 8 * HOUR),
      stage: 0,
      instead: { stage: 2 },
    });
  });

  test("of one stage the one who comes first", () => {
    const agents = [skilled("a", 90, "20:00"), skilled("b", 80, "18:00"), skilled("c", 99, "19:00")];
    expect(asked(agents)).toMatchObject({ until: new Date(NOON + 6 * HOUR), stage: 0 });
    expect(asked(agents, { waitForBetter: undefined })).toMatchObject({ later: { agentId: "b", stage: 0 } });
  });

  test("of those who come together the lower id is told", () => {
    const agents = [skilled("b", 90, "18:00"), skilled("a", 80, "18:00")];
    expect(asked(agents, { waitForBetter: undefined })).toMatchObject({ later: { agentId: "a" } });
  });

  test("and it waits only for a stricter stage than the one that decides", () => {
    const middle = { id: "middle", skills: { vip: 60 } };
    expect(asked([middle, skilled("same", 70, "13:00")])).toMatchObject({
      kind: "assigned",
      agentId: "middle",
    });
    expect(asked([middle, skilled("better", 90, "13:00")])).toMatchObject({
      stage: 0,
      instead: { stage: 1 },
    });
  });

  test("a stage must have opened first: until then nobody could have it, and it waits for that", () => {
    const later = { stages: [{}, { after: { minutes: 30 }, lowerProficiencyBy: 50 }] };
    const desk = team([{ id: "now", skills: { vip: 40 } }, skilled("better", 90, "20:00")], {
      ...waiting,
      ...later,
    });
    const work = mail("T-1", { skills: { vip: 80 }, dueAt: NOON + 12 * HOUR });
    expect(route(desk, work, NOON)).toMatchObject({
      reason: "later-stage",
      until: new Date(NOON + 30 * MINUTE),
    });
    expect(route(desk, work, NOON + 30 * MINUTE)).toMatchObject({
      reason: "better-later",
      until: new Date(NOON + 8 * HOUR),
    });
  });
});

describe("waiting costs nobody:", () => {
  const queue = [item({ priority: "urgent" }), mail("T-2", { languages: ["en"] })];

  test("the agent who could have it is free for the others in the queue", () => {
    const { desk, placed, unplaced } = placeQueue(team([sam, yuki]), queue, NOON);
    expect(placed.map(({ work, answer }) => `${work.id} ${answer.agentId}`)).toEqual(["T-2 sam"]);
    expect(unplaced.map(({ work, answer }) => `${work.id} ${told(answer)}`)).toEqual([
      "T-1 wait better-later",
    ]);
    expect(told(route(desk, item(), NOON))).toBe("wait everyone-busy"); // nobody could have it any more
  });

  test("nor is it the next item for that agent", () => {
    expect(nextItemFor(team([sam, yuki]), "sam", queue, NOON)).toMatchObject({
      kind: "next",
      work: { id: "T-2" },
    });
    expect(nextItemFor(team([sam, yuki]), "sam", [item()], NOON)).toEqual({ kind: "nothing", waiting: 1 });
  });

  test("and the ledger knows nothing of it", () => {
    const { desk } = placeQueue(team([sam, yuki]), [item()], NOON);
    expect(fairnessOf(desk).accounts.map(({ got, fairShare, owed }) => [got, fairShare, owed])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe("step by step", () => {
  /** Ask, wait until the instant that was answered, ask again: what was answered when, to the end. */
  const follow = (desk: Desk, work: WorkItem, from: number, changes: readonly DeskEvent[] = []) => {
    const steps: string[] = [];
    let [now, at] = [desk, from];
    for (let left = 9; left > 0; left--) {
      for (const event of changes) if (Number(event.at) === at) now = applyDeskEvent(now, event);
      const answer = route(now, work, at);
      steps.push(`${iso(new Date(at))} ${told(answer)}`);
      if (answer.kind !== "wait" || answer.until === undefined) break;
      at = Math.min(
        answer.until.getTime(),
        ...changes.map((each) => Number(each.at)).filter((each) => each > at),
      );
    }
    return steps;
  };

  test("it goes to the awaited agent when she comes, and not a millisecond earlier", () => {
    const desk = team([sam, yuki]);
    expect(follow(desk, item(), NOON)).toEqual([
      "2026-01-14T12:00 wait better-later",
      "2026-01-15T00:00 assigned yuki",
    ]);
    expect(told(route(desk, item(), TOKYO_OPENS - 1))).toBe("wait better-later");
    expect(route(desk, item(), TOKYO_OPENS)).toMatchObject({ stage: 0, language: { known: "ja" } });
  });

  test("she calls in sick: it goes to who could have had it", () => {
    const sick: DeskEvent = {
      type: "agent-changed",
      at: NOON + 5 * HOUR,
      agent: { ...yuki, absences: [[NOON, NOON + 48 * HOUR]] },
    };
    expect(follow(team([sam, yuki]), item(), NOON, [sick])).toEqual([
      "2026-01-14T12:00 wait better-later",
      "2026-01-14T17:00 assigned sam",
    ]);
  });

  test("somebody else who fits as well comes back first, and has it", () => {
    const kenji = { ...yuki, id: "kenji", team: "world" };
    const away: DeskEvent = { type: "presence-changed", at: NOON, agentId: "kenji", presence: "away" };
    const back: DeskEvent = { ...away, at: NOON + HOUR, presence: "available" };
    expect(follow(team([kenji, sam, yuki]), item(), NOON, [away, back])).toEqual([
      "2026-01-14T12:00 wait better-later",
      "2026-01-14T13:00 assigned kenji",
    ]);
  });

  test("two wait for one: she gets what is first in the queue, and the other goes elsewhere at once", () => {
    const [first, second] = [item({ priority: "high" }), item({ id: "T-2" })];
    const before = placeQueue(team([sam, yuki]), [second, first], NOON);
    expect(before.placed).toEqual([]);
    const { placed } = placeQueue(before.desk, [second, first], TOKYO_OPENS);
    expect(placed.map(({ work, answer }) => `${work.id} ${answer.agentId} ${answer.stage}`)).toEqual([
      "T-1 yuki 0",
      "T-2 sam 1",
    ]);
  });
});

describe("on any desk", () => {
  const hours = fc.record({
    opens: fc.integer({ min: 0, max: 23 }),
    length: fc.integer({ min: 1, max: 12 }),
    day: fc.constantFrom("wed", "thu"),
  });
  const people = fc.array(
    fc.record({
      knows: fc.constantFrom(["ja"], ["ja", "en"], ["en"], ["de"]),
      hours: fc.option(hours, { nil: undefined, freq: 8 }),
      is: fc.constantFrom("free", "free", "free", "busy", "away"),
    }),
    { minLength: 1, maxLength: 6 },
  );
  /** Somebody who could have it, and who is there, so that there is something to decide. */
  const here = fc.record({
    knows: fc.constantFrom(["en"], ["de"]),
    hours: fc.constant(undefined),
    is: fc.constant("free"),
  });
  const twoDigits = (hour: number) => `${String(hour % 24).padStart(2, "0")}:00`;

  prop.prop([here, people, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 60, max: 2000 })], runs(200))(
    "what waits comes to somebody better no later than the demanded time before it is due",
    (one, others, demanded, dueIn) => {
      const drawn = [one, ...others];
      const agents = drawn.map(({ knows, hours }) => ({
        languages: Object.fromEntries(knows.map((tag) => [tag, "C1" as const])),
        calendar:
          hours &&
          defineCalendar({
            timeZone: "UTC",
            weekly: { [hours.day]: [[twoDigits(hours.opens), twoDigits(hours.opens + hours.length)]] },
          }),
      }));
      const stages = [{}, { languages: "any-listed" }, { languages: "translation" }] as const;
      const events = drawn.flatMap(({ is }, index): DeskEvent[] => {
        const [at, agentId] = [NOON, `agent-${index}`];
        if (is === "busy") return [{ type: "assigned", at, agentId, work: mail(`held-${index}`) }];
        return is === "away" ? [{ type: "presence-changed", at, agentId, presence: "away" }] : [];
      });
      const deskWith = (waitForBetter: RoutingPolicy["waitForBetter"]) =>
        apply(team(agents, { stages, translationChannels: ["email"], waitForBetter }), ...events);
      const desk = deskWith({ minutes: demanded });
      const dueAt = NOON + dueIn * MINUTE;
      const latest = Math.min(dueAt - demanded * MINUTE, dueAt - 1);
      const work = item({ dueAt });
      const first = route(desk, work, NOON);
      const plain = route(deskWith(undefined), work, NOON);

      if (first.kind === "assigned") {
        expect(first).toEqual(plain);
        if (first.later !== undefined) expect(first.later.at.getTime()).toBeGreaterThan(latest);
      }
      if (first.kind !== "wait" || first.reason !== "better-later") return;
      expect(plain).toMatchObject(first.instead ?? {});
      let [answer, at, stage]: [RouteAnswer, number, number] = [first, NOON, first.instead?.stage ?? 0];
      let there = desk;
      while (answer.kind === "wait") {
        // Once more for every stage at most: for whom it waits is of a stricter one each time.
        expect(answer.reason).toBe("better-later");
        expect(answer.stage).toBeLessThan(stage);
        const until = answer.until?.getTime() ?? Infinity;
        expect(until).toBeGreaterThan(at);
        expect(until).toBeLessThanOrEqual(latest);
        [stage, at] = [answer.stage ?? 0, until];
        const agentId = answer.later?.agentId ?? "nobody";
        there = apply(there, { type: "presence-changed", at, agentId, presence: "available" }); // logs on
        answer = route(there, work, at);
      }
      expect(answer).toMatchObject({ kind: "assigned" });
      if (answer.kind === "assigned") expect(answer.stage).toBeLessThanOrEqual(stage);
    },
  );
});
