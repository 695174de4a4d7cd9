import { isOpen, type Calendar } from "follow-the-sun";
import type { LogEvent, LoggedIncident } from "./log-files.js";
import { lengthsOf, movesOf, type Lengths } from "../simulator/statistics.js";
import { sumOf, type Passed } from "./passed.js";
import { isHuman } from "./statuses.js";

/** How work was passed on, as the log has it. */
export interface Facts {
  /** From Queued to Accepted, after the first acceptance; one still going on at the end counts up to it. */
  readonly waits: Lengths;
  /** How many of those were still going on at the end. */
  readonly stillWaiting: number;
  /** From one team's country to another's. */
  readonly teamMoves: number;
  /** From a person in one country to a person in another. */
  readonly ownerMoves: number;
  /** Incidents that came back to a country they had left: by team, and by owner. */
  readonly teamPingPong: number;
  readonly ownerPingPong: number;
  readonly humanEvents: number;
  /** How many of them lie outside the usual hours of the country that acted. */
  readonly outsideHours: number;
}

/** What happened then: while our clock runs, and to the end of the log. */
export interface Happened {
  readonly sameClock: Facts;
  readonly wholeLog: Facts;
}

/** How one incident was passed on then: between people, and between teams. */
export interface PassedThen extends Passed {
  readonly teamMoves: number;
  readonly cameBackToTeam: boolean;
}

/** Of each incident, in their order, as far as it had come when the clock stops. */
export function passedThen(
  incidents: readonly LoggedIncident[],
  hoursOf: (event: LogEvent) => Calendar,
  stopAt: number,
): PassedThen[] {
  return incidents.map(({ events: all }) => {
    const events = all.filter(({ at }) => at < stopAt);
    const human = events.filter(isHuman);
    const waits = waitsOf(events, stopAt);
    const owners = movesOf(namesOf(human, ({ ownerCountry }) => ownerCountry));
    const teams = movesOf(namesOf(events, ({ teamCountry }) => teamCountry));
    return {
      waitsMs: waits.map(({ ms }) => ms),
      stillWaiting: waits.some(({ ended }) => !ended),
      moves: owners.moves,
      cameBack: owners.returns > 0,
      teamMoves: teams.moves,
      cameBackToTeam: teams.returns > 0,
      acts: human.length,
      outsideHours: human.filter((event) => !isOpen(hoursOf(event), event.at)).length,
    };
  });
}

export function factsOf(passed: readonly PassedThen[]): Facts {
  return {
    waits: lengthsOf(passed.flatMap(({ waitsMs }) => waitsMs)),
    stillWaiting: passed.filter(({ stillWaiting }) => stillWaiting).length,
    teamMoves: sumOf(passed, ({ teamMoves }) => teamMoves),
    ownerMoves: sumOf(passed, ({ moves }) => moves),
    teamPingPong: passed.filter(({ cameBackToTeam }) => cameBackToTeam).length,
    ownerPingPong: passed.filter(({ cameBack }) => cameBack).length,
    humanEvents: sumOf(passed, ({ acts }) => acts),
    outsideHours: sumOf(passed, ({ outsideHours }) => outsideHours),
  };
}

/** An unknown country is no move. */
function namesOf(events: readonly LogEvent[], nameOf: (event: LogEvent) => string): string[] {
  return events.map(nameOf).filter((name) => name !== "");
}

function waitsOf(events: readonly LogEvent[], stopAt: number): { ms: number; ended: boolean }[] {
  const waits: { ms: number; ended: boolean }[] = [];
  let accepted = false;
  let queuedAt: number | undefined;
  for (const { at, status } of events) {
    if (status === "Queued") {
      if (accepted) queuedAt ??= at;
      continue;
    }
    if (status === "Accepted") {
      if (queuedAt !== undefined) waits.push({ ms: at - queuedAt, ended: true });
      accepted = true;
    }
    queuedAt = undefined;
  }
  if (queuedAt !== undefined && stopAt !== Infinity) waits.push({ ms: stopAt - queuedAt, ended: false });
  return waits;
}
