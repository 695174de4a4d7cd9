// The schedule room, answered the slow way: see clock.ts for what it knows, hours.ts for what it means.
export { DAY, dateHolding, firstInstantReading, reading } from "./clock.js";
export {
  WEEKDAYS,
  isoDate,
  openAt,
  spansOf,
  type Expr,
  type Span,
  type Spec,
  type Week,
  type Weekday,
} from "./hours.js";
export * from "./queries.js";
export { ZONES, jumps, jumpsInYear } from "./zones.js";
