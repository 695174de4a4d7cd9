import { describe, expect, test } from "vitest";
import { explainAgent, explainRoute, type Desk, type RoutingPolicy, type WorkItem } from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { done, given, staged } from "./explain-support.js";
import { always, apply, deskOf, mail, MINUTE, NOON, week } from "./support.js";

const HOUR = 60 * MINUTE;
const about = (desk: Desk, more: Partial<WorkItem> = {}, at = NOON, agentId = "agent-0") =>
  explainAgent(desk, mail("T-1", more), agentId, at);

describe("when an agent becomes eligible by time alone", () => {
  test("is the stage's opening, told with the first stage at which the agent fits", () => {
    const desk = deskOf([{ markets: ["DE"], languages: { en: "C1" } }], {
      policy: {
        stages: [
          {},
          { after: { minutes: 1 }, languages: "any-listed" },
          { after: { minutes: 2 }, otherMarkets: true },
        ],
      },
    });
    const work = { market: "JP", languages: ["ja", "en"] };
    expect(about(desk, work, NOON + MINUTE)).toMatchObject({
      stage: 2,
      failures: [{ code: "stage", stage: 2 }],
      eligibleAt: new Date(NOON + 2 * MINUTE),
      sentence: "agent-0: at stage 2, from 14 Jan 12:02 UTC",
    });
    expect(about(desk, work, NOON + 2 * MINUTE)).toMatchObject({ eligible: true, stage: 2, failures: [] });
  });

  test("is the end of wrap-up when that lies on shift, else the next shift after it", () => {
    const wrapping = (wrapUp: number) =>
      about(apply(deskOf([{}], { teams: { world: week("UTC") } }), given("T-0"), done("T-0", wrapUp)));
    expect(wrapping(4 * HOUR).eligibleAt).toEqual(new Date(NOON + 4 * HOUR)); // 16:00
    expect(wrapping(5 * HOUR).eligibleAt).toEqual(new Date("2026-01-15T09:00:00Z")); // 17:00, when it is over for the day
  });

  test("is the first shift after the stage opens, wrap-up is over and leave has ended", () => {
    const absences = [[NOON + 20 * HOUR, NOON + 22 * HOUR]] as const; // Thursday 08:00 to 10:00
    const desk = apply(
      deskOf([{ absences, markets: [] }], {
        teams: { world: week("UTC") },
        ...staged({}, { after: { hours: 6 }, otherMarkets: true }),
      }),
      given("T-0"),
      done("T-0", MINUTE),
    );
    const explained = about(desk, { market: "JP" });
    expect(explained.failures.map(({ code }) => code)).toEqual(["wrap-up", "stage"]);
    expect(explained.eligibleAt).toEqual(new Date(NOON + 22 * HOUR));
  });

  test("is now for who is eligible, and unknown for who needs more than time, with when time would allow it", () => {
    expect(about(deskOf([{}]))).toMatchObject({
      eligible: true,
      eligibleAt: new Date(NOON),
      sentence: "agent-0: eligible",
    });
    const tokyo = deskOf([{}], { teams: { world: week("Asia/Tokyo") } });
    expect(
      about(apply(tokyo, { type: "presence-changed", at: NOON, agentId: "agent-0", presence: "away" })),
    ).toMatchObject({
      needs: [{ code: "presence", has: "away" }],
      possibleFrom: new Date("2026-01-15T00:00:00Z"),
      eligibleAt: undefined,
    });
  });

  test("comes true: at that instant the agent is eligible, a millisecond before not", () => {
    const desk = deskOf([{}], { teams: { world: week("Asia/Tokyo") } });
    const at = about(desk).eligibleAt?.getTime() ?? 0;
    expect([about(desk, {}, at - 1).eligible, about(desk, {}, at).eligible]).toEqual([false, true]);
  });
});

describe("why did this wait?", () => {
  const waits = (desk: Desk, more: Partial<WorkItem> = {}) =>
    explainRoute(desk, mail("T-1", more), NOON).sentence;
  const busy = apply(deskOf([{}]), given("T-0"));

  test.each<[string, Desk, Partial<WorkItem>, string]>([
    [
      "everybody is busy",
      busy,
      {},
      "waits: everybody who fits and is on shift is busy. agent-0: has used 1 of 1, and this takes 1",
    ],
    [
      "nobody is present",
      apply(deskOf([{}]), { type: "presence-changed", at: NOON, agentId: "agent-0", presence: "away" }),
      {},
      "waits: nobody who fits and is on shift is available. agent-0: away",
    ],
    [
      "nobody is on shift",
      deskOf([{}], { teams: { world: week("Asia/Tokyo") } }),
      {},
      "waits: nobody who fits is on shift. agent-0: off shift, back 15 Jan 09:00 Tokyo",
    ],
    [
      "everybody declined",
      apply(
        deskOf([{}]),
        { type: "offered", at: NOON, agentId: "agent-0", work: mail("T-1") },
        { type: "declined", at: NOON, agentId: "agent-0", workId: "T-1" },
      ),
      {},
      "waits: everybody who fits has declined it. agent-0: declined it",
    ],
    [
      "a later stage will do",
      deskOf([{ markets: [] }], staged({}, { after: { minutes: 2 }, otherMarkets: true })),
      { market: "JP" },
      "waits: somebody who is free may take it at a later stage. agent-0: at stage 1, from 14 Jan 12:02 UTC",
    ],
    [
      "it is reserved",
      apply(deskOf([{}, {}], { policy: { reserveForPreferred: { minutes: 5 } } }), given("T-0")),
      { preferredAgents: ["agent-0"] },
      "waits: kept for its preferred agents. agent-0: has used 1 of 1, and this takes 1",
    ],
    [
      "nobody ever could",
      deskOf([{}]),
      { authority: 3 },
      "unroutable: nobody could ever take this. agent-0: authority 0, needs 3",
    ],
  ])("%s", (_, desk, more, sentence) => {
    expect(waits(desk, more)).toBe(sentence);
  });

  test("what passes is no reason why nobody ever could", () => {
    const desk = deskOf([{}], { teams: { world: week("Asia/Tokyo") } });
    expect(waits(desk, { authority: 3 })).toBe(
      "unroutable: nobody could ever take this. agent-0: authority 0, needs 3",
    );
  });

  test("of many agents the reasons are counted, the most frequent first", () => {
    const desk = deskOf(
      [
        ...Array.from({ length: 4 }, () => ({ languages: { en: "C1" as const } })),
        {},
        {},
        { languages: { ja: "C1" } },
      ],
      {
        teams: { world: always },
      },
    );
    const work = mail("T-1", { languages: ["ja"], excludedAgents: ["agent-4"] });
    expect(explainRoute(desk, work, NOON).sentence).toBe(
      "agent-6 (World, ja C1). 6 others: 5 without the language, 1 excluded",
    );
  });
});

test("an explanation has the ids of agents and work, and nothing that only their bosses know", () => {
  const policy: RoutingPolicy = { strategy: "cheapest" };
  const desk = deskOf(
    [
      { costPerHour: 71.25 },
      { costPerHour: 83.5 },
      { calendar: { timeZone: "UTC", weekly: {} }, costPerHour: 97.75 },
    ],
    { policy },
  );
  const { agents, sentence } = explainRoute(desk, mail("T-1"), NOON);
  expect(sentence).toBe("agent-0 (World), cheapest of 2. agent-2: off shift, not back");
  const text = JSON.stringify([agents, sentence]);
  for (const cost of ["71.25", "83.5", "97.75"]) expect(text).not.toContain(cost);
});

test("explanations refuse what route refuses, and agents whom nobody knows", () => {
  const held = apply(deskOf([{}]), given("T-1"));
  expect(problemOf(() => explainRoute(held, mail("T-1"), NOON))).toBe("desk.work-held work.id");
  expect(problemOf(() => about(held, { channel: "" }))).toBe("config.shape work.channel");
  expect(problemOf(() => explainAgent(held, mail("T-2"), "nobody", NOON))).toBe("desk.unknown-agent agentId");
  expect(problemOf(() => explainRoute(held, mail("T-2"), "soon"))).toBe("instant.invalid at");
});
