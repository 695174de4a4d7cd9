import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  subtractBusinessTime,
} from "follow-the-sun";
import { calendarOf, type Op } from "./vectors.js";

interface Args {
  at: string;
  seconds: number;
  days: number;
  from: string;
  to: string;
}

/** The ops of calendar.json. */
export const calendarOps: Readonly<Record<string, Op>> = {
  isOpen: op((calendar, { at }) => isOpen(calendar, at)),
  nextOpen: op((calendar, { at }) => addBusinessTime(calendar, at, { seconds: 0 })),
  nextOpening: op((calendar, { at }) => nextOpening(calendar, at)),
  nextClose: op((calendar, { at }) => nextClosing(calendar, at)),
  add: op((calendar, { at, seconds }) =>
    seconds < 0
      ? subtractBusinessTime(calendar, at, { seconds: -seconds })
      : addBusinessTime(calendar, at, { seconds }),
  ),
  addLast: op((calendar, { at, seconds }) =>
    addBusinessTime(calendar, at, { seconds }, { edge: "next-opening" }),
  ),
  subtract: op((calendar, { at, seconds }) => subtractBusinessTime(calendar, at, { seconds })),
  between: op((calendar, { from, to }) => businessTimeBetween(calendar, from, to) / 1000),
  intervals: op((calendar, window) =>
    Array.from(openIntervals(calendar, window), ({ from, to }) => [from, to]),
  ),
  addBusinessDays: op((calendar, { at, days }) => addBusinessDays(calendar, at, days)),
};

function op(ask: (calendar: ReturnType<typeof calendarOf>, args: Args) => unknown): Op {
  return (vector, file) => ask(calendarOf(vector, file), vector.args as unknown as Args);
}
