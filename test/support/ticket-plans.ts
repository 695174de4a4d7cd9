import { defineSlaPolicies, type Sla, type StepConfig } from "follow-the-sun";
import { DAY, walk, type Spec, type Stretch } from "../oracle/index.js";
import type { Case, Happening, Policy } from "../oracle/ticket-words.js";
import { calendarOf } from "./calendars.js";

const weekdays = (...hours: readonly (readonly [string, string])[]) =>
  Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, hours]));

/** Hours in several zones: overnight, with breaks and holidays, across changes of the clock, rare, and never. */
const HOURS: Readonly<Record<string, Spec>> = {
  tokyo: { timeZone: "Asia/Tokyo", weekly: weekdays(["09:00", "18:00"]), holidays: ["2026-07-20", "11-03"] },
  london: {
    timeZone: "Europe/London",
    weekly: weekdays(["09:00", "17:30"]),
    holidays: ["2026-04-03", "2026-04-06", "2026-05-04"],
  },
  newYork: {
    timeZone: "America/New_York",
    weekly: weekdays(["08:30", "12:00"], ["12:45", "18:00"]),
    specialHours: { "2026-07-03": [["09:00", "13:00"]] },
    holidays: ["2026-11-26"],
  },
  sydney: {
    timeZone: "Australia/Sydney",
    weekly: { ...weekdays(["08:00", "17:00"]), sat: [["10:00", "24:00"]] },
  },
  night: {
    timeZone: "Europe/Berlin",
    weekly: { mon: [["22:00", "06:00"]], wed: [["22:00", "06:00"]], sat: [["20:00", "04:00"]] },
    holidays: ["2026-05-14"],
  },
  lordHowe: {
    timeZone: "Australia/Lord_Howe",
    weekly: weekdays(["00:30", "09:15"]),
    breaks: { "2026-04-06": [["03:00", "05:00"]] },
  },
  always: { timeZone: "UTC", weekly: "always", holidays: ["2026-03-30"] },
  never: { timeZone: "UTC" },
  once: { timeZone: "UTC", shifts: [{ from: "2026-03-31T10:00:00Z", to: "2026-04-02T10:00:00Z" }] },
};
export const IDS = Object.keys(HOURS);

const FIRST = Date.UTC(2026, 0, 20);
const LAST = Date.UTC(2027, 2, 20);
const opened = new Map<string, readonly Stretch[]>();

/** When it is open, as the oracle walked it, once. */
export function openHours(id: string): readonly Stretch[] {
  const known = opened.get(id);
  if (known !== undefined) return known;
  const { open } = walk(HOURS[id] as Spec, FIRST, LAST);
  opened.set(id, open);
  return open;
}

const calendars = new Map<string, ReturnType<typeof calendarOf>>();
function calendar(id: string): ReturnType<typeof calendarOf> {
  const made = calendars.get(id) ?? calendarOf(HOURS[id] as Spec);
  calendars.set(id, made);
  return made;
}

/** A ticket before its hours are known: these are looked up for as long as anything may last. */
export interface Plan {
  readonly teams: readonly string[];
  readonly customers: readonly string[];
  readonly policies: readonly Policy[];
  readonly events: readonly Happening[];
}

/** What the oracle reads: hours from the ticket's first event until long after the last instant asked about. */
export function caseOf({ teams, customers, policies, events }: Plan): Case {
  const from = (events[0]?.at ?? 0) - 3 * DAY;
  const to = (events.at(-1)?.at ?? 0) + 75 * DAY;
  const hours = (ids: readonly string[]) =>
    Object.fromEntries(
      ids.map((id) => [id, openHours(id).filter((each) => each.to > from && each.from < to)]),
    );
  return { teams: hours(teams), customers: hours(customers), policies, events };
}

/** The package's policies for a plan, with warnings and escalations of every target. */
export function slaOf({ teams, customers, policies }: Plan, steps: readonly StepConfig[] = []): Sla {
  const hours = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, calendar(id)]));
  return defineSlaPolicies({
    teams: hours(teams),
    customers: hours(customers),
    policies: policies.map(({ priority, targets, ...rest }, index) => ({
      ...rest,
      steps,
      id: `policy ${index}`,
      ...(index < policies.length - 1 && { when: { priority } }),
      targets: Object.fromEntries(
        Object.entries(targets).map(([metric, { ms, ...how }]) => [
          metric,
          { target: { milliseconds: ms }, ...how },
        ]),
      ),
    })),
  });
}
