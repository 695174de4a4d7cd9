import { isOpen, type Calendar } from "follow-the-sun";
import type { LogEvent, LoggedIncident } from "./log-files.js";
import { lengthsOf, movesOf, type Lengths } from "../simulator/statistics.js";
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

export function whatHappened(
  incidents: readonly LoggedIncident[],
  hoursOf: (event: LogEvent) => Calendar,
  stopAt: number,
): Happened {
  return {
    sameClock: factsUntil(incidents, hoursOf, stopAt),
    wholeLog: factsUntil(incidents, hoursOf, Infinity),
  };
}

function factsUntil(
  incidents: readonly LoggedIncident[],
  hoursOf: (event: LogEvent) => Calendar,
  stopAt: number,
): Facts {
  const logs = incidents.map(({ events }) => events.filter(({ at }) => at < stopAt));
  const waits = logs.flatMap((events) => waitsOf(events, stopAt));
  const human = logs.flatMap((events) => events.filter(isHuman));
  const teams = logs.map((events) => movesOf(namesOf(events, ({ teamCountry }) => teamCountry)));
  const owners = logs.map((events) =>
    movesOf(namesOf(events.filter(isHuman), ({ ownerCountry }) => ownerCountry)),
  );
  return {
    waits: lengthsOf(waits.map(({ ms }) => ms)),
    stillWaiting: waits.filter(({ ended }) => !ended).length,
    teamMoves: teams.reduce((sum, { moves }) => sum + moves, 0),
    ownerMoves: owners.reduce((sum, { moves }) => sum + moves, 0),
    teamPingPong: teams.filter(({ returns }) => returns > 0).length,
    ownerPingPong: owners.filter(({ returns }) => returns > 0).length,
    humanEvents: human.length,
    outsideHours: human.filter((event) => !isOpen(hoursOf(event), event.at)).length,
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
