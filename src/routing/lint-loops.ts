import { timelineOf } from "../schedule/internal.js";
import { DAY_MS, firstEndingAfter, union, type EpochMs, type IntervalList } from "../time/index.js";
import type { Team } from "./agent.js";
import type { RedirectLoop } from "./lint-findings.js";
import type { Lint } from "./lint-scope.js";

/** Who is back this soon has only been to lunch, and hands nothing on. */
const LONGEST_BREAK_MS = 4 * 3_600_000;

/** Teams that hand on to each other in a circle while none of them, nor any other that they reach, is open. */
export function loopFindings({ roster: { teams }, window }: Lint): readonly RedirectLoop[] {
  const reached = new Map([...teams.keys()].map((id) => [id, reachOf(teams, id)]));
  const reaches = (from: string, to: string) => reached.get(from)?.has(to) === true;
  const hoursOf = new Map<string, IntervalList>();
  const hours = (id: string): IntervalList => {
    const known = hoursOf.get(id) ?? widened(teams.get(id) as Team, window.start, window.end);
    hoursOf.set(id, known);
    return known;
  };
  const seen = new Set<string>();
  return [...teams.keys()].flatMap((id) => {
    if (seen.has(id) || !reaches(id, id)) return [];
    const members = [...teams.keys()].filter((other) => reaches(id, other) && reaches(other, id));
    for (const member of members) seen.add(member);
    const open = union([...(reached.get(id) ?? [])].map(hours)); // all of them are reached from each other
    const closings = members.map((member) => ({
      id: member,
      all: closingsIn(hours(member), window.start, window.end),
    }));
    return loopOf(closings, (at) => isIn(open, at));
  });
}

/** All teams to which the work of one may be handed on, in however many steps. */
function reachOf(teams: ReadonlyMap<string, Team>, from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [from];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    for (const other of teams.get(id)?.handsOnTo ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      next.push(other);
    }
  }
  return found;
}

/** A day beyond the window on both sides, so that its edges are not taken for closings. */
function widened({ calendar }: Team, start: EpochMs, end: EpochMs): IntervalList {
  return timelineOf(calendar).listWithin(start - DAY_MS, end + DAY_MS);
}

function closingsIn(open: IntervalList, start: EpochMs, end: EpochMs): readonly EpochMs[] {
  return open
    .filter((each, index) => (open[index + 1]?.start ?? Infinity) - each.end > LONGEST_BREAK_MS)
    .map((each) => each.end)
    .filter((closing) => start <= closing && closing < end);
}

function isIn(list: IntervalList, at: EpochMs): boolean {
  const next = firstEndingAfter(list, at);
  return next !== undefined && next.start <= at;
}

/** A loop if each of the teams, at some of its closings, finds all of them closed. One that never closes cannot. */
function loopOf(
  teams: readonly { readonly id: string; readonly all: readonly EpochMs[] }[],
  isOpen: (at: EpochMs) => boolean,
): RedirectLoop[] {
  const circling = teams.map(({ id, all }) => ({ id, all, stuck: all.filter((at) => !isOpen(at)) }));
  const closing = circling.filter(({ all }) => all.length > 0); // a team that never opens passes on all the same
  if (closing.length === 0 || closing.some(({ stuck }) => stuck.length === 0)) return [];
  const first = closing.reduce((a, b) => ((b.stuck[0] as number) < (a.stuck[0] as number) ? b : a));
  return [
    {
      code: "redirect-loop",
      severity: closing.every(({ all, stuck }) => 2 * stuck.length >= all.length) ? "warning" : "note",
      teams: teams.map(({ id }) => id),
      at: new Date(first.stuck[0] as number),
      from: first.id,
      times: closing.reduce((sum, { stuck }) => sum + stuck.length, 0),
      closings: closing.reduce((sum, { all }) => sum + all.length, 0),
    },
  ];
}
