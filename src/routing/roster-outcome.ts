import { difference, type EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import { fairnessOf, type Fairness } from "./fairness.js";
import type { PlayedLog, StartedWork, WorkOutcome } from "./log-run.js";
import type { Job } from "./work-log.js";

/** How a log went under one roster. Every item is either assigned, waiting or unroutable. */
export interface RosterOutcome {
  readonly assigned: number;
  /** Of the assigned, how many are not done by the end. */
  readonly unfinished: number;
  /** Nobody has them by the end. */
  readonly waiting: number;
  /** Nobody could ever take them. */
  readonly unroutable: number;
  readonly waits: Waits;
  /** Items with a due instant that start after it, or have not started by the end and are due by then. */
  readonly lateStarts: number;
  /** The same for their ends; of started work the end is known, also beyond the end of the comparison. */
  readonly lateEnds: number;
  /** For every agent of the roster, in the order of their ids. */
  readonly load: readonly AgentLoad[];
  /** By the ledger, at the end. */
  readonly fairness: Pick<Fairness, "largestOwed" | "jainIndex">;
  /** What became of each item, in the order of arrival. */
  readonly outcomes: readonly WorkOutcome[];
}

/** From arrival until somebody has it, over the assigned items; by the nearest-rank method, `undefined` without any. */
export interface Waits {
  readonly medianMs: number | undefined;
  readonly p90Ms: number | undefined;
  readonly longestMs: number | undefined;
}

/** What an agent had to do with the log. */
export interface AgentLoad {
  readonly agentId: string;
  readonly items: number;
  /** How long the agent was on shift with at least one of them in hand, until the end. */
  readonly busyMs: number;
}

/** What is more after than before, or later; negative for less. `undefined` where either side has no such number. */
export interface OutcomeChange extends Waits {
  readonly assigned: number;
  readonly unfinished: number;
  readonly waiting: number;
  readonly unroutable: number;
  readonly lateStarts: number;
  readonly lateEnds: number;
  readonly largestOwed: number;
  readonly jainIndex: number;
}

/** The measures of a log that was played. */
export function measure(
  { outcomes, desk }: PlayedLog,
  jobs: readonly Job[],
  agents: ReadonlyMap<string, Agent>,
  until: EpochMs,
): RosterOutcome {
  const started = outcomes.filter((each) => each.kind === "assigned");
  const count = (kind: WorkOutcome["kind"]) => outcomes.filter((each) => each.kind === kind).length;
  const { largestOwed, jainIndex } = fairnessOf(desk);
  const ends = outcomes.map((each) => (each.kind === "assigned" ? each.endsAt?.getTime() : undefined));
  const late = (at: (each: StartedWork) => Date | undefined) =>
    jobs.filter((job) => isLate(job, outcomes[job.index] as WorkOutcome, at, until)).length;
  return {
    assigned: started.length,
    unfinished: started.length - ends.filter((end) => end !== undefined && end <= until).length,
    waiting: count("wait"),
    unroutable: count("unroutable"),
    waits: waitsOf(started),
    lateStarts: late(({ at }) => at),
    lateEnds: late(({ endsAt }) => endsAt),
    load: loadOf(started, agents, until),
    fairness: { largestOwed, jainIndex },
    outcomes,
  };
}

function isLate(
  { dueAt }: Job,
  outcome: WorkOutcome,
  instantOf: (started: StartedWork) => Date | undefined,
  until: EpochMs,
): boolean {
  if (dueAt === undefined) return false;
  if (outcome.kind !== "assigned") return dueAt < until;
  return (instantOf(outcome)?.getTime() ?? Infinity) > dueAt;
}

function waitsOf(started: readonly StartedWork[]): Waits {
  const sorted = started.map(({ waitedMs }) => waitedMs).sort((a, b) => a - b);
  const percentile = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  return { medianMs: percentile(50), p90Ms: percentile(90), longestMs: percentile(100) };
}

function loadOf(
  started: readonly StartedWork[],
  agents: ReadonlyMap<string, Agent>,
  until: EpochMs,
): AgentLoad[] {
  const byAgent = new Map<string, StartedWork[]>();
  for (const each of started) {
    const own = byAgent.get(each.agentId);
    if (own === undefined) byAgent.set(each.agentId, [each]);
    else own.push(each);
  }
  return [...agents.values()].map((agent) => {
    const own = byAgent.get(agent.id) ?? [];
    return { agentId: agent.id, items: own.length, busyMs: busyMsOf(agent, own, until) };
  });
}

/** On-shift time under the union of what is held; what is held at the same time counts once. */
function busyMsOf(agent: Agent, started: readonly StartedWork[], until: EpochMs): number {
  let [busy, from] = [0, -Infinity];
  for (const { at, endsAt } of [...started].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const start = Math.max(from, at.getTime());
    const end = Math.min(until, endsAt?.getTime() ?? Infinity);
    if (end <= start) continue;
    busy += workedBetween(agent, start, end);
    from = end;
  }
  return busy;
}

function workedBetween({ hours, absences }: Agent, start: EpochMs, end: EpochMs): number {
  const present = difference([{ start, end }], absences);
  return present.reduce((sum, each) => sum + hours.openTimeBetween(each.start, each.end), 0);
}

/** After less before. */
export function changeBetween(before: RosterOutcome, after: RosterOutcome): OutcomeChange {
  return {
    assigned: after.assigned - before.assigned,
    unfinished: after.unfinished - before.unfinished,
    waiting: after.waiting - before.waiting,
    unroutable: after.unroutable - before.unroutable,
    lateStarts: after.lateStarts - before.lateStarts,
    lateEnds: after.lateEnds - before.lateEnds,
    medianMs: less(after.waits.medianMs, before.waits.medianMs),
    p90Ms: less(after.waits.p90Ms, before.waits.p90Ms),
    longestMs: less(after.waits.longestMs, before.waits.longestMs),
    largestOwed: after.fairness.largestOwed - before.fairness.largestOwed,
    jainIndex: after.fairness.jainIndex - before.fairness.jainIndex,
  };
}

function less(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
