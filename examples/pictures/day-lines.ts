import type { PictureBin, PictureData } from "../simulator/picture-data.js";
import { timeAxis } from "./axis.js";
import { BAD, QUEUE } from "./patterns.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { linear, most, niceTicks, sum, timeTicks, type Scale } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { clockIn, count, lengthWords, number } from "./words.js";

/** One of the four panels, one above the other. */
interface Panel {
  readonly key: keyof Omit<PictureBin, "at">;
  readonly heading: string;
  /** What the heading goes on with: the number that matters. */
  readonly fact: (data: PictureData) => string;
  readonly look: Readonly<Record<string, string>>;
  readonly isLine: boolean;
}

const peakFact =
  (key: Panel["key"], unit: string) =>
  (data: PictureData): string => {
    const top = most(data.bins.map((bin) => bin[key]));
    const bin = data.bins.find((each) => each[key] === top);
    return bin === undefined || top === 0
      ? "none"
      : `${number(Math.round(top))} ${unit}, ${clockIn(data, bin.at)}`;
  };
const totalFact = (data: PictureData, key: Panel["key"]): string =>
  number(sum(data.bins.map((bin) => bin[key])));

const PANELS: readonly Panel[] = [
  {
    key: "arrivals",
    heading: "Arrivals",
    fact: (data) =>
      `${totalFact(data, "arrivals")} in all; ${peakFact("arrivals", `in ${lengthWords(data.binMs)} at most`)(data)}`,
    look: { class: "open" },
    isLine: false,
  },
  {
    key: "peopleAtWork",
    heading: "People at work",
    fact: peakFact("peopleAtWork", "at most"),
    look: { class: "l-open" },
    isLine: true,
  },
  {
    key: "waiting",
    heading: "Waiting",
    fact: peakFact("waiting", "at most"),
    look: { fill: "url(#p-queue)", class: "rim-queue" },
    isLine: false,
  },
  {
    key: "breaches",
    heading: "Broken promises",
    fact: (data) =>
      `${totalFact(data, "breaches")} in all; ${peakFact("breaches", `in ${lengthWords(data.binMs)} at most`)(data)}`,
    look: { fill: "url(#p-bad)", class: "rim-bad" },
    isLine: false,
  },
];

/** Arrivals, people, queue and breaches over the same hours. */
export function dayLinesPicture(data: PictureData, width: number): Picture {
  const size = textSize(width);
  const gutter = size * 3.2;
  const tall = width < 500 ? 62 : 84;
  const step = tall + size + 22;
  const top = size + 16;
  const height = top + PANELS.length * step;
  const x = linear([data.from, data.to], [gutter, width - 2]);
  const panels = PANELS.map((panel, index) => {
    const floor = top + index * step + size + 12 + tall;
    return drawPanel(data, panel, x, floor, tall, size);
  });
  return {
    name: "day",
    title: `Arrivals, people, queue and broken promises: ${data.title}`,
    words: PANELS.map((panel) => `${panel.heading}: ${panel.fact(data)}.`).join(" "),
    width,
    height: height - 4,
    defs: [QUEUE, BAD],
    body: timeAxis(data, x, 0, height - 8, size) + panels.join(""),
  };
}

function drawPanel(
  data: PictureData,
  panel: Panel,
  x: Scale,
  floor: number,
  tall: number,
  size: number,
): string {
  const values = data.bins.map((bin) => bin[panel.key]);
  const ticks = niceTicks(most(values), 4);
  const y = linear([0, ticks.at(-1) ?? 1], [floor, floor - tall]);
  const [left, right] = [x(data.from), x(data.to)];
  const rules = ticks.map((tick) => `M${digits(left)} ${digits(y(tick))}H${digits(right)}`).join("");
  const marks = ticks.map((tick) =>
    textTag("text", number(tick), { x: left - 5, y: y(tick) + size * 0.35, class: "muted end" }),
  );
  const heading = tag(
    "text",
    { x: left, y: floor - tall - 7, class: "halo" },
    textTag("tspan", panel.heading, { class: "bold" }),
    textTag("tspan", ` ${panel.fact(data)}`, { class: "muted" }),
  );
  const shape = panel.isLine ? lineOf(data, values, x, y) : barsOf(data, values, x, y, floor);
  return tag(
    "g",
    {},
    tag("path", { d: rules, class: "grid" }),
    heading,
    ...marks,
    tag("path", { d: shape, ...panel.look }),
  );
}

function edgesOf(data: PictureData, index: number, x: Scale): [left: number, right: number] {
  const at = data.from + index * data.binMs;
  return [x(at), x(Math.min(data.to, at + data.binMs))];
}

function barsOf(data: PictureData, values: readonly number[], x: Scale, y: Scale, floor: number): string {
  return values
    .map((value, index) => {
      if (value === 0) return "";
      const [left, right] = edgesOf(data, index, x);
      const inset = (right - left) * 0.1;
      const high = Math.min(y(value), floor - 1.5);
      return `M${digits(left + inset)} ${digits(floor)}V${digits(high)}H${digits(right - inset)}V${digits(floor)}Z`;
    })
    .join("");
}

function lineOf(data: PictureData, values: readonly number[], x: Scale, y: Scale): string {
  return values
    .map((value, index) => {
      const [left, right] = edgesOf(data, index, x);
      return `${index === 0 ? `M${digits(left)} ${digits(y(value))}` : `V${digits(y(value))}`}H${digits(right)}`;
    })
    .join("");
}

/** A line an hour, or as many as make about a day's worth of lines. */
export function dayLinesTable(data: PictureData): Table {
  const whole = timeTicks(data.from + 1, data.to - 1, 25);
  const starts = data.to > data.from ? [data.from, ...whole] : [];
  const rows = starts.map((at, index) => {
    const end = starts[index + 1] ?? data.to;
    const bins = data.bins.filter((bin) => bin.at >= at && bin.at < end);
    const column = (key: Panel["key"]): number[] => bins.map((bin) => bin[key]);
    return [
      clockIn(data, at),
      number(sum(column("arrivals"))),
      number(most(column("peopleAtWork"))),
      number(most(column("waiting"))),
      number(sum(column("breaches"))),
    ];
  });
  return {
    caption: `The same by ${count(starts.length, "stretch", "stretches")} of time, UTC`,
    head: ["From", "Arrivals", "People at most", "Waiting at most", "Broken promises"],
    rows,
  };
}
