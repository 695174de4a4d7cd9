import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  anyOf,
  defineCalendar,
  defineRoster,
  isOpen,
  type AgentConfig,
  type CalendarConfig,
  type RosterConfig,
  type RoutingPolicy,
} from "follow-the-sun";
import type { RosterFinding } from "../../src/routing/lint-findings.js";
import { lintRoster } from "../../src/routing/lint.js";
import type { RosterLintOptions } from "../../src/routing/lint-scope.js";
import { problemOf } from "../support/errors.js";
import { daily, HOUR_MS, iso, postPlans, QUARTER_MS, weekdays } from "../support/posts.js";
import { runs } from "../support/runs.js";
import { always, week } from "./support.js";

const YEAR = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
const [tokyo, london, newYork] = ["Asia/Tokyo", "Europe/London", "America/New_York"].map(week);
type Code = RosterFinding["code"];
type Found<C extends Code> = RosterFinding & { readonly code: C };

/** Findings with these codes about a roster of one team that never closes, unless told otherwise. */
function find<C extends Code>(
  codes: readonly C[],
  agents: readonly Partial<AgentConfig>[],
  config: Partial<RosterConfig> = {},
  options: Partial<RosterLintOptions> = {},
): readonly Found<C>[] {
  const named = agents.map((agent, index) => ({ id: `agent-${index}`, team: "world", ...agent }));
  const roster = defineRoster({ teams: { world: always }, agents: named, ...config });
  return lintRoster(roster, { window: YEAR, ...options }).filter((each): each is Found<C> =>
    codes.includes(each.code as C),
  );
}

/** The same, to be asked again and again. */
const finder =
  <C extends Code>(...codes: C[]) =>
  (...asked: Parameters<typeof find> extends [unknown, ...infer Rest] ? Rest : never) =>
    find(codes, ...asked);

const messages = (findings: readonly RosterFinding[]) => findings.map(({ message }) => message);

test("nothing is found in a roster that is well", () => {
  const languages = { en: "native" } as const;
  const found = lintRoster(
    defineRoster({
      teams: { world: always },
      agents: [
        { id: "a", team: "world", languages, skills: { billing: 80 } },
        { id: "b", team: "world", languages, skills: { billing: 60 } },
      ],
    }),
    { window: YEAR },
  );
  expect(found).toEqual([]);
});

test("a roster of nobody has empty teams, and that is all", () => {
  const nobody = { agents: [], policy: { stages: [{}, { partners: true }] } };
  const roster = defineRoster({ teams: { tokyo: tokyo!, london: london! }, ...nobody });
  expect(messages(lintRoster(roster, { window: YEAR }))).toEqual([
    "Tokyo has no agents",
    "London has no agents",
  ]);
});

describe("a language or a skill that nobody covers", () => {
  const uncovered = finder("language-uncovered", "skill-uncovered", "work-uncovered");
  const teams = { tokyo: tokyo!, london: london! };
  const ja = { ja: "native" } as const;

  test("at the same hours of every week, apart from the weeks that are worse", () => {
    const holidays = ["2026-04-29", "2026-05-04", "2026-05-05", "2026-05-06"];
    const weekly = weekdays(["09:00", "17:00"]);
    const calendar = defineCalendar({ timeZone: "Asia/Tokyo", weekly, holidays });
    const wanted = daily(["08:00", "18:00"]);
    const hours = defineCalendar({ timeZone: "Asia/Tokyo", weekly: wanted });
    const [found, ...more] = uncovered(
      [{ languages: ja }, { languages: ja }],
      { teams: { world: calendar } },
      { hours },
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: "language-uncovered",
      severity: "warning",
      languages: ["ja"],
      minLevel: "B2",
      channels: [],
      wantedMs: 365 * 10 * HOUR_MS,
      uncoveredMs: (261 * 2 + 104 * 10 + 4 * 8) * HOUR_MS,
      absenceMs: 0,
      fallbackMs: 0,
      timeZone: "Asia/Tokyo",
      gapCount: 4,
      usualWeekMs: 30 * HOUR_MS,
      worseWeeks: [
        { week: "2026-W18", uncoveredMs: 38 * HOUR_MS },
        { week: "2026-W19", uncoveredMs: 54 * HOUR_MS },
      ],
    });
    const ends = [
      ["08:00", "09:00"],
      ["17:00", "18:00"],
    ];
    const all = [["08:00", "18:00"]];
    expect(found?.always).toEqual({
      mon: ends,
      tue: ends,
      wed: ends,
      thu: ends,
      fri: ends,
      sat: all,
      sun: all,
    });
    expect(found?.gaps.map(({ from, to }) => `${iso(from)} ${iso(to)}`)).toEqual([
      "2026-04-29T00:00Z 2026-04-29T08:00Z",
      "2026-05-04T00:00Z 2026-05-04T08:00Z",
      "2026-05-05T00:00Z 2026-05-05T08:00Z",
      "2026-05-06T00:00Z 2026-05-06T08:00Z",
    ]);
    expect(found?.message).toBe(
      "nobody on shift knows ja at B2 in 1594 h of 3650 h: in every week Mon-Fri 08:00-09:00 17:00-18:00, Sat-Sun 08:00-18:00 Asia/Tokyo and 4 times at other hours, first 29 Apr 00:00 to 29 Apr 08:00 UTC; most in 2026-W19, 2026-W18",
    );
  });

  test("not where two teams cover the wanted hours between them", () => {
    const agents = [
      { team: "tokyo", languages: ja },
      { team: "london", languages: ja },
    ];
    expect(uncovered(agents, { teams }, { hours: anyOf(tokyo!, london!) })).toEqual([]);
    expect(uncovered(agents.slice(1), { teams }, { hours: london })).toEqual([]);
    expect(uncovered(agents.slice(1), { teams }, { hours: anyOf(tokyo!, london!) })).toHaveLength(1);
  });

  test("in the hours that clocks open up: they are covered in other weeks", () => {
    const hours = defineCalendar({ timeZone: "UTC", weekly: daily(["08:00", "16:00"]) });
    const weekend = {
      timeZone: "UTC",
      weekly: { sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] },
    } as const;
    const [found] = uncovered(
      [
        { team: "london", languages: { en: "C1" } },
        { team: "weekend", languages: { en: "C1" } },
      ],
      { teams: { london: london!, weekend } },
      { hours },
    );
    expect(found).toMatchObject({ always: {}, usualWeekMs: 0, uncoveredMs: (62 + 49) * HOUR_MS });
    expect(found?.worseWeeks.map(({ week: each }) => each)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53].map(
        (each) => `2026-W${String(each).padStart(2, "0")}`,
      ),
    );
  });

  test("for an absence, in part", () => {
    const absences = [["2026-06-01T00:00:00Z", "2026-06-03T12:00:00Z"]] as const;
    const [found] = uncovered([{ skills: { billing: 10 }, absences }]);
    expect(found).toMatchObject({
      code: "skill-uncovered",
      skills: { billing: 0 },
      uncoveredMs: 60 * HOUR_MS,
      absenceMs: 60 * HOUR_MS,
      always: {},
      gapCount: 1,
    });
    expect(found?.message).toBe(
      "nobody on shift has billing in 60 h of 8760 h: 1 time at other hours, first 1 Jun 00:00 to 3 Jun 12:00 UTC; most in 2026-W23; 60 h of it for absences",
    );
  });

  test("at every hour, where nobody knows it well enough", () => {
    const [found] = uncovered([{ languages: { fr: "B1" } }]);
    expect(found).toMatchObject({ always: "always", gaps: [], gapCount: 0, severity: "warning" });
    expect(found?.message).toBe("nobody on shift knows fr at B2 in 8760 h of 8760 h: at every hour");
  });

  test("only on the channels on which it is so", () => {
    const capacity = (...channels: string[]) => ({
      total: 3,
      channels: Object.fromEntries(channels.map((each) => [each, { max: 1 }])),
    });
    const levels = { written: "C1", spoken: "A2" } as const;
    const found = uncovered([
      { languages: { de: levels }, capacity: capacity("email", "voice", "chat") },
      { languages: { de: levels }, capacity: capacity("email", "video") },
    ]);
    expect(found.map(({ channels }) => channels)).toEqual([["video", "voice"]]);
    expect(uncovered([{ languages: { de: levels } }])).toEqual([]); // nobody lists a channel: in writing
  });

  test("who has no room for a single item covers nothing", () => {
    const capacity = { total: 1, channels: { voice: { max: 1, cost: 2 } } };
    expect(uncovered([{ languages: { de: "C1" }, capacity }])).toMatchObject([{ always: "always" }]);
  });

  test("is a note where a later stage serves it in another language", () => {
    const agents = [{ languages: { en: "C1", it: "A2" } }, { languages: { en: "C1" } }] as const;
    const stages = [{}, { languages: "common" as const }];
    expect(uncovered(agents)).toMatchObject([{ languages: ["it"], severity: "warning", fallbackMs: 0 }]);
    const [found] = uncovered(agents, { policy: { stages, commonLanguage: "en" } });
    expect(found).toMatchObject({ severity: "note", fallbackMs: 8760 * HOUR_MS });
    expect(found?.message).toContain("a later stage serves 8760 h of it");
  });

  test("regions are one language, scripts are two; where tags must be the very same, each is its own", () => {
    const known = { "pt-BR": "A1", "pt-PT": "A1", "zh-CN": "A1", "zh-TW": "A1" } as const;
    expect(uncovered([{ languages: known }]).map(({ languages }) => languages[0])).toEqual([
      "pt",
      "zh-Hans",
      "zh-Hant",
    ]);
    const exact = { policy: { stages: [{ languages: "exact" as const }] } };
    expect(uncovered([{ languages: { "en-GB": "C1" } }, { languages: { "en-GB": "C1" } }], exact)).toEqual(
      [],
    );
    expect(uncovered([{ languages: known }], exact)).toHaveLength(4);
  });

  test("of what is expected, and of nothing else", () => {
    const agents = [
      { languages: { de: "C1", en: "C1" }, skills: { billing: 40 } },
      { languages: { en: "C1" }, skills: { billing: 90 } },
    ] as const;
    const expected = [
      { languages: ["de"], skills: { billing: 60 } },
      { channel: "chat", languages: ["fr", "en"] },
      { languages: ["de"], residency: ["EU"] },
      { channel: "chat", skills: { billing: 50 } },
    ];
    const found = uncovered(agents, {}, { expected });
    expect(found.map(({ code, expected: index, channels }) => [code, index, channels])).toEqual([
      ["work-uncovered", 0, []],
      ["language-uncovered", 2, []],
    ]);
    expect(found[0]?.message).toBe(
      "nobody on shift can take expected[0] (de at B2 with billing 60) in 8760 h of 8760 h: at every hour",
    );
    const lower = { policy: { stages: [{}, { lowerProficiencyBy: 20 }] } };
    expect(uncovered(agents, lower, { expected })[0]).toMatchObject({ severity: "note", expected: 0 });
  });

  test("a window of nothing has no gaps", () => {
    expect(uncovered([{ languages: { fr: "B1" } }], {}, { window: { from: YEAR.to, to: YEAR.to } })).toEqual(
      [],
    );
  });
});

describe("a language or a skill that one person holds", () => {
  const held = finder("language-held-by-one", "skill-held-by-one", "work-held-by-one");

  test("alone in the roster is a warning, alone at some hours a note", () => {
    const teams = { tokyo: tokyo!, london: london!, world: always };
    const found = held(
      [
        { id: "sam", team: "london", languages: { en: "C1", ja: "C1" }, skills: { billing: 10 } },
        { id: "yuki", languages: { en: "C1", ja: "B1" } },
        { id: "kenji", team: "tokyo", languages: { en: "C1", ja: "C1" } },
        { id: "ann", languages: { en: "C1" } },
      ],
      { teams },
    );
    expect(
      found.map(({ code, severity, agents, agentCount }) => [code, severity, agents, agentCount]),
    ).toEqual([
      [
        "language-held-by-one",
        "note",
        [
          { agentId: "kenji", aloneMs: 261 * 8 * HOUR_MS },
          { agentId: "sam", aloneMs: 261 * 8 * HOUR_MS },
        ],
        2,
      ],
      ["skill-held-by-one", "warning", [{ agentId: "sam", aloneMs: 261 * 8 * HOUR_MS }], 1],
    ]);
    expect(messages(found)).toEqual([
      "for 4176 h one person alone is on shift who knows ja at B2: kenji 2088 h, sam 2088 h",
      "only sam has billing",
    ]);
  });

  test("while the other is absent", () => {
    const absences = [["2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"]] as const;
    const found = held([{ skills: { billing: 10 } }, { skills: { billing: 10 }, absences }]);
    expect(found).toMatchObject([
      { severity: "note", agents: [{ agentId: "agent-0", aloneMs: 24 * HOUR_MS }] },
    ]);
  });

  test("and is never there when it is wanted", () => {
    const found = held([{ skills: { billing: 10 } }], { teams: { world: london! } }, { hours: tokyo });
    expect(found).toMatchObject([{ severity: "warning", aloneMs: 0, agents: [{ agentId: "agent-0" }] }]);
  });

  test("not where two are there whenever one is", () => {
    expect(held([{ skills: { billing: 10 } }, { skills: { billing: 10 } }])).toEqual([]);
  });
});

describe("an agent who can never be reached", () => {
  const unreachable = (agent: Partial<AgentConfig>, config: Partial<RosterConfig> = {}) =>
    find(["agent-unreachable"], [agent, { id: "ann" }], config).map(({ reason, agentIds }) => [
      reason,
      ...agentIds,
    ]);
  const onVoice = (total: number, cost: number) => ({
    capacity: { total, channels: { voice: { max: 1, cost } } },
  });

  test("with hours that never come, or absent at all of them", () => {
    expect(unreachable({ calendar: { timeZone: "UTC" } })).toEqual([["never-on-shift", "agent-0"]]);
    const gone = (to: string) => ({ calendar: london!, absences: [["2025-12-01T00:00:00Z", to] as const] });
    expect(unreachable(gone("2026-12-31T17:00:00Z"))).toEqual([["always-absent", "agent-0"]]);
    expect(unreachable(gone("2026-12-31T16:00:00Z"))).toEqual([]);
  });

  test("with a capacity for nothing", () => {
    expect(unreachable({ capacity: { total: 5, channels: {} } })).toEqual([["no-channels", "agent-0"]]);
    expect(unreachable(onVoice(0, 1))).toEqual([["no-capacity", "agent-0"]]);
    expect(unreachable(onVoice(3, 4))).toEqual([["no-capacity", "agent-0"]]);
    expect(unreachable(onVoice(4, 4))).toEqual([]);
    expect(unreachable(onVoice(0, 0))).toEqual([]);
    expect(unreachable({})).toEqual([]);
  });

  test("in a partner team that no stage lets in", () => {
    const teams = { world: always, outside: { calendar: always, partner: true } };
    const policy = (partners: boolean): RoutingPolicy => ({ stages: [{ partners: false }, { partners }] });
    expect(unreachable({ team: "outside" }, { teams, policy: policy(false) })).toEqual([
      ["partners-kept-out", "agent-0"],
    ]);
    expect(unreachable({ team: "outside" }, { teams, policy: policy(true) })).toEqual([]);
    expect(unreachable({ team: "outside" }, { teams })).toEqual([]);
  });

  test("all of a team with the same reason are one finding", () => {
    const calendar = { timeZone: "UTC" };
    const [found, ...more] = find(
      ["agent-unreachable"],
      ["e", "b", "c", "a", "d"].map((id) => ({ id, calendar })),
    );
    expect(more).toEqual([]);
    expect(found?.agentIds).toEqual(["a", "b", "c", "d", "e"]);
    expect(found?.message).toBe("a, b, c and 2 more in World can never be reached: never on shift");
  });
});

describe("teams", () => {
  const idle = finder("team-empty", "all-partners");
  test("without agents", () => {
    expect(messages(idle([{}], { teams: { world: always, newYork: newYork! } }))).toEqual([
      "New York has no agents",
    ]);
    expect(idle([{}])).toEqual([]);
  });

  test("all of them partners", () => {
    const outside = { calendar: always, partner: true };
    expect(idle([{}], { teams: { world: outside } }).map(({ code }) => code)).toEqual(["all-partners"]);
    const both = idle([{}, { team: "own" }], { teams: { world: outside, own: always } });
    expect(both).toEqual([]);
  });
});

describe("a stage that never helps", () => {
  const agents: Partial<AgentConfig>[] = [{ languages: { en: "C1", de: "B2" }, skills: { billing: 60 } }, {}];
  const judge = (
    policy: RoutingPolicy,
    options: Partial<RosterLintOptions> = {},
    config: Partial<RosterConfig> = {},
    people = agents,
  ) =>
    find(["stage-never-helps"], people, { ...config, policy }, options).map(
      ({ stage, severity, reason, vain }) =>
        [stage, severity, reason, ...vain.map(({ why }) => why)].join(" "),
    );
  const stages = (...list: NonNullable<RoutingPolicy["stages"]>) => ({ stages: list });

  test("relaxes nothing", () => {
    expect(judge(stages({ languages: "any-listed" }, { after: "PT5M", languages: "same-language" }))).toEqual(
      ["1 warning relaxes-nothing"],
    );
    expect(judge(stages({ languages: "same-language" }, { after: "PT5M", languages: "any-listed" }))).toEqual(
      [],
    );
    expect(
      judge(stages({}, { dropPreferred: true }, { lowerProficiencyBy: 5 }, { lowerProficiencyBy: 5 })),
    ).toEqual(["3 warning relaxes-nothing"]);
  });

  test("falls back on a language that nobody knows, or on none", () => {
    const common = stages({ languages: "any-listed" }, { languages: "common" });
    expect(judge(common)).toEqual(["1 warning in-vain no-common-language"]);
    expect(judge({ ...common, commonLanguage: "fr" })).toEqual([
      "1 warning in-vain nobody-knows-the-common-language",
    ]);
    expect(judge({ ...common, commonLanguage: "en" })).toEqual([]);
    // On the way from the first language, any that is listed helps all the same.
    expect(judge(stages({}, { languages: "common" }))).toEqual(["1 note in-vain no-common-language"]);
  });

  test("falls back on a translation on no channel, or on one that nobody serves", () => {
    const translated = stages({ languages: "any-listed" }, { languages: "translation" });
    expect(judge(translated)).toEqual(["1 warning in-vain no-translation-channel"]);
    expect(judge({ ...translated, translationChannels: ["email"] })).toEqual([]);
    const capacity = { total: 1, channels: { voice: { max: 1 } } };
    expect(judge({ ...translated, translationChannels: ["email"] }, {}, {}, [{ capacity }])).toEqual([
      "1 warning in-vain nobody-on-the-translation-channels",
    ]);
  });

  test("hopes for related languages where there are none", () => {
    const related = stages({}, { languages: "related" });
    expect(judge(related)).toEqual(["1 warning in-vain no-related-language"]);
    expect(judge({ ...related, relatedWithin: 3 })).toEqual(["1 warning in-vain no-related-language"]);
    expect(judge({ ...related, relatedWithin: 4 })).toEqual([]); // gsw for de, though nobody in the roster knows gsw
    expect(judge({ ...related, relatedLanguages: [["fr", "it"]] })).toHaveLength(1);
    expect(judge({ ...related, relatedLanguages: [["nl", "de"]] })).toEqual([]);
    expect(judge({ ...related, relatedWithin: 4 }, { expected: [{ languages: ["fr"] }] })).toHaveLength(1);
  });

  test("lets partners in where there are none, and other markets where everybody has all", () => {
    expect(judge(stages({ partners: false }, { partners: true }))).toEqual([
      "1 warning in-vain no-partner-team",
    ]);
    const teams = { world: always, outside: { calendar: always, partner: true } };
    const mixed = [{}, { team: "outside" }];
    expect(judge(stages({ partners: false }, { partners: true }), {}, { teams }, mixed)).toEqual([]);
    expect(judge(stages({}, { otherMarkets: true }))).toEqual([
      "1 warning in-vain everybody-is-trained-for-all",
    ]);
    expect(judge(stages({}, { otherMarkets: true }), {}, {}, [{ markets: ["dach"] }])).toEqual([]);
  });

  test("lowers a proficiency that nobody lacks", () => {
    const lower = stages({}, { lowerProficiencyBy: 10 });
    expect(judge(lower)).toEqual([]);
    expect(judge(lower, {}, {}, [{ skills: { billing: 100 } }])).toEqual([
      "1 warning in-vain nobody-below-the-top",
    ]);
  });

  test("helps none of the work that is expected", () => {
    const wider = stages({ languages: "same-language" }, { after: "PT5M", languages: "any-listed" });
    expect(judge(wider, { expected: [{ languages: ["en"] }] })).toEqual(["1 warning nobody-expected"]);
    expect(judge(wider, { expected: [{ languages: ["fr", "en"] }] })).toEqual([]);
    const preferred = stages({}, { dropPreferred: true });
    expect(judge(preferred, { expected: [{ skills: { billing: 1 } }] })).toEqual([
      "1 warning nobody-expected",
    ]);
    expect(judge(preferred, { expected: [{ preferredSkills: { billing: 1 } }] })).toEqual([]);
    const regions = stages({ otherRegions: false }, { otherRegions: true });
    expect(judge(regions)).toEqual([]);
    expect(judge(regions, { expected: [{ region: "EMEA" }] })).toEqual([]);
    expect(judge(regions, { expected: [{}] })).toEqual(["1 warning nobody-expected"]);
  });

  test("the stages of a policy that names none are never told of", () => {
    expect(judge({}, { expected: [{ languages: ["en"] }] })).toEqual([]);
    expect(judge({}, {}, {}, [{}])).toEqual([]);
  });

  test("in words", () => {
    const all = [
      { languages: "any-listed" },
      { languages: "common" },
      { partners: true, dropPreferred: true },
    ] as const;
    const policy = { stages: [{ partners: false, ...all[0] }, ...all.slice(1), {}] };
    expect(messages(find(["stage-never-helps"], agents, { policy }))).toEqual([
      "stage 1 lets in nobody new: the policy names no common language",
      "stage 2 relaxes something in vain: nobody is in a partner team",
      "stage 3 relaxes nothing that the one before did not",
    ]);
  });
});

test("settings of which no stage makes use", () => {
  const unused = (policy: RoutingPolicy) =>
    find(["setting-unused"], [{ languages: { de: "C1" } }], { policy }).map(({ setting }) => setting);
  const all: RoutingPolicy = {
    commonLanguage: "en",
    translationChannels: ["email"],
    relatedLanguages: [["nl", "de"]],
  };
  expect(unused({ ...all, stages: [{}] })).toEqual([
    "relatedLanguages",
    "commonLanguage",
    "translationChannels",
  ]);
  expect(unused(all)).toEqual(["commonLanguage", "translationChannels"]);
  expect(unused({ ...all, stages: [{}, { languages: "common" }] })).toEqual(["translationChannels"]);
  expect(unused({ ...all, stages: [{}, { languages: "translation" }] })).toEqual([]);
  expect(unused({ stages: [{}] })).toEqual([]);
});

describe("hours that drift apart when clocks change", () => {
  const drift = (teams: RosterConfig["teams"], staffed = Object.keys(teams)) =>
    find(
      ["hours-drift"],
      staffed.map((team) => ({ team })),
      { teams },
    );
  const late = (opens: string, more: Partial<CalendarConfig> = {}) =>
    defineCalendar({ timeZone: "America/New_York", weekly: weekdays([opens, "21:00"]), ...more });

  test("London hands on to a New York that opens at noon: in autumn's week of drift there is no hour missing", () => {
    // 17:00 London is 12:00 New York, but 13:00 in the weeks of drift
    expect(drift({ london: { calendar: london!, handsOnTo: ["newYork"] }, newYork: late("12:00") })).toEqual(
      [],
    );
  });

  test("New York hands on to Honolulu: where only one of them changes clocks, half of the year is missing", () => {
    const honolulu = defineCalendar({ timeZone: "Pacific/Honolulu", weekly: weekdays(["12:00", "20:00"]) });
    const [found, ...more] = drift({ newYork: { calendar: newYork!, handsOnTo: ["honolulu"] }, honolulu });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: "warning",
      from: "newYork",
      to: "honolulu",
      gapMs: HOUR_MS,
      overlapMs: 0,
      times: 170,
    });
    expect(iso(found?.at)).toBe("2026-03-09T21:00Z");
    expect(found?.weeks[0]).toBe("2026-W11");
    expect(found?.weeks.at(-1)).toBe("2026-W44");
    expect(found?.message).toBe(
      "New York and Honolulu meet, but not in 2026-W11 to 2026-W44: 170 times up to 60 min are missing between them, as their clocks change at different times",
    );
  });

  test("Sao Paulo to London: holidays are no drift", () => {
    const cover = defineCalendar({
      timeZone: "Europe/London",
      weekly: weekdays(["20:00", "23:00"]),
      holidays: ["2026-08-31", "2026-12-25"],
    });
    const [found] = drift({
      saoPaulo: {
        calendar: { timeZone: "America/Sao_Paulo", weekly: weekdays(["09:00", "17:00"]) }, // closes at 20:00 UTC
        handsOnTo: ["cover"],
      },
      cover,
    });
    expect(found).toBeUndefined(); // London opens at 20:00 UTC in winter, at 19:00 in summer
    const early = { timeZone: "America/Sao_Paulo", weekly: weekdays(["09:00", "16:30"]) };
    const [half] = drift({ saoPaulo: { calendar: early, handsOnTo: ["cover"] }, cover });
    expect(half).toMatchObject({ gapMs: HOUR_MS / 2, overlapMs: HOUR_MS / 2, times: 62 + 48 }); // without Christmas
  });

  test("is a note where another team is there", () => {
    const honolulu = defineCalendar({ timeZone: "Pacific/Honolulu", weekly: weekdays(["12:00", "20:00"]) });
    const teams = { newYork: { calendar: newYork!, handsOnTo: ["honolulu"] }, honolulu, world: always };
    expect(drift(teams)).toMatchObject([{ severity: "note" }]);
    expect(drift(teams, ["newYork", "honolulu"])).toMatchObject([{ severity: "warning" }]); // nobody works in the other
  });

  test("without handsOnTo: who opens next, where nobody is there; to nobody, where the list is empty", () => {
    const honolulu = defineCalendar({ timeZone: "Pacific/Honolulu", weekly: weekdays(["12:00", "20:00"]) });
    expect(drift({ newYork: newYork!, honolulu })).toMatchObject([
      { from: "newYork", to: "honolulu", times: 170 },
    ]);
    expect(drift({ newYork: newYork!, honolulu, world: always })).toEqual([]);
    expect(drift({ newYork: { calendar: newYork!, handsOnTo: [] }, honolulu })).toEqual([]);
    expect(drift({ newYork: newYork!, honolulu }, ["newYork"])).toEqual([]);
  });
});

describe("teams that hand on to each other", () => {
  const loops = (teams: RosterConfig["teams"]) =>
    find(
      ["redirect-loop"],
      Object.keys(teams).map((team) => ({ team })),
      { teams },
    );
  const berlin = week("Europe/Berlin");

  test("while both are closed", () => {
    const [found, ...more] = loops({
      london: { calendar: london!, handsOnTo: ["dublin"] },
      dublin: { calendar: week("Europe/Dublin"), handsOnTo: ["london"] },
      tokyo: tokyo!,
    });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: "warning",
      teams: ["london", "dublin"],
      from: "london",
      times: 522,
      closings: 522,
    });
    expect(found?.message).toBe(
      "London and Dublin hand on to each other while none of them is open: at 522 of 522 closings, first London's on 1 Jan 17:00 UTC",
    );
  });

  test("not round the sun, where somebody is always open", () => {
    const shift = (timeZone: string) => ({ timeZone, weekly: daily(["09:00", "17:00"]) });
    const ring = {
      tokyo: { calendar: shift("Asia/Tokyo"), handsOnTo: ["dubai"] },
      dubai: { calendar: { timeZone: "Asia/Dubai", weekly: daily(["09:00", "24:00"]) }, handsOnTo: ["lima"] },
      lima: {
        calendar: { timeZone: "America/Lima", weekly: daily(["09:00", "19:00"]) },
        handsOnTo: ["tokyo"],
      },
    };
    expect(loops(ring)).toEqual([]);
  });

  test("not where one of them still finds the other open, nor where a third is open to which they lead", () => {
    const pair = (other: RosterConfig["teams"][string], more: string[] = []) => ({
      london: { calendar: london!, handsOnTo: ["other", ...more] },
      other: { calendar: other as CalendarConfig, handsOnTo: ["london"] },
    });
    expect(loops(pair(tokyo!))).toMatchObject([{ severity: "note" }]); // Tokyo closes an hour too early in winter
    const longer = defineCalendar({ timeZone: "Asia/Tokyo", weekly: weekdays(["09:00", "18:00"]) });
    expect(loops(pair(longer))).toEqual([]);
    expect(loops(pair(berlin))).toEqual([]); // at Berlin's closing London is open for another hour
    expect(loops(pair(london!))).toHaveLength(1);
    expect(loops({ ...pair(london!, ["world"]), world: always })).toEqual([]);
    expect(loops({ ...pair(london!), world: always })).toHaveLength(1); // open, but nobody leads there
  });

  test("a circle of three, of which one never opens", () => {
    const [found] = loops({
      a: { calendar: london!, handsOnTo: ["b"] },
      b: { calendar: { timeZone: "UTC" }, handsOnTo: ["c"] },
      c: { calendar: london!, handsOnTo: ["a"] },
    });
    expect(found).toMatchObject({ teams: ["a", "b", "c"], closings: 522 });
    expect(loops({ a: { calendar: london!, handsOnTo: ["b"] }, b: london! })).toEqual([]);
  });

  test("a lunch break hands nothing on", () => {
    const weekly = weekdays(["09:00", "12:00"], ["13:00", "17:00"]);
    const lunch = (timeZone: string) => ({ timeZone, weekly });
    const [found] = loops({
      a: { calendar: lunch("Europe/London"), handsOnTo: ["b"] },
      b: { calendar: lunch("Europe/Dublin"), handsOnTo: ["a"] },
    });
    expect(found).toMatchObject({ closings: 522 });
  });
});

describe("bad input is refused", () => {
  const roster = defineRoster({ teams: { world: always }, agents: [] });
  const problem = (options: unknown) => problemOf(() => lintRoster(roster, options as RosterLintOptions));

  test.each<[options: unknown, problem: string]>([
    [{}, "instant.invalid options.window.from"],
    [{ window: { from: "2026-01-01", to: YEAR.to } }, "instant.no-zone options.window.from"],
    [{ window: { from: YEAR.to, to: YEAR.from } }, "window.order options.window.to"],
    [{ window: YEAR, hours: { timeZone: "UTC" } }, "argument.invalid options.hours"],
    [{ window: YEAR, expected: { channel: "chat" } }, "argument.invalid options.expected"],
    [{ window: YEAR, expected: [null] }, "argument.invalid options.expected[0]"],
    [{ window: YEAR, expected: [{ channel: 5 }] }, "config.shape options.expected[0].channel"],
    [
      { window: YEAR, expected: [{}, { languages: ["english!"] }] },
      "config.language options.expected[1].languages[0]",
    ],
    [
      { window: YEAR, expected: [{ skills: { billing: 101 } }] },
      "config.order options.expected[0].skills.billing",
    ],
    [{ window: YEAR, expected: [{ chanel: "chat" }] }, "config.unknown-key options.expected[0].chanel"],
  ])("%j", (options, expected) => {
    expect(problem(options)).toBe(expected);
  });
});

const LEVELS = ["A2", "B1", "B2", "native"] as const;
const GOOD: readonly string[] = ["B2", "native"];
const people = fc.array(
  fc.record({
    team: fc.nat(3),
    languages: fc.dictionary(fc.constantFrom("en", "ja", "de"), fc.constantFrom(...LEVELS)),
    skills: fc.dictionary(fc.constantFrom("billing", "voip"), fc.constantFrom(10, 90)),
    absent: fc.array(fc.tuple(fc.integer({ min: -50, max: 900 }), fc.integer({ min: 1, max: 300 })), {
      maxLength: 2,
    }),
  }),
  { minLength: 1, maxLength: 6 },
);

describe("as counted quarter of an hour by quarter of an hour", () => {
  prop.prop([postPlans(), people, fc.boolean()], runs(25))(
    "who covers what, and who is alone",
    ({ plans, from, to }, drawn, inHours) => {
      const teams = Object.fromEntries(
        plans.map(({ config }, index) => [`t${index}`, defineCalendar(config)]),
      );
      const agents = drawn.map(({ team, absent, ...knows }, index) => ({
        id: `agent-${index}`,
        team: `t${team % plans.length}`,
        ...knows,
        absences: absent.map(([after, length]) => {
          const start = from + after * QUARTER_MS;
          return [start, start + length * QUARTER_MS] as const;
        }),
      }));
      const hours = inHours ? teams["t0"] : undefined;
      const options = { window: { from: new Date(from), to: new Date(to) }, hours };
      const found = lintRoster(defineRoster({ teams, agents }), options);
      const isThere = (agent: (typeof agents)[number], at: number) =>
        isOpen(teams[agent.team]!, at) && !agent.absences.some(([start, end]) => start <= at && at < end);
      const quarters: number[] = [];
      for (let at = from; at < to; at += QUARTER_MS)
        if (hours === undefined || isOpen(hours, at)) quarters.push(at);

      const check = (asked: string, kind: "languages" | "skills") => {
        const isAsked = (each: RosterFinding) =>
          kind === "languages"
            ? "languages" in each && each.languages[0] === asked
            : "skills" in each && asked in each.skills;
        const about = found.filter(isAsked);
        const holders = agents.filter((agent) =>
          kind === "languages" ? GOOD.includes(agent.languages[asked] ?? "") : asked in agent.skills,
        );
        const there = quarters.map((at) => holders.filter((agent) => isThere(agent, at)));
        const empty = quarters.filter((_, index) => there[index]?.length === 0);
        const alone = there.filter(({ length }) => length === 1);
        const uncovered = about.find((each) =>
          each.code.endsWith("-uncovered"),
        ) as Found<"language-uncovered">;
        expect(uncovered?.uncoveredMs ?? 0).toBe(empty.length * QUARTER_MS);
        const held = about.find((each) => each.code.endsWith("-held-by-one")) as Found<"skill-held-by-one">;
        expect(held?.aloneMs ?? 0).toBe(alone.length * QUARTER_MS);
        expect(held !== undefined).toBe(alone.length > 0 || holders.length === 1);
        expect(held?.severity === "warning").toBe(holders.length === 1);
        const counts = held?.agents.map(({ agentId, aloneMs }) => [agentId, aloneMs / QUARTER_MS]) ?? [];
        for (const [agentId, count] of counts)
          expect(count).toBe(alone.filter(([one]) => one?.id === agentId).length);
        if (uncovered !== undefined) checkHours(uncovered, quarters, new Set(empty));
      };
      for (const language of new Set(agents.flatMap(({ languages }) => Object.keys(languages))))
        check(language, "languages");
      for (const skill of new Set(agents.flatMap(({ skills }) => Object.keys(skills))))
        check(skill, "skills");
    },
  );

  /** An uncovered quarter lies in the hours that never are covered, or in a gap; a covered one in neither. */
  function checkHours(
    found: Found<"language-uncovered">,
    wanted: readonly number[],
    empty: ReadonlySet<number>,
  ) {
    const never = defineCalendar({ timeZone: found.timeZone, weekly: found.always });
    let others = 0;
    for (const at of wanted) {
      const isNever = isOpen(never, at);
      if (isNever) expect(empty.has(at)).toBe(true);
      if (!empty.has(at) || isNever) continue;
      others++;
      if (found.gapCount <= found.gaps.length)
        expect(found.gaps.some(({ from, to }) => from.getTime() <= at && at < to.getTime())).toBe(true);
    }
    expect(others > 0).toBe(found.gapCount > 0);
  }
});
