import type { PictureYear } from "../simulator/picture-data.js";
import type { Table } from "./picture.js";
import { sum } from "./scales.js";
import { count, dateWords, listWords, monthWord, number } from "./words.js";
import { hoursOf, lettersOf, weeksOf, type Day, type Week } from "./year-weeks.js";

/** `24 h not covered (holiday: New Year's Day)`; with hours for each where there are several causes. */
export function gapWords({ gaps, gapHours }: Day): string {
  const causes = gaps.map(({ cause, names, gapHours: hours }) => {
    const what = gaps.length > 1 ? `${cause} ${number(hours)} h` : cause;
    return names.length === 0 ? what : `${what}: ${listWords(names)}`;
  });
  return `${number(gapHours)} h not covered (${causes.join("; ")})`;
}

/** Below the picture: each cause with its weeks, and what marks no week. */
export function yearLines(weeks: readonly Week[], letters: ReadonlyMap<string, string>): string[] {
  const causes = [...letters].map(([cause, letter]) => causeWords(cause, letter, weeks));
  const usual = usualHours(weeks);
  return [
    ...(causes.length === 0 ? [usual > 0 ? "No week has a gap of its own." : "No week has a gap."] : causes),
    ...(usual > 0 ? [usualWords(usual, weeks)] : []),
  ];
}

/** `A holiday: 2 weeks, 20 h (5 Jan 12 h, 6 Apr 8 h)`. */
function causeWords(cause: string, letter: string, weeks: readonly Week[]): string {
  const mine = weeks.flatMap(({ monday, days }) => {
    const gapHours = hoursOf(days.flatMap(({ gaps }) => gaps).filter((gap) => gap.cause === cause));
    return gapHours === 0 ? [] : [{ monday, gapHours }];
  });
  const words = mine.map(({ monday, gapHours }) =>
    `${dayWords(monday)} ${number(gapHours)} h`.replaceAll(" ", "\u00a0"),
  );
  const hours = number(sum(mine.map(({ gapHours }) => gapHours)));
  return `${letter} ${cause}: ${count(mine.length, "week")}, ${hours} h (week of ${words.join(", ")})`;
}

function usualHours(weeks: readonly Week[]): number {
  return sum(weeks.flatMap(({ days }) => days.map((day) => day.usualHours)));
}

/** Over whole weeks; the year's first and last may be cut off. */
function usualWords(usual: number, weeks: readonly Week[]): string {
  const days = sum(weeks.map((week) => week.days.length));
  return `Hours at which nobody is on shift in any week mark none: ${number((7 * usual) / days)} h a week.`;
}

function dayWords(at: number): string {
  return `${new Date(at).getUTCDate()} ${monthWord(at)}`;
}

export function yearWords(weeks: readonly Week[], letters: ReadonlyMap<string, string>): string {
  const marked = weeks.filter(({ gapHours }) => gapHours > 0);
  const days = marked.flatMap((week) => week.days.filter(({ gapHours }) => gapHours > 0));
  const hours = number(sum(marked.map(({ gapHours }) => gapHours)));
  const all =
    marked.length === 0
      ? `None of ${weeks.length} weeks has a gap of its own.`
      : `${marked.length} of ${weeks.length} weeks ${marked.length === 1 ? "has" : "have"} a gap: ${count(days.length, "day")} with ${hours} h that nobody covers. Days are of UTC.`;
  const lines = yearLines(weeks, letters).map((line) => `${line}.`.replace("..", "."));
  return `${all} ${lines.slice(marked.length === 0 ? 1 : 0).join(" ")}`.trim();
}

/** A line for each week with a gap. */
export function yearTable(year: PictureYear): Table {
  const weeks = weeksOf(year);
  const letters = lettersOf(weeks);
  return {
    caption: "Weeks in which hours are not covered that other weeks cover; days are of UTC",
    head: ["Week of", "Hours not covered", "Days", "Why"],
    rows: weeks
      .filter(({ gapHours }) => gapHours > 0)
      .map(({ monday, days, gapHours, causes }) => [
        `${dayWords(monday)} ${new Date(monday).getUTCFullYear()}`,
        number(gapHours),
        days
          .filter((day) => day.gapHours > 0)
          .map((day) => `${dateWords(day.at)}: ${gapWords(day)}`)
          .join("; "),
        causes.map((cause) => `${letters.get(cause) ?? ""} ${cause}`).join(", "),
      ]),
  };
}
