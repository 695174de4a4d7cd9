import { describe, expect, test } from "vitest";
import { FollowTheSunError } from "follow-the-sun";
import { toDurationMs } from "../../src/time/index.js";

describe("a duration is accepted as", () => {
  test.each([
    [{ hours: 8 }, 28_800_000],
    [{ milliseconds: 8 }, 8],
    [{ hours: 1, minutes: 30, seconds: 15, milliseconds: 5 }, 5_415_005],
    [{ hours: 0.1 }, 360_000],
    [{ hours: 2, minutes: -30 }, 5_400_000],
    [{ seconds: 0 }, 0],
    ["PT8H", 28_800_000],
    ["PT4H30M", 16_200_000],
    ["PT0.5S", 500],
    ["PT0,5H", 1_800_000],
    ["PT90M", 5_400_000],
  ])("%j", (input, ms) => {
    expect(toDurationMs(input, "target")).toBe(ms);
  });
});

describe("a duration is refused:", () => {
  test.each([
    [8, "duration.bare-number"],
    [{}, "duration.invalid"],
    [{ hour: 8 }, "duration.invalid"],
    [{ hours: Number.NaN }, "duration.invalid"],
    [{ hours: "8" }, "duration.invalid"],
    [{ milliseconds: 0.5 }, "duration.invalid"],
    [{ hours: 1e300 }, "duration.invalid"],
    [null, "duration.invalid"],
    [[8], "duration.invalid"],
    ["8 hours", "duration.invalid"],
    ["PT", "duration.invalid"],
    ["P", "duration.invalid"],
    [{ days: 1 }, "duration.calendar-unit"],
    ["P1D", "duration.calendar-unit"],
    ["P1DT4H", "duration.calendar-unit"],
    ["P1W", "duration.calendar-unit"],
    [{ hours: -1 }, "duration.negative"],
    ["-PT1H", "duration.negative"],
  ])("%j as %s", (input, code) => {
    expect(() => toDurationMs(input as never, "target")).toThrow(FollowTheSunError);
    try {
      toDurationMs(input as never, "target");
    } catch (error) {
      expect((error as FollowTheSunError).code).toBe(code);
      expect((error as FollowTheSunError).path).toMatch(/^target/);
    }
  });
});
