import { difference, intersection, union, type EpochMs, type IntervalList } from "../time/index.js";
import type { Timeline } from "../schedule/internal.js";
import type { Agent } from "./agent.js";

/** Agents with the same hours, absences aside. */
export interface Crew {
  /** Their hours inside the window. */
  readonly open: IntervalList;
}

/** An agent and the crew that it belongs to. */
export interface Member {
  readonly agent: Agent;
  readonly crew: Crew;
}

/** The agents of a roster by their hours; each calendar is read once, and equal hours are one crew. */
export function membersOf(agents: Iterable<Agent>, start: EpochMs, end: EpochMs): readonly Member[] {
  const ofTimeline = new Map<Timeline, Crew>();
  const ofHours = new Map<string, Crew>();
  return Array.from(agents, (agent) => {
    const known = ofTimeline.get(agent.hours);
    if (known !== undefined) return { agent, crew: known };
    const open = start < end ? agent.hours.listWithin(start, end) : [];
    const key = open.map((each) => `${each.start}-${each.end}`).join();
    const crew = ofHours.get(key) ?? { open };
    ofHours.set(key, crew);
    ofTimeline.set(agent.hours, crew);
    return { agent, crew };
  });
}

/** When nobody is there, and when only one is. */
export interface Cover {
  readonly uncovered: IntervalList;
  /** Of the uncovered time: somebody would be there but for an absence. */
  readonly absent: IntervalList;
  readonly alone: IntervalList;
}

/** When are none, and when is exactly one, of these agents there in the wanted time? */
export function coverOf(members: readonly Member[], wanted: IntervalList): Cover {
  let nobody = wanted;
  let few = wanted; // fewer than two; `nobody` is a part of it
  const add = (there: IntervalList, people: number): void => {
    few = difference(few, people > 1 ? there : difference(there, nobody));
    nobody = difference(nobody, there);
  };
  const crews = byCrew(members);
  for (const [{ open }, { steady, others }] of crews) {
    let there = intersection(few, open);
    if (steady > 0) add(there, steady);
    for (const { absences } of others) {
      there = intersection(few, there);
      if (there.length === 0) break; // two are there at all these hours: no more is asked
      add(difference(there, absences), 1);
    }
  }
  return {
    uncovered: nobody,
    absent: nobody.length === 0 ? [] : union([...crews.keys()].map(({ open }) => intersection(nobody, open))),
    alone: difference(few, nobody),
  };
}

/** How long each of these agents is there in some stretches of time, who is there longest first. */
export function timesOf(
  members: readonly Member[],
  stretches: IntervalList,
): readonly { agentId: string; ms: number }[] {
  const found: { agentId: string; ms: number }[] = [];
  const inCrew = new Map<Crew, IntervalList>();
  for (const { agent, crew } of members) {
    const there = inCrew.get(crew) ?? intersection(stretches, crew.open);
    inCrew.set(crew, there);
    const ms = difference(there, agent.absences).reduce((sum, { start, end }) => sum + end - start, 0);
    if (ms > 0) found.push({ agentId: agent.id, ms });
  }
  return found.sort((a, b) => b.ms - a.ms);
}

/** How many have no absences, and who has. */
function byCrew(members: readonly Member[]): Map<Crew, { steady: number; others: Agent[] }> {
  const crews = new Map<Crew, { steady: number; others: Agent[] }>();
  for (const { agent, crew } of members) {
    let entry = crews.get(crew);
    if (entry === undefined) crews.set(crew, (entry = { steady: 0, others: [] }));
    if (agent.absences.length === 0) entry.steady++;
    else entry.others.push(agent);
  }
  return crews;
}
