import { businessTimeBetween, type Calendar } from "follow-the-sun";
import type { Stint } from "../simulator/item.js";
import type { LogEvent } from "./log-files.js";
import { isHuman, phaseOf } from "./statuses.js";

/** What the log shows of one incident: its stints, and the time in a work status in and out of hours. */
export interface LoggedWork {
  readonly stints: readonly Stint[];
  readonly insideMs: number;
  readonly outsideMs: number;
}

/** Since when an incident rests, and whether somebody is waited for or it is thought done. */
interface Rest {
  readonly since: number;
  readonly phase: "away" | "done";
}

/**
 * The work that the log shows on an incident. Time in a work status counts inside the hours of whoever
 * owned it. A wait ends a stint and lasts as long as it really did, and so does a completion after which
 * the incident was opened again. A wait that ends in a completion comes back once more, for no time at
 * all: somebody has to close it.
 */
export function workOf(events: readonly LogEvent[], hoursOf: (event: LogEvent) => Calendar): LoggedWork {
  const stints: Stint[] = [];
  let workMs = 0;
  let insideMs = 0;
  let outsideMs = 0;
  let rest: Rest | undefined;
  const comesBack = (since: number, at: number): void => {
    if (at === since) return; // a rest of no length is none
    stints.push({ workMs, awayMs: at - since });
    workMs = 0;
  };
  for (const [index, event] of events.entries()) {
    const phase = phaseOf(event);
    if (phase === "away") {
      rest = { since: rest?.since ?? event.at, phase };
    } else if (phase === "done") {
      // The batch user closes what nobody answered: no agent's work.
      const closedByHand = rest?.phase === "away" && isHuman(event);
      if (closedByHand && rest !== undefined) comesBack(rest.since, event.at);
      rest = { since: closedByHand ? event.at : (rest?.since ?? event.at), phase };
    } else if (rest !== undefined) {
      comesBack(rest.since, event.at);
      rest = undefined;
    }
    const next = events[index + 1];
    if (phase !== "work" || next === undefined) continue;
    const openMs = businessTimeBetween(hoursOf(event), event.at, next.at);
    workMs += openMs;
    insideMs += openMs;
    outsideMs += next.at - event.at - openMs;
  }
  stints.push(rest?.phase === "away" ? { workMs, awayMs: Infinity } : { workMs });
  return { stints, insideMs, outsideMs };
}
