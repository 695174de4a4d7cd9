import type { PictureAttainment, PictureData } from "../simulator/picture-data.js";
import {
  attainmentWords,
  FEW,
  isAt,
  promiseWords,
  rowsOf,
  totals,
  unique,
  wordsOf,
  type Row,
} from "./attainment-words.js";
import { legendLines, swatch, type Sample } from "./legend.js";
import { BAD, REST } from "./patterns.js";
import { textSize, type Picture } from "./picture.js";
import { fitted, most, textWidth, wrapped } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";

/** A promise and some of its priorities: the columns of one block. */
interface Block {
  readonly promise: string;
  readonly priorities: readonly string[];
}

/** How the promises were kept: a row a region, a column a priority, a block a promise. */
export function attainmentPicture(data: PictureData, width: number): Picture {
  const size = textSize(width);
  const rows = rowsOf(data.attainment);
  const gutter = gutterFor(rows, width, size);
  const columns = Math.floor((width - gutter) / cellRoom(data.attainment, rows, size));
  const blocks = blocksOf(data.attainment, Math.max(1, columns));
  const legend = legendLines(samples(data.attainment, size), width, size);
  const rowHeight = size * 2 + 14;
  const blockHeight = size * 2 + 22 + rows.length * rowHeight + 14;
  const top = legend.height + 8;
  const drawn = blocks.map((block, index) =>
    tag(
      "g",
      { transform: `translate(0 ${digits(top + index * blockHeight)})` },
      ...drawBlock(data, block, rows, width, gutter, size),
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
      legend.body +
      (blocks.length === 0 ? textTag("text", "Nothing was promised.", { y: top + size }) : drawn.join("")),
  };
}

/** As broad as the names, within reason. */
function gutterFor(rows: readonly Row[], width: number, size: number): number {
  const longest = most(rows.map(({ name }) => textWidth(name, size)));
  const room = width < 500 ? 78 : Math.min(160, width * 0.22);
  return Math.max(size * 3, Math.min(longest + 12, room));
}

/** What the words of the longest cell ask for. */
function cellRoom(attainment: readonly PictureAttainment[], rows: readonly Row[], size: number): number {
  const [all] = rows;
  const longest = attainment.map(({ promise, priority }) => {
    const found = attainment.filter((each) => isAt(each, promise, priority, all));
    return textWidth(wordsOf(totals(found)).join(" "), size);
  });
  return Math.max(size * 6.6, most(longest) + 10);
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
  rows: readonly Row[],
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
  const drawn = rows.flatMap(({ name, regions }, row) => {
    const y = top + row * rowHeight;
    const isAll = rows.length > 1 && row === 0;
    const label = inTwoLines(name, gutter - 8, size).map((line, index) =>
      textTag("text", line, { y: y + size + 3 + index * size * 1.15, class: isAll ? "bold" : "" }),
    );
    const cells = priorities.map((priority, index) => {
      const found = data.attainment.filter((each) => isAt(each, promise, priority, { name, regions }));
      return drawCell(found, gutter + index * columnWidth, y, columnWidth - (width < 500 ? 8 : 16), size);
    });
    return [tag("path", { d: `M0 ${y}H${width}`, class: row === 1 ? "axis" : "grid" }), ...label, ...cells];
  });
  return [textTag("text", promiseWords(promise), { y: size, class: "bold" }), ...columns, ...drawn];
}

/** Of a long name how it begins and how it ends: names that begin alike can be told apart by that. */
function inTwoLines(name: string, room: number, size: number): readonly string[] {
  const lines = wrapped(name, room, size);
  if (lines.length <= 2) return lines;
  const characters = Array.from(name);
  while (textWidth(`…${characters.join("").trimStart()}`, size) > room) characters.shift();
  return [lines[0] ?? "", `…${characters.join("").trimStart()}`];
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
  const [share, counts] = wordsOf({ met, missed, open });
  const bar = { y: y + size + 9, height: 7 };
  const room = (part: number): number => (width * part) / all;
  return [
    tag(
      "text",
      { x, y: y + size + 3 },
      share === "" ? "" : `${textTag("tspan", share, { class: "bold" })} `,
      textTag("tspan", counts, { class: "muted" }),
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

function samples(attainment: readonly PictureAttainment[], size: number): Sample[] {
  const hasFew = attainment.some(({ met, missed }) => met + missed > 0 && met + missed < FEW);
  return [
    ["met", swatch(size, { class: "open" }, true)],
    ["missed", swatch(size, { fill: "url(#p-bad)" }, true)],
    ["not decided yet", swatch(size, { fill: "url(#p-closed)" }, true)],
    ...(hasFew ? [[`no share of fewer than ${FEW}: too few to say`, ""] as const] : []),
  ];
}
