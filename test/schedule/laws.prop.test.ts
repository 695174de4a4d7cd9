import fc from "fast-check";
import {
  addBusinessDays,
  addBusinessTime,
  allOf,
  anyOf,
  businessTimeBetween,
  defineCalendar,
  except,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  previousClosing,
  previousOpening,
  subtractBusinessTime,
  type Calendar,
} from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { DAY, isoDate, spansOf, type Expr, type Spec } from "../oracle/index.js";
import { exprLists, exprs, offsetsMs, specs, worksMs, type Anchor } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";

// The laws of "Time and calendars", each over random calendars of all layers and their combinations.

/** The due instant in epoch milliseconds; an amount of open time that never comes counts as infinitely late. */
const add = (calendar: Calendar, at: number, ms: number, edge: "closing" | "next-opening" = "closing") =>
  addBusinessTime(calendar, at, { milliseconds: ms }, { edge })?.getTime() ?? Infinity;
const subtract = (calendar: Calendar, at: number, ms: number) =>
  subtractBusinessTime(calendar, at, { milliseconds: ms })?.getTime() ?? -Infinity;
const between = businessTimeBetween;

const FAR = 20 * DAY;
const END = Date.UTC(2100, 0) - 1;
const near = (anchor: Anchor, afterMs: number) => Math.min(END, Math.max(0, anchor.at + afterMs));
const windowAround = (anchor: Anchor) => ({ from: near(anchor, -FAR), to: near(anchor, FAR) });
const openIn = (calendar: Calendar, anchor: Anchor) =>
  Array.from(
    openIntervals(calendar, windowAround(anchor)),
    ({ from, to }) => [from.getTime(), to.getTime()] as const,
  );

const manyOffsets = fc.array(offsetsMs, { minLength: 12, maxLength: 12 });
const manyWorks = fc.array(worksMs, { minLength: 4, maxLength: 4 });

/** A law about one calendar, held at a dozen instants and four amounts of work. */
function forEachAnswer(
  law: (calendar: Calendar, at: number, work: number, other: number, anchor: Anchor) => void,
  numRuns?: number,
): void {
  fc.assert(
    fc.property(exprs(), manyOffsets, manyWorks, ({ anchor, expr }, offsets, works) => {
      const calendar = calendarOf(expr);
      for (const [i, afterMs] of offsets.entries()) {
        for (const work of works) {
          law(
            calendar,
            near(anchor, afterMs),
            work,
            near(anchor, offsets[(i + 1) % offsets.length] ?? 0),
            anchor,
          );
        }
      }
    }),
    runs(numRuns),
  );
}

/** A share of the runs that the environment asks for: most of a run's time goes into new zones. */
function runs(percent = 10): { numRuns: number } {
  return { numRuns: Math.ceil(((fc.readConfigureGlobal().numRuns ?? 100) * percent) / 100) };
}

describe("adding and subtracting", () => {
  it("between(s, add(s, d)) = d, at both edges", () => {
    forEachAnswer((calendar, at, work) => {
      for (const edge of ["closing", "next-opening"] as const) {
        const due = add(calendar, at, work, edge);
        if (Number.isFinite(due)) expect(between(calendar, at, due)).toBe(work);
      }
    });
  });

  it("the closing edge is the earliest such instant, the other the last", () => {
    forEachAnswer((calendar, at, work) => {
      const due = add(calendar, at, work);
      const last = add(calendar, at, work, "next-opening");
      expect(due).toBeLessThanOrEqual(last);
      if (!Number.isFinite(due)) return;
      if (due > at && work > 0) expect(between(calendar, at, due - 1)).toBe(work - 1);
      if (Number.isFinite(last)) {
        expect(isOpen(calendar, last)).toBe(true);
        expect(between(calendar, at, last + 1)).toBe(work + 1);
      }
      if (isOpen(calendar, due)) expect(last).toBe(due);
      else expect(nextOpening(calendar, due)?.getTime() ?? Infinity).toBe(last);
    });
  });

  it("add with nothing is the first open instant", () => {
    forEachAnswer((calendar, at) => {
      const opening = nextOpening(calendar, at)?.getTime() ?? Infinity;
      const first = isOpen(calendar, at) ? at : opening;
      expect(add(calendar, at, 0)).toBe(first);
      expect(add(calendar, at, 0, "next-opening")).toBe(first);
    });
  });

  it("subtract with nothing is the instant itself when open, opening or just closing, else the last closing", () => {
    forEachAnswer((calendar, at) => {
      // Before 1970 nothing can be asked, but what was open until then closes with its first instant.
      const isClosing = at > 0 ? isOpen(calendar, at - 1) : previousClosing(calendar, 1)?.getTime() === 0;
      const closing = previousClosing(calendar, at)?.getTime() ?? -Infinity;
      expect(subtract(calendar, at, 0)).toBe(isOpen(calendar, at) || isClosing ? at : closing);
    });
  });

  it("is additive over a split", () => {
    fc.assert(
      fc.property(exprs(), manyOffsets, worksMs, worksMs, ({ anchor, expr }, offsets, first, second) => {
        const calendar = calendarOf(expr);
        for (const afterMs of offsets) {
          const at = near(anchor, afterMs);
          const [whole, half] = [add(calendar, at, first + second), add(calendar, at, first)];
          // With nothing to add, the first open instant is meant, not the closing at which the first part ends.
          if (Number.isFinite(half) && second > 0) expect(add(calendar, half, second)).toBe(whole);
          const [back, part] = [subtract(calendar, at, first + second), subtract(calendar, at, first)];
          if (Number.isFinite(part) && second > 0) expect(subtract(calendar, part, second)).toBe(back);
        }
      }),
      runs(),
    );
  });

  it("is monotone in start and in work", () => {
    forEachAnswer((calendar, at, work, other) => {
      const [early, late] = [Math.min(at, other), Math.max(at, other)];
      expect(add(calendar, early, work)).toBeLessThanOrEqual(add(calendar, late, work));
      expect(add(calendar, at, work)).toBeLessThanOrEqual(add(calendar, at, work + 60_000));
      expect(subtract(calendar, early, work)).toBeLessThanOrEqual(subtract(calendar, late, work));
      expect(subtract(calendar, at, work)).toBeGreaterThanOrEqual(subtract(calendar, at, work + 60_000));
    });
  });

  it("subtract is the inverse of add", () => {
    forEachAnswer((calendar, at, work) => {
      const due = add(calendar, at, work);
      if (Number.isFinite(due)) {
        const start = subtract(calendar, due, work);
        // The latest start: never before ours, and nothing is open in between.
        expect(start).toBeGreaterThanOrEqual(work > 0 ? at : -Infinity);
        expect(between(calendar, start, due)).toBe(work);
        expect(between(calendar, at, start)).toBe(0);
        if (isOpen(calendar, at)) expect(start).toBe(at);
      }
      const start = subtract(calendar, at, work);
      if (Number.isFinite(start)) {
        expect(between(calendar, start, at)).toBe(work);
        if (work > 0) {
          expect(add(calendar, start, work)).toBeLessThanOrEqual(at);
          expect(isOpen(calendar, start)).toBe(true); // a later start would leave less
        }
      }
    });
  });
});

describe("open time between instants", () => {
  it("is antisymmetric, additive over a split and never longer than the time itself", () => {
    forEachAnswer((calendar, at, work, other) => {
      const there = between(calendar, at, other);
      expect(there + between(calendar, other, at)).toBe(0);
      expect(between(calendar, at, at)).toBe(0);
      expect(Math.abs(there)).toBeLessThanOrEqual(Math.abs(other - at));
      const middle = Math.min(END, at + work);
      expect(between(calendar, at, middle) + between(calendar, middle, other)).toBe(there);
    });
  });
});

describe("the questions agree with each other", () => {
  it("intervals are ordered, apart, and tile with isOpen, between and the next and previous edges", () => {
    fc.assert(
      fc.property(exprs(), manyOffsets, ({ anchor, expr }, offsets) => {
        const calendar = calendarOf(expr);
        const { from: start, to: end } = windowAround(anchor);
        const open = openIn(calendar, anchor);
        let before = start - 1;
        let sum = 0;
        for (const [from, to] of open) {
          expect(from).toBeGreaterThan(before);
          expect(to).toBeGreaterThan(from);
          expect([isOpen(calendar, from), isOpen(calendar, to - 1)]).toEqual([true, true]);
          if (from > start) {
            expect(isOpen(calendar, from - 1)).toBe(false);
            expect(nextOpening(calendar, from - 1)?.getTime()).toBe(from);
            expect(previousOpening(calendar, from + 1)?.getTime()).toBe(from);
          }
          if (to < end) {
            expect(isOpen(calendar, to)).toBe(false);
            expect(nextClosing(calendar, to - 1)?.getTime()).toBe(to);
            expect(nextClosing(calendar, from)?.getTime()).toBe(to);
            expect(previousClosing(calendar, to + 1)?.getTime()).toBe(to);
          }
          before = to;
          sum += to - from;
        }
        expect(between(calendar, start, end)).toBe(sum);
        for (const afterMs of offsets) {
          const at = near(anchor, afterMs);
          expect(isOpen(calendar, at)).toBe(open.some(([from, to]) => from <= at && at < to));
        }
      }),
      runs(),
    );
  });

  it("a window's intervals are those of its halves, joined", () => {
    fc.assert(
      fc.property(exprs(), offsetsMs, ({ anchor, expr }, afterMs) => {
        const calendar = calendarOf(expr);
        const { from, to } = windowAround(anchor);
        const middle = near(anchor, afterMs);
        const list = (start: number, end: number) =>
          Array.from(openIntervals(calendar, { from: start, to: end }), (each) => [+each.from, +each.to]);
        const joined = [...list(from, middle), ...list(middle, to)].flat();
        expect(joined.filter((at) => at !== middle)).toEqual(
          list(from, to)
            .flat()
            .filter((at) => at !== middle),
        );
      }),
      runs(),
    );
  });

  it("an answer does not depend on what was asked before", () => {
    fc.assert(
      fc.property(
        exprs(),
        manyOffsets,
        fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 4 }),
        worksMs,
        ({ anchor, expr }, offsets, detours, work) => {
          const answers = (calendar: Calendar, list: readonly number[]) =>
            new Map(
              list.map((afterMs) => {
                const at = near(anchor, afterMs);
                const { timeZone } = anchor;
                return [
                  afterMs,
                  [
                    isOpen(calendar, at),
                    ...[nextOpening, nextClosing, previousOpening, previousClosing].map((ask) =>
                      ask(calendar, at),
                    ),
                    add(calendar, at, work),
                    subtract(calendar, at, work),
                    between(calendar, at, anchor.at),
                    addBusinessDays(calendar, at, 2, { timeZone }),
                  ],
                ];
              }),
            );
          const fresh = answers(calendarOf(expr), offsets);
          const warmed = calendarOf(expr);
          for (const days of detours) answers(warmed, [days * 30 * DAY]);
          expect(answers(warmed, [...offsets].reverse())).toEqual(fresh);
          for (const afterMs of offsets.slice(0, 3)) {
            expect(answers(calendarOf(expr), [afterMs]).get(afterMs)).toEqual(fresh.get(afterMs));
          }
        },
      ),
      runs(5),
    );
  });
});

describe("more hours, fewer hours", () => {
  it("a union is never slower than its members, an intersection or a difference never faster", () => {
    fc.assert(
      fc.property(exprLists(2), manyOffsets, manyWorks, ({ anchor, list }, offsets, works) => {
        const [a, b] = pair(list);
        const [either, both, rest] = [anyOf(a, b), allOf(a, b), except(a, b)];
        for (const afterMs of offsets) {
          const at = near(anchor, afterMs);
          for (const work of works) {
            const fastest = Math.min(add(a, at, work), add(b, at, work));
            expect(add(either, at, work)).toBeLessThanOrEqual(fastest);
            expect(add(both, at, work)).toBeGreaterThanOrEqual(Math.max(add(a, at, work), add(b, at, work)));
            expect(add(rest, at, work)).toBeGreaterThanOrEqual(add(a, at, work));
          }
        }
      }),
      runs(),
    );
  });

  it("a holiday, a break or a closing never makes a deadline earlier, a shift never later", () => {
    fc.assert(
      fc.property(
        specs(),
        manyOffsets,
        worksMs,
        fc.integer({ min: -3, max: 6 }),
        ({ anchor, spec }, offsets, work, day) => {
          const date = isoDate(Math.floor(anchor.at / DAY) + day);
          const during = {
            from: new Date(near(anchor, day * DAY)).toISOString(),
            to: new Date(near(anchor, day * DAY) + 5_000_000).toISOString(),
          };
          const less: Spec[] = [
            { ...spec, holidays: [...(spec.holidays ?? []), date] },
            { ...spec, holidays: [...(spec.holidays ?? []), date.slice(5)] },
            {
              ...spec,
              breaks: { ...spec.breaks, [date]: [...spansOf(spec.breaks?.[date]), ["11:00", "10:00"]] },
            },
            { ...spec, closures: [...(spec.closures ?? []), during] },
          ];
          const more = calendarOf({ ...spec, shifts: [...(spec.shifts ?? []), during] });
          const fewer = less.map(calendarOf);
          const base = calendarOf(spec);
          for (const afterMs of offsets) {
            const at = near(anchor, afterMs);
            const due = add(base, at, work);
            for (const each of fewer) expect(add(each, at, work)).toBeGreaterThanOrEqual(due);
            expect(add(more, at, work)).toBeLessThanOrEqual(due);
          }
        },
      ),
      runs(5),
    );
  });

  const onTheHour = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:00`);
  const moreHours = fc.array(fc.tuple(onTheHour, onTheHour), { maxLength: 2 });
  it("opening a weekday for longer never makes a deadline later", () => {
    fc.assert(
      fc.property(specs(), moreHours, manyOffsets, worksMs, ({ anchor, spec }, extra, offsets, work) => {
        const { weekly = {}, ...rest } = spec;
        if (weekly === "always") return;
        const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
        const longer = Object.fromEntries(days.map((day) => [day, [...(weekly[day] ?? []), ...extra]]));
        const base = calendarOf({ ...rest, weekly });
        const wider = calendarOf({ ...rest, weekly: longer });
        for (const afterMs of offsets) {
          const at = near(anchor, afterMs);
          expect(add(wider, at, work)).toBeLessThanOrEqual(add(base, at, work));
        }
      }),
      runs(),
    );
  });
});

describe("the week in UTC", () => {
  it("shifting everything by whole weeks shifts the answer", () => {
    fc.assert(
      fc.property(
        specs(
          fc
            .integer({ min: 400, max: 20_000 })
            .map((day) => ({ timeZone: "UTC", at: day * DAY, isJump: false })),
        ),
        fc.integer({ min: -50, max: 500 }),
        manyOffsets,
        worksMs,
        ({ anchor, spec }, weekCount, offsets, work) => {
          const by = weekCount * 7 * DAY;
          const plain = withoutYearly({ ...spec, timeZone: "UTC" });
          const [here, there] = [calendarOf(plain), calendarOf(shifted(plain, by))];
          for (const afterMs of offsets) {
            const at = near(anchor, afterMs);
            const answers = (calendar: Calendar, from: number) => [
              isOpen(calendar, from),
              ...[add(calendar, from, work), add(calendar, from, work, "next-opening")].map(
                (due) => due - from,
              ),
              subtract(calendar, from, work) - from,
              between(calendar, from, from + work),
            ];
            // Before 1970 nothing is open: what lies there cannot shift, and what never comes never does.
            const [first, second] = [answers(here, at), answers(there, at + by)];
            for (const [index, answer] of first.entries()) {
              const other = second[index];
              if (Number.isFinite(answer) === Number.isFinite(other)) expect(other).toBe(answer);
              else expect(within60Days(answer) || within60Days(other)).toBe(false);
            }
          }
        },
      ),
      runs(),
    );
  });
});

describe("the algebra of calendars", () => {
  const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
  const not = (calendar: Calendar) => except(always, calendar);

  /** Two ways to say the same calendar. */
  const laws: Record<string, (a: Calendar, b: Calendar, c: Calendar) => [Calendar, Calendar]> = {
    "closed when any is = closed when all are (De Morgan)": (a, b) => [
      not(anyOf(a, b)),
      allOf(not(a), not(b)),
    ],
    "the other of De Morgan's": (a, b) => [not(allOf(a, b)), anyOf(not(a), not(b))],
    "not not": (a) => [not(not(a)), a],
    "a difference is an intersection": (a, b) => [except(a, b), allOf(a, not(b))],
    "a difference of several": (a, b, c) => [except(a, b, c), except(a, anyOf(b, c))],
    "one difference after the other": (a, b, c) => [except(a, b, c), except(except(a, b), c)],
    "any: order is nothing": (a, b, c) => [anyOf(a, b, c), anyOf(c, a, b)],
    "all: order is nothing": (a, b, c) => [allOf(a, b, c), allOf(c, a, b)],
    "any: nesting is nothing": (a, b, c) => [anyOf(a, b, c), anyOf(a, anyOf(b, c))],
    "all: nesting is nothing": (a, b, c) => [allOf(a, b, c), allOf(allOf(a, b), c)],
    "any: twice is once": (a) => [anyOf(a, a), a],
    "all: twice is once": (a) => [allOf(a, a), a],
    "any absorbs": (a, b) => [anyOf(a, allOf(a, b)), a],
    "all absorbs": (a, b) => [allOf(a, anyOf(a, b)), a],
    "all over any": (a, b, c) => [allOf(a, anyOf(b, c)), anyOf(allOf(a, b), allOf(a, c))],
    "any over all": (a, b, c) => [anyOf(a, allOf(b, c)), allOf(anyOf(a, b), anyOf(a, c))],
    "the parts make the whole": (a, b) => [anyOf(except(a, b), allOf(a, b)), a],
  };

  it("both sides of each law have the same intervals", () => {
    fc.assert(
      fc.property(exprLists(3), ({ anchor, list }) => {
        const [a, b, c] = triple(list);
        for (const [name, law] of Object.entries(laws)) {
          const [left, right] = law(a, b, c);
          expect(openIn(left, anchor), name).toEqual(openIn(right, anchor));
        }
        expect(openIn(except(a, a), anchor)).toEqual([]);
      }),
      runs(3),
    );
  });

  it("open time of a union and an intersection is that of both calendars", () => {
    fc.assert(
      fc.property(exprLists(2), ({ anchor, list }) => {
        const [a, b] = pair(list);
        const { from, to } = windowAround(anchor);
        const open = (calendar: Calendar) => between(calendar, from, to);
        expect(open(anyOf(a, b)) + open(allOf(a, b))).toBe(open(a) + open(b));
        expect(open(except(a, b)) + open(allOf(a, b))).toBe(open(a));
      }),
      runs(),
    );
  });
});

it("business days: forth and back counts the same dates", () => {
  fc.assert(
    fc.property(specs(), manyOffsets, fc.integer({ min: 1, max: 5 }), ({ anchor, spec }, offsets, days) => {
      const calendar = calendarOf(spec);
      for (const afterMs of offsets) {
        const at = near(anchor, afterMs);
        const [one, more] = [addBusinessDays(calendar, at, days), addBusinessDays(calendar, at, days + 1)];
        if (one === undefined || more === undefined) continue;
        expect(one.getTime()).toBeGreaterThan(at - DAY); // a fold can take back an hour, never a date
        expect(more.getTime()).toBeGreaterThanOrEqual(one.getTime());
        expect(addBusinessDays(calendar, at, 0)?.getTime()).toBe(add(calendar, at, 0));
      }
    }),
    runs(5),
  );
});

it("a config is not changed by being defined and asked, and may be frozen", () => {
  fc.assert(
    fc.property(specs(), ({ anchor, spec }) => {
      const config = spec;
      const before = JSON.stringify(config);
      const free = openIn(calendarOf(config), anchor);
      expect(JSON.stringify(config)).toBe(before);
      expect(openIn(calendarOf(deepFreeze(structuredClone(config))), anchor)).toEqual(free);
    }),
    runs(5),
  );
});

function pair(list: readonly Expr[]): [Calendar, Calendar] {
  const [a, b] = triple([...list, ...list]);
  return [a, b];
}

function triple(list: readonly Expr[]): [Calendar, Calendar, Calendar] {
  const [a, b, c] = list.map((each) => calendarOf(each));
  if (a === undefined || b === undefined || c === undefined) throw new Error("three calendars are needed");
  return [a, b, c];
}

function within60Days(answer: unknown): boolean {
  return typeof answer === "number" && Math.abs(answer) < 60 * DAY;
}

/** A yearly date does not shift by weeks. */
function withoutYearly(spec: Spec): Spec {
  const yearly = (date: string) => date.length === 5;
  return {
    ...spec,
    holidays: (spec.holidays ?? []).filter((each) =>
      typeof each === "string" ? !yearly(each) : !("date" in each && yearly(each.date)),
    ),
  };
}

/** The same config with every date and instant moved: they are the only texts of that form in it. */
function shifted(spec: Spec, by: number): Spec {
  const text = JSON.stringify(spec).replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, (when, time?: string) => {
    const moved = new Date(Date.parse(when) + by).toISOString();
    return time === undefined ? moved.slice(0, 10) : moved;
  });
  return JSON.parse(text) as Spec;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
