import { isOpen } from "follow-the-sun";
import type { Holding, Life } from "../simulator/life.js";
import { lengthsOf, movesOf, type Lengths } from "../simulator/statistics.js";
import type { Day, Incident } from "./day.js";
import { sumOf, type Passed } from "./passed.js";

/** How work was passed on, to be put beside what happened then. */
export interface Passing {
  /** From when an incident wanted an agent again until it had one. */
  readonly waits: Lengths;
  readonly stillWaiting: number;
  /** From an agent in one country to an agent in another. */
  readonly moves: number;
  /** Incidents that came back to a country they had left. */
  readonly pingPong: number;
  readonly assignments: number;
  /** How many of them fell outside the hours of the country that got the work. */
  readonly outsideHours: number;
}

/** Of each incident, in the day's order. */
export function passedHere(day: Day, lives: readonly Life<Incident>[]): Passed[] {
  const home = new Map(day.teams.flatMap((team) => team.people.map(({ id }) => [id, team] as const)));
  const isInside = ({ agentId, from }: Holding): boolean => {
    const calendar = home.get(agentId)?.office.calendar;
    return calendar !== undefined && isOpen(calendar, from);
  };
  const byIncident = new Map(lives.map((life) => [life.item.id, life]));
  return day.incidents.map(({ id }) => {
    const life = byIncident.get(id);
    if (life === undefined) throw new Error(`${id} was lost`);
    const { waits, holdings, atEnd } = life;
    const taken = holdings.filter(({ resumed }) => !resumed);
    const { moves, returns } = movesOf(holdings.map(({ agentId }) => home.get(agentId)?.country ?? ""));
    return {
      waitsMs: waits.slice(1).map(({ from, to }) => to - from),
      stillWaiting: atEnd === "waiting" && waits.length > 1,
      moves,
      cameBack: returns > 0,
      acts: taken.length,
      outsideHours: taken.filter((holding) => !isInside(holding)).length,
    };
  });
}

export function passingOf(passed: readonly Passed[]): Passing {
  return {
    waits: lengthsOf(passed.flatMap(({ waitsMs }) => waitsMs)),
    stillWaiting: passed.filter(({ stillWaiting }) => stillWaiting).length,
    moves: sumOf(passed, ({ moves }) => moves),
    pingPong: passed.filter(({ cameBack }) => cameBack).length,
    assignments: sumOf(passed, ({ acts }) => acts),
    outsideHours: sumOf(passed, ({ outsideHours }) => outsideHours),
  };
}
