import { dueAt, type Calendar, type WorkItem } from "follow-the-sun";
import type { Incident } from "./day.js";
import { priorityOf, targetsOf } from "./promises.js";

/**
 * An incident as the package's work item. People who serve its country are preferred until the roster's
 * second stage lets in anybody; it is due when its resolution is.
 */
export function workOf({ id, country, impact, arrivedAt }: Incident, promised: Calendar): WorkItem {
  const promise = dueAt({
    calendar: promised,
    from: arrivedAt,
    target: { milliseconds: targetsOf(impact).resolutionMs },
  });
  return {
    id,
    channel: "incident",
    priority: priorityOf(impact),
    arrivedAt,
    ...(promise.kind === "due" && { dueAt: promise.dueAt }),
    ...(country !== "" && { preferredSkills: { [country]: 1 } }),
  };
}
