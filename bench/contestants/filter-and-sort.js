// What a helpdesk writes by hand: filter a list of agents, sort the rest, take the first. Agents change in place.
import { toZonedTime } from "date-fns-tz";
import { DateTime } from "luxon";
import { teamHours } from "../support/helpdesk.js";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Agents as plain objects, who all hold one item. */
function agentsOf({ agents, away }, at) {
  return agents.map(({ id, team, languages, skills, capacity, calendar }) => ({
    id,
    languages: Object.keys(languages),
    skills,
    hours: calendar ?? teamHours[team],
    presence: away.has(id) ? "away" : "available",
    open: 1,
    capacity: capacity.channels.email.max,
    idleSince: at,
  }));
}

const isWithin = ({ weekly, holidays }, day, clock, date) =>
  (weekly[day] ?? []).some(([from, to]) => from <= clock && clock < to) && !holidays.includes(date);

const two = (number) => String(number).padStart(2, "0");

/** Is each calendar open? Computed once, as a helpdesk would do each minute. */
function openCalendars(agents, at) {
  const isOpen = new Map();
  for (const { hours } of agents) {
    if (isOpen.has(hours)) continue;
    const local = toZonedTime(at, hours.timeZone);
    const date = [local.getFullYear(), two(local.getMonth() + 1), two(local.getDate())].join("-");
    const clock = `${two(local.getHours())}:${two(local.getMinutes())}`;
    isOpen.set(hours, isWithin(hours, DAYS[local.getDay()], clock, date));
  }
  return isOpen;
}

/** Hours as flags that are at hand. */
export function filterAndSort(helpdesk, at) {
  const agents = agentsOf(helpdesk, at);
  const isOpen = openCalendars(agents, at);
  const flags = agents.map(({ hours }) => isOpen.get(hours));
  for (const [i, agent] of agents.entries()) agent.isOnShift = flags[i];
  return helpdeskOf(({ languages, skills }) => {
    const asked = Object.entries(skills);
    return agents.filter(
      (agent) =>
        asked.every(([skill, level]) => (agent.skills[skill] ?? -1) >= level) &&
        languages.some((language) => agent.languages.includes(language)) &&
        agent.presence === "available" &&
        agent.open < agent.capacity &&
        agent.isOnShift,
    );
  });
}

/** The same with luxon asked for everybody's local time in every decision. */
export function filterWithLuxon(helpdesk, at) {
  const agents = agentsOf(helpdesk, at);
  return helpdeskOf(({ languages, skills }, now) => {
    const asked = Object.entries(skills);
    return agents.filter((agent) => {
      if (!asked.every(([skill, level]) => (agent.skills[skill] ?? -1) >= level)) return false;
      if (!languages.some((language) => agent.languages.includes(language))) return false;
      if (agent.presence !== "available" || agent.open >= agent.capacity) return false;
      const local = DateTime.fromMillis(now, { zone: agent.hours.timeZone });
      const clock = `${two(local.hour)}:${two(local.minute)}`;
      return isWithin(agent.hours, DAYS[local.weekday % 7], clock, local.toISODate());
    });
  });
}

function helpdeskOf(free) {
  const held = new Map();
  return {
    decide(work, at) {
      const candidates = free(work, at).sort((a, b) => a.open - b.open || a.idleSince - b.idleSince);
      return { agent: candidates[0], agentId: candidates[0].id, candidates: candidates.length };
    },
    apply({ agent }, work, at) {
      held.set(work.id, agent);
      agent.open++;
      agent.idleSince = at;
    },
    release(workId, at) {
      const agent = held.get(workId);
      held.delete(workId);
      agent.open--;
      agent.idleSince = at;
    },
  };
}
