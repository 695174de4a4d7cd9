import fc from "fast-check";
import {
  allOf,
  anyOf,
  calendarStatus,
  defineCalendar,
  except,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  type CalendarConfig,
  type Reason,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { exprs, offsetsMs } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";
import { problemOf } from "../support/errors.js";
import { daily, iso, weekdays } from "../support/posts.js";
import { runs } from "../support/runs.js";

const nine = weekdays(["09:00", "17:00"]);
const desk = (layers: Partial<CalendarConfig> = {}) =>
  defineCalendar({ timeZone: "UTC", weekly: nine, ...layers });
const why = (calendar: ReturnType<typeof desk>, at: string) => calendarStatus(calendar, at).reason;
/** Wednesday, 10 June 2026. */
const on = (time: string) => `2026-06-10T${time}:00Z`;

describe("open, because of", () => {
  test("the week", () => {
    expect(calendarStatus(desk(), on("09:00"))).toEqual({
      isOpen: true,
      reason: { code: "weekly-hours" },
      nextChangeAt: new Date(on("17:00")),
    });
  });

  test("dated hours, with their name", () => {
    const summer = desk({
      datedHours: [{ from: "2026-06-01", weekly: daily(["07:00", "15:00"]), name: "Summer hours" }],
    });
    expect(why(summer, on("07:00"))).toMatchObject({ code: "dated-hours", name: "Summer hours" });
    expect(why(summer, "2026-05-29T09:00:00Z")).toEqual({ code: "weekly-hours" });
    const night = desk({ datedHours: [{ through: "2026-06-09", weekly: daily(["22:00", "06:00"]) }] });
    expect(why(night, on("05:59"))).toMatchObject({ code: "dated-hours", name: undefined }); // the night of the last date
  });

  test("dated hours, with where they come from and whether that is sure", () => {
    const ramadan = {
      from: "2026-06-01",
      through: "2026-06-30",
      weekly: daily(["10:00", "15:00"]),
      name: "Ramadan",
    };
    const calendar = desk({ datedHours: [{ ...ramadan, source: "almanac", status: "estimated" }] });
    expect(why(calendar, on("10:00"))).toEqual({
      code: "dated-hours",
      name: "Ramadan",
      source: "almanac",
      status: "estimated",
    });
    expect(why(desk({ datedHours: [ramadan] }), on("10:00"))).toMatchObject({
      source: undefined,
      status: "confirmed",
    });
  });

  test("special hours, with their date and name, also past midnight", () => {
    const calendar = desk({
      specialHours: {
        "2026-06-10": { hours: [["20:00", "02:00"]], name: "Launch" },
        "2026-06-13": { like: "mon" },
        "2026-06-14": [["10:00", "12:00"]],
      },
    });
    const launch = { code: "special-hours", date: "2026-06-10", name: "Launch" };
    expect(why(calendar, on("20:00"))).toEqual(launch);
    expect(why(calendar, "2026-06-11T01:59:00Z")).toEqual(launch);
    expect(why(calendar, on("12:00"))).toEqual({ code: "outside-hours" }); // they replace the week's
    expect(why(calendar, "2026-06-13T12:00:00Z")).toMatchObject({
      code: "special-hours",
      date: "2026-06-13",
    });
    expect(why(calendar, "2026-06-14T10:00:00Z")).toEqual({
      code: "special-hours",
      date: "2026-06-14",
      name: undefined,
    });
  });

  test("a dated shift, unless the week says so as well", () => {
    const shift = { from: on("16:00"), to: on("20:00"), name: "Late shift" };
    const calendar = desk({ shifts: [shift] });
    expect(why(calendar, on("18:00"))).toEqual({
      code: "shift",
      from: new Date(shift.from),
      to: new Date(shift.to),
      name: "Late shift",
    });
    expect(why(calendar, on("16:30"))).toEqual({ code: "weekly-hours" });
  });

  test("the hours that a team works on a holiday", () => {
    const calendar = desk({
      holidays: [
        {
          date: "2026-06-10",
          name: "Eid",
          source: "a person",
          status: "estimated",
          observance: [["10:00", "12:00"]],
        },
      ],
    });
    const eid = { code: "holiday", date: "2026-06-10", name: "Eid", source: "a person", status: "estimated" };
    expect(calendarStatus(calendar, on("10:00"))).toEqual({
      isOpen: true,
      reason: eid,
      nextChangeAt: new Date(on("12:00")),
    });
    expect(calendarStatus(calendar, on("09:30"))).toEqual({
      isOpen: false,
      reason: eid,
      nextChangeAt: new Date(on("10:00")),
    });
  });
});

describe("closed, because of", () => {
  const holiday = {
    code: "holiday",
    date: "2026-06-10",
    name: "Feast",
    source: undefined,
    status: "confirmed",
  };
  const feast = { date: "2026-06-10", name: "Feast" };

  test("the hour", () => {
    expect(calendarStatus(desk(), "2026-06-12T17:00:00Z")).toEqual({
      isOpen: false,
      reason: { code: "outside-hours" },
      nextChangeAt: new Date("2026-06-15T09:00:00Z"),
    });
  });

  test("a holiday, from midnight to midnight", () => {
    const calendar = desk({ holidays: [feast] });
    expect(why(calendar, "2026-06-09T23:59:59Z")).toEqual({ code: "outside-hours" });
    for (const time of ["00:00", "12:00", "23:59"]) expect(why(calendar, on(time))).toEqual(holiday);
    expect(why(calendar, "2026-06-11T00:00:00Z")).toEqual({ code: "outside-hours" });
    expect(calendarStatus(calendar, on("00:00")).nextChangeAt).toEqual(new Date("2026-06-11T09:00:00Z"));
    expect(why(desk({ holidays: [{ date: "06-10", name: "Feast" }] }), on("12:00"))).toEqual(holiday); // of every year
    expect(why(desk({ holidays: [{ ...feast, observance: "open" }] }), on("12:00"))).toEqual({
      code: "weekly-hours",
    });
  });

  test("a holiday that takes the tail of the night before, or its own night, far into the next date", () => {
    const night = desk({ weekly: daily(["22:00", "06:00"]), holidays: [feast] });
    expect(why(night, "2026-06-09T23:00:00Z")).toEqual({ code: "weekly-hours" });
    expect(why(night, on("03:00"))).toEqual(holiday);
    expect(why(night, "2026-06-11T05:59:00Z")).toEqual(holiday); // the night that would have begun on it
    expect(why(night, "2026-06-11T06:00:00Z")).toEqual({ code: "outside-hours" });
    expect(calendarStatus(night, on("03:00")).nextChangeAt).toEqual(new Date("2026-06-11T22:00:00Z"));
  });

  test("a break, with its name, also in the tail of a night", () => {
    const calendar = desk({ breaks: { "2026-06-10": { hours: [["12:00", "13:00"]], name: "Lunch" } } });
    expect(calendarStatus(calendar, on("12:00"))).toEqual({
      isOpen: false,
      reason: { code: "break", from: new Date(on("12:00")), to: new Date(on("13:00")), name: "Lunch" },
      nextChangeAt: new Date(on("13:00")),
    });
    const night = desk({ weekly: daily(["22:00", "06:00"]), breaks: { "2026-06-10": [["02:00", "02:30"]] } });
    expect(why(night, on("02:00"))).toMatchObject({ code: "break", name: undefined });
    const shift = desk({
      shifts: [{ from: on("18:00"), to: on("22:00") }],
      breaks: { "2026-06-10": [["19:00", "20:00"]] },
    });
    expect(why(shift, on("19:30"))).toMatchObject({ code: "break" });
  });

  test("a break in the hours worked on a holiday", () => {
    const reduced = { ...feast, observance: [["10:00", "14:00"]] } as const;
    const calendar = desk({ holidays: [reduced], breaks: { "2026-06-10": [["09:00", "11:00"]] } });
    expect(why(calendar, on("10:30"))).toMatchObject({ code: "break" });
    expect(why(calendar, on("09:30"))).toEqual(holiday);
    expect(calendarStatus(calendar, on("11:00"))).toMatchObject({ isOpen: true, reason: holiday });
  });

  test("not a break where it would be closed anyway", () => {
    const breaks = { "2026-06-10": [["12:00", "13:00"]], "2026-06-13": [["12:00", "13:00"]] } as const;
    expect(why(desk({ breaks }), "2026-06-13T12:30:00Z")).toEqual({ code: "outside-hours" }); // a Saturday
    expect(why(desk({ breaks, holidays: [feast] }), on("12:30"))).toEqual(holiday);
    expect(why(desk({ breaks, specialHours: { "2026-06-10": [] } }), on("12:30"))).toEqual({
      code: "outside-hours",
    });
    const early = desk({ breaks: { "2026-06-10": [["08:00", "10:00"]] } });
    expect(why(early, on("08:30"))).toEqual({ code: "outside-hours" });
    expect(why(early, on("09:30"))).toMatchObject({ code: "break" });
  });

  test("a closure, which beats all", () => {
    const closure = { from: on("08:00"), to: on("20:00"), name: "Power cut" };
    const reason = {
      code: "closure",
      from: new Date(closure.from),
      to: new Date(closure.to),
      name: "Power cut",
    };
    for (const layers of [
      {},
      { holidays: [feast] },
      { breaks: { "2026-06-10": [["08:00", "20:00"]] as const } },
    ]) {
      expect(why(desk({ ...layers, closures: [closure] }), on("12:00"))).toEqual(reason);
    }
  });
});

describe("combined calendars", () => {
  const london = defineCalendar({ name: "London", timeZone: "Europe/London", weekly: nine });
  const tokyo = defineCalendar({
    name: "Tokyo",
    timeZone: "Asia/Tokyo",
    weekly: nine,
    holidays: ["2026-06-10"],
  });
  const open = { isOpen: true, name: "London", reason: { code: "weekly-hours" } };
  const closed = {
    isOpen: false,
    name: "Tokyo",
    reason: { code: "holiday", date: "2026-06-10", name: undefined, source: undefined, status: "confirmed" },
  };

  test.each([
    ["anyOf", anyOf, true],
    ["allOf", allOf, false],
    ["except", except, true],
  ] as const)("%s: what each of its members says", (operation, combine, expected) => {
    expect(calendarStatus(combine(london, tokyo), on("12:00"))).toMatchObject({
      isOpen: expected,
      reason: { code: "combined", operation, members: [open, closed] },
    });
  });

  test("to any depth", () => {
    const deep = except(anyOf(london, allOf(tokyo, london)), tokyo);
    expect(why(deep, on("12:00"))).toEqual({
      code: "combined",
      operation: "except",
      members: [
        {
          isOpen: true,
          name: undefined,
          reason: {
            code: "combined",
            operation: "anyOf",
            members: [
              open,
              {
                isOpen: false,
                name: undefined,
                reason: { code: "combined", operation: "allOf", members: [closed, open] },
              },
            ],
          },
        },
        closed,
      ],
    });
  });
});

describe("the next change", () => {
  test("is none for what is always or never open, nor from 2100 on", () => {
    expect(calendarStatus(desk({ weekly: "always" }), 0)).toEqual({
      isOpen: true,
      reason: { code: "weekly-hours" },
      nextChangeAt: undefined,
    });
    expect(calendarStatus(desk({ weekly: {} }), 0)).toEqual({
      isOpen: false,
      reason: { code: "outside-hours" },
      nextChangeAt: undefined,
    });
    expect(calendarStatus(desk(), "2099-12-31T18:00:00Z").nextChangeAt).toBeUndefined();
  });

  test("is the end of the lost hour, and skips what only changes the reason", () => {
    const night = defineCalendar({ timeZone: "Europe/London", weekly: daily(["00:00", "01:30"]) });
    expect(iso(calendarStatus(night, "2026-03-29T00:59:00Z").nextChangeAt)).toBe("2026-03-29T01:00Z");
    const seam = desk({
      weekly: daily(["09:00", "12:00"]),
      shifts: [{ from: on("12:00"), to: on("14:00") }],
    });
    expect(iso(calendarStatus(seam, on("10:00")).nextChangeAt)).toBe("2026-06-10T14:00Z");
  });

  test("of a bad instant or something that is no calendar is refused", () => {
    expect(problemOf(() => calendarStatus(desk(), "2026-06-10"))).toBe("instant.no-zone at");
    expect(problemOf(() => calendarStatus({} as never, 0))).toBe("argument.invalid calendar");
  });
});

const OPEN = ["weekly-hours", "dated-hours", "special-hours", "shift"];
const CLOSED = ["outside-hours", "break", "closure"];

/** Whether a reason fits: a holiday fits both, a combination is as its members make it. */
function expectReason(reason: Reason, open: boolean): void {
  if (reason.code === "combined") {
    const members = reason.members.map((each) => each.isOpen);
    const [first = false, ...rest] = members;
    const expected = {
      anyOf: members.includes(true),
      allOf: !members.includes(false),
      except: first && !rest.includes(true),
    }[reason.operation];
    expect(open).toBe(expected);
    for (const member of reason.members) expectReason(member.reason, member.isOpen);
  } else if (reason.code !== "holiday") expect(open ? OPEN : CLOSED).toContain(reason.code);
}

test("agrees with isOpen, has a fitting reason, and nothing changes before the next change", () => {
  fc.assert(
    fc.property(exprs(), fc.array(offsetsMs, { minLength: 6, maxLength: 6 }), ({ anchor, expr }, offsets) => {
      const calendar = calendarOf(expr);
      for (const afterMs of offsets) {
        const at = Math.max(0, anchor.at + afterMs);
        const { isOpen: open, reason, nextChangeAt } = calendarStatus(calendar, at);
        expect(open).toBe(isOpen(calendar, at));
        expectReason(reason, open);
        expect(nextChangeAt).toEqual((open ? nextClosing : nextOpening)(calendar, at));
        if (nextChangeAt === undefined) continue;
        expect(isOpen(calendar, nextChangeAt)).toBe(!open);
        const during = [...openIntervals(calendar, { from: at, to: nextChangeAt })];
        expect(during).toEqual(open ? [{ from: new Date(at), to: nextChangeAt }] : []);
      }
    }),
    runs(30),
  );
});
