/** For the floors above; not part of the public package. */
export { calendarAt, isCalendar, reasonChangesWithin, timelineOf, zoneOfCalendar } from "./calendar.js";
export type { Timeline } from "./timeline.js";
