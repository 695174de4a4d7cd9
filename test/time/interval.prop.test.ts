import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { clip, difference, intersection, normalise, union, type IntervalList } from "../../src/time/index.js";

const END = 60;
const anyIntervals = fc.array(
  fc.tuple(fc.nat(END), fc.nat(END)).map(([start, end]) => ({ start, end })),
  { maxLength: 8 },
);
const lists = anyIntervals.map(normalise);

/** Membership instant by instant: the meaning of every operation. */
const holds = (list: readonly { start: number; end: number }[], at: number) =>
  list.some(({ start, end }) => start <= at && at < end);
const instants = Array.from({ length: END + 1 }, (_, at) => at);

function expectNormal(list: IntervalList): void {
  for (const { start, end } of list) expect(start).toBeLessThan(end);
  for (let i = 1; i < list.length; i++) expect(list[i - 1]?.end).toBeLessThan(list[i]?.start ?? -1);
}

describe("interval lists", () => {
  test.prop([anyIntervals])("normalising keeps the instants and gives a normal list", (intervals) => {
    const list = normalise(intervals);
    expectNormal(list);
    for (const at of instants) expect(holds(list, at)).toBe(holds(intervals, at));
  });

  test.prop([lists, lists])("union, intersection and difference are those of sets of instants", (a, b) => {
    const made = { or: union([a, b]), and: intersection(a, b), not: difference(a, b) };
    Object.values(made).forEach(expectNormal);
    for (const at of instants) {
      expect(holds(made.or, at)).toBe(holds(a, at) || holds(b, at));
      expect(holds(made.and, at)).toBe(holds(a, at) && holds(b, at));
      expect(holds(made.not, at)).toBe(holds(a, at) && !holds(b, at));
    }
  });

  test.prop([lists, fc.nat(END), fc.nat(END)])("clipping keeps what lies inside", (list, start, end) => {
    const clipped = clip(list, start, end);
    for (const at of instants) expect(holds(clipped, at)).toBe(holds(list, at) && start <= at && at < end);
  });
});
