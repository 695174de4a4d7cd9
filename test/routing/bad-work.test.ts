import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  defineRoster,
  explainAgent,
  FollowTheSunError,
  holderOf,
  loadDesk,
  route,
  saveDesk,
  type DeskEvent,
  type SavedDesk,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { always, deskOf, mail, NOON } from "./support.js";

/** Every problem of a work item, as `code path`. */
function work(more: object): string[] {
  try {
    route(deskOf([{}]), { ...mail("T-1"), ...more }, NOON);
  } catch (error) {
    if (error instanceof FollowTheSunError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe("a language tag", () => {
  const teams = { world: always };
  /** What a work item, an agent and a policy say to it. */
  const said = (tag: string) => {
    const agents = [{ id: "a", team: "world", languages: { [tag]: "C1" as const } }];
    return [
      () => route(deskOf([]), mail("T-1", { languages: [tag] }), NOON),
      () => defineRoster({ teams, agents }),
      () => defineRoster({ teams, agents: [], policy: { commonLanguage: tag } }),
    ].map(problemOf);
  };

  test.each([
    ...[" ", "x", "e", "english", "en_US", "en-", "-en", "en--US", " en", "en\n", "en US", "12", "en-US-US"],
    ...[
      "und",
      "mul",
      "mis",
      "zxx",
      "UND",
      "und-Latn",
      "x-klingon",
      "zh-Hant-",
      "zh-Hant-TW-",
      "en-u",
      "en-x",
      "日本語",
    ],
  ])("%j is none", (tag) => {
    expect(said(tag).map((problem) => problem.split(" ")[0])).toEqual(Array(3).fill("config.language"));
  });

  test.each([
    ...[
      "en",
      "EN-us",
      "yue",
      "zh-yue",
      "zh-cmn-Hans-CN",
      "sr-Latn",
      "es-419",
      "de-CH-1996",
      "sl-rozaj-biske",
    ],
    ...["en-u-ca-gregory", "de-DE-u-co-phonebk", "en-x-twain", "hy-Latn-IT-arevela", "iw"],
  ])("%j is one", (tag) => {
    expect(said(tag)).toEqual(Array(3).fill("no problem"));
  });

  test.each<[string, string, boolean]>([
    ["he", "iw", true],
    ["iw-IL", "HE", true],
    ["id", "in", true],
    ["zh-cmn", "zh-Hans", true],
    ["zh-yue", "yue-HK", true],
    ["zh-yue", "zh", false],
    ["sr-Latn", "SR-latn-RS", true],
    ["sr-Latn", "sr-Cyrl", false],
    ["sr-Latn", "sr", true],
    ["zh-TW", "zh-hant", true],
    ["zh-TW", "zh", false],
    ["en-u-ca-gregory", "en-GB", true],
  ])("who wants %s can be written to by who knows %s: %s", (wanted, known, can) => {
    const desk = deskOf([{ languages: { [known]: "C1" } }]);
    expect(route(desk, mail("T-1", { languages: [wanted] }), NOON).kind).toBe(
      can ? "assigned" : "unroutable",
    );
  });
});

describe("a work item is refused", () => {
  test.each<[string, object, string]>([
    ["without an arrival", { arrivedAt: undefined }, "instant.invalid work.arrivedAt"],
    ["that arrived at no instant", { arrivedAt: NaN }, "instant.invalid work.arrivedAt"],
    ["that arrived before there were computers", { arrivedAt: -1 }, "instant.range work.arrivedAt"],
    ["that is due by a clock of no zone", { dueAt: "2026-01-14T12:00" }, "instant.no-zone work.dueAt"],
    ["of no name", { id: "" }, "config.shape work.id"],
    ["of a name that is a number", { id: 7 }, "config.shape work.id"],
    ["on no channel", { channel: null }, "config.shape work.channel"],
    ["at a level that is none", { minLevel: "b2" }, "config.shape work.minLevel"],
    ["in a language that is none", { languages: ["en", "english"] }, "config.language work.languages[1]"],
    ["with a list that has a hole", { residency: [, "EU"] }, "config.shape work.residency[0]"],
    ["with a skill below nothing", { skills: { billing: -1 } }, "config.shape work.skills.billing"],
    ["with authority of no number", { authority: NaN }, "config.shape work.authority"],
    ["that is sensitive in words", { sensitive: "yes" }, "config.shape work.sensitive"],
    ["that excludes nobody in particular", { excludedAgents: [""] }, "config.shape work.excludedAgents[0]"],
    ["with a key too many", { langauges: ["en"] }, "config.unknown-key work.langauges"],
  ])("%s", (_, more, problem) => {
    expect(work(more)).toEqual([problem]);
  });

  test.each([0, -1, 0.0001, 1e-10, 1000.001, NaN, Infinity, "1", null])("of a size of %s", (size) => {
    expect(work({ size })).toEqual(["config.shape work.size"]);
  });

  test("with everything that is wrong told at once", () => {
    const wrong = { id: "", channel: 1, languages: ["und"], minLevel: "C3", size: 0, colour: "red" };
    expect(work(wrong).map((each) => each.split(" ")[1])).toEqual(
      ["id", "channel", "languages[0]", "minLevel", "size", "colour"].map((key) => `work.${key}`),
    );
  });

  test("that asks for more of a skill than the scale has", () => {
    expect(work({ skills: { billing: 101 } })).toEqual(["config.order work.skills.billing"]);
    expect(work({ preferredSkills: { vip: 100, "phone calls": 100.1 } })).toEqual([
      'config.order work.preferredSkills["phone calls"]',
    ]);
    expect(work({ skills: { billing: 100 } })).toEqual([]);
  });
});

test.each(["constructor", "toString", "hasOwnProperty"])(
  "%s is a channel, a skill, a clearance, a market or an id like any other",
  (name) => {
    const capacity = { total: 2, channels: { [name]: { max: 1 }, email: { max: 2 } } };
    const skills = { [name]: 5 };
    const desk = deskOf([{ id: name, capacity, skills, clearances: [name], markets: [name] }]);
    const named = mail(name, { channel: name, skills, clearances: [name], market: name });
    const answer = route(desk, named, NOON);
    expect(answer).toMatchObject({ kind: "assigned", agentId: name });
    if (answer.kind !== "assigned") return;
    const held = applyDeskEvent(desk, answer.event);
    expect(explainAgent(held, mail("T-2", { channel: name }), name, NOON).failures).toEqual([
      { code: "channel-full", channel: name, open: 1, max: 1 },
    ]);
    const done: DeskEvent = { type: "released", at: NOON, agentId: name, workId: name };
    for (const each of [held, applyDeskEvent(held, done)])
      expect(route(each, mail("T-3"), NOON)).toMatchObject({ agentId: name });
  },
);

test("an instant may be an object of any library, also one that refers to itself", () => {
  const instant = { toMillis: () => NOON, self: {} };
  instant.self = instant;
  expect(work({ arrivedAt: instant })).toEqual([]);
  const agents = [{ id: "a", team: "world", absences: [[instant, NOON + 1]] as const }];
  expect(problemOf(() => defineRoster({ teams: { world: always }, agents }))).toBe("no problem");
});

test("__proto__ is an id, a channel, a clearance or a market like any other", () => {
  const name = "__proto__";
  const desk = deskOf([{ id: name, capacity: 2, clearances: [name], markets: [name] }]);
  const answer = route(desk, mail(name, { channel: name, clearances: [name], market: name }), NOON);
  expect(answer).toMatchObject({ kind: "assigned", agentId: name });
  if (answer.kind !== "assigned") return;
  const held = applyDeskEvent(desk, answer.event);
  expect(agentState(held, name)).toMatchObject({ used: 1, open: Object.fromEntries([[name, 1]]) });
  expect(route(held, mail("T-3"), NOON)).toMatchObject({ agentId: name });
  expect(
    holderOf(loadDesk(held.roster, JSON.parse(JSON.stringify(saveDesk(held))) as SavedDesk), name),
  ).toBeDefined();
});

test.each(["languages", "skills", "capacity.channels"])("__proto__ is no key of an agent's %s", (key) => {
  const [first = "", second] = key.split(".");
  const record = JSON.parse('{ "__proto__": null }') as object;
  const value = second === undefined ? record : { total: 1, [second]: record };
  const agents = [{ id: "a", team: "world", [first]: value }];
  expect(problemOf(() => defineRoster({ teams: { world: always }, agents }))).toMatch(
    `roster.agents[0].${key}`,
  );
});
