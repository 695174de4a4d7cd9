import fc from "fast-check";
import {
  coverageGaps,
  coverageOf,
  defineCalendar,
  openIntervals,
  type CalendarConfig,
  type CoverageGap,
} from "follow-the-sun";
import { expect, it } from "vitest";
import { jumps, reading, type Expr } from "../oracle/index.js";
import { exprLists } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";
import { DAY_MS, GRID_ZONES, postPlans, postsOf, QUARTER_MS, type PostPlan } from "../support/posts.js";
import { runs } from "../support/runs.js";

const minimums = fc.constantFrom(1, 1, 2, 3);
const length = ({ from, to }: { from: Date; to: Date }) => to.getTime() - from.getTime();

it("gaps are exactly the complement of enough people, in order, and cut only where the cause changes", () => {
  fc.assert(
    fc.property(postPlans(), minimums, ({ plans, from, to }, minimum) => {
      const posts = postsOf(plans);
      const gaps = coverageGaps(posts, { from, to }, { minimum });
      const segments = coverageOf(posts, { from, to });
      const few = segments.filter(({ headcount }) => headcount < minimum);
      expect(gaps.reduce((sum, gap) => sum + length(gap), 0)).toBe(
        few.reduce((sum, each) => sum + length(each), 0),
      );
      for (const [index, gap] of gaps.entries()) {
        const within = coverageOf(posts, gap);
        expect(gap.headcount).toBe(Math.max(...within.map(({ headcount }) => headcount)));
        expect(gap.headcount).toBeLessThan(minimum);
        const before = gaps[index - 1];
        if (before === undefined) continue;
        expect(gap.from.getTime()).toBeGreaterThanOrEqual(before.to.getTime());
        if (gap.from.getTime() === before.to.getTime()) expect(gap.cause.code).not.toBe(before.cause.code);
      }
    }),
    runs(30),
  );
});

it("taking all holidays away closes exactly the pieces that are theirs, in combined calendars, too", () => {
  fc.assert(
    fc.property(exprLists(2), minimums, ({ anchor, list }, minimum) => {
      const window = { from: Math.max(0, anchor.at - 3 * DAY_MS), to: anchor.at + 4 * DAY_MS };
      const as = (map: (expr: Expr) => Expr) =>
        list.map((expr, index) => ({
          id: String(index),
          calendar: calendarOf(map(expr)),
          headcount: 1 + index,
        }));
      const bare = as(withoutHolidays);
      for (const gap of coverageGaps(
        as((expr) => expr),
        window,
        { minimum },
      )) {
        const people = coverageOf(bare, gap).map(({ headcount }) => headcount);
        if (gap.cause.code === "holiday") expect(Math.min(...people)).toBeGreaterThanOrEqual(minimum);
        else expect(Math.max(...people)).toBeLessThan(minimum);
      }
    }),
    runs(15),
  );
});

function withoutHolidays(expr: Expr): Expr {
  if ("anyOf" in expr) return { anyOf: expr.anyOf.map(withoutHolidays) };
  if ("allOf" in expr) return { allOf: expr.allOf.map(withoutHolidays) };
  if ("except" in expr) return { except: expr.except.map(withoutHolidays) };
  return { ...expr, holidays: [] };
}

// The definition of the four causes once more, a quarter of an hour at a time.

const FIRST = Date.UTC(2025, 6, 1);
const LAST = Date.UTC(2027, 6, 1);
const HALF_YEAR_MS = 183 * DAY_MS;
const QUARTERS_A_WEEK = (7 * DAY_MS) / QUARTER_MS;
const indexOf = (at: number) => (at - FIRST) / QUARTER_MS;

/** For each quarter of an hour, which one of the week it is on the zone's clock. */
const quarterOfWeek = new Map<string, Uint16Array>(
  GRID_ZONES.map((zone) => {
    const offsets = new Map([FIRST, ...jumps(zone, FIRST, LAST)].map((at) => [at, reading(zone, at) - at]));
    const phases = new Uint16Array(indexOf(LAST));
    for (let at = FIRST, offset = 0; at < LAST; at += QUARTER_MS) {
      offset = offsets.get(at) ?? offset;
      phases[indexOf(at)] = Math.floor((at + offset - 4 * DAY_MS) / QUARTER_MS) % QUARTERS_A_WEEK;
    }
    return [zone, phases];
  }),
);

/** How many people there are in each quarter of an hour, with some layers of the calendars taken away. */
function people(
  plans: readonly PostPlan[],
  layers: Partial<CalendarConfig>,
  from: number,
  to: number,
): Uint8Array {
  const counts = new Uint8Array(indexOf(LAST));
  for (const { headcount, config } of plans) {
    const calendar = defineCalendar({ ...config, ...layers });
    for (const open of openIntervals(calendar, { from, to })) {
      const [start, end] = [indexOf(open.from.getTime()), indexOf(open.to.getTime())];
      expect(Number.isInteger(start) && Number.isInteger(end)).toBe(true);
      for (let quarter = start; quarter < end; quarter++) counts[quarter]! += headcount;
    }
  }
  return counts;
}

function causesByQuarter(plans: readonly PostPlan[], from: number, to: number, minimum: number): string[] {
  const usual = { holidays: [], specialHours: {}, breaks: {}, closures: [] };
  const [yearFrom, yearTo] = [from - HALF_YEAR_MS, to + HALF_YEAR_MS];
  const now = people(plans, {}, from, to);
  const noHolidays = people(plans, { holidays: [] }, from, to);
  const usually = people(plans, usual, yearFrom, yearTo);
  const zones = [...new Set(plans.map(({ config }) => config.timeZone))].map((zone) => {
    const phases = quarterOfWeek.get(zone)!;
    const ever = new Set<number>();
    for (let quarter = indexOf(yearFrom); quarter < indexOf(yearTo); quarter++) {
      if (usually[quarter]! >= minimum) ever.add(phases[quarter]!);
    }
    return { phases, ever };
  });
  return Array.from({ length: indexOf(to) - indexOf(from) }, (_, ahead) => {
    const quarter = indexOf(from) + ahead;
    if (now[quarter]! >= minimum) return "";
    if (noHolidays[quarter]! >= minimum) return "holiday";
    if (usually[quarter]! >= minimum) return "exception";
    return zones.some(({ phases, ever }) => !ever.has(phases[quarter]!)) ? "weekly" : "dst";
  });
}

function spread(gaps: readonly CoverageGap[], from: number, to: number): string[] {
  const codes = Array.from({ length: (to - from) / QUARTER_MS }, () => "");
  for (const gap of gaps) {
    codes.fill(
      gap.cause.code,
      (gap.from.getTime() - from) / QUARTER_MS,
      (gap.to.getTime() - from) / QUARTER_MS,
    );
  }
  return codes;
}

it("every quarter of an hour has the cause that the definition gives it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(postPlans(), minimums, ({ plans, from, to }, minimum) => {
      const codes = spread(coverageGaps(postsOf(plans), { from, to }, { minimum }), from, to);
      for (const code of codes) seen.add(code);
      expect(codes).toEqual(causesByQuarter(plans, from, to, minimum));
    }),
    runs(30),
  );
  expect([...seen]).toEqual(expect.arrayContaining(["", "weekly"]));
});

it("drift between two zones: every quarter of an hour of the weeks around the changes", () => {
  const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, "0")}:00`);
  const shift = fc.record({
    timeZone: fc.constantFrom("Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo"),
    span: fc.tuple(hour, hour),
  });
  let drifts = 0;
  fc.assert(
    fc.property(
      fc.array(shift, { minLength: 2, maxLength: 3 }),
      fc.constantFrom("2026-03-06", "2026-03-27", "2026-10-02", "2026-10-23"),
      (shifts, date) => {
        const plans = shifts.map(({ timeZone, span }) => ({
          headcount: 1,
          config: {
            timeZone,
            weekly: Object.fromEntries(
              ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [span]]),
            ),
          },
        }));
        const from = Date.parse(`${date}T00:00:00Z`);
        const to = from + 10 * DAY_MS;
        const codes = spread(coverageGaps(postsOf(plans), { from, to }), from, to);
        drifts += codes.includes("dst") ? 1 : 0;
        expect(codes).toEqual(causesByQuarter(plans, from, to, 1));
      },
    ),
    {
      ...runs(25),
      examples: [
        [
          [
            { timeZone: "America/New_York", span: ["12:00", "04:00"] },
            { timeZone: "Europe/London", span: ["09:00", "17:00"] },
          ],
          "2026-03-06",
        ],
      ],
    },
  );
  expect(drifts).toBeGreaterThan(0);
});
