import {
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  openDesk,
  route,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RosterConfig,
  type WorkItem,
} from "follow-the-sun";

export const always = defineCalendar({ timeZone: "UTC", weekly: "always" });
const nine = [["09:00", "17:00"]] as const;
export const week = (timeZone: string) =>
  defineCalendar({ timeZone, weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine } });

/** A Wednesday noon in London, 12:00 UTC. */
export const NOON = Date.UTC(2026, 0, 14, 12);
export const MINUTE = 60_000;

/** A desk of one team that never closes, unless told otherwise. */
export function deskOf(agents: readonly Partial<AgentConfig>[], config: Partial<RosterConfig> = {}): Desk {
  const named = agents.map((agent, index) => ({ id: `agent-${index}`, team: "world", ...agent }));
  return openDesk(defineRoster({ teams: { world: always }, agents: named, ...config }));
}

export function mail(id: string, more: Partial<WorkItem> = {}): WorkItem {
  return { id, channel: "email", arrivedAt: NOON, ...more };
}

/** The desk after these events. */
export const apply = (desk: Desk, ...events: readonly DeskEvent[]): Desk =>
  events.reduce(applyDeskEvent, desk);

/** Route and apply; whoever got it, or what else came out. */
export function place(desk: Desk, work: WorkItem, at: number): [Desk, string] {
  const answer = route(desk, work, at);
  return answer.kind === "assigned"
    ? [applyDeskEvent(desk, answer.event), answer.agentId]
    : [desk, answer.kind];
}
