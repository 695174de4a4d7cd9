import { describe, expect, test } from "vitest";
import {
  explainAgent,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type Failure,
  type FailureCode,
  type RosterConfig,
  type StageConfig,
  type WorkItem,
} from "follow-the-sun";
import { done, given, staged } from "./explain-support.js";
import { always, apply, deskOf, mail, MINUTE, NOON, week } from "./support.js";

const HOUR = 60 * MINUTE;
const about = (desk: Desk, more: Partial<WorkItem> = {}) =>
  explainAgent(desk, mail("T-1", more), "agent-0", NOON);

describe("each rule that fails says what was asked, what the agent has, and reads as a sentence:", () => {
  interface Case {
    readonly agent?: Partial<AgentConfig>;
    readonly config?: Partial<RosterConfig>;
    readonly events?: readonly DeskEvent[];
    readonly work?: Partial<WorkItem>;
    readonly failure: Failure;
    readonly sentence: string;
    /** Does time alone help? */
    readonly passes?: boolean;
  }
  const tokyo = { teams: { world: week("Asia/Tokyo") } };
  const tomorrow = new Date("2026-01-15T00:00:00Z");
  const own: StageConfig = { otherRegions: false, partners: false };
  const chats = { total: 9, channels: { chat: { max: 1, cost: 2 } } };

  const cases: Record<FailureCode, Case> = {
    residency: {
      agent: { location: "US" },
      work: { residency: ["EU", "UK"] },
      failure: { code: "residency", asked: ["EU", "UK"], has: "US" },
      sentence: "must be in EU or UK, is in US",
    },
    clearance: {
      agent: { clearances: ["pci"] },
      work: { clearances: ["pci", "hipaa"] },
      failure: { code: "clearance", asked: ["pci", "hipaa"], missing: ["hipaa"] },
      sentence: "not cleared for hipaa",
    },
    excluded: {
      work: { excludedAgents: ["agent-0"] },
      failure: { code: "excluded" },
      sentence: "excluded from this work",
    },
    authority: {
      agent: { authority: 1 },
      work: { authority: 2 },
      failure: { code: "authority", asked: 2, has: 1 },
      sentence: "authority 1, needs 2",
    },
    "off-shift": {
      config: tokyo,
      failure: { code: "off-shift", until: tomorrow },
      sentence: "off shift, back 15 Jan 09:00 Tokyo",
      passes: true,
    },
    absent: {
      agent: { absences: [[NOON - HOUR, NOON + HOUR]] },
      failure: { code: "absent", until: new Date(NOON + HOUR) },
      sentence: "absent, back 14 Jan 13:00 UTC",
      passes: true,
    },
    presence: {
      events: [{ type: "presence-changed", at: NOON, agentId: "agent-0", presence: "busy" }],
      failure: { code: "presence", has: "busy" },
      sentence: "busy",
    },
    "wrap-up": {
      events: [given("T-0"), done("T-0", 5 * MINUTE)],
      failure: { code: "wrap-up", until: new Date(NOON + 5 * MINUTE) },
      sentence: "in wrap-up, back 14 Jan 12:05 UTC",
      passes: true,
    },
    declined: {
      events: [
        { type: "offered", at: NOON, agentId: "agent-0", work: mail("T-1") },
        { type: "declined", at: NOON, agentId: "agent-0", workId: "T-1" },
      ],
      failure: { code: "declined" },
      sentence: "declined it",
    },
    "channel-not-served": {
      agent: { capacity: chats },
      failure: { code: "channel-not-served", asked: "email" },
      sentence: "does not serve email",
    },
    "channel-full": {
      agent: { capacity: chats },
      events: [given("T-0", { channel: "chat" })],
      work: { channel: "chat" },
      failure: { code: "channel-full", channel: "chat", open: 1, max: 1 },
      sentence: "holds 1 of 1 on chat",
    },
    "capacity-full": {
      agent: { capacity: { total: 3, channels: { email: { max: 9, cost: 2 } } } },
      events: [given("T-0")],
      failure: { code: "capacity-full", cost: 2, used: 2, total: 3 },
      sentence: "has used 2 of 3, and this takes 2",
    },
    partner: {
      config: { teams: { world: { calendar: always, partner: true } }, ...staged(own) },
      failure: { code: "partner" },
      sentence: "in a partner team",
    },
    region: {
      config: { teams: { world: { calendar: always, region: "APAC" } }, ...staged(own) },
      work: { region: "EMEA" },
      failure: { code: "region", asked: "EMEA", has: "APAC" },
      sentence: "not of EMEA",
    },
    market: {
      agent: { markets: ["DE"] },
      work: { market: "JP" },
      failure: { code: "market", asked: "JP" },
      sentence: "not trained for JP",
    },
    language: {
      agent: { languages: { ja: "A2" } },
      config: staged({}),
      work: { languages: ["ja", "en"] },
      failure: { code: "language", asked: ["ja", "en"], tier: "same-language", minLevel: "B2", has: "A2" },
      sentence: "ja A2, needs B2",
    },
    skill: {
      agent: { skills: { billing: 40 } },
      config: staged({ lowerProficiencyBy: 5 }),
      work: { skills: { billing: 50 } },
      failure: { code: "skill", skill: "billing", asked: 45, has: 40 },
      sentence: "billing 40, needs 45",
    },
    stage: {
      agent: { markets: ["DE"] },
      config: staged({}, { after: { minutes: 2 }, otherMarkets: true }),
      work: { market: "JP" },
      failure: { code: "stage", stage: 1, opensAt: new Date(NOON + 2 * MINUTE) },
      sentence: "at stage 1, from 14 Jan 12:02 UTC",
      passes: true,
    },
  };

  test.each(Object.entries(cases))(
    "%s",
    (_, { agent = {}, config, events = [], work, failure, sentence, passes = false }) => {
      const explained = about(apply(deskOf([agent], config), ...events), work);
      expect(explained.failures).toEqual([failure]);
      expect(explained.sentence).toBe(`agent-0: ${sentence}`);
      expect(explained).toMatchObject({
        agentId: "agent-0",
        eligible: false,
        needs: passes ? [] : [failure],
        outranked: undefined,
      });
      expect(explained.eligibleAt === undefined).toBe(!passes);
    },
  );

  test("all of them, in the order of the rules", () => {
    const agent = { location: "US", capacity: chats, markets: ["DE"], languages: { fr: "C1" } } as const;
    const desk = deskOf([agent], { ...tokyo, ...staged({}) });
    const work = {
      residency: ["EU"],
      clearances: ["pci"],
      authority: 1,
      market: "JP",
      languages: ["ja"],
      skills: { a: 1, b: 2 },
    };
    const explained = about(desk, work);
    expect(explained.failures.map(({ code }) => code)).toEqual([
      ...[
        "residency",
        "clearance",
        "authority",
        "off-shift",
        "channel-not-served",
        "market",
        "language",
        "skill",
        "skill",
      ],
    ]);
    expect(explained.needs).toHaveLength(8); // all but the hours
    expect(explained.possibleFrom).toEqual(tomorrow);
  });

  test("a place that nobody knows, a language or a skill that is not there, a shift that never comes", () => {
    const said = (agent: Partial<AgentConfig>, work: Partial<WorkItem>) =>
      about(deskOf([agent]), work).sentence;
    expect(said({}, { residency: ["EU"] })).toBe("agent-0: must be in EU, is in no known place");
    expect(said({}, { languages: ["ja", "en"] })).toBe("agent-0: no ja or en");
    expect(said({}, { skills: { billing: 1 } })).toBe("agent-0: no billing");
    const never = { calendar: { timeZone: "UTC", weekly: {} } };
    expect(said(never, {})).toBe("agent-0: off shift, not back");
    expect(about(deskOf([never]))).toMatchObject({
      possibleFrom: undefined,
      eligibleAt: undefined,
      needs: [],
    });
  });

  test("a language that is known well enough, but is not the very one, is not told as a level too low", () => {
    const desk = deskOf([{ languages: { "pt-BR": "C1" } }], staged({ languages: "exact" }));
    expect(about(desk, { languages: ["pt-PT"] })).toMatchObject({
      failures: [{ code: "language", tier: "exact" }],
    });
    expect(about(desk, { languages: ["pt-PT"] }).sentence).not.toContain("C1, needs B2");
  });
});
