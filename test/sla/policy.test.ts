import { describe, expect, test } from "vitest";
import {
  defineSlaPolicies,
  openTicket,
  ticketStatus,
  type Attributes,
  type Condition,
  type SlaPolicyConfig,
  type TargetConfig,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { nineToFive } from "../support/open-hours.js";
import { created, cycleOf, HOUR, instant, london, mon, tokyo, ticketUnder, tue } from "../support/tickets.js";

type Some = Omit<SlaPolicyConfig, "id" | "targets">;

/** Which of the policies a ticket with these attributes is under. */
function policyOf(policies: Readonly<Record<string, Some>>, attributes: Attributes): string | undefined {
  const sla = defineSlaPolicies({
    teams: { london },
    policies: Object.entries(policies).map(([id, each]) => ({
      id,
      targets: { firstReply: { hours: 1 } },
      ...each,
    })),
  });
  const ticket = openTicket(sla, { type: "created", at: mon("09:00"), attributes });
  return ticketStatus(ticket, mon("09:00")).policy;
}

describe("a condition", () => {
  const holds = (condition: Condition, value?: string | number | boolean) =>
    policyOf({ it: { when: { x: condition } } }, value === undefined ? {} : { x: value }) === "it";

  test.each<[string, Condition, (string | number | boolean)[], (string | number | boolean | undefined)[]]>([
    ["a value is that value, of that type", "high", ["high"], ["High", "low", "", undefined]],
    ["a number is no text", 1, [1], ["1", true, undefined]],
    ["false is not a missing attribute", false, [false], [true, 0, undefined]],
    ["a list is one of its values", ["gold", 3], ["gold", 3], ["silver", "3", undefined]],
    ["an empty list is nothing", [], [], ["gold", undefined]],
    [
      "a range holds both of its ends",
      { atLeast: 10, atMost: 50 },
      [10, 33.3, 50],
      [9.99, 51, "20", undefined],
    ],
    ["a range may have one end", { atLeast: 10 }, [10, 1e9], [9, -1, true]],
    ["a range without ends is any number", {}, [-1, 0, 1e9], ["1", undefined]],
  ])("%s", (_, condition, right, wrong) => {
    expect(right.map((value) => holds(condition, value))).toEqual(right.map(() => true));
    expect(wrong.map((value) => holds(condition, value))).toEqual(wrong.map(() => false));
  });

  test("not is met by everything else, a missing attribute included", () => {
    const not = { not: ["test", "spam"] };
    expect([holds(not, "test"), holds(not, "spam"), holds(not, "real"), holds(not)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("a policy", () => {
  test("wants all of its conditions", () => {
    const policies = { vip: { when: { plan: "enterprise", seats: { atLeast: 100 } } } };
    expect(policyOf(policies, { plan: "enterprise", seats: 100 })).toBe("vip");
    expect(policyOf(policies, { plan: "enterprise", seats: 99 })).toBeUndefined();
    expect(policyOf(policies, { seats: 100 })).toBeUndefined();
  });

  test("may have a predicate of its own beside them", () => {
    const policies = {
      "night-only": {
        when: { kind: "outage" },
        where: ({ email }: Attributes) => String(email).endsWith("@acme.com"),
      },
    };
    expect(policyOf(policies, { kind: "outage", email: "ana@acme.com" })).toBe("night-only");
    expect(policyOf(policies, { kind: "outage", email: "ana@other.com" })).toBeUndefined();
    expect(policyOf(policies, { kind: "question", email: "ana@acme.com" })).toBeUndefined();
  });

  test("holds where it is the first that matches", () => {
    const policies = { vip: { when: { vip: true } }, urgent: { when: { priority: "urgent" } }, others: {} };
    expect(policyOf(policies, { vip: true, priority: "urgent" })).toBe("vip");
    expect(policyOf(policies, { priority: "urgent" })).toBe("urgent");
    expect(policyOf(policies, {})).toBe("others");
  });

  test("that does not match promises nothing", () => {
    const ticket = ticketUnder({ when: { vip: true }, targets: { firstReply: { hours: 1 } } }, [
      created(mon("09:00")),
    ]);
    expect(ticketStatus(ticket, mon("12:00"))).toEqual({
      policy: undefined,
      cycles: [],
      nextChangeAt: undefined,
    });
  });

  test("stays as it was defined, whatever becomes of the config", () => {
    const when: Record<string, Condition> = { priority: "high" };
    const sla = defineSlaPolicies({
      teams: { london },
      policies: [{ id: "high", when, targets: { firstReply: { hours: 1 } } }],
    });
    when.priority = "low";
    const ticket = openTicket(sla, { type: "created", at: mon("09:00"), attributes: { priority: "high" } });
    expect(ticketStatus(ticket, mon("09:00")).policy).toBe("high");
  });
});

describe("what a policy leaves out:", () => {
  const targets = {
    firstReply: { hours: 1 },
    nextReply: { hours: 1 },
    periodicUpdate: { hours: 1 },
    requesterWait: { hours: 1 },
    agentWork: { hours: 1 },
    firstResolution: { hours: 1 },
    resolution: { hours: 1 },
    ownership: { hours: 1 },
  };
  const [policy] = defineSlaPolicies({ teams: { london }, policies: [{ id: "all", targets }] }).policies;

  test("customers' promises count while any team is open, promises between teams on the owner's hours", () => {
    expect(
      Array.from(policy?.targets ?? [], ([metric, { calendar }]) => `${metric}: ${JSON.stringify(calendar)}`),
    ).toEqual([
      'firstReply: "any-team"',
      'nextReply: "any-team"',
      'periodicUpdate: "any-team"',
      'requesterWait: "any-team"',
      'agentWork: "any-team"',
      'firstResolution: "any-team"',
      'resolution: "any-team"',
      'ownership: "owner-at-the-time"',
    ]);
  });

  test("words do not pause, work does", () => {
    expect(
      Array.from(policy?.targets ?? [])
        .filter(([, { pauses }]) => pauses)
        .map(([metric]) => metric),
    ).toEqual(["requesterWait", "agentWork", "firstResolution", "resolution", "ownership"]);
  });

  test("agents fulfil, no status pauses, reopening resumes, a change carries on", () => {
    expect(policy).toMatchObject({
      pausedStatuses: new Set(),
      agentStatuses: undefined,
      fulfilledBy: new Set(["agent"]),
      reopen: "resume",
      change: "carry",
    });
  });

  test("a target may be its duration alone, in any form that a duration has", () => {
    const [each] = defineSlaPolicies({
      teams: { london },
      policies: [
        {
          id: "all",
          targets: { firstReply: "PT1H30M", resolution: { target: { minutes: 90 }, pauses: false } },
        },
      ],
    }).policies;
    expect(each?.targets.get("firstReply")).toMatchObject({ targetMs: 1.5 * HOUR, pauses: false });
    expect(each?.targets.get("resolution")).toMatchObject({ targetMs: 1.5 * HOUR, pauses: false });
  });
});

test.each([
  [0, "duration.zero"],
  [-1, "duration.negative"],
  [200_000, "duration.absurd"],
])("a target of %d hours is refused as what it is, in the long form and in the short", (hours, code) => {
  const problem = (resolution: TargetConfig) =>
    problemOf(() =>
      defineSlaPolicies({ teams: { london }, policies: [{ id: "all", targets: { resolution } }] }),
    );
  expect(problem({ target: { hours } })).toBe(`${code} sla.policies[0].targets.resolution.target`);
  expect(problem({ hours })).toBe(`${code} sla.policies[0].targets.resolution`);
});

describe("the hours of teams and customers", () => {
  test("may be configs of calendars", () => {
    const policy = { targets: { firstReply: { hours: 2 } } };
    const ticket = ticketUnder(policy, [created(mon("16:00"))], {
      teams: { london: { timeZone: "Europe/London", weekly: nineToFive } },
    });
    expect(cycleOf(ticket, "firstReply", mon("16:00")).dueAt).toEqual(instant(tue("10:00")));
  });

  test("count together where any team will do", () => {
    const policy = { targets: { firstReply: { hours: 2 } } };
    const ticket = ticketUnder(policy, [created(mon("16:00"))], { teams: { london, tokyo } });
    // An hour in London; Tokyo opens at midnight UTC.
    expect(cycleOf(ticket, "firstReply", mon("16:00")).dueAt).toEqual(instant(tue("01:00")));
  });

  test("of no team at all are never", () => {
    const ticket = ticketUnder(
      { targets: { firstReply: { hours: 2 } } },
      [created(mon("16:00"), { team: undefined })],
      {
        teams: {},
      },
    );
    expect(cycleOf(ticket, "firstReply", tue("16:00")).state).toBe("unreachable");
  });

  test("that are wrong are told with their place, all at once", () => {
    const define = () =>
      defineSlaPolicies({
        teams: {
          london: { timeZone: "Europe/Londn" },
          tokyo: { timeZone: "Asia/Tokyo", weekly: { mon: [["9", "17:00"]] } },
        },
        customers: { acme: { timeZone: "EST" } },
        policies: [],
      });
    expect(define).toThrow(/sla\.teams\.london\.timeZone/);
    expect(define).toThrow(/sla\.teams\.tokyo\.weekly\.mon\[0\]/);
    expect(define).toThrow(/sla\.customers\.acme\.timeZone/);
  });
});
