export { END_OF_TIME, FIRST_INSTANT, toDate, toEpochMs, type EpochMs, type InstantInput } from "./instant.js";
export { clockReading, zoneCity } from "./clock-reading.js";
export { toDurationMs, type DurationFields, type DurationInput } from "./duration.js";
export {
  clip,
  difference,
  intersection,
  normalise,
  union,
  type Interval,
  type IntervalList,
} from "./interval.js";
export {
  DAY_MS,
  formatLocalDay,
  instantOf,
  localDayAt,
  parseLocalDay,
  parseTimeOfDay,
  wallTimeAt,
  weekdayOf,
  type LocalDay,
} from "./wall-time.js";
export { zoneOf, type Zone } from "./zone.js";
