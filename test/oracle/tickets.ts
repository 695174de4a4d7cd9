import { add, addToLast, BEYOND, between, type Stretch } from "./queries.js";
import { historyOf, runsOf, type History, type Run } from "./ticket-runs.js";
import type { CalendarRule, Case, Metric, Target } from "./ticket-words.js";

/**
 * Tickets, answered the slow way, from the design note alone: every cycle is a run of a metric
 * (ticket-runs.ts), its time is cut at every event, opening and closing, and each piece is asked
 * whether it counts.
 */

/** A cycle at an instant. Instants are epoch milliseconds; `undefined` is never, or not known. */
export interface OracleCycle {
  readonly metric: Metric;
  readonly team: string | undefined;
  readonly activatedAt: number;
  readonly targetMs: number;
  readonly elapsedMs: number;
  readonly pausedMs: number;
  readonly state: "running" | "out-of-hours" | "paused" | "met" | "missed" | "cancelled" | "unreachable";
  readonly dueAt: number | undefined;
  readonly lastCompliantAt: number | undefined;
  readonly fulfilledAt: number | undefined;
  readonly breachedAt: number | undefined;
  readonly breachedOnApply: boolean;
}

const METRICS: readonly Metric[] = [
  ...(["firstReply", "nextReply", "periodicUpdate", "requesterWait", "agentWork"] as const),
  ...(["firstResolution", "resolution", "ownership"] as const),
];

/** Every cycle there was until `at`, by metric, then in order of activation. */
export function oracleCycles(ticket: Case, at: number): OracleCycle[] {
  const history = historyOf(ticket, at);
  return METRICS.flatMap((metric) => runsOf(history, metric)).flatMap((run) => {
    const cycle = judge(ticket, history, run, at);
    return cycle === undefined ? [] : [cycle];
  });
}

/** A stretch of time in which one target of a cycle was in force. */
interface Term {
  readonly from: number;
  readonly to: number;
  readonly target: Target;
}

function judge(ticket: Case, history: History, run: Run, at: number): OracleCycle | undefined {
  const last = run.terms.at(-1);
  const promised = run.terms.flatMap(({ target }) => target ?? []).at(-1);
  if (last === undefined || promised === undefined) return undefined; // nothing was ever promised
  // A promise that was taken back ended when it was.
  const how = last.target === undefined ? "cancelled" : run.how;
  const until = last.target === undefined ? last.from : (run.to ?? at);
  const isOver = how !== undefined;

  const known = new Map<string, readonly Stretch[]>();
  const counted = ({ calendar }: Target) => {
    const key = JSON.stringify(calendar);
    const found = known.get(key) ?? stretches(ticket, history, run, calendar, until, isOver, true);
    known.set(key, found);
    return found;
  };
  const terms = run.terms.flatMap(({ from, target }, index): Term[] => {
    const to = run.terms[index + 1]?.from ?? until;
    return target === undefined ? [] : [{ from, to, target }];
  });
  const breach = firstBreach(run, terms, counted);
  const open = counted(promised);
  const walked = { from: run.from, to: Infinity, open };
  const elapsedMs = between(walked, run.from, until);
  const whole = stretches(ticket, history, run, promised.calendar, until, isOver, false);
  const dueAt = orNever(add(walked, run.from, promised.ms));
  const isStopped = !isOver && run.isStopped(until);
  const state = ((): OracleCycle["state"] => {
    if (how === "fulfilled") return breach === undefined ? "met" : "missed";
    if (breach !== undefined) return "missed";
    if (how === "cancelled") return "cancelled";
    if (isStopped) return "paused";
    const hasHours = hoursOf(ticket, history, run, promised.calendar, until) !== undefined;
    if (hasHours && dueAt === undefined) return "unreachable";
    return covers(open, until) ? "running" : "out-of-hours";
  })();
  return {
    metric: run.metric,
    team: run.team,
    activatedAt: run.from,
    targetMs: promised.ms,
    elapsedMs,
    pausedMs: between({ ...walked, open: whole }, run.from, until) - elapsedMs,
    state,
    dueAt,
    lastCompliantAt: orNever(addToLast(walked, run.from, promised.ms)),
    fulfilledAt: how === "fulfilled" ? until : undefined,
    breachedAt: breach?.at,
    breachedOnApply: breach?.onApply ?? false,
  };
}

/** The first instant at which more than a target then in force had elapsed. */
function firstBreach(run: Run, terms: readonly Term[], counted: (target: Target) => readonly Stretch[]) {
  for (const { from, to, target } of terms) {
    const seen = { from: run.from, to: Infinity, open: counted(target) };
    if (between(seen, run.from, to) <= target.ms) continue;
    const onApply = from > run.from && between(seen, run.from, from) > target.ms;
    return { at: onApply ? from : Number(addToLast(seen, run.from, target.ms)) + 1, onApply };
  }
  return undefined;
}

/** The pieces of time that count, from the activation on; beyond `until` all goes on as it was then. */
function stretches(
  ticket: Case,
  history: History,
  run: Run,
  rule: CalendarRule,
  until: number,
  isOver: boolean,
  minusStops: boolean,
): Stretch[] {
  const relevant = Object.values(rule === "customer" ? ticket.customers : ticket.teams);
  const edges = relevant.flatMap((each) => each.flatMap(({ from, to }) => [from, to]));
  const points = [run.from, until, ...run.cuts, ...edges].filter((point) => point >= run.from);
  const inOrder = [...new Set(points)].sort((a, b) => a - b);
  const found: Stretch[] = [];
  for (const [index, from] of inOrder.entries()) {
    const to = inOrder[index + 1];
    if (to === undefined) break;
    // An ended cycle is stopped by nothing any longer; one that goes on stays as it is.
    const isStopped = from < until ? run.isStopped(from) : !isOver && run.isStopped(until);
    if (minusStops && isStopped) continue;
    const open = hoursOf(ticket, history, run, rule, Math.min(from, until));
    if (open?.some((each) => covers(each, from)) !== true) continue;
    const before = found.at(-1);
    if (before?.to === from) found[found.length - 1] = { from: before.from, to };
    else found.push({ from, to });
  }
  return found;
}

/** Whose hours count at an instant of a cycle: those of several count together. `undefined`: nobody's. */
function hoursOf(
  { teams, customers }: Case,
  history: History,
  run: Run,
  rule: CalendarRule,
  at: number,
): readonly (readonly Stretch[])[] | undefined {
  const only = (open: readonly Stretch[] | undefined) => (open === undefined ? undefined : [open]);
  const team = (id: string | undefined) => only(id === undefined ? undefined : teams[id]);
  if (rule === "any-team") return Object.values(teams);
  if (rule === "customer")
    return only(history.customer === undefined ? undefined : customers[history.customer]);
  if (rule === "last-schedule") return team(run.lastTeam);
  return team(rule === "owner-at-the-time" ? run.teamAt(at) : rule.fixed);
}

/** Is the instant in one of the stretches (in order)? */
function covers(open: readonly Stretch[], at: number): boolean {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open[middle]?.to ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return (open[low]?.from ?? Infinity) <= at;
}

function orNever(answer: number | typeof BEYOND): number | undefined {
  return answer === BEYOND ? undefined : answer;
}
