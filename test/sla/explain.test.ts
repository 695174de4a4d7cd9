import { describe, expect, test } from "vitest";
import { defineCalendar, explainTicket, type CalendarConfig, type SlaPolicyConfig } from "follow-the-sun";
import { nineToFive } from "../support/open-hours.js";
import {
  agent,
  created,
  explanationOf,
  hoursOf,
  HOUR,
  lastFri,
  london,
  mon,
  reopened,
  solved,
  status,
  team,
  ticketUnder,
  tokyo,
  told,
  tue,
  wed,
} from "../support/tickets.js";

const ownersHours = (more: Partial<SlaPolicyConfig> = {}) => ({
  targets: { resolution: { target: { hours: 8 }, calendar: "owner-at-the-time" as const } },
  pausedStatuses: ["pending"],
  ...more,
});
const withHours = (more: Partial<CalendarConfig>) => ({
  teams: { london: defineCalendar({ timeZone: "Europe/London", weekly: nineToFive, ...more }) },
});

describe("a segment says why its time counts or not:", () => {
  test("open, closed, and a holiday with its name, from midnight to midnight in the team's zone", () => {
    const ticket = ticketUnder(ownersHours(), [created(lastFri("06:00"), { team: "tokyo" })], {
      teams: { tokyo },
    });
    const explained = explanationOf(ticket, "resolution", tue("01:00"));
    expect(told(explained)).toEqual([
      "+ 09 06:00 to 08:00 open (tokyo), 0 > 2 h",
      "- 09 08:00 to 11 15:00 outside-hours (tokyo), 2 > 2 h",
      "- 11 15:00 to 12 15:00 holiday (tokyo), 2 > 2 h",
      "- 12 15:00 to 13 00:00 outside-hours (tokyo), 2 > 2 h",
      "+ 13 00:00 to 01:00 open (tokyo), 2 > 3 h",
    ]);
    expect(explained.segments[2]).toMatchObject({
      timeZone: "Asia/Tokyo",
      reason: { code: "closed", because: { code: "holiday", date: "2026-01-12", name: "Coming of Age Day" } },
    });
    // 55 hours until the holiday, 9 after it.
    expect(explained.sentence).toBe(
      "resolution running: 3 h of 8 h; 3 h open, 64 h out of hours, 24 h holiday Coming of Age Day",
    );
  });

  test("a break", () => {
    const hours = withHours({ breaks: { "2026-01-12": { hours: [["12:00", "12:45"]], name: "lunch" } } });
    const explained = explanationOf(
      ticketUnder(ownersHours(), [created(mon("11:00"))], hours),
      "resolution",
      mon("14:00"),
    );
    expect(told(explained)).toEqual([
      "+ 12 11:00 to 12:00 open (london), 0 > 1 h",
      "- 12 12:00 to 12:45 break (london), 1 > 1 h",
      "+ 12 12:45 to 14:00 open (london), 1 > 2.25 h",
    ]);
    expect(explained.sentence).toBe(
      "resolution running: 2 h 15 min of 8 h; 2 h 15 min open, 45 min break lunch",
    );
  });

  test("a closure", () => {
    const drill = { from: mon("10:00"), to: mon("10:20"), name: "fire drill" };
    const ticket = ticketUnder(ownersHours(), [created(mon("09:00"))], withHours({ closures: [drill] }));
    expect(explanationOf(ticket, "resolution", mon("11:00")).sentence).toBe(
      "resolution running: 1 h 40 min of 8 h; 1 h 40 min open, 20 min closed for fire drill",
    );
  });

  test("a closure that begins before the opening is told for the hours that it takes away", () => {
    const evacuation = { from: tue("08:30"), to: tue("11:00"), name: "evacuation" };
    const ticket = ticketUnder(ownersHours(), [created(mon("16:00"))], withHours({ closures: [evacuation] }));
    const { segments } = explanationOf(ticket, "resolution", tue("12:00"));
    const at10 = segments.find(
      ({ from, to }) => from <= new Date(tue("10:00")) && new Date(tue("10:00")) < to,
    );
    expect(at10?.reason).toMatchObject({ code: "closed", because: { code: "closure", name: "evacuation" } });
  });

  test("paused in a status, also overnight", () => {
    const ticket = ticketUnder(ownersHours(), [
      created(mon("16:00")),
      status(mon("16:30"), "pending"),
      status(tue("09:30"), "open"),
    ]);
    const explained = explanationOf(ticket, "resolution", tue("10:00"));
    expect(told(explained)).toEqual([
      "+ 12 16:00 to 16:30 open (london), 0 > 0.5 h",
      "- 12 16:30 to 13 09:30 paused, 0.5 > 0.5 h",
      "+ 13 09:30 to 10:00 open (london), 0.5 > 1 h",
    ]);
    expect(explained.sentence).toBe("resolution running: 1 h of 8 h; 1 h open, 17 h paused (pending)");
    expect(explained.segments[1]?.reason).toEqual({ code: "paused", status: "pending" });
  });

  test("not with the agents", () => {
    const policy = { targets: { agentWork: { hours: 8 } }, agentStatuses: ["open"] };
    const ticket = ticketUnder(policy, [created(mon("09:00")), status(mon("10:00"), "with-vendor")]);
    expect(explanationOf(ticket, "agentWork", mon("12:00")).sentence).toBe(
      "agentWork paused: 1 h of 8 h; 1 h open, 2 h not with the agents (with-vendor)",
    );
  });

  test("solved, until it was opened again", () => {
    const ticket = ticketUnder(ownersHours(), [
      created(mon("09:00")),
      solved(mon("10:00")),
      reopened(mon("14:00")),
    ]);
    expect(told(explanationOf(ticket, "resolution", mon("15:00")))).toEqual([
      "+ 12 09:00 to 10:00 open (london), 0 > 1 h",
      "- 12 10:00 to 14:00 solved, 1 > 1 h",
      "+ 12 14:00 to 15:00 open (london), 1 > 2 h",
    ]);
  });

  test("nobody owns it", () => {
    const ticket = ticketUnder(ownersHours(), [
      created(mon("09:00"), { team: undefined }),
      team(mon("11:00"), "london"),
    ]);
    expect(told(explanationOf(ticket, "resolution", mon("12:00")))).toEqual([
      "- 12 09:00 to 11:00 unowned, 0 > 0 h",
      "+ 12 11:00 to 12:00 open (london), 0 > 1 h",
    ]);
  });

  test("a handoff across calendars: each stretch names whose hours they are", () => {
    const ticket = ticketUnder(
      ownersHours(),
      [created(tue("06:00"), { team: "tokyo" }), team(tue("07:00"), "london"), team(tue("12:00"), "tokyo")],
      { teams: { london, tokyo } },
    );
    const explained = explanationOf(ticket, "resolution", wed("00:30"));
    expect(told(explained)).toEqual([
      "+ 13 06:00 to 07:00 open (tokyo), 0 > 1 h",
      "- 13 07:00 to 09:00 outside-hours (london), 1 > 1 h",
      "+ 13 09:00 to 12:00 open (london), 1 > 4 h",
      "- 13 12:00 to 14 00:00 outside-hours (tokyo), 4 > 4 h",
      "+ 14 00:00 to 00:30 open (tokyo), 4 > 4.5 h",
    ]);
    expect(explained.segments.map(({ timeZone }) => timeZone)).toEqual([
      "Asia/Tokyo",
      "Europe/London",
      "Europe/London",
      "Asia/Tokyo",
      "Asia/Tokyo",
    ]);
  });
});

describe("where any team will do", () => {
  const anyTeam = ownersHours({ targets: { resolution: { hours: 8 } } });

  test("time counts while one of them is open", () => {
    const ticket = ticketUnder(anyTeam, [created(tue("06:00"), { team: "tokyo" })], {
      teams: { london, tokyo },
    });
    expect(told(explanationOf(ticket, "resolution", tue("10:00")))).toEqual([
      "+ 13 06:00 to 08:00 open (any team), 0 > 2 h",
      "- 13 08:00 to 09:00 combined (any team), 2 > 2 h",
      "+ 13 09:00 to 10:00 open (any team), 2 > 3 h",
    ]);
  });

  test("the break and the closure of the only team are told as where it is its own", () => {
    const hours = withHours({
      breaks: { "2026-01-12": { hours: [["12:00", "13:00"]], name: "lunch" } },
      closures: [{ from: mon("14:00"), to: mon("14:20"), name: "fire drill" }],
    });
    const { sentence } = explanationOf(
      ticketUnder(anyTeam, [created(mon("11:00"))], hours),
      "resolution",
      mon("15:00"),
    );
    expect(sentence).toContain("1 h break lunch");
    expect(sentence).toContain("20 min closed for fire drill");
  });

  test("a team's holiday is told from its own midnight on, not from UTC's", () => {
    const sydney = defineCalendar({
      timeZone: "Australia/Sydney",
      weekly: nineToFive,
      holidays: [{ date: "2026-01-26", name: "Australia Day" }],
    });
    const ticket = ticketUnder(anyTeam, [created("2026-01-23T16:00:00Z")], { teams: { london, sydney } });
    // On Sunday 22:00 UTC it is Monday 09:00 in Sydney, which would be open but for the holiday.
    const { segments } = explanationOf(ticket, "resolution", "2026-01-26T10:00:00Z");
    const wouldOpen = new Date("2026-01-25T22:00:00Z");
    const then = segments.find(({ from, to }) => from <= wouldOpen && wouldOpen < to);
    expect(JSON.stringify(then?.reason)).toContain("Australia Day");
  });
});

describe("the segments", () => {
  const policy: Omit<SlaPolicyConfig, "id"> = {
    targets: {
      firstReply: { hours: 1 },
      nextReply: { target: { hours: 1 }, calendar: "customer" },
      requesterWait: { target: { hours: 8 }, calendar: "last-schedule" },
      resolution: { target: { hours: 8 }, calendar: "owner-at-the-time" },
      agentWork: { target: { hours: 8 }, calendar: { fixed: "tokyo" } },
      ownership: { hours: 4 },
    },
    pausedStatuses: ["pending"],
  };
  const ticket = ticketUnder(
    policy,
    [
      created(lastFri("07:00"), { team: "tokyo", customer: "acme" }),
      agent(lastFri("07:30")),
      status(lastFri("07:30"), "pending"),
      team(mon("09:30"), "london"),
      { type: "message", by: "customer", at: mon("11:00") },
      status(mon("11:00"), "open"),
      solved(mon("15:00")),
      reopened(tue("10:00")),
    ],
    { teams: { london, tokyo }, customers: { acme: london } },
  );

  const tiling = (explained: ReturnType<typeof explainTicket>[number]) => {
    const { cycle, segments } = explained;
    const counted = segments.filter(({ counts }) => counts);
    return {
      gaps: segments.filter(({ from }, index) => index > 0 && +from !== Number(segments[index - 1]?.to))
        .length,
      from: segments[0]?.from,
      wallClockMs: segments.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0),
      elapsedMs: counted.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0),
      last: segments.at(-1)?.afterMs,
      ...{ metric: cycle.metric },
    };
  };

  test("of every cycle tile the time since its activation, and those that count add up to elapsed", () => {
    for (const explained of explainTicket(ticket, wed("12:00"))) {
      const { metric, activatedAt, wallClockMs, elapsedMs } = explained.cycle;
      expect(tiling(explained)).toEqual({
        gaps: 0,
        from: activatedAt,
        wallClockMs,
        elapsedMs,
        last: elapsedMs,
        metric,
      });
    }
  });

  test.each(["any-team" as const, hoursOf("london")])(
    "add up for ownership on other hours, too (%j)",
    (calendar) => {
      const lent = ticketUnder(
        { targets: { ownership: { target: { hours: 4 }, calendar } } },
        [created(tue("06:00"), { team: "tokyo" })],
        { teams: { london, tokyo } },
      );
      const explained = explanationOf(lent, "ownership", tue("10:00"));
      expect(tiling(explained).elapsedMs).toBe(explained.cycle.elapsedMs);
    },
  );

  test("are none at the instant of the activation", () => {
    const fresh = ticketUnder(policy, [created(mon("09:00"), { team: "london" })], {
      teams: { london, tokyo },
      customers: { acme: london },
    });
    const explained = explanationOf(fresh, "firstReply", mon("09:00"));
    expect(explained.segments).toEqual([]);
    expect(explained.sentence).toBe("firstReply running: 0 s of 1 h");
  });

  test("end with the cycle", () => {
    const { segments, cycle } = explanationOf(ticket, "firstReply", wed("12:00"));
    expect([segments.at(-1)?.to, cycle.elapsedMs]).toEqual([new Date(lastFri("07:30")), 0.5 * HOUR]);
  });
});
