// The helpdesk that everybody routes for: agents in sixty teams around the globe, at one busy instant.
import { defineCalendar, isOpen } from "../../dist/index.js";
import { randomFrom } from "./calendar.js";
import { ZONES } from "./zones.js";

/** A Wednesday: Europe is at work, New York begins. Nobody's hours begin or end in the half-hour from here on. */
export const START = Date.UTC(2026, 2, 18, 13);

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"];
const HOLIDAYS = ["2026-01-01", "2026-05-01", "2026-12-25"];
/** Early, late, and early with a lunch break: each zone has a team of each. */
const SHIFTS = [["07:00-15:00"], ["12:00-20:00"], ["08:00-12:00", "13:00-17:00"]];
const LANGUAGES = ["de", "fr", "es", "ja", "pt", "ar"];
const LEVELS = ["B2", "C1", "native"];
const OTHER_SKILLS = ["orders", "refunds", "shipping", "accounts", "hardware"];
const OWN_HOURS_SHARE = 0.05;
const AWAY_SHARE = 0.08;
const CAPACITY = { total: 12, channels: { email: { max: 10 }, chat: { max: 3, cost: 2 } } };

/** So many percent of all agents have a skill, are on shift and present. */
export const PERCENTS = [1, 10, 30];
const skillOf = (percent) => `skill-${percent}`;

function hoursOf(timeZone, shift) {
  const intervals = shift.map((text) => text.split("-"));
  return {
    timeZone,
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, intervals])),
    holidays: HOLIDAYS,
  };
}

/** By the team's key, as config. */
export const teamHours = Object.fromEntries(
  ZONES.flatMap((zone) => SHIFTS.map((shift, i) => [`${zone}-${i}`, hoursOf(zone, shift)])),
);
const teams = Object.fromEntries(
  Object.entries(teamHours).map(([key, hours]) => [key, defineCalendar(hours)]),
);

/** A roster of so many agents, as config, and who of them is away; the same for the same count. */
export function makeHelpdesk(count) {
  const random = randomFrom(count);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const agents = Array.from({ length: count }, (_, i) => ({
    id: `agent-${String(i).padStart(5, "0")}`,
    team: pick(Object.keys(teams)),
    languages: { en: pick(LEVELS), [pick(LANGUAGES)]: "native" },
    skills: { [pick(OTHER_SKILLS)]: 60, [pick(OTHER_SKILLS)]: 80 },
    capacity: CAPACITY,
    ...(random() < OWN_HOURS_SHARE && {
      calendar: hoursOf(pick(ZONES), [pick(["06:00-13:00", "09:00-16:00", "11:00-18:00"])]),
    }),
  }));
  const away = new Set(agents.filter(() => random() < AWAY_SHARE).map(({ id }) => id));
  const isReady = ({ id, team, calendar }) =>
    !away.has(id) && isOpen(calendar === undefined ? teams[team] : defineCalendar(calendar), START);
  const ready = new Set(shuffled(agents, random).filter(isReady));
  const others = shuffled(agents, random).filter((agent) => !ready.has(agent));
  for (const percent of PERCENTS) {
    const ofReady = (count * percent) / 100;
    const ofOthers = Math.round((others.length * ofReady) / ready.size); // those who are off have it as often
    for (const { skills } of [...[...ready].slice(0, ofReady), ...others.slice(0, ofOthers)])
      skills[skillOf(percent)] = 70;
  }
  return { agents, away };
}

function shuffled(list, random) {
  return list
    .map((each) => ({ each, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

/** The roster's config, under a policy. */
export const rosterOf = ({ agents }, policy) => ({ teams, agents, policy });

/** Work that so many percent of the agents could take at once. */
export const makeWork = (id, percent, at) => ({
  id,
  channel: "email",
  languages: ["en"],
  skills: { [skillOf(percent)]: 50 },
  priority: "normal",
  arrivedAt: at - 60_000,
});
