import { fail } from "../errors.js";
import type { Calendar, Window } from "../schedule/index.js";
import { timelineOf, zoneOfCalendar } from "../schedule/internal.js";
import { toEpochMs, zoneOf, type Interval, type IntervalList, type Zone } from "../time/index.js";
import type { Agent } from "./agent.js";
import { hoursOfAgents } from "./lint-crews.js";
import { kindsOf, type AskedKind, type ExpectedWork } from "./lint-kinds.js";
import type { Roster } from "./roster.js";

/** What to look at. */
export interface RosterLintOptions {
  /** The time that is looked at, `[from, to)`. A year shows every holiday and every change of clocks. */
  readonly window: Window;
  /** When cover is wanted; hours and weeks are told on its zone's clock. Default: always, told in UTC. */
  readonly hours?: Calendar | undefined;
  /** What usually comes in. Default: each language and each skill that anybody has, on each channel that anybody lists. */
  readonly expected?: readonly ExpectedWork[] | undefined;
}

/** A roster with all that the checks share. */
export interface Lint {
  readonly roster: Roster;
  readonly window: Interval;
  /** When cover is wanted, inside the window. */
  readonly wanted: IntervalList;
  /** On whose clock hours and weeks are told. */
  readonly zone: Zone;
  /** All agents, in the order of their ids. */
  readonly agents: readonly Agent[];
  /** When each is on shift inside the window, absences aside. */
  readonly hoursOf: (agent: Agent) => IntervalList;
  readonly kinds: readonly AskedKind[];
  /** Were the kinds given? Else they are the roster's own, and say nothing about what it was made for. */
  readonly isExpected: boolean;
}

export function toLint(roster: Roster, { window, hours, expected }: RosterLintOptions): Lint {
  const start = toEpochMs(window?.from, "options.window.from");
  const end = toEpochMs(window?.to, "options.window.to");
  if (end < start)
    fail("window.order", "options.window.to", window.to, "must not lie before options.window.from");
  const all = start < end ? [{ start, end }] : [];
  const open = hours && timelineOf(hours, "options.hours");
  return {
    roster,
    window: { start, end },
    wanted: open === undefined || all.length === 0 ? all : open.listWithin(start, end),
    zone: (hours && zoneOfCalendar(hours)) ?? zoneOf("UTC", "UTC"),
    agents: [...roster.agents.values()],
    hoursOf: hoursOfAgents(roster.agents.values(), start, end),
    kinds: kindsOf(roster, expected),
    isExpected: expected !== undefined,
  };
}
