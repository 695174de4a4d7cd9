// A year of coverage over 30 posts in 20 zones: "well under a second", compiled calendars or not.
import { coverageGaps, coverageOf, defineCalendar, handoffWindows } from "../dist/index.js";
import { config } from "./contestants/ours.js";
import { median, timed } from "./support/measure.js";
import { duration, table } from "./support/table.js";
import { ZONES } from "./support/zones.js";

const POSTS = 30;
const RUNS = 5;
const YEAR = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

const fresh = () =>
  Array.from({ length: POSTS }, (_, i) => ({
    id: `post-${i}`,
    calendar: defineCalendar({ ...config, timeZone: ZONES[i % ZONES.length] }),
    headcount: 1 + (i % 4),
  }));

const questions = [
  ["coverageOf: segments", (posts) => coverageOf(posts, YEAR)],
  ["coverageGaps: gaps and their causes", (posts) => coverageGaps(posts, YEAR)],
  ["handoffWindows: every ordered pair", (posts) => handoffWindows(posts, YEAR)],
];

export function coverage() {
  const coldest = timed(() => coverageOf(fresh(), YEAR)); // with the tables of all zones
  const rows = questions.map(([name, ask]) => {
    const first = Array.from({ length: RUNS }, () => {
      const posts = fresh();
      return timed(() => ask(posts));
    });
    const posts = fresh();
    ask(posts);
    const again = Array.from({ length: RUNS }, () => timed(() => ask(posts)));
    return [name, duration(median(first)), duration(median(again)), `${[...ask(posts)].length}`];
  });
  return [
    `A year, ${POSTS} posts, ${ZONES.length} zones. First of all, with the zones' tables: ${duration(coldest)}.`,
    table(["", "calendars new", "calendars compiled", "answers"], rows),
  ].join("\n\n");
}
