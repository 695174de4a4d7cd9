// The package as built, in the three forms in which it can be asked.
import {
  addBusinessTime,
  businessTimeBetween,
  defineCalendar,
  isOpen,
  nextOpening,
} from "../../dist/index.js";
import { HOURS, MOVING_HOLIDAYS, TIME_ZONE, YEARLY_HOLIDAYS } from "../support/calendar.js";

export const config = {
  timeZone: TIME_ZONE,
  weekly: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  holidays: [...YEARLY_HOLIDAYS, ...MOVING_HOLIDAYS],
};

const calendar = defineCalendar(config);
/** What stands behind a calendar, epoch milliseconds in and out: what the other rooms build on. */
const { timeline } = calendar[Symbol.for("follow-the-sun/calendar")];

const asked = {
  isOpen: (at) => isOpen(calendar, at),
  nextOpening: (at) => nextOpening(calendar, at),
  add: (at, hours) => addBusinessTime(calendar, at, { hours }),
  between: (from, to) => businessTimeBetween(calendar, from, to),
};

export const inside = {
  name: "ours, inside (epoch ms)",
  kind: "ours",
  isOpen: (at) => timeline.isOpenAt(at),
  nextOpening: (at) => timeline.openingAfter(at),
  add: (at, hours) => timeline.add(at, hours * 3_600_000),
  between: (from, to) => timeline.openTimeBetween(from, to),
};

export const dates = { name: "ours, Date in and out", kind: "ours", ...asked, give: (at) => new Date(at) };

export const texts = {
  name: "ours, ISO string in, Date out",
  kind: "ours",
  ...asked,
  give: (at) => new Date(at).toISOString(),
};
