import type { PictureData, PictureGapWeek } from "../simulator/picture-data.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { DAY_MS, sum, wrapped } from "./scales.js";
import { tag, textTag } from "./svg.js";
import { count, monthWord, number } from "./words.js";

const WEEK_MS = 7 * DAY_MS;
const FEWEST_WEEKS = 52;

/** A year of coverage: a cell a week; a week with a gap shows its hours and a letter for the cause. */
export function yearPicture(data: PictureData, gaps: readonly PictureGapWeek[], width: number): Picture {
  const size = textSize(width);
  const columns = width < 500 ? 9 : width < 1000 ? 18 : 27;
  const cell = width / columns;
  const tall = size * 2 + 12;
  const weeks = weeksOf(data, gaps);
  const rowHeight = tall + size + 8;
  const letters = lettersOf(gaps);
  const cells = weeks.map((week, index) => {
    const [x, y] = [(index % columns) * cell, Math.floor(index / columns) * rowHeight];
    const here = gaps.filter(({ weekStart }) => weekStart >= week && weekStart < week + WEEK_MS);
    const startsMonth = index === 0 || monthWord(week) !== monthWord(week - WEEK_MS);
    const month = startsMonth ? textTag("text", monthWord(week), { x, y: y + size, class: "muted" }) : "";
    return month + drawWeek(week, here, letters, x, y + size + 4, cell - 4, tall, size);
  });
  let y = Math.ceil(weeks.length / columns) * rowHeight + size * 1.6;
  const causes = [...letters].flatMap(([cause, letter]) =>
    wrapped(causeWords(cause, letter, gaps), width, size).map((words) => {
      const line = textTag("text", words, { y });
      y += size * 1.45;
      return line;
    }),
  );
  return {
    name: "year",
    title: `A year of coverage, the weeks with gaps marked: ${data.title}`,
    words: yearWords(gaps, letters, weeks),
    width,
    height: y + (gaps.length === 0 ? size : 0),
    defs: [],
    body:
      cells.join("") + (gaps.length === 0 ? textTag("text", "No week has a gap.", { y }) : causes.join("")),
  };
}

function drawWeek(
  week: number,
  gaps: readonly PictureGapWeek[],
  letters: ReadonlyMap<string, string>,
  x: number,
  y: number,
  width: number,
  height: number,
  size: number,
): string {
  const hours = sum(gaps.map(({ gapHours }) => gapHours));
  const causes = gaps.map(({ cause }) => letters.get(cause) ?? "").join("");
  const title =
    gaps.length === 0
      ? `week of ${dayWords(week)}: covered`
      : `week of ${dayWords(week)}: ${number(hours)} h not covered`;
  const box = { x, y, width, height, rx: 3 };
  if (gaps.length === 0) {
    return tag("rect", { ...box, class: "plan" }, textTag("title", title));
  }
  return tag(
    "g",
    {},
    textTag("title", title),
    tag("rect", { ...box, x: x + 1, y: y + 1, width: width - 2, height: height - 2, class: "gap" }),
    textTag("text", `${number(hours)} h`, { x: x + width / 2, y: y + size + 2, class: "bold middle" }),
    textTag("text", causes, { x: x + width / 2, y: y + size * 2 + 5, class: "middle" }),
  );
}

/** The Mondays of the run's calendar year; where gaps lie outside of it, of a year from the first of them. */
function weeksOf(data: PictureData, gaps: readonly PictureGapWeek[]): number[] {
  const year = new Date(data.from).getUTCFullYear();
  const [first, last] = [mondayOf(Date.UTC(year, 0, 1)), mondayOf(Date.UTC(year, 11, 31))];
  const starts = gaps.map(({ weekStart }) => mondayOf(weekStart));
  const isOutside = starts.some((week) => week < first || week > last);
  const begin = isOutside ? Math.min(...starts) : first;
  const end = isOutside ? Math.max(begin + (FEWEST_WEEKS - 1) * WEEK_MS, ...starts) : last;
  return Array.from({ length: (end - begin) / WEEK_MS + 1 }, (_, index) => begin + index * WEEK_MS);
}

function mondayOf(at: number): number {
  // The first of January 1970 was a Thursday.
  return Math.floor((at + 3 * DAY_MS) / WEEK_MS) * WEEK_MS - 3 * DAY_MS;
}

function lettersOf(gaps: readonly PictureGapWeek[]): Map<string, string> {
  const causes = [...new Set(gaps.map(({ cause }) => cause))];
  return new Map(causes.map((cause, index) => [cause, String.fromCharCode(65 + (index % 26))]));
}

/** `A holiday: 2 weeks, 20 h (5 Jan 12 h, 6 Apr 8 h)`. */
function causeWords(cause: string, letter: string, gaps: readonly PictureGapWeek[]): string {
  const mine = gaps.filter((each) => each.cause === cause);
  const weeks = mine.map(({ weekStart, gapHours }) =>
    `${dayWords(weekStart)} ${number(gapHours)} h`.replaceAll(" ", "\u00a0"),
  );
  const hours = number(sum(mine.map(({ gapHours }) => gapHours)));
  return `${letter} ${cause}: ${count(mine.length, "week")}, ${hours} h (${weeks.join(", ")})`;
}

function dayWords(at: number): string {
  return `${new Date(at).getUTCDate()} ${monthWord(at)}`;
}

function yearWords(
  gaps: readonly PictureGapWeek[],
  letters: ReadonlyMap<string, string>,
  weeks: readonly number[],
): string {
  const causes = [...letters].map(([cause, letter]) => `${causeWords(cause, letter, gaps)}.`);
  const marked = new Set(gaps.map(({ weekStart }) => mondayOf(weekStart))).size;
  return `${marked} of ${weeks.length} weeks have a gap. ${causes.join(" ")}`.trim();
}

/** A line for each week and cause. */
export function yearTable(gaps: readonly PictureGapWeek[]): Table {
  return {
    caption: "Weeks in which wanted hours are not covered",
    head: ["Week of", "Hours not covered", "Cause"],
    rows: gaps.map(({ weekStart, gapHours, cause }) => [
      `${dayWords(weekStart)} ${new Date(weekStart).getUTCFullYear()}`,
      number(gapHours),
      cause,
    ]),
  };
}
