import {
  applyTicketEvent,
  clockStatus,
  defineCalendar,
  defineSlaPolicies,
  dueAt,
  escalationsOf,
  explainTicket,
  FollowTheSunError,
  latestStart,
  lintSlaPolicies,
  openTicket,
  replayTicket,
  ticketMeasures,
  ticketStatus,
  whatIf,
  type SlaConfig,
  type TicketEvent,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf, problemsOf } from "../support/errors.js";

const always = { timeZone: "UTC", weekly: "always" } as const;
const targets = { firstReply: { hours: 1 }, resolution: { hours: 8 } };
const sla = defineSlaPolicies({
  teams: { london: always, tokyo: always },
  customers: { acme: always },
  statuses: ["open", "pending"],
  policies: [{ id: "all", targets, pausedStatuses: ["pending"] }],
});
const at = (time: string) => `2026-03-30T${time}:00Z`;
const created = { type: "created", at: at("09:00"), team: "london", id: "1" } as const;
const replay = (...events: unknown[]) => replayTicket(sla, [created, ...events] as TicketEvent[]);

describe("a log is refused, and the event named, when", () => {
  const solved = { type: "solved", at: at("10:00") };
  const closed = { type: "closed", at: at("11:00") };
  test.each<[string, unknown[], string]>([
    [
      "an event lies before the last",
      [
        { type: "note", at: at("10:00") },
        { type: "note", at: at("09:59") },
      ],
      "ticket.order events[2].at",
    ],
    ["an event lies before the creation", [{ type: "note", at: at("08:00") }], "ticket.order events[1].at"],
    ["it is created twice", [{ type: "created", at: at("10:00") }], "ticket.contradiction events[1]"],
    ["it is solved twice", [solved, { ...solved, at: at("10:30") }], "ticket.contradiction events[2]"],
    ["it is reopened while open", [{ type: "reopened", at: at("10:00") }], "ticket.contradiction events[1]"],
    [
      "it is reopened twice",
      [solved, { type: "reopened", at: at("10:10") }, { type: "reopened", at: at("10:20") }],
      "ticket.contradiction events[3]",
    ],
    [
      "its status changes while it is solved",
      [solved, { type: "status-changed", to: "pending", at: at("10:30") }],
      "ticket.contradiction events[2]",
    ],
    [
      "somebody replies after closing",
      [closed, { type: "message", by: "agent", at: at("12:00") }],
      "ticket.contradiction events[2]",
    ],
    ["it is closed twice", [closed, { ...closed, at: at("12:00") }], "ticket.contradiction events[2]"],
    [
      "it is reopened after closing",
      [solved, closed, { type: "reopened", at: at("12:00") }],
      "ticket.contradiction events[3]",
    ],
    [
      "a status is unknown",
      [{ type: "status-changed", to: "snoozed", at: at("10:00") }],
      "ticket.unknown-status events[1]",
    ],
    [
      "it is reopened in an unknown status",
      [solved, { type: "reopened", status: "snoozed", at: at("11:00") }],
      "ticket.unknown-status events[2]",
    ],
    [
      "a team is unknown",
      [{ type: "team-changed", to: "paris", at: at("10:00") }],
      "ticket.unknown-team events[1]",
    ],
    [
      "a team is only found on the prototype of objects",
      [{ type: "team-changed", to: "constructor", at: at("10:00") }],
      "ticket.unknown-team events[1]",
    ],
    ["an event is of no known type", [{ type: "resumed", at: at("10:00") }], "ticket.event events[1].type"],
    ["an event has no type", [{ at: at("10:00") }], "ticket.event events[1].type"],
    ["a message is nobody's", [{ type: "message", at: at("10:00") }], "ticket.event events[1].by"],
    [
      "a message is of an unknown actor",
      [{ type: "message", by: "robot", at: at("10:00") }],
      "ticket.event events[1].by",
    ],
    [
      "a status change names none",
      [{ type: "status-changed", at: at("10:00") }],
      "ticket.event events[1].to",
    ],
    ["an event has no instant", [{ type: "note" }], "instant.invalid events[1].at"],
    ["an instant has no zone", [{ type: "note", at: "2026-03-30T10:00:00" }], "instant.no-zone events[1].at"],
    [
      "an instant lies beyond 2100",
      [{ type: "note", at: "2100-01-01T00:00:00Z" }],
      "instant.range events[1].at",
    ],
  ])("%s", (_, events, problem) => {
    expect(problemOf(() => replay(...events))).toBe(problem);
  });

  test.each<[string, unknown, string]>([
    [
      "the first event does not create it",
      [{ type: "note", at: at("09:00") }],
      "ticket.contradiction events[0]",
    ],
    ["there is no event", [], "ticket.contradiction events[0]"],
  ])("%s", (_, events, problem) => {
    expect(problemOf(() => replayTicket(sla, events as TicketEvent[]))).toBe(problem);
  });

  test.each<[string, object, string]>([
    ["it is created in an unknown status", { status: "new" }, "ticket.unknown-status"],
    ["it is created for an unknown team", { team: "paris" }, "ticket.unknown-team"],
    ["it is created for an unknown customer", { customer: "initech" }, "ticket.unknown-customer"],
    ["it is created by an unknown actor", { by: "robot" }, "ticket.event"],
  ])("%s", (_, more, code) => {
    expect(problemOf(() => openTicket(sla, { ...created, ...more }))).toMatch(new RegExp(`^${code} event`));
    expect(problemOf(() => replayTicket(sla, [{ ...created, ...more }]))).toMatch(
      new RegExp(`^${code} events\\[0\\]`),
    );
  });

  test.each<[string, unknown]>([
    ["attributes change to nothing", undefined],
    ["attributes are no record", ["urgent"]],
    ["an attribute is no plain value", { priority: { name: "urgent" } }],
  ])("%s", (_, attributes) => {
    const event = { type: "attributes-changed", at: at("10:00"), attributes };
    expect(problemOf(() => replay(event))).toMatch(/^ticket\.event events\[1\]\.attributes/);
  });

  test.each<[string, unknown]>([
    ["an event is no object", "solved"],
    ["an event is nothing", null],
  ])("%s", (_, event) => {
    expect(problemOf(() => replay(event))).toMatch(/^ticket\.event events\[1\]/);
  });
});

describe("a log is taken, where it is", () => {
  const states = (...events: unknown[]) =>
    ticketStatus(replay(...events), at("12:00")).cycles.map(({ metric, state }) => `${metric} ${state}`);

  test("a change to the status that it has: a resume without a pause", () => {
    expect(states({ type: "status-changed", to: "open", at: at("10:00") })).toEqual(states());
  });

  test("a handoff to the team that has it", () => {
    expect(states({ type: "team-changed", to: "london", at: at("10:00") })).toEqual(states());
  });

  test("a note after closing", () => {
    const closed = { type: "closed", at: at("09:30") };
    expect(states(closed, { type: "note", at: at("11:00") })).toEqual(states(closed));
  });

  test("several events at one instant, applied in their order", () => {
    const noon = at("11:00");
    expect(
      states({ type: "solved", at: noon }, { type: "reopened", at: noon }, { type: "solved", at: noon }),
    ).toEqual(["firstReply missed", "resolution met"]);
  });

  test("an event that came before, whatever it says now", () => {
    const again = { type: "reopened", status: "snoozed", at: at("08:00"), id: "1" };
    expect(states({ ...created, at: at("08:00") }, again)).toEqual(states());
  });

  test("any status, where the policies do not name them all", () => {
    const free = defineSlaPolicies({ teams: { london: always }, policies: [{ id: "all", targets }] });
    const ticket = replayTicket(free, [
      { type: "created", at: at("09:00") },
      { type: "status-changed", to: "waiting for Godot", at: at("09:10") },
    ]);
    expect(ticketStatus(ticket, at("09:30")).cycles.map(({ state }) => state)).toEqual([
      "running",
      "running",
    ]);
  });
});

describe("a question is refused", () => {
  const ticket = replay();
  test.each([
    ["ticketStatus", ticketStatus],
    ["explainTicket", explainTicket],
    ["escalationsOf", escalationsOf],
    ["ticketMeasures", ticketMeasures],
    ["whatIf", (each: typeof ticket, when: string) => whatIf(each, {}, when)],
  ])("before the ticket was created, or at no instant: %s", (_, ask) => {
    expect(problemOf(() => ask(ticket, at("08:59")))).toBe("argument.invalid at");
    expect(problemOf(() => ask(ticket, "noon"))).toBe("instant.invalid at");
    expect(problemOf(() => ask(ticket, "2026-03-30T10:00:00"))).toBe("instant.no-zone at");
  });

  test("a refused event leaves the ticket as it was", () => {
    const before = ticketStatus(ticket, at("12:00"));
    expect(() => applyTicketEvent(ticket, { type: "reopened", at: at("10:00") })).toThrow(FollowTheSunError);
    expect(ticketStatus(ticket, at("12:00"))).toEqual(before);
  });

  test("supposed events are refused as events are", () => {
    const suppose = (event: TicketEvent) => problemOf(() => whatIf(ticket, { events: [event] }, at("12:00")));
    expect(suppose({ type: "reopened", at: at("10:00") })).toMatch(/^ticket\.contradiction /);
    expect(suppose({ type: "team-changed", to: "paris", at: at("10:00") })).toMatch(/^ticket\.unknown-team /);
  });
});

describe("policies are refused, and the place named:", () => {
  const define = (policy: object, more: object = {}) =>
    problemsOf(() =>
      defineSlaPolicies({
        teams: { london: always },
        policies: [{ id: "all", targets, ...policy }],
        ...more,
      }),
    );
  const withReply = (firstReply: unknown) => define({ targets: { firstReply } });

  test.each<[string, unknown, string]>([
    ["zero", { hours: 0 }, "duration.zero"],
    ["zero, as text", "PT0S", "duration.zero"],
    ["negative", { hours: -1 }, "duration.negative"],
    ["longer than twenty years", { hours: 200_000 }, "duration.absurd"],
    ["a bare number", 8, "duration.bare-number"],
    ["a day, which means three things", "P1D", "duration.calendar-unit"],
    ["days, which mean three things", { days: 1 }, "duration.calendar-unit"],
    ["no duration", "8 hours", "duration.invalid"],
    ["without end", { hours: Infinity }, "duration.invalid"],
    ["not a number", { hours: NaN }, "duration.invalid"],
    ["nothing", null, "duration.invalid"],
  ])("a target that is %s, short or at length", (_, target, code) => {
    expect(withReply(target)).toEqual([`${code} sla.policies[0].targets.firstReply`]);
    expect(withReply({ target, pauses: true })).toEqual([
      `${code} sla.policies[0].targets.firstReply.target`,
    ]);
  });

  test.each<[string, object, string[]]>([
    [
      "a metric that there is not",
      { targets: { firstRepy: { hours: 1 } } },
      ["config.unknown-key sla.policies[0].targets.firstRepy"],
    ],
    ["a key that there is not", { priority: "high" }, ["config.unknown-key sla.policies[0].priority"]],
    [
      "a key that a target has not",
      { targets: { resolution: { target: { hours: 1 }, paused: true } } },
      ["config.unknown-key sla.policies[0].targets.resolution.paused"],
    ],
    [
      "a calendar that there is not",
      { targets: { resolution: { target: { hours: 1 }, calendar: "owner" } } },
      ["config.shape sla.policies[0].targets.resolution.calendar"],
    ],
    [
      "a fixed team that there is not",
      { targets: { resolution: { target: { hours: 1 }, calendar: { fixed: "paris" } } } },
      ["config.unknown-reference sla.policies[0].targets.resolution.calendar.fixed"],
    ],
    [
      "a fixed team that only objects have",
      { targets: { resolution: { target: { hours: 1 }, calendar: { fixed: "toString" } } } },
      ["config.unknown-reference sla.policies[0].targets.resolution.calendar.fixed"],
    ],
    ["an empty id", { id: "" }, ["config.shape sla.policies[0].id"]],
    ["no targets", { targets: undefined }, ["config.shape sla.policies[0].targets"]],
    ["an unknown reopen mode", { reopen: "again" }, ["config.shape sla.policies[0].reopen"]],
    ["an unknown change mode", { change: "reset" }, ["config.shape sla.policies[0].change"]],
    ["customers who fulfil", { fulfilledBy: ["customer"] }, ["config.shape sla.policies[0].fulfilledBy[0]"]],
    [
      "paused statuses that are no list",
      { pausedStatuses: "pending" },
      ["config.shape sla.policies[0].pausedStatuses"],
    ],
    [
      "a step of nothing per cent",
      { steps: [{ name: "warn", at: { percent: 0 } }] },
      ["config.shape sla.policies[0].steps[0].at.percent"],
    ],
    [
      "a step so long before due, as a bare number",
      { steps: [{ name: "warn", at: { before: 15 } }] },
      ["duration.bare-number sla.policies[0].steps[0].at.before"],
    ],
    [
      "a step that is due in two ways",
      { steps: [{ name: "warn", at: { percent: 50, before: { hours: 1 } } }] },
      ["config.unknown-key sla.policies[0].steps[0].at.before"],
    ],
    ["a predicate that is none", { where: "urgent" }, ["config.shape sla.policies[0].where"]],
  ])("%s", (_, policy, problems) => {
    expect(define(policy)).toEqual(problems);
  });

  test("two with one id", () => {
    const policies = [
      { id: "all", targets },
      { id: "all", targets: {} },
    ];
    expect(define({}, { policies })).toEqual(["config.duplicate sla.policies[1].id"]);
  });

  test("a status that is not among the statuses", () => {
    const statuses = ["open", "pending"];
    expect(define({ pausedStatuses: ["pending", "on hold"] }, { statuses })).toEqual([
      "config.unknown-reference sla.policies[0].pausedStatuses[1]",
    ]);
    expect(define({ agentStatuses: ["opne"] }, { statuses })).toEqual([
      "config.unknown-reference sla.policies[0].agentStatuses[0]",
    ]);
  });

  test.each<[string, unknown, string]>([
    ["nothing at all", undefined, "config.shape sla"],
    ["no teams", { policies: [] }, "config.shape sla.teams"],
    ["no policies", { teams: {} }, "config.shape sla.policies"],
    ["a policy that is none", { teams: {}, policies: [null] }, "config.shape sla.policies[0]"],
    [
      "a calendar in an unknown zone",
      { teams: { mars: { timeZone: "Mars/Olympus" } }, policies: [] },
      "zone.unknown sla.teams.mars.timeZone",
    ],
    ["a key that there is not", { teams: {}, policies: [], sla: 1 }, "config.unknown-key sla.sla"],
  ])("%s", (_, config, problem) => {
    expect(problemsOf(() => defineSlaPolicies(config as SlaConfig))).toContain(problem);
  });

  test("all errors at once, each with its place, its value and what would be right", () => {
    const config = {
      teams: { london: { timeZone: "London", weekly: { mon: [["09:00", "25:00"]] } } },
      customers: { acme: { timeZone: "+05:30" } },
      policies: [
        { id: "one", targets: { firstReply: 4, resolution: { hours: 0 } }, reopen: "never" },
        { id: "two", targets: { ownership: { target: { hours: -1 } } }, color: "red" },
      ],
    };
    try {
      defineSlaPolicies(config as unknown as SlaConfig);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof FollowTheSunError)) throw error;
      const byPath = new Map(error.problems.map((each) => [each.path, each]));
      expect([...byPath.keys()].sort((a, b) => a.localeCompare(b, "en"))).toEqual([
        "sla.customers.acme.timeZone",
        "sla.policies[0].reopen",
        "sla.policies[0].targets.firstReply",
        "sla.policies[0].targets.resolution",
        "sla.policies[1].color",
        "sla.policies[1].targets.ownership.target",
        "sla.teams.london.timeZone",
        "sla.teams.london.weekly.mon[0][1]",
      ]);
      expect(byPath.get("sla.policies[0].targets.firstReply")?.value).toBe(4);
      expect(byPath.get("sla.policies[0].reopen")?.value).toBe("never");
      expect(byPath.get("sla.policies[0].reopen")?.reason).toMatch(/resume.*first-only/);
      expect(error.message.split("\n")).toHaveLength(error.problems.length);
    }
  });

  test("references are told beside shapes, not after them", () => {
    const policies = [
      { id: "one", targets: { resolution: { target: { hours: 1 }, calendar: { fixed: "paris" } } } },
      { id: "one", targets: { firstReply: 4 } },
    ];
    expect(define({}, { policies })).toEqual(
      expect.arrayContaining([
        "config.unknown-reference sla.policies[0].targets.resolution.calendar.fixed",
        "config.duplicate sla.policies[1].id",
        "duration.bare-number sla.policies[1].targets.firstReply",
      ]),
    );
  });
});

describe("policies are taken, where", () => {
  test("two match: the first holds, and the check says that the second never can", () => {
    const both = defineSlaPolicies({
      teams: { london: always },
      policies: [
        { id: "first", targets: { firstReply: { hours: 1 } } },
        { id: "second", targets: { firstReply: { hours: 2 } } },
      ],
    });
    const status = ticketStatus(openTicket(both, { type: "created", at: at("09:00") }), at("09:00"));
    expect([status.policy, status.cycles[0]?.targetMs]).toEqual(["first", 3_600_000]);
    expect(lintSlaPolicies(both).map(({ code, policy }) => `${code} ${policy}`)).toEqual([
      "never-matches second",
    ]);
  });

  test("the longest target is twenty years, the shortest a millisecond", () => {
    const define = (firstReply: object) =>
      defineSlaPolicies({ teams: { london: always }, policies: [{ id: "all", targets: { firstReply } }] });
    for (const target of [{ milliseconds: 1 }, { hours: 20 * 366 * 24 }]) {
      const ticket = openTicket(define(target), { type: "created", at: at("09:00") });
      expect(ticketStatus(ticket, at("09:00")).cycles[0]?.state).toBe("running");
    }
  });
});

describe("a promise is refused", () => {
  const calendar = defineCalendar(always);
  test.each<[string, object, string]>([
    [
      "a resume before the pause",
      { pauses: [{ from: at("10:00"), to: at("09:30") }] },
      "clock.pauses promise.pauses[0].to",
    ],
    ["a bare number", { target: 8 }, "duration.bare-number promise.target"],
    ["a negative target", { target: { hours: -8 } }, "duration.negative promise.target"],
    ["no instant", { from: "today" }, "instant.invalid promise.from"],
    ["no calendar", { calendar: always }, "argument.invalid promise.calendar"],
  ])("with %s", (_, more, problem) => {
    const promise = { calendar, from: at("09:00"), target: { hours: 1 }, ...more } as never;
    expect(problemOf(() => dueAt(promise))).toBe(problem);
    expect(problemOf(() => clockStatus(promise, at("12:00")))).toBe(problem);
  });

  test("a latest start, too", () => {
    const refused = (more: object) =>
      problemOf(() => latestStart({ calendar, work: { hours: 1 }, by: at("09:00"), ...more }));
    expect(refused({ work: 8 })).toBe("duration.bare-number work");
    expect(refused({ work: { hours: -1 } })).toBe("duration.negative work");
    expect(refused({ by: "2026-03-30T09:00:00" })).toBe("instant.no-zone by");
    expect(refused({ calendar: always })).toBe("argument.invalid calendar");
  });
});
