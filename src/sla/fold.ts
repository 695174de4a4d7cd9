import type { EpochMs } from "../time/index.js";
import type { CalendarPolicy, Metric } from "./config.js";
import {
  currentTerm,
  endCycle,
  endStop,
  isPromised,
  withStops,
  type CycleRecord,
  type Stop,
  type Term,
} from "./cycle.js";
import type { TicketEvent } from "./events.js";
import { policyFor, type Sla, type SlaPolicy, type Target } from "./policy.js";
import type { TicketState } from "./ticket-state.js";

/** The state after one more event, which has been found to make sense. */
export function fold(sla: Sla, state: TicketState, event: TicketEvent, at: EpochMs): TicketState {
  const happened = happen(sla, { ...state, lastAt: at }, event, at);
  return { ...happened, cycles: happened.cycles.map((cycle) => updateStop(cycle, happened, at)) };
}

function happen(sla: Sla, state: TicketState, event: TicketEvent, at: EpochMs): TicketState {
  switch (event.type) {
    case "created":
      return create(state, event.by ?? "customer", at);
    case "message":
      return write(state, event.by, at);
    case "status-changed":
      return withStatus(state, event.to, at);
    case "attributes-changed":
      return changeAttributes(sla, state, { ...state.attributes, ...event.attributes }, at);
    case "team-changed":
      return changeTeam(state, event.to, at);
    case "owner-changed":
      return event.to === state.owners.at(-1)?.owner
        ? state
        : { ...state, owners: [...state.owners, { from: at, owner: event.to }] };
    case "solved":
      return solve(state, at);
    case "reopened":
      return reopen(state, event.status ?? "open", at);
    case "closed":
      return { ...(state.isSolved ? state : solve(state, at)), isClosed: true };
    case "note":
      return state;
  }
}

function withStatus(state: TicketState, status: string, at: EpochMs): TicketState {
  return { ...state, status, statuses: [...state.statuses, { from: at, status }] };
}

/** While a ticket is solved nobody owes a reply; who writes then waits from then on, should it be opened again. */
function write(state: TicketState, by: string, at: EpochMs): TicketState {
  if (!state.isSolved) return by === "customer" ? customerWrites(state, at) : reply(state, by, at);
  return by === "customer" ? { ...state, waitingSince: state.waitingSince ?? at } : state;
}

function create(state: TicketState, by: string, at: EpochMs): TicketState {
  const { policy } = state;
  const team = state.teams.at(-1)?.team;
  const started: Metric[] = ["requesterWait", "agentWork", "firstResolution", "resolution"];
  const cycles = started.map((metric) => startCycle(metric, policy, at));
  if (team !== undefined) cycles.push(startCycle("ownership", policy, at, team));
  if (by !== "customer") return { ...state, cycles };
  // Without a promise of a first reply, the next reply covers the first message, too.
  const waits: Metric =
    policy !== undefined && !policy.targets.has("firstReply") ? "nextReply" : "firstReply";
  return { ...state, cycles: [startCycle(waits, policy, at), ...cycles], waitingSince: at };
}

function customerWrites(state: TicketState, at: EpochMs): TicketState {
  const cycles = endLive(state, state.cycles, ["periodicUpdate"], at, "cancelled");
  const isWaiting = isLive(cycles, "firstReply") || isLive(cycles, "nextReply");
  return {
    ...state,
    waitingSince: state.waitingSince ?? at,
    cycles: isWaiting ? cycles : [...cycles, startCycle("nextReply", state.policy, at)],
  };
}

function reply(state: TicketState, by: string, at: EpochMs): TicketState {
  const { policy, waitingSince, exchanges } = state;
  const counts = policy === undefined ? by === "agent" : policy.fulfilledBy.has(by);
  if (!counts) return state;
  const cycles = endLive(state, state.cycles, ["firstReply", "nextReply", "periodicUpdate"], at, "fulfilled");
  return {
    ...state,
    firstReplyAt: state.firstReplyAt ?? at,
    replies: state.replies + 1,
    waitingSince: undefined,
    exchanges: waitingSince === undefined ? exchanges : [...exchanges, { from: waitingSince, to: at }],
    cycles: [...cycles, startCycle("periodicUpdate", policy, at)],
  };
}

function changeTeam(state: TicketState, team: string | undefined, at: EpochMs): TicketState {
  if (team === state.teams.at(-1)?.team) return state;
  const cycles = endLive(state, state.cycles, ["ownership"], at, "fulfilled");
  const isOwned = team !== undefined && !state.isSolved;
  return {
    ...state,
    teams: [...state.teams, { from: at, team }],
    cycles: isOwned ? [...cycles, startCycle("ownership", state.policy, at, team)] : cycles,
  };
}

/** Solving keeps every promise of work and cancels every promise of words. */
function solve(state: TicketState, at: EpochMs): TicketState {
  const cancelled = endLive(
    state,
    state.cycles,
    ["firstReply", "nextReply", "periodicUpdate"],
    at,
    "cancelled",
  );
  const work: Metric[] = ["requesterWait", "agentWork", "firstResolution", "resolution", "ownership"];
  return {
    ...withStatus(state, "solved", at),
    isSolved: true,
    waitingSince: undefined,
    solvedAt: [...state.solvedAt, at],
    cycles: endLive(state, cancelled, work, at, "fulfilled"),
  };
}

function reopen(state: TicketState, status: string, at: EpochMs): TicketState {
  const { policy, waitingSince } = state;
  const team = state.teams.at(-1)?.team;
  const mode = policy?.reopen ?? "resume";
  // What was promised may have changed while it was solved.
  const resume = (cycles: readonly CycleRecord[], metric: Metric, isPaused: boolean) =>
    resumeCycle(cycles, metric, at, isPaused, (cycle) => changeTerm(state, cycle, policy, at));
  let cycles = resume(state.cycles, "requesterWait", true);
  cycles = resume(cycles, "agentWork", true);
  if (mode === "new-cycle") cycles = [...cycles, startCycle("resolution", policy, at)];
  else if (mode !== "first-only") cycles = resume(cycles, "resolution", mode === "resume");
  if (team !== undefined) cycles = [...cycles, startCycle("ownership", policy, at, team)];
  if (waitingSince !== undefined) cycles = [...cycles, startCycle("nextReply", policy, waitingSince)];
  return { ...withStatus(state, status, at), isSolved: false, reopenedAt: [...state.reopenedAt, at], cycles };
}

/** The metric's last cycle goes on; the time in which it was solved counts or not. */
function resumeCycle(
  cycles: readonly CycleRecord[],
  metric: Metric,
  at: EpochMs,
  isPaused: boolean,
  change: (cycle: CycleRecord) => readonly CycleRecord[],
): readonly CycleRecord[] {
  const index = cycles.map((cycle) => cycle.metric).lastIndexOf(metric);
  return cycles.flatMap((cycle, each) => {
    if (each !== index || cycle.end === undefined) return [cycle];
    const stop: Stop = { start: cycle.end.at, end: at, why: "solved", status: "solved" };
    return change({ ...cycle, end: undefined, stops: isPaused ? [...cycle.stops, stop] : cycle.stops });
  });
}

function changeAttributes(
  sla: Sla,
  state: TicketState,
  attributes: TicketState["attributes"],
  at: EpochMs,
): TicketState {
  const policy = policyFor(sla, attributes);
  const cycles = state.cycles.flatMap((cycle) => changeTerm(state, cycle, policy, at));
  return { ...state, attributes, policy, cycles: [...cycles, ...coverFirstMessage(state, policy, at)] };
}

/** Another policy applies: carry its target, begin anew, or keep what was promised. */
function changeTerm(
  state: TicketState,
  cycle: CycleRecord,
  policy: SlaPolicy | undefined,
  at: EpochMs,
): readonly CycleRecord[] {
  const { target: before, policy: policyBefore } = currentTerm(cycle);
  const target = policy?.targets.get(cycle.metric);
  const mode = changeMode(policy, policyBefore);
  if (cycle.end !== undefined || mode === "freeze") return [cycle];
  if (isSameTarget(before, target)) return [withSteps(cycle, policy, target)];
  const term = { from: at, policy, target };
  if (mode === "restart" && target !== undefined) return restart(state, cycle, term, at);
  const known = isPromised(cycle)
    ? cycle
    : { ...cycle, stops: stopsSoFar(state, cycle, term, policyBefore, at) };
  return [{ ...known, terms: [...cycle.terms, term] }];
}

function changeMode(policy: SlaPolicy | undefined, before: SlaPolicy | undefined): SlaPolicy["change"] {
  return (policy ?? before)?.change ?? "carry";
}

/** The same promise, but perhaps other steps on the way. */
function withSteps(
  cycle: CycleRecord,
  policy: SlaPolicy | undefined,
  target: Target | undefined,
): CycleRecord {
  if (target === undefined) return cycle;
  return { ...cycle, terms: [...cycle.terms.slice(0, -1), { ...currentTerm(cycle), policy, target }] };
}

/** The old promise ends, unless there never was one, and a new one begins. */
function restart(state: TicketState, cycle: CycleRecord, term: Term, at: EpochMs): readonly CycleRecord[] {
  const fresh = { ...cycle, activatedAt: at, terms: [term], stops: [], end: undefined };
  return isPromised(cycle)
    ? [endCycle(cycle, { at, how: "cancelled", owners: state.teams.length }), fresh]
    : [fresh];
}

/**
 * The stops before anything was promised, as the first promise sees them: no
 * pause is ever lost, and none is made up for a clock that does not pause.
 */
function stopsSoFar(
  state: TicketState,
  cycle: CycleRecord,
  { policy, target }: Term,
  before: SlaPolicy | undefined,
  at: EpochMs,
): readonly Stop[] {
  const known = cycle.stops.filter(({ why }) => why !== "paused" || target?.pauses === true);
  if (before !== undefined) return known; // recorded as they came
  const pauses = state.statuses.flatMap(({ from, status }, index): Stop[] => {
    const start = Math.max(from, cycle.activatedAt);
    const end = Math.min(state.statuses[index + 1]?.from ?? at, at);
    const why = whyStopped({ ...cycle, terms: [{ from: start, policy, target }] }, status, policy);
    return why === undefined || start >= end ? [] : [{ start, end, why, status }];
  });
  return [...pauses, ...known.filter(({ why }) => why === "solved")].sort((a, b) => a.start - b.start);
}

/** Where a policy without a first-reply target comes to apply, next reply covers a first message that still waits. */
function coverFirstMessage(
  state: TicketState,
  policy: SlaPolicy | undefined,
  at: EpochMs,
): readonly CycleRecord[] {
  const first = state.cycles.find(({ metric, end }) => metric === "firstReply" && end === undefined);
  const target = policy?.targets.get("nextReply");
  const mode = changeMode(policy, state.policy);
  if (
    first === undefined ||
    target === undefined ||
    policy?.targets.has("firstReply") === true ||
    mode === "freeze"
  )
    return [];
  if (isLive(state.cycles, "nextReply")) return [];
  const cover = startCycle("nextReply", policy, at);
  if (mode === "restart") return [cover];
  const nothing = { from: first.activatedAt, policy: undefined, target: undefined };
  return [{ ...cover, activatedAt: first.activatedAt, terms: [nothing, ...cover.terms], stops: first.stops }];
}

function isSameTarget(a: Target | undefined, b: Target | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.targetMs === b.targetMs && a.pauses === b.pauses && isSameCalendar(a.calendar, b.calendar);
}

function isSameCalendar(a: CalendarPolicy, b: CalendarPolicy): boolean {
  return typeof a === "object" && typeof b === "object" ? a.fixed === b.fixed : a === b;
}

function startCycle(metric: Metric, policy: SlaPolicy | undefined, at: EpochMs, team?: string): CycleRecord {
  const term = { from: at, policy, target: policy?.targets.get(metric) };
  return { metric, team, activatedAt: at, terms: [term], stops: [], end: undefined };
}

function isLive(cycles: readonly CycleRecord[], metric: Metric): boolean {
  return cycles.some((cycle) => cycle.metric === metric && cycle.end === undefined);
}

function endLive(
  state: TicketState,
  cycles: readonly CycleRecord[],
  metrics: readonly Metric[],
  at: EpochMs,
  how: "fulfilled" | "cancelled",
): readonly CycleRecord[] {
  return cycles.map((cycle) =>
    cycle.end === undefined && metrics.includes(cycle.metric)
      ? endCycle(cycle, { at, how, owners: state.teams.length })
      : cycle,
  );
}

/** Stop or start a live cycle as the status now says. */
function updateStop(cycle: CycleRecord, state: TicketState, at: EpochMs): CycleRecord {
  if (cycle.end !== undefined) return cycle;
  const why = whyStopped(cycle, state.status, state.policy);
  const last = cycle.stops.at(-1);
  const open = last?.end === Infinity ? last : undefined;
  if (open?.why === why && (why === undefined || open?.status === state.status)) return cycle;
  const ended = endStop(cycle.stops, at);
  const begun = why === undefined ? [] : [{ start: at, end: Infinity, why, status: state.status }];
  return withStops(cycle, [...ended, ...begun], undefined);
}

function whyStopped(
  cycle: CycleRecord,
  status: string,
  policy: SlaPolicy | undefined,
): Stop["why"] | undefined {
  if (policy === undefined) return undefined;
  const promised = cycle.terms.map(({ target }) => target).filter((target) => target !== undefined);
  const pauses = promised.at(-1)?.pauses ?? true; // without a promise yet: in case one comes
  if (pauses && policy.pausedStatuses.has(status)) return "paused";
  const isAgents = policy.agentStatuses?.has(status) ?? true;
  return cycle.metric === "agentWork" && !isAgents ? "not-agents" : undefined;
}
