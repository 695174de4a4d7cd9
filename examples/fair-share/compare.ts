import type { Fairness } from "follow-the-sun";
import { RealDesk } from "./desk.js";
import { candidatesFor, PEOPLE, type Job } from "./jobs.js";
import { atRandom, careless, fewestJobs, leastRecent, roundRobin, type Choose } from "./others.js";
import { Yardstick, type Measured } from "./yardstick.js";

export interface Comparison {
  /** By the name of the way of choosing; the package's comes first. */
  readonly rows: ReadonlyMap<string, Measured>;
  /** The package's own account, at the end. */
  readonly fairness: Fairness;
  /** The largest balance it ever had. */
  readonly worstOwed: number;
}

export const OURS = "fair-share";

/** The same jobs, one way of choosing after another. */
export function compare(jobs: readonly Job[], seed: number): Comparison {
  const desk = new RealDesk();
  const people = PEOPLE.length;
  const ways: Readonly<Record<string, Choose>> = {
    [OURS]: (candidates, job) => {
      const given = desk.give(job);
      if (given.candidates !== candidates.length) throw new Error(`${job.id}: not the same candidates`);
      return given.chosen;
    },
    "round-robin pointer": roundRobin(),
    "fewest jobs so far": fewestJobs(people),
    "longest without a job": leastRecent(people),
    "at random": atRandom(seed),
    "ledger, crediting the full too": careless(people, "on-a-call"),
    "ledger, crediting the away too": careless(people, "away"),
  };
  const rows = new Map(Object.entries(ways).map(([name, choose]) => [name, measure(jobs, choose)]));
  return { rows, fairness: desk.fairness(), worstOwed: desk.worst };
}

function measure(jobs: readonly Job[], choose: Choose): Measured {
  const yardstick = new Yardstick(PEOPLE.length);
  for (const job of jobs) {
    const candidates = candidatesFor(job);
    yardstick.note(candidates, choose(candidates, job));
  }
  return yardstick.measured();
}
