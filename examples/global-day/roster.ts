import { anyOf, defineRoster, type Calendar, type Roster, type RoutingPolicy } from "follow-the-sun";
import { countryName } from "./countries.js";
import { CAPACITY, type Person, type Team } from "./day.js";
import { officeOf, type HoursByCountry } from "./hours.js";
import { compareText, type LogEvent, type LoggedIncident } from "./log-files.js";
import { PRIORITIES } from "./promises.js";
import { isHuman } from "./statuses.js";

/** People who serve the incident's country come first, then anybody who is at work. */
export const DAY_POLICY: RoutingPolicy = { stages: [{}, { dropPreferred: true }], priorities: PRIORITIES };

/** The package's roster of a day's teams: one team a country, one skill for each country a person serves. */
export function rosterOf(teams: readonly Team[], policy: RoutingPolicy = DAY_POLICY): Roster {
  return defineRoster({
    teams: Object.fromEntries(
      teams.map(({ country, office }) => [
        country,
        { name: countryName(country), calendar: office.calendar },
      ]),
    ),
    agents: teams.flatMap(({ country, people }) =>
      people.map(({ id, serves }) => ({
        id,
        team: country,
        capacity: CAPACITY,
        skills: Object.fromEntries(serves.map((served) => [served, 1])),
      })),
    ),
    policy,
  });
}

/** When anybody at all is at work: the hours in which a promise to a customer runs. */
export function anyTeam(teams: readonly Team[]): Calendar {
  return anyOf(...teams.map(({ office }) => office.calendar));
}

/**
 * The teams that a log shows. A person belongs to the country in which they mostly acted as owner, or,
 * where that was never written down, to the country of the teams they acted for; they serve that country
 * and every other whose teams they acted for.
 *
 * @returns The teams by country, and how many people belong nowhere.
 */
export function teamsOf(
  incidents: readonly LoggedIncident[],
  hours: HoursByCountry,
): { teams: Team[]; homeless: number } {
  const people = new Map<string, Person[]>();
  let homeless = 0;
  for (const [id, events] of eventsByAgent(incidents)) {
    const served = countsOf(events, ({ teamCountry }) => teamCountry);
    const country = mostOften(countsOf(events, ({ ownerCountry }) => ownerCountry)) ?? mostOften(served);
    if (country === undefined) {
      homeless += 1;
      continue;
    }
    const serves = [...new Set([country, ...served.keys()])].sort(compareText);
    const members = people.get(country) ?? [];
    people.set(country, members);
    members.push({ id, serves });
  }
  const teams = [...people].sort(([a], [b]) => compareText(a, b));
  return {
    teams: teams.map(([country, members]) => ({
      country,
      office: officeOf(country, hours),
      people: members.sort((a, b) => compareText(a.id, b.id)),
    })),
    homeless,
  };
}

function eventsByAgent(incidents: readonly LoggedIncident[]): Map<string, LogEvent[]> {
  const byAgent = new Map<string, LogEvent[]>();
  for (const event of incidents.flatMap(({ events }) => events).filter(isHuman)) {
    const events = byAgent.get(event.agent);
    if (events === undefined) byAgent.set(event.agent, [event]);
    else events.push(event);
  }
  return byAgent;
}

function countsOf(events: readonly LogEvent[], keyOf: (event: LogEvent) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of events.map(keyOf)) if (key !== "") counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Of equals, the first by code, so that the order of the lines decides nothing. */
function mostOften(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([a, one], [b, other]) => other - one || compareText(a, b))[0]?.[0];
}
