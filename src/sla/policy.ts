import { formatPath, problemsOf, ProblemList } from "../check.js";
import type { Problem } from "../errors.js";
import { anyOf, type Calendar, type CalendarConfig } from "../schedule/index.js";
import { calendarAt, isCalendar } from "../schedule/internal.js";
import { toDurationMs, type DurationInput } from "../time/index.js";
import { matches } from "./conditions.js";
import {
  METRICS,
  type Attributes,
  type CalendarPolicy,
  type Metric,
  type SlaConfig,
  type SlaPolicyConfig,
  type StepConfig,
  type TargetConfig,
} from "./config.js";
import { slaSchema } from "./schema.js";

/** A target as the clocks read it. */
export interface Target {
  readonly targetMs: number;
  readonly calendar: CalendarPolicy;
  readonly pauses: boolean;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  /** The working time after which it is due; for `before`, `undefined` where the target is shorter: at the activation. */
  readonly workMs: number | undefined;
}

/** A policy with its defaults filled in. */
export interface SlaPolicy {
  readonly id: string;
  readonly config: SlaPolicyConfig;
  readonly targets: ReadonlyMap<Metric, Target>;
  readonly pausedStatuses: ReadonlySet<string>;
  /** `undefined`: every status that is not paused. */
  readonly agentStatuses: ReadonlySet<string> | undefined;
  readonly fulfilledBy: ReadonlySet<string>;
  readonly reopen: NonNullable<SlaPolicyConfig["reopen"]>;
  readonly change: NonNullable<SlaPolicyConfig["change"]>;
}

/** Policies and the hours they count on: an immutable value made by `defineSlaPolicies`. */
export interface Sla {
  readonly kind: "sla";
  readonly policies: readonly SlaPolicy[];
  readonly teams: ReadonlyMap<string, Calendar>;
  readonly customers: ReadonlyMap<string, Calendar>;
  /** When any team is open; closed for ever when there are no teams. */
  readonly anyTeam: Calendar;
  /** For hours that nobody has. */
  readonly closed: Calendar;
  readonly statuses: ReadonlySet<string> | undefined;
}

/** Replies and updates are owed even while a ticket waits for something. */
const PAUSES: Readonly<Record<Metric, boolean>> = {
  firstReply: false,
  nextReply: false,
  periodicUpdate: false,
  requesterWait: true,
  agentWork: true,
  firstResolution: true,
  resolution: true,
  ownership: true,
};

/**
 * Policies from plain JSON, with the calendars of the teams that keep them.
 *
 * The first policy that matches a ticket's attributes holds. Check the whole
 * with `lintSlaPolicies`.
 *
 * @throws {FollowTheSunError} With every problem at once: `config.*`, `duration.*`, `zone.*`.
 *
 * @example
 * const sla = defineSlaPolicies({
 *   teams: { tokyo, london },
 *   policies: [
 *     { id: "urgent", when: { priority: "urgent" }, targets: { firstReply: { minutes: 30 }, resolution: { hours: 4 } } },
 *     { id: "others", pausedStatuses: ["pending"],
 *       targets: { firstReply: { hours: 4 }, ownership: { target: { hours: 8 } } } },
 *   ],
 * });
 */
export function defineSlaPolicies(config: SlaConfig): Sla {
  const problems = new ProblemList();
  problems.add(...problemsOf(slaSchema, config, "sla"));
  const teams = readCalendars(config, "teams", problems);
  const customers = readCalendars(config, "customers", problems);
  problems.add(...crossChecks(config));
  problems.throwIfAny();
  const closed = calendarAt("sla", { timeZone: "UTC" });
  return Object.freeze({
    kind: "sla",
    policies: config.policies.map(toPolicy),
    teams,
    customers,
    anyTeam: togetherOf([...teams.values()], closed),
    closed,
    statuses: config.statuses && new Set(config.statuses),
  });
}

/** One team's hours are its own, so that they can be explained as such. */
function togetherOf(teams: readonly Calendar[], closed: Calendar): Calendar {
  return teams.length <= 1 ? (teams[0] ?? closed) : anyOf(...teams);
}

/** The first policy that matches. */
export function policyFor(sla: Sla, attributes: Attributes): SlaPolicy | undefined {
  return sla.policies.find(({ config }) => matches(config, attributes));
}

function readCalendars(
  config: Partial<SlaConfig> | undefined,
  key: "teams" | "customers",
  problems: ProblemList,
): Map<string, Calendar> {
  const found: unknown = config?.[key];
  if (typeof found !== "object" || found === null) return new Map();
  const made = Object.entries(found as Record<string, Calendar | CalendarConfig>).map(([id, each]) => {
    const calendar = isCalendar(each)
      ? each
      : problems.attempt(() => calendarAt(formatPath(`sla.${key}`, [id]), each));
    return [id, calendar] as const;
  });
  return new Map(made.filter((each): each is [string, Calendar] => each[1] !== undefined));
}

/** What one part says of another; also where other parts have the wrong shape. */
function crossChecks(config: Partial<SlaConfig> | undefined): Problem[] {
  const teams = Object.keys(isObject(config?.teams) ? config.teams : {});
  const statuses = Array.isArray(config?.statuses) ? (config.statuses as readonly unknown[]) : undefined;
  const policies = (
    Array.isArray(config?.policies) ? config.policies : []
  ) as readonly Partial<SlaPolicyConfig>[];
  return policies.flatMap((policy, index) => {
    if (!isObject(policy)) return [];
    const path = `sla.policies[${index}]`;
    const isDouble =
      typeof policy.id === "string" && policies.findIndex((each) => each?.id === policy.id) < index;
    const double: Problem = {
      code: "config.duplicate",
      path: `${path}.id`,
      value: policy.id,
      reason: "must be unique",
    };
    return [
      ...(isDouble ? [double] : []),
      ...unknownTeams(isObject(policy.targets) ? policy.targets : {}, teams, `${path}.targets`),
      ...unknownStatuses(policy.pausedStatuses, statuses, `${path}.pausedStatuses`),
      ...unknownStatuses(policy.agentStatuses, statuses, `${path}.agentStatuses`),
    ];
  });
}

function unknownTeams(
  targets: SlaPolicyConfig["targets"],
  teams: readonly string[],
  path: string,
): Problem[] {
  return METRICS.flatMap((metric) => {
    const { calendar } = expand(targets[metric]) ?? {};
    if (!isObject(calendar) || typeof calendar.fixed !== "string" || teams.includes(calendar.fixed))
      return [];
    const reason = `must be the key of a team: ${teams.join(", ") || "there is none"}`;
    const place = `${path}.${metric}.calendar.fixed`;
    return [{ code: "config.unknown-reference", path: place, value: calendar.fixed, reason } as const];
  });
}

function unknownStatuses(named: unknown, known: readonly unknown[] | undefined, path: string): Problem[] {
  if (!Array.isArray(named) || known === undefined) return [];
  return (named as readonly unknown[]).flatMap((status, index) => {
    if (typeof status !== "string" || known.includes(status)) return [];
    const reason = `must be one of the statuses: ${known.join(", ")}`;
    return [{ code: "config.unknown-reference", path: `${path}[${index}]`, value: status, reason } as const];
  });
}

function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null;
}

function toPolicy(config: SlaPolicyConfig): SlaPolicy {
  const { id, targets, pausedStatuses = [], agentStatuses, fulfilledBy = ["agent"] } = config;
  return {
    id,
    config: { ...config, ...(config.when && { when: copyOf(config.when) }) },
    targets: new Map(
      METRICS.flatMap((metric) => {
        const target = toTarget(metric, targets[metric], config.steps ?? []);
        return target === undefined ? [] : [[metric, target] as const];
      }),
    ),
    pausedStatuses: new Set(pausedStatuses),
    agentStatuses: agentStatuses && new Set(agentStatuses),
    fulfilledBy: new Set(fulfilledBy),
    reopen: config.reopen ?? "resume",
    change: config.change ?? "carry",
  };
}

/** Plain JSON, so that a config changed later changes nothing. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

type FullTarget = Extract<TargetConfig, { readonly target: DurationInput }>;

function expand(config: TargetConfig | undefined): FullTarget | undefined {
  if (config === undefined) return undefined;
  return isObject(config) && "target" in config ? config : { target: config };
}

function toTarget(
  metric: Metric,
  config: TargetConfig | undefined,
  steps: readonly StepConfig[],
): Target | undefined {
  const full = expand(config);
  if (full === undefined) return undefined;
  const targetMs = toDurationMs(full.target, "target");
  return {
    targetMs,
    calendar: full.calendar ?? (metric === "ownership" ? "owner-at-the-time" : "any-team"),
    pauses: full.pauses ?? PAUSES[metric],
    steps: (full.steps ?? steps).map((step) => ({ name: step.name, workMs: workUntil(step, targetMs) })),
  };
}

/** Far less than the smallest part that a percentage of a target could mean. */
const ROUNDING_ERROR_MS = 1e-6;

/** A percentage is reached with the first whole millisecond that is not below it. */
function workUntil({ at }: StepConfig, targetMs: number): number | undefined {
  if ("percent" in at) {
    const exact = (targetMs * at.percent) / 100;
    const nearest = Math.round(exact);
    return Math.abs(exact - nearest) < ROUNDING_ERROR_MS ? nearest : Math.ceil(exact);
  }
  if ("after" in at) return targetMs + toDurationMs(at.after, "after");
  const before = toDurationMs(at.before, "before");
  return before >= targetMs ? undefined : targetMs - before;
}
