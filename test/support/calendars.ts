import { allOf, anyOf, defineCalendar, except, type Calendar } from "follow-the-sun";
import type { Expr } from "../oracle/index.js";

/** The package's calendar for what the oracle reads. */
export function calendarOf(expr: Expr): Calendar {
  if ("anyOf" in expr) return anyOf(...expr.anyOf.map(calendarOf));
  if ("allOf" in expr) return allOf(...expr.allOf.map(calendarOf));
  if (!("except" in expr)) return defineCalendar(expr);
  const [first, ...removed] = expr.except.map(calendarOf);
  if (first === undefined) throw new Error("except needs a calendar");
  return except(first, ...removed);
}
