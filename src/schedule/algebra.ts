import { fail } from "../errors.js";
import { difference, intersection, union, type IntervalList } from "../time/index.js";
import { makeCalendar, timelineOf, type Calendar } from "./calendar.js";

/**
 * Open when any of the calendars is: the hours of a company that follows the sun.
 *
 * Calendars combine by instants, across zones, to any depth. Overlaps count once.
 *
 * @throws {FollowTheSunError} `argument.invalid` for no calendars at all or something that is none.
 *
 * @example
 * const world = anyOf(tokyo, london, newYork);
 */
export function anyOf(...calendars: readonly Calendar[]): Calendar {
  return combine("anyOf", calendars, union);
}

/** Open when all of the calendars are: the hours in which two regions can meet. Otherwise as `anyOf`. */
export function allOf(...calendars: readonly Calendar[]): Calendar {
  return combine("allOf", calendars, (lists) => lists.reduce(intersection));
}

/** Open when `calendar` is and none of `removed` is. Otherwise as `anyOf`. */
export function except(calendar: Calendar, ...removed: readonly Calendar[]): Calendar {
  return combine("except", [calendar, ...removed], ([open = [], ...closed]) =>
    difference(open, union(closed)),
  );
}

function combine(
  operation: string,
  calendars: readonly Calendar[],
  merge: (lists: readonly IntervalList[]) => IntervalList,
): Calendar {
  if (calendars.length === 0) fail("argument.invalid", operation, calendars, "needs at least one calendar");
  const timelines = calendars.map((calendar, index) => timelineOf(calendar, `${operation}[${index}]`));
  const [zone] = calendars.map(({ timeZone }) => timeZone);
  const shared = calendars.every(({ timeZone }) => timeZone === zone) ? zone : undefined;
  const source = {
    openWithin: (start: number, end: number) =>
      merge(timelines.map((timeline) => timeline.listWithin(start, end))),
  };
  return makeCalendar(source, undefined, shared);
}
