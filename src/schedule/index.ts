export { allOf, anyOf, except } from "./algebra.js";
export { bestShift, type BestShift, type BestShiftOptions } from "./best-shift.js";
export {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  subtractBusinessTime,
  type AddOptions,
  type BusinessDayOptions,
} from "./business-time.js";
export { defineCalendar, type Calendar, type CalendarOptions } from "./calendar.js";
export {
  followTheSunAt,
  nextStaffed,
  type ChainLink,
  type ChainOptions,
  type FollowTheSun,
} from "./chain.js";
export type {
  Breaks,
  CalendarConfig,
  DatedHours,
  HolidayConfig,
  HolidayDetails,
  Hours,
  HoursOfDay,
  SpecialHours,
  Stretch,
  Weekday,
  WeeklyHours,
} from "./config.js";
export { contactWindows, type ContactWindow } from "./contact.js";
export { coverageOf, type CoverageSegment } from "./coverage.js";
export {
  describeHours,
  type HoursDescription,
  type Reader,
  type ReaderDay,
  type ReaderTime,
} from "./describe.js";
export { coverageGaps, type CoverageGap, type CoverageOptions, type GapCause } from "./gaps.js";
export {
  handoffWindows,
  type HandoffOptions,
  type HandoffPass,
  type HandoffPeriod,
  type HandoffWindows,
} from "./handoff.js";
export type { Phrases } from "./phrases.js";
export type { Post } from "./posts.js";
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
export type { HolidayReason, Reason } from "./reasons.js";
export { calendarStatus, type CalendarStatus } from "./status.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export { zoneDataReport, type ZoneCanary, type ZoneDataReport } from "../time/index.js";
export type { DurationFields, DurationInput, InstantInput, OffsetSource } from "../time/index.js";
