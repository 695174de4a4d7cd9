import { describe, expect, test } from "vitest";
import { applyDeskEvent, defineRoster, explainAgent, route, type DeskEvent } from "follow-the-sun";
import { problemsOf } from "../support/errors.js";
import { always, deskOf, mail, MINUTE, NOON } from "./support.js";

const roster = (config: object) =>
  problemsOf(() => defineRoster({ teams: { world: always }, agents: [], ...config }));
const agent = (more: object) => roster({ agents: [{ id: "a", team: "world", ...more }] });
const policy = (more: object) => roster({ policy: more });

describe("a roster is refused", () => {
  test("with the same id twice, the second one named", () => {
    const agents = ["a", "b", "a"].map((id) => ({ id, team: "world" }));
    expect(roster({ agents })).toEqual(["config.duplicate roster.agents[2].id"]);
  });

  test.each<[string, object, string]>([
    ["of no known team", { team: "mars" }, "config.unknown-reference roster.agents[0].team"],
    [
      "of a team by a name that every object has",
      { team: "constructor" },
      "config.unknown-reference roster.agents[0].team",
    ],
    ["without a name", { id: "" }, "config.shape roster.agents[0].id"],
    ["of a level that is none", { languages: { en: "B3" } }, "config.shape roster.agents[0].languages.en"],
    [
      "of a spoken level only",
      { languages: { en: { spoken: "C1" } } },
      "config.shape roster.agents[0].languages.en.written",
    ],
    ["better than the best", { skills: { billing: 100.5 } }, "config.order roster.agents[0].skills.billing"],
    ["worse than the worst", { skills: { billing: -1 } }, "config.shape roster.agents[0].skills.billing"],
    [
      "with a skill of no proficiency",
      { skills: { billing: "high" } },
      "config.shape roster.agents[0].skills.billing",
    ],
    ["with room for half an item", { capacity: 1.5 }, "config.shape roster.agents[0].capacity"],
    [
      "with room for nothing on a channel",
      { capacity: { total: 3, channels: { chat: { max: 0 } } } },
      "config.shape roster.agents[0].capacity.channels.chat.max",
    ],
    [
      "with items that give room",
      { capacity: { total: 3, channels: { chat: { max: 1, cost: -1 } } } },
      "config.shape roster.agents[0].capacity.channels.chat.cost",
    ],
    [
      "with channels and no total",
      { capacity: { channels: {} } },
      "config.shape roster.agents[0].capacity.total",
    ],
    ["away backwards", { absences: [[NOON, NOON]] }, "config.order roster.agents[0].absences[0]"],
    ["away for ever", { absences: [[NOON]] }, "config.shape roster.agents[0].absences[0]"],
    [
      "away by a clock of no zone",
      { absences: [["2026-01-01T00:00", NOON]] },
      "instant.no-zone roster.agents[0].absences[0][0]",
    ],
    ["with cost below nothing", { costPerHour: -1 }, "config.shape roster.agents[0].costPerHour"],
    ["with a clearance that is no list", { clearances: "pci" }, "config.shape roster.agents[0].clearances"],
    ["with hours that are null", { calendar: null }, "config.shape roster.agents[0].calendar"],
    ["with a key too many", { skils: {} }, "config.unknown-key roster.agents[0].skils"],
  ])("with somebody %s", (_, more, problem) => {
    expect(agent(more)).toEqual([problem]);
  });

  test.each([0, -1, 0.0001, 1e-10, 100.001, NaN, Infinity, "1", null])("with a weight of %s", (weight) => {
    expect(agent({ weight })).toEqual(["config.shape roster.agents[0].weight"]);
  });

  test.each([0.001, 0.333, 1, 100])("not with a weight of %d", (weight) => {
    expect(agent({ weight })).toEqual([]);
  });

  test("with a skill beyond a scale of its own", () => {
    const agents = [{ id: "a", team: "world", skills: { billing: 6 } }];
    expect(roster({ agents, skillScale: 5 })).toEqual(["config.order roster.agents[0].skills.billing"]);
    expect(roster({ agents, skillScale: 6 })).toEqual([]);
    expect(roster({ agents, skillScale: 0 })).toContain("config.shape roster.skillScale");
  });

  test.each<[string, object, string]>([
    ["to itself", { handsOnTo: ["world"] }, "config.unknown-reference roster.teams.world.handsOnTo[0]"],
    [
      "to a team that is not there",
      { handsOnTo: ["tokyo", "mars"] },
      "config.unknown-reference roster.teams.world.handsOnTo[1]",
    ],
    [
      "to a name that every object has",
      { handsOnTo: ["toString"] },
      "config.unknown-reference roster.teams.world.handsOnTo[0]",
    ],
    ["to no list", { handsOnTo: "tokyo" }, "config.shape roster.teams.world.handsOnTo"],
    [
      "to nobody, by a key that is misspelt",
      { handsOn: ["tokyo"] },
      "config.unknown-key roster.teams.world.handsOn",
    ],
  ])("with a team that hands on %s", (_, more, problem) => {
    expect(roster({ teams: { world: { calendar: always, ...more }, tokyo: always } })).toEqual([problem]);
  });

  test.each<[string, object, string]>([
    [
      "aging that makes nothing older",
      { queue: { aging: { pointsPerMinute: -1 } } },
      "config.shape roster.policy.queue.aging.pointsPerMinute",
    ],
    [
      "aging by no number",
      { queue: { aging: { pointsPerMinute: NaN } } },
      "config.shape roster.policy.queue.aging.pointsPerMinute",
    ],
    [
      "aging without a rate",
      { queue: { aging: { atMost: 100 } } },
      "config.shape roster.policy.queue.aging.pointsPerMinute",
    ],
    [
      "aging below nothing",
      { queue: { aging: { pointsPerMinute: 1, atMost: -5 } } },
      "config.shape roster.policy.queue.aging.atMost",
    ],
    ["an order that is none", { queue: { order: "newest" } }, "config.shape roster.policy.queue.order"],
    ["no strategy", { strategy: "least-active" }, "config.shape roster.policy.strategy"],
    ["fairness within fairness", { within: "fair-share" }, "config.shape roster.policy.within"],
    ["a tolerance below nothing", { tolerance: -0.1 }, "config.shape roster.policy.tolerance"],
    ["an order that is no function", { compare: "idle" }, "config.shape roster.policy.compare"],
    ["no stage at all", { stages: [] }, "config.shape roster.policy.stages"],
    [
      "a stage after a bare number",
      { stages: [{ after: 60 }] },
      "duration.bare-number roster.policy.stages[0].after",
    ],
    ["offers for a day", { offerFor: "P1D" }, "duration.calendar-unit roster.policy.offerFor"],
    [
      "a common language that is none",
      { commonLanguage: "und" },
      "config.language roster.policy.commonLanguage",
    ],
    [
      "one related language",
      { relatedLanguages: [["nb"]] },
      "config.shape roster.policy.relatedLanguages[0]",
    ],
    [
      "a stage that opens before the one before it",
      { stages: [{}, { after: "PT10M" }, { after: "PT5M" }] },
      "config.order roster.policy.stages[2].after",
    ],
    [
      "the same priority twice",
      { priorities: ["low", "high", "low"] },
      "config.duplicate roster.policy.priorities[2]",
    ],
  ])("with a policy of %s", (_, more, problem) => {
    expect(policy(more)).toEqual([problem]);
  });

  test("with everything that is wrong told at once", () => {
    const config = {
      teams: { world: always, tokyo: { calendar: always, handsOnTo: ["mars"] } },
      agents: [
        { id: "a", team: "mars", weight: 0 },
        { id: "a", team: "world", skills: { billing: 200 }, calendar: { timeZone: "EST" } },
      ],
      policy: { tolerance: -1, commonLanguage: "english" },
      agent: [],
    };
    expect(roster(config).sort()).toEqual([
      "config.duplicate roster.agents[1].id",
      "config.language roster.policy.commonLanguage",
      "config.order roster.agents[1].skills.billing",
      "config.shape roster.agents[0].weight",
      "config.shape roster.policy.tolerance",
      "config.unknown-key roster.agent",
      "config.unknown-reference roster.agents[0].team",
      "config.unknown-reference roster.teams.tokyo.handsOnTo[0]",
      "zone.abbreviation roster.agents[1].calendar.timeZone",
    ]);
  });
});

test.each([NaN, 1.5, -Infinity, "2", null])(
  "%s runners-up are refused, and do not let the work go to whoever has the first slot",
  (runnersUp) => {
    const desk = applyDeskEvent(deskOf([{}, {}, {}]), {
      type: "presence-changed",
      at: NOON,
      agentId: "agent-0",
      presence: "away",
    });
    const run = () => route(desk, mail("T-1"), NOON, { runnersUp: runnersUp as number });
    expect(problemsOf(run)).toEqual(["argument.invalid options.runnersUp"]);
  },
);

test("a roster does not change when the config it was made from does", () => {
  const priorities = ["low", "high"];
  const aging = { pointsPerMinute: 1 };
  const made = defineRoster({
    teams: { world: always },
    agents: [],
    policy: { priorities, queue: { aging } },
  });
  priorities.push("higher");
  aging.pointsPerMinute = 1000;
  expect(made.policy).toMatchObject({
    priorities: ["low", "high"],
    queue: { aging: { pointsPerMinute: 1 } },
  });
});

describe("absences that overlap, touch or lie within each other", () => {
  const at = (minutes: number) => NOON + minutes * MINUTE;
  const absences = [
    [at(30), at(60)],
    [at(0), at(20)],
    [at(10), at(30)],
    [at(5), at(15)],
    [at(0), at(20)],
  ] as const;

  test("are one absence from the first to the last instant", () => {
    for (const listed of [absences, [...absences].reverse(), [[at(0), at(60)]] as const]) {
      const desk = deskOf([{ absences: listed }]);
      for (const minutes of [0, 12, 30, 59])
        expect(explainAgent(desk, mail("T-1"), "agent-0", at(minutes))).toMatchObject({
          failures: [{ code: "absent", until: new Date(at(60)) }],
        });
      expect([at(0) - 1, at(60)].map((each) => route(desk, mail("T-1"), each).kind)).toEqual([
        "assigned",
        "assigned",
      ]);
    }
  });
});

test("an event is refused with its place, and the desk stays as it was", () => {
  const desk = applyDeskEvent(deskOf([{}]), { type: "wrapped-up", at: NOON, agentId: "agent-0" });
  const refused = (event: unknown) => problemsOf(() => applyDeskEvent(desk, event as DeskEvent));
  const before = { type: "wrapped-up", at: NOON - 1, agentId: "agent-0" };
  expect(refused(before)).toEqual(["desk.order event.at"]);
  expect(refused({ ...before, at: "soon" })).toEqual(["instant.invalid event.at"]);
  expect(refused({ ...before, agentId: 7, note: "" }).sort()).toEqual([
    "config.shape event.agentId",
    "config.unknown-key event.note",
  ]);
  expect(refused({ type: "released", at: NOON, agentId: "agent-0", workId: "T-1" })).toEqual([
    "desk.work-not-held event.workId",
  ]);
  expect(refused({ type: "assigned", at: NOON, agentId: "agent-0" })).toEqual(["config.shape event.work"]);
  expect(
    refused({ type: "assigned", at: NOON, agentId: "agent-0", work: mail("T-1"), chosenBy: "luck" }),
  ).toEqual(["config.shape event.chosenBy"]);
  for (const nothing of [null, undefined, [], "released", { at: NOON }, { type: "constructor", at: NOON }])
    expect(refused(nothing)).toEqual(["desk.event event.type"]);
});
