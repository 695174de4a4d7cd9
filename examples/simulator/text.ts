import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./units.js";

/** Columns of the report; a terminal of this width breaks none of its lines. */
const WIDTH = 100;

type Style = (text: string) => string;

/** Styles for a terminal; on anything else they leave the text as it is. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly sun: Style;
  readonly alarm: Style;
}

export function paintFor(colour: boolean): Paint {
  const style = (code: string) => (text: string) =>
    colour && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: style("1"), dim: style("2"), sun: style("33"), alarm: style("31") };
}

/** A part of a report under a heading as wide as the report. */
export function sectionText(paint: Paint, title: string, lines: readonly string[]): string {
  return [paint.bold(`── ${title} ${"─".repeat(Math.max(0, WIDTH - 4 - title.length))}`), ...lines].join(
    "\n",
  );
}

/** 1814 as 1,814: the same on every machine, whatever its locale. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 incident`, `1,814 incidents`. */
export function counted(count: number, what: string, many = `${what}s`): string {
  return `${grouped(count)} ${count === 1 ? what : many}`;
}

export function percentText(share: number | null): string {
  if (share === null) return "-";
  // Never rounded up to everything, nor down to nothing.
  if (share > 0.9995 && share < 1) return "99.9 %";
  if (share < 0.0005 && share > 0) return "0.1 %";
  return `${(100 * share).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;
}

/** `45 s`, `23 min`, `8 h 36 min`, `29 h`. */
export function lengthText(ms: number | null): string {
  if (ms === null) return "-";
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (ms >= 24 * HOUR_MS) return `${grouped(ms / HOUR_MS)} h`;
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Lines of whole words within the width, the first one after `lead`, the others as far in. */
export function wrap(text: string, lead: string): string[] {
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(lead.length);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** Aligned columns: the first `texts` of them to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[], texts: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const align = (cell: string, column: number): string =>
    column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(align).join("  ").trimEnd());
}
