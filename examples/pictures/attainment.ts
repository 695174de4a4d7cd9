import type { PictureAttainment, PictureData } from "../simulator/picture-data.js";
import { BAD, REST } from "./patterns.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { fitted, sum } from "./scales.js";
import { tag, textTag } from "./svg.js";
import { count, number, percent } from "./words.js";

/** A promise and some of its priorities: the columns of one block. */
interface Block {
  readonly promise: string;
  readonly priorities: readonly string[];
}

/** How the promises were kept: a row a region, a column a priority, a block a promise. */
export function attainmentPicture(data: PictureData, width: number): Picture {
  const size = textSize(width);
  const regions = unique(data.attainment.map(({ region }) => region));
  const gutter = width < 500 ? 74 : Math.min(150, width * 0.17);
  const blocks = blocksOf(data.attainment, Math.max(1, Math.floor((width - gutter) / (size * 6.6))));
  const rowHeight = size * 2 + 14;
  const blockHeight = size * 2 + 22 + regions.length * rowHeight + 14;
  const top = size + 12;
  const drawn = blocks.map((block, index) =>
    tag(
      "g",
      { transform: `translate(0 ${top + index * blockHeight})` },
      ...drawBlock(data, block, regions, width, gutter, size),
    ),
  );
  return {
    name: "attainment",
    title: `Promises kept, by priority and region: ${data.title}`,
    words: attainmentWords(data),
    width,
    height: blocks.length === 0 ? top + size * 2 : top + blocks.length * blockHeight - 14,
    defs: [BAD, REST],
    body:
      legend(size) +
      (blocks.length === 0 ? textTag("text", "Nothing was promised.", { y: top + size }) : drawn.join("")),
  };
}

function blocksOf(attainment: readonly PictureAttainment[], columns: number): Block[] {
  return unique(attainment.map(({ promise }) => promise)).flatMap((promise) => {
    const priorities = unique(
      attainment.filter((each) => each.promise === promise).map(({ priority }) => priority),
    );
    // As even as can be: five in room for four are three and two, not four and one.
    const parts = Math.ceil(priorities.length / columns);
    const each = Math.ceil(priorities.length / parts);
    return Array.from({ length: parts }, (_, part) => ({
      promise,
      priorities: priorities.slice(part * each, (part + 1) * each),
    }));
  });
}

function drawBlock(
  data: PictureData,
  { promise, priorities }: Block,
  regions: readonly string[],
  width: number,
  gutter: number,
  size: number,
): string[] {
  const columnWidth = (width - gutter) / priorities.length;
  const rowHeight = size * 2 + 14;
  const top = size * 2 + 20;
  const columns = priorities.map((priority, index) =>
    textTag("text", fitted(priority, columnWidth - 10, size), {
      x: gutter + index * columnWidth,
      y: top - 8,
      class: "muted",
    }),
  );
  const rows = regions.flatMap((region, row) => {
    const y = top + row * rowHeight;
    const name = textTag("text", fitted(region, gutter - 8, size), { y: y + size + 3 });
    const cells = priorities.map((priority, index) => {
      const found = data.attainment.filter((each) => isAt(each, promise, priority, region));
      return drawCell(found, gutter + index * columnWidth, y, columnWidth - (width < 500 ? 8 : 16), size);
    });
    return [tag("path", { d: `M0 ${y}H${width}`, class: "grid" }), name, ...cells];
  });
  return [textTag("text", promiseWords(promise), { y: size, class: "bold" }), ...columns, ...rows];
}

/** The share in words over a bar of all that was promised: met, missed, not decided. */
function drawCell(
  found: readonly PictureAttainment[],
  x: number,
  y: number,
  width: number,
  size: number,
): string {
  const { met, missed, open } = totals(found);
  const all = met + missed + open;
  if (all === 0) return textTag("text", "–", { x, y: y + size + 3, class: "muted" });
  const share = percent(met, missed);
  const of = met + missed === 0 ? `${number(open)} open` : `${number(met)}/${number(met + missed)}`;
  const bar = { y: y + size + 9, height: 7 };
  const room = (part: number): number => (width * part) / all;
  return [
    tag(
      "text",
      { x, y: y + size + 3 },
      met + missed === 0 ? "" : `${textTag("tspan", share, { class: "bold" })} `,
      textTag("tspan", of, { class: "muted" }),
    ),
    met > 0 ? tag("rect", { x, ...bar, width: room(met), class: "open" }) : "",
    missed > 0
      ? tag("rect", { x: x + room(met), ...bar, width: Math.max(2, room(missed)), fill: "url(#p-bad)" })
      : "",
    open > 0
      ? tag("rect", { x: x + room(met + missed), ...bar, width: room(open), fill: "url(#p-closed)" })
      : "",
    tag("rect", {
      x: x + 0.5,
      y: bar.y + 0.5,
      width: Math.max(0, width - 1),
      height: bar.height - 1,
      class: "outline thin",
    }),
  ].join("");
}

function legend(size: number): string {
  const at = (x: number, word: string, look: Record<string, string>): string =>
    tag("rect", { x: x + 0.5, y: 2.5, width: size + 4, height: size - 3, ...look }) +
    tag("rect", { x: x + 0.5, y: 2.5, width: size + 4, height: size - 3, class: "outline thin" }) +
    textTag("text", word, { x: x + size + 9, y: size });
  return (
    at(0, "met", { class: "open" }) +
    at(size * 5, "missed", { fill: "url(#p-bad)" }) +
    at(size * 12, "not decided yet", { fill: "url(#p-closed)" })
  );
}

/** `firstReply` reads as `First reply`. */
export function promiseWords(promise: string): string {
  const words = promise.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isAt(each: PictureAttainment, promise: string, priority: string, region: string): boolean {
  return each.promise === promise && each.priority === priority && each.region === region;
}

function totals(found: readonly PictureAttainment[]): { met: number; missed: number; open: number } {
  const of = (key: "met" | "missed" | "open"): number => sum(found.map((each) => each[key]));
  return { met: of("met"), missed: of("missed"), open: of("open") };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function attainmentWords({ attainment }: PictureData): string {
  const sentences = unique(attainment.map(({ promise }) => promise)).map((promise) => {
    const { met, missed, open } = totals(attainment.filter((each) => each.promise === promise));
    return `${promiseWords(promise)}: ${percent(met, missed)} kept, ${number(met)} met, ${number(missed)} missed, ${number(open)} not decided.`;
  });
  return sentences.join(" ") || "Nothing was promised.";
}

/** A line for each that the data tells apart. */
export function attainmentTable({ attainment }: PictureData): Table {
  return {
    caption: `How ${count(attainment.length, "kind")} of promises were kept`,
    head: ["Promise", "Priority", "Region", "Kept", "Met", "Missed", "Not decided"],
    rows: attainment.map(({ promise, priority, region, met, missed, open }) => [
      promiseWords(promise),
      priority,
      region,
      percent(met, missed),
      number(met),
      number(missed),
      number(open),
    ]),
  };
}
