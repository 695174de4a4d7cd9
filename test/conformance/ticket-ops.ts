import {
  defineSlaPolicies,
  replayTicket,
  ticketStatus,
  type ChangeMode,
  type CalendarPolicy,
  type CycleState,
  type Metric,
  type ReopenMode,
  type SlaPolicyConfig,
  type TicketEvent,
} from "follow-the-sun";
import { calendarsOf, type Op } from "./vectors.js";

interface TicketArgs {
  policy: {
    targets: Partial<
      Record<
        Metric,
        { seconds: number; calendar: "any-team" | "owner" | "last-schedule" | { fixed: string } }
      >
    >;
    byPriority?: Record<string, Partial<Record<Metric, number>>>;
    pausedStatuses: string[];
    fulfilledBy?: ("agent" | "bot")[];
    reopen: ReopenMode;
    change: ChangeMode;
  };
  events: VectorEvent[];
  at: string;
}

interface VectorEvent {
  at: string;
  type: string;
  team?: string;
  status?: string;
  priority?: string;
  by?: "customer" | "agent" | "bot";
  to?: string;
}

const STATES: Partial<Record<CycleState, string>> = { "out-of-hours": "outOfHours" };
const ASKED: readonly Metric[] = ["firstReply", "nextReply", "resolution"];

/** The op of tickets.json. */
export const ticketOps: Readonly<Record<string, Op>> = {
  ticket: (vector, file) => {
    const { policy, events, at } = vector.args as unknown as TicketArgs;
    const sla = defineSlaPolicies({ teams: calendarsOf(vector, file), policies: policiesOf(policy) });
    const { cycles } = ticketStatus(replayTicket(sla, events.map(toEvent)), at);
    return {
      cycles: cycles
        .filter(({ metric }) => ASKED.includes(metric))
        .map((cycle) => ({
          metric: cycle.metric,
          activatedAt: cycle.activatedAt,
          targetSeconds: cycle.targetMs / 1000,
          elapsedSeconds: cycle.elapsedMs / 1000,
          dueAt: cycle.dueAt,
          lastCompliantAt: cycle.lastCompliantAt,
          fulfilledAt: cycle.fulfilledAt,
          state: STATES[cycle.state] ?? cycle.state,
        })),
    };
  },
};

/** A policy for each priority with targets of its own, and one for the others. */
function policiesOf({ targets, byPriority = {}, ...rest }: TicketArgs["policy"]): SlaPolicyConfig[] {
  const withSeconds = (id: string, seconds: Partial<Record<Metric, number>>): SlaPolicyConfig => ({
    ...rest,
    id,
    targets: Object.fromEntries(
      Object.entries(targets).map(([metric, target]) => [
        metric,
        {
          target: { seconds: seconds[metric as Metric] ?? target.seconds },
          calendar: toCalendarPolicy(target.calendar),
        },
      ]),
    ),
  });
  return [
    ...Object.entries(byPriority).map(([priority, seconds]) => ({
      ...withSeconds(priority, seconds),
      when: { priority },
    })),
    withSeconds("others", {}),
  ];
}

function toCalendarPolicy(
  calendar: NonNullable<TicketArgs["policy"]["targets"]["resolution"]>["calendar"],
): CalendarPolicy {
  return calendar === "owner" ? "owner-at-the-time" : calendar;
}

function toEvent({ at, type, team, status, priority, by = "customer", to = "" }: VectorEvent): TicketEvent {
  switch (type) {
    case "created":
      return {
        type,
        at,
        ...(team !== undefined && { team }),
        ...(status !== undefined && { status }),
        ...(priority !== undefined && { attributes: { priority } }),
      };
    case "message":
      return { type, at, by };
    case "status":
      return { type: "status-changed", at, to };
    case "team":
      return { type: "team-changed", at, to };
    case "priority":
      return { type: "attributes-changed", at, attributes: { priority: to } };
    case "note":
    case "solved":
    case "reopened":
      return { type, at };
    default:
      throw new Error(`no such event: ${type}`);
  }
}
