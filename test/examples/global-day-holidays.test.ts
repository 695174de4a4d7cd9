import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { calendarStatus, isOpen } from "follow-the-sun";
import { afterAll, describe, expect, it } from "vitest";
import { evidenceOf, type CountryDate, type Evidence } from "../../examples/global-day/evidence.js";
import { evidenceLines } from "../../examples/global-day/evidence-report.js";
import { hasHolidays, publicHolidays } from "../../examples/global-day/holidays.js";
import { toJson } from "../../examples/global-day/json.js";
import { readLog, type LoggedIncident } from "../../examples/global-day/log-files.js";
import { builtInProfile } from "../../examples/global-day/profile.js";
import { readReplay } from "../../examples/global-day/replay.js";
import { report } from "../../examples/global-day/report.js";
import { teamsOf } from "../../examples/global-day/roster.js";
import { OWN_RULES } from "../../examples/global-day/rules.js";
import { besideOf, resultsOf, runDay } from "../../examples/global-day/simulate.js";
import { drawDay } from "../../examples/global-day/traffic.js";
import { wrongWith } from "./day-invariants.js";
import { fiveWeeks, FROM, placesOf, TO, writeFolder } from "./five-weeks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const profile = builtInProfile();
const DAY_MS = 86_400_000;

describe("public holidays", () => {
  const during = (country: string, from: string, to: string): string[] =>
    publicHolidays(country, Date.parse(from), Date.parse(to))
      .filter(({ date }) => date >= from && date < to)
      .map(({ date, name }) => `${date} ${name}`);

  it("move with Easter, the moon and the weekday, and have substitute days", () => {
    expect(during("FR", "2026-04-01", "2026-06-01")).toEqual([
      ...["2026-04-06 Easter Monday", "2026-05-01 Labour Day", "2026-05-08 Victory Day"],
      ...["2026-05-14 Ascension Day", "2026-05-25 Whit Monday"],
    ]);
    expect(during("SG", "2026-02-10", "2026-03-01")).toEqual([
      "2026-02-17 Chinese New Year",
      "2026-02-18 Chinese New Year",
    ]);
    expect(during("US", "2026-07-01", "2026-08-01")).toContain(
      "2026-07-03 Independence Day (substitute day)",
    );
    // Several days by one rule.
    expect(during("RU", "2026-01-01", "2026-01-08").map((each) => each.slice(8, 10))).toEqual([
      "01",
      "02",
      "03",
      "04",
      "05",
      "06",
      "07",
    ]);
  });

  it("are whole days and for everybody: not from noon on, and not children's", () => {
    const china = during("CN", "2026-03-01", "2026-09-01");
    expect(china).toContain("2026-05-01 Labour Day");
    for (const date of ["2026-03-08", "2026-05-04", "2026-06-01", "2026-08-01"]) {
      expect(china.filter((each) => each.startsWith(date))).toEqual([]);
    }
  });

  it("are those of every year that a run touches: the evening before, and what it looks ahead to", () => {
    const years = (from: string, to: string): string[] => [
      ...new Set(publicHolidays("SE", Date.parse(from), Date.parse(to)).map(({ date }) => date.slice(0, 4))),
    ];
    expect(years("2026-05-01", "2026-05-02")).toEqual(["2026"]);
    expect(years("2026-01-01", "2026-01-02")).toEqual(["2025", "2026"]);
    expect(years("2026-12-20", "2026-12-21")).toEqual(["2026", "2027"]);
  });

  it("are known for each region of the profile, at both ends of the dates there are", () => {
    expect(Object.keys(profile.teams).filter((country) => !hasHolidays(country))).toEqual([]);
    for (const year of [1971, 2098]) {
      const date = Date.UTC(year, 11, 31);
      for (const country of ["CN", "FR", "KR", "RO", "SG"]) {
        expect(publicHolidays(country, date, date + DAY_MS).length).toBeGreaterThan(3);
      }
    }
    expect(hasHolidays("QA")).toBe(false);
    expect(publicHolidays("QA", FROM, TO)).toEqual([]);
  });

  it("do not depend on where they are reckoned", async () => {
    const script =
      "import { publicHolidays } from './examples/global-day/holidays.ts';" +
      "import { builtInProfile } from './examples/global-day/profile.ts';" +
      "const of = (country) => publicHolidays(country, Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 1));" +
      "console.log(JSON.stringify(Object.keys(builtInProfile().teams).map(of)));";
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const reckon = async (TZ: string): Promise<string> =>
      (await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, TZ } })).stdout;
    const [here, apia] = await Promise.all([reckon("UTC"), reckon("Pacific/Apia")]);
    expect(here.length).toBeGreaterThan(10_000);
    expect(apia).toBe(here);
  });

  it("close Good Friday's regions, and are said to be kept", () => {
    const day = drawDay(profile, 1, { date: "2026-04-03" });
    const closed = day.teams.filter(({ office }) => {
      const { reason } = calendarStatus(office.calendar, "2026-04-03T12:00:00Z");
      return reason.code === "holiday" && reason.name === "Good Friday";
    });
    expect(closed.map(({ country }) => country).join(" ")).toBe("AR AU BR CA CL CZ DE DK ES GB IN SE SG ZA");
    expect(day.notes.join()).toContain(
      "The public holidays of each country are kept, as the package date-holidays has",
    );
    expect(day.notes.join()).not.toContain("does not know");
  });

  it("of a country that is not known are none, and the notes say which", () => {
    const qatar = { QA: { people: 2, serves: { QA: 2 } } };
    const { notes, teams } = drawDay({ ...profile, teams: qatar, arrivals: {} }, 1, { date: "2026-12-18" });
    expect(notes).toContain("date-holidays does not know QA: no holidays are kept there.");
    expect(isOpen(teams[0]!.office.calendar, "2026-12-18T09:00:00Z")).toBe(true);
  });
});

const folder = mkdtempSync(join(tmpdir(), "global-day-weeks-"));
afterAll(() => rmSync(folder, { recursive: true }));

function judged(incidents: readonly LoggedIncident[], from = FROM, to = TO): Evidence {
  return evidenceOf(incidents, teamsOf(incidents, profile.hours).teams, { from, to });
}

function shown(dates: readonly CountryDate[]): string[] {
  return dates
    .filter(({ verdict }) => verdict === "closed-though-open" || verdict === "worked-though-closed")
    .map(({ date, country, verdict }) => `${date} ${country} ${verdict}`);
}

const planted = fiveWeeks(placesOf({ planted: true }));
const PLANTED = [
  "2012-04-28 CN worked-though-closed",
  "2012-05-01 BR worked-though-closed",
  "2012-05-03 PL worked-though-closed",
  "2012-05-18 SE closed-though-open",
];

describe("five weeks around the first of May", () => {
  writeFolder(folder, planted);
  const replay = readReplay(folder);
  const ran = runDay(replay.day, OWN_RULES);
  const results = resultsOf(replay.day, ran, besideOf(replay, ran, 1));
  const { dates, leftOut, withoutHolidays } = replay.evidence!;
  const of = (country: string, date: string) =>
    dates.find((each) => each.country === country && each.date === date);

  it("come back from the folder as they were written", () => {
    expect(readLog(folder).incidents).toEqual(planted);
    expect(planted.some(({ events }) => events.some(({ at }) => at > TO + 2 * DAY_MS))).toBe(true);
  });

  it("show exactly the exceptions that are planted", () => {
    expect(shown(dates)).toEqual(PLANTED);
    expect(of("FR", "2012-05-01")).toMatchObject({
      ...{ planned: "holiday", holiday: "Labour Day", events: 0, people: 0, verdict: "closed-as-planned" },
    });
    expect(of("JP", "2012-05-03")).toMatchObject({
      holiday: "Constitution Day",
      verdict: "closed-as-planned",
    });
    expect(of("JP", "2012-04-30")).toMatchObject({
      holiday: "Showa Day (substitute day)",
      verdict: "closed-as-planned",
    });
    expect(of("CN", "2012-05-04")).toMatchObject({ planned: "open", verdict: "open-as-planned" });
    const made = of("CN", "2012-04-28");
    expect(made).toMatchObject({ planned: "weekend", sameWeekday: 0, holiday: null });
    expect(made?.incidents).toBeGreaterThan(10);
    expect(made?.people).toBeGreaterThan(1);
  });

  it("know work in shifts from a made-up day, and whom there is too little of", () => {
    const shifts = dates.filter(({ verdict }) => verdict === "shift-work");
    expect(shifts.map(({ country, date }) => `${country} ${date}`)).toEqual(
      ["04-21", "04-28", "05-05", "05-12", "05-19"].map((day) => `IN 2012-${day}`),
    );
    expect(leftOut.countries).toEqual(["NL"]);
    expect(withoutHolidays).toEqual(["QA"]);
  });

  it("are judged from the first to the last whole date of each country's clocks", () => {
    const spans = new Map<string, string[]>();
    for (const { country, date } of dates) spans.set(country, [...(spans.get(country) ?? []), date]);
    expect(spans.get("BR")?.[0]).toBe("2012-04-16");
    expect(spans.get("JP")?.[0]).toBe("2012-04-17");
    for (const each of spans.values()) expect(each.at(-1)! <= "2012-05-20").toBe(true);
    expect(shown(judged(planted, FROM, TO + 7 * DAY_MS).dates).length).toBeGreaterThan(PLANTED.length + 5);
  });

  it("are routed to those who were there: nobody in France on the first of May, but Brazil", () => {
    expect(wrongWith(replay.day, ran.log.outcomes)).toEqual([]);
    const onMayDay = ran.log.outcomes.flatMap((outcome) =>
      outcome.kind === "assigned" && new Date(outcome.at).toISOString().startsWith("2012-05-01")
        ? [outcome.agentId.slice(0, 2)]
        : [],
    );
    expect(new Set(onMayDay)).toEqual(new Set(["BR", "IN", "JP", "NL", "QA"]));
    const notes = replay.day.notes.join("\n");
    expect(notes).toContain(
      "an office is closed here on the weekdays on which the log shows its country closed (11 country-dates)",
    );
    expect(notes).toContain("Whoever acted on any of the days is taken to be there on all of them.");
  });

  it("are reported within 100 columns, the exceptions by date, and all of it as data", () => {
    const text = report(results, { colour: false });
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const [, section = ""] =
      /── Holidays: what was planned, and what people did ─+\n([^]*?)\n\n── /.exec(text) ?? [];
    const rows = section.split("\n").filter((line) => /^\w{3} \d\d \w{3} 2012/.test(line));
    expect(rows.map((row) => row.slice(0, 19))).toEqual([
      ...["Sat 28 Apr 2012  CN", "Tue 01 May 2012  BR", "Thu 03 May 2012  PL", "Fri 18 May 2012  SE"],
    ]);
    expect(section).toMatch(
      /^\d+ of \d+ country-dates went as planned: \d+ open, \d+ closed, of these 10 public holidays\n5 at weekends in shifts: IN 5\n/,
    );
    const readme = readFileSync(join(root, "examples/global-day/README.md"), "utf8");
    expect(readme).toContain(`people did ${"─".repeat(49)}\n${section}\n`);
    const data = JSON.parse(toJson(results)) as {
      evidence: Evidence;
      intervals: { drawn: string; clusters: number };
    };
    expect(data.evidence).toEqual(replay.evidence);
    expect(data.intervals).toMatchObject({ drawn: "days", clusters: 35 });
  });
});

describe("evidence", () => {
  it("finds nothing where everybody keeps what is planned, nor where a log grows by half each week", () => {
    const asPlanned = placesOf({ planted: false });
    expect(shown(judged(fiveWeeks(asPlanned)).dates)).toEqual([]);
    const growing = judged(fiveWeeks(asPlanned, 1.5)).dates;
    expect(shown(growing)).toEqual([]);
    expect(growing.length).toBeGreaterThan(200);
  });

  it("says nothing of fewer than fourteen days, and of fourteen what there is to say", () => {
    const within = (days: number): LoggedIncident[] =>
      planted.filter(
        ({ openedAt }) => openedAt >= FROM + 7 * DAY_MS && openedAt < FROM + (7 + days) * DAY_MS,
      );
    writeFolder(folder, within(13));
    const short = readReplay(folder);
    expect(short.evidence).toBeUndefined();
    expect(short.day.notes.join()).toContain("not to be seen in fewer than 14 days");
    writeFolder(folder, within(14));
    expect(shown(readReplay(folder).evidence?.dates ?? [])).toEqual(PLANTED.slice(0, 3));
    // The eighth is a holiday in France, too, and tells nothing about the first.
    const france = judged(within(21), FROM + 7 * DAY_MS, FROM + 28 * DAY_MS).dates.filter(
      ({ country, date }) => country === "FR" && date === "2012-05-01",
    );
    expect(france).toMatchObject([{ verdict: "closed-as-planned" }]);
  });

  it("shows twenty exceptions and how many more there are", () => {
    const { dates, ...rest } = judged(planted);
    const exception = dates.find(({ verdict }) => verdict === "worked-though-closed")!;
    const many = Array.from({ length: 23 }, () => exception);
    const lines = evidenceLines({ ...rest, dates: many });
    expect(lines.filter((line) => line.startsWith("Sat 28 Apr 2012"))).toHaveLength(20);
    expect(lines).toContain("and 3 more");
    expect(evidenceLines({ ...rest, dates: dates.slice(0, 10) })).toContain("no exceptions");
  });
});
