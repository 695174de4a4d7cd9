import type { Stage } from "../simulator/strips.js";
import type { Day } from "./day.js";

/** A day's regions, as the strips show them; hours that are our guess have a star. */
export function stageOf({ from, to, teams }: Day): Stage {
  return {
    from,
    to,
    teams: teams.map(({ country, office, people }) => ({
      code: country,
      calendar: office.calendar,
      people: people.map(({ id }) => id),
      hours: `${office.opens}-${office.closes}${office.fitted ? "" : "*"}`,
    })),
  };
}
