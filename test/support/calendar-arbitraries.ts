import fc from "fast-check";
import { DAY, WEEKDAYS, ZONES, dateHolding, isoDate, jumpsInYear, reading } from "../oracle/index.js";
import type { Expr, Span, Spec, Week, Weekday } from "../oracle/index.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The years that the comparisons cover. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2037;

/**
 * Zones with something peculiar: a new one costs the package a search for its jumps, so those beside the anchor's
 * are mostly drawn from these.
 */
const PECULIAR = [
  ..."America/New_York Europe/London Asia/Kolkata Australia/Lord_Howe Pacific/Apia Africa/Cairo UTC".split(
    " ",
  ),
  ..."America/St_Johns America/Sao_Paulo Africa/Casablanca Africa/Monrovia Asia/Beirut Asia/Tokyo".split(" "),
];
/** Where the zone matters less than the number of calendars: peculiar ones, in a long run any. */
export const FEW_ZONES: readonly string[] = process.env.FC_RUNS === undefined ? PECULIAR : ZONES;

/** An instant in a zone's life around which everything else of a case is drawn. */
export interface Anchor {
  readonly timeZone: string;
  readonly at: number;
  /** Is it one at which the zone's clock is set? */
  readonly isJump: boolean;
}

/** Half of the time within a day of a jump of the zone, else anywhere from 1970 to 2037. */
export function anchors(zones: readonly string[]): fc.Arbitrary<Anchor> {
  return fc
    .record({
      timeZone: fc.constantFrom(...zones),
      year: fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }),
      inYear: fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }),
      nearJump: fc.boolean(),
    })
    .map(({ timeZone, year, inYear, nearJump }) => {
      const jumps = nearJump ? someJumps(timeZone, year) : [];
      const jump = jumps[inYear % Math.max(1, jumps.length)];
      return { timeZone, at: jump ?? Date.UTC(year, 0) + inYear * MINUTE, isJump: jump !== undefined };
    });
}

/** The jumps of the year, or of the nearest later year that has one (after the last, the first). */
function someJumps(timeZone: string, year: number): readonly number[] {
  const years = LAST_YEAR - FIRST_YEAR + 1;
  for (let i = 0; i < years; i++) {
    const jumps = jumpsInYear(timeZone, FIRST_YEAR + ((year - FIRST_YEAR + i) % years));
    if (jumps.length > 0) return jumps;
  }
  return [];
}

// Times of day, rich in those at which clocks are set and in those that meet each other.
const coarse = [
  "00:00",
  "00:30",
  "01:00",
  "01:30",
  "02:00",
  "02:30",
  "03:00",
  "06:00",
  "09:00",
  "12:00",
  "13:00",
];
const late = ["17:00", "22:00", "23:00", "23:30", "23:59"];
const two = (n: number) => String(n).padStart(2, "0");
const anyMinute = fc.integer({ min: 0, max: 1439 }).map((m) => `${two(Math.floor(m / 60))}:${two(m % 60)}`);
const anySecond = fc
  .tuple(anyMinute, fc.integer({ min: 0, max: 59 }))
  .map(([minute, second]) => `${minute}:${two(second)}`);
/** A time of day counted from where the anchor's clock is set: `@b30` half an hour after its reading before. */
const atJump = fc
  .tuple(fc.constantFrom("b", "a"), fc.constantFrom(0, 0, 0, -60, -30, -1, 1, 30, 60))
  .map(([side, minutes]) => `@${side}${minutes}`);
const time = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...coarse, ...late) },
  { weight: 4, arbitrary: atJump },
  { weight: 3, arbitrary: anyMinute },
  { weight: 1, arbitrary: anySecond },
);
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.tuple(time, fc.oneof({ weight: 5, arbitrary: time }, { weight: 1, arbitrary: fc.constant("24:00") })),
  fc.constantFrom<Span[]>(["09:00", "17:00"], ["00:00", "24:00"], ["22:00", "06:00"], ["00:00", "06:00"]),
);
const hours = fc.array(span, { maxLength: 3 });

const weeks: fc.Arbitrary<Week> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Week>("always") },
  { weight: 4, arbitrary: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, hours]))) },
  {
    weight: 3, // the same hours on some weekdays
    arbitrary: fc
      .tuple(hours, fc.subarray<Weekday>([...WEEKDAYS]))
      .map(([same, days]) => Object.fromEntries(days.map((day) => [day, same]))),
  },
);

/** Days from the anchor's date: most often the date itself and its neighbours. */
const nearbyDay = fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -9, max: 12 }));
const observance = fc.oneof(
  { weight: 4, arbitrary: fc.constant("closed" as const) },
  { weight: 1, arbitrary: fc.constant("open" as const) },
  { weight: 2, arbitrary: hours },
);
const holiday = fc.record({
  day: nearbyDay,
  form: fc.constantFrom("text", "yearly", "date", "range"),
  days: fc.integer({ min: 0, max: 3 }),
  observance,
});
const special = fc.oneof(
  { weight: 3, arbitrary: hours },
  { weight: 1, arbitrary: hours.map((each) => ({ hours: each })) },
  { weight: 2, arbitrary: fc.constantFrom(...WEEKDAYS).map((like) => ({ like })) },
);
const someBreaks = fc.array(span, { maxLength: 2 });
const breakSpans = fc.oneof(
  someBreaks,
  someBreaks.map((each) => ({ hours: each, name: "lunch" })),
);
const dated = fc.record({
  afterMs: fc.oneof(
    fc.integer({ min: -10 * 24 * 60, max: 14 * 24 * 60 }).map((minutes) => minutes * MINUTE),
    fc.integer({ min: -2 * DAY, max: 2 * DAY }),
  ),
  lengthMs: fc.oneof(
    fc.integer({ min: 1, max: 24 * 60 }).map((minutes) => minutes * MINUTE),
    fc.integer({ min: 1, max: 4 * DAY }),
  ),
});
const rarely = <T>(few: fc.Arbitrary<T>, maxLength: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<T[]>([]) },
    { weight: 2, arbitrary: fc.array(few, { maxLength }) },
  );

/** A calendar before its dates are known: they count from the anchor's. */
const plan = fc.record({
  ownZone: fc.boolean(),
  otherZone: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PECULIAR) },
    { weight: 1, arbitrary: fc.constantFrom(...ZONES) },
  ),
  weekly: weeks,
  periods: rarely(
    fc.record({ gap: fc.integer({ min: 1, max: 9 }), days: fc.integer({ min: 0, max: 9 }), weekly: weeks }),
    3,
  ),
  openEnds: fc.constantFrom("none", "from", "through"),
  specials: rarely(fc.tuple(nearbyDay, special), 4),
  breaks: rarely(fc.tuple(nearbyDay, breakSpans), 4),
  holidays: rarely(holiday, 4),
  closures: rarely(dated, 2),
  shifts: rarely(dated, 4),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

function settle(plan: Plan, anchor: Anchor): Spec {
  const timeZone = plan.ownZone ? anchor.timeZone : plan.otherZone;
  const today = dateHolding(timeZone, anchor.at);
  const day = (after: number) => isoDate(today + after);
  const instants = (list: Plan["shifts"]) =>
    list.map(({ afterMs, lengthMs }) => ({
      from: new Date(Math.max(0, anchor.at + afterMs)).toISOString(),
      to: new Date(Math.max(0, anchor.at + afterMs) + lengthMs).toISOString(),
    }));
  const spec: Spec = {
    timeZone,
    weekly: plan.weekly,
    datedHours: settlePeriods(plan, day),
    specialHours: Object.fromEntries(plan.specials.map(([after, each]) => [day(after), each])),
    breaks: Object.fromEntries(plan.breaks.map(([after, spans]) => [day(after), spans])),
    holidays: settleHolidays(plan.holidays, day),
    closures: instants(plan.closures),
    shifts: instants(plan.shifts),
  };
  return JSON.parse(
    JSON.stringify(spec).replace(/@([ab])(-?\d+)/g, (_, side: string, minutes: string) => {
      // Just before the anchor the clock is about to read `b`; at it, it reads `a`: the ends of a gap or a fold.
      const wall = side === "a" ? reading(timeZone, anchor.at) : reading(timeZone, anchor.at - 1000) + 1000;
      return new Date(wall + Number(minutes) * MINUTE).toISOString().slice(11, 19);
    }),
  ) as Spec;
}

/** Periods one after another, from nine days before the anchor; the first or the last may be open. */
function settlePeriods(
  { periods, openEnds }: Plan,
  day: (after: number) => string,
): NonNullable<Spec["datedHours"]> {
  let from = -10;
  return periods.map(({ gap, days, weekly }, index) => {
    const begins = from + gap;
    from = begins + days;
    const isLast = index === periods.length - 1;
    if (openEnds === "from" && index === 0) return { through: day(from), weekly };
    if (openEnds === "through" && isLast) return { from: day(begins), weekly };
    return { from: day(begins), through: day(from), weekly };
  });
}

/** At most one entry with reduced hours, since two that meet on a date would contradict each other. */
function settleHolidays(
  list: Plan["holidays"],
  day: (after: number) => string,
): NonNullable<Spec["holidays"]> {
  let reduced = 0;
  return list.map(({ day: after, form, days, observance: wanted }) => {
    const observance = typeof wanted !== "string" && reduced++ > 0 ? "closed" : wanted;
    const yearly = day(after).slice(5);
    if (form === "text") return days > 1 ? yearly : day(after);
    if (form === "yearly") return { date: yearly, observance };
    if (form === "date") return { date: day(after), name: "Founders' Day", observance };
    return { from: day(after), through: day(after + days), observance };
  });
}

type Tree = Plan | { readonly by: "anyOf" | "allOf" | "except"; readonly parts: readonly Tree[] };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: plan },
    {
      weight: 2,
      arbitrary: fc.record({
        by: fc.constantFrom("anyOf" as const, "allOf" as const, "except" as const),
        parts: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}));

function settleTree(each: Tree, anchor: Anchor): Expr {
  if (!("by" in each)) return settle(each, anchor);
  const parts = each.parts.map((part) => settleTree(part, anchor));
  if (each.by === "anyOf") return { anyOf: parts };
  return each.by === "allOf" ? { allOf: parts } : { except: parts };
}

/** A calendar of all layers, drawn around an anchor. */
export function specs(
  at: fc.Arbitrary<Anchor> = anchors(FEW_ZONES),
): fc.Arbitrary<{ anchor: Anchor; spec: Spec }> {
  return fc.tuple(at, plan).map(([anchor, each]) => ({ anchor, spec: settle(each, anchor) }));
}

/** A calendar, or calendars combined to a depth of three, drawn around an anchor. */
export function exprs(
  at: fc.Arbitrary<Anchor> = anchors(FEW_ZONES),
): fc.Arbitrary<{ anchor: Anchor; expr: Expr }> {
  return fc.tuple(at, tree).map(([anchor, each]) => ({ anchor, expr: settleTree(each, anchor) }));
}

/** Several calendars around one anchor. */
export function exprLists(count: number): fc.Arbitrary<{ anchor: Anchor; list: Expr[] }> {
  return fc
    .tuple(anchors(FEW_ZONES), fc.array(tree, { minLength: count, maxLength: count }))
    .map(([anchor, list]) => ({ anchor, list: list.map((each) => settleTree(each, anchor)) }));
}

/** How far an instant lies from the anchor: at it, within hours, within days; on the minute or anywhere. */
export const offsetsMs: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.integer({ min: -6 * 60, max: 6 * 60 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: -8 * DAY, max: 10 * DAY }),
);

/** Amounts of open time, from nothing to three days of it. */
export const worksMs: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR),
  fc.integer({ min: 0, max: 12 * 60 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 0, max: 72 * HOUR }),
);
