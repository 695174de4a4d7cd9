import { coverageOf, type CoverageSegment, type Roster } from "follow-the-sun";
import { HOUR_MS, UTC_DAY_MS } from "../simulator/units.js";
import { firstChoice, type Wanted } from "./wanted.js";

/** Two hours a column: a week is 84 of them. */
const COLUMN_MS = 2 * HOUR_MS;
const DAYS = 7;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Monday 00:00 UTC of the week of an instant, to the next one. */
export function weekOf(at: number): { readonly from: number; readonly to: number } {
  const day = Math.floor(at / UTC_DAY_MS) * UTC_DAY_MS;
  const from = day - ((new Date(day).getUTCDay() + 6) % 7) * UTC_DAY_MS;
  return { from, to: from + DAYS * UTC_DAY_MS };
}

/** For each thing that is wanted, and each two hours of the week: the fewest who could take it. */
export function coverageMap(roster: Roster, wanted: readonly Wanted[], from: number): string[] {
  const gutter = Math.max(...wanted.map(({ label }) => label.length)) + 2;
  const dates = WEEKDAYS.map((name, day) => {
    const date = new Date(from + day * UTC_DAY_MS).toISOString().slice(8, 10);
    return `|${name} ${date}`.padEnd(UTC_DAY_MS / COLUMN_MS);
  });
  return [
    `${"UTC".padEnd(gutter)}${dates.join("").trimEnd()}`,
    ...wanted.map((each) => `${each.label.padEnd(gutter)}${rowOf(roster, each, from)}`),
    "Two hours a column: the fewest people on shift at any time in them who speak it, at the first stage.",
    "· nobody   + ten or more",
  ];
}

function rowOf(roster: Roster, wanted: Wanted, from: number): string {
  const segments = coverageOf(firstChoice(roster, wanted), { from, to: from + DAYS * UTC_DAY_MS });
  return Array.from({ length: (DAYS * UTC_DAY_MS) / COLUMN_MS }, (_, column) => {
    const start = from + column * COLUMN_MS;
    const fewest = fewestIn(segments, start, start + COLUMN_MS);
    return fewest === 0 ? "·" : fewest > 9 ? "+" : String(fewest);
  }).join("");
}

function fewestIn(segments: readonly CoverageSegment[], from: number, to: number): number {
  const meant = segments.filter((segment) => Number(segment.from) < to && Number(segment.to) > from);
  return Math.min(...meant.map(({ headcount }) => headcount));
}
