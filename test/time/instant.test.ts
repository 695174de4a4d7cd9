import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { FollowTheSunError } from "follow-the-sun";
import { toEpochMs } from "../../src/time/index.js";

const AT = Date.UTC(2026, 2, 27, 20, 30);

describe("an instant is accepted as", () => {
  const temporal = { epochMilliseconds: AT, valueOf: () => raise("Temporal's valueOf throws") };
  test.each([
    ["epoch milliseconds", AT],
    ["a Date", new Date(AT)],
    ["ISO with Z", "2026-03-27T20:30:00Z"],
    ["ISO with milliseconds", "2026-03-27T20:30:00.000Z"],
    ["ISO with a comma for the fraction", "2026-03-27T20:30:00,000Z"],
    ["ISO with nanoseconds, cut to milliseconds", "2026-03-27T20:30:00.000999999Z"],
    ["ISO without seconds", "2026-03-27T20:30Z"],
    ["ISO in lower case", "2026-03-27t20:30:00z"],
    ["ISO with an offset", "2026-03-27T21:30:00+01:00"],
    ["ISO with a basic offset", "2026-03-27T16:30:00-0400"],
    ["ISO with an offset of hours", "2026-03-28T05:30:00+09"],
    ["ISO with an offset of half an hour", "2026-03-28T02:00:00+05:30"],
    ["something with epochMilliseconds", temporal],
    ["luxon", DateTime.fromMillis(AT, { zone: "Asia/Tokyo" })],
    ["something with a numeric valueOf, as dayjs and moment have", { valueOf: () => AT }],
  ])("%s", (_, input) => {
    expect(toEpochMs(input, "at")).toBe(AT);
  });

  test("the end of a day as 24:00", () => {
    expect(toEpochMs("2026-03-27T24:00:00Z", "at")).toBe(Date.UTC(2026, 2, 28));
  });

  test("the first and the last millisecond of the range", () => {
    expect(toEpochMs("1970-01-01T00:00:00Z", "at")).toBe(0);
    expect(toEpochMs("2099-12-31T23:59:59.999Z", "at")).toBe(Date.UTC(2100, 0, 1) - 1);
  });
});

describe("an instant is refused, with code, path, value and what would be right:", () => {
  test.each([
    ["NaN", Number.NaN, "instant.invalid"],
    ["infinity", Infinity, "instant.invalid"],
    ["a fraction of a millisecond", 0.5, "instant.invalid"],
    ["an Invalid Date", new Date(Number.NaN), "instant.invalid"],
    ["null", null, "instant.invalid"],
    ["undefined", undefined, "instant.invalid"],
    ["a boolean", true, "instant.invalid"],
    ["a bigint", 5n, "instant.invalid"],
    ["an empty object", {}, "instant.invalid"],
    ["a valueOf that throws", { valueOf: () => raise("no") }, "instant.invalid"],
    ["a toMillis that answers NaN", { toMillis: () => Number.NaN }, "instant.invalid"],
    ["a text", "tomorrow", "instant.invalid"],
    ["a string of digits", "1774643400000", "instant.invalid"],
    ["a day that does not exist", "2026-02-30T00:00:00Z", "instant.invalid"],
    ["a month that does not exist", "2026-13-01T00:00:00Z", "instant.invalid"],
    ["25 o'clock", "2026-03-27T25:00:00Z", "instant.invalid"],
    ["a leap second", "2016-12-31T23:59:60Z", "instant.invalid"],
    ["an offset beyond a day", "2026-03-27T20:30:00+24:00", "instant.invalid"],
    ["a zone in brackets", "2026-03-27T20:30:00Z[Europe/London]", "instant.invalid"],
    ["ISO without a zone", "2026-03-27T20:30:00", "instant.no-zone"],
    ["a date", "2026-03-27", "instant.no-zone"],
    ["a Temporal plain type", { [Symbol.toStringTag]: "Temporal.PlainDateTime" }, "instant.plain"],
    ["1969", "1969-12-31T23:59:59.999Z", "instant.range"],
    ["2100", "2100-01-01T00:00:00Z", "instant.range"],
    ["seconds with too many digits taken for milliseconds", 17_746_434_000_000, "instant.range"],
  ])("%s", (_, input, code) => {
    const error = thrownBy(() => toEpochMs(input as never, "ticket.createdAt"));
    expect(error.code).toBe(code);
    expect(error.path).toBe("ticket.createdAt");
    expect(error.message).toMatch(/^ticket\.createdAt \S.*; got /);
  });
});

function raise(message: string): never {
  throw new TypeError(message);
}

function thrownBy(run: () => unknown): FollowTheSunError {
  try {
    run();
  } catch (error) {
    if (error instanceof FollowTheSunError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
