import type { EpochMs } from "../time/index.js";
import type { Metric } from "./config.js";
import type { SlaPolicy, Target } from "./policy.js";

/** Why a clock stands still. */
export interface Stop {
  readonly start: EpochMs;
  /** `Infinity` while it lasts. */
  readonly end: EpochMs;
  readonly why: "paused" | "not-agents" | "solved";
  /** The status that stopped it. */
  readonly status: string;
}

/** What was promised from an instant on. */
export interface Term {
  readonly from: EpochMs;
  readonly policy: SlaPolicy | undefined;
  readonly target: Target | undefined;
}

/** How a cycle ended, and how many owners the ticket had had by then: a handoff at the same instant may come after. */
export interface CycleEnd {
  readonly at: EpochMs;
  readonly how: "fulfilled" | "cancelled";
  readonly owners: number;
}

/** One run of a metric, as the events tell it; the arithmetic comes when it is asked. */
export interface CycleRecord {
  readonly metric: Metric;
  /** The owning team, for ownership. */
  readonly team: string | undefined;
  readonly activatedAt: EpochMs;
  readonly terms: readonly Term[];
  readonly stops: readonly Stop[];
  readonly end: CycleEnd | undefined;
}

/** The promise in force now. */
export function currentTerm({ terms }: CycleRecord): Term {
  return terms.at(-1) as Term;
}

/** A cycle that nothing was ever promised for is only kept in case something will be. */
export function isPromised({ terms }: CycleRecord): boolean {
  return terms.some(({ target }) => target !== undefined);
}

/** End a cycle; what stopped it until then stops it no longer. */
export function endCycle(cycle: CycleRecord, end: CycleEnd): CycleRecord {
  return withStops(cycle, endStop(cycle.stops, end.at), end);
}

/** Field by field: every event does this, and a spread takes ten times as long. */
export function withStops(
  { metric, team, activatedAt, terms }: CycleRecord,
  stops: readonly Stop[],
  end: CycleEnd | undefined,
): CycleRecord {
  return { metric, team, activatedAt, terms, stops, end };
}

/** The stops with the open one, if any, ended. */
export function endStop(stops: readonly Stop[], at: EpochMs): readonly Stop[] {
  const last = stops.at(-1);
  return last?.end === Infinity ? [...stops.slice(0, -1), { ...last, end: at }] : stops;
}
