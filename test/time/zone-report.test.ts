import {
  defineCalendar,
  describeHours,
  FollowTheSunError,
  isOpen,
  nextOpening,
  zoneDataReport,
  type CalendarConfig,
  type OffsetSource,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, iso, weekdays } from "../support/posts.js";

const HOUR = 3_600_000;
const CANARIES = new Map([
  ["Asia/Tehran", 3.5],
  ["America/Mexico_City", -6],
  ["Asia/Amman", 3],
  ["Africa/Cairo", 3],
  ["Asia/Almaty", 5],
  ["America/Asuncion", -3],
  ["America/Coyhaique", -3],
  ["America/Vancouver", -7],
  ["America/Edmonton", -6],
  ["Africa/Casablanca", 0],
]);

/** Zones with one offset each, in hours, at all times. */
function fixed(hours: ReadonlyMap<string, number>, edition = "test"): OffsetSource {
  return {
    edition,
    has: (timeZone) => hours.has(timeZone),
    offsetMsAt: (timeZone) => hours.get(timeZone)! * HOUR,
  };
}

describe("the report on the platform's data", () => {
  const report = zoneDataReport();

  test("says of each well-known change whether it is there, oldest first", () => {
    expect(report.source).toBe("platform");
    expect(report.canaries.map(({ timeZone }) => timeZone).sort()).toEqual([...CANARIES.keys()].sort());
    const editions = report.canaries.map(({ edition }) => edition);
    expect(editions).toEqual([...editions].sort());
    for (const canary of report.canaries) {
      expect(canary.expectedOffsetMs).toBe(CANARIES.get(canary.timeZone)! * HOUR);
      expect(canary.isRight).toBe(canary.offsetMs === canary.expectedOffsetMs);
      expect(canary.change).not.toBe("");
    }
  });

  test("agrees with what the platform itself says", () => {
    for (const { timeZone, at, offsetMs } of report.canaries) {
      if (offsetMs === undefined) continue; // data so old that the zone is not in it
      const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
      const [, sign = "+", hours = "0", minutes = "0"] =
        /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === "timeZoneName")!.value) ?? [];
      expect(offsetMs).toBe((sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 + 0);
    }
  });

  test("counts as at least the newest edition before the first that is missing", () => {
    const missing = report.canaries.filter(({ isRight }) => !isRight);
    expect(report.outOfDate).toEqual(missing);
    const complete = report.canaries.filter(({ edition }) => missing.every((each) => each.edition > edition));
    expect(report.atLeast).toBe(complete.at(-1)?.edition);
  });
});

describe("the report on an injected source", () => {
  test("that is right about everything", () => {
    const report = zoneDataReport(fixed(CANARIES));
    expect(report).toMatchObject({ source: "injected", atLeast: "2026c", outOfDate: [] });
    expect(report.canaries.every(({ isRight }) => isRight)).toBe(true);
  });

  test("that is wrong about Vancouver only", () => {
    const report = zoneDataReport(fixed(new Map([...CANARIES, ["America/Vancouver", -8]])));
    expect(report.atLeast).toBe("2025b");
    expect(report.outOfDate).toEqual([
      {
        timeZone: "America/Vancouver",
        change: expect.stringContaining("British Columbia") as string,
        edition: "2026c",
        at: new Date("2026-12-01T12:00:00Z"),
        expectedOffsetMs: -7 * HOUR,
        offsetMs: -8 * HOUR,
        isRight: false,
      },
    ]);
  });

  test("that is wrong about an old change, and right about the newer ones", () => {
    expect(zoneDataReport(fixed(new Map([...CANARIES, ["Africa/Cairo", 2]])))).toMatchObject({
      atLeast: "2022f",
      outOfDate: [{ timeZone: "Africa/Cairo" }],
    });
    expect(zoneDataReport(fixed(new Map([...CANARIES, ["Asia/Tehran", 4.5]]))).atLeast).toBeUndefined();
  });

  test("that does not know a zone", () => {
    const without = new Map([...CANARIES].filter(([zone]) => zone !== "America/Coyhaique"));
    expect(zoneDataReport(fixed(without))).toMatchObject({
      atLeast: "2025a",
      outOfDate: [{ timeZone: "America/Coyhaique", offsetMs: undefined, isRight: false }],
    });
    expect(zoneDataReport(fixed(new Map()))).toMatchObject({ atLeast: undefined, outOfDate: { length: 10 } });
  });
});

describe("an injected source of offsets", () => {
  const nine = weekdays(["09:00", "17:00"]);
  /** British Columbia before 2026c went on with daylight saving time; here to the second of November 2026. */
  const wrongVancouver: OffsetSource = {
    edition: "before 2026c",
    has: (timeZone) => timeZone === "America/Vancouver",
    offsetMsAt: (_, at) => (at >= Date.UTC(2026, 2, 8, 10) && at < Date.UTC(2026, 10, 1, 9) ? -7 : -8) * HOUR,
  };
  const rightVancouver: OffsetSource = {
    edition: "2026c",
    has: (timeZone) => timeZone === "America/Vancouver",
    offsetMsAt: (_, at) => (at >= Date.UTC(2026, 2, 8, 10) ? -7 : -8) * HOUR,
  };
  const config = { timeZone: "America/Vancouver", weekly: nine };

  test("decides, whatever the platform knows; two sources share no table", () => {
    const wrong = defineCalendar(config, { offsets: wrongVancouver });
    const right = defineCalendar(config, { offsets: rightVancouver });
    const winter = "2026-12-01T00:00:00Z";
    for (let round = 0; round < 2; round++) {
      expect(iso(nextOpening(wrong, winter))).toBe("2026-12-01T17:00Z");
      expect(iso(nextOpening(right, winter))).toBe("2026-12-01T16:00Z");
    }
    const summer = "2026-07-01T00:00:00Z";
    expect(nextOpening(wrong, summer)).toEqual(nextOpening(right, summer));
    const elsewhere = defineCalendar({ timeZone: "UTC", weekly: nine });
    expect(iso(nextOpening(elsewhere, winter))).toBe("2026-12-01T09:00Z");
  });

  test("may know zones that nobody else has", () => {
    const mars: OffsetSource = {
      edition: "Mars 1",
      has: (timeZone) => timeZone === "Mars/Olympus_Mons",
      offsetMsAt: () => -39 * 60_000,
    };
    const base = defineCalendar(
      { timeZone: "Mars/Olympus_Mons", weekly: daily(["09:00", "17:00"]) },
      { offsets: mars },
    );
    expect(iso(nextOpening(base, "2026-06-01T00:00:00Z"))).toBe("2026-06-01T09:39Z");
    expect(base.timeZone).toBe("Mars/Olympus_Mons");
    const bare = { timeZone: "Mars/Olympus_Mons" };
    expect(problemOf(() => defineCalendar(bare))).toBe("zone.unknown calendar.timeZone");
    expect(problemOf(() => defineCalendar({ timeZone: "Europe/London" }, { offsets: mars }))).toBe(
      "zone.unknown calendar.timeZone",
    );
    expect(describeHours(base, "2026-06-01T00:00:00Z", { timeZone: "UTC" }).sentence).toBe(
      "back at 09:39 your time, today",
    );
  });

  test("still has abbreviations and offsets refused", () => {
    const lenient: OffsetSource = { edition: "any", has: () => true, offsetMsAt: () => 0 };
    expect(problemOf(() => defineCalendar({ timeZone: "EST" }, { offsets: lenient }))).toBe(
      "zone.abbreviation calendar.timeZone",
    );
    expect(problemOf(() => defineCalendar({ timeZone: "+05:30" }, { offsets: lenient }))).toBe(
      "zone.fixed-offset calendar.timeZone",
    );
  });

  test("its edition is part of the revision", () => {
    const revisions = [wrongVancouver, rightVancouver, undefined].map(
      (offsets) => defineCalendar(config, { offsets }).revision,
    );
    expect(new Set(revisions).size).toBe(3);
    expect(defineCalendar(config, { offsets: { ...rightVancouver } }).revision).toBe(revisions[1]);
  });

  test("is asked only when a question is, and sees each instant in whole milliseconds", () => {
    const asked: number[] = [];
    const offsets: OffsetSource = {
      edition: "spy",
      has: () => true,
      offsetMsAt: (_, at) => {
        asked.push(at);
        return HOUR;
      },
    };
    const calendar = defineCalendar({ timeZone: "Test/Spy", weekly: nine } satisfies CalendarConfig, {
      offsets,
    });
    expect(asked).toEqual([]);
    expect(isOpen(calendar, "2026-06-01T08:00:00Z")).toBe(true);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(Number.isInteger)).toBe(true);
  });

  test("that answers with no number is refused, rather than searched for transitions for hours", () => {
    let calls = 0;
    const broken: OffsetSource = {
      edition: "broken",
      has: () => true,
      offsetMsAt: () => {
        if (++calls > 100_000) throw new Error("asked for ever");
        return NaN;
      },
    };
    const ask = () =>
      isOpen(defineCalendar({ timeZone: "Test/Broken", weekly: nine }, { offsets: broken }), 0);
    expect(ask).toThrow(FollowTheSunError);
  });
});
