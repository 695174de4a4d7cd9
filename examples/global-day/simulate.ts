import { rosterChecks } from "../simulator/checks.js";
import { run } from "../simulator/engine.js";
import { livesOf } from "../simulator/life.js";
import type { RunLog } from "../simulator/log.js";
import type { Simulation } from "../simulator/simulation.js";
import type { Day, Incident } from "./day.js";
import { explanationsOf } from "./explanations.js";
import { factsOf } from "./log-facts.js";
import { measure } from "./measures.js";
import type { Passed } from "./passed.js";
import { passedHere } from "./passing.js";
import type { Replay } from "./replay.js";
import type { Beside, Results } from "./results.js";
import { rosterOf } from "./roster.js";
import type { Rules } from "./rules.js";
import { shuffleIds, shufflesOf } from "./shuffles.js";
import { simulationOf } from "./simulation.js";
import { compareThenAndHere } from "./then-and-here.js";

/** A day that has been run. */
export interface DayRun {
  readonly simulation: Simulation<Incident>;
  readonly log: RunLog<Incident>;
}

export function runDay(day: Day, { policy }: Rules, progress?: (share: number) => void): DayRun {
  const simulation = simulationOf(day, rosterOf(day.teams, policy));
  return { simulation, log: run(simulation, progress) };
}

/** Everything that is known of it: traffic, roster, engine, measures; each takes what the one before it made. */
export function resultsOf(day: Day, { simulation, log }: DayRun, beside?: Beside): Results {
  const lives = livesOf(log.outcomes, day.to);
  return {
    day,
    lives,
    checks: rosterChecks(simulation.roster, day.from),
    measures: measure(day, lives, log.tickets),
    explanations: explanationsOf(day, simulation.roster, log),
    handoffs: log.handoffs,
    ...(beside === undefined ? {} : { beside }),
  };
}

/**
 * What stands beside a replay that has been run.
 *
 * @param reruns - What came of it with other ids, seed by seed.
 */
export function besideOf(
  { day, then, evidence }: Replay,
  { log }: DayRun,
  seed: number,
  reruns: ReadonlyMap<number, readonly Passed[]> = new Map(),
): Beside {
  const here = passedHere(day, livesOf(log.outcomes, day.to));
  return {
    happened: { sameClock: factsOf(then.sameClock), wholeLog: factsOf(then.wholeLog) },
    intervals: compareThenAndHere(day, then.sameClock, here, seed),
    ...(reruns.size === 0 ? {} : { shuffles: shufflesOf(here, [...reruns.values()], [...reruns.keys()]) }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** The same day run once for each seed, with its people's ids dealt out anew. */
export function rerun(
  day: Day,
  rules: Rules,
  seeds: readonly number[],
  progress: (share: number) => void,
): Map<number, Passed[]> {
  return new Map(
    seeds.map((seed, index) => {
      const other = shuffleIds(day, seed);
      const { log } = runDay(other, rules, (share) => progress((index + share) / seeds.length));
      return [seed, passedHere(other, livesOf(log.outcomes, other.to))];
    }),
  );
}
