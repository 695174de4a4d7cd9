import fc from "fast-check";
import type { CalendarPolicy } from "follow-the-sun";
import { DAY } from "../oracle/index.js";
import type { Happening, Metric, Policy, Target } from "../oracle/ticket-words.js";
import { IDS, openHours, type Plan } from "./ticket-plans.js";

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const METRICS: readonly Metric[] = [
  ...(["firstReply", "nextReply", "periodicUpdate", "requesterWait", "agentWork"] as const),
  ...(["firstResolution", "resolution", "ownership"] as const),
];
const STATUSES = ["open", "working", "pending", "on hold"];
const PRIORITIES = ["urgent", "high", "low"];

export const targetsMs: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR),
  fc.integer({ min: 1, max: 16 * 60 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 1, max: 30 * 3600 }).map((seconds) => seconds * SECOND),
);

/** On whose hours a target counts. */
function calendarRules(teams: readonly string[]): fc.Arbitrary<Exclude<CalendarPolicy, undefined>> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("any-team", "owner-at-the-time", "last-schedule" as const) },
    { weight: 1, arbitrary: fc.constant("customer" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...teams).map((fixed) => ({ fixed })) },
  );
}

/**
 * Where the design note and the vectors' rules leave no doubt, or all that they can be read to say: policies that
 * differ in more than the lengths of their targets, changes while it is solved, a handoff in the instant of a reply.
 */
export type Territory = "pinned" | "wide";

/** Clocks that can stop; requester wait and agent work always do, as they are defined. */
function target(metric: Metric, teams: readonly string[], territory: Territory): fc.Arbitrary<Target> {
  const isReply = ["firstReply", "nextReply", "periodicUpdate"].includes(metric);
  const isWork = metric === "requesterWait" || metric === "agentWork";
  // Whose hours are the last ones of a team's own cycle, which a handoff ends?
  const rules = calendarRules(teams).map((rule) =>
    territory === "pinned" && metric === "ownership" && rule === "last-schedule" ? "owner-at-the-time" : rule,
  );
  const pauses = isWork ? fc.constant(true) : isReply ? fc.boolean() : fc.constantFrom(true, true, false);
  return fc.record({ ms: targetsMs, calendar: rules, pauses });
}

type Targets = Policy["targets"];
const PAUSABLE = ["working", "pending", "on hold"];

/** The same targets with other lengths, some of them with the same. */
function otherLengths(targets: Targets): fc.Arbitrary<Targets> {
  const entries = Object.entries(targets).map(
    ([metric, each]) =>
      [metric, fc.option(targetsMs, { nil: each.ms, freq: 2 }).map((ms) => ({ ...each, ms }))] as const,
  );
  return fc.record(Object.fromEntries(entries));
}

/** Targets that come and go, and count on other hours; the reply metrics cover for each other, so they stay. */
function otherTargets(targets: Targets, teams: readonly string[]): fc.Arbitrary<Targets> {
  const entries = METRICS.flatMap((metric) => {
    const before = targets[metric];
    const other = target(metric, teams, "wide");
    if (!metric.endsWith("Reply"))
      return [
        [metric, fc.option(fc.oneof(fc.constant(before), other), { nil: undefined, freq: 3 })] as const,
      ];
    return before === undefined ? [] : [[metric, fc.oneof(fc.constant(before), other)] as const];
  });
  return fc.record(Object.fromEntries(entries)).map(dropAbsent);
}

function dropAbsent(targets: Readonly<Record<string, Target | undefined>>): Targets {
  return Object.fromEntries(Object.entries(targets).filter(([, each]) => each !== undefined));
}

function policyLists(teams: readonly string[], territory: Territory): fc.Arbitrary<Policy[]> {
  const maybe = (metric: Metric) => fc.option(target(metric, teams, territory), { nil: undefined, freq: 2 });
  const common = fc.record(
    {
      pausedStatuses: fc.subarray(PAUSABLE),
      agentStatuses: fc.subarray(STATUSES),
      fulfilledBy: fc.constantFrom<Policy["fulfilledBy"][]>(["agent"], ["agent"], ["agent", "bot"], ["bot"]),
      reopen: fc.constantFrom<Policy["reopen"][]>("resume", "new-cycle", "count-through", "first-only"),
      change: fc.constantFrom<Policy["change"][]>("carry", "restart", "freeze"),
    },
    { requiredKeys: ["pausedStatuses", "fulfilledBy", "reopen", "change"] },
  );
  const base = fc
    .record(Object.fromEntries(METRICS.map((metric) => [metric, maybe(metric)])))
    .map(dropAbsent);
  return fc.tuple(base, common, fc.nat(2)).chain(([targets, rest, more]) => {
    const others = fc.record({
      targets: territory === "pinned" ? otherLengths(targets) : otherTargets(targets, teams),
      pausedStatuses: territory === "pinned" ? fc.constant(rest.pausedStatuses) : fc.subarray(PAUSABLE),
    });
    return fc.array(others, { minLength: more, maxLength: more }).map((list) =>
      [{ targets }, ...list].map((each, index) => ({
        ...rest,
        ...each,
        priority: PRIORITIES[index] ?? "low",
      })),
    );
  });
}

/** How long after the event before: at once, minutes, hours, days, or exactly at an opening or a closing. */
const after = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ ms: 0 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 240 }).map((minutes) => ({ ms: minutes * MINUTE })) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 2 * 86_400 }).map((seconds) => ({ ms: seconds * SECOND })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 * 24 * 60 }).map((minutes) => ({ ms: minutes * MINUTE })),
  },
  { weight: 1, arbitrary: fc.nat(12).map((edge) => ({ edge })) },
);
const step = fc.record({
  after,
  kind: fc.constantFrom(
    ...["customer", "customer", "agent", "agent", "bot", "note", "status", "status", "status"],
    ...["team", "team", "priority", "priority", "solve", "reopen", "reopen", "reopen", "close"],
  ),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const starts = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 2, 25) / MINUTE, max: Date.UTC(2026, 3, 8) / MINUTE }),
  fc.integer({ min: Date.UTC(2026, 1, 1) / MINUTE, max: Date.UTC(2026, 10, 20) / MINUTE }),
);

/** Tickets of every kind that the vectors' rules speak of. */
export function plans(territory: Territory = "pinned"): fc.Arbitrary<Plan> {
  return fc
    .record({
      teams: fc.subarray(IDS, { minLength: 1, maxLength: 4 }),
      customers: fc.subarray(IDS, { minLength: 1, maxLength: 2 }),
    })
    .chain(({ teams, customers }) =>
      fc
        .record({
          policies: policyLists(teams, territory),
          start: fc.tuple(starts, fc.constantFrom(0, 0, 17, 59)),
          created: step,
          steps: fc.array(step, { maxLength: 14 }),
        })
        .map(({ policies: list, start: [minute, second], created, steps }) => {
          const at = minute * MINUTE + second * SECOND;
          const isCarried = territory === "wide" && list[0]?.change !== "restart";
          const events = eventsOf({ teams, customers, territory, isCarried }, created, at, steps);
          return { teams, customers, policies: list, events };
        }),
    );
}

interface Scene {
  readonly teams: readonly string[];
  readonly customers: readonly string[];
  readonly territory: Territory;
  /** May the priority change while it is solved? */
  readonly isCarried: boolean;
}

function eventsOf(scene: Scene, created: Step, start: number, steps: readonly Step[]): Happening[] {
  const { teams, customers, territory } = scene;
  const { pick } = created;
  const owner = pickFrom([...teams, ...teams, undefined], pick);
  const events: Happening[] = [
    {
      type: "created",
      id: "e0",
      at: start,
      by: pickFrom(["customer", "customer", "customer", "agent"], pick >> 2),
      status: pickFrom(["open", "open", ...STATUSES], pick >> 3),
      ...(owner !== undefined && { team: owner }),
      customer: pickFrom(customers, pick),
      attributes: { priority: pickFrom(PRIORITIES, pick >> 4) },
    },
  ];
  let at = start;
  let solved = false;
  let closed = false;
  for (const each of steps) {
    const isAtOnce = each.kind === "team" && territory === "pinned";
    const next = Math.max(laterBy(each, at, teams), at + (isAtOnce ? SECOND : 0));
    const event = happening(each, next, scene, solved);
    if (event === undefined || (closed && event.type !== "note")) continue;
    at = next;
    if (event.type === "solved" || event.type === "closed") solved = true;
    if (event.type === "reopened") solved = false;
    if (event.type === "closed") closed = true;
    events.push({ ...event, id: `e${events.length}` });
  }
  return events;
}

function laterBy({ after: wait, pick }: Step, at: number, teams: readonly string[]): number {
  if ("ms" in wait) return at + wait.ms;
  const edges = openHours(pickFrom(teams, pick)).flatMap(({ from, to }) => [from, to]);
  const later = edges.filter((edge) => edge > at && edge < at + 4 * DAY);
  return later[wait.edge % Math.max(1, later.length)] ?? at;
}

function happening(
  { kind, pick }: Step,
  at: number,
  { teams, isCarried }: Scene,
  solved: boolean,
): Happening | undefined {
  if (kind === "note") return { type: "note", at };
  if (kind === "close") return pick % 3 === 0 ? { type: "closed", at } : undefined;
  if (kind === "priority" && (!solved || isCarried))
    return { type: "attributes-changed", attributes: { priority: pickFrom(PRIORITIES, pick) }, at };
  if (solved) {
    const status = pickFrom([undefined, undefined, "working", "pending"], pick);
    return kind === "reopen" ? { type: "reopened", at, ...(status !== undefined && { status }) } : undefined;
  }
  if (kind === "customer" || kind === "agent" || kind === "bot") return { type: "message", by: kind, at };
  if (kind === "status") return { type: "status-changed", to: pickFrom(STATUSES, pick), at };
  if (kind === "solve") return { type: "solved", at };
  if (kind !== "team") return undefined;
  const to = pickFrom([...teams, ...teams, undefined], pick);
  return { type: "team-changed", at, ...(to !== undefined && { to }) };
}

function pickFrom<T>(list: readonly T[], pick: number): T {
  return list[pick % list.length] as T;
}

/** Instants to ask about: in the past, at an event, after the last. */
export const asks: fc.Arbitrary<{ readonly event: number; readonly afterMs: number }> = fc.record({
  event: fc.nat(20),
  afterMs: fc.oneof(
    fc.constantFrom(0, 0, 1, SECOND),
    fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * MINUTE),
    fc.integer({ min: 0, max: 6 * 86_400 }).map((seconds) => seconds * SECOND),
  ),
});

export function instantOf({ events }: Plan, { event, afterMs }: { event: number; afterMs: number }): number {
  return (events[event % events.length]?.at ?? 0) + afterMs;
}
