export type { Agent, Capacity, Team } from "./agent.js";
export type {
  AgentConfig,
  AgingConfig,
  CandidateView,
  CapacityConfig,
  ChannelCapacity,
  LanguageTier,
  QueueConfig,
  RosterConfig,
  RoutingPolicy,
  StageConfig,
  Strategy,
  TeamConfig,
} from "./config.js";
export {
  defineCustomer,
  workFor,
  type Customer,
  type CustomerConfig,
  type CustomerWork,
  type ServedBy,
} from "./customer.js";
export { agentState, heldWork, holderOf, offeredWork, openDesk, type AgentState, type Desk } from "./desk.js";
export { applyDeskEvent } from "./apply.js";
export type {
  Accepted,
  AgentChanged,
  AgentJoined,
  AgentLeft,
  Among,
  Assigned,
  ChosenBy,
  Declined,
  DeskEvent,
  Expired,
  Offered,
  Presence,
  PresenceChanged,
  Released,
  Reopened,
  Transferred,
  Withdrawn,
  WrappedUp,
} from "./desk-event.js";
export type { HeldWork, OfferedWork } from "./desk-tables.js";
export { explainAgent, explainRoute, type AgentExplanation, type RouteExplanation } from "./explain.js";
export type { Failure, FailureCode } from "./failure.js";
export {
  fairnessOf,
  type Account,
  type Fairness,
  type FairnessWarning,
  type GroupShare,
} from "./fairness.js";
export { planHandoffsAhead, type HandoffDayOptions } from "./handoff-day.js";
export type { HandoffOutcome, PlannedItem } from "./handoff-item.js";
export type { HandoffPlanOptions, ItemFacts } from "./handoff-options.js";
export { planHandoffs, type HandoffPlan } from "./handoff-plan.js";
export type { TeamHandoff } from "./handoff-sums.js";
export { LANGUAGE_LEVELS, type LanguageLevel, type LanguageLevels } from "./language.js";
export type { LanguageMatch } from "./language-match.js";
export { lapsedOffers } from "./offers.js";
export { compareRosters, type CompareRostersOptions, type RosterComparison } from "./compare-rosters.js";
export type { StartedWork, WorkOutcome } from "./log-run.js";
export type { RosterSide, WhyOtherwise, WorkDifference } from "./roster-difference.js";
export type { AgentLoad, OutcomeChange, RosterOutcome, Waits } from "./roster-outcome.js";
export type { LoggedWork } from "./work-log.js";
export { postsFor } from "./posts-for.js";
export {
  nextItemFor,
  placeQueue,
  type NextItem,
  type Placed,
  type Placement,
  type PlaceQueueOptions,
  type Unplaced,
} from "./placement.js";
export type { MatchingRound } from "./best-round.js";
export { bestMatching, type Matching, type MatchingProblem, type MatchingTier } from "./matching.js";
export { orderQueue } from "./queue.js";
export type { Outranked, RankedBy } from "./ranking.js";
export { replayDesk, type DeskReplay, type ReplayDifference } from "./replay.js";
export type { AssignedAnswer, LaterFit, RouteAnswer, UnroutableAnswer, WaitAnswer } from "./answer.js";
export { route, type RouteOptions } from "./route.js";
export { defineRoster, type Roster } from "./roster.js";
export { deskFromRows, type DeskRows } from "./rows.js";
export { lintRoster } from "./lint.js";
export type {
  AgentUnreachable,
  AllPartners,
  AskedFor,
  FindingSeverity,
  HeldByOne,
  HoursDrift,
  RedirectLoop,
  RosterFinding,
  SettingUnused,
  StageNeverHelps,
  TeamEmpty,
  Uncovered,
  UnreachableReason,
  VainRelaxation,
  WorseWeek,
} from "./lint-findings.js";
export type { ExpectedWork } from "./lint-kinds.js";
export type { RosterLintOptions } from "./lint-scope.js";
export { loadDesk } from "./load.js";
export { saveDesk } from "./save.js";
export type { SavedAgent, SavedDesk, SavedPosting } from "./saved-desk.js";
export type { Policy, Stage } from "./stage.js";
export type { WorkItem } from "./work-item.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export type { Calendar, CalendarConfig } from "../schedule/index.js";
export type { InstantInput } from "../time/index.js";
