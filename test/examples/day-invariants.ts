import { businessTimeBetween, isOpen } from "follow-the-sun";
import { CAPACITY, type Day, type Incident } from "../../examples/global-day/day.js";
import type { Outcome } from "../../examples/simulator/log.js";

interface State {
  heldBy?: string;
  /** Its agent's day is over, and they keep it. */
  kept?: boolean;
  since: number;
  workedMs: number;
  everTaken: boolean;
  done: boolean;
}

/**
 * What has to be true of any day, checked from its log of outcomes alone, by code that shares nothing
 * with the example's measures. Gives what is wrong, in words.
 */
export function wrongWith(day: Day, outcomes: readonly Outcome<Incident>[]): string[] {
  const wrong: string[] = [];
  const calendars = new Map(
    day.teams.flatMap((team) => team.people.map(({ id }) => [id, team.office.calendar] as const)),
  );
  const load = new Map<string, number>();
  const states = new Map<Incident, State>();
  let last = -Infinity;

  const take = (state: State, incident: Incident, agentId: string, at: number): void => {
    const calendar = calendars.get(agentId);
    if (calendar === undefined) wrong.push(`${incident.id}: ${agentId} is nobody`);
    else if (!isOpen(calendar, at)) wrong.push(`${incident.id}: ${agentId} is off shift at ${at}`);
    if (state.heldBy !== undefined) wrong.push(`${incident.id}: taken from ${state.heldBy}'s hands`);
    const held = (load.get(agentId) ?? 0) + 1;
    if (held > CAPACITY) wrong.push(`${agentId} holds ${held}`);
    load.set(agentId, held);
    Object.assign(state, { heldBy: agentId, since: at, everTaken: true });
  };
  const release = (state: State, incident: Incident, agentId: string, at: number): void => {
    if (state.heldBy !== agentId) wrong.push(`${incident.id}: ${agentId} lets go of what they do not hold`);
    load.set(agentId, (load.get(agentId) ?? 0) - 1);
    if (state.kept !== true) work(state, incident, agentId, at);
    state.kept = false;
    delete state.heldBy;
  };
  /** Work is done from the last time on at which it was taken or taken up again. */
  const work = (state: State, incident: Incident, agentId: string, at: number): void => {
    const calendar = calendars.get(agentId);
    if (calendar && businessTimeBetween(calendar, state.since, at) !== at - state.since) {
      wrong.push(`${incident.id}: ${agentId} held it off shift`);
    }
    state.workedMs += at - state.since;
  };
  const keep = (state: State, incident: Incident, agentId: string, at: number): void => {
    if (state.heldBy !== agentId || state.kept === true) wrong.push(`${incident.id}: ${agentId} keeps oddly`);
    work(state, incident, agentId, at);
    state.kept = true;
  };
  const resume = (state: State, incident: Incident, agentId: string, at: number): void => {
    const calendar = calendars.get(agentId);
    if (state.heldBy !== agentId || state.kept !== true)
      wrong.push(`${incident.id}: ${agentId} resumes oddly`);
    if (calendar === undefined || !isOpen(calendar, at))
      wrong.push(`${incident.id}: ${agentId} resumes off shift`);
    Object.assign(state, { since: at, kept: false });
  };

  for (const outcome of outcomes) {
    const { item: incident, at } = outcome;
    if (at < last) wrong.push(`${incident.id}: the log goes back in time`);
    if (at >= day.to) wrong.push(`${incident.id}: something happens after the clock has stopped`);
    last = at;
    const state = states.get(incident) ?? { since: at, workedMs: 0, everTaken: false, done: false };
    if (outcome.kind === "arrived") {
      if (states.has(incident) || at !== incident.arrivedAt) wrong.push(`${incident.id}: arrives oddly`);
      states.set(incident, state);
      continue;
    }
    if (!states.has(incident)) wrong.push(`${incident.id}: handled before it arrives`);
    if (state.done) wrong.push(`${incident.id}: handled after it is done`);
    if (outcome.kind === "assigned") take(state, incident, outcome.agentId, at);
    else if (outcome.kind === "kept") keep(state, incident, outcome.agentId, at);
    else if (outcome.kind === "resumed") resume(state, incident, outcome.agentId, at);
    else if ("agentId" in outcome) release(state, incident, outcome.agentId, at);
    if (outcome.kind === "done") {
      state.done = true;
      const workMs = incident.stints.reduce((sum, stint) => sum + stint.workMs, 0);
      if (state.workedMs !== workMs) wrong.push(`${incident.id}: worked ${state.workedMs} of ${workMs} ms`);
    }
  }
  for (const incident of day.incidents) if (!states.has(incident)) wrong.push(`${incident.id}: lost`);
  if (states.size !== day.incidents.length) wrong.push("there are incidents that nobody sent");
  return wrong;
}
