import { describe, expect, test } from "vitest";
import { defineCalendar, escalationsOf, replayTicket, defineSlaPolicies, ticketStatus } from "follow-the-sun";
import { daily } from "../support/open-hours.js";
import {
  agent,
  bot,
  created,
  cycleOf,
  cyclesOf,
  HOUR,
  instant,
  lastFri,
  london,
  mon,
  priority,
  reopened,
  sat,
  solved,
  status,
  ticketUnder,
  tue,
  wed,
} from "../support/tickets.js";

// What users of other systems complain about, each with the answer worked out by hand.

test("agents in another zone see a ticket as failed", () => {
  // An hour on Monday, an hour on Tuesday: due at 10:00 in London, when it is 19:00 in Tokyo.
  const ticket = ticketUnder({ targets: { resolution: { hours: 2 } } }, [created(mon("16:00"))]);
  const half = {
    inLondon: "2026-01-13T09:30:00+00:00",
    inTokyo: "2026-01-13T18:30:00+09:00",
    inNewYork: "2026-01-13T04:30:00-05:00",
  };
  for (const at of Object.values(half)) {
    expect(cycleOf(ticket, "resolution", at)).toMatchObject({
      state: "running",
      dueAt: instant(tue("10:00")),
      remainingMs: 0.5 * HOUR,
    });
  }
  // And a wall clock without a zone, which would be three instants, is none.
  expect(() => ticketStatus(ticket, "2026-01-13T18:30:00")).toThrow(/without one it is another instant/);
});

describe("pauses lost when the SLA changes:", () => {
  const sla = (change: "carry" | "restart" | "freeze") =>
    defineSlaPolicies({
      teams: { london },
      policies: [
        {
          id: "high",
          when: { priority: "high" },
          targets: { resolution: { hours: 4 } },
          pausedStatuses: ["pending"],
          change,
        },
        { id: "others", targets: { resolution: { hours: 8 } }, pausedStatuses: ["pending"], change },
      ],
    });
  const paused = [created(mon("09:00")), status(mon("10:00"), "pending"), status(mon("13:00"), "open")];

  test("a pause before the change still does not count", () => {
    const ticket = replayTicket(sla("carry"), [...paused, priority(mon("14:00"), "high")]);
    // 09:00 to 10:00 and 13:00 to 14:00 are gone; two of four hours are left.
    expect(cycleOf(ticket, "resolution", mon("14:00"))).toMatchObject({
      elapsedMs: 2 * HOUR,
      pausedMs: 3 * HOUR,
      dueAt: instant(mon("16:00")),
    });
  });

  test("nor when the old target is kept", () => {
    const ticket = replayTicket(sla("freeze"), [...paused, priority(mon("14:00"), "high")]);
    // Eight hours less two leave six: three until 17:00, three on Tuesday.
    expect(cycleOf(ticket, "resolution", mon("14:00")).dueAt).toEqual(instant(tue("12:00")));
  });

  test.each(["carry", "restart", "freeze"] as const)(
    "a change during the pause does not end it (%s)",
    (change) => {
      const ticket = replayTicket(sla(change), [
        created(mon("09:00")),
        status(mon("10:00"), "pending"),
        priority(mon("11:00"), "high"),
      ]);
      const [first, last] = [
        cyclesOf(ticket, "resolution", mon("16:00"))[0],
        cycleOf(ticket, "resolution", mon("16:00")),
      ];
      expect(first?.elapsedMs).toBe(HOUR);
      expect(last).toMatchObject({ state: "paused", elapsedMs: change === "restart" ? 0 : HOUR });
      expect(last.dueAt).toBeUndefined();
    },
  );
});

test("a ticket created already on hold burns time", () => {
  const policy = { targets: { resolution: { hours: 2 } }, pausedStatuses: ["on-hold"] };
  const held = created(mon("09:00"), { status: "on-hold" });
  expect(cycleOf(ticketUnder(policy, [held]), "resolution", mon("15:00"))).toMatchObject({
    state: "paused",
    elapsedMs: 0,
    remainingMs: 2 * HOUR,
    pausedMs: 6 * HOUR,
  });
  const taken = ticketUnder(policy, [held, status(mon("15:00"), "open")]);
  expect(cycleOf(taken, "resolution", mon("15:00")).dueAt).toEqual(instant(mon("17:00")));
});

test("an SLA-warning e-mail counted as the first reply", () => {
  const events = [created(mon("09:00")), bot(mon("09:45"))];
  const ticket = ticketUnder({ targets: { firstReply: { hours: 1 } } }, events);
  expect(cycleOf(ticket, "firstReply", mon("09:50"))).toMatchObject({
    state: "running",
    fulfilledAt: undefined,
  });
  const late = ticketUnder({ targets: { firstReply: { hours: 1 } } }, [...events, agent(mon("10:30"))]);
  expect(cycleOf(late, "firstReply", mon("11:00"))).toMatchObject({
    state: "missed",
    breachedAt: instant("2026-01-12T10:00:00.001Z"),
    fulfilledAt: instant(mon("10:30")),
    overrunMs: 0.5 * HOUR,
  });
  // Only where a policy says that a bot's answer is an answer, it is one.
  const answered = ticketUnder(
    { targets: { firstReply: { hours: 1 } }, fulfilledBy: ["agent", "bot"] },
    events,
  );
  expect(cycleOf(answered, "firstReply", mon("11:00"))).toMatchObject({
    state: "met",
    elapsedMs: 0.75 * HOUR,
  });
});

test("on hold from February to August, yet reported as 42 days", () => {
  const ticket = ticketUnder({ targets: { resolution: { hours: 8 } }, pausedStatuses: ["on-hold"] }, [
    created("2026-02-02T09:00:00Z"), // a Monday, London on winter time
    status("2026-02-02T11:00:00Z", "on-hold"),
    status("2026-08-03T09:00:00+01:00", "open"), // a Monday, London on summer time
    solved("2026-08-03T11:00:00+01:00"),
  ]);
  expect(cycleOf(ticket, "resolution", "2026-08-04T00:00:00Z")).toMatchObject({
    state: "met",
    elapsedMs: 4 * HOUR, // two on each Monday
    pausedMs: (26 * 5 * 8 - 2) * HOUR, // 26 weeks of 40 hours, less what was worked before
    wallClockMs: (182 * 24 + 1) * HOUR, // 182 days by London's clock, from 09:00 to 11:00, an hour of which is lost to summer
  });
});

describe('"one hour before" firing at midnight:', () => {
  const warnedAt = (at: string) => {
    const steps = [{ name: "warn", at: { before: { hours: 1 } } }];
    const ticket = ticketUnder({ targets: { resolution: { hours: 3 } }, steps }, [created(at)]);
    return escalationsOf(ticket, at)[0]?.at;
  };

  test("a working hour before Monday 09:30 is Friday 16:30", () => {
    expect(warnedAt(lastFri("14:30"))).toEqual(instant(lastFri("16:30")));
  });

  test("a working hour before closing time is an hour before", () => {
    expect(warnedAt(lastFri("14:00"))).toEqual(instant(lastFri("16:00")));
  });

  test("and where an hour is left at closing time, it is closing time, not midnight nor Monday", () => {
    expect(warnedAt(lastFri("15:00"))).toEqual(instant(lastFri("17:00")));
  });
});

test("23:59 as the end of day losing a minute a day", () => {
  const always = defineCalendar({ timeZone: "Europe/London", weekly: daily(["00:00", "24:00"]) });
  const ticket = ticketUnder(
    { targets: { resolution: { hours: 240 } } },
    [created(sat("00:00"), { team: "always" })],
    {
      teams: { always },
    },
  );
  const cycle = cycleOf(ticket, "resolution", mon("00:00"));
  expect(cycle.elapsedMs).toBe(48 * HOUR);
  expect(cycle.dueAt).toEqual(instant("2026-01-20T00:00:00Z")); // ten days of 24 hours, not of 23:59
});

describe("a reopened ticket judged from its first creation:", () => {
  const events = [created(mon("09:00")), solved(mon("10:00")), reopened(wed("09:00")), solved(wed("10:00"))];

  test("the time in which it was solved does not count", () => {
    const ticket = ticketUnder({ targets: { resolution: { hours: 4 } } }, events);
    expect(cyclesOf(ticket, "resolution", wed("12:00"))).toMatchObject([
      { state: "met", elapsedMs: 2 * HOUR, wallClockMs: 49 * HOUR },
    ]);
  });

  test("or it is judged from its reopening, where the policy says so", () => {
    const ticket = ticketUnder({ targets: { resolution: { hours: 4 } }, reopen: "new-cycle" }, events);
    expect(cyclesOf(ticket, "resolution", wed("12:00"))).toMatchObject([
      { state: "met", activatedAt: instant(mon("09:00")), elapsedMs: HOUR },
      { state: "met", activatedAt: instant(wed("09:00")), elapsedMs: HOUR },
    ]);
  });

  test("from its first creation only by a policy that asks for it", () => {
    const ticket = ticketUnder({ targets: { resolution: { hours: 4 } }, reopen: "count-through" }, events);
    // Eight hours on Monday, eight on Tuesday, one on Wednesday.
    expect(cyclesOf(ticket, "resolution", wed("12:00"))).toMatchObject([
      { state: "missed", elapsedMs: 17 * HOUR },
    ]);
  });
});
