import { describe, expect, test } from "vitest";
import {
  applyTicketEvent,
  defineCalendar,
  defineSlaPolicies,
  openTicket,
  replayTicket,
  ticketStatus,
  type CalendarPolicy,
  type ReopenMode,
  type SlaPolicyConfig,
  type TicketEvent,
} from "follow-the-sun";
import {
  agent,
  created,
  customer,
  cycleOf,
  cyclesOf,
  HOUR,
  hoursOf,
  instant,
  london,
  MINUTE,
  mon,
  newYork,
  priority,
  reopened,
  sat,
  slaWith,
  solved,
  status,
  team,
  ticketUnder,
  tokyo,
  tue,
  wed,
} from "../support/tickets.js";

const teams = { london, tokyo };

describe("first reply", () => {
  const policy = { targets: { firstReply: { hours: 2 }, nextReply: { hours: 1 } } };

  test("runs from the creation to the agent's first message, however often the customer writes", () => {
    const ticket = ticketUnder(policy, [
      created(mon("09:00")),
      customer(mon("09:30")),
      customer(mon("10:00")),
      agent(mon("10:45")),
    ]);
    expect(ticketStatus(ticket, mon("12:00")).cycles).toMatchObject([
      {
        metric: "firstReply",
        state: "met",
        activatedAt: instant(mon("09:00")),
        dueAt: instant(mon("11:00")),
        fulfilledAt: instant(mon("10:45")),
        elapsedMs: 1.75 * HOUR,
        remainingMs: 0.25 * HOUR,
      },
    ]);
  });

  test("is not a note, and not the agent's own ticket", () => {
    const noted = ticketUnder(policy, [created(mon("09:00")), { type: "note", at: mon("09:30") }]);
    expect(cycleOf(noted, "firstReply", mon("10:00")).state).toBe("running");
    const own = ticketUnder(policy, [created(mon("09:00"), { by: "agent" })]);
    expect(ticketStatus(own, mon("10:00")).cycles).toEqual([]);
  });

  test("is cancelled by solving; missed stays missed", () => {
    const solvedAt = (time: string) =>
      cycleOf(ticketUnder(policy, [created(mon("09:00")), solved(mon(time))]), "firstReply", mon("16:00"));
    expect(solvedAt("10:00")).toMatchObject({
      state: "cancelled",
      endedAt: instant(mon("10:00")),
      fulfilledAt: undefined,
      dueAt: undefined,
    });
    expect(solvedAt("11:30")).toMatchObject({
      state: "missed",
      breachedAt: instant("2026-01-12T11:00:00.001Z"),
      overrunMs: 0.5 * HOUR,
    });
  });

  test("does not pause, unless the policy says so", () => {
    const events = [created(mon("09:00")), status(mon("09:30"), "pending"), status(mon("10:30"), "open")];
    const due = (pauses?: boolean) => {
      const firstReply = { target: { hours: 2 }, ...(pauses !== undefined && { pauses }) };
      const ticket = ticketUnder({ targets: { firstReply }, pausedStatuses: ["pending"] }, events);
      return cycleOf(ticket, "firstReply", mon("10:30")).dueAt;
    };
    expect(due()).toEqual(instant(mon("11:00")));
    expect(due(true)).toEqual(instant(mon("12:00")));
  });
});

describe("next reply", () => {
  const policy = { targets: { firstReply: { hours: 2 }, nextReply: { hours: 1 } } };

  test("runs from the oldest unanswered message, and every exchange is kept", () => {
    const ticket = ticketUnder(policy, [
      created(mon("09:00")),
      agent(mon("09:30")),
      agent(mon("09:40")), // a follow-up starts nothing
      customer(mon("11:00")),
      customer(mon("11:45")), // and does not reset the clock
      agent(mon("11:50")),
      customer(mon("16:30")),
    ]);
    expect(cyclesOf(ticket, "nextReply", tue("09:45"))).toMatchObject([
      { state: "met", activatedAt: instant(mon("11:00")), elapsedMs: 50 * MINUTE },
      // Half an hour on Monday, three quarters on Tuesday.
      {
        state: "missed",
        activatedAt: instant(mon("16:30")),
        dueAt: instant(tue("09:30")),
        overrunMs: 15 * MINUTE,
      },
    ]);
  });

  test("covers the first message, too, where no first reply is promised", () => {
    const ticket = ticketUnder({ targets: { nextReply: { hours: 1 } } }, [
      created(mon("09:00")),
      agent(mon("09:30")),
    ]);
    expect(ticketStatus(ticket, mon("12:00")).cycles).toMatchObject([{ metric: "nextReply", state: "met" }]);
  });

  test("covers a first message that waits when a policy without a first-reply target comes to apply", () => {
    const sla = defineSlaPolicies({
      teams: { london },
      policies: [{ id: "high", when: { priority: "high" }, targets: { nextReply: { hours: 2 } } }],
    });
    // Its priority is set five minutes after its creation, as triggers do.
    const ticket = replayTicket(sla, [created(mon("09:00")), priority(mon("09:05"), "high")]);
    expect(ticketStatus(ticket, mon("09:30")).cycles).toMatchObject([
      {
        metric: "nextReply",
        state: "running",
        activatedAt: instant(mon("09:00")),
        dueAt: instant(mon("11:00")),
      },
    ]);
  });

  test("is started by a message after a first reply that solving cancelled", () => {
    const ticket = ticketUnder(policy, [
      created(mon("09:00")),
      solved(mon("09:30")),
      reopened(mon("14:00")),
      customer(mon("14:00")),
    ]);
    expect(cycleOf(ticket, "nextReply", mon("14:30"))).toMatchObject({
      state: "running",
      dueAt: instant(mon("15:00")),
    });
  });
});

describe("a periodic update", () => {
  const policy = {
    targets: { periodicUpdate: { hours: 2 }, nextReply: { hours: 1 } },
    pausedStatuses: ["pending"],
  };

  test("is due so long after each public reply", () => {
    const ticket = ticketUnder(policy, [created(mon("09:00")), agent(mon("09:30")), agent(mon("11:00"))]);
    expect(cyclesOf(ticket, "periodicUpdate", mon("12:00"))).toMatchObject([
      {
        state: "met",
        activatedAt: instant(mon("09:30")),
        dueAt: instant(mon("11:30")),
        elapsedMs: 1.5 * HOUR,
      },
      { state: "running", activatedAt: instant(mon("11:00")), dueAt: instant(mon("13:00")) },
    ]);
  });

  test("is replaced by the next reply while a customer waits", () => {
    const ticket = ticketUnder(policy, [
      created(mon("09:00")),
      agent(mon("09:30")),
      customer(mon("11:00")),
      agent(mon("11:30")),
    ]);
    expect(cyclesOf(ticket, "periodicUpdate", mon("12:00"))).toMatchObject([
      { state: "cancelled", endedAt: instant(mon("11:00")) },
      { state: "running", activatedAt: instant(mon("11:30")), dueAt: instant(mon("13:30")) },
    ]);
    expect(cycleOf(ticket, "nextReply", mon("11:15"))).toMatchObject({ activatedAt: instant(mon("11:00")) });
  });

  test("goes on in paused statuses, unless the policy says otherwise", () => {
    const events = [created(mon("09:00")), agent(mon("09:30")), status(mon("09:30"), "pending")];
    expect(cycleOf(ticketUnder(policy, events), "periodicUpdate", mon("10:00")).state).toBe("running");
    const pausing = { ...policy, targets: { periodicUpdate: { target: { hours: 2 }, pauses: true } } };
    expect(cycleOf(ticketUnder(pausing, events), "periodicUpdate", mon("10:00")).state).toBe("paused");
  });
});

describe("work", () => {
  const policy = {
    targets: {
      requesterWait: { hours: 8 },
      agentWork: { hours: 8 },
      firstResolution: { hours: 8 },
      resolution: { hours: 8 },
    },
    pausedStatuses: ["pending"],
    agentStatuses: ["open"],
  };
  const ticket = ticketUnder(policy, [
    created(mon("09:00")),
    status(mon("10:00"), "with-vendor"),
    status(mon("11:00"), "pending"),
    status(mon("13:00"), "open"),
    solved(mon("13:30")),
    reopened(tue("10:00")),
    solved(tue("11:00")),
  ]);
  const hours = (metric: "requesterWait" | "agentWork" | "firstResolution" | "resolution", at: string) =>
    cyclesOf(ticket, metric, at).map(({ state, elapsedMs, pausedMs }) => [
      state,
      elapsedMs / HOUR,
      pausedMs / HOUR,
    ]);

  test("requester wait is the time that is neither pending nor solved", () => {
    expect(hours("requesterWait", mon("14:00"))).toEqual([["met", 2.5, 2]]);
    expect(hours("requesterWait", tue("12:00"))).toEqual([["met", 3.5, 6.5]]); // solved from 13:30 to 17:00, 09:00 to 10:00
  });

  test("agent work is the time in the agents' own statuses", () => {
    expect(hours("agentWork", mon("14:00"))).toEqual([["met", 1.5, 3]]); // the hour with the vendor is nobody's
    expect(hours("agentWork", tue("12:00"))).toEqual([["met", 2.5, 7.5]]);
  });

  test("every status that is not paused is the agents', unless they are named", () => {
    const { agentStatuses: _, ...all } = policy;
    const other = ticketUnder(all, [created(mon("09:00")), status(mon("10:00"), "with-vendor")]);
    expect(cycleOf(other, "agentWork", mon("11:00")).elapsedMs).toBe(2 * HOUR);
  });

  test("the first resolution is over with the first solve, the total one with the last", () => {
    expect(hours("firstResolution", tue("12:00"))).toEqual([["met", 2.5, 2]]);
    expect(hours("resolution", tue("10:30"))).toEqual([["running", 3, 6.5]]);
    expect(hours("resolution", tue("12:00"))).toEqual([["met", 3.5, 6.5]]);
  });

  test("is closed with the ticket, also where it was never solved", () => {
    const closed = ticketUnder(policy, [created(mon("09:00")), { type: "closed", at: mon("10:00") }]);
    expect(cycleOf(closed, "resolution", tue("10:00"))).toMatchObject({ state: "met", elapsedMs: HOUR });
  });
});

describe("ownership", () => {
  const policy = { targets: { ownership: { hours: 3 } }, pausedStatuses: ["pending"] };
  const ticket = ticketUnder(
    policy,
    [
      created(tue("06:00"), { team: "tokyo" }),
      team(tue("10:00"), "london"),
      status(tue("11:00"), "pending"),
      status(tue("12:00"), "open"),
      team(tue("15:00"), "tokyo"),
      solved(wed("02:00")),
    ],
    { teams },
  );

  test("is a cycle for each team that has it, on that team's hours", () => {
    expect(cyclesOf(ticket, "ownership", wed("12:00"))).toMatchObject([
      // Tokyo is open until 08:00.
      { team: "tokyo", state: "met", elapsedMs: 2 * HOUR, endedAt: instant(tue("10:00")) },
      // Five hours, one of them pending.
      { team: "london", state: "missed", elapsedMs: 4 * HOUR, pausedMs: HOUR },
      { team: "tokyo", state: "met", activatedAt: instant(tue("15:00")), elapsedMs: 2 * HOUR },
    ]);
  });

  test("names the revision of the hours it counted on, also when another team has it now", () => {
    const revisions = cyclesOf(ticket, "ownership", wed("12:00")).map((each) => each.calendarRevision);
    expect(revisions).toEqual([tokyo.revision, london.revision, tokyo.revision]);
  });

  test("is nobody's while nobody owns it, and none while it is solved", () => {
    const unowned = ticketUnder(policy, [
      created(mon("09:00"), { team: undefined }),
      team(mon("10:00"), "london"),
      team(mon("11:00")),
    ]);
    expect(cyclesOf(unowned, "ownership", mon("16:00"))).toMatchObject([{ state: "met", elapsedMs: HOUR }]);
    const back = ticketUnder(policy, [created(mon("09:00")), solved(mon("10:00")), reopened(mon("14:00"))]);
    expect(cyclesOf(back, "ownership", mon("15:00"))).toMatchObject([
      { state: "met", elapsedMs: HOUR },
      { state: "running", activatedAt: instant(mon("14:00")) },
    ]);
  });
});

describe("a reopened ticket", () => {
  // Two hours on Monday before it was solved, an hour on Tuesday since it was opened again.
  const events = [created(mon("09:00")), solved(mon("11:00")), reopened(tue("09:00"))];

  test.each<[ReopenMode, (string | number | undefined)[][]]>([
    ["resume", [["running", mon("09:00"), 3, tue("15:00")]]],
    [
      "new-cycle",
      [
        ["met", mon("09:00"), 2, mon("17:00")],
        ["running", tue("09:00"), 1, tue("17:00")],
      ],
    ],
    ["count-through", [["missed", mon("09:00"), 9, mon("17:00")]]], // eight hours on Monday, one on Tuesday
    ["first-only", [["met", mon("09:00"), 2, mon("17:00")]]],
  ])("%s", (reopen, cycles) => {
    const ticket = ticketUnder({ targets: { resolution: { hours: 8 } }, reopen }, events);
    const shown = cyclesOf(ticket, "resolution", tue("10:00")).map(
      ({ state, activatedAt, elapsedMs, dueAt }) => [state, activatedAt, elapsedMs / HOUR, dueAt],
    );
    expect(shown).toEqual(
      cycles.map(([state, activatedAt, elapsed, due]) => [
        state,
        instant(String(activatedAt)),
        elapsed,
        instant(String(due)),
      ]),
    );
  });

  test("comes back under the policy that applies by then", () => {
    const sla = defineSlaPolicies({
      teams: { london },
      policies: [
        { id: "high", when: { priority: "high" }, targets: { resolution: { hours: 4 } } },
        { id: "others", targets: { resolution: { hours: 8 } } },
      ],
    });
    const raised = priority(mon("12:00"), "high"); // while it is solved
    const [first, last, back] = events as [TicketEvent, TicketEvent, TicketEvent];
    const ticket = replayTicket(sla, [first, last, raised, back]);
    // Two of four hours are left.
    expect(cycleOf(ticket, "resolution", tue("09:30"))).toMatchObject({
      policy: "high",
      targetMs: 4 * HOUR,
      dueAt: instant(tue("11:00")),
    });
  });
});

describe("a change of priority in flight", () => {
  const policies = (change: SlaPolicyConfig["change"]): SlaPolicyConfig[] => [
    {
      id: "high",
      when: { priority: "high" },
      targets: { resolution: { hours: 4 } },
      pausedStatuses: ["pending"],
      change,
    },
    { id: "none", when: { priority: "none" }, targets: {}, change },
    { id: "low", targets: { resolution: { hours: 8 } }, pausedStatuses: ["pending"], change },
  ];
  const changed = (change: SlaPolicyConfig["change"], ...changes: TicketEvent[]) =>
    replayTicket(defineSlaPolicies({ teams: { london }, policies: policies(change) }), [
      created(mon("09:00")),
      status(mon("10:00"), "pending"),
      status(mon("11:00"), "open"),
      ...changes,
    ]);
  const at12 = priority(mon("12:00"), "high"); // two hours are used up then

  test("carry: the time counts on, against the new target", () => {
    expect(cyclesOf(changed("carry", at12), "resolution", mon("13:00"))).toMatchObject([
      {
        policy: "high",
        activatedAt: instant(mon("09:00")),
        elapsedMs: 3 * HOUR,
        dueAt: instant(mon("14:00")),
      },
    ]);
  });

  test("restart: one cycle is cancelled, another begins", () => {
    expect(cyclesOf(changed("restart", at12), "resolution", mon("13:00"))).toMatchObject([
      { policy: "low", state: "cancelled", elapsedMs: 2 * HOUR, endedAt: instant(mon("12:00")) },
      {
        policy: "high",
        state: "running",
        activatedAt: instant(mon("12:00")),
        elapsedMs: HOUR,
        dueAt: instant(mon("16:00")),
      },
    ]);
  });

  test("freeze: what was promised stays", () => {
    expect(cyclesOf(changed("freeze", at12), "resolution", mon("13:00"))).toMatchObject([
      { policy: "low", elapsedMs: 3 * HOUR, dueAt: instant(tue("10:00")) },
    ]);
  });

  test("to a target that is used up already is a breach on apply, at once and for good", () => {
    // Five hours of four are used up at 15:00.
    const ticket = changed("carry", priority(mon("15:00"), "high"), priority(mon("15:30"), "low"));
    const breached = { state: "missed", breachedAt: instant(mon("15:00")), breachedOnApply: true };
    expect(cycleOf(ticket, "resolution", mon("15:00"))).toMatchObject({ ...breached, overrunMs: HOUR });
    expect(cycleOf(ticket, "resolution", mon("16:00"))).toMatchObject({
      ...breached,
      policy: "low",
      overrunMs: 0,
    });
  });

  test("is no breach on apply when the target runs out later", () => {
    expect(cycleOf(changed("carry", at12), "resolution", mon("15:00"))).toMatchObject({
      state: "missed",
      breachedAt: instant("2026-01-12T14:00:00.001Z"),
      breachedOnApply: false,
    });
  });

  test("may take a promise back, and give it again with the same activation", () => {
    const taken = changed("carry", priority(mon("12:00"), "none"), priority(mon("13:00"), "high"));
    expect(cycleOf(taken, "resolution", mon("12:30"))).toMatchObject({
      state: "cancelled",
      dueAt: undefined,
    });
    expect(cycleOf(taken, "resolution", mon("13:30"))).toMatchObject({
      state: "running",
      activatedAt: instant(mon("09:00")),
      dueAt: instant(mon("14:00")),
    });
  });
});

describe("a ticket that Tokyo hands to London on Tuesday at 10:00, four hours after its creation, is due", () => {
  const handedOn = (calendar: CalendarPolicy, ...more: TicketEvent[]) =>
    ticketUnder(
      { targets: { resolution: { target: { hours: 5 }, calendar } } },
      [created(tue("06:00"), { team: "tokyo", customer: "acme" }), team(tue("10:00"), "london"), ...more],
      { teams, customers: { acme: newYork } },
    );

  test.each<[string, CalendarPolicy, string]>([
    ["after two hours of Tokyo, three of London from its opening", "any-team", tue("12:00")],
    ["after two hours of Tokyo, three of London from the handoff", "owner-at-the-time", tue("13:00")],
    ["on London's hours over all of it", "last-schedule", tue("14:00")],
    ["on the hours of one team, whoever has it", hoursOf("tokyo"), wed("03:00")],
    ["on the hours of its customer in New York", "customer", tue("19:00")],
  ])("%s", (_, calendar, due) => {
    expect(cycleOf(handedOn(calendar), "resolution", tue("10:30")).dueAt).toEqual(instant(due));
  });

  test("when it was due before, where any team will do: no handoff moves it", () => {
    for (const more of [[], [team(tue("11:00"), "tokyo")], [team(tue("11:00"))]]) {
      expect(cycleOf(handedOn("any-team", ...more), "resolution", tue("11:30")).dueAt).toEqual(
        instant(tue("12:00")),
      );
    }
  });

  test("never, while nobody owns it and its owner's hours count", () => {
    const cycle = cycleOf(handedOn("owner-at-the-time", team(tue("11:00"))), "resolution", tue("16:00"));
    expect(cycle).toMatchObject({ state: "out-of-hours", elapsedMs: 3 * HOUR, dueAt: undefined });
  });
});

test("under last-schedule a handoff undoes a breach, and creates one", () => {
  const policy = { targets: { resolution: { target: { hours: 4 }, calendar: "last-schedule" } } } as const;
  const ticket = ticketUnder(
    policy,
    [created(tue("00:00"), { team: "tokyo" }), team(tue("08:30"), "london"), team(tue("12:00"), "tokyo")],
    { teams },
  );
  expect(cycleOf(ticket, "resolution", tue("08:15"))).toMatchObject({ state: "missed", overrunMs: 4 * HOUR });
  expect(cycleOf(ticket, "resolution", tue("09:30"))).toMatchObject({
    state: "running",
    elapsedMs: 0.5 * HOUR,
  });
  expect(cycleOf(ticket, "resolution", tue("12:00"))).toMatchObject({ state: "missed", elapsedMs: 8 * HOUR });
});

describe("the two readings of a due instant:", () => {
  const policy = { targets: { firstReply: { hours: 2 } } };

  test("used up exactly at closing time, it is due then and kept until the next opening", () => {
    const open = [created(mon("15:00"))];
    expect(cycleOf(ticketUnder(policy, open), "firstReply", mon("15:00"))).toMatchObject({
      dueAt: instant(mon("17:00")),
      lastCompliantAt: instant(tue("09:00")),
    });
    const stateAfter = (at: string) =>
      cycleOf(ticketUnder(policy, [...open, agent(at)]), "firstReply", wed("12:00")).state;
    expect(stateAfter(tue("02:00"))).toBe("met"); // overnight
    expect(stateAfter(tue("09:00"))).toBe("met");
    expect(stateAfter("2026-01-13T09:00:00.001Z")).toBe("missed");
  });

  test("created out of hours, it starts at the next opening but was activated when it was", () => {
    expect(cycleOf(ticketUnder(policy, [created(sat("12:00"))]), "firstReply", sat("12:00"))).toMatchObject({
      state: "out-of-hours",
      activatedAt: instant(sat("12:00")),
      dueAt: instant(mon("11:00")),
      wallClockMs: 0,
    });
  });

  test("on a calendar that never opens it is unreachable, without a date", () => {
    const never = { teams: { london: defineCalendar({ timeZone: "UTC" }) } };
    expect(
      cycleOf(ticketUnder(policy, [created(mon("09:00"))], never), "firstReply", wed("12:00")),
    ).toMatchObject({
      state: "unreachable",
      dueAt: undefined,
      lastCompliantAt: undefined,
    });
  });
});

describe("the next change", () => {
  const changes = (ticket: ReturnType<typeof ticketUnder>, from: string): string[] => {
    const found: string[] = [];
    let at: Date | undefined = new Date(from);
    for (let i = 0; i < 10 && at !== undefined; i++) {
      at = ticketStatus(ticket, at).nextChangeAt;
      if (at !== undefined) found.push(at.toISOString().slice(8, 23));
    }
    return found;
  };

  test("is all that a timer needs: closing, opening, and the first instant that is late", () => {
    const ticket = ticketUnder({ targets: { firstReply: { hours: 2 } } }, [created(mon("16:00"))]);
    expect(changes(ticket, mon("16:00"))).toEqual(["12T17:00:00.000", "13T09:00:00.000", "13T10:00:00.001"]);
  });

  test("is the earliest of all cycles'", () => {
    const targets = { firstReply: { hours: 1 }, resolution: { hours: 3 } };
    const ticket = ticketUnder({ targets }, [created(mon("09:00"))]);
    expect(changes(ticket, mon("09:00"))).toEqual(["12T10:00:00.001", "12T12:00:00.001"]);
  });

  test("is none while it is paused, nor once all is decided", () => {
    const policy = { targets: { resolution: { hours: 2 } }, pausedStatuses: ["pending"] };
    const paused = ticketUnder(policy, [created(mon("09:00")), status(mon("10:00"), "pending")]);
    expect(ticketStatus(paused, mon("10:00")).nextChangeAt).toBeUndefined();
    const done = ticketUnder(policy, [created(mon("09:00")), solved(mon("10:00"))]);
    expect(ticketStatus(done, mon("10:00")).nextChangeAt).toBeUndefined();
  });
});

describe("events", () => {
  const policy = {
    targets: { firstReply: { hours: 2 }, nextReply: { hours: 1 }, resolution: { hours: 8 } },
    pausedStatuses: ["pending"],
  };
  const events: readonly TicketEvent[] = [
    { ...created(mon("09:00")), id: "1" },
    { ...agent(mon("10:00")), id: "2" },
    { ...status(mon("10:00"), "pending"), id: "3" },
    { ...customer(mon("15:00")), id: "4" },
    { ...status(mon("15:00"), "open"), id: "5" },
    { ...agent(mon("15:30")), id: "6" },
    { ...solved(tue("10:00")), id: "7" },
  ];

  test("one at a time give the same as all at once", () => {
    const sla = slaWith(policy);
    const [first, ...rest] = events as [Extract<TicketEvent, { type: "created" }>, ...TicketEvent[]];
    const oneByOne = rest.reduce(applyTicketEvent, openTicket(sla, first));
    expect(ticketStatus(oneByOne, tue("12:00"))).toEqual(
      ticketStatus(replayTicket(sla, events), tue("12:00")),
    );
  });

  test("delivered twice count once, also late", () => {
    const twice = events.flatMap((event) => [event, event]);
    const ticket = ticketUnder(policy, [...twice, ...events]);
    expect(ticket.eventCount).toBe(7);
    expect(ticketStatus(ticket, tue("12:00"))).toEqual(
      ticketStatus(ticketUnder(policy, events), tue("12:00")),
    );
  });

  test("that came later are not known to a question about the past", () => {
    const ticket = ticketUnder(policy, events);
    for (const at of [mon("09:30"), mon("12:00"), mon("15:10"), tue("09:00")]) {
      const known = events.filter((event) => Date.parse(event.at as string) <= Date.parse(at));
      expect(ticketStatus(ticket, at)).toEqual(ticketStatus(ticketUnder(policy, known), at));
    }
  });

  test("replay on the hours of then or of now, and the revision tells which", () => {
    const now = defineCalendar({ timeZone: "Europe/London", weekly: "always" });
    const then = cycleOf(ticketUnder(policy, events), "resolution", tue("12:00"));
    const today = cycleOf(
      ticketUnder(policy, events, { teams: { london: now } }),
      "resolution",
      tue("12:00"),
    );
    // An hour before the pause and two after it, and an hour on Tuesday; around the clock, 19 hours after it.
    expect([then.elapsedMs / HOUR, today.elapsedMs / HOUR]).toEqual([4, 20]);
    expect(then.calendarRevision).not.toBe(today.calendarRevision);
  });
});
