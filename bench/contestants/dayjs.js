import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import { ALL_HOLIDAYS, HOURS } from "../support/calendar.js";

dayjs.extend(businessTime.default ?? businessTime);
const open = HOURS.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }));
const week = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };
dayjs.setBusinessTime({ sunday: null, ...week, saturday: null });
dayjs.setHolidays(ALL_HOLIDAYS);

export default {
  name: "dayjs-business-time",
  kind: "peer",
  note: "one calendar a process, host zone, whole minutes",
  isOpen: (at) => dayjs(at).isBusinessTime(),
  nextOpening: (at) => dayjs(at).nextBusinessTime().valueOf(),
  add: (at, hours) => dayjs(at).addBusinessHours(hours).valueOf(),
  between: (from, to) => dayjs(from).businessMinutesDiff(dayjs(to)) * 60_000,
};
