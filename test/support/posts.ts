import fc from "fast-check";
import { defineCalendar, isOpen, type CalendarConfig, type Hours, type Post } from "follow-the-sun";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const QUARTER_MS = 900_000;

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** The same hours on all seven days. */
export function daily(...hours: readonly Hours[]) {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, hours]));
}

/** The same hours from Monday to Friday. */
export function weekdays(...hours: readonly Hours[]) {
  return Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, hours]));
}

/** A post with a calendar made of this config. */
export function post(id: string, config: CalendarConfig, headcount?: number): Post {
  const calendar = defineCalendar(config);
  return headcount === undefined ? { id, calendar } : { id, calendar, headcount };
}

/** `2026-03-27T17:00Z`, for short expectations. */
export function iso(at: Date | undefined): string | undefined {
  return at?.toISOString().replace(":00.000Z", "Z");
}

/** `2026-03-27T17:00Z/2026-03-27T18:00Z` */
export function stretch({ from, to }: { readonly from: Date; readonly to: Date }): string {
  return `${iso(from)}/${iso(to)}`;
}

/** The posts that are open at an instant, one by one. */
export function openAt(posts: readonly Post[], at: number): readonly Post[] {
  return posts.filter(({ calendar }) => isOpen(calendar, at));
}

/** The people in these posts. */
export function peopleIn(posts: readonly Post[]): number {
  return posts.reduce((sum, { headcount = 1 }) => sum + headcount, 0);
}

/** A post whose edges all lie on quarters of an hour, in every zone here. */
export interface PostPlan {
  readonly headcount: number;
  readonly config: CalendarConfig;
}

/** Both hemispheres, with and without summer time, and one that is half an hour off. */
export const GRID_ZONES = [
  "Europe/London",
  "America/New_York",
  "Australia/Sydney",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "UTC",
] as const;

/** Windows begin in these weeks of 2026: of the drift in spring and autumn, and of midsummer. */
const STARTS = ["2026-03-05", "2026-03-26", "2026-04-02", "2026-06-29", "2026-10-01", "2026-10-22"];

const two = (n: number) => String(n).padStart(2, "0");
const quarter = fc
  .oneof(
    fc.integer({ min: 0, max: 23 }).map((hour) => hour * 4),
    fc.integer({ min: 0, max: 95 }),
  )
  .map((n) => `${two(Math.floor(n / 4))}:${two((n % 4) * 15)}`);
const span: fc.Arbitrary<Hours> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(quarter, quarter) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Hours[]>(["00:00", "24:00"], ["09:00", "17:00"], ["22:00", "06:00"]),
  },
);
const spans = fc.array(span, { maxLength: 2 });
const days = fc.oneof(
  fc.constant(WEEKDAYS.slice(0, 5)),
  fc.constant([...WEEKDAYS]),
  fc.subarray([...WEEKDAYS]),
);
const weekly = fc
  .tuple(days, spans, days, spans)
  .map(([most, usual, some, more]) =>
    Object.fromEntries(
      WEEKDAYS.map((day) => [
        day,
        [...(most.includes(day) ? usual : []), ...(some.includes(day) ? more : [])],
      ]),
    ),
  );

const dateAfter = (start: string, day: number) =>
  new Date(Date.parse(`${start}T00:00:00Z`) + day * DAY_MS).toISOString().slice(0, 10);

const exceptions = fc.record({
  holidays: fc.array(fc.integer({ min: -1, max: 10 }), { maxLength: 2 }),
  special: fc.option(fc.tuple(fc.integer({ min: 0, max: 9 }), spans)),
  pause: fc.option(fc.tuple(fc.integer({ min: 0, max: 9 }), spans)),
  closure: fc.option(
    fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 200 })), // in quarters of an hour
  ),
});

/** Posts and a window of up to ten days, with all kinds of exceptions. */
export function postPlans(
  starts: readonly string[] = STARTS,
): fc.Arbitrary<{ plans: readonly PostPlan[]; from: number; to: number }> {
  const one = fc.record({
    timeZone: fc.constantFrom(...GRID_ZONES),
    headcount: fc.integer({ min: 1, max: 3 }),
    weekly,
    odd: fc.option(exceptions, { nil: undefined }),
  });
  return fc
    .record({
      start: fc.constantFrom(...starts),
      hours: fc.integer({ min: 1, max: 240 }),
      later: fc.integer({ min: 0, max: 47 }),
      list: fc.array(one, { minLength: 1, maxLength: 4 }),
    })
    .map(({ start, hours, later, list }) => {
      const from = Date.parse(`${start}T00:00:00Z`) + later * 2 * QUARTER_MS;
      const plans = list.map(({ timeZone, headcount, weekly: week, odd }) => {
        const config: CalendarConfig = { timeZone, weekly: week };
        if (odd === undefined) return { headcount, config };
        const [specialDay, specialSpans] = odd.special ?? [];
        const [pauseDay, pauseSpans] = odd.pause ?? [];
        const [after, length] = odd.closure ?? [];
        return {
          headcount,
          config: {
            ...config,
            holidays: odd.holidays.map((day) => ({ date: dateAfter(start, day), name: `Day ${day}` })),
            specialHours:
              specialDay === undefined ? {} : { [dateAfter(start, specialDay)]: specialSpans ?? [] },
            breaks: pauseDay === undefined ? {} : { [dateAfter(start, pauseDay)]: pauseSpans ?? [] },
            closures:
              after === undefined || length === undefined
                ? []
                : [{ from: from + after * QUARTER_MS, to: from + (after + length) * QUARTER_MS }],
          },
        };
      });
      return { plans, from, to: from + hours * HOUR_MS };
    });
}

/** The posts of plans, named a, b, c, … */
export function postsOf(plans: readonly PostPlan[]): readonly Post[] {
  return plans.map(({ headcount, config }, index) => post("abcdefgh".charAt(index), config, headcount));
}
