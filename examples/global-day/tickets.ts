import { defineSlaPolicies, replayTicket, type Sla, type TicketEvent } from "follow-the-sun";
import type { Day } from "./day.js";
import type { Life } from "./life.js";
import { policiesOf } from "./promises.js";

/** What is promised, on the hours of the day's teams. */
export function slaOf({ teams, incidents }: Day): Sla {
  return defineSlaPolicies({
    teams: Object.fromEntries(teams.map(({ country, office }) => [country, office.calendar])),
    policies: policiesOf(incidents.map(({ impact }) => impact)),
  });
}

/** The package's tickets of a day, by incident. */
export function ticketsOf(day: Day, lives: readonly Life[]): Map<string, ReturnType<typeof replayTicket>> {
  const sla = slaOf(day);
  const countryOf = new Map(
    day.teams.flatMap(({ country, people }) => people.map(({ id }) => [id, country])),
  );
  return new Map(
    lives.map((life) => [life.incident.id, replayTicket(sla, eventsOf(life, countryOf, day.to))] as const),
  );
}

/** An incident's life as a helpdesk would log it; the first agent's taking it is the first response. */
function eventsOf(
  { incident, holdings, rests, doneAt }: Life,
  countryOf: ReadonlyMap<string, string>,
  stopAt: number,
): TicketEvent[] {
  const events = [
    ...holdings.flatMap(({ from, agentId }, index): TicketEvent[] => [
      { type: "team-changed", to: countryOf.get(agentId), at: from },
      { type: "owner-changed", to: agentId, at: from },
      ...(index === 0 ? [{ type: "message", by: "agent", at: from } as const] : []),
    ]),
    ...rests.flatMap(({ from, to }): TicketEvent[] => [
      { type: "status-changed", to: "resting", at: from },
      ...(to < stopAt ? [{ type: "status-changed", to: "open", at: to } as const] : []),
    ]),
  ];
  return [
    { type: "created", at: incident.arrivedAt, attributes: { impact: incident.impact } },
    // Stable: what happens at one instant stays in order, a rest behind the spell of work that it ends.
    ...events.sort((a, b) => Number(a.at) - Number(b.at)),
    ...(doneAt === undefined ? [] : [{ type: "solved", at: doneAt } as const]),
  ];
}
