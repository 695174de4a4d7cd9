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
  readonly statuses: ReadonlySet<string> | undefined;
}

/** Replies and updates are owed even while a ticket waits for something. */
export const PAUSES: Readonly<Record<Metric, boolean>> = {
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
  if (problems.isEmpty) problems.add(...crossChecks(config));
  problems.throwIfAny();
  return Object.freeze({
    kind: "sla",
    policies: config.policies.map(toPolicy),
    teams,
    customers,
    anyTeam: teams.size === 0 ? calendarAt("sla", { timeZone: "UTC" }) : anyOf(...teams.values()),
    statuses: config.statuses && new Set(config.statuses),
  });
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

function crossChecks({ teams, policies, statuses }: SlaConfig): Problem[] {
  const keys = Object.keys(teams);
  return policies.flatMap((policy, index) => {
    const path = `sla.policies[${index}]`;
    const problems: Problem[] = [];
    if (policies.findIndex(({ id }) => id === policy.id) < index) {
      problems.push({
        code: "config.duplicate",
        path: `${path}.id`,
        value: policy.id,
        reason: "must be unique",
      });
    }
    for (const metric of METRICS) {
      const { calendar } = expand(policy.targets[metric]) ?? {};
      if (typeof calendar !== "object" || keys.includes(calendar.fixed)) continue;
      const reason = `must be the key of a team: ${keys.join(", ") || "there is none"}`;
      const place = `${path}.targets.${metric}.calendar.fixed`;
      problems.push({ code: "config.unknown-reference", path: place, value: calendar.fixed, reason });
    }
    for (const status of [...(policy.pausedStatuses ?? []), ...(policy.agentStatuses ?? [])]) {
      if (statuses === undefined || statuses.includes(status)) continue;
      problems.push({
        code: "config.unknown-reference",
        path,
        value: status,
        reason: "must only name known statuses",
      });
    }
    return problems;
  });
}

function toPolicy(config: SlaPolicyConfig): SlaPolicy {
  const { id, targets, pausedStatuses = [], agentStatuses, fulfilledBy = ["agent"] } = config;
  return {
    id,
    config,
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

type FullTarget = Extract<TargetConfig, { readonly target: DurationInput }>;

function expand(config: TargetConfig | undefined): FullTarget | undefined {
  if (config === undefined) return undefined;
  return typeof config === "object" && "target" in config ? config : { target: config };
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

/** A percentage is reached with the first whole millisecond that is not below it. */
function workUntil({ at }: StepConfig, targetMs: number): number | undefined {
  if ("percent" in at) return Math.ceil((targetMs * at.percent) / 100);
  if ("after" in at) return targetMs + toDurationMs(at.after, "after");
  const before = toDurationMs(at.before, "before");
  return before >= targetMs ? undefined : targetMs - before;
}
