import { describe, expect, test } from "vitest";
import {
  explainRoute,
  route,
  type AgentConfig,
  type Desk,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { always, deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

const desk = (agents: readonly Partial<AgentConfig>[], policy: RoutingPolicy) => deskOf(agents, { policy });
const answer = (on: Desk, more: Partial<WorkItem>, at = NOON) => {
  const { kind, ...rest } = route(on, mail("T-1", more), at);
  return kind === "assigned"
    ? { kind, agentId: (rest as { agentId: string }).agentId, stage: (rest as { stage: number }).stage }
    : { kind, ...rest };
};

describe("a stage opens so long after arrival, inclusive, and the strictest that has a candidate decides:", () => {
  const policy = {
    stages: [
      { languages: "exact" },
      { after: { minutes: 1 }, languages: "same-language", dropPreferred: true },
    ],
  } as const;
  const on = desk([{ languages: { "pt-BR": "C1" } }], policy);
  const portuguese = { languages: ["pt-PT"] };

  test("not a millisecond earlier", () => {
    expect(answer(on, portuguese, NOON + MINUTE - 1)).toEqual({
      kind: "wait",
      reason: "later-stage",
      until: new Date(NOON + MINUTE),
      stage: 1,
    });
    expect(answer(on, portuguese, NOON + MINUTE)).toEqual({ kind: "assigned", agentId: "agent-0", stage: 1 });
  });

  test("counted from arrival, not from the stage before", () => {
    const three = desk([{ languages: { ja: "B1" } }], {
      stages: [{}, { after: { minutes: 1 } }, { after: { minutes: 2 }, languages: "any-listed" }],
    });
    expect(answer(three, { languages: ["en", "ja"], minLevel: "B1" }, NOON + 2 * MINUTE)).toMatchObject({
      stage: 2,
    });
  });

  test("however long the work has waited", () => {
    const both = desk([{ languages: { "pt-BR": "C1" } }, { languages: { "pt-PT": "B2" } }], policy);
    expect(answer(both, portuguese, NOON + 60 * MINUTE)).toEqual({
      kind: "assigned",
      agentId: "agent-1",
      stage: 0,
    });
  });

  test("or early, when nobody who is there could serve the one before, if the policy says so", () => {
    const skipping = desk([{ languages: { "pt-BR": "C1" } }], { ...policy, skipUnstaffedStages: true });
    expect(answer(skipping, portuguese)).toEqual({ kind: "assigned", agentId: "agent-0", stage: 1 });
    let busy = desk([{ languages: { "pt-BR": "C1" } }, { languages: { "pt-PT": "C1" } }], {
      ...policy,
      skipUnstaffedStages: true,
    });
    [busy] = place(busy, mail("T-0", portuguese), NOON);
    expect(answer(busy, portuguese)).toMatchObject({ kind: "wait", stage: 1 }); // busy is not away
  });
});

describe("a stage may relax", () => {
  test("preferred skills, which are required until then", () => {
    const on = desk([{ skills: { billing: 50 } }], {
      stages: [{}, { after: { minutes: 1 }, dropPreferred: true }],
    });
    const work = { skills: { billing: 40 }, preferredSkills: { vip: 10 } };
    expect(answer(on, work)).toMatchObject({ kind: "wait", stage: 1 });
    expect(answer(on, work, NOON + MINUTE)).toMatchObject({ stage: 1 });
  });

  test("proficiency, though the skill itself must be there", () => {
    const on = desk([{ skills: { billing: 30 } }], { stages: [{}, { lowerProficiencyBy: 20 }] });
    expect(answer(on, { skills: { billing: 50 } })).toMatchObject({ stage: 1 });
    expect(answer(on, { skills: { billing: 51 } })).toMatchObject({
      kind: "unroutable",
      excluded: { skill: 1 },
    });
    expect(answer(on, { skills: { returns: 10 } })).toMatchObject({
      kind: "unroutable",
      excluded: { skill: 1 },
    });
  });

  test("the market: people who are not trained for it", () => {
    const on = desk([{ markets: ["DE"] }], { stages: [{}, { after: { minutes: 5 }, otherMarkets: true }] });
    expect(answer(on, { market: "JP" })).toMatchObject({ kind: "wait", stage: 1 });
    expect(answer(on, { market: "DE" })).toMatchObject({ stage: 0 });
  });

  test("the region, and partner teams", () => {
    const teams = {
      world: { calendar: always, region: "EMEA" },
      helpers: { calendar: always, region: "EMEA", partner: true },
      far: { calendar: always, region: "APAC" },
    };
    const policy = {
      stages: [
        { otherRegions: false, partners: false },
        { after: { minutes: 1 }, partners: true },
        { after: { minutes: 2 }, otherRegions: true },
      ],
    };
    const on = deskOf([{ team: "helpers" }, { team: "far" }], { teams, policy });
    expect(answer(on, { region: "EMEA" })).toMatchObject({ kind: "wait", stage: 1 });
    expect(answer(on, { region: "EMEA" }, NOON + MINUTE)).toMatchObject({ agentId: "agent-0", stage: 1 });
    expect(answer(on, { region: "APAC" }, NOON)).toMatchObject({ agentId: "agent-1", stage: 0 });
  });
});

describe("languages, from close to far:", () => {
  const tiers = (policy: RoutingPolicy, agent: Partial<AgentConfig>, work: Partial<WorkItem>) => {
    const found = route(desk([agent], policy), mail("T-1", work), NOON);
    return found.kind === "assigned" ? found.language : found.kind;
  };

  test("related only when the policy lists it or allows a distance, and one-way", () => {
    const stages = [{ languages: "related" }] as const;
    const danish = { languages: { da: "native" } } as const;
    expect(tiers({ stages }, danish, { languages: ["nb"] })).toBe("unroutable");
    expect(tiers({ stages, relatedLanguages: [["nb", "da"]] }, danish, { languages: ["nb"] })).toMatchObject({
      tier: "related",
      wanted: "nb",
      known: "da",
    });
    expect(tiers({ stages, relatedLanguages: [["da", "nb"]] }, danish, { languages: ["nb"] })).toBe(
      "unroutable",
    );
    expect(
      tiers({ stages, relatedWithin: 8 }, { languages: { nb: "C1" } }, { languages: ["da"] }),
    ).toMatchObject({ tier: "related" });
    expect(tiers({ stages, relatedWithin: 7 }, { languages: { nb: "C1" } }, { languages: ["da"] })).toBe(
      "unroutable",
    );
  });

  test("the customer's next language, then the common one", () => {
    const stages = [{ languages: "common" }] as const;
    expect(
      tiers({ stages, commonLanguage: "en" }, { languages: { en: "C1" } }, { languages: ["is"] }),
    ).toMatchObject({ tier: "common", wanted: undefined, known: "en" });
    expect(
      tiers({ stages, commonLanguage: "en" }, { languages: { en: "C1" } }, { languages: ["is", "en-GB"] }),
    ).toMatchObject({ tier: "any-listed", wanted: "en-GB" });
  });

  test("with a translation, where the channel and the work allow it", () => {
    const policy = { stages: [{ languages: "translation" }], translationChannels: ["email"] } as const;
    expect(tiers(policy, {}, { languages: ["is"] })).toMatchObject({ tier: "translation" });
    expect(tiers(policy, {}, { languages: ["is"], sensitive: true })).toBe("unroutable");
    expect(tiers(policy, {}, { languages: ["is"], channel: "chat" })).toBe("unroutable");
  });

  test("written and spoken apart where they differ", () => {
    const agent = { languages: { ja: { written: "A2", spoken: "C1" } } } as const;
    expect(tiers({}, agent, { languages: ["ja"] })).toBe("unroutable");
    expect(tiers({}, agent, { languages: ["ja"], channel: "voice" })).toMatchObject({ level: "C1" });
  });

  test("named in the explanation", () => {
    const on = desk([{ languages: { en: "C1" } }], {
      stages: [{ languages: "common" }],
      commonLanguage: "en",
    });
    expect(explainRoute(on, mail("T-1", { languages: ["is"] }), NOON).sentence).toBe(
      "agent-0 (World, en C1, the common language)",
    );
  });
});

describe("a preferred agent", () => {
  test("wins at the stage that decides, the first listed of several", () => {
    const on = desk([{}, {}, {}], {});
    expect(answer(on, { preferredAgents: ["nobody", "agent-2", "agent-1"] })).toMatchObject({
      agentId: "agent-2",
    });
  });

  test("is waited for as long as the policy reserves, if they could ever take it", () => {
    let on = desk([{}, {}], { reserveForPreferred: { minutes: 10 } });
    [on] = place(on, mail("T-0", { preferredAgents: ["agent-1"] }), NOON);
    const work = { preferredAgents: ["agent-1"] };
    expect(answer(on, work)).toEqual({
      kind: "wait",
      reason: "reserved",
      until: new Date(NOON + 10 * MINUTE),
      stage: undefined,
    });
    expect(answer(on, work, NOON + 10 * MINUTE)).toMatchObject({ agentId: "agent-0" });
    expect(answer(on, { ...work, excludedAgents: ["agent-1"] })).toMatchObject({ agentId: "agent-0" });
  });

  test("never beats compliance", () => {
    const on = desk([{ location: "US" }, { location: "EU" }], {});
    expect(answer(on, { preferredAgents: ["agent-0"], residency: ["EU"] })).toMatchObject({
      agentId: "agent-1",
    });
  });
});

test("authority is demanded at every stage", () => {
  const on = desk([{ authority: 1 }], { stages: [{}, { lowerProficiencyBy: 100 }] });
  expect(answer(on, { authority: 1 })).toMatchObject({ kind: "assigned" });
  expect(answer(on, { authority: 2 })).toMatchObject({ kind: "unroutable", excluded: { authority: 1 } });
});

describe("the strategy:", () => {
  const order = (
    strategy: RoutingPolicy["strategy"],
    agents: readonly Partial<AgentConfig>[],
    work: Partial<WorkItem> = {},
    before: readonly string[] = [],
  ) => {
    let on = desk(agents, { strategy });
    before.forEach((id, index) => {
      [on] = place(on, mail(`before-${index}`, { preferredAgents: [id] }), NOON);
    });
    const found = route(on, mail("T-1", work), NOON + MINUTE);
    return found.kind === "assigned" ? [found.agentId, ...found.runnersUp] : found.kind;
  };

  test("most-spare goes by room in absolute terms, least-loaded by the share", () => {
    const agents = [{ capacity: 10 }, { capacity: 2 }];
    expect(order("most-spare", agents, {}, ["agent-0"])).toEqual(["agent-0", "agent-1"]);
    expect(order("least-loaded", agents, {}, ["agent-0"])).toEqual(["agent-1", "agent-0"]);
  });

  test("fewest-open counts items over all channels", () => {
    expect(
      order("fewest-open", [{ capacity: 9 }, { capacity: 9 }], {}, ["agent-0", "agent-0", "agent-1"]),
    ).toEqual(["agent-1", "agent-0"]);
  });

  test("best-match goes by the proficiency above what is asked for", () => {
    const agents = [{ skills: { billing: 60 } }, { skills: { billing: 90 } }];
    expect(order("best-match", agents, { skills: { billing: 50 } })).toEqual(["agent-1", "agent-0"]);
  });

  test("round-robin goes on after whoever got the last item, members away or not", () => {
    const agents = [
      { capacity: 9 },
      { capacity: 9, absences: [[NOON, NOON + 9 * MINUTE]] as const },
      { capacity: 9 },
    ];
    expect(order("round-robin", agents, {}, ["agent-0"])).toEqual(["agent-2", "agent-0"]);
    expect(order("round-robin", agents, {}, ["agent-0", "agent-2"])).toEqual(["agent-0", "agent-2"]);
  });

  test("cheapest takes who costs least, and last those whose cost nobody knows", () => {
    expect(order("cheapest", [{}, { costPerHour: 40 }, { costPerHour: 30 }])).toEqual([
      "agent-2",
      "agent-1",
      "agent-0",
    ]);
  });

  test("specialists first, so that generalists stay free", () => {
    const on = desk([{ skills: { a: 1, b: 1 } }, { skills: { a: 1 } }], { specialistFirst: true });
    expect(answer(on, { skills: { a: 1 } })).toMatchObject({ agentId: "agent-1" });
  });

  test("an order of the caller's own comes first", () => {
    const on = desk([{}, {}], { compare: (a, b) => (a.agentId < b.agentId ? 1 : -1) });
    expect(answer(on, {})).toMatchObject({ agentId: "agent-1" });
  });
});

test("nobody idles while a stage that is open would give them waiting work, unless it is reserved", () => {
  const on = deskOf([{}, { team: "tokyo" }], { teams: { world: always, tokyo: week("Asia/Tokyo") } });
  expect(answer(on, {})).toMatchObject({ kind: "assigned", agentId: "agent-0" });
});
