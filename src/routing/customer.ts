import { problemsOf, ProblemList } from "../check.js";
import { fail } from "../errors.js";
import type { Calendar, CalendarConfig } from "../schedule/index.js";
import { calendarAt, isCalendar } from "../schedule/internal.js";
import { toDurationMs, toEpochMs, zoneOf, type DurationInput, type InstantInput } from "../time/index.js";
import { customerSchema } from "./schema.js";
import type { WorkItem } from "./work-item.js";

/** An agent who served a customer, and when last. */
export interface ServedBy {
  readonly agentId: string;
  readonly at: InstantInput;
}

/** What is known of a customer. Plain JSON, but for a calendar that is made already. */
export interface CustomerConfig {
  readonly id: string;
  /** IANA zone. Default: none is known, and there are no polite hours. */
  readonly timeZone?: string | undefined;
  /** What the customer understands, preferred first (BCP 47). */
  readonly languages?: readonly string[] | undefined;
  /** The channel to use when work names none. */
  readonly preferredChannel?: string | undefined;
  /**
   * When the customer may be called, local holidays left out: a calendar, or the
   * config of one. Default: 09:00 to 20:00 every day in `timeZone`.
   */
  readonly politeHours?: Calendar | CalendarConfig | undefined;
  /** The market the customer belongs to. */
  readonly market?: string | undefined;
  /** The region whose teams come first. */
  readonly region?: string | undefined;
  /** Where people must be to see this customer's data. */
  readonly residency?: readonly string[] | undefined;
  /** Who served them, in any order. */
  readonly servedBy?: readonly ServedBy[] | undefined;
}

/** A customer: an immutable value made by `defineCustomer`, which fills work items. */
export interface Customer {
  readonly kind: "customer";
  readonly id: string;
  readonly timeZone: string | undefined;
  readonly languages: readonly string[];
  readonly preferredChannel: string | undefined;
  /** When the customer may be called; `undefined` where no zone is known. */
  readonly politeHours: Calendar | undefined;
  readonly market: string | undefined;
  readonly region: string | undefined;
  readonly residency: readonly string[] | undefined;
  /** Who served them, the latest first, each once. */
  readonly servedBy: readonly { readonly agentId: string; readonly at: Date }[];
}

/** A work item of a customer: what the customer does not say for it. */
export type CustomerWork = Omit<WorkItem, "channel"> & { readonly channel?: string | undefined };

function isZone(timeZone: string): boolean {
  return new ProblemList().attempt(() => zoneOf(timeZone, "timeZone")) !== undefined;
}

const DEFAULT_POLITE = [["09:00", "20:00"]] as const;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/**
 * A customer from plain JSON.
 *
 * @throws {FollowTheSunError} With every problem at once: `config.*`, `zone.*`, `instant.*`.
 *
 * @example
 * const customer = defineCustomer({ id: "C-1", timeZone: "Asia/Tokyo", languages: ["ja", "en"],
 *   preferredChannel: "email", servedBy: [{ agentId: "yuki", at: "2026-03-20T03:00:00Z" }] });
 */
export function defineCustomer(config: CustomerConfig): Customer {
  const problems = new ProblemList();
  problems.add(...problemsOf(customerSchema, config, "customer"));
  const { timeZone: zone } = config ?? {};
  if (typeof zone === "string" && zone !== "") problems.attempt(() => zoneOf(zone, "customer.timeZone"));
  const politeHours = problems.attempt(() => toPoliteHours(config));
  problems.throwIfAny();
  const { id, timeZone, languages = [], preferredChannel, market, region, residency, servedBy = [] } = config;
  return Object.freeze({
    kind: "customer",
    id,
    timeZone: timeZone ?? politeHours?.timeZone,
    languages: [...languages],
    preferredChannel,
    politeHours,
    market,
    region,
    residency: residency && [...residency],
    servedBy: latestFirst(servedBy),
  });
}

/** Of a config that may be wrong; what is wrong beside the polite hours has been said. */
function toPoliteHours(config: CustomerConfig): Calendar | undefined {
  const { politeHours, timeZone } = (config as CustomerConfig | null | undefined) ?? ({} as CustomerConfig);
  if (politeHours !== undefined)
    return isCalendar(politeHours) ? politeHours : calendarAt("customer.politeHours", politeHours);
  if (typeof timeZone !== "string" || !isZone(timeZone)) return undefined;
  const weekly = Object.fromEntries(DAYS.map((day) => [day, DEFAULT_POLITE]));
  return calendarAt("customer", { timeZone, weekly });
}

/** Each agent once. */
function latestFirst(servedBy: readonly ServedBy[]): Customer["servedBy"] {
  const latest = new Map<string, number>();
  for (const { agentId, at } of servedBy) {
    const instant = toEpochMs(at, "at");
    latest.set(agentId, Math.max(instant, latest.get(agentId) ?? instant));
  }
  return [...latest]
    .sort(([a, atA], [b, atB]) => atB - atA || (a < b ? -1 : 1))
    .map(([agentId, at]) => ({ agentId, at: new Date(at) }));
}

/**
 * A customer's work item: what the work says for itself, and for the rest what
 * the customer says: languages, channel, market, region, residency, and who
 * served them as preferred agents.
 *
 * @param affinityFor - For how long somebody who served the customer is preferred, counted
 *   to the work's arrival. Default: for ever.
 * @throws {FollowTheSunError} `config.shape` when neither names a channel; `instant.*`, `duration.*`.
 *
 * @example
 * const caller = defineCustomer({ id: "C-1", languages: ["ja"], servedBy: [{ agentId: "yuki", at: "2026-03-20T03:00:00Z" }] });
 * workFor(caller, { id: "T-3", channel: "voice", arrivedAt }).preferredAgents; // => ["yuki"]
 */
export function workFor(customer: Customer, work: CustomerWork, affinityFor?: DurationInput): WorkItem {
  const { languages, preferredChannel, market, region, residency } = customer;
  const channel = work.channel ?? preferredChannel;
  if (channel === undefined)
    fail("config.shape", "work.channel", channel, "must be a channel, as the customer prefers none");
  const filled = {
    ...(languages.length > 0 && { languages }),
    ...(market !== undefined && { market }),
    ...(region !== undefined && { region }),
    ...(residency !== undefined && { residency }),
    preferredAgents: preferredOf(customer, work, affinityFor),
  };
  return { ...filled, ...withoutUndefined(work), channel } as WorkItem;
}

function preferredOf(
  { servedBy }: Customer,
  work: CustomerWork,
  affinityFor: DurationInput | undefined,
): string[] {
  const arrivedAt = toEpochMs(work.arrivedAt, "work.arrivedAt");
  const reach = affinityFor === undefined ? Infinity : toDurationMs(affinityFor, "affinityFor");
  return servedBy.filter(({ at }) => arrivedAt - at.getTime() <= reach).map(({ agentId }) => agentId);
}

function withoutUndefined(work: CustomerWork): Partial<WorkItem> {
  return Object.fromEntries(Object.entries(work).filter(([, value]) => value !== undefined));
}
