import { followTheSunAt, nextStaffed, type ChainLink } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { problemOf } from "../support/errors.js";
import { daily, iso, post, stretch, weekdays } from "../support/posts.js";

const nine = weekdays(["09:00", "17:00"]);
const tokyo = post("tokyo", { timeZone: "Asia/Tokyo", weekly: nine });
const london = post("london", { timeZone: "Europe/London", weekly: nine });
const newYork = post("newYork", { timeZone: "America/New_York", weekly: nine });
const world = [tokyo, london, newYork];
const early = post("early", { timeZone: "UTC", weekly: daily(["09:00", "17:00"]) });
const late = post("late", { timeZone: "UTC", weekly: daily(["12:00", "20:00"]) });
const link = (each: ChainLink) => `${stretch(each)} ${each.post}`;

describe("the chain at an instant", () => {
  test("tells who has it, who gets it next and when, link by link", () => {
    const answer = followTheSunAt(world, "2026-03-30T07:30:00Z");
    expect(answer).toMatchObject({
      open: ["tokyo"],
      now: "tokyo",
      next: { post: "london", at: new Date("2026-03-30T08:00:00Z") },
    });
    expect(answer.chain.map(link)).toEqual([
      "2026-03-30T07:30Z/2026-03-30T08:00Z tokyo",
      "2026-03-30T08:00Z/2026-03-30T16:00Z london",
      "2026-03-30T16:00Z/2026-03-30T21:00Z newYork",
      "2026-03-30T21:00Z/2026-03-31T00:00Z undefined",
      "2026-03-31T00:00Z/2026-03-31T07:30Z tokyo",
    ]);
  });

  test("in a gap: nobody has it, and whoever opens next gets it", () => {
    const answer = followTheSunAt(world, "2026-03-28T12:00:00Z", { ahead: "PT48H" });
    expect(answer).toMatchObject({
      open: [],
      now: undefined,
      next: { post: "tokyo", at: new Date("2026-03-30T00:00:00Z") },
    });
    expect(answer.chain.map(link)).toEqual([
      "2026-03-28T12:00Z/2026-03-30T00:00Z undefined",
      "2026-03-30T00:00Z/2026-03-30T08:00Z tokyo",
      "2026-03-30T08:00Z/2026-03-30T12:00Z london",
    ]);
    expect(followTheSunAt(world, "2026-03-28T12:00:00Z").next).toBeUndefined(); // not within 24 hours
  });

  test("of those who are there, who stays longest has it", () => {
    expect(followTheSunAt([early, late], "2026-06-02T13:00:00Z")).toMatchObject({
      open: ["late", "early"],
      now: "late",
    });
    expect(followTheSunAt([early, late], "2026-06-02T11:00:00Z").chain.map(link)).toEqual([
      "2026-06-02T11:00Z/2026-06-02T17:00Z early", // holds on until it closes
      "2026-06-02T17:00Z/2026-06-02T20:00Z late",
      "2026-06-02T20:00Z/2026-06-03T09:00Z undefined",
      "2026-06-03T09:00Z/2026-06-03T11:00Z early",
    ]);
  });

  test("is half-open: at the closing the next one has it", () => {
    expect(followTheSunAt(world, "2026-03-30T07:59:59.999Z").now).toBe("tokyo");
    expect(followTheSunAt(world, "2026-03-30T08:00:00Z").now).toBe("london");
  });

  test("without posts, or with one that never opens, is one link with nobody", () => {
    for (const posts of [[], [post("never", { timeZone: "UTC" })]]) {
      expect(followTheSunAt(posts, "2026-06-02T00:00:00Z")).toEqual({
        open: [],
        now: undefined,
        next: undefined,
        chain: [
          { post: undefined, from: new Date("2026-06-02T00:00:00Z"), to: new Date("2026-06-03T00:00:00Z") },
        ],
      });
    }
  });

  test("ends with the accepted instants, and looks a leap year ahead at most", () => {
    const { chain } = followTheSunAt([early], "2099-12-31T12:00:00Z");
    expect(chain.at(-1)?.to).toEqual(new Date("2099-12-31T23:59:59.999Z"));
    expect(
      followTheSunAt([early], "2028-01-01T00:00:00Z", { ahead: { hours: 8_784 } }).chain.at(-1)?.to,
    ).toEqual(new Date("2029-01-01T00:00:00Z"));
    expect(problemOf(() => followTheSunAt([early], 0, { ahead: { hours: 8_784, milliseconds: 1 } }))).toBe(
      "argument.invalid options.ahead",
    );
    expect(problemOf(() => followTheSunAt([early], 0, { ahead: 24 as never }))).toBe(
      "duration.bare-number options.ahead",
    );
    expect(problemOf(() => followTheSunAt([early], "2026-06-02"))).toBe("instant.no-zone at");
    expect(problemOf(() => followTheSunAt([{ id: "x" } as never], 0))).toBe(
      "argument.invalid posts[0].calendar",
    );
  });

  test("who has it now does not depend on how far ahead one looks", () => {
    const at = "2026-06-02T13:00:00Z";
    expect(followTheSunAt([early, late], at, { ahead: { hours: 1 } })).toMatchObject({
      open: ["late", "early"],
      now: "late",
    });
  });

  test("who has it now is told even when nothing ahead is asked for", () => {
    expect(followTheSunAt([early], "2026-06-02T13:00:00Z", { ahead: { hours: 0 } }).now).toBe("early");
  });

  test("a post without people never has it", () => {
    const empty = { ...late, headcount: 0 };
    expect(followTheSunAt([early, empty], "2026-06-02T13:00:00Z").now).toBe("early");
    expect(followTheSunAt([empty], "2026-06-02T13:00:00Z").now).toBeUndefined(); // as nextStaffed and coverageGaps say
  });
});

describe("the next staffed instant", () => {
  test("is the instant itself while somebody is there, else the next opening of any", () => {
    expect(iso(nextStaffed(world, "2026-03-30T07:30:00Z"))).toBe("2026-03-30T07:30Z");
    expect(iso(nextStaffed(world, "2026-03-28T12:00:00Z"))).toBe("2026-03-30T00:00Z");
    expect(iso(nextStaffed([london], "2026-03-27T17:00:00Z"))).toBe("2026-03-30T08:00Z");
  });

  test("waits for enough people", () => {
    expect(iso(nextStaffed(world, "2026-03-30T00:00:00Z", { minimum: 2 }))).toBe("2026-03-30T13:00Z");
    expect(nextStaffed(world, "2026-03-30T00:00:00Z", { minimum: 3 })).toBeUndefined();
    expect(iso(nextStaffed([{ ...london, headcount: 3 }], "2026-03-30T00:00:00Z", { minimum: 3 }))).toBe(
      "2026-03-30T08:00Z",
    );
    expect(nextStaffed([{ ...london, headcount: 0 }], "2026-03-30T00:00:00Z")).toBeUndefined();
  });

  test("is found decades away, and never is known to be never", () => {
    const far = post("far", {
      timeZone: "UTC",
      shifts: [{ from: "2088-02-29T08:00:00Z", to: "2088-02-29T09:00:00Z" }],
    });
    expect(iso(nextStaffed([far], 0))).toBe("2088-02-29T08:00Z");
    expect(nextStaffed([far], "2088-02-29T09:00:00Z")).toBeUndefined();
    expect(nextStaffed([post("never", { timeZone: "Europe/London" })], 0)).toBeUndefined();
    expect(nextStaffed([], 0)).toBeUndefined();
    const morning = post("morning", { timeZone: "Europe/London", weekly: daily(["09:00", "10:00"]) });
    const evening = post("evening", { timeZone: "Europe/London", weekly: daily(["19:00", "20:00"]) });
    expect(nextStaffed([morning, evening], "2026-01-01T00:00:00Z", { minimum: 2 })).toBeUndefined();
  });
});
