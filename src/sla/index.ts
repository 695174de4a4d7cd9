export {
  METRICS,
  type Actor,
  type Attributes,
  type CalendarPolicy,
  type ChangeMode,
  type Condition,
  type Metric,
  type ReopenMode,
  type SlaConfig,
  type SlaPolicyConfig,
  type StepAt,
  type StepConfig,
  type TargetConfig,
} from "./config.js";
export {
  attainmentOf,
  type Attainment,
  type AttainmentGroup,
  type AttainmentOptions,
  type BreachEntry,
  type Grouping,
  type MetricAttainment,
} from "./attainment.js";
export { escalationsOf, type Escalation } from "./escalation.js";
export { explainTicket, type CycleExplanation } from "./explain.js";
export type { Segment, SegmentReason } from "./segment.js";
export { forecastBreach, type BreachForecast } from "./forecast.js";
export { latestStart, type WorkBy } from "./latest-start.js";
export { lintSlaPolicies, type SlaFinding } from "./lint.js";
export { ticketMeasures, type Length, type TicketMeasures } from "./measures.js";
export { whatIf, type CycleDifference, type Supposition } from "./what-if.js";
export type { TicketEvent, TicketEventType } from "./events.js";
export { defineSlaPolicies, type Sla, type SlaPolicy, type Step, type Target } from "./policy.js";
export {
  clockStatus,
  dueAt,
  type ClockStatus,
  type DueAnswer,
  type Pause,
  type ServicePromise,
} from "./promise.js";
export { ticketStatus, type Cycle, type CycleState, type TicketStatus } from "./status.js";
export { applyTicketEvent, openTicket, replayTicket, type Ticket } from "./ticket.js";
export type { Calendar } from "../schedule/index.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export type { DurationFields, DurationInput, InstantInput } from "../time/index.js";
