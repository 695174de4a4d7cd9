export type {
  AgentConfig,
  CandidateView,
  CapacityConfig,
  ChannelCapacity,
  LanguageTier,
  RosterConfig,
  RoutingPolicy,
  StageConfig,
  Strategy,
  TeamConfig,
} from "./config.js";
export {
  agentState,
  applyDeskEvent,
  heldWork,
  holderOf,
  openDesk,
  type AgentState,
  type Desk,
  type HeldWork,
} from "./desk.js";
export type { DeskEvent, Presence } from "./desk-event.js";
export type { Failure, FailureCode } from "./failure.js";
export { explainRoute, type AgentExplanation, type RouteExplanation } from "./explain.js";
export { LANGUAGE_LEVELS, type LanguageLevel, type LanguageLevels } from "./language.js";
export type { LanguageMatch } from "./language-match.js";
export { defineRoster, type Agent, type Capacity, type Roster, type Team } from "./roster.js";
export type { Policy, Stage } from "./stage.js";
export { route, type RouteAnswer } from "./route.js";
export type { WorkItem } from "./work.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export type { Calendar, CalendarConfig } from "../schedule/index.js";
export type { InstantInput } from "../time/index.js";
