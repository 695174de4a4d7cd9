import { describe, expect, test } from "vitest";
import {
  defineCalendar,
  defineSlaPolicies,
  replayTicket,
  ticketStatus,
  whatIf,
  type SlaConfig,
} from "follow-the-sun";
import { nineToFive } from "../support/open-hours.js";
import {
  agent,
  created,
  customer,
  HOUR,
  lastFri,
  london,
  MINUTE,
  mon,
  priority,
  slaWith,
  solved,
  status,
  ticketUnder,
  tokyo,
  tue,
} from "../support/tickets.js";

const plainTokyo = defineCalendar({ timeZone: "Asia/Tokyo", weekly: nineToFive });
const sentences = (differences: ReturnType<typeof whatIf>) => differences.map(({ sentence }) => sentence);

describe("what if Monday were a holiday in Tokyo?", () => {
  // Mumbai opens at 02:10 UTC, Tokyo at midnight UTC: without Tokyo, Monday begins 2 h 10 min later.
  const mumbai = defineCalendar({ timeZone: "Asia/Kolkata", weekly: { mon: [["07:40", "16:00"]] } });
  const policy = { targets: { resolution: { hours: 2 } } };
  const ticket = ticketUnder(policy, [created(lastFri("07:00"), { team: "tokyo" })], {
    teams: { tokyo: plainTokyo, mumbai },
  });
  const withHoliday = slaWith(policy, { teams: { tokyo, mumbai } });

  test("2 h 10 min later: holiday Coming of Age Day", () => {
    const [difference, ...others] = whatIf(ticket, { sla: withHoliday }, mon("12:00"));
    expect(others).toEqual([]);
    expect(difference).toMatchObject({
      metric: "resolution",
      dueLaterMs: 2 * HOUR + 10 * MINUTE,
      before: { dueAt: new Date(mon("01:00")) }, // an hour on Friday, an hour in Tokyo
      after: { dueAt: new Date(mon("03:10")) },
    });
    expect(difference?.sentence).toMatch(/^resolution 2 h 10 min later: .*holiday Coming of Age Day$/);
  });

  test("the same, asked on Friday, when the holiday still lies ahead", () => {
    const [difference] = whatIf(ticket, { sla: withHoliday }, lastFri("07:30"));
    expect(difference?.dueLaterMs).toBe(2 * HOUR + 10 * MINUTE);
    expect(difference?.sentence).toMatch(/^resolution 2 h 10 min later: .*holiday Coming of Age Day$/);
  });

  test("and the other way round it is earlier: no holiday", () => {
    const kept = ticketUnder(policy, [created(lastFri("07:00"), { team: "tokyo" })], {
      teams: { tokyo, mumbai },
    });
    const without = slaWith(policy, { teams: { tokyo: plainTokyo, mumbai } });
    const [difference] = whatIf(kept, { sla: without }, mon("12:00"));
    expect(difference?.sentence).toMatch(/^resolution 2 h 10 min earlier: .*no .*holiday Coming of Age Day/);
  });
});

describe("what if other hours counted?", () => {
  const policy = { targets: { resolution: { target: { hours: 4 }, calendar: { fixed: "tokyo" } } } } as const;
  const events = [created(lastFri("06:00"), { team: "tokyo" })];

  test("those of a team without the holiday: a day earlier", () => {
    // Two hours on Friday, two on Tuesday or on Monday.
    const ticket = ticketUnder(policy, events, { teams: { tokyo } });
    const other = slaWith(policy, { teams: { tokyo: plainTokyo } });
    expect(sentences(whatIf(ticket, { sla: other }, tue("03:00")))).toEqual([
      "resolution 24 h earlier: no holiday Coming of Age Day",
    ]);
  });

  test("a policy with a longer target", () => {
    const ticket = ticketUnder(policy, events, { teams: { tokyo } });
    const longer = slaWith(
      { targets: { resolution: { target: { hours: 7 }, calendar: { fixed: "tokyo" } } } },
      { teams: { tokyo } },
    );
    expect(sentences(whatIf(ticket, { sla: longer }, tue("01:00")))).toEqual(["resolution 3 h later"]);
  });

  test("other policies promise other things", () => {
    const teams: SlaConfig["teams"] = { tokyo };
    const ticket = ticketUnder({ targets: { firstReply: { hours: 1 } } }, events, { teams });
    const other = slaWith({ targets: { resolution: { hours: 8 } } }, { teams });
    const differences = whatIf(ticket, { sla: other }, lastFri("06:30"));
    expect(sentences(differences)).toEqual([
      "firstReply is promised no longer",
      "resolution is promised now",
    ]);
    expect(differences.map(({ before, after }) => [before?.metric, after?.metric])).toEqual([
      ["firstReply", undefined],
      [undefined, "resolution"],
    ]);
  });

  test("nothing is told of what stays as it was, though the calendar's revision is another", () => {
    const ticket = ticketUnder(policy, events, { teams: { tokyo } });
    const later = defineCalendar({
      timeZone: "Asia/Tokyo",
      weekly: nineToFive,
      holidays: ["2026-01-12", "2026-05-05"],
    });
    expect(whatIf(ticket, { sla: slaWith(policy, { teams: { tokyo: later } }) }, tue("03:00"))).toEqual([]);
  });
});

describe("what if something else had happened?", () => {
  const policy = {
    targets: { nextReply: { hours: 1 }, resolution: { hours: 4 } },
    pausedStatuses: ["pending"],
  };
  const ticket = ticketUnder(policy, [created(mon("09:00")), agent(mon("10:30")), customer(mon("12:00"))]);

  test("a pause of two hours: two hours later", () => {
    const events = [status(mon("10:00"), "pending"), status(mon("12:00"), "open")];
    expect(sentences(whatIf(ticket, { events }, mon("12:30")))).toEqual([
      "resolution 2 h later: paused (pending)",
    ]);
  });

  test("a reply in time: met instead of missed, and only the cycle that it ends is told", () => {
    const [difference, ...others] = whatIf(ticket, { events: [agent(mon("09:45"))] }, mon("12:30"));
    expect(others).toEqual([]);
    expect(difference?.sentence).toBe("nextReply met instead of missed");
    expect(difference?.before?.overrunMs).toBe(0.5 * HOUR);
  });

  test("events may come in any order, and those after the instant asked about are not known", () => {
    const pause = [status(mon("12:00"), "open"), status(mon("10:00"), "pending")];
    expect(sentences(whatIf(ticket, { events: pause }, mon("12:30")))).toEqual([
      "resolution 2 h later: paused (pending)",
    ]);
    expect(whatIf(ticket, { events: [solved(mon("15:00"))] }, mon("12:30"))).toEqual([]);
  });

  test("what cannot have happened is refused", () => {
    expect(() => whatIf(ticket, { events: [{ type: "reopened", at: mon("11:00") }] }, mon("12:30"))).toThrow(
      /must not reopen what is open/,
    );
  });

  test("the ticket stays as it was", () => {
    const before = ticketStatus(ticket, mon("12:30"));
    whatIf(ticket, { events: [solved(mon("12:10"))] }, mon("12:30"));
    expect(ticketStatus(ticket, mon("12:30"))).toEqual(before);
    expect(ticket.eventCount).toBe(3);
  });

  test("a higher priority", () => {
    const sla = defineSlaPolicies({
      teams: { london },
      policies: [
        { id: "high", when: { priority: "high" }, targets: { resolution: { hours: 2 } } },
        { id: "others", targets: { resolution: { hours: 4 } } },
      ],
    });
    const raised = [priority(mon("10:00"), "high")];
    expect(
      sentences(whatIf(replayTicket(sla, [created(mon("09:00"))]), { events: raised }, mon("10:30"))),
    ).toEqual(["resolution 2 h earlier"]);
  });
});
