import { defineCalendar, describeHours, FollowTheSunError, type Phrases } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, weekdays } from "../support/posts.js";

const london = defineCalendar({ timeZone: "Europe/London", weekly: weekdays(["09:00", "17:00"]) });
const say = (at: string, timeZone = "Europe/London", language?: string) =>
  describeHours(london, at, { timeZone, ...(language === undefined ? {} : { language }) }).sentence;

describe("the present state, for a reader in their own zone", () => {
  test.each([
    ["back later today", "2026-03-27T08:00:00Z", "back at 09:00 your time, today"],
    ["back tomorrow", "2026-03-26T18:00:00Z", "back at 09:00 your time, tomorrow"],
    ["back on a weekday", "2026-03-28T12:00:00Z", "back at 09:00 your time, Monday"],
    ["open until today", "2026-03-27T12:00:00Z", "open until 17:00 your time, today"],
  ])("%s", (_, at, sentence) => {
    expect(say(at)).toBe(sentence);
  });

  test("in Tokyo, Monday 09:00 in London is Monday 17:00; in Auckland a Friday's closing is tomorrow's", () => {
    expect(say("2026-03-28T12:00:00Z", "Asia/Tokyo")).toBe("back at 17:00 your time, Monday"); // it is Saturday, 21:00
    expect(say("2026-03-27T10:00:00Z", "Pacific/Auckland")).toBe("open until 06:00 your time, tomorrow");
    expect(say("2026-03-27T12:00:00Z", "Pacific/Auckland")).toBe("open until 06:00 your time, today");
  });

  test("names the weekday up to six days ahead, and the date beyond", () => {
    const reopens = (date: string) =>
      defineCalendar({ timeZone: "UTC", shifts: [{ from: `${date}T09:00:00Z`, to: `${date}T10:00:00Z` }] });
    const sentence = (date: string) =>
      describeHours(reopens(date), "2026-06-10T23:59:59Z", { timeZone: "UTC" }).sentence;
    expect(sentence("2026-06-11")).toBe("back at 09:00 your time, tomorrow");
    expect(sentence("2026-06-12")).toBe("back at 09:00 your time, Friday");
    expect(sentence("2026-06-16")).toBe("back at 09:00 your time, Tuesday");
    expect(sentence("2026-06-17")).toBe("back at 09:00 your time, Wednesday 2026-06-17");
    expect(sentence("2027-01-01")).toBe("back at 09:00 your time, Friday 2027-01-01");
  });

  test("gives what the sentence is made of", () => {
    const { isOpen, until } = describeHours(london, "2026-03-28T12:00:00Z", {
      timeZone: "Asia/Tokyo",
      language: "de",
    });
    expect(isOpen).toBe(false);
    expect(until).toEqual({
      at: new Date("2026-03-30T08:00:00Z"),
      date: "2026-03-30",
      time: "17:00",
      weekday: "Montag",
      daysAhead: 2,
    });
  });

  test("what never changes is always or never open", () => {
    const reader = { timeZone: "Asia/Tokyo" };
    const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
    const never = defineCalendar({ timeZone: "UTC" });
    expect(describeHours(always, 0, reader)).toMatchObject({
      isOpen: true,
      until: undefined,
      sentence: "always open",
    });
    expect(describeHours(never, 0, reader)).toMatchObject({
      isOpen: false,
      until: undefined,
      sentence: "closed until further notice",
    });
    expect(describeHours(never, 0, reader).week.map(({ hours }) => hours)).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });
});

describe("in the reader's language", () => {
  test.each([
    ["en", "back at 09:00 your time, Monday"],
    ["en-GB", "back at 09:00 your time, Monday"],
    ["de", "wieder da um 09:00 Ihrer Zeit, Montag"],
    ["fr", "de retour à 09:00, heure locale, lundi"],
    ["es-419", "de vuelta a las 09:00, hora local, lunes"],
    ["pt-BR", "de volta às 09:00, horário local, segunda-feira"],
    ["PT-br", "de volta às 09:00, horário local, segunda-feira"],
    ["it", "di nuovo qui alle 09:00, ora locale, lunedì"],
    ["nl", "terug om 09:00 uw tijd, maandag"],
    ["sv", "tillbaka kl. 09:00 din tid, måndag"],
    ["pl", "wracamy o 09:00 czasu lokalnego, poniedziałek"],
    ["ja", "月曜日 09:00（現地時間）に再開します"],
    ["zh-Hans-CN", "星期一 09:00（您的当地时间）恢复服务"],
    ["ko", "월요일 09:00(현지 시간)에 다시 운영합니다"],
  ])("%s", (language, sentence) => {
    expect(say("2026-03-28T12:00:00Z", "Europe/London", language)).toBe(sentence);
  });

  const languages = ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "ja", "zh", "ko"];

  test.each(languages)("%s has every word that it needs", (language) => {
    const states = [
      "2026-03-27T08:00:00Z",
      "2026-03-26T18:00:00Z",
      "2026-03-28T12:00:00Z",
      "2026-03-27T12:00:00Z",
    ];
    const sentences = states.map((at) => say(at, "Europe/London", language));
    for (const sentence of sentences) {
      expect(sentence).toMatch(/09:00|17:00/);
      expect(sentence).not.toMatch(/[{}]|undefined/);
    }
    const reader = { timeZone: "UTC", language };
    const always = describeHours(defineCalendar({ timeZone: "UTC", weekly: "always" }), 0, reader);
    const never = describeHours(defineCalendar({ timeZone: "UTC" }), 0, reader);
    expect(new Set([...sentences, always.sentence, never.sentence]).size).toBe(6);
    expect(new Set(always.week.map(({ weekday }) => weekday)).size).toBe(7);
  });

  const pirate: Phrases = {
    weekdays: ["Moonday", "Tidesday", "Windsday", "Thunderday", "Fryday", "Sailorday", "Sunday"],
    today: "this very day",
    tomorrow: "next sunrise",
    backAt: "aboard {day} at {time}",
    openUntil: "aboard 'til {time} {day}",
    alwaysOpen: "ever aboard",
    neverOpen: "lost at sea",
  };

  test("or with words of one's own, whatever the language", () => {
    const reader = { timeZone: "Europe/London", language: "x-pirate", phrases: pirate };
    expect(describeHours(london, "2026-03-28T12:00:00Z", reader)).toMatchObject({
      sentence: "aboard Moonday at 09:00",
      until: { weekday: "Moonday" },
    });
    expect(describeHours(london, "2026-03-27T12:00:00Z", reader).sentence).toBe(
      "aboard 'til 17:00 this very day",
    );
  });

  test.each(["tlh", "", "pt_BR", "english"])("%j has no words here", (language) => {
    expect(problemOf(() => say("2026-03-28T12:00:00Z", "Europe/London", language))).toBe(
      "argument.invalid reader.language",
    );
  });

  test("an unknown language is told with those that there are", () => {
    expect(() => say("2026-03-28T12:00:00Z", "Europe/London", "tlh")).toThrow(FollowTheSunError);
    expect(() => say("2026-03-28T12:00:00Z", "Europe/London", "tlh")).toThrow(
      /en, de, fr.*or come with reader\.phrases/,
    );
  });

  test.each(["constructor", "__proto__"])("%s is no language either", (language) => {
    expect(problemOf(() => say("2026-03-28T12:00:00Z", "Europe/London", language))).toBe(
      "argument.invalid reader.language",
    );
  });

  test("words of one's own are taken as they are, also twice, also with a dollar", () => {
    const phrases = { ...pirate, backAt: "{day}, {time}! I say {day}, {time}!", tomorrow: "$& $1" };
    expect(
      describeHours(london, "2026-03-26T18:00:00Z", { timeZone: "Europe/London", phrases }).sentence,
    ).toBe("$& $1, 09:00! I say $& $1, 09:00!");
  });
});

describe("the reader's next seven dates", () => {
  const rows = (...args: Parameters<typeof describeHours>) =>
    describeHours(...args).week.map(({ date, weekday, hours }) => [
      date,
      weekday,
      hours.map(([from, to]) => `${from}-${to}`).join(" "),
    ]);

  test("start today and name the weekdays in the reader's language", () => {
    expect(rows(london, "2026-03-26T23:59:00Z", { timeZone: "Europe/London", language: "nl" })).toEqual([
      ["2026-03-26", "donderdag", "09:00-17:00"],
      ["2026-03-27", "vrijdag", "09:00-17:00"],
      ["2026-03-28", "zaterdag", ""],
      ["2026-03-29", "zondag", ""],
      ["2026-03-30", "maandag", "09:00-17:00"],
      ["2026-03-31", "dinsdag", "09:00-17:00"],
      ["2026-04-01", "woensdag", "09:00-17:00"],
    ]);
  });

  test("fourteen hours away: the hours stand on the dates and clocks of the reader, cut at midnight", () => {
    const honolulu = defineCalendar({ timeZone: "Pacific/Honolulu", weekly: weekdays(["09:00", "17:00"]) });
    // Honolulu is at -10:00, Kiritimati at +14:00: the same time of day, a date later.
    expect(rows(honolulu, "2026-06-08T20:00:00Z", { timeZone: "Pacific/Kiritimati" }).slice(0, 2)).toEqual([
      ["2026-06-09", "Tuesday", "09:00-17:00"],
      ["2026-06-10", "Wednesday", "09:00-17:00"],
    ]);
    const newYork = defineCalendar({ timeZone: "America/New_York", weekly: weekdays(["09:00", "17:00"]) });
    expect(rows(newYork, "2026-06-08T00:00:00Z", { timeZone: "Australia/Sydney" })).toEqual([
      ["2026-06-08", "Monday", "23:00-24:00"], // 14 hours ahead: 09:00 there is 23:00
      ["2026-06-09", "Tuesday", "00:00-07:00 23:00-24:00"],
      ["2026-06-10", "Wednesday", "00:00-07:00 23:00-24:00"],
      ["2026-06-11", "Thursday", "00:00-07:00 23:00-24:00"],
      ["2026-06-12", "Friday", "00:00-07:00 23:00-24:00"],
      ["2026-06-13", "Saturday", "00:00-07:00"],
      ["2026-06-14", "Sunday", ""],
    ]);
  });

  test("always open is every date from 00:00 to 24:00, also when a date has 23 or 25 hours", () => {
    const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
    for (const at of ["2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z"]) {
      const week = rows(always, at, { timeZone: "Europe/London" });
      expect(week.map(([, , hours]) => hours)).toEqual(Array.from({ length: 7 }, () => "00:00-24:00"));
    }
  });

  test("across the reader's change of the clocks, hours that do not move in their own zone do in the reader's", () => {
    const tokyo = defineCalendar({ timeZone: "Asia/Tokyo", weekly: daily(["09:00", "18:00"]) });
    expect(rows(tokyo, "2026-03-28T12:00:00Z", { timeZone: "Europe/London" }).slice(0, 3)).toEqual([
      ["2026-03-28", "Saturday", "00:00-09:00"],
      ["2026-03-29", "Sunday", "00:00-10:00"], // 01:00 to 02:00 does not exist
      ["2026-03-30", "Monday", "01:00-10:00"],
    ]);
    expect(rows(tokyo, "2026-10-24T12:00:00Z", { timeZone: "Europe/London" }).slice(0, 3)).toEqual([
      ["2026-10-24", "Saturday", "01:00-10:00"],
      ["2026-10-25", "Sunday", "01:00-09:00"], // Tokyo opens at 01:00, before the clock goes back
      ["2026-10-26", "Monday", "00:00-09:00"],
    ]);
  });

  test("on a date whose midnight does not exist, start when it starts", () => {
    const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
    const [first] = rows(always, "2026-03-29T10:00:00Z", { timeZone: "Asia/Beirut" }); // 00:00 became 01:00
    expect(first).toEqual(["2026-03-29", "Sunday", "01:00-24:00"]);
  });

  test("with holidays and breaks taken out", () => {
    const desk = defineCalendar({
      timeZone: "UTC",
      weekly: daily(["09:00", "17:00"]),
      holidays: ["2026-06-11"],
      breaks: { "2026-06-10": [["12:00", "12:30"]] },
    });
    expect(rows(desk, "2026-06-10T00:00:00Z", { timeZone: "UTC" }).slice(0, 3)).toEqual([
      ["2026-06-10", "Wednesday", "09:00-12:00 12:30-17:00"],
      ["2026-06-11", "Thursday", ""],
      ["2026-06-12", "Friday", "09:00-17:00"],
    ]);
  });

  test("end with the accepted instants", () => {
    expect(rows(london, "2099-12-31T12:00:00Z", { timeZone: "UTC" })[0]).toEqual([
      "2099-12-31",
      "Thursday",
      "09:00-17:00",
    ]);
  });
});

test("a bad reader is refused, with the likely right zone", () => {
  expect(problemOf(() => say("2026-03-28T12:00:00Z", "Eastern Standard Time"))).toBe(
    "zone.windows reader.timeZone",
  );
  expect(() => say("2026-03-28T12:00:00Z", "Eastern Standard Time")).toThrow(/America\/New_York/);
  expect(problemOf(() => say("2026-03-28"))).toBe("instant.no-zone at");
  expect(problemOf(() => describeHours({} as never, 0, { timeZone: "UTC" }))).toBe(
    "argument.invalid calendar",
  );
});
