import { dueAt, route, type Calendar, type Desk, type RouteAnswer, type WorkItem } from "follow-the-sun";
import type { Incident } from "./day.js";
import { targetsOf } from "./promises.js";

/** How the desk is asked about one incident: the asks in order, the first that finds an agent decides. */
export interface Asks {
  /** People who serve the incident's country; left out when the country is unknown. */
  readonly home?: WorkItem;
  /** Anybody at work. */
  readonly anybody: WorkItem;
}

export function asksFor(incident: Incident, promised: Calendar): Asks {
  const { id, country, impact, arrivedAt } = incident;
  const promise = dueAt({
    calendar: promised,
    from: arrivedAt,
    target: { milliseconds: targetsOf(impact).responseMs },
  });
  const due = promise.kind === "due" ? { dueAt: promise.dueAt } : {};
  const anybody: WorkItem = { id, channel: "incident", arrivedAt, ...due };
  return country === "" ? { anybody } : { home: { ...anybody, skills: { [country]: 1 } }, anybody };
}

/** The answer to the first ask that finds an agent; else the last one, which everybody refused. */
export function decide(desk: Desk, { home, anybody }: Asks, at: number): RouteAnswer {
  const answer = home === undefined ? undefined : route(desk, home, at);
  return answer?.kind === "assigned" ? answer : route(desk, anybody, at);
}
