import type { Stint } from "../simulator/item.js";
import { randomFor, randomFrom, type Random } from "../simulator/random.js";
import { HOUR_MS, SECOND_MS, UTC_DAY_MS } from "../simulator/units.js";
import { localMs } from "../ticket-timeline/local-time.js";
import { mainZone } from "./countries.js";
import type { Day, Incident, Person, Team } from "./day.js";
import { publicHolidays } from "./holidays.js";
import { officeOf } from "./hours.js";
import { profileNotes } from "./notes.js";
import type { Profile } from "./profile.js";

/** What of the profile's day is to be otherwise. */
export interface OtherDay {
  /** Its date. Default: the profile's. */
  readonly date?: string;
  /** How many days from there on. Default: 1. */
  readonly days?: number;
  /** How many people some countries have. */
  readonly people?: Readonly<Record<string, number>>;
}

/** The profile has one Wednesday: that a Saturday and a Sunday bring so much of it is our assumption. */
export const WEEKEND_SHARE = 0.25;

/** Draws days of traffic from a profile; the same seed draws the same days, on every machine. */
export function drawDay(profile: Profile, seed: number, { date, days = 1, people = {} }: OtherDay = {}): Day {
  const from = Date.parse(`${date ?? profile.date}T00:00:00Z`);
  const moved = date !== undefined || days > 1;
  const drawn = Array.from({ length: days }, (_, day) =>
    drawArrivals(
      profile,
      from + day * UTC_DAY_MS,
      day === 0 ? randomFrom(seed) : randomFor(seed, `day ${day}`),
    ),
  ).flat();
  const incidents = drawn
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map((incident, index): Incident => ({ id: `I-${String(index + 1).padStart(4, "0")}`, ...incident }));
  const to = from + days * UTC_DAY_MS;
  const teams = teamsOf(profile, people, { from, to });
  const what = days === 1 ? "A day" : `${days} days`;
  return {
    title: `${what} drawn from the built-in profile, seed ${seed}`,
    source: profile.citation,
    notes: profileNotes(profile, teams, incidents, moved),
    from,
    to,
    incidents,
    teams,
  };
}

/** One UTC day of arrivals: as many as the profile's day had, fewer at a weekend. */
function drawArrivals(profile: Profile, from: number, random: Random): Omit<Incident, "id">[] {
  const arrivals = Object.entries(profile.arrivals).flatMap(([country, hours]) =>
    hours.map((count, hour) => ({ country, hour, count })),
  );
  const weights = arrivals.map(({ count }) => count);
  const total = weights.reduce((sum, count) => sum + count, 0);
  const isWeekend = [0, 6].includes(new Date(from).getUTCDay());
  return Array.from({ length: Math.round(isWeekend ? total * WEEKEND_SHARE : total) }, () => {
    const { country, hour } = arrivals[random.pick(weights)] ?? { country: "", hour: 0 };
    const ofDay = hour * HOUR_MS + random.below(3600) * SECOND_MS;
    return { country, arrivedAt: from + moved(profile, country, from, ofDay), ...drawWork(profile, random) };
  });
}

/** On another date a country's clocks may stand otherwise: its people still write at the same hour of theirs. */
function moved({ date, hours }: Profile, country: string, from: number, ofDay: number): number {
  if (country === "") return ofDay;
  const zone = hours[country]?.zone ?? mainZone(country);
  const offset = (at: number): number => localMs(zone, at) - at;
  const later = offset(Date.parse(`${date}T00:00:00Z`) + ofDay) - offset(from + ofDay);
  return (ofDay + later + UTC_DAY_MS) % UTC_DAY_MS;
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
function teamsOf(
  profile: Profile,
  numbers: Readonly<Record<string, number>>,
  { from, to }: Pick<Day, "from" | "to">,
): Team[] {
  return Object.entries(profile.teams).map(([country, { people: usual, serves }]) => {
    const people = numbers[country] ?? usual;
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
    const office = officeOf(country, profile.hours, publicHolidays(country, from, to));
    return { country, office, people: named };
  });
}
