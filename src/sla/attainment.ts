import { fail } from "../errors.js";
import { toEpochMs, wallTimeAt, zoneOf, type InstantInput } from "../time/index.js";
import type { CycleClock } from "./arithmetic.js";
import { teamAt } from "./hours.js";
import type { Metric } from "./config.js";
import { ticketMeasures, type TicketMeasures } from "./measures.js";
import { clocksAt, stateOf, toCycle, type Cycle } from "./status.js";
import { slaOf, stateAt, type Ticket } from "./ticket.js";
import type { TicketState } from "./ticket-state.js";

/** By what attainment is told apart. */
export type Grouping =
  /** The team that owned the ticket when the cycle ended, or owns it now. */
  | "team"
  /** The hour of the day (`00` to `23`) at which the cycle was activated. */
  | "hour"
  /** An attribute of the ticket, such as its priority or language. */
  | { readonly attribute: string };

export interface AttainmentOptions {
  /** Default: all together. */
  readonly by?: Grouping | undefined;
  /** On whose clock hours are told. Default UTC. */
  readonly timeZone?: string | undefined;
  /** Which percentiles of elapsed time, above 0 up to 100. Default 50, 90 and 95. */
  readonly percentiles?: readonly number[] | undefined;
  /** Customers' scores by ticket, on any scale. */
  readonly satisfaction?: Readonly<Record<string, number>> | undefined;
}

/** How well one metric was kept. */
export interface MetricAttainment {
  readonly metric: Metric;
  readonly met: number;
  /** Open, but already late, counts as missed. */
  readonly missed: number;
  /** Neither kept nor late yet; no part of the attainment. */
  readonly open: number;
  /** `met / (met + missed)`; `undefined` while there is neither. */
  readonly attainment: number | undefined;
  /** Elapsed working time of the cycles that were met or missed, by the nearest-rank method. */
  readonly percentiles: readonly { readonly percentile: number; readonly elapsedMs: number }[];
}

/** A promise that was broken. */
export interface BreachEntry {
  readonly ticket: string;
  readonly metric: Metric;
  readonly breachedAt: Date;
  readonly overrunMs: number;
  /** Who had it when it broke. */
  readonly team: string | undefined;
  readonly owner: string | undefined;
  readonly state: Cycle["state"];
}

/** Attainment of one group of tickets, or of all. */
export interface AttainmentGroup {
  readonly key: string;
  readonly metrics: readonly MetricAttainment[];
}

export interface Attainment {
  readonly tickets: number;
  /** In the order of the keys; one group `all` without a grouping. */
  readonly groups: readonly AttainmentGroup[];
  /** Every breach, worst first. */
  readonly breaches: readonly BreachEntry[];
  /** Of the tickets that were ever solved. */
  readonly firstContactResolution: number | undefined;
  readonly reopenRate: number | undefined;
  readonly transfersPerTicket: number | undefined;
  readonly handoffsPerTicket: number | undefined;
  /** The scores of the tickets whose promises were all kept, beside those of the others. */
  readonly satisfaction:
    | {
        readonly scored: number;
        readonly whenKept: number | undefined;
        readonly whenBroken: number | undefined;
      }
    | undefined;
}

/**
 * How well were promises kept? Over any number of tickets, at an instant.
 *
 * @param tickets - Pairs of an id and a ticket; a `Map` is one.
 * @throws {FollowTheSunError} As `ticketStatus`; `argument.invalid`, `zone.*` for the options.
 *
 * @example
 * const ticket = replayTicket(sla, [
 *   { type: "created", at: "2026-03-30T08:00:00Z", team: "london", attributes: { priority: "high" } },
 *   { type: "message", by: "agent", at: "2026-03-30T08:15:00Z" },
 * ]);
 * attainmentOf([["T-1", ticket]], "2026-03-30T10:00:00Z", { by: { attribute: "priority" } }).groups[0].metrics[0];
 * // => { metric: "firstReply", met: 1, missed: 0, open: 0, attainment: 1 }
 */
export function attainmentOf(
  tickets: Iterable<readonly [id: string, ticket: Ticket]>,
  at: InstantInput,
  options: AttainmentOptions = {},
): Attainment {
  toEpochMs(at, "at");
  const percentiles = readPercentiles(options.percentiles ?? [50, 90, 95]);
  const keyOf = keyFunction(options);
  const seen: Outcome[] = [];
  const groups = new Map<string, Counted[]>();
  for (const [id, ticket] of tickets) {
    const outcome = outcomeOf(id, ticket, at);
    seen.push(outcome);
    for (const each of outcome.cycles) {
      const key = keyOf(each, outcome.state);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [each]);
      else group.push(each);
    }
  }
  const measures = seen.map((each) => each.measures);
  const solved = seen.filter(({ state }) => state.solvedAt.length > 0);
  return {
    tickets: seen.length,
    groups: [...groups.keys()]
      .sort(byText)
      .map((key) => ({ key, metrics: metricsOf(groups.get(key) ?? [], percentiles) })),
    breaches: seen.flatMap(({ breaches }) => breaches).sort((a, b) => b.overrunMs - a.overrunMs),
    firstContactResolution: mean(solved.map((each) => Number(each.measures.isFirstContactResolution))),
    reopenRate: mean(solved.map((each) => Number(each.measures.reopens > 0))),
    transfersPerTicket: mean(measures.map(({ transfers }) => transfers)),
    handoffsPerTicket: mean(measures.map(({ handoffs }) => handoffs)),
    satisfaction: options.satisfaction && satisfactionOf(seen, options.satisfaction),
  };
}

interface Counted {
  readonly clock: CycleClock;
  readonly result: "met" | "missed" | "open";
}

interface Outcome {
  readonly id: string;
  readonly state: TicketState;
  readonly cycles: readonly Counted[];
  readonly breaches: readonly BreachEntry[];
  readonly measures: TicketMeasures;
}

function outcomeOf(id: string, ticket: Ticket, at: InstantInput): Outcome {
  const sla = slaOf(ticket);
  const { state, now } = stateAt(ticket, at);
  const clocks = clocksAt(sla, state, now);
  const cycles = clocks.flatMap((clock): Counted[] => {
    const cycleState = stateOf(clock);
    if (cycleState === "cancelled") return [];
    return [{ clock, result: cycleState === "met" || cycleState === "missed" ? cycleState : "open" }];
  });
  const breaches = clocks.flatMap((clock): BreachEntry[] => {
    if (clock.breach === undefined) return [];
    const { metric, overrunMs, state: cycleState } = toCycle(sla, state, clock);
    const { at: broke } = clock.breach;
    const owner = state.owners.filter(({ from }) => from <= broke).at(-1)?.owner;
    const team = teamAt(state, broke);
    return [{ ticket: id, metric, breachedAt: new Date(broke), overrunMs, team, owner, state: cycleState }];
  });
  return { id, state, cycles, breaches, measures: ticketMeasures(ticket, at) };
}

function keyFunction({
  by,
  timeZone = "UTC",
}: AttainmentOptions): (counted: Counted, state: TicketState) => string {
  if (by === undefined) return () => "all";
  if (by === "team") return ({ clock }, state) => clock.cycle.team ?? teamAt(state, clock.until) ?? "none";
  if (by !== "hour") return (_, { attributes }) => String(attributes[by.attribute] ?? "none");
  const zone = zoneOf(timeZone, "options.timeZone");
  return ({ clock }) => new Date(wallTimeAt(zone, clock.cycle.activatedAt)).toISOString().slice(11, 13);
}

function metricsOf(cycles: readonly Counted[], percentiles: readonly number[]): MetricAttainment[] {
  const metrics = [...new Set(cycles.map(({ clock }) => clock.cycle.metric))];
  return metrics.map((metric) => {
    const own = cycles.filter(({ clock }) => clock.cycle.metric === metric);
    const count = (result: Counted["result"]) => own.filter((each) => each.result === result).length;
    const [met, missed, open] = [count("met"), count("missed"), count("open")];
    const decided = own.filter(({ result }) => result !== "open").map(({ clock }) => clock.workedMs);
    return {
      metric,
      met,
      missed,
      open,
      attainment: met + missed === 0 ? undefined : met / (met + missed),
      percentiles:
        decided.length === 0
          ? []
          : percentiles.map((percentile) => ({ percentile, elapsedMs: nearestRank(decided, percentile) })),
    };
  });
}

/** The smallest value that at least so many per cent of the values do not exceed. */
function nearestRank(values: readonly number[], percentile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] as number;
}

function readPercentiles(percentiles: readonly number[]): readonly number[] {
  percentiles.forEach((each, index) => {
    if (!(each > 0 && each <= 100)) {
      fail("argument.invalid", `options.percentiles[${index}]`, each, "must be above 0 and at most 100");
    }
  });
  return percentiles;
}

function satisfactionOf(seen: readonly Outcome[], scores: Readonly<Record<string, number>>) {
  const scored = seen.filter(({ id }) => Object.hasOwn(scores, id));
  const meanOf = (broken: boolean) =>
    mean(
      scored.filter(({ breaches }) => breaches.length > 0 === broken).map(({ id }) => scores[id] as number),
    );
  return { scored: scored.length, whenKept: meanOf(false), whenBroken: meanOf(true) };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
