import {
  allOf,
  anyOf,
  coverageGaps,
  defineCalendar,
  except,
  type CoverageGap,
  type Post,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { DAY_MS, daily, HOUR_MS, post, stretch, weekdays } from "../support/posts.js";

const row = (gap: CoverageGap) => `${stretch(gap)} ${gap.cause.code}`;
const rows = (posts: readonly Post[], from: string, to: string, minimum = 1) =>
  coverageGaps(posts, { from, to }, { minimum }).map(row);
const YEAR = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
const always = (layers = {}) => post("always", { timeZone: "UTC", weekly: "always", ...layers });

describe("weekly: nobody is ever there at that hour", () => {
  test("the weekend", () => {
    const office = post("office", { timeZone: "UTC", weekly: weekdays(["00:00", "24:00"]) });
    expect(rows([office], "2026-03-27T00:00:00Z", "2026-04-04T00:00:00Z")).toEqual([
      "2026-03-28T00:00Z/2026-03-30T00:00Z weekly",
    ]);
  });

  test("nights, also across a change of the clocks, to the minute", () => {
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["09:00", "17:00"]) });
    expect(rows([london], "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual([
      "2026-03-28T17:00Z/2026-03-29T08:00Z weekly",
    ]);
    expect(rows([london], "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([
      "2026-10-24T16:00Z/2026-10-25T09:00Z weekly",
    ]);
  });

  test("always, where there are no posts or none that ever opens", () => {
    const day = ["2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"] as const;
    expect(rows([post("never", { timeZone: "UTC" })], ...day)).toEqual([
      "2026-06-01T00:00Z/2026-06-02T00:00Z weekly",
    ]);
    expect(coverageGaps([post("never", { timeZone: "UTC" })], { from: day[0], to: day[1] })).toMatchObject([
      { headcount: 0 },
    ]);
  });

  test("always, where there are no posts at all, which once was put down to the change of clocks", () => {
    const weeks = ["2026-03-01T00:00:00Z", "2026-04-30T00:00:00Z"] as const;
    expect(rows([], ...weeks)).toEqual(["2026-03-01T00:00Z/2026-04-30T00:00Z weekly"]);
  });

  test("never, where somebody is always there, or where the window is empty", () => {
    expect(rows([always()], YEAR.from, YEAR.to)).toEqual([]);
    expect(rows([], YEAR.from, YEAR.from)).toEqual([]);
  });

  test("where dated hours come into force in mid-window, each week is compared with itself", () => {
    const desk = post("desk", {
      timeZone: "UTC",
      weekly: weekdays(["09:00", "15:00"]),
      datedHours: [{ from: "2026-06-02", through: "2026-06-03", weekly: weekdays(["11:00", "17:00"]) }],
    });
    expect(rows([desk], "2026-06-01T09:00:00Z", "2026-06-04T18:00:00Z")).toEqual([
      "2026-06-01T15:00Z/2026-06-02T11:00Z weekly", // Monday 15-17 is staffed in the other week, and yet is no dst
      "2026-06-02T17:00Z/2026-06-03T11:00Z weekly",
      "2026-06-03T17:00Z/2026-06-04T09:00Z weekly",
      "2026-06-04T15:00Z/2026-06-04T18:00Z weekly",
    ]);
  });
});

describe("holiday: it closes when the holidays are taken away", () => {
  const holiday = (date: string, name: string) => ({ date, name });
  const eve = ["2026-12-24T00:00:00Z", "2026-12-28T00:00:00Z"] as const;

  test("with its name, and cut from the usual night around it", () => {
    const desk = post("desk", {
      timeZone: "UTC",
      weekly: daily(["09:00", "17:00"]),
      holidays: [holiday("2026-06-10", "Founders' Day")],
    });
    const gaps = coverageGaps([desk], { from: "2026-06-09T12:00:00Z", to: "2026-06-11T12:00:00Z" });
    expect(gaps.map(row)).toEqual([
      "2026-06-09T17:00Z/2026-06-10T09:00Z weekly",
      "2026-06-10T09:00Z/2026-06-10T17:00Z holiday",
      "2026-06-10T17:00Z/2026-06-11T09:00Z weekly",
    ]);
    expect(gaps[1]?.cause).toEqual({
      code: "holiday",
      holidays: [{ date: "2026-06-10", name: "Founders' Day" }],
    });
  });

  test("several in a row are one gap, each named once and in order, also one without a name", () => {
    const team = always({
      holidays: [holiday("12-26", "Boxing Day"), "2026-12-27", holiday("12-25", "Christmas")],
    });
    expect(coverageGaps([team], { from: eve[0], to: eve[1] })).toEqual([
      {
        from: new Date("2026-12-25T00:00:00Z"),
        to: new Date("2026-12-28T00:00:00Z"),
        headcount: 0,
        cause: {
          code: "holiday",
          holidays: [
            { date: "2026-12-25", name: "Christmas" },
            { date: "2026-12-26", name: "Boxing Day" },
            { date: "2026-12-27", name: undefined },
          ],
        },
      },
    ]);
  });

  test("of several posts: a gap only where all are closed, with all their holidays", () => {
    const berlin = post("berlin", {
      timeZone: "Europe/Berlin",
      weekly: "always",
      holidays: [holiday("2026-12-25", "Weihnachten")],
    });
    const london = post("london", {
      timeZone: "Europe/London",
      weekly: "always",
      holidays: [holiday("2026-12-25", "Christmas Day")],
    });
    const gaps = coverageGaps([berlin, london], { from: eve[0], to: eve[1] });
    expect(gaps.map(row)).toEqual(["2026-12-25T00:00Z/2026-12-25T23:00Z holiday"]); // Berlin's ends an hour earlier
    expect(gaps[0]?.cause).toEqual({
      code: "holiday",
      holidays: [
        { date: "2026-12-25", name: "Christmas Day" },
        { date: "2026-12-25", name: "Weihnachten" },
      ],
    });
    expect(coverageGaps([{ ...berlin, headcount: 2 }], { from: eve[0], to: eve[1] })[0]?.cause).toMatchObject(
      {
        holidays: [{ name: "Weihnachten" }],
      },
    );
  });

  test("of every year", () => {
    const team = always({ holidays: [holiday("12-25", "Christmas")] });
    expect(rows([team], "2025-06-01T00:00:00Z", "2028-06-01T00:00:00Z")).toEqual([
      "2025-12-25T00:00Z/2025-12-26T00:00Z holiday",
      "2026-12-25T00:00Z/2026-12-26T00:00Z holiday",
      "2027-12-25T00:00Z/2027-12-26T00:00Z holiday",
    ]);
  });

  test("the tail of the night before, and the night that begins on it, far into the next date", () => {
    const night = post("night", {
      timeZone: "UTC",
      weekly: daily(["22:00", "06:00"]),
      holidays: [holiday("2026-06-10", "Midsummer")],
    });
    const gaps = coverageGaps([night], { from: "2026-06-09T23:00:00Z", to: "2026-06-11T23:00:00Z" });
    expect(gaps.map(row)).toEqual([
      "2026-06-10T00:00Z/2026-06-10T06:00Z holiday",
      "2026-06-10T06:00Z/2026-06-10T22:00Z weekly",
      "2026-06-10T22:00Z/2026-06-11T06:00Z holiday",
      "2026-06-11T06:00Z/2026-06-11T22:00Z weekly",
    ]);
    expect(gaps[2]?.cause).toEqual({
      code: "holiday",
      holidays: [{ date: "2026-06-10", name: "Midsummer" }],
    });
  });

  test("reduced hours leave a gap around them; a holiday that the team does not keep leaves none", () => {
    const reduced = always({ holidays: [{ date: "2026-06-10", observance: [["10:00", "14:00"]] }] });
    expect(rows([reduced], "2026-06-09T00:00:00Z", "2026-06-12T00:00:00Z")).toEqual([
      "2026-06-10T00:00Z/2026-06-10T10:00Z holiday",
      "2026-06-10T14:00Z/2026-06-11T00:00Z holiday",
    ]);
    const open = always({ holidays: [{ date: "2026-06-10", observance: "open" }] });
    expect(rows([open], "2026-06-09T00:00:00Z", "2026-06-12T00:00:00Z")).toEqual([]);
  });

  test("beats the other exceptions, unless these alone keep it closed", () => {
    const window = ["2026-06-10T08:00:00Z", "2026-06-10T18:00:00Z"] as const;
    const both = always({ holidays: ["2026-06-10"], specialHours: { "2026-06-10": [["08:00", "12:00"]] } });
    expect(rows([both], ...window)).toEqual([
      "2026-06-10T08:00Z/2026-06-10T12:00Z holiday",
      "2026-06-10T12:00Z/2026-06-10T18:00Z exception",
    ]);
  });

  test("names the holiday that took a dated shift away", () => {
    const shift = { from: "2026-12-25T09:00:00Z", to: "2026-12-25T17:00:00Z" };
    const team = post("team", {
      timeZone: "UTC",
      shifts: [shift],
      holidays: [holiday("12-25", "Christmas")],
    });
    expect(coverageGaps([team], shift)[0]?.cause).toEqual({
      code: "holiday",
      holidays: [{ date: "2026-12-25", name: "Christmas" }],
    });
  });

  test("does not name a holiday on which the post is open all the same", () => {
    const hours = daily(["09:00", "17:00"]);
    const open = post("open", {
      timeZone: "UTC",
      weekly: hours,
      holidays: [{ date: "2026-06-02", name: "Worked", observance: [["09:00", "17:00"]] }],
    });
    const shut = post("shut", { timeZone: "UTC", weekly: hours, holidays: [holiday("2026-06-02", "Kept")] });
    const window = { from: "2026-06-02T09:00:00Z", to: "2026-06-02T17:00:00Z" };
    expect(coverageGaps([open, shut], window, { minimum: 2 })).toMatchObject([
      { headcount: 1, cause: { code: "holiday", holidays: [{ date: "2026-06-02", name: "Kept" }] } },
    ]);
  });
});

describe("dst: somebody is there at that hour in other weeks, in which the clocks stand differently", () => {
  const gapsOf2026 = (...posts: readonly Post[]) => coverageGaps(posts, YEAR);
  const gapDays = (gaps: readonly CoverageGap[]) => gaps.map(({ from }) => from.toISOString().slice(0, 10));
  const datesFrom = (first: string, count: number) =>
    Array.from({ length: count }, (_, day) =>
      new Date(Date.parse(first) + day * DAY_MS).toISOString().slice(0, 10),
    );
  const hours = ({ from, to }: CoverageGap) => (to.getTime() - from.getTime()) / HOUR_MS;

  test("New York and London: a gap in the weeks of drift only, three in spring and one in autumn", () => {
    const newYork = post("newYork", { timeZone: "America/New_York", weekly: daily(["12:00", "04:00"]) });
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["09:00", "17:00"]) });
    const gaps = gapsOf2026(newYork, london);
    expect(gapDays(gaps)).toEqual([...datesFrom("2026-03-08", 21), ...datesFrom("2026-10-25", 7)]);
    expect(
      new Set(
        gaps.map(
          ({ from, to, cause }) =>
            `${from.toISOString().slice(11, 16)} ${to.toISOString().slice(11, 16)} ${cause.code}`,
        ),
      ),
    ).toEqual(new Set(["08:00 09:00 dst"]));
  });

  test("London and New York: the missing hour is there in the weeks of drift, so the rest of the year is dst, too", () => {
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["06:00", "17:00"]) });
    const newYork = post("newYork", { timeZone: "America/New_York", weekly: daily(["13:00", "01:00"]) });
    const gaps = gapsOf2026(london, newYork).filter(({ from }) => from.getUTCHours() >= 12);
    expect(gaps).toHaveLength(365 - 21 - 7);
    expect(new Set(gaps.map(({ cause }) => cause.code))).toEqual(new Set(["dst"]));
  });

  test("Tokyo and London: a gap in winter only", () => {
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["08:00", "24:00"]) });
    const tokyo = post("tokyo", { timeZone: "Asia/Tokyo", weekly: daily(["08:00", "16:00"]) });
    const gaps = gapsOf2026(tokyo, london);
    expect(gapDays(gaps)).toEqual([...datesFrom("2026-01-01", 87), ...datesFrom("2026-10-25", 68)]);
    expect(new Set(gaps.map((gap) => `${gap.from.getUTCHours()} ${hours(gap)} ${gap.cause.code}`))).toEqual(
      new Set(["7 1 dst"]),
    );
  });

  test("London and Sydney, whose clocks move apart twice: no gap, one hour, two hours, one hour, no gap", () => {
    const sydney = post("sydney", { timeZone: "Australia/Sydney", weekly: daily(["07:00", "18:00"]) });
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["07:00", "20:00"]) });
    const gaps = gapsOf2026(london, sydney);
    const ofLength = (length: number) => gapDays(gaps.filter((gap) => hours(gap) === length));
    expect(ofLength(1)).toEqual([...datesFrom("2026-03-29", 6), ...datesFrom("2026-10-03", 22)]);
    expect(ofLength(2)).toEqual(datesFrom("2026-04-04", 182));
    expect(gaps).toHaveLength(6 + 22 + 182);
    expect(new Set(gaps.map(({ cause }) => cause.code))).toEqual(new Set(["dst"]));
  });

  test("is told for a window of a single hour, which does not see the other weeks", () => {
    const newYork = post("newYork", { timeZone: "America/New_York", weekly: daily(["12:00", "04:00"]) });
    const london = post("london", { timeZone: "Europe/London", weekly: daily(["09:00", "17:00"]) });
    expect(rows([newYork, london], "2026-03-20T08:00:00Z", "2026-03-20T09:00:00Z")).toEqual([
      "2026-03-20T08:00Z/2026-03-20T09:00Z dst",
    ]);
  });

  test("is never told where no zone moves its clock", () => {
    const tokyo = post("tokyo", { timeZone: "Asia/Tokyo", weekly: weekdays(["09:00", "17:00"]) });
    const india = post("india", { timeZone: "Asia/Kolkata", weekly: weekdays(["13:00", "23:00"]) });
    expect(new Set(gapsOf2026(tokyo, india).map(({ cause }) => cause.code))).toEqual(new Set(["weekly"]));
  });

  test("is not told of the first night that new hours in a zone without summer time do not have yet", () => {
    const night = post("night", {
      timeZone: "UTC",
      datedHours: [{ from: "2026-06-02", weekly: daily(["22:00", "06:00"]) }],
    });
    const gaps = coverageGaps([night], { from: "2026-06-01T00:00:00Z", to: "2026-06-02T22:00:00Z" });
    expect(gaps.map(({ cause }) => cause.code)).not.toContain("dst");
  });
});

describe("exception: it closes when special hours, breaks and closures are taken away", () => {
  const day = ["2026-06-10T00:00:00Z", "2026-06-11T00:00:00Z"] as const;

  test.each([
    [
      "special hours",
      { specialHours: { "2026-06-10": [["00:00", "12:00"]] } },
      "2026-06-10T12:00Z/2026-06-11T00:00Z exception",
    ],
    [
      "a break",
      { breaks: { "2026-06-10": [["10:00", "11:00"]] } },
      "2026-06-10T10:00Z/2026-06-10T11:00Z exception",
    ],
    [
      "a closure",
      { closures: [{ from: "2026-06-10T03:00:00Z", to: "2026-06-10T04:30:00Z" }] },
      "2026-06-10T03:00Z/2026-06-10T04:30Z exception",
    ],
  ])("%s", (_, layers, expected) => {
    expect(rows([always(layers)], ...day)).toEqual([expected]);
  });

  test("dated shifts are no part of a usual week", () => {
    const shifts = [2, 9, 16].map((date) => ({
      from: Date.UTC(2026, 5, date, 9),
      to: Date.UTC(2026, 5, date, 17),
    }));
    const team = post("team", { timeZone: "UTC", shifts });
    expect(rows([team], "2026-06-02T09:00:00Z", "2026-06-02T18:00:00Z")).toEqual([
      "2026-06-02T17:00Z/2026-06-02T18:00Z weekly",
    ]);
    expect(rows([team], "2026-06-23T09:00:00Z", "2026-06-23T10:00:00Z")).toEqual([
      "2026-06-23T09:00Z/2026-06-23T10:00Z weekly",
    ]);
  });
});

describe("too few people", () => {
  const london = post("london", { timeZone: "UTC", weekly: daily(["08:00", "16:00"]) });
  const berlin = post("berlin", { timeZone: "UTC", weekly: daily(["12:00", "20:00"]) }, 2);

  test("are a gap with those who are there, at most", () => {
    const window = { from: "2026-06-10T08:00:00Z", to: "2026-06-10T20:00:00Z" };
    const found = (minimum: number) =>
      coverageGaps([london, berlin], window, { minimum }).map((gap) => [stretch(gap), gap.headcount]);
    expect(found(1)).toEqual([]);
    expect(found(2)).toEqual([["2026-06-10T08:00Z/2026-06-10T12:00Z", 1]]);
    expect(found(3)).toEqual([
      ["2026-06-10T08:00Z/2026-06-10T12:00Z", 1],
      ["2026-06-10T16:00Z/2026-06-10T20:00Z", 2],
    ]);
    expect(found(4)).toEqual([["2026-06-10T08:00Z/2026-06-10T20:00Z", 3]]);
  });

  test("have causes, too: of two, one is on holiday", () => {
    const berlinOnHoliday = post("berlin", { timeZone: "UTC", weekly: "always", holidays: ["2026-06-10"] });
    expect(rows([london, berlinOnHoliday], "2026-06-10T08:00:00Z", "2026-06-10T18:00:00Z", 2)).toEqual([
      "2026-06-10T08:00Z/2026-06-10T16:00Z holiday",
      "2026-06-10T16:00Z/2026-06-10T18:00Z weekly",
    ]);
  });
});

describe("combined calendars", () => {
  const desk = (layers = {}) =>
    defineCalendar({ timeZone: "UTC", weekly: daily(["09:00", "17:00"]), ...layers });
  const window = ["2026-06-10T08:00:00Z", "2026-06-10T18:00:00Z"] as const;
  const closed = { holidays: [{ date: "2026-06-10", name: "Corpus Christi" }] };

  test("have holidays, however deep", () => {
    const calendar = allOf(
      anyOf(desk(closed), desk({ ...closed, specialHours: { "2026-06-10": [] } })),
      desk(),
    );
    const gaps = coverageGaps([{ id: "deep", calendar }], { from: window[0], to: window[1] });
    expect(gaps.map(row)).toEqual([
      "2026-06-10T08:00Z/2026-06-10T09:00Z weekly",
      "2026-06-10T09:00Z/2026-06-10T17:00Z holiday",
      "2026-06-10T17:00Z/2026-06-10T18:00Z weekly",
    ]);
    expect(gaps[1]?.cause).toMatchObject({ holidays: [{ date: "2026-06-10", name: "Corpus Christi" }] });
  });

  test("have special hours, also those of what is taken out of them", () => {
    const meeting = desk({ weekly: {}, specialHours: { "2026-06-10": [["10:00", "11:00"]] } });
    expect(rows([{ id: "less", calendar: except(desk(), meeting) }], ...window)).toEqual([
      "2026-06-10T08:00Z/2026-06-10T09:00Z weekly",
      "2026-06-10T10:00Z/2026-06-10T11:00Z exception",
      "2026-06-10T17:00Z/2026-06-10T18:00Z weekly",
    ]);
  });

  test("over several zones drift, too", () => {
    const newYork = defineCalendar({ timeZone: "America/New_York", weekly: daily(["12:00", "04:00"]) });
    const london = defineCalendar({ timeZone: "Europe/London", weekly: daily(["09:00", "17:00"]) });
    const gaps = coverageGaps([{ id: "company", calendar: anyOf(newYork, london) }], YEAR);
    expect(gaps).toHaveLength(28);
    expect(new Set(gaps.map(({ cause }) => cause.code))).toEqual(new Set(["dst"]));
  });
});

test("the first and the last accepted days have gaps with causes, too", () => {
  const desk = post("desk", { timeZone: "Europe/London", weekly: daily(["09:00", "17:00"]) });
  expect(rows([desk], "1970-01-01T00:00:00Z", "1970-01-01T08:00:00Z")).toEqual([
    "1970-01-01T00:00Z/1970-01-01T08:00Z weekly",
  ]);
  expect(rows([desk], "2099-12-31T16:00:00Z", "2099-12-31T23:00:00Z")).toEqual([
    "2099-12-31T17:00Z/2099-12-31T23:00Z weekly",
  ]);
});
