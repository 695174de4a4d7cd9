import {
  DAY_MS,
  formatLocalDay,
  localDayAt,
  type EpochMs,
  type Interval,
  type LocalDay,
} from "../time/index.js";
import type { Holiday } from "./holidays.js";
import { LONGEST_REACH_DAYS, type CalendarRules, type NamedInterval } from "./rules.js";

/** Why a calendar is open or closed at an instant. */
export type Reason =
  | { readonly code: "weekly-hours" }
  | {
      readonly code: "dated-hours";
      readonly name: string | undefined;
      readonly source: string | undefined;
      readonly status: "confirmed" | "estimated";
    }
  | { readonly code: "special-hours"; readonly date: string; readonly name: string | undefined }
  | { readonly code: "shift"; readonly from: Date; readonly to: Date; readonly name: string | undefined }
  | { readonly code: "outside-hours" }
  | { readonly code: "break"; readonly from: Date; readonly to: Date; readonly name: string | undefined }
  | HolidayReason
  | { readonly code: "closure"; readonly from: Date; readonly to: Date; readonly name: string | undefined }
  /** A combined calendar: what each of its members says. */
  | {
      readonly code: "combined";
      readonly operation: "anyOf" | "allOf" | "except";
      readonly members: readonly {
        readonly isOpen: boolean;
        readonly name: string | undefined;
        readonly reason: Reason;
      }[];
    };

/** Closed by a holiday, or open for the hours that the team works on it. */
export interface HolidayReason {
  readonly code: "holiday";
  /** The holiday's date; a night that began on it is closed in the date after, too. */
  readonly date: string;
  readonly name: string | undefined;
  readonly source: string | undefined;
  readonly status: "confirmed" | "estimated";
}

/** Why a team's calendar is as it is at an instant: the strongest layer that decides. */
export function reasonAt(rules: CalendarRules, at: EpochMs, isOpen: boolean): Reason {
  const today = localDayAt(rules.zone, at);
  // Newest first: of two dates whose hours reach here, the later is the one people think of.
  const days = Array.from({ length: LONGEST_REACH_DAYS + 2 }, (_, back) => today + 1 - back);
  return isOpen ? whyOpen(rules, at, days) : whyClosed(rules, at, days);
}

function whyOpen(rules: CalendarRules, at: EpochMs, days: readonly LocalDay[]): Reason {
  const shift = rules.shifts.find((each) => holds(each, at));
  for (const day of days) {
    const holiday = rules.holidayOn(day);
    const { layer, name, hours, period } = rules.hoursOn(day);
    if (!rules.instantsOn(day, holiday?.hours ?? hours).some((each) => holds(each, at))) continue;
    if (holiday !== undefined) return toHolidayReason(day, holiday);
    if (layer === "special-hours") return { code: layer, date: formatLocalDay(day), name };
    if (period === undefined) return { code: "weekly-hours" };
    return { code: "dated-hours", name, source: period.source, status: period.status };
  }
  return { code: "shift", ...toStretch(shift as NamedInterval) };
}

function whyClosed(rules: CalendarRules, at: EpochMs, days: readonly LocalDay[]): Reason {
  const closure = rules.closures.find((each) => holds(each, at));
  if (closure !== undefined) return { code: "closure", ...toStretch(closure) };
  const pause = days.flatMap((day) => rules.breaksOn(day)).find((each) => holds(each, at));
  if (pause !== undefined && wouldBeOpenWithoutBreaks(rules, at, days)) {
    return { code: "break", ...toStretch(pause) }; // also in the hours worked on a holiday
  }
  for (const day of days) {
    const holiday = rules.holidayOn(day);
    if (holiday === undefined) continue;
    const [date] = rules.instantsOn(day, [{ opens: 0, closes: DAY_MS }]);
    const wouldBeOpen = rules.instantsOn(day, rules.hoursOn(day).hours).some((each) => holds(each, at));
    if (wouldBeOpen || (date !== undefined && holds(date, at))) return toHolidayReason(day, holiday);
  }
  return { code: "outside-hours" };
}

function wouldBeOpenWithoutBreaks(rules: CalendarRules, at: EpochMs, days: readonly LocalDay[]): boolean {
  const hours = days.flatMap((day) =>
    rules.instantsOn(day, rules.holidayOn(day)?.hours ?? rules.hoursOn(day).hours),
  );
  return [...hours, ...rules.shifts].some((each) => holds(each, at));
}

function holds({ start, end }: Interval, at: EpochMs): boolean {
  return start <= at && at < end;
}

function toStretch({ start, end, name }: NamedInterval) {
  return { from: new Date(start), to: new Date(end), name };
}

function toHolidayReason(day: LocalDay, { name, source, status }: Holiday): HolidayReason {
  return { code: "holiday", date: formatLocalDay(day), name, source, status };
}

/** The instants inside a stretch of time at which the reason can change: midnights, and the edges of breaks and closures. */
export function changesOfReason(rules: CalendarRules, { start, end }: Interval): EpochMs[] {
  const days = Array.from(
    { length: localDayAt(rules.zone, end) - localDayAt(rules.zone, start) + 2 },
    (_, index) => localDayAt(rules.zone, start) + index,
  );
  const edges = [...days.flatMap((day) => rules.breaksOn(day - 1)), ...rules.closures].flatMap((each) => [
    each.start,
    each.end,
  ]);
  const midnights = days
    .flatMap((day) => rules.instantsOn(day, [{ opens: 0, closes: DAY_MS }]))
    .map((day) => day.start);
  return [...edges, ...midnights].filter((at) => start < at && at < end);
}
