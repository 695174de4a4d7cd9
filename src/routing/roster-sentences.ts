import { zoneOfCalendar } from "../schedule/internal.js";
import { clockReading, zoneCity, zoneOf } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { WorkOutcome } from "./log-run.js";
import type { RosterSide, WhyOtherwise } from "./roster-difference.js";
import type { OutcomeChange, RosterOutcome } from "./roster-outcome.js";
import type { Roster } from "./roster.js";
import { renderAgent, renderRoute } from "./sentences.js";

type Rosters = Readonly<Record<RosterSide, Roster>>;

/** `T-1: kenji 30 Mar 18:00 Tokyo instead of sam 30 Mar 10:30 London; before, kenji was not in the roster`. */
export function renderDifference(
  workId: string,
  outcomes: Readonly<Record<RosterSide, WorkOutcome>>,
  why: WhyOtherwise | undefined,
  rosters: Rosters,
): string {
  const { before, after } = outcomes;
  const isOnlyStage =
    before.kind === "assigned" &&
    after.kind === "assigned" &&
    before.agentId === after.agentId &&
    before.at.getTime() === after.at.getTime();
  const withStage = (outcome: WorkOutcome) =>
    isOnlyStage && outcome.kind === "assigned" ? ` at stage ${outcome.stage}` : "";
  const told = (side: RosterSide) => renderOutcome(outcomes[side], rosters[side]) + withStage(outcomes[side]);
  const both = `${workId}: ${told("after")} instead of ${told("before")}`;
  const because = why === undefined ? "" : renderWhy(why, rosters);
  return because === "" ? both : `${both}; ${because}`;
}

function renderOutcome(outcome: WorkOutcome, roster: Roster): string {
  if (outcome.kind !== "assigned") return renderRoute(outcome, [], roster);
  const { agentId, at } = outcome;
  return `${agentId} ${readingFor(at, roster.agents.get(agentId) as Agent)}`;
}

/** An instant on the agent's clock: `31 Mar 09:00 Tokyo`. */
function readingFor(instant: Date, { calendar, team }: Agent): string {
  const zone = zoneOfCalendar(calendar) ?? zoneOfCalendar(team.calendar) ?? zoneOf("UTC", "UTC");
  return `${clockReading(instant.getTime(), zone)} ${zoneCity(zone)}`;
}

const MOST_NAMED = 5;

function renderWhy(why: WhyOtherwise, rosters: Rosters): string {
  const roster = rosters[why.side];
  switch (why.code) {
    case "not-in-roster":
      return `${why.side}, ${why.agentId} is not in the roster`;
    case "cannot": {
      const reasons = renderAgent(roster.agents.get(why.agentId) as Agent, why.failures);
      return `${why.side}, ${reasons}${renderIds(why.busyWith)}`;
    }
    case "outranked":
      return `${why.side}, ${renderAgent(roster.agents.get(why.agentId) as Agent, [], why.outranked)}`;
    case "kept-waiting": {
      const answer = { kind: "wait", reason: why.reason, until: undefined, stage: undefined } as const;
      return `${why.side}, ${why.agentId} could have it, but it ${renderRoute(answer, [], roster)}`;
    }
    case "other-stage":
      return "";
    case "nobody-could-ever":
      return `${why.side}, nobody could ever take it`;
  }
}

function renderIds(ids: readonly string[]): string {
  if (ids.length === 0) return "";
  const named = ids.slice(0, MOST_NAMED).join(", ");
  return ids.length > MOST_NAMED ? ` (${named} and ${ids.length - MOST_NAMED} more)` : ` (${named})`;
}

/** What is counted for the summary. */
interface Counts {
  readonly items: number;
  readonly changed: number;
  readonly elsewhere: number;
}

/** `12 of 100 items go elsewhere; the median wait falls from 25 min to 10 min; 3 fewer start late`. */
export function renderComparison(
  { items, changed, elsewhere }: Counts,
  before: RosterOutcome,
  after: RosterOutcome,
  change: OutcomeChange,
): string {
  if (changed === 0) return `all ${plural(items)} go as before`;
  const others = changed - elsewhere;
  const moved = [
    elsewhere > 0 ? `${elsewhere} of ${plural(items)} ${elsewhere === 1 ? "goes" : "go"} elsewhere` : "",
    others > 0
      ? `${others} of ${plural(items)} ${others === 1 ? "goes" : "go"} otherwise to the same agent`
      : "",
  ];
  return [
    moved.filter((part) => part !== "").join(", "),
    renderMedian(before.waits.medianMs, after.waits.medianMs),
    renderCount(change.waiting + change.unroutable, "never taken"),
    renderCount(change.lateStarts, "late to start"),
    renderCount(change.lateEnds, "late to end"),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

function plural(items: number): string {
  return `${items} ${items === 1 ? "item" : "items"}`;
}

function renderMedian(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) return "";
  if (before === after) return `the median wait stays at ${renderLength(after)}`;
  const verb = after < before ? "falls" : "rises";
  return `the median wait ${verb} from ${renderLength(before)} to ${renderLength(after)}`;
}

function renderCount(more: number, what: string): string {
  return more === 0 ? "" : `${Math.abs(more)} ${more > 0 ? "more" : "fewer"} ${what}`;
}

/** `1 h 5 min`, to the minute, below a minute `12.5 s`: for the eye; the exact lengths are in the data. */
function renderLength(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`;
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""]
    .filter((part) => part !== "")
    .join(" ");
}
