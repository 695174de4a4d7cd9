import { randomFrom } from "../simulator/random.js";
import { skilledFor, type Job, type Status } from "./jobs.js";

/** Chooses one of the candidates, who are in the order of the ids. Keeps what it must remember. */
export type Choose = (candidates: readonly number[], job: Job) => number;

/** The next after whoever got the last job. */
export function roundRobin(): Choose {
  let last = -1;
  return (candidates) => (last = candidates.find((each) => each > last) ?? candidates[0]!);
}

/** Who got fewest jobs so far. */
export function fewestJobs(people: number): Choose {
  const counts = new Array<number>(people).fill(0);
  return (candidates) => {
    const chosen = leastBy(candidates, (each) => counts[each]!);
    counts[chosen]! += 1;
    return chosen;
  };
}

/** Whose last job is longest ago. */
export function leastRecent(people: number): Choose {
  const lastJob = new Array<number>(people).fill(-1);
  let jobs = 0;
  return (candidates) => {
    const chosen = leastBy(candidates, (each) => lastJob[each]!);
    lastJob[chosen] = jobs++;
    return chosen;
  };
}

export function atRandom(seed: number): Choose {
  const random = randomFrom(seed);
  return (candidates) => candidates[random.below(candidates.length)]!;
}

/** A ledger that credits people who could not have been given the job: those in `alsoCredited`, too. */
export function careless(people: number, alsoCredited: Status): Choose {
  const owed = new Array<number>(people).fill(0);
  return (candidates, { skill, statuses }) => {
    const credited = skilledFor(skill).filter(
      (each) => candidates.includes(each) || statuses[each] === alsoCredited,
    );
    for (const each of credited) owed[each]! += 1 / credited.length;
    const chosen = leastBy(candidates, (each) => -owed[each]!);
    owed[chosen]! -= 1;
    return chosen;
  };
}

function leastBy(candidates: readonly number[], key: (each: number) => number): number {
  return candidates.reduce((least, each) => (key(each) < key(least) ? each : least));
}
