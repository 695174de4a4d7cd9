import { describe, expect, test } from "vitest";
import {
  defineCalendar,
  FollowTheSunError,
  openIntervals,
  type CalendarConfig,
  type HolidayConfig,
} from "follow-the-sun";

const nine = [["09:00", "17:00"]] as const;
const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };

/** Open hours of a team in London, January 2026 (UTC), between two days of the month. */
function hours(layers: Partial<CalendarConfig>, from: number, to: number): string[] {
  const calendar = defineCalendar({ timeZone: "Europe/London", weekly: week, ...layers });
  const window = { from: Date.UTC(2026, 0, from), to: Date.UTC(2026, 0, to) };
  return Array.from(openIntervals(calendar, window), ({ from, to }) => `${show(from)}-${show(to)}`);
}

/** `12 09:00` is the 12th of January, 09:00. */
const show = (date: Date) => `${date.getUTCDate()} ${date.toISOString().slice(11, 16)}`;

describe("dated hours", () => {
  const summer = {
    from: "2026-01-13",
    through: "2026-01-14",
    name: "Summer",
    weekly: { tue: [["07:00", "13:00"]] },
  } as const;

  test("replace the week on their dates, both included", () => {
    expect(hours({ datedHours: [summer] }, 12, 17)).toEqual([
      "12 09:00-12 17:00",
      "13 07:00-13 13:00",
      "15 09:00-15 17:00",
      "16 09:00-16 17:00",
    ]);
  });

  test("without a beginning or an end hold before or after", () => {
    const { from: _, ...until } = summer;
    expect(hours({ datedHours: [until] }, 5, 7)).toEqual(["6 07:00-6 13:00"]);
    const { through: __, ...since } = summer;
    expect(hours({ datedHours: [since] }, 19, 21)).toEqual(["20 07:00-20 13:00"]);
  });

  test("are beaten by special hours, and by a holiday", () => {
    expect(hours({ datedHours: [summer], specialHours: { "2026-01-13": [] } }, 13, 14)).toEqual([]);
    expect(hours({ datedHours: [summer], holidays: ["01-13"] }, 13, 14)).toEqual([]);
  });

  test("must not be in force on the same dates", () => {
    expect(() => hours({ datedHours: [summer, { from: "2026-01-14", weekly: "always" }] }, 1, 2)).toThrow(
      /calendar\.datedHours\[1\] must not be in force on the same dates as calendar\.datedHours\[0\]/,
    );
  });
});

describe("special hours", () => {
  test("can be those of a weekday: Monday's on the 17th, a Saturday", () => {
    const monday = { mon: [["10:00", "12:00"]] } as const;
    expect(
      hours({ weekly: monday, specialHours: { "2026-01-17": { like: "mon", name: "make-up" } } }, 17, 18),
    ).toEqual(["17 10:00-17 12:00"]);
  });

  test("are the dated hours of that weekday while these are in force", () => {
    const datedHours = [
      { from: "2026-01-17", through: "2026-01-18", weekly: { mon: [["11:00", "12:00"]] } },
    ] as const;
    expect(hours({ datedHours, specialHours: { "2026-01-17": { like: "mon" } } }, 17, 18)).toEqual([
      "17 11:00-17 12:00",
    ]);
  });

  test("replace only what starts on their date: the tail of the night before stays", () => {
    const weekly = { tue: [["22:00", "06:00"]], wed: [["22:00", "06:00"]] } as const;
    expect(
      hours(
        { weekly, specialHours: { "2026-01-14": { hours: [["12:00", "14:00"]], name: "short" } } },
        13,
        16,
      ),
    ).toEqual(["13 22:00-14 06:00", "14 12:00-14 14:00"]);
  });

  test("open an always-open calendar for half a day", () => {
    expect(hours({ weekly: "always", specialHours: { "2026-01-14": [["00:00", "12:00"]] } }, 13, 16)).toEqual(
      ["13 00:00-14 12:00", "15 00:00-16 00:00"],
    );
  });
});

describe("breaks", () => {
  test("cut a date, the tail of the night before, and past midnight the next date", () => {
    const weekly = "always" as const;
    const breaks = {
      "2026-01-14": {
        hours: [
          ["02:00", "03:00"],
          ["23:00", "01:00"],
        ],
        name: "backup",
      },
    } as const;
    expect(hours({ weekly, breaks }, 14, 16)).toEqual([
      "14 00:00-14 02:00",
      "14 03:00-14 23:00",
      "15 01:00-16 00:00",
    ]);
  });
});

describe("a holiday", () => {
  const wednesday = (holiday: HolidayConfig, more: Partial<CalendarConfig> = {}) =>
    hours({ holidays: [holiday], ...more }, 14, 15);

  test("is closed unless the team makes something else of it", () => {
    expect(wednesday({ date: "2026-01-14", name: "Pongal", observance: "closed" })).toEqual([]);
    expect(wednesday({ date: "2026-01-14", name: "Pongal", observance: "open" })).toEqual([
      "14 09:00-14 17:00",
    ]);
    expect(wednesday({ date: "2026-01-14", name: "Pongal", observance: [["10:00", "14:00"]] })).toEqual([
      "14 10:00-14 14:00",
    ]);
  });

  test("with reduced hours still cuts the tail of the night before, and is cut by breaks", () => {
    const more = {
      weekly: { tue: [["22:00", "06:00"]] },
      breaks: { "2026-01-14": [["12:00", "12:30"]] },
    } as const;
    expect(wednesday({ date: "2026-01-14", observance: [["10:00", "14:00"]] }, more)).toEqual([
      "14 10:00-14 12:00",
      "14 12:30-14 14:00",
    ]);
  });

  test("of two entries for a date is the stricter one", () => {
    const reduced = { date: "2026-01-14", observance: [["10:00", "14:00"]] } as const;
    expect(hours({ holidays: [reduced, "01-14"] }, 14, 15)).toEqual([]);
    expect(hours({ holidays: ["2026-01-14", reduced] }, 14, 15)).toEqual([]);
    expect(hours({ holidays: [reduced, { date: "01-14", observance: "open" }] }, 14, 15)).toEqual([
      "14 10:00-14 14:00",
    ]);
  });

  test("with two different reduced hours is a contradiction", () => {
    const holidays = [
      { date: "2026-01-14", observance: [["10:00", "14:00"]] },
      { date: "2026-01-14", observance: [["10:00", "15:00"]] },
    ] as const;
    expect(() => hours({ holidays }, 14, 15)).toThrow(FollowTheSunError);
  });

  test("with hours past midnight gives way to a holiday on the next date", () => {
    const night = { date: "2026-01-14", observance: [["22:00", "02:00"]] } as const;
    expect(hours({ holidays: [night], weekly: {} }, 14, 16)).toEqual(["14 22:00-15 02:00"]);
    expect(hours({ holidays: [night, "2026-01-15"], weekly: {} }, 14, 16)).toEqual(["14 22:00-15 00:00"]);
  });

  test("on 29 February comes every leap year", () => {
    const leap = defineCalendar({ timeZone: "UTC", weekly: "always", holidays: ["02-29"] });
    const closed = (year: number) =>
      [...openIntervals(leap, { from: Date.UTC(year, 1, 28), to: Date.UTC(year, 2, 2) })].length;
    expect([closed(2027), closed(2028)]).toEqual([1, 2]);
  });
});

describe("shifts", () => {
  const shift = (from: string, to: string) => ({ from: `2026-01-${from}:00Z`, to: `2026-01-${to}:00Z` });

  test("are open in addition to the week, or without one", () => {
    const shifts = [shift("17T10:00", "17T12:00"), shift("16T16:00", "16T20:00")];
    expect(hours({ shifts }, 16, 18)).toEqual(["16 09:00-16 20:00", "17 10:00-17 12:00"]);
    expect(hours({ shifts, weekly: {} }, 16, 18)).toEqual(["16 16:00-16 20:00", "17 10:00-17 12:00"]);
  });

  test("are cut by breaks, holidays and closures; one that starts on a holiday falls away", () => {
    const shifts = [shift("16T20:00", "17T04:00"), shift("17T20:00", "18T04:00")];
    expect(hours({ weekly: {}, shifts, holidays: ["01-17"] }, 16, 19)).toEqual(["16 20:00-17 00:00"]);
    expect(hours({ weekly: {}, shifts, breaks: { "2026-01-17": [["22:00", "23:00"]] } }, 17, 19)).toEqual([
      "17 00:00-17 04:00",
      "17 20:00-17 22:00",
      "17 23:00-18 04:00",
    ]);
    expect(hours({ weekly: {}, shifts, closures: [shift("17T02:00", "18T02:00")] }, 16, 19)).toEqual([
      "16 20:00-17 02:00",
      "18 02:00-18 04:00",
    ]);
  });
});

describe("a closure", () => {
  test("closes whatever the layers say, also the hours of a holiday", () => {
    const closures = [{ from: "2026-01-14T10:00:00Z", to: "2026-01-14T11:00:00Z", name: "fire drill" }];
    expect(hours({ closures }, 14, 15)).toEqual(["14 09:00-14 10:00", "14 11:00-14 17:00"]);
    expect(
      hours({ closures, holidays: [{ date: "2026-01-14", observance: [["09:00", "12:00"]] }] }, 14, 15),
    ).toEqual(["14 09:00-14 10:00", "14 11:00-14 12:00"]);
  });

  test("must end after it begins", () => {
    const closures = [{ from: "2026-01-14T11:00:00Z", to: "2026-01-14T10:00:00Z" }];
    expect(() => hours({ closures }, 14, 15)).toThrow(/calendar\.closures\[0\]\.to must lie after from/);
  });
});
