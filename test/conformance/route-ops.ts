import {
  applyDeskEvent,
  defineRoster,
  openDesk,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type Presence,
  type Roster,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { calendarsOf, type Op } from "./vectors.js";

interface RouteArgs {
  roster: { teams: Record<string, string>; agents: AgentConfig[] };
  desk: Record<string, { open: Record<string, number>; idleSince: string; presence: Presence }>;
  work: WorkItem & {
    required: Record<string, number>;
    preferred: Record<string, number>;
    excluded?: string[];
  };
  policy: RoutingPolicy;
  at: string;
}

/** The ops of routes.json. */
export const routeOps: Readonly<Record<string, Op>> = {
  route: (vector, file) => {
    const { roster, desk, work, policy, at } = vector.args as unknown as RouteArgs;
    const calendars = calendarsOf(vector, file);
    const teams = Object.fromEntries(
      Object.entries(roster.teams).flatMap(([team, name]) => {
        const calendar = calendars[name];
        return calendar === undefined ? [] : [[team, calendar] as const];
      }),
    );
    const made = defineRoster({ teams, agents: roster.agents, policy });
    const { required, preferred: _notYet, excluded = [], ...rest } = work;
    const item: WorkItem = { ...rest, skills: required, excludedAgents: excluded };
    const answer = route(deskWith(made, desk), item, at);
    return answer.kind === "assigned" ? { ...answer, agent: answer.agentId } : { kind: answer.kind };
  },
};

/** A desk in the state that the vector describes, reached by events. */
function deskWith(roster: Roster, states: RouteArgs["desk"]): Desk {
  const events: (DeskEvent & { at: string })[] = [];
  for (const [agentId, { open, idleSince: at, presence }] of Object.entries(states)) {
    events.push({ type: "presence-changed", at, agentId, presence: "away" });
    events.push({ type: "presence-changed", at, agentId, presence: "available" });
    for (const [channel, count] of Object.entries(open)) {
      for (let i = 0; i < count; i++) {
        const work = { id: `${agentId}-${channel}-${i}`, channel, arrivedAt: at };
        events.push({ type: "assigned", at, agentId, work });
      }
    }
    events.push({ type: "presence-changed", at, agentId, presence });
  }
  events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return events.reduce(applyDeskEvent, openDesk(roster));
}
