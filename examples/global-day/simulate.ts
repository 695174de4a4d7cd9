import { rosterChecks } from "../simulator/checks.js";
import { run } from "../simulator/engine.js";
import { livesOf } from "../simulator/life.js";
import type { RunLog } from "../simulator/log.js";
import type { Simulation } from "../simulator/simulation.js";
import type { Day, Incident } from "./day.js";
import { explanationsOf } from "./explanations.js";
import type { Happened } from "./log-facts.js";
import { measure } from "./measures.js";
import type { Results } from "./results.js";
import { rosterOf } from "./roster.js";
import type { Rules } from "./rules.js";
import { simulationOf } from "./simulation.js";

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
export function resultsOf(day: Day, { simulation, log }: DayRun, happened?: Happened): Results {
  const lives = livesOf(log.outcomes, day.to);
  return {
    day,
    lives,
    checks: rosterChecks(simulation.roster, day.from),
    measures: measure(day, lives, log.tickets),
    explanations: explanationsOf(day, simulation.roster, log),
    handoffs: log.handoffs,
    ...(happened === undefined ? {} : { happened }),
  };
}
