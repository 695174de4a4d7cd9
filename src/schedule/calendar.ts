import { problemsOf, ProblemList } from "../check.js";
import { fail } from "../errors.js";
import { zoneOf } from "../time/index.js";
import type { CalendarConfig } from "./config.js";
import { CalendarRules } from "./rules.js";
import { calendarSchema } from "./schema.js";
import { Timeline, type IntervalSource } from "./timeline.js";

/** Shared by all copies of this package in a process, so that ESM and CJS users can mix calendars. */
const TIMELINE: unique symbol = Symbol.for("follow-the-sun/timeline") as never;

/**
 * When a team is open: an immutable value made by `defineCalendar`, `anyOf`,
 * `allOf` or `except`. Ask it with the functions of this room.
 */
export interface Calendar {
  readonly kind: "calendar";
  /** What people call it, if they do. */
  readonly name: string | undefined;
  /** The zone whose dates count; `undefined` for a combination over several zones. */
  readonly timeZone: string | undefined;
  /** @internal */
  readonly [TIMELINE]: Timeline;
}

/**
 * A calendar from plain JSON.
 *
 * Intervals may overlap and come in any order. Nothing is computed until the
 * first question, and then only for the years that are asked about.
 *
 * @returns An immutable calendar.
 * @throws {FollowTheSunError} With every problem at once: `config.*` and `zone.*`.
 *
 * @example
 * const london = defineCalendar({
 *   timeZone: "Europe/London",
 *   weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "12:00"], ["13:00", "17:00"]] },
 *   holidays: ["12-25", { date: "2026-04-03", name: "Good Friday" }],
 *   specialHours: { "2026-12-24": [["09:00", "12:00"]] },
 * });
 * isOpen(london, "2026-03-30T08:30:00Z"); // => true
 */
export function defineCalendar(config: CalendarConfig): Calendar {
  return calendarAt("calendar", config);
}

/** As `defineCalendar`, for a config that stands at `path` inside another. */
export function calendarAt(path: string, config: CalendarConfig): Calendar {
  const problems = new ProblemList();
  problems.add(...problemsOf(calendarSchema, config, path));
  const named: unknown = (config as CalendarConfig | null | undefined)?.timeZone;
  const zone =
    typeof named === "string" ? problems.attempt(() => zoneOf(named, `${path}.timeZone`)) : undefined;
  problems.throwIfAny();
  return makeCalendar(
    new CalendarRules(zone as NonNullable<typeof zone>, config),
    config.name,
    config.timeZone,
  );
}

/** Wrap a source of open intervals as a calendar. */
export function makeCalendar(
  source: IntervalSource,
  name: string | undefined,
  timeZone: string | undefined,
): Calendar {
  return Object.freeze({ kind: "calendar", name, timeZone, [TIMELINE]: new Timeline(source) });
}

export function isCalendar(value: unknown): value is Calendar {
  return typeof value === "object" && value !== null && TIMELINE in value;
}

/** The compiled hours behind a calendar. */
export function timelineOf(calendar: Calendar, path = "calendar"): Timeline {
  if (!isCalendar(calendar)) {
    fail(
      "argument.invalid",
      path,
      calendar,
      "must be a calendar made by defineCalendar, anyOf, allOf or except",
    );
  }
  return calendar[TIMELINE];
}
