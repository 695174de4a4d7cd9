import { coverageGaps, type Calendar, type CoverageGap, type Post, type Roster } from "follow-the-sun";
import type { Item } from "./item.js";
import type { PictureGapDay, PictureYear } from "./picture-data.js";
import type { Simulation } from "./simulation.js";
import { HOUR_MS, UTC_DAY_MS } from "./units.js";

const CAUSES = {
  weekly: "usual hours",
  holiday: "holiday",
  dst: "clocks change",
  exception: "special hours",
} as const;

/** The UTC days of the run's year on which there are hours without anybody on shift, and why. */
export function coverageYearOf<I extends Item>({ roster, from: start }: Simulation<I>): PictureYear {
  const year = new Date(start).getUTCFullYear();
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const days = new Map<string, PictureGapDay>();
  for (const gap of coverageGaps(postsOf(roster), { from, to })) {
    for (const each of byDay(gap)) {
      const key = `${each.day} ${each.cause}`;
      const { gapHours = 0, names = [] } = days.get(key) ?? {};
      days.set(key, {
        ...each,
        gapHours: gapHours + each.gapHours,
        names: [...new Set([...names, ...each.names])],
      });
    }
  }
  return { from, to, gaps: [...days.values()] };
}

/** By the hours of the people, not of their teams: who is on call has hours of their own. */
function postsOf(roster: Roster): Post[] {
  const posts = new Map<Calendar, Post>();
  for (const { id, calendar } of roster.agents.values())
    if (!posts.has(calendar)) posts.set(calendar, { id, calendar });
  return [...posts.values()];
}

function byDay({ from, to, cause }: CoverageGap): PictureGapDay[] {
  const [start, end] = [from.getTime(), to.getTime()];
  const first = Math.floor(start / UTC_DAY_MS) * UTC_DAY_MS;
  const names = cause.code === "holiday" ? cause.holidays.flatMap(({ name }) => name ?? []) : [];
  return Array.from({ length: Math.ceil((end - first) / UTC_DAY_MS) }, (_, index) => {
    const day = first + index * UTC_DAY_MS;
    const ms = Math.min(end, day + UTC_DAY_MS) - Math.max(start, day);
    return {
      ...{ day, gapHours: ms / HOUR_MS, names },
      ...{ cause: CAUSES[cause.code], isUsual: cause.code === "weekly" },
    };
  });
}
