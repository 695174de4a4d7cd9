import { DAY, dateHolding, firstInstantReading, midnight } from "./clock.js";

/** An opening and a closing: `["09:00", "17:00"]`; a closing at or before its opening lies in the next date. */
export type Span = readonly [from: string, to: string];

/** The spans of a date, alone or with what they are for. */
export type Spans = readonly Span[] | { readonly hours: readonly Span[]; readonly name?: string };

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type Week = { readonly [day in Weekday]?: readonly Span[] } | "always";

type Observance = "closed" | "open" | readonly Span[];
export type HolidaySpec =
  | string
  | { readonly date: string; readonly name?: string; readonly observance?: Observance }
  | {
      readonly from: string;
      readonly through: string;
      readonly name?: string;
      readonly observance?: Observance;
    };
/** Instants, as ISO strings. */
export interface Dated {
  readonly from: string;
  readonly to: string;
}

/** A calendar as the package's config writes it. */
export interface Spec {
  readonly timeZone: string;
  readonly weekly?: Week;
  readonly datedHours?: readonly {
    readonly from?: string;
    readonly through?: string;
    readonly weekly: Week;
  }[];
  readonly specialHours?: Readonly<
    Record<string, Spans | { readonly like: Weekday; readonly name?: string }>
  >;
  readonly breaks?: Readonly<Record<string, Spans>>;
  readonly holidays?: readonly HolidaySpec[];
  readonly closures?: readonly Dated[];
  readonly shifts?: readonly Dated[];
}

/** A calendar, or several combined by instants. */
export type Expr =
  | Spec
  | { readonly anyOf: readonly Expr[] }
  | { readonly allOf: readonly Expr[] }
  | { readonly except: readonly Expr[] };

/** Is it open at this instant? Said instant by instant, straight from the design note. */
export function openAt(expr: Expr, at: number): boolean {
  if ("anyOf" in expr) return expr.anyOf.some((each) => openAt(each, at));
  if ("allOf" in expr) return expr.allOf.every((each) => openAt(each, at));
  if ("except" in expr) return expr.except.every((each, index) => openAt(each, at) === (index === 0));
  return specOpenAt(expr, at);
}

function specOpenAt(spec: Spec, at: number): boolean {
  const { timeZone, closures = [], breaks = {}, shifts = [] } = spec;
  const during = ({ from, to }: Dated) => Date.parse(from) <= at && at < Date.parse(to);
  const onClockOf = (date: number, spans: readonly Span[]) =>
    spans.some((span) => {
      const [from, to] = wallTimes(date, span);
      return firstInstantReading(timeZone, from) <= at && at < firstInstantReading(timeZone, to);
    });

  const today = dateHolding(timeZone, at);
  // A span ends in the date after its own at the latest, so one that holds `at` started today or a date ago.
  const dates = [today - 1, today];

  if (closures.some(during)) return false;
  if (dates.some((date) => onClockOf(date, spansOf(breaks[isoDate(date)])))) return false;
  // A holiday closes its date from midnight to midnight, whatever started before; reduced hours are the exception.
  if (observed(spec, today) !== "open") return onClockOf(today, startingOn(spec, today));
  if (dates.some((date) => onClockOf(date, startingOn(spec, date)))) return true;
  return shifts.some(
    (shift) => during(shift) && observed(spec, dateHolding(timeZone, Date.parse(shift.from))) === "open",
  );
}

/** The hours that start on a date, by the strongest layer that speaks of it (breaks apart: they cut instants). */
function startingOn(spec: Spec, date: number): readonly Span[] {
  const observance = observed(spec, date);
  if (observance === "closed") return [];
  if (observance !== "open") return observance;
  const special = spec.specialHours?.[isoDate(date)];
  if (special === undefined) return usualHours(spec, date, weekdayOf(date));
  if ("like" in special) return usualHours(spec, date, special.like);
  return spansOf(special);
}

export function spansOf(spans: Spans = []): readonly Span[] {
  return "hours" in spans ? spans.hours : spans;
}

function usualHours({ weekly = {}, datedHours = [] }: Spec, date: number, day: Weekday): readonly Span[] {
  const iso = isoDate(date); // YYYY-MM-DD sorts as dates do
  const period = datedHours.find(({ from = "0", through = "9" }) => from <= iso && iso <= through);
  const week = period === undefined ? weekly : period.weekly;
  return week === "always" ? [["00:00", "24:00"]] : (week[day] ?? []);
}

/** What holidays make of a date; "open" when there is none. Of several, the strictest. */
function observed({ holidays = [] }: Spec, date: number): Observance {
  const iso = isoDate(date);
  let strictest: Observance = "open";
  for (const holiday of holidays) {
    const { observance = "closed", ...when } = typeof holiday === "string" ? { date: holiday } : holiday;
    const named =
      "date" in when
        ? when.date === iso || when.date === iso.slice(5)
        : when.from <= iso && iso <= when.through;
    if (!named || observance === "open") continue;
    if (observance === "closed") return "closed";
    strictest = observance;
  }
  return strictest;
}

/** Every instant at which the answer of `openAt` can change, near a window. Some are none: that costs only time. */
export function turningPoints(expr: Expr, from: number, to: number): number[] {
  if ("anyOf" in expr) return expr.anyOf.flatMap((each) => turningPoints(each, from, to));
  if ("allOf" in expr) return expr.allOf.flatMap((each) => turningPoints(each, from, to));
  if ("except" in expr) return expr.except.flatMap((each) => turningPoints(each, from, to));
  const { timeZone, closures = [], shifts = [], breaks = {} } = expr;
  const points = [...closures, ...shifts].flatMap((each) => [Date.parse(each.from), Date.parse(each.to)]);
  const last = dateHolding(timeZone, to) + 1;
  for (let date = dateHolding(timeZone, from) - 3; date <= last; date++) {
    points.push(midnight(timeZone, date));
    for (const span of [...startingOn(expr, date), ...spansOf(breaks[isoDate(date)])]) {
      points.push(...wallTimes(date, span).map((wall) => firstInstantReading(timeZone, wall)));
    }
  }
  return points;
}

function wallTimes(date: number, [from, to]: Span): [number, number] {
  const start = date * DAY + timeOfDay(from);
  const end = date * DAY + timeOfDay(to);
  return [start, end > start ? end : end + DAY];
}

/** `HH:MM` or `HH:MM:SS` in milliseconds. */
function timeOfDay(text: string): number {
  const [hours = NaN, minutes = NaN, seconds = 0] = text.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** `YYYY-MM-DD` of a count of days since 1970-01-01. */
export function isoDate(date: number): string {
  return new Date(date * DAY).toISOString().slice(0, 10);
}

function weekdayOf(date: number): Weekday {
  return WEEKDAYS[(((date + 3) % 7) + 7) % 7] ?? "mon"; // 1970-01-01 was a Thursday
}
