import type { CycleExplanation, Segment, SegmentReason } from "follow-the-sun";
import { dateText, lengthText, localMs, timeText } from "./local-time.js";

/** One day of 24 hours by the wall clock: 72 columns, 20 minutes each. */
const COLUMNS = 72;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const COLUMN_MS = DAY_MS / COLUMNS;
const SAMPLE_MS = 5 * MINUTE_MS;
const GUTTER = 12;

/** From the one that shows most to the one that shows least, where they share a column. */
const GLYPHS = [
  ["▓", "counts, beyond the target"],
  ["█", "counts"],
  ["░", "paused"],
  ["x", "holiday"],
  ["b", "break or closure"],
  ["-", "solved"],
  ["?", "nobody's"],
  ["·", "out of hours"],
] as const;
type Glyph = (typeof GLYPHS)[number][0];

/** A date of the team's wall clock. */
interface Row {
  /** Midnight, on the wall clock. */
  readonly date: number;
  readonly cells: (Glyph | " ")[];
  readonly notes: string[];
  /** Working time until the end of the date. */
  totalMs: number;
}

/**
 * Why is it due then? One line a day on the clock of the team whose hours count (UTC where several teams' do),
 * what counts and what does not, with the running total; below a day, what begins on it beside the usual hours.
 */
export function drawTimeline(explanation: CycleExplanation): string {
  const { cycle, segments, sentence } = explanation;
  const zone = segments.find(({ timeZone }) => timeZone !== undefined)?.timeZone ?? "UTC";
  const rows = rowsOf(explanation, zone);
  const used = new Set(rows.flatMap(({ cells }) => cells));
  const say = (at: Date) =>
    `${dateText(localMs(zone, at.getTime()))} ${timeText(localMs(zone, at.getTime()))}`;
  const facts = [
    `activated ${say(cycle.activatedAt)}`,
    cycle.dueAt === undefined ? "not due" : `due ${say(cycle.dueAt)}`,
    ...(cycle.fulfilledAt === undefined ? [] : [`fulfilled ${say(cycle.fulfilledAt)}`]),
  ];
  return [
    ...wrap(sentence),
    ...wrap(`${facts.join(", ")} (${zone})`),
    "",
    " ".repeat(GUTTER) + hourScale(),
    ...rowLines(rows),
    GLYPHS.filter(([glyph]) => used.has(glyph))
      .map(([glyph, meaning]) => `${glyph} ${meaning}`)
      .join("   "),
  ].join("\n");
}

function rowsOf({ cycle, segments }: CycleExplanation, zone: string): Row[] {
  const rows = new Map<number, Row>();
  const rowAt = (local: number): Row => {
    const date = Math.floor(local / DAY_MS) * DAY_MS;
    const row = rows.get(date) ?? {
      date,
      cells: Array.from({ length: COLUMNS }, () => " "),
      notes: [],
      totalMs: 0,
    };
    rows.set(date, row);
    return row;
  };
  for (const segment of segments) {
    const [from, to] = [segment.from.getTime(), segment.to.getTime()];
    for (let at = from; at < to; at = nextSample(at)) {
      const workedMs = segment.beforeMs + (segment.counts ? at - from : 0);
      const local = localMs(zone, at);
      const row = rowAt(local);
      show(
        row.cells,
        Math.floor((local - row.date) / COLUMN_MS),
        glyphOf(segment, workedMs >= cycle.targetMs),
      );
      row.totalMs = segment.beforeMs + (segment.counts ? Math.min(nextSample(at), to) - from : 0);
    }
    const begins = localMs(zone, from);
    const note = noteOf(segment);
    if (note !== undefined) rowAt(begins).notes.push(`${timeText(begins)} ${note}`);
  }
  return [...rows.values()];
}

/** Samples lie on the clock's five minutes, whatever instant a segment begins at. */
function nextSample(at: number): number {
  return (Math.floor(at / SAMPLE_MS) + 1) * SAMPLE_MS;
}

function show(cells: Row["cells"], column: number, glyph: Glyph): void {
  const rank = (each: string) => GLYPHS.findIndex(([known]) => known === each);
  const now = cells[column] ?? " ";
  if (now === " " || rank(glyph) < rank(now)) cells[column] = glyph;
}

function glyphOf({ reason }: Segment, isBeyond: boolean): Glyph {
  switch (reason.code) {
    case "open":
      return isBeyond ? "▓" : "█";
    case "paused":
    case "not-agents":
      return "░";
    case "solved":
      return "-";
    case "unowned":
      return "?";
    case "closed":
      return closedGlyph(reason.because.code);
  }
}

function closedGlyph(code: Extract<SegmentReason, { code: "closed" }>["because"]["code"]): Glyph {
  if (code === "holiday") return "x";
  return code === "break" || code === "closure" ? "b" : "·";
}

/** What is out of the ordinary; opening and closing need no words. */
function noteOf({ reason, from, to }: Segment): string | undefined {
  const length = lengthText(to.getTime() - from.getTime());
  switch (reason.code) {
    case "paused":
      return `paused (${reason.status}), ${length}`;
    case "not-agents":
      return `not with the agents (${reason.status}), ${length}`;
    case "solved":
      return `solved, ${length}`;
    case "unowned":
      return `nobody owns it, ${length}`;
    case "open":
      return undefined;
    case "closed": {
      const { because } = reason;
      if (because.code === "holiday") return `holiday ${because.name ?? because.date}`;
      if (because.code === "closure") return `closed for ${because.name ?? "now"}, ${length}`;
      return because.code === "break"
        ? `break ${because.name ?? ""}, ${length}`.replace(" ,", ",")
        : undefined;
    }
  }
}

/** A line a day; days in a row that are like the one before are told by their number. */
function rowLines(rows: readonly Row[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < rows.length;) {
    const row = rows[index] as Row;
    const alike = rows.slice(index).findIndex((each, ahead) => ahead > 0 && !isIdleLike(row, each));
    const count = alike < 0 ? rows.length - index : alike;
    lines.push(`${dateText(row.date).padEnd(GUTTER)}${row.cells.join("")}  ${lengthText(row.totalMs)}`);
    lines.push(...row.notes.map((note) => `${" ".repeat(GUTTER)}${note}`));
    if (count === 2) lines.push(`${dateText(row.date + DAY_MS)}  as the day before`);
    else if (count > 2) lines.push(`${" ".repeat(GUTTER)}and ${count - 1} more days like it`);
    index += count;
  }
  return lines;
}

/** Whole days on which nothing counts, for the same reasons. */
function isIdleLike(a: Row, b: Row): boolean {
  const counts = a.cells.some((cell) => cell === "█" || cell === "▓");
  return !counts && a.cells.join("") === b.cells.join("") && b.notes.length === 0;
}

function hourScale(): string {
  const hours = Array.from({ length: 8 }, (_, index) => String(index * 3).padStart(2, "0"));
  return hours
    .map((hour) => hour.padEnd(COLUMNS / 8))
    .join("")
    .trimEnd();
}

const WIDTH = 100;

function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
