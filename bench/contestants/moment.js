import moment from "moment-timezone";
import "moment-business-time";
import { HOURS, MOVING_HOLIDAYS, TIME_ZONE, YEARLY_HOLIDAYS } from "../support/calendar.js";

const open = HOURS.flat().map((time) => `${time}:00`);
moment.updateLocale("en", {
  workinghours: { 0: null, 1: open, 2: open, 3: open, 4: open, 5: open, 6: null },
  holidays: [...YEARLY_HOLIDAYS.map((date) => `*-${date}`), ...MOVING_HOLIDAYS],
});

const asked = (wrap) => ({
  kind: "peer",
  isOpen: (at) => wrap(at).isWorkingTime(),
  nextOpening: (at) => wrap(at).nextWorkingTime().valueOf(),
  add: (at, hours) => wrap(at).addWorkingTime(hours, "hours").valueOf(),
  between: (from, to) => wrap(to).workingDiff(wrap(from), "milliseconds"),
});

export const hostZone = {
  name: "moment-business-time",
  note: "one calendar a process, host zone",
  ...asked((at) => moment(at)),
};

export const givenZone = {
  name: "moment-business-time + moment-timezone",
  note: "one calendar a process",
  ...asked((at) => moment.tz(at, TIME_ZONE)),
};
