import type { Timeline } from "../schedule/internal.js";
import { difference, intersection, union, type EpochMs, type IntervalList } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { Fits } from "./lint-kinds.js";
import { compareIds } from "./roster.js";

/** Agents with the same hours, absences aside. */
export interface Crew {
  /** Their hours inside the window. */
  readonly open: IntervalList;
  /** Those without absences, and those with some, in the order of their ids. */
  readonly steady: readonly Agent[];
  readonly others: readonly Agent[];
}

/** When the agents of a roster are open; calendars that mean the same are read once, and share one list. */
export function hoursOfAgents(
  agents: Iterable<Agent>,
  start: EpochMs,
  end: EpochMs,
): (agent: Agent) => IntervalList {
  const known = new Map<Timeline, IntervalList>();
  const ofRevision = new Map<string, IntervalList>();
  for (const { hours, calendar } of agents) {
    if (known.has(hours)) continue;
    const { revision } = calendar; // far sooner known than the hours
    const open = ofRevision.get(revision) ?? (start < end ? hours.listWithin(start, end) : []);
    ofRevision.set(revision, open);
    known.set(hours, open);
  }
  return ({ hours }) => known.get(hours) as IntervalList;
}

/** Agents by their hours. */
export function crewsOf(agents: readonly Agent[], hoursOf: (agent: Agent) => IntervalList): readonly Crew[] {
  const crews = new Map<IntervalList, { open: IntervalList; steady: Agent[]; others: Agent[] }>();
  for (const agent of agents) {
    const open = hoursOf(agent);
    let crew = crews.get(open);
    if (crew === undefined) crews.set(open, (crew = { open, steady: [], others: [] }));
    (agent.absences.length === 0 ? crew.steady : crew.others).push(agent);
  }
  return [...crews.values()];
}

/** When nobody is there, and when only one is. */
export interface Cover {
  readonly uncovered: IntervalList;
  /** Of the uncovered time: somebody would be there but for an absence. */
  readonly absent: IntervalList;
  readonly alone: IntervalList;
}

/**
 * When are none, and when is exactly one, of the agents who fit there in the
 * wanted time? No more of them are asked than it takes to find two at each hour.
 */
export function coverOf(crews: readonly Crew[], fits: Fits, wanted: IntervalList): Cover {
  let nobody = wanted;
  let few = wanted; // fewer than two; `nobody` is a part of it
  const add = (there: IntervalList, people: number): void => {
    few = difference(few, people > 1 ? there : difference(there, nobody));
    nobody = difference(nobody, there);
  };
  for (const { open, steady, others } of crews) {
    let there = intersection(few, open);
    if (there.length === 0) continue;
    const people = countUpTo(2, steady, fits);
    if (people > 0) add(there, people);
    for (const agent of others) {
      there = intersection(few, there);
      if (there.length === 0) break;
      if (fits(agent)) add(difference(there, agent.absences), 1);
    }
  }
  return { uncovered: nobody, absent: absentIn(nobody, crews, fits), alone: difference(few, nobody) };
}

/** Who fits and would be on shift while nobody is there can only be absent. */
function absentIn(nobody: IntervalList, crews: readonly Crew[], fits: Fits): IntervalList {
  return union(
    crews.map(({ open, others }) => {
      const there = intersection(nobody, open);
      return there.length > 0 && others.some(fits) ? there : [];
    }),
  );
}

/** Of at most so many agents it is known that they fit. */
export function countUpTo(most: number, agents: readonly Agent[], fits: Fits): number {
  let count = 0;
  for (const agent of agents) {
    if (fits(agent) && ++count === most) break;
  }
  return count;
}

/** How long each of those who fit is there in some stretches of time, who is there longest first. */
export function timesIn(
  stretches: IntervalList,
  crews: readonly Crew[],
  fits: Fits,
): readonly { readonly agentId: string; readonly aloneMs: number }[] {
  const found: { agentId: string; aloneMs: number }[] = [];
  for (const { open, steady, others } of crews) {
    const there = intersection(stretches, open);
    if (there.length === 0) continue;
    for (const agent of [...steady, ...others]) {
      const aloneMs = totalMs(difference(there, agent.absences));
      if (aloneMs > 0 && fits(agent)) found.push({ agentId: agent.id, aloneMs });
    }
  }
  return found.sort((a, b) => b.aloneMs - a.aloneMs || compareIds(a.agentId, b.agentId));
}

export function totalMs(list: IntervalList): number {
  return list.reduce((sum, { start, end }) => sum + end - start, 0);
}
