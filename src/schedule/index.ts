export { allOf, anyOf, except } from "./algebra.js";
export {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  subtractBusinessTime,
  type AddOptions,
  type BusinessDayOptions,
} from "./business-time.js";
export { defineCalendar, type Calendar } from "./calendar.js";
export type { CalendarConfig, HolidayConfig, Hours, HoursOfDay, WeeklyHours } from "./config.js";
export {
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  previousClosing,
  previousOpening,
  type OpenInterval,
  type Window,
} from "./query.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export type { DurationFields, DurationInput, InstantInput } from "../time/index.js";
