import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogEvent, LoggedIncident } from "../../examples/global-day/log-files.js";
import { randomFor } from "../../examples/simulator/random.js";

/** One country of a made-up company. Offsets do not change within the five weeks. */
interface Place {
  readonly country: string;
  readonly offsetHours: number;
  readonly perDay: number;
  /** Incidents on a Saturday. */
  readonly saturdays?: number;
  /** Weekdays on which nobody works. */
  readonly closed?: readonly string[];
  /** Dates at a weekend on which everybody works. */
  readonly madeUp?: readonly string[];
}

export const FROM = Date.UTC(2012, 3, 16);
export const TO = Date.UTC(2012, 4, 21);
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What everybody keeps of the public holidays of these weeks, where nothing is planted. */
const AS_PLANNED: readonly Place[] = [
  { country: "BR", offsetHours: -3, perDay: 13, closed: ["2012-05-01"] },
  { country: "CN", offsetHours: 8, perDay: 13, closed: ["2012-05-01"] },
  { country: "FR", offsetHours: 2, perDay: 13, closed: ["2012-05-01", "2012-05-08", "2012-05-17"] },
  { country: "IN", offsetHours: 5.5, perDay: 13, saturdays: 8 },
  { country: "JP", offsetHours: 9, perDay: 13, closed: ["2012-04-30", "2012-05-03", "2012-05-04"] },
  { country: "NL", offsetHours: 2, perDay: 1, closed: ["2012-04-30", "2012-05-17"] },
  { country: "PL", offsetHours: 2, perDay: 13, closed: ["2012-05-01", "2012-05-03"] },
  { country: "QA", offsetHours: 3, perDay: 13 },
  { country: "SE", offsetHours: 2, perDay: 16, closed: ["2012-05-01", "2012-05-17"] },
];

/** And what some of them do instead. */
const PLANTED: readonly Partial<Place>[] = [
  { country: "BR", closed: [] },
  { country: "CN", madeUp: ["2012-04-28"] },
  { country: "PL", closed: ["2012-05-01"] },
  { country: "SE", closed: ["2012-05-01", "2012-05-17", "2012-05-18"] },
];

/** The places, with what is planted, if it is. */
export function placesOf({ planted }: { readonly planted: boolean }): Place[] {
  return AS_PLANNED.map((place) => ({
    ...place,
    ...(planted ? PLANTED.find(({ country }) => country === place.country) : {}),
  }));
}

/** A made-up log of these weeks; what is opened late is worked on for days after the last arrival. */
export function fiveWeeks(places: readonly Place[], grow = 1): LoggedIncident[] {
  const incidents = places.flatMap((place) => incidentsOf(place, grow));
  return incidents.sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));
}

/** @param grow - By what arrivals are multiplied from week to week. */
function incidentsOf(place: Place, grow: number): LoggedIncident[] {
  const { country, offsetHours } = place;
  const random = randomFor(1, country);
  const midnight = (date: number): number => date - offsetHours * HOUR_MS;
  const incidents: LoggedIncident[] = [];
  for (let date = FROM; date < TO; date += DAY_MS) {
    const week = Math.floor((date - FROM) / (7 * DAY_MS));
    const worked = workOn(place, date);
    // On a day off two are opened; nobody looks at them before the next working day.
    const count = Math.round((worked === 0 ? 2 : worked + random.below(3) - 1) * grow ** week);
    for (let index = 0; index < count; index += 1) {
      const openedAt = midnight(date) + (10 + random.below(5)) * HOUR_MS + random.below(3600) * 1000;
      const at = worked === 0 ? midnight(nextWorkday(place, date)) + 10 * HOUR_MS : openedAt;
      const agent = `${country}-${random.below(6) + 1}`;
      const event = (status: string, subStatus: string, when: number, who = agent): LogEvent => ({
        ...{ at: when, status, subStatus, teamCountry: country, agent: who },
        ownerCountry: who === "system" ? "" : country,
      });
      const events = [
        event("Queued", "Awaiting Assignment", openedAt, "system"),
        event("Accepted", "In Progress", at),
        event("Accepted", "Wait - User", at + (5 + random.below(30)) * 60_000),
      ];
      // A third of them come back on another working day, and are closed by hand.
      if (random.below(3) === 0) {
        let later = date;
        for (let days = random.below(6) + 1; days > 0; days -= 1) later = nextWorkday(place, later);
        const back = midnight(later) + 15 * HOUR_MS;
        events.push(event("Accepted", "In Progress", back), event("Completed", "In Call", back + 600_000));
      }
      incidents.push({
        ...{ id: `${country}-${(date - FROM) / DAY_MS}-${index}`, openedAt, impact: "Medium" },
        ...{ firstTeamCountry: country, events },
      });
    }
  }
  return incidents;
}

/** Incidents that are worked on that date; none on a day off. */
function workOn({ perDay, saturdays = 0, closed = [], madeUp = [] }: Place, date: number): number {
  const day = new Date(date).toISOString().slice(0, 10);
  const weekday = new Date(date).getUTCDay();
  if (madeUp.includes(day)) return perDay;
  if (weekday === 0 || closed.includes(day)) return 0;
  return weekday === 6 ? saturdays : perDay;
}

function nextWorkday(place: Place, date: number): number {
  let next = date + DAY_MS;
  while (workOn(place, next) === 0) next += DAY_MS;
  return next;
}

/** As a folder that `--replay` reads. */
export function writeFolder(folder: string, incidents: readonly LoggedIncident[]): void {
  const text = (at: number): string => new Date(at).toISOString();
  const rows = incidents.map(({ id, openedAt, impact, firstTeamCountry, events }) => {
    const last = Math.max(...events.map(({ at }) => at));
    const agents = [text(openedAt), "", "", text(last), impact, "P", firstTeamCountry, "T", "L1"];
    return [id, ...agents, firstTeamCountry, 1, 1, events.length].join(",");
  });
  const lines = incidents.flatMap(({ id, impact, events }) =>
    events.map(({ at, status, subStatus, teamCountry, ownerCountry, agent }) =>
      [id, text(at), status, subStatus, "T", "L1", impact, "P", teamCountry, ownerCountry, agent].join(","),
    ),
  );
  const incidentColumns =
    "case,opened_at,first_accepted_at,first_completed_at,last_event_at,impact,product,first_team_country,first_team,first_level,first_owner_country,teams,owner_countries,events";
  const eventColumns = "case,at,status,sub_status,team,level,impact,product,team_country,owner_country,agent";
  writeFileSync(join(folder, "incidents.csv"), [incidentColumns, ...rows].join("\n"));
  writeFileSync(join(folder, "events.csv"), [eventColumns, ...lines].join("\n"));
}
