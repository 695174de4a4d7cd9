import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  explainRoute,
  route,
  type AgentConfig,
  type Desk,
  type WorkItem,
} from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON, place, week } from "./support.js";

const assignee = (desk: Desk, work: WorkItem, at = NOON) => {
  const answer = route(desk, work, at);
  return answer.kind === "assigned" ? answer.agentId : answer.kind;
};
const failures = (desk: Desk, work: WorkItem, agentId = "agent-0", at = NOON) =>
  explainRoute(desk, work, at).agents.find((each) => each.agentId === agentId)?.failures;

describe("compliance comes first and is never relaxed:", () => {
  test.each<[string, Partial<AgentConfig>, Partial<WorkItem>, string]>([
    ["residency", { location: "US" }, { residency: ["EU", "UK"] }, "residency"],
    ["residency of somebody whose place nobody knows", {}, { residency: ["EU"] }, "residency"],
    ["clearances, all of them", { clearances: ["pci"] }, { clearances: ["pci", "hipaa"] }, "clearance"],
    ["exclusions", {}, { excludedAgents: ["agent-0"] }, "excluded"],
  ])("%s", (_, agent, work, code) => {
    const desk = deskOf([agent]);
    expect(route(desk, mail("T-1", work), NOON)).toEqual({
      kind: "unroutable",
      reason: "nobody-could-ever",
      excluded: { [code]: 1 },
    });
    expect(failures(desk, mail("T-1", work))).toMatchObject([{ code }]);
  });

  test("a team's location counts for its agents unless they say otherwise", () => {
    const teams = { world: { calendar: week("Europe/Berlin"), location: "EU" } };
    const work = mail("T-1", { residency: ["EU"] });
    expect(assignee(deskOf([{}], { teams }), work)).toBe("agent-0");
    expect(assignee(deskOf([{ location: "US" }], { teams }), work)).toBe("unroutable");
  });
});

describe("nobody who is not available is ever picked:", () => {
  const teams = { world: week("Asia/Tokyo") };

  test("off shift: the work waits until the shift begins", () => {
    const back = new Date("2026-01-15T00:00:00Z");
    expect(route(deskOf([{}], { teams }), mail("T-1"), NOON)).toEqual({
      kind: "wait",
      reason: "nobody-on-shift",
      until: back,
    });
    expect(failures(deskOf([{}], { teams }), mail("T-1"))).toEqual([{ code: "off-shift", until: back }]);
  });

  test("absent, half-open: back at the end of the absence, when that lies in a shift", () => {
    const absences = [["2026-01-14T00:00:00Z", "2026-01-14T13:00:00Z"]] as const;
    const desk = deskOf([{ absences }]);
    expect(route(desk, mail("T-1"), NOON)).toMatchObject({
      kind: "wait",
      until: new Date("2026-01-14T13:00:00Z"),
    });
    expect(assignee(desk, mail("T-1"), NOON + 60 * MINUTE)).toBe("agent-0");
  });

  test("absent through several shifts: back on the first shift after all absences", () => {
    const absences = [
      ["2026-01-15T00:00:00Z", "2026-01-15T04:00:00Z"],
      ["2026-01-15T04:00:00Z", "2026-01-17T00:00:00Z"],
    ] as const;
    expect(route(deskOf([{ absences }], { teams }), mail("T-1"), NOON)).toMatchObject({
      until: new Date("2026-01-19T00:00:00Z"),
    });
  });

  test("on a holiday of their own calendar", () => {
    const calendar = {
      timeZone: "UTC",
      weekly: "always",
      holidays: [{ date: "2026-01-14", name: "Founders' day" }],
    } as const;
    expect(route(deskOf([{ calendar }]), mail("T-1"), NOON)).toMatchObject({
      until: new Date("2026-01-15T00:00:00Z"),
    });
  });

  test.each(["away", "busy", "offline"] as const)("%s", (presence) => {
    const desk = applyDeskEvent(deskOf([{}]), {
      type: "presence-changed",
      at: NOON,
      agentId: "agent-0",
      presence,
    });
    expect(route(desk, mail("T-1"), NOON)).toEqual({
      kind: "wait",
      reason: "nobody-present",
      until: undefined,
    });
    expect(failures(desk, mail("T-1"))).toEqual([{ code: "presence", has: presence }]);
  });
});

describe("capacity", () => {
  test("as a number limits items of any channel", () => {
    let desk = deskOf([{ capacity: 2 }]);
    [desk] = place(desk, mail("T-1"), NOON);
    [desk] = place(desk, mail("T-2", { channel: "chat" }), NOON);
    expect(route(desk, mail("T-3"), NOON)).toEqual({
      kind: "wait",
      reason: "everyone-busy",
      until: undefined,
    });
    desk = applyDeskEvent(desk, { type: "released", at: NOON, agentId: "agent-0", workId: "T-1" });
    expect(assignee(desk, mail("T-3"))).toBe("agent-0");
  });

  test("in detail limits each channel and the total they draw on", () => {
    const capacity = { total: 5, channels: { chat: { max: 2, cost: 2 }, email: { max: 9 } } };
    let desk = deskOf([{ capacity }]);
    for (const id of ["T-1", "T-2"]) [desk] = place(desk, mail(id, { channel: "chat" }), NOON);
    expect(failures(desk, mail("T-3", { channel: "chat" }))).toMatchObject([
      { code: "channel-full", open: 2, max: 2 },
      { code: "capacity-full", used: 4, cost: 2, total: 5 },
    ]);
    expect(assignee(desk, mail("T-3"))).toBe("agent-0");
  });

  test("serves no channel that it does not list", () => {
    const desk = deskOf([{ capacity: { total: 5, channels: { chat: { max: 2 } } } }]);
    expect(route(desk, mail("T-1"), NOON)).toMatchObject({
      kind: "unroutable",
      excluded: { "channel-not-served": 1 },
    });
  });
});

describe("languages", () => {
  test("match by language and level, region and case aside", () => {
    const desk = deskOf([{ languages: { "pt-br": "C1" } }]);
    expect(assignee(desk, mail("T-1", { languages: ["PT-PT"] }))).toBe("agent-0");
    expect(assignee(desk, mail("T-1", { languages: ["pt"], minLevel: "C2" }))).toBe("unroutable");
    expect(failures(desk, mail("T-1", { languages: ["pt"], minLevel: "C2" }))).toEqual([
      { code: "language", asked: ["pt"], tier: "same-language", minLevel: "C2", has: "C1" },
    ]);
  });

  test("need level B2 unless the work says otherwise", () => {
    const desk = deskOf([{ languages: { ja: "B1" } }]);
    expect(assignee(desk, mail("T-1", { languages: ["ja"] }))).toBe("unroutable");
    expect(assignee(desk, mail("T-1", { languages: ["ja"], minLevel: "B1" }))).toBe("agent-0");
  });

  test("keep their scripts apart in writing, not in speech", () => {
    const desk = deskOf([{ languages: { "zh-TW": "native" } }]);
    expect(assignee(desk, mail("T-1", { languages: ["zh-CN"] }))).toBe("unroutable");
    expect(assignee(desk, mail("T-1", { languages: ["zh-Hant"] }))).toBe("agent-0");
    expect(assignee(desk, mail("T-1", { languages: ["zh-CN"], channel: "voice" }))).toBe("agent-0");
  });

  test("decide in the customer's order: the first that somebody free speaks", () => {
    let desk = deskOf([{ languages: { en: "native" } }, { languages: { ja: "C1" } }]);
    const work = (id: string) => mail(id, { languages: ["ja", "en"] });
    expect(route(desk, work("T-1"), NOON)).toMatchObject({
      agentId: "agent-1",
      language: { tier: "exact", wanted: "ja" },
      stage: 0,
    });
    [desk] = place(desk, work("T-1"), NOON);
    expect(route(desk, work("T-2"), NOON)).toMatchObject({
      agentId: "agent-0",
      language: { tier: "any-listed", wanted: "en" },
      stage: 1,
    });
  });
});

test("skills must reach what is required", () => {
  const desk = deskOf([{ skills: { billing: 60 } }]);
  expect(assignee(desk, mail("T-1", { skills: { billing: 60 } }))).toBe("agent-0");
  expect(failures(desk, mail("T-1", { skills: { billing: 70, returns: 10 } }))).toEqual([
    { code: "skill", skill: "billing", asked: 70, has: 60 },
    { code: "skill", skill: "returns", asked: 10, has: undefined },
  ]);
});

describe("the strategy chooses among the candidates:", () => {
  test("longest-idle, then the lower id", () => {
    let desk = deskOf([{ capacity: 9 }, { capacity: 9 }, { capacity: 9 }]);
    const got: string[] = [];
    for (let i = 0; i < 4; i++) {
      const [next, agentId] = place(desk, mail(`T-${i}`), NOON + i * MINUTE);
      desk = next;
      got.push(agentId);
    }
    expect(got).toEqual(["agent-0", "agent-1", "agent-2", "agent-0"]);
    expect(route(desk, mail("T-9"), NOON + 9 * MINUTE)).toMatchObject({
      agentId: "agent-1",
      runnersUp: ["agent-2", "agent-0"],
    });
  });

  test("least-loaded by the share of capacity used, then longest idle", () => {
    let desk = deskOf([{ capacity: 10 }, { capacity: 2 }], { policy: { strategy: "least-loaded" } });
    const got: string[] = [];
    for (let i = 0; i < 5; i++) {
      const [next, agentId] = place(desk, mail(`T-${i}`), NOON + i * MINUTE);
      desk = next;
      got.push(agentId);
    }
    expect(got).toEqual(["agent-0", "agent-1", "agent-0", "agent-0", "agent-0"]);
  });

  test("in no way by the order in which agents are listed", () => {
    const agents = ["c", "a", "b"].map((id) => ({ id }));
    expect(assignee(deskOf(agents), mail("T-1"))).toBe("a");
    expect(assignee(deskOf([...agents].reverse()), mail("T-1"))).toBe("a");
  });
});

describe("an explanation", () => {
  const desk = deskOf(
    [
      { id: "sam", team: "london", languages: { en: "native", ja: "B2" } },
      { id: "yuki", team: "tokyo", languages: { ja: "native" } },
      { id: "zoe", team: "tokyo", languages: { fr: "native" }, location: "EU" },
    ],
    { teams: { london: week("Europe/London"), tokyo: { calendar: week("Asia/Tokyo"), name: "Tokyo desk" } } },
  );
  const work = mail("T-1", { languages: ["ja"] });

  test("names every agent with all failing rules and when time alone will help", () => {
    expect(explainRoute(desk, work, NOON).agents).toMatchObject([
      { agentId: "sam", eligible: true, failures: [], eligibleAt: new Date(NOON) },
      {
        agentId: "yuki",
        eligible: false,
        failures: [{ code: "off-shift" }],
        eligibleAt: new Date("2026-01-15T00:00:00Z"),
      },
      {
        agentId: "zoe",
        eligible: false,
        failures: [{ code: "off-shift" }, { code: "language" }],
        eligibleAt: undefined,
      },
    ]);
  });

  test("answers what route answers", () => {
    expect(explainRoute(desk, work, NOON).answer).toEqual(route(desk, work, NOON));
  });

  test("reads as a sentence", () => {
    expect(explainRoute(desk, work, NOON).sentence).toBe(
      "sam (London, ja B2). yuki: off shift, back 15 Jan 09:00 Tokyo. zoe: off shift, back 15 Jan 09:00 Tokyo; no ja",
    );
  });

  test("of a wait says what for", () => {
    expect(explainRoute(desk, mail("T-2", { languages: ["fr"] }), NOON).sentence).toMatch(
      /^waits: nobody who fits is on shift\. /,
    );
  });

  test("of work that nobody could ever take says so", () => {
    expect(explainRoute(desk, mail("T-2", { languages: ["is"] }), NOON).sentence).toMatch(
      /^unroutable: .*sam: no is/,
    );
  });
});

describe("a bad work item is refused:", () => {
  test.each<[string, object, string]>([
    ["without an arrival", { arrivedAt: undefined }, "work.arrivedAt"],
    ["with a malformed language", { languages: ["english please"] }, "work.languages[0]"],
    ["with a level that is none", { minLevel: "B3" }, "work.minLevel"],
    ["with an unknown key", { langauges: ["en"] }, "work.langauges"],
    ["without an id", { id: "" }, "work.id"],
  ])("%s", (_, more, path) => {
    expect(() => route(deskOf([{}]), { ...mail("T-1"), ...more }, NOON)).toThrow(path);
  });
});
