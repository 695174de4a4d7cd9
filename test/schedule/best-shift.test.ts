import fc from "fast-check";
import {
  bestShift,
  businessTimeBetween,
  coverageGaps,
  coverageOf,
  defineCalendar,
  type BestShiftOptions,
  type Post,
  type Window,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, HOUR_MS, post, postPlans, postsOf, WEEKDAYS, weekdays } from "../support/posts.js";
import { runs } from "../support/runs.js";

const nine = weekdays(["09:00", "17:00"]);
const london = post("london", { timeZone: "Europe/London", weekly: nine });
const JUNE = { from: "2026-06-01T00:00:00Z", to: "2026-07-06T00:00:00Z" };

/** All starts, first weekdays and zones, one by one: the first of the best. */
function tryAll(
  posts: readonly Post[],
  window: Window,
  length: number,
  days: number,
  zones: readonly string[],
  minimum: number,
) {
  const gaps = coverageGaps(posts, window, { minimum });
  const closable = coverageOf(posts, window).filter(({ headcount }) => headcount === minimum - 1);
  let best = { closesMs: 0, shift: undefined as unknown };
  for (const timeZone of zones) {
    for (let day = 0; day < 7; day++) {
      for (let slot = 0; slot < 48; slot++) {
        const time = (n: number) =>
          `${String(Math.floor(n / 2) % 24).padStart(2, "0")}:${n % 2 === 0 ? "00" : "30"}`;
        const closes = slot + length * 2;
        const hours = [[time(slot), closes === 48 ? "24:00" : time(closes)]] as const;
        const names = Array.from({ length: days }, (_, ahead) => WEEKDAYS[(day + ahead) % 7]!);
        const shift = { timeZone, weekly: Object.fromEntries(names.map((name) => [name, hours])) };
        const calendar = defineCalendar(shift);
        const closesMs = closable.reduce(
          (sum, { from, to }) => sum + businessTimeBetween(calendar, from, to),
          0,
        );
        if (closesMs > best.closesMs) best = { closesMs, shift };
      }
    }
  }
  const gapMs = gaps.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
  return best.shift === undefined ? undefined : { ...best, gapMs };
}

describe("the shift that would help most", () => {
  test("is five nights or days of eight hours by default", () => {
    const best = bestShift([london], JUNE);
    expect(best).toEqual({
      shift: { timeZone: "Europe/London", weekly: weekdays(["00:00", "08:00"]) },
      gapMs: 640 * HOUR_MS,
      closesMs: 200 * HOUR_MS,
    });
    const added = { id: "added", calendar: defineCalendar(best!.shift) };
    const left = coverageGaps([london, added], JUNE).reduce(
      (sum, { from, to }) => sum + (to.getTime() - from.getTime()),
      0,
    );
    expect(left).toBe(440 * HOUR_MS);
  });

  test("fills the one hole in the week, over midnight and over the end of the week", () => {
    const almost = post("almost", {
      timeZone: "Asia/Tokyo",
      weekly: { ...daily(["00:00", "24:00"]), sun: [["00:00", "21:00"]], mon: [["03:00", "24:00"]] },
    });
    expect(bestShift([almost], JUNE, { length: { hours: 6 }, days: 1 })).toEqual({
      shift: { timeZone: "Asia/Tokyo", weekly: { sun: [["21:00", "03:00"]] } },
      gapMs: 30 * HOUR_MS,
      closesMs: 30 * HOUR_MS,
    });
  });

  test("may last a whole day, and be worked every day", () => {
    const empty = post("empty", { timeZone: "Asia/Tokyo" });
    const week = { from: "2026-06-01T00:00:00Z", to: "2026-06-08T00:00:00Z" };
    expect(bestShift([empty], week, { length: { hours: 24 }, days: 7 })).toEqual({
      shift: { timeZone: "Asia/Tokyo", weekly: daily(["00:00", "24:00"]) },
      gapMs: 168 * HOUR_MS,
      closesMs: 168 * HOUR_MS,
    });
  });

  test("closes only what one person more closes", () => {
    const options = { minimum: 2, length: { hours: 8 }, days: 5 };
    expect(bestShift([london], JUNE, options)).toMatchObject({
      shift: { weekly: nine },
      gapMs: 840 * HOUR_MS,
      closesMs: 200 * HOUR_MS,
    });
    expect(bestShift([{ ...london, headcount: 3 }], JUNE, { minimum: 5 })).toBeUndefined();
  });

  test("is worked on the clock of the zones that are asked for", () => {
    const zones = ["Asia/Manila", "Asia/Kolkata"];
    const best = bestShift([london], JUNE, { timeZones: zones });
    expect(best).toEqual(tryAll([london], JUNE, 8, 5, zones, 1));
    expect(zones).toContain(best?.shift.timeZone);
    expect(
      bestShift([], { from: JUNE.from, to: "2026-06-02T00:00:00Z" }, { timeZones: ["UTC"] })?.closesMs,
    ).toBe(8 * HOUR_MS);
  });

  test("is none, where there is no gap", () => {
    const always = post("always", { timeZone: "UTC", weekly: "always" });
    expect(bestShift([always], JUNE)).toBeUndefined();
    expect(bestShift([london], { from: 0, to: 0 })).toBeUndefined();
  });

  test.each<[BestShiftOptions, string]>([
    [{ length: { minutes: 45 } }, "argument.invalid options.length"],
    [{ length: { hours: 0 } }, "argument.invalid options.length"],
    [{ length: { hours: 24.5 } }, "argument.invalid options.length"],
    [{ length: 8 as never }, "duration.bare-number options.length"],
    [{ days: 0 }, "argument.invalid options.days"],
    [{ days: 8 }, "argument.invalid options.days"],
    [{ days: 1.5 }, "argument.invalid options.days"],
    [{ minimum: 0 }, "argument.invalid options.minimum"],
    [{ timeZones: ["UTC", "PST"] }, "zone.abbreviation options.timeZones[1]"],
  ])("%j is refused", (options, problem) => {
    expect(problemOf(() => bestShift([london], JUNE, options))).toBe(problem);
  });

  test("in the night when the clocks go back, the half hour that lasts longest is found", () => {
    const empty = post("empty", { timeZone: "America/New_York" });
    const window = { from: "2026-10-31T12:00:00Z", to: "2026-11-02T12:00:00Z" };
    const wanted = tryAll([empty], window, 0.5, 1, ["America/New_York"], 1);
    expect(wanted).toMatchObject({
      closesMs: 1.5 * HOUR_MS,
      shift: { weekly: { sun: [["01:30", "02:00"]] } },
    });
    expect(bestShift([empty], window, { length: "PT30M", days: 1 })).toEqual(wanted);
  });
});

test("no start and no first weekday closes more, as trying them all shows", () => {
  fc.assert(
    fc.property(
      postPlans(["2026-06-29"]),
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(1, 2),
      ({ plans, from, to }, hours, days, minimum) => {
        const posts = postsOf(plans.slice(0, 2));
        const zones = [...new Set(plans.slice(0, 2).map(({ config }) => config.timeZone))];
        const found = bestShift(posts, { from, to }, { length: { hours }, days, minimum });
        expect(found).toEqual(tryAll(posts, { from, to }, hours, days, zones, minimum));
      },
    ),
    runs(3),
  );
});
