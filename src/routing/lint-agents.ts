import { difference, type IntervalList } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { AgentUnreachable, AllPartners, TeamEmpty, UnreachableReason } from "./lint-findings.js";
import { hasRoomOn } from "./lint-kinds.js";
import type { Lint } from "./lint-scope.js";

/** Agents who can never be reached, by team and reason. */
export function unreachableAgents({ roster, agents, hoursOf }: Lint): readonly AgentUnreachable[] {
  const letsPartnersIn = roster.policy.stages.at(-1)?.partners === true;
  const found = new Map<string, { team: string; reason: UnreachableReason; agentIds: string[] }>();
  for (const agent of agents) {
    const reason = whyUnreachable(agent, hoursOf(agent), letsPartnersIn);
    if (reason === undefined) continue;
    const { id, team } = agent;
    const key = `${reason} ${team.id}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, { team: team.id, reason, agentIds: [id] });
    else same.agentIds.push(id);
  }
  return [...found.values()].map((each) => ({ code: "agent-unreachable", severity: "warning", ...each }));
}

function whyUnreachable(
  agent: Agent,
  open: IntervalList,
  letsPartnersIn: boolean,
): UnreachableReason | undefined {
  if (open.length === 0) return "never-on-shift";
  if (agent.absences.length > 0 && difference(open, agent.absences).length === 0) return "always-absent";
  if (agent.team.partner && !letsPartnersIn) return "partners-kept-out";
  return capacityFault(agent);
}

function capacityFault(agent: Agent): UnreachableReason | undefined {
  const { channels } = agent.capacity;
  if (channels.length === 0) return hasRoomOn(agent, "email") ? undefined : "no-channels"; // one number: any channel
  return channels.some((channel) => hasRoomOn(agent, channel)) ? undefined : "no-capacity";
}

/** Teams that tell nothing: without agents, or all of them partners. */
export function idleTeams({ roster: { teams, agents } }: Lint): readonly (TeamEmpty | AllPartners)[] {
  const staffed = new Set([...agents.values()].map(({ team }) => team.id));
  const empty = [...teams.keys()].filter((id) => !staffed.has(id));
  const all = [...teams.values()];
  return [
    ...empty.map((team): TeamEmpty => ({ code: "team-empty", severity: "note", team })),
    ...(all.length > 0 && all.every(({ partner }) => partner)
      ? [{ code: "all-partners", severity: "note" } as const]
      : []),
  ];
}
