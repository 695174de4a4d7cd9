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
  type StageConfig,
  type Strategy,
  type WorkItem,
} from "follow-the-sun";
import { calendarsOf, type Op } from "./vectors.js";

type VectorStage = Omit<StageConfig, "after"> & { afterSeconds: number };

interface RouteArgs {
  roster: { teams: Record<string, string>; agents: AgentConfig[] };
  desk: Record<string, { open: Record<string, number>; idleSince: string; presence: Presence }>;
  work: WorkItem & {
    required: Record<string, number>;
    preferred: Record<string, number>;
    excluded?: string[];
  };
  policy: { strategy: Strategy; stages: VectorStage[] };
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
    const made = defineRoster({ teams, agents: roster.agents, policy: toPolicy(policy) });
    const { required, preferred, excluded = [], ...rest } = work;
    const item: WorkItem = {
      ...rest,
      skills: required,
      preferredSkills: preferred,
      excludedAgents: excluded,
    };
    const answer = route(deskWith(made, desk), item, at);
    return answer.kind === "assigned" ? { ...answer, agent: answer.agentId } : { kind: answer.kind };
  },
};

function toPolicy({ strategy, stages }: RouteArgs["policy"]): RoutingPolicy {
  return {
    strategy,
    stages: stages.map(({ afterSeconds, ...stage }) => ({ ...stage, after: { seconds: afterSeconds } })),
  };
}

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
