import { defineSlaPolicies, type Roster, type WorkItem } from "follow-the-sun";
import type { Simulation } from "../simulator/simulation.js";
import type { Day, Incident } from "./day.js";
import { policiesOf } from "./promises.js";
import { anyTeam } from "./roster.js";
import { workOf } from "./work.js";

/** A day as the simulator runs it: the promises run on the hours of all its teams. */
export function simulationOf(day: Day, roster: Roster): Simulation<Incident> {
  const { from, to, teams, incidents } = day;
  const promised = anyTeam(teams);
  const works = new Map<string, WorkItem>();
  return {
    from,
    to,
    roster,
    items: incidents,
    sla: defineSlaPolicies({
      teams: Object.fromEntries(teams.map(({ country, office }) => [country, office.calendar])),
      policies: policiesOf(incidents.map(({ impact }) => impact)),
    }),
    workOf(incident) {
      const work = works.get(incident.id) ?? workOf(incident, promised);
      works.set(incident.id, work);
      return work;
    },
    createdOf: ({ impact }) => ({ attributes: { impact } }),
  };
}
