import { describe, expect, test } from "vitest";
import {
  defineCalendar,
  defineSlaPolicies,
  lintSlaPolicies,
  type Condition,
  type SlaConfig,
  type SlaPolicyConfig,
} from "follow-the-sun";
import { london } from "../support/tickets.js";

const never = defineCalendar({ timeZone: "UTC" });
const findings = (policies: readonly SlaPolicyConfig[], more: Partial<SlaConfig> = {}) =>
  lintSlaPolicies(defineSlaPolicies({ teams: { london }, ...more, policies })).map(
    ({ code, policy, metric }) => [code, policy, metric].filter((each) => each !== undefined).join(" "),
  );
const targets = { firstReply: { hours: 1 }, resolution: { hours: 8 } };

test("nothing is found in policies that are well", () => {
  expect(
    findings([
      { id: "vip", when: { vip: true }, targets },
      { id: "all", targets, pausedStatuses: ["pending"] },
    ]),
  ).toEqual([]);
  expect(findings([])).toEqual([]);
});

describe("a target can never be met", () => {
  test("where the hours on which it counts never come", () => {
    const teams = { london, never };
    const counted = (calendar: NonNullable<SlaConfig["policies"][number]["targets"]["resolution"]>) =>
      findings([{ id: "all", targets: { resolution: calendar } }], { teams });
    expect(counted({ target: { hours: 8 }, calendar: { fixed: "never" } })).toEqual([
      "never-met all resolution",
    ]);
    expect(counted({ target: { hours: 8 }, calendar: { fixed: "london" } })).toEqual([]);
    expect(counted({ target: { hours: 8 } })).toEqual([]); // London is a team, too
    expect(counted({ target: { hours: 8 }, calendar: "owner-at-the-time" })).toEqual([]);
    expect(counted({ target: { hours: 8 }, calendar: "customer" })).toEqual(["never-met all resolution"]); // there are none
  });

  test("where no team is ever open", () => {
    expect(findings([{ id: "all", targets }], { teams: { never } })).toEqual([
      "never-met all firstReply",
      "never-met all resolution",
    ]);
  });
});

describe("a policy can never match", () => {
  const second = (first: SlaPolicyConfig["when"], then: SlaPolicyConfig["when"]) =>
    findings([
      { id: "first", when: first, targets },
      { id: "second", when: then, targets },
    ]);

  test.each<[string, SlaPolicyConfig["when"], SlaPolicyConfig["when"]]>([
    ["behind one for every ticket", undefined, { priority: "high" }],
    ["behind the same", { priority: "high" }, { priority: "high" }],
    ["behind one with fewer conditions", { priority: "high" }, { priority: "high", vip: true }],
    ["behind a list that has its value", { priority: ["high", "urgent"] }, { priority: "urgent" }],
    ["behind a list that has all of its values", { priority: ["a", "b", "c"] }, { priority: ["c", "a"] }],
    ["behind a range that holds its value", { seats: { atLeast: 10 } }, { seats: 50 }],
    [
      "behind a range that holds its range",
      { seats: { atLeast: 10 } },
      { seats: { atLeast: 50, atMost: 90 } },
    ],
    ["behind a not that does not exclude its value", { priority: { not: ["low"] } }, { priority: "high" }],
    [
      "behind a not that excludes less",
      { priority: { not: ["low"] } },
      { priority: { not: ["low", "test"] } },
    ],
  ])("%s", (_, first, then) => {
    expect(second(first, then)).toEqual(["never-matches second"]);
  });

  test.each<[string, Condition]>([
    ["an empty list", []],
    ["a range with its ends the wrong way round", { atLeast: 50, atMost: 10 }],
  ])("with %s", (_, condition) => {
    expect(findings([{ id: "odd", when: { seats: condition }, targets }])).toEqual(["never-matches odd"]);
  });

  test.each<[string, SlaPolicyConfig["when"], SlaPolicyConfig["when"]]>([
    ["another value", { priority: "high" }, { priority: "low" }],
    ["one condition less", { priority: "high", vip: true }, { priority: "high" }],
    ["a wider list", { priority: ["a", "b"] }, { priority: ["a", "c"] }],
    ["a wider range", { seats: { atLeast: 50 } }, { seats: { atLeast: 10 } }],
    ["a not, which a missing attribute meets", { priority: ["high"] }, { priority: { not: ["low"] } }],
  ])("but can with %s", (_, first, then) => {
    expect(second(first, then)).toEqual([]);
  });

  test("but can behind a predicate, of which nobody knows", () => {
    const where = () => true;
    expect(
      findings([
        { id: "first", where, targets },
        { id: "second", targets },
      ]),
    ).toEqual([]);
    expect(
      findings([
        { id: "first", targets },
        { id: "second", where, targets },
      ]),
    ).toEqual(["never-matches second"]);
  });

  test("and the sentence names the policy that takes its tickets", () => {
    const sla = defineSlaPolicies({
      teams: { london },
      policies: [
        { id: "first", targets },
        { id: "second", targets },
      ],
    });
    expect(lintSlaPolicies(sla)[0]?.sentence).toBe("every ticket that it matches is first's already");
  });
});

describe("a reply may come after the resolution", () => {
  test("where its target is longer, on the same hours", () => {
    const slow = { firstReply: { hours: 9 }, nextReply: { hours: 8 }, resolution: { hours: 8 } };
    expect(findings([{ id: "all", targets: slow }])).toEqual(["reply-after-resolution all firstReply"]);
  });

  test("also where only the first of two resolutions is that short", () => {
    const slow = { firstReply: { hours: 4 }, firstResolution: { hours: 2 }, resolution: { hours: 8 } };
    expect(findings([{ id: "all", targets: slow }])).toEqual(["reply-after-resolution all firstReply"]);
  });

  test("but not on other hours, which cannot be compared", () => {
    const other = {
      firstReply: { target: { hours: 9 }, calendar: { fixed: "london" } },
      resolution: { hours: 8 },
    };
    expect(findings([{ id: "all", targets: other }])).toEqual([]);
  });
});

test("paused statuses that stop none of its clocks are told", () => {
  const pausedStatuses = ["pending"];
  expect(findings([{ id: "words", targets: { firstReply: { hours: 1 } }, pausedStatuses }])).toEqual([
    "pauses-nothing words",
  ]);
  const pausing = { firstReply: { target: { hours: 1 }, pauses: true } };
  expect(findings([{ id: "words", targets: pausing, pausedStatuses }])).toEqual([]);
});

test("findings come in the order of the policies", () => {
  expect(
    findings([
      { id: "a", targets: { firstReply: { hours: 1 } }, pausedStatuses: ["x"] },
      { id: "b", when: { p: [] }, targets },
      { id: "c", targets: { firstReply: { hours: 9 }, resolution: { hours: 8 } } },
    ]),
  ).toEqual([
    "pauses-nothing a",
    "never-matches b",
    "never-matches c",
    "reply-after-resolution c firstReply",
  ]);
});
