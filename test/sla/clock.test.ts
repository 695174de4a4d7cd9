import { describe, expect, test } from "vitest";
import { clockStatus, defineCalendar, dueAt, type ServicePromise } from "follow-the-sun";

const nine = [["09:00", "17:00"]] as const;
const london = defineCalendar({
  timeZone: "Europe/London",
  weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
  holidays: ["12-25", "2026-12-28"],
});
const HOUR = 3_600_000;
const friday = (time: string) => `2026-03-27T${time}:00Z`;
const monday = (time: string) => `2026-03-30T${time}:00+01:00`;
const twoHours = (more: Partial<ServicePromise> & { fulfilledAt?: string } = {}) => ({
  calendar: london,
  from: friday("16:00"),
  target: { hours: 2 },
  ...more,
});
const at = (text: string) => new Date(text);

describe("a promise is due", () => {
  test("when its working time is used up", () => {
    expect(dueAt(twoHours())).toEqual({
      kind: "due",
      activatedAt: at(friday("16:00")),
      dueAt: at(monday("10:00")),
      lastCompliantAt: at(monday("10:00")),
    });
  });

  test("at closing time, and compliant until the next opening, when used up exactly then", () => {
    expect(dueAt(twoHours({ target: { hours: 1 } }))).toMatchObject({
      dueAt: at(friday("17:00")),
      lastCompliantAt: at(monday("09:00")),
    });
  });

  test("counted from the next opening when made out of hours, though activated at the true instant", () => {
    expect(dueAt(twoHours({ from: "2026-03-28T12:00:00Z" }))).toMatchObject({
      activatedAt: at("2026-03-28T12:00:00Z"),
      dueAt: at(monday("11:00")),
    });
  });

  test("later by the working time of its pauses, not by their length on the wall", () => {
    const pauses = [{ from: friday("16:30"), to: monday("09:15") }];
    expect(dueAt(twoHours({ pauses }))).toMatchObject({ dueAt: at(monday("10:45")) });
  });

  test("as before when it pauses and resumes at once, and counts overlapping pauses once", () => {
    expect(dueAt(twoHours({ pauses: [{ from: friday("16:30"), to: friday("16:30") }] }))).toEqual(
      dueAt(twoHours()),
    );
    const pause = { from: friday("16:30"), to: monday("09:15") };
    expect(
      dueAt(twoHours({ pauses: [pause, { from: friday("16:40"), to: friday("16:50") }, pause] })),
    ).toEqual(dueAt(twoHours({ pauses: [pause] })));
  });

  test("never, while a pause has not ended: only what remains is known", () => {
    expect(dueAt(twoHours({ pauses: [{ from: friday("16:30") }] }))).toMatchObject({
      kind: "paused",
      remainingMs: 1.5 * HOUR,
    });
  });

  test("all the same, when the target was used up before the pause", () => {
    expect(dueAt(twoHours({ pauses: [{ from: monday("10:00") }] }))).toMatchObject({
      kind: "due",
      dueAt: at(monday("10:00")),
    });
  });

  test("never, on a calendar that never opens: unreachable, not a date", () => {
    const never = defineCalendar({ timeZone: "UTC" });
    expect(dueAt(twoHours({ calendar: never }))).toMatchObject({
      kind: "unreachable",
      reason: expect.stringMatching(/2100/) as string,
    });
  });

  test("at the first open instant with a target of zero", () => {
    expect(dueAt(twoHours({ from: "2026-03-28T12:00:00Z", target: { hours: 0 } }))).toMatchObject({
      dueAt: at(monday("09:00")),
    });
  });
});

describe("a promise, at an instant, is", () => {
  const statusAt = (instant: string, more: Partial<ServicePromise> & { fulfilledAt?: string } = {}) =>
    clockStatus(twoHours(more), instant);

  test("running inside the hours", () => {
    expect(statusAt(friday("16:30"))).toMatchObject({
      state: "running",
      elapsedMs: 0.5 * HOUR,
      remainingMs: 1.5 * HOUR,
      overrunMs: 0,
    });
  });

  test("out of hours outside of them", () => {
    expect(statusAt("2026-03-28T12:00:00Z")).toMatchObject({ state: "out-of-hours", elapsedMs: HOUR });
  });

  test("still within its target when exactly used up, and missed a millisecond later", () => {
    expect(statusAt("2026-03-30T09:00:00.000Z")).toMatchObject({ state: "running", remainingMs: 0 });
    expect(statusAt("2026-03-30T09:00:00.001Z")).toMatchObject({
      state: "missed",
      remainingMs: -1,
      overrunMs: 1,
    });
  });

  test("met when kept exactly on its target, and missed when kept a millisecond later", () => {
    expect(statusAt(monday("18:00"), { fulfilledAt: "2026-03-30T09:00:00.000Z" })).toMatchObject({
      state: "met",
      elapsedMs: 2 * HOUR,
    });
    expect(statusAt(monday("18:00"), { fulfilledAt: "2026-03-30T09:00:00.001Z" })).toMatchObject({
      state: "missed",
      overrunMs: 1,
    });
  });

  test("met by a reply overnight with exactly the target used up", () => {
    expect(
      statusAt(monday("18:00"), { target: { hours: 1 }, fulfilledAt: "2026-03-28T02:00:00Z" }).state,
    ).toBe("met");
  });

  test("not yet fulfilled before it is", () => {
    expect(statusAt(friday("16:30"), { fulfilledAt: monday("09:30") }).state).toBe("running");
  });

  test("paused, without a due date, while its pause has not ended", () => {
    const pauses = [{ from: friday("16:30"), to: monday("09:15") }];
    const status = statusAt("2026-03-28T12:00:00Z", { pauses });
    expect(status).toMatchObject({ state: "paused", elapsedMs: 0.5 * HOUR, pausedMs: 0.5 * HOUR });
    expect(status.dueAt).toBeUndefined();
  });

  test("due by what was known then: a later pause has not begun", () => {
    const pauses = [{ from: monday("09:30"), to: monday("12:00") }];
    expect(statusAt(friday("16:30"), { pauses }).dueAt).toEqual(at(monday("10:00")));
    expect(statusAt(monday("13:00"), { pauses }).dueAt).toEqual(at(monday("12:30")));
  });

  test("resumed by its fulfilment", () => {
    const status = statusAt(monday("12:00"), {
      pauses: [{ from: friday("16:30") }],
      fulfilledAt: monday("12:00"),
    });
    expect(status).toMatchObject({ state: "met", elapsedMs: 0.5 * HOUR, dueAt: at(monday("13:30")) });
  });

  test("unreachable on a calendar that never opens", () => {
    expect(statusAt(monday("12:00"), { calendar: defineCalendar({ timeZone: "UTC" }) }).state).toBe(
      "unreachable",
    );
  });

  test("not slowed down by a holiday's night or a year of nothing", () => {
    expect(dueAt(twoHours({ from: "2026-12-24T16:30:00Z" }))).toMatchObject({
      dueAt: at("2026-12-29T10:30:00Z"),
    });
  });
});

describe("a bad promise is refused:", () => {
  test.each<[string, Partial<ServicePromise> & { fulfilledAt?: string }, RegExp]>([
    [
      "a pause that ends before it begins",
      { pauses: [{ from: friday("16:30"), to: friday("16:00") }] },
      /promise\.pauses\[0\]\.to/,
    ],
    ["a fulfilment before the activation", { fulfilledAt: friday("15:00") }, /promise\.fulfilledAt/],
    ["an instant without a zone", { from: "2026-03-27T16:00:00" }, /promise\.from/],
    ["a bare number as the target", { target: 2 as never }, /promise\.target/],
    ["something else than a calendar", { calendar: {} as never }, /promise\.calendar/],
  ])("%s", (_, more, path) => {
    expect(() => clockStatus(twoHours(more), monday("12:00"))).toThrow(path);
  });

  test("an instant before the activation", () => {
    expect(() => clockStatus(twoHours(), friday("12:00"))).toThrow(/^at must not lie before promise\.from/);
  });
});
