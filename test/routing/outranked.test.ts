import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  explainAgent,
  explainRoute,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type Outranked,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON, place } from "./support.js";

// "Why not me?" asked by agent-0, who could have taken the work that agent-1 gets.

interface Case {
  readonly agents?: readonly [Partial<AgentConfig>, Partial<AgentConfig>];
  readonly policy?: RoutingPolicy;
  readonly events?: readonly DeskEvent[];
  readonly work?: Partial<WorkItem>;
  readonly has?: number | undefined;
  readonly chosenHas?: number | undefined;
  readonly sentence: string;
}

const roomy = [{ capacity: 4 }, { capacity: 4 }] as const;
const work = mail("T-0");
const held: DeskEvent = { type: "assigned", at: NOON, agentId: "agent-0", work, chosenBy: "person" };
const served: DeskEvent[] = [
  { ...held, chosenBy: "fair-share" },
  { type: "released", at: NOON, agentId: "agent-0", workId: "T-0" },
];

const cases: Record<Exclude<Outranked["by"], "id">, Case> = {
  preferred: { work: { preferredAgents: ["agent-1"] }, sentence: "agent-1 is preferred" },
  stage: {
    agents: [{ languages: { en: "C1" } }, { languages: { ja: "C1" } }],
    work: { languages: ["ja", "en"] },
    has: 1,
    chosenHas: 0,
    sentence: "agent-1 fits at a stricter stage (0 against 1)",
  },
  "fair-share": {
    agents: [{ weight: 0.5 }, { weight: 1.5 }],
    has: 0.5,
    chosenHas: 0,
    sentence: "agent-1 is owed 0.5 of a job more",
  },
  "longest-idle": {
    policy: { strategy: "longest-idle" },
    events: served,
    has: NOON,
    chosenHas: 0,
    sentence: "agent-1 has been idle longer",
  },
  "least-loaded": {
    agents: roomy,
    policy: { strategy: "least-loaded" },
    events: [held],
    has: 0.25,
    chosenHas: 0,
    sentence: "agent-1 is less loaded (0 against 0.25)",
  },
  "most-spare": {
    agents: [{ capacity: 2 }, { capacity: 5 }],
    policy: { strategy: "most-spare" },
    has: -2,
    chosenHas: -5,
    sentence: "agent-1 has more room (5 against 2)",
  },
  "fewest-open": {
    agents: roomy,
    policy: { strategy: "fewest-open" },
    events: [held],
    has: 1,
    chosenHas: 0,
    sentence: "agent-1 holds fewer items (0 against 1)",
  },
  "best-match": {
    agents: [{ skills: { billing: 60 } }, { skills: { billing: 90 } }],
    policy: { strategy: "best-match" },
    work: { skills: { billing: 50 } },
    has: -10,
    chosenHas: -40,
    sentence: "agent-1 matches better (40 above what is asked against 10)",
  },
  "round-robin": {
    policy: { strategy: "round-robin" },
    events: served,
    has: 1,
    chosenHas: 0,
    sentence: "it is the turn of agent-1",
  },
  cheapest: {
    agents: [{ costPerHour: 40 }, { costPerHour: 30 }],
    policy: { strategy: "cheapest" },
    sentence: "agent-1 costs less",
  },
  "specialist-first": {
    agents: [{ skills: { vip: 1 }, languages: { en: "C1" } }, { skills: { vip: 1 } }],
    policy: { specialistFirst: true },
    work: { skills: { vip: 1 } },
    has: 1,
    chosenHas: 0,
    sentence: "agent-1 has fewer other skills (0 against 1)",
  },
  "own-order": {
    policy: { compare: (a, b) => (a.agentId < b.agentId ? 1 : -1) },
    sentence: "agent-1 comes first in the policy's own order",
  },
  owed: {
    policy: { strategy: "least-loaded" },
    events: served,
    has: 0.5,
    chosenHas: -0.5,
    sentence: "agent-1 is owed 1 of a job more",
  },
};

const deskFor = ({ agents = [{}, {}], policy = {}, events = [] }: Case): Desk =>
  events.reduce(applyDeskEvent, deskOf(agents, { policy }));

describe("an agent who could have taken it is told what put another first:", () => {
  test.each(Object.entries(cases))("%s", (by, each) => {
    const desk = deskFor(each);
    const probe = mail("T-1", each.work);
    const mine = explainAgent(desk, probe, "agent-0", NOON + MINUTE);
    expect(mine).toMatchObject({ eligible: true, outranked: { agentId: "agent-1", by } });
    expect(mine.sentence).toBe(`agent-0: eligible; ${each.sentence}`);
    if (by !== "cheapest") expect(mine.outranked).toMatchObject({ has: each.has, chosenHas: each.chosenHas });
    const theirs = explainAgent(desk, probe, "agent-1", NOON + MINUTE);
    expect(theirs).toMatchObject({ eligible: true, outranked: undefined, sentence: "agent-1: eligible" });
  });

  test("id, where nothing else tells them apart", () => {
    expect(explainAgent(deskOf([{}, {}]), mail("T-1"), "agent-1", NOON)).toMatchObject({
      outranked: { agentId: "agent-0", by: "id" },
      sentence: "agent-1: eligible; agent-0 comes first by id",
    });
  });

  test("nothing, while the work waits for somebody it is kept for", () => {
    const policy: RoutingPolicy = { reserveForPreferred: { minutes: 5 } };
    const [desk] = place(deskOf([{}, {}], { policy }), mail("T-0", { preferredAgents: ["agent-1"] }), NOON);
    expect(explainAgent(desk, mail("T-1", { preferredAgents: ["agent-1"] }), "agent-0", NOON)).toMatchObject({
      eligible: true,
      outranked: undefined,
    });
  });
});

test.each<[RoutingPolicy, string]>([
  [{}, "agent-0 (World), owed most of 6"],
  [{ strategy: "longest-idle" }, "agent-0 (World), longest idle of 6"],
  [{ strategy: "least-loaded" }, "agent-0 (World), least loaded of 6"],
  [{ strategy: "most-spare" }, "agent-0 (World), most room of 6"],
  [{ strategy: "fewest-open" }, "agent-0 (World), fewest items of 6"],
  [{ strategy: "best-match" }, "agent-0 (World), best match of 6"],
  [{ strategy: "round-robin" }, "agent-0 (World), next in turn of 6"],
  [{ strategy: "cheapest" }, "agent-0 (World), cheapest of 6"],
])("the sentence tells what decided, among all who could have taken it: %j", (policy, sentence) => {
  const six = Array.from({ length: 6 }, () => ({}));
  expect(explainRoute(deskOf(six, { policy }), mail("T-1"), NOON).sentence).toBe(sentence);
});
