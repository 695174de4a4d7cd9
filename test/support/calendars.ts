import { allOf, anyOf, defineCalendar, except, type Calendar, type CalendarConfig } from "follow-the-sun";
import type { Expr, Spec } from "../oracle/index.js";

/** The package's calendar for what the oracle reads. */
export function calendarOf(expr: Expr): Calendar {
  if ("anyOf" in expr) return anyOf(...expr.anyOf.map(calendarOf));
  if ("allOf" in expr) return allOf(...expr.allOf.map(calendarOf));
  if (!("except" in expr)) return defineCalendar(configOf(expr));
  const [first, ...removed] = expr.except.map(calendarOf);
  if (first === undefined) throw new Error("except needs a calendar");
  return except(first, ...removed);
}

// While the package learns the layers one by one, the comparisons leave out those that it refuses as unknown.
const probe = { timeZone: "UTC" };
const accepts = (config: object) => {
  try {
    defineCalendar({ ...probe, ...config } as CalendarConfig);
    return true;
  } catch {
    return false;
  }
};
export const LANDED = {
  datedHours: accepts({ datedHours: [{ from: "2026-01-01", weekly: "always" }] }),
  like: accepts({ specialHours: { "2026-01-01": { like: "mon" } } }),
  observance: accepts({ holidays: [{ date: "2026-01-01", observance: "open" }] }),
  closures: accepts({ closures: [{ from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" }] }),
  shifts: accepts({ shifts: [{ from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" }] }),
};

function configOf(spec: Spec): CalendarConfig {
  return spec as CalendarConfig;
}

/** What is left of a spec without the layers that have not landed. */
export function landed<T extends Expr>(expr: T): T {
  const each = expr as Expr;
  if ("anyOf" in each) return { anyOf: each.anyOf.map(landed) } as Expr as T;
  if ("allOf" in each) return { allOf: each.allOf.map(landed) } as Expr as T;
  if ("except" in each) return { except: each.except.map(landed) } as Expr as T;
  const { datedHours, specialHours = {}, holidays = [], closures, shifts, ...rest } = each;
  const spec: Spec = {
    ...rest,
    ...(LANDED.datedHours && datedHours && { datedHours }),
    ...(LANDED.closures && closures && { closures }),
    ...(LANDED.shifts && shifts && { shifts }),
    specialHours: LANDED.like
      ? specialHours
      : Object.fromEntries(Object.entries(specialHours).filter(([, hours]) => Array.isArray(hours))),
    holidays: LANDED.observance
      ? holidays
      : holidays.map((holiday) => {
          if (typeof holiday === "string") return holiday;
          const { observance: _later, ...old } = holiday;
          return old;
        }),
  };
  return spec as Expr as T;
}
