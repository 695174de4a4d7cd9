export {
  clockStatus,
  dueAt,
  type ClockStatus,
  type DueAnswer,
  type Pause,
  type ServicePromise,
} from "./clock.js";
export type { Calendar } from "../schedule/index.js";
export { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
export type { DurationFields, DurationInput, InstantInput } from "../time/index.js";
