import { applyDeskEvent, defineRoster, openDesk, type Desk, type WorkItem } from "follow-the-sun";
import { hoursIn, play, ReferenceDesk, workOf, type Day, type Step } from "./reference.js";
import { NOON } from "./support.js";

/** Where a random day has led both the package's desk and the plain one, and when that is. */
export function endOf(day: Day): { desk: Desk; reference: ReferenceDesk; at: number } {
  const reference = new ReferenceDesk(day.roster, hoursIn(day.roster));
  let [desk, at] = [openDesk(defineRoster(day.roster)), NOON];
  for (const moment of play(day)) {
    if (moment.event !== undefined) {
      reference.apply(moment.event);
      desk = applyDeskEvent(desk, moment.event);
    }
    at = moment.at;
  }
  return { desk, reference, at };
}

/** A queue of work like that of the day's steps. */
export function queueOf(day: Day, picks: readonly number[], at: number): WorkItem[] {
  const stepAt = (pick: number) => day.steps[pick % day.steps.length] as Step;
  return picks.map((pick, index) => workOf(stepAt(pick).work, `queued-${index}`, at));
}
