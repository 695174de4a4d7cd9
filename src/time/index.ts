export { END_OF_TIME, FIRST_INSTANT, toDate, toEpochMs, type EpochMs, type InstantInput } from "./instant.js";
export { clockReading, zoneCity } from "./clock-reading.js";
export { toDurationMs, type DurationFields, type DurationInput } from "./duration.js";
export {
  clip,
  difference,
  firstEndingAfter,
  intersection,
  normalise,
  overlaps,
  union,
  type Interval,
  type IntervalList,
} from "./interval.js";
export {
  dateHolding,
  DAY_MS,
  eraAt,
  formatLocalDay,
  formatTimeOfDay,
  instantOf,
  localDayAt,
  parseLocalDay,
  parseTimeOfDay,
  wallTimeAt,
  weekdayOf,
  type LocalDay,
} from "./wall-time.js";
export { zoneOf, type OffsetSource, type Zone } from "./zone.js";
export { zoneDataReport, type ZoneCanary, type ZoneDataReport } from "./zone-report.js";
