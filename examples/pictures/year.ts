import type { PictureData, PictureYear } from "../simulator/picture-data.js";
import { legendLines, swatch, type Sample } from "./legend.js";
import { textSize, type Picture } from "./picture.js";
import { linear, wrapped } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { dateWords, monthWord, number } from "./words.js";
import { lettersOf, weeksOf, type Day, type Week } from "./year-weeks.js";
import { gapWords, yearLines, yearWords } from "./year-words.js";

/** How a day looks on which so many hours are missing, at most. */
const STEPS = [
  { upTo: 4, look: "gap-1", word: "up to 4 h not covered" },
  { upTo: 12, look: "gap-2", word: "up to 12 h" },
  { upTo: Infinity, look: "gap-3", word: "more" },
] as const;
const WEEKDAYS = ["Mon", "", "Wed", "", "Fri", "", "Sun"];

/** Where the cells of a band of weeks stand. */
interface Band {
  readonly gutter: number;
  /** From one cell to the next. */
  readonly across: number;
  readonly down: number;
  readonly size: number;
}

/** A year of coverage: a column a week, a cell a day, with the hours that nobody covers; weeks with any have a mark. */
export function yearPicture(data: PictureData, year: PictureYear, width: number): Picture {
  const size = textSize(width);
  const weeks = weeksOf(year);
  const letters = lettersOf(weeks);
  const bands = width < 500 ? 4 : width < 1000 ? 2 : 1;
  const perBand = Math.ceil(weeks.length / bands);
  const gutter = size * 2.5;
  const band: Band = { gutter, across: (width - gutter) / perBand, down: size + 5, size };
  const height = topOf(band) + 7 * band.down + size * 0.8;
  const drawn = Array.from({ length: bands }, (_, index) => {
    const own = weeks.slice(index * perBand, (index + 1) * perBand);
    return tag("g", { transform: `translate(0 ${digits(index * height)})` }, ...drawBand(own, letters, band));
  });
  const legend = legendLines(samples(weeks, size), width, size);
  const foot = bands * height;
  const lines = yearLines(weeks, letters).flatMap((line) => wrapped(line, width, size));
  const lineAt = linear([0, 1], [foot + legend.height + size * 1.3, foot + legend.height + size * 2.75]);
  return {
    name: "year",
    title: `A year of coverage, day by day, the weeks with gaps marked: ${data.title}`,
    words: yearWords(weeks, letters),
    width,
    height: lineAt(lines.length - 1) + size * 0.5,
    defs: [],
    body: [
      ...drawn,
      tag("g", { transform: `translate(0 ${digits(foot)})` }, legend.body),
      ...lines.map((line, index) => textTag("text", line, { y: lineAt(index) })),
    ].join(""),
  };
}

/** Above the cells: the months, and the marks of the weeks. */
function topOf({ size }: Band): number {
  return size * 2 + 12;
}

function drawBand(weeks: readonly Week[], letters: ReadonlyMap<string, string>, band: Band): string[] {
  const top = topOf(band);
  const { gutter, across, down, size } = band;
  const names = WEEKDAYS.map((name, row) =>
    name === "" ? "" : textTag("text", name, { y: top + row * down + size, class: "muted" }),
  );
  return [
    ...names,
    months(weeks, band),
    ...weeks.map((week, column) => mark(week, letters, gutter + column * across, band)),
    cover(weeks, band),
    ...weeks.flatMap((week, column) =>
      week.days.map((day) => gapCell(day, gutter + column * across, top + day.row * down, band)),
    ),
  ];
}

/** Each name where its month begins, and a line before its first day. */
function months(weeks: readonly Week[], band: Band): string {
  const { gutter, across, down, size } = band;
  const top = topOf(band);
  const starts = weeks.flatMap(({ days }, column) =>
    days.filter(({ at }) => new Date(at).getUTCDate() === 1).map(({ at, row }) => ({ at, row, column })),
  );
  // Nothing is drawn before January.
  const lines = starts
    .filter(({ at }) => new Date(at).getUTCMonth() > 0)
    .map(({ row, column }) => {
      const x = gutter + column * across - 1;
      const step = row === 0 ? "" : `V${digits(top + row * down - 1)}H${digits(x)}`;
      return `M${digits(row === 0 ? x : x + across)} ${digits(top - 2)}${step}V${digits(top + 7 * down)}`;
    });
  // A band that begins within a month says which, where there is room.
  const first = weeks[0]?.days[0];
  const isMiddle = first !== undefined && !starts.some(({ column }) => column < 2);
  return [
    tag("path", { d: lines.join(""), class: "month" }),
    isMiddle ? textTag("text", monthWord(first.at), { x: gutter, y: size, class: "muted" }) : "",
    ...starts.map(({ at, column }) =>
      // In the last column there is no room to the right.
      textTag("text", monthWord(at), {
        x: column === weeks.length - 1 ? gutter + (column + 1) * across - 2 : gutter + column * across,
        y: size,
        class: column === weeks.length - 1 ? "muted end" : "muted",
      }),
    ),
  ].join("");
}

/** A bar over a week with gaps, and why there are any. */
function mark(week: Week, letters: ReadonlyMap<string, string>, x: number, band: Band): string {
  if (week.gapHours === 0) return "";
  const { across, size } = band;
  const [first = "", second = "", ...more] = week.causes.map((cause) => letters.get(cause) ?? "");
  const top = topOf(band);
  return (
    tag("rect", { x, y: top - 5, width: across - 2, height: 3, class: "bad" }) +
    textTag("text", first + (more.length > 0 ? "+" : second), {
      x: x + (across - 2) / 2,
      y: top - 8,
      class: `${size < 13 ? "" : "bold "}middle`,
    })
  );
}

/** All days without a gap: filled from below as far as they are covered in a usual week. */
function cover(weeks: readonly Week[], band: Band): string {
  const { gutter, across, down } = band;
  const box = (x: number, y: number, width: number, height: number): string =>
    `M${digits(x)} ${digits(y)}h${digits(width)}v${digits(height)}h${digits(-width)}z`;
  const [full, rims]: [string[], string[]] = [[], []];
  weeks.forEach(({ days }, column) => {
    for (const { row, usualHours, gapHours } of days) {
      if (gapHours > 0) continue;
      const [x, y] = [gutter + column * across, topOf(band) + row * down];
      const covered = (1 - usualHours / 24) * (down - 2);
      if (covered > 0.01) full.push(box(x, y + down - 2 - covered, across - 2, covered));
      if (usualHours > 0) rims.push(box(x + 0.5, y + 0.5, across - 3, down - 3));
    }
  });
  return (
    tag("path", { d: full.join(""), class: "plan" }) +
    (rims.length === 0 ? "" : tag("path", { d: rims.join(""), class: "outline thin" }))
  );
}

/** A day with a gap: its hours, on a ground that says whether they are few or many. */
function gapCell(day: Day, x: number, y: number, { across, down, size }: Band): string {
  const { gapHours } = day;
  if (gapHours === 0) return "";
  const { look } = STEPS.find(({ upTo }) => gapHours <= upTo) ?? STEPS[2];
  const hours = gapHours < 9.95 ? number(Math.max(0.1, gapHours)) : number(Math.round(gapHours));
  return tag(
    "g",
    {},
    textTag("title", `${dateWords(day.at)}: ${gapWords(day)}`),
    tag("rect", { x: x + 0.5, y: y + 0.5, width: across - 3, height: down - 3, class: look }),
    textTag("text", hours, {
      x: x + (across - 2) / 2,
      y: y + size + 0.5,
      class: look === "gap-3" ? "paper middle" : "middle",
    }),
  );
}

/** Only what there is to be seen is explained. */
function samples(weeks: readonly Week[], size: number): Sample[] {
  const days = weeks.flatMap((week) => week.days);
  const hasUsual = days.some(({ usualHours }) => usualHours > 0);
  const hasGaps = days.some(({ gapHours }) => gapHours > 0);
  const bar = tag("rect", { y: size / 2, width: size + 4, height: 3, class: "bad" });
  return [
    ["covered", swatch(size, { class: "plan" })],
    ...(hasUsual ? [["nobody, as in every week", swatch(size, { class: "outline thin" })] as const] : []),
    ...(hasGaps ? STEPS.map(({ look, word }) => [word, swatch(size, { class: look })] as const) : []),
    ...(hasGaps ? [["a week with a gap, and why", bar] as const] : []),
  ];
}
