// date-fns knows business days but no business hours, so this is what people write with it: walk the
// dates, ask each for its intervals.
import { addDays, format, getDay, set, startOfDay } from "date-fns";
import { fromZonedTime, toZonedTime } from "date-fns-tz";
import { ALL_HOLIDAYS, HOURS, TIME_ZONE } from "../support/calendar.js";

const holidays = new Set(ALL_HOLIDAYS);
const LONGEST_SEARCH_DAYS = 10_000;
const hours = HOURS.map((each) =>
  each.map((time) => ({ hours: +time.slice(0, 2), minutes: +time.slice(3), seconds: 0, milliseconds: 0 })),
);

/** @param toLocal a Date whose host fields read the zone's clock. @param toInstant the way back. */
function walker(name, note, toLocal, toInstant) {
  function* intervalsFrom(at) {
    let day = startOfDay(toLocal(new Date(at)));
    for (let walked = 0; walked < LONGEST_SEARCH_DAYS; walked++, day = addDays(day, 1)) {
      if (getDay(day) === 0 || getDay(day) === 6 || holidays.has(format(day, "yyyy-MM-dd"))) continue;
      for (const [from, to] of hours) {
        const start = toInstant(set(day, from)).getTime();
        const end = toInstant(set(day, to)).getTime();
        if (end > at) yield { start, end };
      }
    }
  }
  return {
    name,
    kind: "peer",
    note,
    isOpen(at) {
      for (const { start } of intervalsFrom(at)) return start <= at;
      return false;
    },
    nextOpening(at) {
      for (const { start } of intervalsFrom(at)) if (start > at) return start;
      return undefined;
    },
    add(at, amount) {
      let left = amount * 3_600_000;
      for (const { start, end } of intervalsFrom(at)) {
        const from = Math.max(start, at);
        if (left <= end - from) return from + left;
        left -= end - from;
      }
      return undefined;
    },
    between(from, to) {
      let sum = 0;
      for (const { start, end } of intervalsFrom(from)) {
        if (start >= to) break;
        sum += Math.min(end, to) - Math.max(start, from);
      }
      return sum;
    },
  };
}

const same = (date) => date;

export const hostZone = walker("date-fns, walking the dates", "hand-written, host zone", same, same);
export const givenZone = walker(
  "date-fns + date-fns-tz, walking the dates",
  "hand-written",
  (date) => toZonedTime(date, TIME_ZONE),
  (local) => fromZonedTime(local, TIME_ZONE),
);
