import { describe, expect, test } from "vitest";
import {
  attainmentOf,
  defineSlaPolicies,
  replayTicket,
  ticketMeasures,
  type AttainmentOptions,
  type Ticket,
} from "follow-the-sun";
import {
  agent,
  created,
  customer,
  cycleOf,
  HOUR,
  instant,
  london,
  MINUTE,
  mon,
  owner,
  priority,
  reopened,
  solved,
  status,
  team,
  ticketUnder,
  tokyo,
  tue,
  wed,
} from "../support/tickets.js";

const firstReply = (minutes: number) => ({
  firstReply: { target: { minutes }, calendar: { fixed: "london" } },
});
const sla = defineSlaPolicies({
  teams: { london, tokyo },
  policies: [
    { id: "high", when: { priority: "high" }, targets: firstReply(30) },
    { id: "low", targets: firstReply(120) },
  ],
});
const high = { owner: "ana", attributes: { priority: "high" } };
const low = { owner: "cho", attributes: { priority: "low" } };

/** Five tickets of a Monday, looked at at 16:00. */
const tickets = new Map<string, Ticket>([
  // Ten minutes: met. One reply and solved: a first-contact resolution.
  ["T-1", replayTicket(sla, [created(mon("09:00"), high), agent(mon("09:10")), solved(mon("10:00"))])],
  // An hour of thirty minutes: missed at 10:00, while ana had it. Opened again.
  [
    "T-2",
    replayTicket(sla, [
      created(mon("09:30"), high),
      owner(mon("10:10"), "ben"),
      agent(mon("10:30")),
      solved(mon("11:00")),
      reopened(mon("12:00")),
    ]),
  ],
  // Ninety minutes of two hours: met, by then in Tokyo's hands.
  ["T-3", replayTicket(sla, [created(mon("10:00"), low), team(mon("11:00"), "tokyo"), agent(mon("11:30"))])],
  // Four hours of two and no reply: open, but missed.
  ["T-4", replayTicket(sla, [created(mon("12:00"), { ...low, team: "tokyo" })])],
  // An hour of two: open.
  ["T-5", replayTicket(sla, [created(mon("15:00"), low)])],
]);
const at = mon("16:00");
const report = (options?: AttainmentOptions) => attainmentOf(tickets, at, options);
const counts = (options?: AttainmentOptions) =>
  report(options).groups.map(({ key, metrics }) => [
    key,
    ...metrics.flatMap(({ met, missed, open }) => [met, missed, open]),
  ]);

describe("attainment", () => {
  test("is met of met and missed; open but late counts as missed, open and in time as neither", () => {
    expect(report().groups[0]?.metrics).toMatchObject([
      { metric: "firstReply", met: 2, missed: 2, open: 1, attainment: 0.5 },
    ]);
    expect(report().tickets).toBe(5);
  });

  test("by priority, by team, by hour on any clock", () => {
    expect(counts({ by: { attribute: "priority" } })).toEqual([
      ["high", 1, 1, 0],
      ["low", 1, 1, 1],
    ]);
    expect(counts({ by: "team" })).toEqual([
      ["london", 1, 1, 1],
      ["tokyo", 1, 1, 0],
    ]);
    expect(counts({ by: "hour" })).toEqual([
      ["09", 1, 1, 0],
      ["10", 1, 0, 0],
      ["12", 0, 1, 0],
      ["15", 0, 0, 1],
    ]);
    // Kolkata is five and a half hours ahead: 09:00 is 14:30 there, 09:30 is 15:00.
    expect(counts({ by: "hour", timeZone: "Asia/Kolkata" })).toEqual([
      ["14", 1, 0, 0],
      ["15", 1, 1, 0],
      ["17", 0, 1, 0],
      ["20", 0, 0, 1],
    ]);
    expect(counts({ by: { attribute: "language" } })).toEqual([["none", 2, 2, 1]]);
  });

  test("percentiles are by nearest rank, over the cycles that are met or missed", () => {
    // 10, 60, 90 and 240 minutes. Rank of p: the next whole number from p × 4.
    const { groups } = report({ percentiles: [25, 26, 50, 75, 76, 90, 100] });
    const shown = groups[0]?.metrics[0]?.percentiles.map(({ percentile, elapsedMs }) => [
      percentile,
      elapsedMs / MINUTE,
    ]);
    expect(shown).toEqual([
      [25, 10],
      [26, 60],
      [50, 60],
      [75, 90],
      [76, 240],
      [90, 240],
      [100, 240],
    ]);
  });

  test("lists every breach, worst first, with who had it when it broke", () => {
    expect(report().breaches).toEqual([
      {
        ticket: "T-4",
        metric: "firstReply",
        breachedAt: instant("2026-01-12T14:00:00.001Z"),
        overrunMs: 2 * HOUR,
        team: "tokyo",
        owner: "cho",
        state: "missed",
      },
      {
        ticket: "T-2",
        metric: "firstReply",
        breachedAt: instant("2026-01-12T10:00:00.001Z"),
        overrunMs: 0.5 * HOUR,
        team: "london",
        owner: "ana",
        state: "missed",
      },
    ]);
  });

  test("asked about the past, knows nothing of what came later", () => {
    const earlier = ["T-1", "T-2", "T-3"].map((id) => [id, tickets.get(id) as Ticket] as const);
    const { groups, breaches, reopenRate } = attainmentOf(earlier, mon("10:00"));
    expect(groups[0]?.metrics[0]).toMatchObject({ met: 1, missed: 0, open: 2, attainment: 1 });
    expect([breaches, reopenRate]).toEqual([[], 0]);
  });

  test("of nothing is not defined, and not perfect", () => {
    expect(attainmentOf([], at)).toMatchObject({
      tickets: 0,
      groups: [],
      breaches: [],
      reopenRate: undefined,
    });
    const open = attainmentOf([["T-5", tickets.get("T-5") as Ticket]], at);
    expect(open.groups[0]?.metrics[0]).toMatchObject({ open: 1, attainment: undefined, percentiles: [] });
  });

  test("refuses percentiles that are none, and zones", () => {
    expect(() => report({ percentiles: [50, 0] })).toThrow(/options\.percentiles\[1\]/);
    expect(() => report({ percentiles: [101] })).toThrow(/options\.percentiles\[0\]/);
    expect(() => report({ by: "hour", timeZone: "EST" })).toThrow(/options\.timeZone/);
  });
});

describe("beside it", () => {
  test("first-contact resolution and reopen rate are shares of the tickets that were ever solved", () => {
    // T-1 and T-2 were; T-2 came back.
    expect(report()).toMatchObject({ firstContactResolution: 0.5, reopenRate: 0.5 });
  });

  test("transfers between teams and handoffs between people are per ticket", () => {
    // T-3 went to Tokyo, T-2 from ana to ben.
    expect(report()).toMatchObject({ transfersPerTicket: 0.2, handoffsPerTicket: 0.2 });
  });

  test("satisfaction is joined by ticket, of those whose promises were kept beside the others", () => {
    const satisfaction = { "T-1": 5, "T-2": 2, "T-3": 4, "T-99": 1 };
    expect(report({ satisfaction }).satisfaction).toEqual({ scored: 3, whenKept: 4.5, whenBroken: 2 });
    expect(report({ satisfaction: {} }).satisfaction).toEqual({
      scored: 0,
      whenKept: undefined,
      whenBroken: undefined,
    });
    expect(report().satisfaction).toBeUndefined();
  });
});

describe("the measures of one ticket:", () => {
  const events = [
    created(mon("16:30"), { team: "london" }),
    agent(tue("09:30")),
    status(tue("09:30"), "pending"),
    customer(tue("11:00")),
    status(tue("11:00"), "open"),
    agent(tue("11:20")),
    solved(tue("12:00")),
    reopened(tue("14:00")),
    solved(tue("15:00")),
  ];
  const ticket = ticketUnder({ targets: {}, pausedStatuses: ["pending"] }, events);

  test("exchanges from the oldest unanswered message to the reply, in working time", () => {
    // Half an hour on Monday and half an hour on Tuesday; then twenty minutes.
    expect(ticketMeasures(ticket, wed("12:00"))).toMatchObject({
      exchanges: { count: 2, totalMs: 80 * MINUTE, meanMs: 40 * MINUTE, longestMs: 60 * MINUTE },
      firstReply: { workingMs: HOUR, wallClockMs: 17 * HOUR },
      replies: 2,
      reopens: 1,
      isFirstContactResolution: false,
    });
  });

  test("resolution without pauses and without the time it was solved, beside the time on the wall", () => {
    // An hour until pending, an hour until 12:00, an hour after it was opened again.
    expect(ticketMeasures(ticket, wed("12:00")).resolution).toEqual({
      workingMs: 3 * HOUR,
      wallClockMs: 22.5 * HOUR,
    });
    expect(ticketMeasures(ticket, tue("14:30")).resolution).toBeUndefined();
  });

  test("the first reply is counted from the creation, also when it was solved and opened in between", () => {
    const silent = ticketUnder({ targets: {} }, [
      created(mon("09:00")),
      solved(mon("10:00")),
      reopened(tue("09:00")),
      customer(tue("09:00")),
      agent(tue("09:30")),
    ]);
    expect(ticketMeasures(silent, wed("12:00")).firstReply?.wallClockMs).toBe(24.5 * HOUR);
  });

  test("its first team and its first owner are no transfer and no handoff", () => {
    const unassigned = ticketUnder({ targets: {} }, [
      created(mon("09:00"), { team: undefined }),
      team(mon("09:05"), "london"),
      owner(mon("09:10"), "ana"),
    ]);
    expect(ticketMeasures(unassigned, mon("10:00"))).toMatchObject({ transfers: 0, handoffs: 0 });
  });

  test("the same owner again is no handoff", () => {
    const again = ticketUnder({ targets: {} }, [
      created(mon("09:00"), { owner: "ana" }),
      owner(mon("10:00"), "ana"),
    ]);
    expect(ticketMeasures(again, mon("11:00")).handoffs).toBe(0);
  });
});

test("a breach is attained neither by a later promise nor by taking it back", () => {
  const changed = replayTicket(sla, [
    created(mon("09:00"), high),
    priority(mon("10:00"), "low"),
    agent(mon("10:30")),
  ]);
  // Late under thirty minutes at 09:30, whatever two hours would have allowed.
  expect(cycleOf(changed, "firstReply", at)).toMatchObject({ policy: "low", state: "missed" });
  expect(attainmentOf([["T", changed]], at).groups[0]?.metrics[0]).toMatchObject({ met: 0, missed: 1 });
});
