import { handoffWindows, type HandoffPass, type Post } from "../schedule/index.js";
import { timelineOf, zoneOfCalendar } from "../schedule/internal.js";
import {
  clip,
  firstEndingAfter,
  union,
  wallTimeAt,
  zoneOf,
  type IntervalList,
  type Zone,
} from "../time/index.js";
import { totalMs } from "./lint-crews.js";
import type { HoursDrift } from "./lint-findings.js";
import type { Lint } from "./lint-scope.js";
import { isoWeekAt } from "./lint-weeks.js";

/** A team that hands on to another; and whether that is so only because nobody else is there. */
interface Link {
  readonly from: string;
  readonly to: string;
  readonly isNatural: boolean;
}

/** What the handoffs of a roster are looked up in. */
interface Handoffs {
  readonly lint: Lint;
  readonly window: { readonly from: Date; readonly to: Date };
  readonly posts: ReadonlyMap<string, Post>;
  /** When any team with agents is open. */
  readonly anyOpen: IntervalList;
}

/** Handoffs that become gaps in the weeks in which two zones' clocks stand differently. */
export function driftFindings(lint: Lint): readonly HoursDrift[] {
  const { roster, window } = lint;
  const headcounts = new Map<string, number>();
  for (const { team } of roster.agents.values()) headcounts.set(team.id, (headcounts.get(team.id) ?? 0) + 1);
  const teams = [...roster.teams.values()].filter(({ id }) => headcounts.has(id));
  const handoffs: Handoffs = {
    lint,
    window: { from: new Date(window.start), to: new Date(window.end) },
    posts: new Map(teams.map(({ id, calendar }) => [id, { id, calendar, headcount: headcounts.get(id) }])),
    anyOpen: union(
      teams.map(({ calendar }) => timelineOf(calendar).listWithin(window.start, window.end + REACH_MS)),
    ),
  };
  return linksOf(handoffs).flatMap((link) => driftOf(handoffs, link));
}

/** A handoff at the end of the window may reach beyond it: as far as the receiver's next opening, within two weeks. */
const REACH_MS = 14 * 86_400_000;

/** Who hands on to whom: as the teams say, else to whoever opens next where nobody is there. */
function linksOf({ lint: { roster }, window, posts }: Handoffs): readonly Link[] {
  const isFree = (id: string) => roster.teams.get(id)?.handsOnTo === undefined;
  const declared = [...roster.teams.values()].flatMap(({ id: from, handsOnTo = [] }) =>
    [...new Set(handsOnTo)].map((to) => ({ from, to, isNatural: false })),
  );
  if (![...posts.keys()].some(isFree)) return declared;
  const natural = handoffWindows([...posts.values()], window)
    .filter(({ from, passes }) => isFree(from) && passes.some(({ kind }) => kind === "gap"))
    .map(({ from, to }) => ({ from, to, isNatural: true }));
  return [...declared, ...natural];
}

function driftOf({ window, posts, anyOpen }: Handoffs, { from, to, isNatural }: Link): HoursDrift[] {
  const [giver, receiver] = [posts.get(from), posts.get(to)];
  const [giverZone, receiverZone] = [giver, receiver].map((post) => post && zoneOfCalendar(post.calendar));
  if (giver === undefined || receiver === undefined || giverZone === undefined || receiverZone === undefined)
    return [];
  if (giverZone === receiverZone) return [];
  const [handoff] = handoffWindows([giver, receiver], window, { pairs: [[from, to]] });
  const drifts = bySameHours(handoff?.passes ?? [], giverZone, receiverZone).map(({ met, missed }) => ({
    met,
    missed: isNatural ? missed.filter(({ at }) => !isIn(anyOpen, at.getTime())) : missed,
  }));
  const found = drifts.filter(({ met, missed }) => met.length > 0 && missed.length > 0);
  const gaps = found.flatMap(({ missed }) => missed).sort((a, b) => a.at.getTime() - b.at.getTime());
  const [first] = gaps;
  if (first === undefined) return [];
  const isWhollyOpen = (gap: HandoffPass) =>
    totalMs(clip(anyOpen, gap.from.getTime(), gap.to.getTime())) === gap.lengthMs;
  const utc = zoneOf("UTC", "UTC");
  return [
    {
      code: "hours-drift",
      severity: gaps.every(isWhollyOpen) ? "note" : "warning",
      from,
      to,
      gapMs: longest(gaps),
      overlapMs: longest(found.flatMap(({ met }) => met)),
      times: gaps.length,
      at: first.at,
      weeks: [...new Set(gaps.map(({ at }) => isoWeekAt(utc, at.getTime())))],
    },
  ];
}

function longest(passes: readonly HandoffPass[]): number {
  return Math.max(...passes.map(({ lengthMs }) => lengthMs));
}

function isIn(list: IntervalList, at: number): boolean {
  const next = firstEndingAfter(list, at);
  return next !== undefined && next.start <= at;
}

/**
 * The passes at which the two teams' wall clocks read the same times: of these,
 * whether they meet or miss each other is up to how the clocks stand. A holiday
 * makes other times of day, and so is never taken for a change of clocks.
 */
function bySameHours(
  passes: readonly HandoffPass[],
  giver: Zone,
  receiver: Zone,
): readonly { readonly met: HandoffPass[]; readonly missed: HandoffPass[] }[] {
  const groups = new Map<number, { met: HandoffPass[]; missed: HandoffPass[] }>();
  for (const pass of passes) {
    const opens = pass.kind === "overlap" ? pass.from : pass.to;
    const marginMs = wallTimeAt(receiver, opens.getTime()) - wallTimeAt(giver, pass.at.getTime());
    const group = groups.get(marginMs) ?? { met: [], missed: [] };
    group[pass.kind === "gap" ? "missed" : "met"].push(pass);
    groups.set(marginMs, group);
  }
  return [...groups.values()];
}
