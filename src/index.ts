// When is a team open, and who covers the world?
export {
  addBusinessDays,
  addBusinessTime,
  allOf,
  anyOf,
  businessTimeBetween,
  defineCalendar,
  except,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  previousClosing,
  previousOpening,
  subtractBusinessTime,
} from "./schedule/index.js";
export type {
  AddOptions,
  BusinessDayOptions,
  Calendar,
  CalendarConfig,
  HolidayConfig,
  Hours,
  HoursOfDay,
  OpenInterval,
  WeeklyHours,
  Window,
} from "./schedule/index.js";

// When is a promise due, and was it kept?
export { clockStatus, dueAt } from "./sla/index.js";
export type { ClockStatus, DueAnswer, Pause, ServicePromise } from "./sla/index.js";

// Who takes this work item, and why?
export {
  LANGUAGE_LEVELS,
  agentState,
  applyDeskEvent,
  defineRoster,
  explainRoute,
  heldWork,
  holderOf,
  openDesk,
  route,
} from "./routing/index.js";
export type {
  Agent,
  AgentConfig,
  AgentExplanation,
  AgentState,
  Capacity,
  CapacityConfig,
  ChannelCapacity,
  Desk,
  DeskEvent,
  Failure,
  FailureCode,
  HeldWork,
  LanguageLevel,
  Presence,
  Roster,
  RosterConfig,
  RouteAnswer,
  RouteExplanation,
  RoutingPolicy,
  Strategy,
  Team,
  TeamConfig,
  WorkItem,
} from "./routing/index.js";

// What every room takes, and what is wrong with an input.
export type { DurationFields, DurationInput, InstantInput } from "./time/index.js";
export { ERROR_CODES, FollowTheSunError, type ErrorCode, type Problem } from "./errors.js";
