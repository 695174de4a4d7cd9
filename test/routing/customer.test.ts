import { describe, expect, test } from "vitest";
import {
  defineCalendar,
  defineCustomer,
  fairnessOf,
  FollowTheSunError,
  isOpen,
  route,
  workFor,
  type AgentConfig,
  type CustomerConfig,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { deskOf, mail, MINUTE, NOON, place } from "./support.js";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hoursAgo = (agentId: string, hours: number) => ({ agentId, at: NOON - hours * HOUR });
const preferred = (config: Partial<CustomerConfig>, affinityFor?: string) =>
  workFor(defineCustomer({ id: "C-1", ...config }), mail("T-1"), affinityFor).preferredAgents;

describe("a customer", () => {
  test("may be no more than an id", () => {
    expect(defineCustomer({ id: "C-1" })).toEqual({
      kind: "customer",
      id: "C-1",
      languages: [],
      servedBy: [],
    });
  });

  test("may be called from nine to eight, every day, on their own clock, unless they say otherwise", () => {
    const { politeHours } = defineCustomer({ id: "C-1", timeZone: "Asia/Tokyo" });
    const open = (at: string) => politeHours && isOpen(politeHours, at);
    const sunday = "2026-01-18T";
    expect(["08:59", "09:00", "19:59", "20:00"].map((time) => open(`${sunday}${time}:00+09:00`))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(defineCustomer({ id: "C-1" }).politeHours).toBeUndefined();
  });

  test("may have polite hours as the config of a calendar or as a calendar, which say the zone", () => {
    const config = { timeZone: "Asia/Tokyo", weekly: { mon: [["10:00", "12:00"]] } } as const;
    const calendar = defineCalendar(config);
    expect(defineCustomer({ id: "C-1", politeHours: config })).toMatchObject({ timeZone: "Asia/Tokyo" });
    expect(defineCustomer({ id: "C-1", politeHours: calendar }).politeHours).toBe(calendar);
  });

  test("was served by the latest first, each agent once, ties by id", () => {
    const servedBy = [
      hoursAgo("old", 9),
      hoursAgo("b", 3),
      hoursAgo("a", 3),
      hoursAgo("old", 1),
      hoursAgo("b", 5),
    ];
    expect(defineCustomer({ id: "C-1", servedBy }).servedBy).toEqual([
      { agentId: "old", at: new Date(NOON - HOUR) },
      { agentId: "a", at: new Date(NOON - 3 * HOUR) },
      { agentId: "b", at: new Date(NOON - 3 * HOUR) },
    ]);
  });

  test("does not change when the lists it was made from do", () => {
    const config = { id: "C-1", languages: ["ja"], residency: ["EU"] };
    const customer = defineCustomer(config);
    config.languages.push("en");
    config.residency.push("US");
    expect(customer).toMatchObject({ languages: ["ja"], residency: ["EU"] });
  });

  test.each<[string, unknown, string]>([
    ["without an id", {}, "config.shape customer.id"],
    ["that is nobody", null, "config.shape customer"],
    ["with a language that is none", { languages: ["ja", "jp_JP"] }, "config.language customer.languages[1]"],
    ["with a zone that is none", { timeZone: "Mars" }, "zone.unknown customer.timeZone"],
    [
      "with a zone that is none, though there are polite hours",
      { timeZone: "Mars", politeHours: { timeZone: "UTC" } },
      "zone.unknown customer.timeZone",
    ],
    [
      "with polite hours of no zone",
      { politeHours: { timeZone: "EST" } },
      "zone.abbreviation customer.politeHours.timeZone",
    ],
    ["with polite hours that are none", { politeHours: "09:00-17:00" }, "config.shape customer.politeHours"],
    [
      "served at no instant",
      { servedBy: [{ agentId: "a", at: "yesterday" }] },
      "instant.invalid customer.servedBy[0].at",
    ],
    ["served by nobody", { servedBy: [{ at: NOON }] }, "config.shape customer.servedBy[0].agentId"],
    ["with a key too many", { email: "x@example.org" }, "config.unknown-key customer.email"],
  ])("is refused %s", (_, config, problem) => {
    const whole = config === null || problem.endsWith(".id") ? config : { id: "C-1", ...(config as object) };
    expect(problemOf(() => defineCustomer(whole as CustomerConfig))).toBe(problem);
  });

  test("is refused with everything that is wrong told at once", () => {
    let codes: string[] = [];
    try {
      defineCustomer({ id: "", languages: ["english"], timeZone: "Mars" });
    } catch (error) {
      codes = (error as FollowTheSunError).problems.map(({ code, path }) => `${code} ${path}`);
    }
    expect(codes.sort()).toEqual([
      "config.language customer.languages[0]",
      "config.shape customer.id",
      "zone.unknown customer.timeZone",
    ]);
  });
});

describe("a customer's work", () => {
  const customer = defineCustomer({
    id: "C-1",
    languages: ["ja", "en"],
    preferredChannel: "chat",
    market: "JP",
    region: "APAC",
    residency: ["JP"],
    servedBy: [hoursAgo("yuki", 20)],
  });

  test("has from the customer what it does not say itself", () => {
    expect(workFor(customer, { id: "T-1", arrivedAt: NOON })).toEqual({
      id: "T-1",
      arrivedAt: NOON,
      channel: "chat",
      languages: ["ja", "en"],
      market: "JP",
      region: "APAC",
      residency: ["JP"],
      preferredAgents: ["yuki"],
    });
  });

  test("keeps what it does say, an empty list included, and takes undefined for silence", () => {
    const work = mail("T-1", { languages: ["fr"], market: "FR", preferredAgents: [], region: undefined });
    expect(workFor(customer, work)).toMatchObject({
      channel: "email",
      languages: ["fr"],
      market: "FR",
      preferredAgents: [],
      region: "APAC",
    });
  });

  test("asks for nothing where the customer says nothing", () => {
    expect(workFor(defineCustomer({ id: "C-1" }), mail("T-1"))).toEqual({
      ...mail("T-1"),
      preferredAgents: [],
    });
  });

  test("needs a channel from one of the two, and an arrival", () => {
    const silent = defineCustomer({ id: "C-1" });
    expect(problemOf(() => workFor(silent, { id: "T-1", arrivedAt: NOON }))).toBe(
      "config.shape work.channel",
    );
    expect(problemOf(() => workFor(customer, { id: "T-1" } as never))).toBe("instant.invalid work.arrivedAt");
  });

  test("prefers who served them no longer ago than affinity lasts, counted to its arrival", () => {
    const servedBy = [hoursAgo("today", 2), hoursAgo("edge", 24), hoursAgo("long-ago", 24.1)];
    expect(preferred({ servedBy })).toEqual(["today", "edge", "long-ago"]);
    expect(preferred({ servedBy }, "PT24H")).toEqual(["today", "edge"]);
    expect(preferred({ servedBy }, "PT0S")).toEqual([]);
    expect(problemOf(() => preferred({ servedBy }, "P1D"))).toBe("duration.calendar-unit affinityFor");
    const later = mail("T-2", { arrivedAt: NOON + DAY });
    expect(workFor(defineCustomer({ id: "C-1", servedBy }), later, "PT24H").preferredAgents).toEqual([]);
  });
});

describe("who served the customer last", () => {
  const customer = defineCustomer({ id: "C-1", servedBy: [hoursAgo("agent-1", 1), hoursAgo("agent-2", 2)] });
  const work = (more: Partial<WorkItem> = {}) => workFor(customer, mail("T-1", more));
  const desk = (policy: RoutingPolicy, agents: readonly Partial<AgentConfig>[] = [{}, {}, {}]) =>
    deskOf(agents, { policy });
  const at = (minutes: number) => NOON + minutes * MINUTE;
  const told = (...question: Parameters<typeof route>) => {
    const answer = route(...question);
    return answer.kind === "assigned"
      ? `${answer.agentId} ${answer.chosenBy}`
      : `${answer.kind} ${answer.reason}`;
  };

  test("comes first, and of several the latest who can", () => {
    expect(told(desk({}), work(), NOON)).toBe("agent-1 preferred");
    const [busy] = place(desk({}), mail("T-0", { preferredAgents: ["agent-1"] }), NOON);
    expect(told(busy, work(), NOON)).toBe("agent-2 preferred");
  });

  test("comes first for as long as the policy prefers, counted from the arrival, that instant not included", () => {
    const policy: RoutingPolicy = { preferFor: { minutes: 10 } };
    expect(told(desk(policy), work(), at(10) - 1)).toBe("agent-1 preferred");
    expect(told(desk(policy), work(), at(10))).toBe("agent-0 fair-share");
    expect(told(desk({ preferFor: { minutes: 0 } }), work(), NOON)).toBe("agent-0 fair-share");
  });

  test("is waited for while work is reserved, until one of them is free or it ends", () => {
    const reserving = desk({ reserveForPreferred: { minutes: 10 } });
    const both = ["agent-1", "agent-2"].reduce(
      (each, id) => place(each, mail(`for ${id}`, { preferredAgents: [id] }), NOON)[0],
      reserving,
    );
    expect(route(both, work(), at(3))).toMatchObject({ reason: "reserved", until: new Date(at(10)) });
    expect(told(both, work(), at(10))).toBe("agent-0 fair-share");
    expect(told(both, work({ preferredAgents: ["agent-0", "agent-1"] }), at(3))).toBe("agent-0 preferred");
  });

  test("is not waited for when they have left, must not have it, declined it, or could not do it", () => {
    const reserving = desk({ reserveForPreferred: { minutes: 10 } }, [{}, { location: "US" }]);
    for (const more of [
      { preferredAgents: ["nobody"] },
      { excludedAgents: ["agent-1"] },
      { residency: ["EU"] },
      { authority: 1 },
    ])
      expect(told(reserving, work(more), NOON)).not.toMatch(/reserved/);
  });

  test("is not waited for longer than they are preferred", () => {
    const policy: RoutingPolicy = { reserveForPreferred: { minutes: 30 }, preferFor: { minutes: 5 } };
    const [busy] = place(desk(policy, [{}, {}]), mail("T-0", { preferredAgents: ["agent-1"] }), NOON);
    expect(route(busy, work(), NOON)).toMatchObject({ reason: "reserved", until: new Date(at(5)) });
    expect(told(busy, work(), at(5))).toBe("agent-0 fair-share");
  });

  test("is not waited for where nothing is reserved, though the clock that told the arrival runs ahead", () => {
    const [busy] = place(desk({}, [{}, {}]), mail("T-0", { preferredAgents: ["agent-1"] }), NOON);
    expect(told(busy, work({ arrivedAt: NOON + 50 }), NOON)).toBe("agent-0 fair-share");
  });

  test("gets it outside the ledger, in the fixed column", () => {
    const [after] = place(desk({}), work({ size: 2 }), NOON);
    expect(fairnessOf(after).accounts).toMatchObject([
      { owed: 0, got: 0, fixed: 0 },
      { owed: 0, got: 0, fixed: 2 },
      { owed: 0, got: 0, fixed: 0 },
    ]);
  });
});
