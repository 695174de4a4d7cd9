import type { Calendar } from "../schedule/index.js";
import type { EpochMs } from "../time/index.js";
import type { CalendarPolicy } from "./config.js";
import type { CycleRecord } from "./cycle.js";
import type { Sla } from "./policy.js";
import type { TicketState } from "./ticket-state.js";

/** On whose hours a cycle counts from an instant on. */
export interface HoursPiece {
  readonly from: EpochMs;
  /** `undefined`: nobody's, while nobody owns the ticket. */
  readonly calendar: Calendar | undefined;
  /** A team's key, `any team` or `customer`. */
  readonly of: string | undefined;
}

/**
 * The hours of a cycle, from its activation on, as known at an instant: one
 * piece, or for the owner at the time one for each owner.
 */
export function hoursOver(
  sla: Sla,
  state: TicketState,
  cycle: CycleRecord,
  policy: CalendarPolicy,
  until: EpochMs,
): readonly HoursPiece[] {
  const from = cycle.activatedAt;
  if (policy === "any-team") return [{ from, calendar: sla.anyTeam, of: "any team" }];
  if (policy === "customer") return [{ from, calendar: customerHours(sla, state), of: "customer" }];
  if (typeof policy === "object") return [teamHours(sla, policy.fixed, from)];
  if (cycle.team !== undefined) return [teamHours(sla, cycle.team, from)]; // a team's own promise
  const owners = state.teams.slice(0, cycle.end?.owners).filter((owner) => owner.from <= until);
  if (policy === "last-schedule") return [teamHours(sla, owners.at(-1)?.team, from)];
  return owners
    .filter((owner, index) => (owners[index + 1]?.from ?? Infinity) > Math.max(owner.from, from)) // who had it for any time, or has it
    .map((owner) => teamHours(sla, owner.team, Math.max(owner.from, from)));
}

function teamHours(sla: Sla, team: string | undefined, from: EpochMs): HoursPiece {
  return { from, calendar: team === undefined ? undefined : sla.teams.get(team), of: team };
}

/** A customer nobody named is never there: unlike an owner, a customer cannot come later. */
function customerHours({ customers, closed }: Sla, { customer }: TicketState): Calendar {
  return (customer === undefined ? undefined : customers.get(customer)) ?? closed;
}

/** Who owns the ticket at an instant. */
export function teamAt({ teams }: TicketState, at: EpochMs): string | undefined {
  return teams.filter(({ from }) => from <= at).at(-1)?.team;
}
