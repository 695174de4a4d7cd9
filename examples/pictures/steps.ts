import type { PictureData, PictureHandoff, PictureTeam } from "../simulator/picture-data.js";
import { subsolarPoint, type Place } from "./sun.js";
import { clockIn } from "./words.js";

const STEPS = 24;

/** One of 24 looks at the world. */
export interface Step {
  readonly index: number;
  readonly at: number;
  readonly label: string;
  readonly sun: Place;
  /** What each team is at its instant, in the order of the teams. */
  readonly status: readonly PictureTeam["status"][number][];
  /** What passed on from its instant to the next step's. */
  readonly handoffs: readonly PictureHandoff[];
}

/** A team that says where it is. */
export type PlacedTeam = PictureTeam & Place;

/** The run in 24 equal steps: the hours, when it is a day. */
export function stepsOf(data: PictureData): Step[] {
  const width = (data.to - data.from) / STEPS;
  return Array.from({ length: STEPS }, (_, index): Step => {
    const at = Math.round(data.from + index * width);
    const bin = Math.floor((at - data.from) / data.binMs);
    return {
      index,
      at,
      label: clockIn(data, at),
      sun: subsolarPoint(at),
      status: data.teams.map(({ status }) => status[bin] ?? "closed"),
      handoffs: data.handoffs.filter((each) => each.at >= at && each.at < data.from + (index + 1) * width),
    };
  });
}

export function isPlaced(team: PictureTeam): team is PlacedTeam {
  return team.latitude !== undefined && team.longitude !== undefined;
}

/** The names of the teams that are that at the step. */
export function namesOf(data: PictureData, step: Step, status: Step["status"][number]): string[] {
  return data.teams.filter((_, index) => step.status[index] === status).map(({ name }) => name);
}

/** `India to Brazil 7`, a phrase for each pair of teams that passed something on in the step. */
export function handoffWords(data: PictureData, step: Step): string[] {
  const nameOf = new Map(data.teams.map(({ id, name }) => [id, name]));
  const totals = new Map<string, number>();
  for (const { fromTeam, toTeam, items } of step.handoffs) {
    const [from, to] = [nameOf.get(fromTeam) ?? fromTeam, nameOf.get(toTeam) ?? toTeam];
    const pair = fromTeam === toTeam ? `within ${from}` : `${from} to ${to}`;
    totals.set(pair, (totals.get(pair) ?? 0) + items);
  }
  return [...totals].sort(([, a], [, b]) => b - a).map(([pair, items]) => `${pair} ${items}`);
}
