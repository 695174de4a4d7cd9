import type { SlaPolicyConfig } from "follow-the-sun";
import { HOUR_MS, MINUTE_MS } from "../simulator/units.js";

/** What is promised for an impact, in time during which any team is open. */
export interface Targets {
  /** From arrival until an agent takes the incident. */
  readonly responseMs: number;
  /** From arrival until the last work on it is done; waits for others do not count. */
  readonly resolutionMs: number;
}

/** Most urgent first. These targets are ours; the log does not tell what was promised then. */
const TARGETS: Readonly<Record<string, Targets>> = {
  Major: { responseMs: 15 * MINUTE_MS, resolutionMs: 2 * HOUR_MS },
  High: { responseMs: 30 * MINUTE_MS, resolutionMs: 4 * HOUR_MS },
  Medium: { responseMs: 60 * MINUTE_MS, resolutionMs: 8 * HOUR_MS },
  Low: { responseMs: 120 * MINUTE_MS, resolutionMs: 16 * HOUR_MS },
};

/** An impact that we have no target for is treated as this one. */
export const USUAL_IMPACT = "Medium";

export function targetsOf(impact: string): Targets {
  const targets = Object.hasOwn(TARGETS, impact) ? TARGETS[impact] : TARGETS[USUAL_IMPACT];
  if (targets === undefined) throw new Error(`no targets for ${USUAL_IMPACT}`);
  return targets;
}

export function hasTargets(impact: string): boolean {
  return Object.hasOwn(TARGETS, impact);
}

/** 0 for the most urgent impact. */
export function urgencyOf(impact: string): number {
  return Object.keys(TARGETS).indexOf(hasTargets(impact) ? impact : USUAL_IMPACT);
}

/** The levels of priority, least urgent first: the impacts. */
export const PRIORITIES: readonly string[] = Object.keys(TARGETS).reverse();

export function priorityOf(impact: string): string {
  return hasTargets(impact) ? impact : USUAL_IMPACT;
}

/** The package's policies for these impacts. An agent's taking an incident is the first reply to it. */
export function policiesOf(impacts: readonly string[]): SlaPolicyConfig[] {
  return [...new Set(impacts)].map((impact) => {
    const { responseMs, resolutionMs } = targetsOf(impact);
    return {
      id: impact === "" ? "(none)" : impact,
      when: { impact },
      pausedStatuses: ["resting"],
      targets: { firstReply: { milliseconds: responseMs }, resolution: { milliseconds: resolutionMs } },
    };
  });
}
