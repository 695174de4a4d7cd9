import { coverageGaps, type CoverageGap, type GapCause, type Post, type Roster } from "follow-the-sun";
import type { Company } from "../simulator/company.js";
import { table } from "../simulator/text.js";
import { expectedTraffic, type Expected } from "../simulator/traffic.js";
import { HOUR_MS, MINUTE_MS } from "../simulator/units.js";
import { firstChoice, keyOf, lastChoice, type Wanted } from "./wanted.js";

const SLOT_MS = 15 * MINUTE_MS;

/** All gaps of one thing that is wanted, of one cause. */
export interface Gaps {
  readonly label: string;
  readonly cause: string;
  readonly gaps: readonly CoverageGap[];
  readonly hours: number;
  /** Of these, hours in which a later stage has nobody either. */
  readonly hoursAtAnyStage: number;
  /** How many contacts of its kind are to be expected in them. */
  readonly contacts: number;
}

interface Week {
  readonly from: number;
  readonly to: number;
}

/** When nobody is on shift who could take it as it is asked for, and why: the package says so. */
export function gapsOf(company: Company, roster: Roster, wanted: readonly Wanted[], week: Week): Gaps[] {
  const expected = expectedTraffic(company, week.from, week.to);
  const known = new Map<string, readonly CoverageGap[]>();
  const gapsAmong = (posts: readonly Post[]): readonly CoverageGap[] => {
    const key = keyOf(posts);
    const gaps = known.get(key) ?? coverageGaps(posts, week);
    known.set(key, gaps);
    return gaps;
  };
  return wanted.flatMap((each) => {
    const byCause = new Map<string, CoverageGap[]>();
    const posts = firstChoice(roster, each);
    for (const gap of gapsAmong(posts)) {
      const cause = posts.length === 0 ? "nobody speaks it" : causeText(gap.cause);
      byCause.set(cause, [...(byCause.get(cause) ?? []), gap]);
    }
    const atLast = gapsAmong(lastChoice(company, roster, each));
    return Array.from(byCause, ([cause, gaps]) => ({
      ...{ label: each.label, cause, gaps, hours: hoursOf(gaps) },
      hoursAtAnyStage: hoursOf(gaps.flatMap((gap) => atLast.map((other) => overlap(gap, other)))),
      contacts: contactsIn(gaps, each, expected, week),
    }));
  });
}

/** Most contacts first. */
export function gapLines(gaps: readonly Gaps[], most: number): string[] {
  if (gaps.length === 0) return ["none: somebody who fits is there at all hours"];
  const sorted = [...gaps].sort((a, b) => b.contacts - a.contacts || b.hours - a.hours);
  const shown = sorted.slice(0, most);
  const rest = sorted.slice(most);
  const rows = shown.map(
    ({ label, cause, gaps: [first], hours, hoursAtAnyStage, contacts, gaps: { length } }) => [
      label,
      cause,
      first === undefined ? "" : spellText(first),
      String(length),
      String(hours),
      String(hoursAtAnyStage),
      contacts.toFixed(contacts < 10 ? 1 : 0),
    ],
  );
  const heading = ["wanted", "cause", "the first, UTC", "gaps", "hours", "any stage", "contacts"];
  return [
    ...table([heading, ...rows], 3),
    ...(rest.length > 0 ? [`and ${rest.length} more, with fewer contacts`] : []),
  ];
}

function causeText(cause: GapCause): string {
  if (cause.code !== "holiday") return cause.code;
  return `holiday: ${[...new Set(cause.holidays.map(({ name }) => name ?? "no name"))].join(", ")}`;
}

function overlap(one: CoverageGap, other: CoverageGap): { readonly from: Date; readonly to: Date } {
  const from = Math.max(Number(one.from), Number(other.from));
  return { from: new Date(from), to: new Date(Math.max(from, Math.min(Number(one.to), Number(other.to)))) };
}

function hoursOf(spells: readonly { readonly from: Date; readonly to: Date }[]): number {
  const ms = spells.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0);
  return Math.round((10 * ms) / HOUR_MS) / 10;
}

/** Gaps begin and end on the quarter of an hour, as shifts do. */
function contactsIn(gaps: readonly CoverageGap[], { from }: Wanted, expected: Expected, week: Week): number {
  const slots = gaps.map((gap) => [Number(gap.from), Number(gap.to)].map((at) => (at - week.from) / SLOT_MS));
  return expected.reduce((sum, { key, perSlot }) => {
    const inGaps = slots.flatMap(([start, end]) => perSlot.slice(start, end));
    return sum + (from.get(key) ?? 0) * inGaps.reduce((total, each) => total + each, 0);
  }, 0);
}

/** `Mon 23 09:00-Tue 00:00`; the weekday is told again where it is another one. */
function spellText({ from, to }: CoverageGap): string {
  const [start, end] = [from.toISOString(), to.toISOString()];
  const endDay = start.slice(0, 10) === end.slice(0, 10) ? "" : `${weekdayOf(to)} `;
  return `${weekdayOf(from)} ${start.slice(8, 10)} ${start.slice(11, 16)}-${endDay}${end.slice(11, 16)}`;
}

function weekdayOf(at: Date): string {
  return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][at.getUTCDay()] ?? "";
}
