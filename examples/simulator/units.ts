export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** A UTC day; UTC has no other. */
export const UTC_DAY_MS = 86_400_000;
