import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  fairnessOf,
  heldWork,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const released = (agentId: string, workId: string, at = NOON): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});
const given = (agentId: string, work: WorkItem): DeskEvent => ({ type: "assigned", at: NOON, agentId, work });
const told = (desk: Desk, work: WorkItem, at = NOON) => {
  const answer = route(desk, work, at);
  return answer.kind === "assigned" ? answer.agentId : `${answer.kind}: ${answer.reason}`;
};

describe("compliance comes before everything:", () => {
  const compliant = { location: "EU", clearances: ["pci"], authority: 2 };
  const asked = { residency: ["EU"], clearances: ["pci"], authority: 2, excludedAgents: ["agent-3"] };
  const lenient: RoutingPolicy = {
    stages: [
      {},
      {
        languages: "translation",
        otherRegions: true,
        partners: true,
        otherMarkets: true,
        lowerProficiencyBy: 100,
        dropPreferred: true,
      },
    ],
    translationChannels: ["email"],
    skipUnstaffedStages: true,
    compare: (a, b) => (a.agentId < b.agentId ? -1 : 1),
  };
  const team = (...lacking: Partial<AgentConfig>[]) =>
    deskOf(
      lacking.map((each) => ({ ...compliant, ...each })),
      { policy: lenient },
    );

  test("no stage, however late, nor affinity, nor an order of the policy's own gives it to who may not have it", () => {
    const desk = team({ location: "US" }, { clearances: [] }, { authority: 1 }, {}); // agent-3 is excluded
    const work = mail("T-1", { ...asked, preferredAgents: ["agent-0", "agent-1", "agent-2", "agent-3"] });
    expect(route(desk, work, NOON + 30 * 24 * 60 * MINUTE)).toMatchObject({
      kind: "unroutable",
      excluded: { residency: 1, clearance: 1, authority: 1, excluded: 1 },
    });
  });

  test.each([{ location: "US" }, { clearances: [] }, { id: "agent-3" }])(
    "no person gives it to who may not have it, either: %j",
    (lacking) => {
      const desk = apply(team(lacking, { id: "allowed" }), given("allowed", mail("held", asked)));
      const agentId = lacking.id ?? "agent-0";
      const work = mail("T-1", asked);
      for (const type of ["assigned", "offered", "reopened"] as const)
        expect(problemOf(() => apply(desk, { type, at: NOON, agentId, work }))).toBe(
          "desk.compliance event.agentId",
        );
      const transfer = {
        type: "transferred",
        at: NOON,
        agentId: "allowed",
        toAgentId: agentId,
        workId: "held",
      } as const;
      expect(problemOf(() => apply(desk, transfer))).toBe("desk.compliance event.toAgentId");
      expect(heldWork(desk)).toMatchObject([{ agentId: "allowed" }]);
    },
  );

  test("what is no compliance a person may waive: it is recorded as fixed, and route still proposes it to nobody", () => {
    const desk = team({ authority: 1 });
    const done = apply(desk, given("agent-0", mail("T-1", asked)));
    expect(fairnessOf(done).accounts).toMatchObject([{ owed: 0, got: 0, fixed: 1 }]);
    expect(told(apply(done, released("agent-0", "T-1")), mail("T-1", asked))).toBe(
      "unroutable: nobody-could-ever",
    );
  });

  test("it goes by where the agent is now, and by what the agent is cleared for now", () => {
    const abroad = apply(team({}), {
      type: "agent-changed",
      at: NOON,
      agent: { ...compliant, id: "agent-0", team: "world", location: "US" },
    });
    expect(told(team({}), mail("T-1", asked))).toBe("agent-0");
    expect(told(abroad, mail("T-1", asked))).toBe("unroutable: nobody-could-ever");
  });

  prop.prop([
    fc.array(
      fc.record({
        location: fc.constantFrom("EU", "US"),
        clearances: fc.subarray(["pci"]),
        authority: fc.nat(2),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    fc.record({ residency: fc.constant(["EU"]), clearances: fc.subarray(["pci"]), authority: fc.nat(2) }),
    fc.shuffledSubarray(["agent-0", "agent-1", "agent-2"]),
    fc.nat(120),
  ])("whoever route names, or ranks behind, may have it", (agents, demands, preferredAgents, minutes) => {
    const desk = deskOf(agents, { policy: lenient });
    const work = mail("T-1", { ...demands, preferredAgents, languages: ["is"], excludedAgents: ["agent-1"] });
    const answer = route(desk, work, NOON + minutes * MINUTE, { runnersUp: Infinity });
    const may = agents.flatMap(({ location, clearances, authority }, i) => {
      const cleared = demands.clearances.every((each) => clearances.includes(each));
      return i !== 1 && location === "EU" && cleared && authority >= demands.authority ? [`agent-${i}`] : [];
    });
    const named = answer.kind === "assigned" ? [answer.agentId, ...answer.runnersUp].sort() : [];
    expect(named).toEqual(may);
  });
});

describe("the rules hold in their order:", () => {
  test("affinity goes beyond no availability, room or requirement, and the score not beyond affinity", () => {
    const policy: RoutingPolicy = { strategy: "cheapest" };
    const desk = deskOf([{ costPerHour: 1 }, { costPerHour: 9 }, { costPerHour: 5, skills: { vip: 1 } }], {
      policy,
    });
    const work = mail("T-1", { preferredAgents: ["agent-1"] });
    expect(told(desk, work)).toBe("agent-1");
    expect(
      told(apply(desk, { type: "presence-changed", at: NOON, agentId: "agent-1", presence: "away" }), work),
    ).toBe("agent-0");
    expect(told(place(desk, mail("T-0", { preferredAgents: ["agent-1"] }), NOON)[0], work)).toBe("agent-0");
    expect(told(desk, { ...work, skills: { vip: 1 } })).toBe("agent-2");
  });

  test("a stricter stage goes before affinity and score", () => {
    const policy: RoutingPolicy = { stages: [{}, { languages: "any-listed" }], strategy: "cheapest" };
    const desk = deskOf(
      [
        { languages: { en: "C1" }, costPerHour: 1 },
        { languages: { ja: "C1" }, costPerHour: 9 },
      ],
      { policy },
    );
    expect(told(desk, mail("T-1", { languages: ["ja", "en"], preferredAgents: ["agent-0"] }))).toBe(
      "agent-1",
    );
  });

  test("what everybody is owed goes before who is idle longest, and the id comes last", () => {
    let desk = deskOf([{}, {}]);
    expect(told(desk, mail("T-1"))).toBe("agent-0");
    [desk] = place(desk, mail("T-1"), NOON);
    desk = apply(desk, released("agent-0", "T-1"), {
      type: "assigned",
      at: NOON + MINUTE,
      agentId: "agent-1",
      work: mail("T-2"),
    });
    desk = apply(desk, released("agent-1", "T-2", NOON + MINUTE));
    expect(told(desk, mail("T-3"), NOON + 2 * MINUTE)).toBe("agent-1"); // owed half a job, though idle for less long
  });
});
