/**
 * Every error code of the package, with what it means.
 *
 * Codes are stable: test for them rather than for messages. Expected outcomes
 * ("never opens", "nobody is on shift") are typed results, not errors.
 */
export const ERROR_CODES = {
  "instant.invalid": "not an instant: a Date, epoch milliseconds, or an ISO 8601 string with Z or an offset",
  "instant.no-zone":
    "an ISO 8601 string without Z or an offset, which means another instant on every machine",
  "instant.plain": "a Temporal plain type, which names no instant",
  "instant.range": "before 1970 or from 2100 on",
  "duration.invalid":
    "not a duration: { hours: 8 }, { milliseconds: 8 } or an ISO 8601 string such as PT4H30M",
  "duration.bare-number": "a number without a unit",
  "duration.calendar-unit": "days, weeks, months or years, which are no fixed length of working time",
  "duration.negative": "a negative duration",
  "duration.zero": "a target of nothing",
  "duration.absurd": "a target of more than 20 years",
  "zone.offset": "an injected offset that is no finite number of milliseconds within a day",
  "zone.unknown": "no IANA time zone that this platform knows",
  "zone.windows": "a Windows zone name",
  "zone.rails": "a Rails zone name",
  "zone.abbreviation": "an abbreviation, which several zones share or which lacks daylight saving time",
  "zone.fixed-offset": "a fixed offset, which never changes to daylight saving time",
  "config.shape": "a config value of the wrong shape",
  "config.unknown-key": "a key that the config does not have",
  "config.time": "no time of day",
  "config.date": "no calendar date",
  "config.order": "two values in the wrong order",
  "config.conflict": "two parts of a config that contradict each other",
  "config.duplicate": "the same id twice",
  "config.unknown-reference": "an id that nothing in the config declares",
  "config.language": "a malformed language tag",
  "argument.invalid": "an argument of the wrong kind",
  "window.order": "a window that ends before it starts",
  "calendar.zone-needed": "a combined calendar whose members count dates in different zones",
  "clock.pauses": "pauses that overlap or end before they begin",
  "ticket.event": "an event that a ticket does not understand",
  "ticket.order": "an event that lies before one already applied",
  "ticket.contradiction": "an event that cannot be, after those before it",
  "ticket.unknown-team": "a team without a calendar",
  "ticket.unknown-customer": "a customer without a calendar",
  "ticket.unknown-status": "a status that the policies do not know",
  "desk.unknown-agent": "an agent whom the desk's roster does not have",
  "desk.known-agent": "a newcomer whom the desk's roster has already",
  "desk.compliance": "work given to somebody whom residency, clearance or an exclusion keeps from it",
  "desk.work-held": "a work item that somebody holds already",
  "desk.work-on-offer": "a work item that somebody is asked to take",
  "desk.work-not-offered": "a work item that is not offered to this agent",
  "desk.work-not-held": "a work item that this agent does not hold",
  "desk.saved": "a saved desk of another format or version, or one that contradicts itself",
  "desk.event": "an event that the desk does not understand",
  "desk.order": "an event that lies before one already applied",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing that is wrong with an input. */
export interface Problem {
  /** A stable code; see {@link ERROR_CODES}. */
  readonly code: ErrorCode;
  /** Where, from the argument's name inwards: `weekly.mon[0][1]`. */
  readonly path: string;
  /** The value found there. */
  readonly value: unknown;
  /** What would be right, or what is wrong, as a phrase that follows the path. */
  readonly reason: string;
}

/**
 * The one error class of this package. It carries every problem found, not
 * only the first; `code`, `path` and `value` are those of the first.
 *
 * @example
 * try {
 *   isOpen(calendar, "2026-03-27T20:30:00");
 * } catch (error) {
 *   if (error instanceof FollowTheSunError) console.log(error.code); // instant.no-zone
 * }
 */
export class FollowTheSunError extends Error {
  override readonly name = "FollowTheSunError";
  readonly code: ErrorCode;
  readonly path: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(describeProblem).join("\n"));
    const [first] = problems;
    this.code = first.code;
    this.path = first.path;
    this.value = first.value;
    this.problems = Object.freeze([...problems]);
  }
}

/** Throw one problem. */
export function fail(code: ErrorCode, path: string, value: unknown, reason: string): never {
  throw new FollowTheSunError([{ code, path, value, reason }]);
}

/** Throw all problems at once, if there are any. */
export function failAll(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first !== undefined) throw new FollowTheSunError([first, ...rest]);
}

/** `calendar.weekly.mon[0][1] must be a time from 00:00 to 24:00, as HH:MM; got "25:00"`. */
function describeProblem({ path, value, reason }: Problem): string {
  return `${path} ${reason}; got ${show(value)}`;
}

const SHOWN_LENGTH = 80;

/** A short, safe rendering of any value for a message. */
export function show(value: unknown): string {
  if (typeof value === "string") return shorten(JSON.stringify(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an Invalid Date" : value.toISOString();
  if (typeof value === "object" && value !== null) return showObject(value);
  return String(value);
}

function showObject(value: object): string {
  try {
    return shorten(JSON.stringify(value));
  } catch {
    return "an object that cannot be shown"; // cyclic, or with a toJSON that throws
  }
}

function shorten(text: string | undefined): string {
  if (text === undefined) return "an object";
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH - 1)}…`;
}
