import { fail } from "../errors.js";
import { difference, intersection, union, type IntervalList, type Zone } from "../time/index.js";
import { calendarOf, combinationOf, coreOf, type Calendar, type Operation } from "./calendar.js";
import type { CalendarConfig } from "./config.js";

/**
 * Open when any of the calendars is: the hours of a company that follows the sun.
 *
 * Calendars combine by instants, across zones, to any depth. Overlaps count once.
 *
 * @throws {FollowTheSunError} `argument.invalid` for no calendars at all or something that is none.
 *
 * @example
 * const world = anyOf(tokyo, london, newYork);
 * isOpen(world, "2026-03-30T00:30:00Z"); // => true
 */
export function anyOf(...calendars: readonly Calendar[]): Calendar {
  return combine("anyOf", calendars);
}

/**
 * Open when all of the calendars are: the hours in which two regions can meet.
 * Otherwise as `anyOf`.
 *
 * @example
 * nextOpening(allOf(london, newYork), "2026-03-30T00:00:00Z"); // => 2026-03-30T13:00:00.000Z
 */
export function allOf(...calendars: readonly Calendar[]): Calendar {
  return combine("allOf", calendars);
}

/**
 * Open when `calendar` is and none of `removed` is. Otherwise as `anyOf`.
 *
 * @example
 * nextOpening(except(newYork, london), "2026-03-30T00:00:00Z"); // => 2026-03-30T16:00:00.000Z
 */
export function except(calendar: Calendar, ...removed: readonly Calendar[]): Calendar {
  return combine("except", [calendar, ...removed]);
}

const MERGE: Readonly<Record<Operation, (lists: readonly IntervalList[]) => IntervalList>> = {
  anyOf: union,
  allOf: (lists) => lists.reduce(intersection),
  except: ([open = [], ...closed]) => difference(open, union(closed)),
};

function combine(operation: Operation, calendars: readonly Calendar[]): Calendar {
  if (calendars.length === 0) fail("argument.invalid", operation, calendars, "needs at least one calendar");
  for (const [index, calendar] of calendars.entries()) coreOf(calendar, `${operation}[${index}]`);
  return combinationOf(operation, calendars, MERGE[operation]);
}

/** Another config for the same zone. */
export type ConfigChange = (config: CalendarConfig, zone: Zone) => CalendarConfig;

/** The same calendar with every config in it changed, however deep. */
export function mapConfigs(calendar: Calendar, change: ConfigChange): Calendar {
  const { made } = coreOf(calendar);
  if (made.from === "config") {
    const config = change(made.config, made.zone);
    return config === made.config ? calendar : calendarOf(made.zone, config); // unchanged, it keeps its compiled hours
  }
  const members = made.members.map((member) => mapConfigs(member, change));
  return members.every((member, index) => member === made.members[index])
    ? calendar
    : combine(made.operation, members);
}
