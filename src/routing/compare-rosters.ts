import { fail } from "../errors.js";
import { END_OF_TIME, toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { openDesk, stateOfDesk, type Desk } from "./desk.js";
import { playLog, type Stretch, type WorkOutcome } from "./log-run.js";
import { partings, whyAll, type Parting, type RosterSide, type WorkDifference } from "./roster-difference.js";
import { changeBetween, measure, type OutcomeChange, type RosterOutcome } from "./roster-outcome.js";
import { renderComparison, renderDifference } from "./roster-sentences.js";
import type { Roster } from "./roster.js";
import { readLog, type Job, type LoggedWork } from "./work-log.js";

export interface CompareRostersOptions {
  /**
   * What happens up to this instant is compared; work that arrives later is left out.
   * Default: until all that can be done is done, at most 366 days after the last arrival.
   */
  readonly until?: InstantInput | undefined;
  /** How many of the differences are explained, from the first on. Default 100; `Infinity` explains all. */
  readonly explain?: number | undefined;
}

/** The same work under two rosters. */
export interface RosterComparison {
  /** How many items were played. */
  readonly items: number;
  /** The end of the comparison. */
  readonly until: Date;
  readonly before: RosterOutcome;
  readonly after: RosterOutcome;
  /** After less before. */
  readonly change: OutcomeChange;
  /** How many items have another agent, stage or start, or are assigned on one side only. */
  readonly changed: number;
  /** How many of those have another agent, or are assigned on one side only. */
  readonly elsewhere: number;
  /** Every one of them, in the order in which the sides part: what comes later may follow from what came first. */
  readonly differences: readonly WorkDifference[];
  /** `12 of 100 items go elsewhere; the median wait falls from 25 min to 10 min; 3 fewer late to start`. */
  readonly sentence: string;
}

/**
 * What would change? The same log of work under two rosters, which may differ in
 * people, hours, calendars and policy; or on two desks, with what is held there.
 *
 * Both sides play the log by the package's own rules: at each instant what is
 * done is released, what arrives joins the queue, and the queue is placed as by
 * `placeQueue`. An item is done when its agent has been on shift for as long as
 * it takes, whatever else that agent has in hand; nothing is handed on, and
 * offers are accepted at once. What a desk holds when it is given stays held.
 *
 * Both sides begin with the last event of their desks, if any; work that arrived
 * earlier and is in the log waits from its arrival on.
 *
 * @param log - In any order.
 * @throws {FollowTheSunError} With every problem of the log at once: `config.*`, `instant.*`, `duration.*`,
 *   `desk.work-held`, `desk.work-on-offer`; `desk.order` for an end before the desks' last event, `argument.invalid`.
 *
 * @example If Tokyo had a second speaker of Japanese who starts early
 * const early = defineCalendar({ timeZone: "Asia/Tokyo", weekly: { mon: [["07:00", "15:00"]] } });
 * const hired = defineRoster({
 *   teams: { tokyo, london },
 *   agents: [
 *     { id: "sam", team: "london", languages: { en: "native", ja: "B2" }, capacity: 3 },
 *     { id: "yuki", team: "tokyo", languages: { ja: "native" }, capacity: 3 },
 *     { id: "kenji", team: "tokyo", languages: { ja: "native" }, calendar: early },
 *   ],
 * });
 * const { differences, sentence } = compareRosters([{ work, takes: { hours: 1 } }], roster, hired);
 * differences[0].sentence;
 * // => T-1: kenji 30 Mar 07:00 Tokyo instead of yuki 30 Mar 09:00 Tokyo; before, kenji is not in the roster
 * sentence; // => 1 of 1 item goes elsewhere; the median wait falls from 51 h 30 min to 49 h 30 min
 */
export function compareRosters(
  log: readonly LoggedWork[],
  before: Roster | Desk,
  after: Roster | Desk,
  options: CompareRostersOptions = {},
): RosterComparison {
  const explain = readExplain(options.explain);
  const starts = { before: toDesk(before, "before"), after: toDesk(after, "after") };
  const all = readLog(log, starts);
  const stretch = stretchOf(all, Object.values(starts), options.until);
  const jobs = all.filter(({ arrivedAt }) => arrivedAt <= stretch.until);
  const play = (side: RosterSide) => ({ start: starts[side], log: playLog(starts[side], jobs, stretch) });
  const sides = { before: play("before"), after: play("after") };
  const outcomeOf = (side: RosterSide) =>
    measure(sides[side].log, jobs, starts[side].roster.agents, stretch.until);
  const outcomes = { before: outcomeOf("before"), after: outcomeOf("after") };
  const found = partings(jobs, sides.before.log, sides.after.log);
  const reasons = whyAll(found.slice(0, explain), sides);
  const rosters = { before: starts.before.roster, after: starts.after.roster };
  const change = changeBetween(outcomes.before, outcomes.after);
  const counts = { items: jobs.length, changed: found.length, elsewhere: found.filter(isElsewhere).length };
  return {
    ...counts,
    until: new Date(stretch.until),
    ...outcomes,
    change,
    differences: found.map((each, index) => {
      const { work: { id: workId } } = each.job; // prettier-ignore
      const sentence = renderDifference(workId, each, reasons[index], rosters);
      return { workId, before: each.before, after: each.after, why: reasons[index], sentence };
    }),
    sentence: renderComparison(counts, outcomes.before, outcomes.after, change),
  };
}

function isElsewhere({ before, after }: Parting): boolean {
  const who = (outcome: WorkOutcome) => (outcome.kind === "assigned" ? outcome.agentId : undefined);
  return who(before) !== who(after) || before.kind !== after.kind;
}

function readExplain(explain: number = 100): number {
  if ((Number.isInteger(explain) && explain >= 0) || explain === Infinity) return explain;
  return fail(
    "argument.invalid",
    "options.explain",
    explain,
    "must be a whole number from 0 on, or Infinity",
  );
}

function toDesk(value: Roster | Desk, path: RosterSide): Desk {
  if (value?.kind === "desk") return value;
  if (value?.kind === "roster") return openDesk(value);
  return fail("argument.invalid", path, value, "must be a roster (defineRoster) or a desk");
}

/** So long after the last arrival it ends at the latest: somebody who works one day a year has had a turn. */
const AT_MOST_MS = 366 * 24 * 3_600_000;

function stretchOf(jobs: readonly Job[], desks: readonly Desk[], wanted: InstantInput | undefined): Stretch {
  const from = Math.max(...desks.map((desk) => stateOfDesk(desk).lastAt));
  const last = Math.max(from, jobs.at(-1)?.arrivedAt ?? from);
  const until: EpochMs =
    wanted === undefined ? Math.min(last + AT_MOST_MS, END_OF_TIME - 1) : toEpochMs(wanted, "options.until");
  if (until >= from) return { from, until };
  const begins = new Date(from).toISOString();
  return fail("desk.order", "options.until", wanted, `must not lie before the desks' last event, ${begins}`);
}
