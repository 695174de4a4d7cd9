import {
  HOUR_MS,
  SECOND_MS,
  UTC_DAY_MS,
  type Day,
  type Incident,
  type Person,
  type Stint,
  type Team,
} from "./day.js";
import { officeOf } from "./hours.js";
import { profileNotes } from "./notes.js";
import type { Profile } from "./profile.js";
import { randomFrom, type Random } from "./random.js";

/** Draws a day of traffic from a profile; the same seed draws the same day, on every machine. */
export function drawDay(profile: Profile, seed: number): Day {
  const random = randomFrom(seed);
  const from = Date.parse(`${profile.date}T00:00:00Z`);
  const arrivals = Object.entries(profile.arrivals).flatMap(([country, hours]) =>
    hours.map((count, hour) => ({ country, hour, count })),
  );
  const weights = arrivals.map(({ count }) => count);
  const total = weights.reduce((sum, count) => sum + count, 0);
  const drawn = Array.from({ length: total }, () => {
    const { country, hour } = arrivals[random.pick(weights)] ?? { country: "", hour: 0 };
    return {
      country,
      arrivedAt: from + hour * HOUR_MS + random.below(3600) * SECOND_MS,
      ...drawWork(profile, random),
    };
  });
  const incidents = drawn
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map((incident, index): Incident => ({ id: `I-${String(index + 1).padStart(4, "0")}`, ...incident }));
  const teams = teamsOf(profile);
  return {
    title: `A day drawn from the built-in profile, seed ${seed}`,
    source: profile.citation,
    notes: profileNotes(profile, teams, incidents),
    from,
    to: from + UTC_DAY_MS,
    incidents,
    teams,
  };
}

function drawWork(profile: Profile, random: Random): { impact: string; stints: Stint[] } {
  const impacts = Object.keys(profile.impacts);
  const impact = impacts[random.pick(Object.values(profile.impacts))] ?? "";
  const count = random.pick(profile.stintsPerIncident) + 1;
  const stints = Array.from({ length: count }, (_, index): Stint => {
    const workMs = random.fromQuantiles(profile.workSeconds) * SECOND_MS;
    if (index === count - 1) return { workMs };
    return { workMs, awayMs: random.fromQuantiles(profile.awaySeconds) * SECOND_MS };
  });
  return { impact, stints };
}

/** As many people as acted in each country, and as many of them as served each other country. */
function teamsOf(profile: Profile): Team[] {
  return Object.entries(profile.teams).map(([country, { people, serves }]) => {
    const members = Array.from({ length: people }, () => [country]);
    // One country's helpers begin where the last one's ended: nobody serves the whole world.
    let next = 0;
    for (const [served, count] of Object.entries(serves)) {
      for (let helper = 0; served !== country && helper < count; helper += 1, next += 1) {
        members[next % people]?.push(served);
      }
    }
    const named = members.map((served, index): Person => ({
      id: `${country}-${String(index + 1).padStart(3, "0")}`,
      serves: served,
    }));
    return { country, office: officeOf(country, profile.hours), people: named };
  });
}
