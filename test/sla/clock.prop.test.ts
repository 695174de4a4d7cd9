import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { businessTimeBetween, clockStatus, defineCalendar, dueAt, isOpen } from "follow-the-sun";

const nine = [
  ["09:00", "12:00"],
  ["13:00", "17:00"],
] as const;
const berlin = defineCalendar({
  timeZone: "Europe/Berlin",
  weekly: { mon: nine, tue: nine, thu: nine, sat: [["22:00", "04:00"]] },
});
const START = Date.UTC(2026, 2, 20);
const MINUTE = 60_000;
const instants = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => START + minutes * MINUTE);
const targets = fc.integer({ min: 0, max: 40 * 60 }).map((minutes) => ({ minutes }));
const pauses = fc.array(
  fc
    .tuple(instants, fc.integer({ min: 0, max: 3000 }))
    .map(([from, minutes]) => ({ from, to: from + minutes * MINUTE })),
  { maxLength: 4 },
);

/** The dumbest clock: walk minute by minute, count the open ones outside every pause. */
function walk(from: number, at: number, stops: readonly { from: number; to: number }[]): number {
  let elapsed = 0;
  for (let minute = from; minute < at; minute += MINUTE) {
    const isPaused = stops.some((stop) => stop.from <= minute && minute < stop.to);
    if (!isPaused && isOpen(berlin, minute)) elapsed += MINUTE;
  }
  return elapsed;
}

describe("a clock with pauses", () => {
  test.prop([instants, instants, targets, pauses])(
    "has used up what a minute-by-minute walk counts",
    (a, b, target, pauses) => {
      const [from, at] = [Math.min(a, b), Math.max(a, b)];
      const status = clockStatus({ calendar: berlin, from, target, pauses }, at);
      expect(status.elapsedMs).toBe(walk(from, at, pauses));
      expect(status.remainingMs + status.elapsedMs).toBe(target.minutes * MINUTE);
      expect(status.elapsedMs + status.pausedMs).toBe(businessTimeBetween(berlin, from, at));
    },
  );

  test.prop([instants, targets, pauses])(
    "has used up exactly its target at both due readings",
    (from, target, pauses) => {
      const due = dueAt({ calendar: berlin, from, target, pauses });
      if (due.kind !== "due" || due.lastCompliantAt === undefined)
        throw new Error("these pauses end and this calendar opens");
      for (const at of [due.dueAt, due.lastCompliantAt]) {
        expect(walk(from, at.getTime(), pauses)).toBe(target.minutes * MINUTE);
      }
      expect(due.lastCompliantAt.getTime()).toBeGreaterThanOrEqual(due.dueAt.getTime());
      expect(walk(from, due.lastCompliantAt.getTime() + MINUTE, pauses)).toBeGreaterThan(
        target.minutes * MINUTE,
      );
    },
  );

  test.prop([instants, targets, pauses, instants, fc.integer({ min: 0, max: 3000 })])(
    "is never due earlier for one pause more",
    (from, target, pauses, start, minutes) => {
      const more = [...pauses, { from: start, to: start + minutes * MINUTE }];
      expect(dueMs(from, target, more)).toBeGreaterThanOrEqual(dueMs(from, target, pauses));
    },
  );

  test.prop([instants, targets, targets, instants, pauses])(
    "is due no earlier for a larger target or a later start",
    (a, s, t, b, pauses) => {
      const [small, large] = s.minutes <= t.minutes ? [s, t] : [t, s];
      const [early, late] = [Math.min(a, b), Math.max(a, b)];
      expect(dueMs(early, small, pauses)).toBeLessThanOrEqual(dueMs(early, large, pauses));
      expect(dueMs(early, small, pauses)).toBeLessThanOrEqual(dueMs(late, small, pauses));
    },
  );
});

function dueMs(
  from: number,
  target: { minutes: number },
  pauses: readonly { from: number; to: number }[],
): number {
  const due = dueAt({ calendar: berlin, from, target, pauses });
  if (due.kind !== "due") throw new Error("these pauses end and this calendar opens");
  return due.dueAt.getTime();
}
