import { problemsOf, ProblemList } from "../check.js";
import { fail } from "../errors.js";
import { zoneOf, type EpochMs, type IntervalList, type OffsetSource, type Zone } from "../time/index.js";
import type { CalendarConfig } from "./config.js";
import { conflictsIn } from "./conflicts.js";
import { changesOfReason, reasonAt, type Reason } from "./reasons.js";
import { revisionOf } from "./revision.js";
import { CalendarRules } from "./rules.js";
import { calendarSchema } from "./schema.js";
import { Timeline } from "./timeline.js";

/** Shared by all copies of this package in a process, so that ESM and CJS users can mix calendars. */
const CORE: unique symbol = Symbol.for("follow-the-sun/calendar") as never;

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
  /** A short hash of what was configured: equal revisions mean equal hours. Names do not count. */
  readonly revision: string;
  /** @internal */
  readonly [CORE]: Core;
}

/** What a calendar is made of, for the rest of this room. */
export interface Core {
  readonly timeline: Timeline;
  /** The zone in which dates count, if there is one. */
  readonly zone: Zone | undefined;
  readonly made: Made;
}

export type Made =
  | {
      readonly from: "config";
      readonly zone: Zone;
      readonly config: CalendarConfig;
      readonly rules: CalendarRules;
    }
  | { readonly from: "members"; readonly operation: Operation; readonly members: readonly Calendar[] };

export type Operation = "anyOf" | "allOf" | "except";

/** What `defineCalendar` can be told beside the config. */
export interface CalendarOptions {
  /** Where the zone's offsets come from. Default: the platform's time zone data. */
  readonly offsets?: OffsetSource | undefined;
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
export function defineCalendar(config: CalendarConfig, options: CalendarOptions = {}): Calendar {
  return calendarAt("calendar", config, options);
}

/** As `defineCalendar`, for a config that stands at `path` inside another. */
export function calendarAt(
  path: string,
  config: CalendarConfig,
  { offsets }: CalendarOptions = {},
): Calendar {
  const problems = new ProblemList();
  problems.add(...problemsOf(calendarSchema, config, path));
  const named: unknown = (config as CalendarConfig | null | undefined)?.timeZone;
  const zone = problems.attempt(() =>
    typeof named === "string" ? zoneOf(named, `${path}.timeZone`, offsets) : undefined,
  );
  if (problems.isEmpty) problems.add(...conflictsIn(config, path));
  problems.throwIfAny();
  return calendarOf(zone as Zone, config);
}

/** A calendar from a config that is known to be right. */
export function calendarOf(zone: Zone, config: CalendarConfig): Calendar {
  const rules = new CalendarRules(zone, config);
  const timeline = new Timeline((start, end) => rules.openWithin(start, end));
  return seal({ timeline, zone, made: { from: "config", zone, config, rules } }, config.name);
}

/** A calendar that is open as its members, combined. */
export function combinationOf(
  operation: Operation,
  members: readonly Calendar[],
  merge: (lists: readonly IntervalList[]) => IntervalList,
): Calendar {
  const timelines = members.map((member) => member[CORE].timeline);
  const timeline = new Timeline((start, end) => merge(timelines.map((each) => each.listWithin(start, end))));
  const zone = members[0]?.[CORE].zone;
  const shared = members.every((member) => member[CORE].zone === zone) ? zone : undefined;
  return seal({ timeline, zone: shared, made: { from: "members", operation, members } }, undefined);
}

function seal(core: Core, name: string | undefined): Calendar {
  let revision: string | undefined;
  const calendar = {
    kind: "calendar" as const,
    name,
    timeZone: core.zone?.name,
    get revision() {
      return (revision ??= revisionOf(meaningOf(core.made)));
    },
  };
  // Not enumerable: who prints a calendar wants its name, not its tables.
  return Object.freeze(Object.defineProperty(calendar, CORE, { value: core })) as Calendar;
}

/** The same for calendars that mean the same; in a union or intersection the order does not count. */
function meaningOf(made: Made): unknown {
  if (made.from === "config") return made.rules.meaning();
  const [first, ...rest] = made.members.map(({ revision }) => revision);
  if (made.operation === "except") return ["except", first, ...new Set(rest.sort())];
  return [made.operation, ...new Set([first as string, ...rest].sort())];
}

/** The zone in which a calendar's dates count, if there is one. */
export function zoneOfCalendar(calendar: Calendar): Zone | undefined {
  return coreOf(calendar).zone;
}

export function isCalendar(value: unknown): value is Calendar {
  return typeof value === "object" && value !== null && CORE in value;
}

/** What a calendar is made of. */
export function coreOf(calendar: Calendar, path = "calendar"): Core {
  if (!isCalendar(calendar)) {
    fail(
      "argument.invalid",
      path,
      calendar,
      "must be a calendar made by defineCalendar, anyOf, allOf or except",
    );
  }
  return calendar[CORE];
}

/** The compiled hours behind a calendar. */
export function timelineOf(calendar: Calendar, path?: string): Timeline {
  return coreOf(calendar, path).timeline;
}

/** Why a calendar is open or closed at an instant. */
export function whyAt(calendar: Calendar, at: EpochMs): Reason {
  const { timeline, made } = calendar[CORE];
  if (made.from === "config") return reasonAt(made.rules, at, timeline.isOpenAt(at));
  return {
    code: "combined",
    operation: made.operation,
    members: made.members.map((member) => ({
      isOpen: timelineOf(member).isOpenAt(at),
      name: member.name,
      reason: whyAt(member, at),
    })),
  };
}

/** The instants inside a stretch of time at which `whyAt` can change while a calendar stays closed, in order. */
export function reasonChangesWithin(calendar: Calendar, start: EpochMs, end: EpochMs): EpochMs[] {
  const { made } = calendar[CORE];
  const changes =
    made.from === "config"
      ? changesOfReason(made.rules, { start, end })
      : made.members.flatMap((member) => reasonChangesWithin(member, start, end));
  return [...new Set(changes)].sort((a, b) => a - b);
}
