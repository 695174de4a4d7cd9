import type { EpochMs } from "../time/index.js";
import type { Metric } from "./config.js";
import { currentTerm, endCycle, endStop, type CycleRecord, type Stop } from "./cycle.js";
import type { TicketEvent } from "./events.js";
import { PAUSES, policyFor, type Sla, type SlaPolicy, type Target } from "./policy.js";
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
      return state.isSolved
        ? state
        : event.by === "customer"
          ? customerWrites(state, at)
          : reply(state, event.by, at);
    case "status-changed":
      return { ...state, status: event.to };
    case "attributes-changed":
      return changeAttributes(sla, state, { ...state.attributes, ...event.attributes }, at);
    case "team-changed":
      return changeTeam(state, event.to, at);
    case "owner-changed":
      return { ...state, owners: [...state.owners, { from: at, owner: event.to }] };
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
  const cycles = endLive(state.cycles, ["periodicUpdate"], at, "cancelled");
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
  const cycles = endLive(state.cycles, ["firstReply", "nextReply", "periodicUpdate"], at, "fulfilled");
  return {
    ...state,
    replies: state.replies + 1,
    waitingSince: undefined,
    exchanges: waitingSince === undefined ? exchanges : [...exchanges, { from: waitingSince, to: at }],
    cycles: [...cycles, startCycle("periodicUpdate", policy, at)],
  };
}

function changeTeam(state: TicketState, team: string | undefined, at: EpochMs): TicketState {
  if (team === state.teams.at(-1)?.team) return state;
  const cycles = endLive(state.cycles, ["ownership"], at, "fulfilled");
  const isOwned = team !== undefined && !state.isSolved;
  return {
    ...state,
    teams: [...state.teams, { from: at, team }],
    cycles: isOwned ? [...cycles, startCycle("ownership", state.policy, at, team)] : cycles,
  };
}

/** Solving keeps every promise of work and cancels every promise of words. */
function solve(state: TicketState, at: EpochMs): TicketState {
  const cancelled = endLive(state.cycles, ["firstReply", "nextReply", "periodicUpdate"], at, "cancelled");
  const work: Metric[] = ["requesterWait", "agentWork", "firstResolution", "resolution", "ownership"];
  return {
    ...state,
    status: "solved",
    isSolved: true,
    waitingSince: undefined,
    solvedAt: [...state.solvedAt, at],
    cycles: endLive(cancelled, work, at, "fulfilled"),
  };
}

function reopen(state: TicketState, status: string, at: EpochMs): TicketState {
  const { policy } = state;
  const team = state.teams.at(-1)?.team;
  const mode = policy?.reopen ?? "resume";
  let cycles = resumeCycle(state.cycles, "requesterWait", at, true);
  cycles = resumeCycle(cycles, "agentWork", at, true);
  if (mode === "new-cycle") cycles = [...cycles, startCycle("resolution", policy, at)];
  else if (mode !== "first-only") cycles = resumeCycle(cycles, "resolution", at, mode === "resume");
  if (team !== undefined) cycles = [...cycles, startCycle("ownership", policy, at, team)];
  return { ...state, status, isSolved: false, reopenedAt: [...state.reopenedAt, at], cycles };
}

/** The metric's last cycle goes on; the time in which it was solved counts or not. */
function resumeCycle(
  cycles: readonly CycleRecord[],
  metric: Metric,
  at: EpochMs,
  isPaused: boolean,
): readonly CycleRecord[] {
  const index = cycles.map((cycle) => cycle.metric).lastIndexOf(metric);
  return cycles.map((cycle, each) => {
    if (each !== index || cycle.end === undefined) return cycle;
    const stop: Stop = { start: cycle.end.at, end: at, why: "solved", status: "solved" };
    return { ...cycle, end: undefined, stops: isPaused ? [...cycle.stops, stop] : cycle.stops };
  });
}

function changeAttributes(
  sla: Sla,
  state: TicketState,
  attributes: TicketState["attributes"],
  at: EpochMs,
): TicketState {
  const policy = policyFor(sla, attributes);
  const cycles = state.cycles.flatMap((cycle) => changeTerm(cycle, policy, at));
  return { ...state, attributes, policy, cycles };
}

/** Another policy applies: carry its target, begin anew, or keep what was promised. */
function changeTerm(cycle: CycleRecord, policy: SlaPolicy | undefined, at: EpochMs): CycleRecord[] {
  const { target: before, policy: policyBefore } = currentTerm(cycle);
  const target = policy?.targets.get(cycle.metric);
  const mode = (policy ?? policyBefore)?.change ?? "carry";
  if (cycle.end !== undefined || mode === "freeze" || isSameTarget(before, target)) return [cycle];
  const term = { from: at, policy, target };
  if (mode === "restart" && before !== undefined) {
    return [
      endCycle(cycle, at, "cancelled"),
      { ...cycle, activatedAt: at, terms: [term], stops: [], end: undefined },
    ];
  }
  return [{ ...cycle, terms: [...cycle.terms, term] }];
}

function isSameTarget(a: Target | undefined, b: Target | undefined): boolean {
  return (
    a?.targetMs === b?.targetMs &&
    JSON.stringify(a?.calendar) === JSON.stringify(b?.calendar) &&
    a?.pauses === b?.pauses
  );
}

function startCycle(metric: Metric, policy: SlaPolicy | undefined, at: EpochMs, team?: string): CycleRecord {
  const term = { from: at, policy, target: policy?.targets.get(metric) };
  return { metric, team, activatedAt: at, terms: [term], stops: [], end: undefined };
}

function isLive(cycles: readonly CycleRecord[], metric: Metric): boolean {
  return cycles.some((cycle) => cycle.metric === metric && cycle.end === undefined);
}

function endLive(
  cycles: readonly CycleRecord[],
  metrics: readonly Metric[],
  at: EpochMs,
  how: "fulfilled" | "cancelled",
): readonly CycleRecord[] {
  return cycles.map((cycle) =>
    cycle.end === undefined && metrics.includes(cycle.metric) ? endCycle(cycle, at, how) : cycle,
  );
}

/** Stop or start a live cycle as the status now says. */
function updateStop(cycle: CycleRecord, state: TicketState, at: EpochMs): CycleRecord {
  if (cycle.end !== undefined) return cycle;
  const why = whyStopped(cycle, state);
  const last = cycle.stops.at(-1);
  const open = last?.end === Infinity ? last : undefined;
  if (open?.why === why && (why === undefined || open?.status === state.status)) return cycle;
  const stops = endStop(cycle.stops, at);
  if (why === undefined) return { ...cycle, stops };
  return { ...cycle, stops: [...stops, { start: at, end: Infinity, why, status: state.status }] };
}

function whyStopped(cycle: CycleRecord, { status, policy }: TicketState): Stop["why"] | undefined {
  if (policy === undefined) return undefined;
  const pauses = currentTerm(cycle).target?.pauses ?? PAUSES[cycle.metric];
  if (pauses && policy.pausedStatuses.has(status)) return "paused";
  const isAgents = policy.agentStatuses?.has(status) ?? true;
  return cycle.metric === "agentWork" && !isAgents ? "not-agents" : undefined;
}
