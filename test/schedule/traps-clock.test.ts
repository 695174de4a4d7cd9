import {
  addBusinessDays,
  businessTimeBetween,
  defineCalendar,
  nextOpening,
  type CalendarConfig,
} from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { daily, nineToFive, openHours } from "../support/open-hours.js";

// One test for each trap that a peer fell into. The answers are worked out by hand from the published rules of
// the zone, as instants in UTC.

const at = (text: string) => new Date(text);

describe("a wall time that does not exist (gap)", () => {
  // Berlin, 2026-03-29: at 01:00Z the clock jumps from 02:00 to 03:00.
  const berlin = (opens: string, closes: string): CalendarConfig => ({
    timeZone: "Europe/Berlin",
    weekly: { sun: [[opens, closes]] },
  });
  const night = ["2026-03-28T20:00:00Z", "2026-03-29T20:00:00Z"] as const;

  it("is the instant of the jump, as an opening", () => {
    expect(openHours(berlin("02:30", "04:00"), ...night)).toEqual(["2026-03-29T01:00Z/02:00Z"]);
  });
  it("is the instant of the jump, as a closing", () => {
    expect(openHours(berlin("01:00", "02:30"), ...night)).toEqual(["2026-03-29T00:00Z/01:00Z"]);
  });
  it("leaves nothing of hours that lie in the gap", () => {
    expect(openHours(berlin("02:10", "02:50"), ...night)).toEqual([]);
  });
  it("keeps adjacent intervals adjacent", () => {
    const weekly = {
      sun: [
        ["00:00", "02:30"],
        ["02:30", "05:00"],
      ] as const,
    };
    expect(openHours({ timeZone: "Europe/Berlin", weekly }, ...night)).toEqual([
      "2026-03-28T23:00Z/2026-03-29T03:00Z",
    ]);
  });
  it("makes the night from 00:00 to 06:00 five hours", () => {
    const [from, to] = night;
    expect(businessTimeBetween(defineCalendar(berlin("00:00", "06:00")), from, to)).toBe(5 * 3_600_000);
  });
  it("of half an hour, on Lord Howe, ends at the jump too", () => {
    // 2026-10-04: at 15:30Z the day before, from 02:00 (+10:30) to 02:30 (+11).
    const weekly = { sun: [["02:15", "03:00"]] as const };
    expect(
      openHours({ timeZone: "Australia/Lord_Howe", weekly }, "2026-10-03T00:00:00Z", "2026-10-04T12:00:00Z"),
    ).toEqual(["2026-10-03T15:30Z/16:00Z"]);
  });
  it("of two hours, at Troll, too", () => {
    // 2026-03-29: at 01:00Z from 01:00 (+0) to 03:00 (+2).
    const weekly = { sun: [["01:30", "04:00"]] as const };
    expect(
      openHours({ timeZone: "Antarctica/Troll", weekly }, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"),
    ).toEqual(["2026-03-29T01:00Z/02:00Z"]);
  });
});

describe("a wall time that comes twice (fold)", () => {
  // New York, 2026-11-01: at 06:00Z the clock goes back from 02:00 to 01:00.
  const newYork = (opens: string, closes: string): CalendarConfig => ({
    timeZone: "America/New_York",
    weekly: { sun: [[opens, closes]] },
  });
  const night = ["2026-11-01T00:00:00Z", "2026-11-01T20:00:00Z"] as const;

  it("00:00-06:00 is seven hours", () => {
    expect(openHours(newYork("00:00", "06:00"), ...night)).toEqual(["2026-11-01T04:00Z/11:00Z"]);
  });
  it("01:00-01:30 is the first pass only", () => {
    expect(openHours(newYork("01:00", "01:30"), ...night)).toEqual(["2026-11-01T05:00Z/05:30Z"]);
  });
  it("01:30-02:00 lasts until the clock has truly come to 02:00", () => {
    expect(openHours(newYork("01:30", "02:00"), ...night)).toEqual(["2026-11-01T05:30Z/07:00Z"]);
  });
  it("of half an hour, on Lord Howe, adds half an hour", () => {
    // 2026-04-05: at 15:00Z the day before, back from 02:00 (+11) to 01:30 (+10:30).
    const weekly = { sun: [["01:30", "02:00"]] as const };
    expect(
      openHours({ timeZone: "Australia/Lord_Howe", weekly }, "2026-04-04T00:00:00Z", "2026-04-05T12:00:00Z"),
    ).toEqual(["2026-04-04T14:30Z/15:30Z"]);
  });
  it("at midnight, in Sao Paulo, gives the old date its hour twice", () => {
    // 2018-02-18: at 02:00Z back from 00:00 to 23:00 of Saturday the 17th.
    const saturday: CalendarConfig = { timeZone: "America/Sao_Paulo", weekly: { sat: [["20:00", "24:00"]] } };
    const sunday: CalendarConfig = { timeZone: "America/Sao_Paulo", weekly: { sun: [["00:00", "02:00"]] } };
    const window = ["2018-02-17T12:00:00Z", "2018-02-18T12:00:00Z"] as const;
    expect(openHours(saturday, ...window)).toEqual(["2018-02-17T22:00Z/2018-02-18T03:00Z"]);
    expect(openHours(sunday, ...window)).toEqual(["2018-02-18T03:00Z/05:00Z"]);
  });
  it("a minute past midnight, in St John's, begins the new date at its first midnight", () => {
    // 2010-11-07: at 02:31Z back from 00:01 (-2:30) to 23:01 (-3:30) of Saturday.
    const weekly = { sun: [["00:00", "01:00"]] as const };
    expect(
      openHours({ timeZone: "America/St_Johns", weekly }, "2010-11-06T12:00:00Z", "2010-11-07T12:00:00Z"),
    ).toEqual(["2010-11-07T02:30Z/04:30Z"]);
    const holiday: CalendarConfig = {
      timeZone: "America/St_Johns",
      weekly: "always",
      holidays: ["2010-11-07"],
    };
    expect(openHours(holiday, "2010-11-06T12:00:00Z", "2010-11-08T12:00:00Z")).toEqual([
      "2010-11-06T12:00Z/2010-11-07T02:30Z",
      "2010-11-08T03:30Z/12:00Z",
    ]);
  });
});

describe("a midnight that does not exist starts at the jump", () => {
  const fromMidnight = (timeZone: string, from: string, to: string) =>
    openHours({ timeZone, weekly: daily(["00:00", "03:00"]) }, from, to);

  it("Sao Paulo, 2018-11-04, at 03:00Z", () => {
    expect(fromMidnight("America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T12:00:00Z")).toEqual([
      "2018-11-04T03:00Z/05:00Z",
    ]);
  });
  it("Beirut, 2025-03-30, at 22:00Z the day before", () => {
    expect(fromMidnight("Asia/Beirut", "2025-03-29T12:00:00Z", "2025-03-30T12:00:00Z")).toEqual([
      "2025-03-29T22:00Z/2025-03-30T00:00Z",
    ]);
  });
  it("Cairo, 2025-04-25, at 22:00Z the day before", () => {
    expect(fromMidnight("Africa/Cairo", "2025-04-24T12:00:00Z", "2025-04-25T12:00:00Z")).toEqual([
      "2025-04-24T22:00Z/2025-04-25T00:00Z",
    ]);
  });
  it("a holiday on such a date is 23 hours long", () => {
    const config: CalendarConfig = {
      timeZone: "America/Sao_Paulo",
      weekly: "always",
      holidays: ["2018-11-04"],
    };
    expect(openHours(config, "2018-11-03T12:00:00Z", "2018-11-05T12:00:00Z")).toEqual([
      "2018-11-03T12:00Z/2018-11-04T03:00Z",
      "2018-11-05T02:00Z/12:00Z",
    ]);
  });
});

describe("a date that does not exist (Apia, Friday 2011-12-30)", () => {
  // At 10:00Z on the 30th the clock went from the end of Thursday the 29th (-10) to Saturday the 31st (+14).
  const apia = (weekly: CalendarConfig["weekly"], more: Partial<CalendarConfig> = {}): CalendarConfig => ({
    timeZone: "Pacific/Apia",
    ...(weekly && { weekly }),
    ...more,
  });
  const window = ["2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z"] as const;

  it("has no hours", () => {
    expect(openHours(apia({ fri: [["09:00", "17:00"]] }), ...window)).toEqual([]);
  });
  it("ends the night before at the jump", () => {
    expect(openHours(apia({ thu: [["22:00", "06:00"]] }), ...window)).toEqual(["2011-12-30T08:00Z/10:00Z"]);
  });
  it("as a holiday closes nothing of its neighbours", () => {
    expect(openHours(apia("always", { holidays: ["2011-12-30"] }), ...window)).toEqual([
      "2011-12-29T12:00Z/2011-12-31T12:00Z",
    ]);
  });
  it("is no business day", () => {
    // Thursday 12:00 is 22:00Z; the next date is Saturday, whose 12:00 is 22:00Z on the 30th.
    expect(addBusinessDays(defineCalendar(apia("always")), "2011-12-29T22:00:00Z", 1)).toEqual(
      at("2011-12-30T22:00:00Z"),
    );
  });
  it("Kwajalein lost its Saturday in 1993", () => {
    // At 12:00Z on 1993-08-21 the clock went from the end of Friday the 20th (-12) to Sunday the 22nd (+12).
    const config: CalendarConfig = { timeZone: "Pacific/Kwajalein", weekly: daily(["09:00", "10:00"]) };
    expect(openHours(config, "1993-08-20T12:00:00Z", "1993-08-22T12:00:00Z")).toEqual([
      "1993-08-20T21:00Z/22:00Z",
      "1993-08-21T21:00Z/22:00Z",
    ]);
  });
});

describe("a zone that sets its clock in unusual weeks", () => {
  /** The UTC time of noon in the zone on each date. */
  const noonOn = (timeZone: string, ...dates: string[]) => {
    const noon = defineCalendar({ timeZone, weekly: daily(["12:00", "12:01"]) });
    return dates.map((date) => nextOpening(noon, `${date}T00:00:00Z`)?.toISOString().slice(0, 16));
  };

  it("Cairo in 2010: summer time in two pieces, around Ramadan", () => {
    expect(
      noonOn("Africa/Cairo", "2010-04-20", "2010-05-05", "2010-08-20", "2010-09-15", "2010-10-05"),
    ).toEqual([
      "2010-04-20T10:00",
      "2010-05-05T09:00",
      "2010-08-20T10:00",
      "2010-09-15T09:00",
      "2010-10-05T10:00",
    ]);
  });
  it("Casablanca and El Aaiun: an hour back in Ramadan", () => {
    for (const zone of ["Africa/Casablanca", "Africa/El_Aaiun"]) {
      expect(noonOn(zone, "2024-03-01", "2024-03-20", "2024-05-01")).toEqual([
        "2024-03-01T11:00",
        "2024-03-20T12:00",
        "2024-05-01T11:00",
      ]);
    }
  });
  it("El Aaiun in 1976: two jumps 17 days apart", () => {
    expect(noonOn("Africa/El_Aaiun", "1976-04-10", "1976-04-20", "1976-05-10", "1976-08-10")).toEqual([
      "1976-04-10T13:00",
      "1976-04-20T12:00",
      "1976-05-10T11:00",
      "1976-08-10T12:00",
    ]);
  });
  it.each([
    ["America/Boa_Vista", "16:00", "15:00"],
    ["America/Recife", "15:00", "14:00"],
    ["America/Noronha", "14:00", "13:00"],
  ])("%s in October 2000: summer time for six days and 23 hours", (zone, winter, summer) => {
    expect(noonOn(zone, "2000-10-07", "2000-10-08", "2000-10-11", "2000-10-14", "2000-10-15")).toEqual([
      `2000-10-07T${winter}`,
      `2000-10-08T${summer}`,
      `2000-10-11T${summer}`,
      `2000-10-14T${summer}`,
      `2000-10-15T${winter}`,
    ]);
  });
  it("Dublin: standard time in summer, an hour less in winter", () => {
    expect(noonOn("Europe/Dublin", "2026-01-10", "2026-07-10")).toEqual([
      "2026-01-10T12:00",
      "2026-07-10T11:00",
    ]);
  });
  it("London until 1971: summer time all year", () => {
    expect(noonOn("Europe/London", "1971-01-10", "1972-01-10")).toEqual([
      "1971-01-10T11:00",
      "1972-01-10T12:00",
    ]);
  });
  it("Monrovia until 1972: 44 minutes and 30 seconds behind", () => {
    const config: CalendarConfig = { timeZone: "Africa/Monrovia", weekly: { fri: [["09:00", "17:00"]] } };
    expect(openHours(config, "1971-01-01T00:00:00Z", "1971-01-02T00:00:00Z")).toEqual([
      "1971-01-01T09:44:30Z/17:44:30Z",
    ]);
  });
  it("the weekday is that of the zone's date, not that of UTC", () => {
    const config: CalendarConfig = { timeZone: "America/Los_Angeles", weekly: { fri: [["15:00", "18:00"]] } };
    expect(openHours(config, "2026-01-09T00:00:00Z", "2026-01-11T00:00:00Z")).toEqual([
      "2026-01-09T23:00Z/2026-01-10T02:00Z",
    ]);
  });
  it("an alias is the same zone", () => {
    const hours = (timeZone: string) =>
      openHours({ timeZone, weekly: nineToFive }, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    expect(hours("Asia/Calcutta")).toEqual(hours("Asia/Kolkata"));
    expect(hours("US/Eastern")).toEqual(hours("America/New_York"));
  });
});
