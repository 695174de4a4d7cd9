import type { PictureData } from "../simulator/picture-data.js";
import { catalogueOf, type Entry } from "./catalogue.js";
import { pageCss } from "./page-style.js";
import { svgIn, WIDTHS, type Layout, type Picture, type Table } from "./picture.js";
import { most, sum } from "./scales.js";
import { largeMap } from "./stepper.js";
import { stepsOf } from "./steps.js";
import { tag, textTag } from "./svg.js";
import { clock, dateWords, instantWords, number } from "./words.js";

/** Between two pictures that share a row. */
const PAIR_GAP = 32;
const LAYOUTS = Object.keys(WIDTHS) as Layout[];

/** All pictures in one HTML file: it asks the network for nothing and runs no script. */
export function renderPage(data: PictureData): string {
  const entries = catalogueOf(data);
  const globe = inLayouts((width) => largeMap(data, width));
  const figures = entries.map((entry) => inLayouts(entry.draw, entry.isHalf));
  const defs = new Set([globe, ...figures].flat().flatMap(({ picture }) => picture.defs));
  const sections = entries.map((entry, index) =>
    sectionOf(entry, figures[index] ?? [], entry.name === "world" ? stepper(data, globe) : ""),
  );
  const body = tag("main", {}, headerOf(data), ...inPairs(entries, sections));
  const page = tag(
    "html",
    { lang: "en", xmlns: "http://www.w3.org/1999/xhtml" },
    tag(
      "head",
      {},
      tag("meta", { charset: "utf-8" }),
      tag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      textTag("title", data.title),
      // Style sheets are not text in HTML: it would not undo an escape. Nothing in this one needs any.
      tag("style", {}, pageCss),
    ),
    tag("body", {}, sharedDefs(defs), body),
  );
  return `<!DOCTYPE html>\n${page}\n`;
}

interface LaidOut {
  readonly layout: Layout;
  readonly picture: Picture;
}

function inLayouts(draw: (width: number) => Picture, isHalf = false): LaidOut[] {
  return LAYOUTS.map((layout) => {
    const width = WIDTHS[layout];
    return { layout, picture: draw(isHalf && layout === "wide" ? (width - PAIR_GAP) / 2 : width) };
  });
}

function svgsOf(drawn: readonly LaidOut[]): string {
  return drawn.map(({ layout, picture }) => svgIn(picture, layout)).join("\n");
}

/** Not `display: none`, under which browsers forget patterns. */
function sharedDefs(defs: ReadonlySet<string>): string {
  const attributes = { width: 0, height: 0, style: "position:absolute", "aria-hidden": "true" };
  return tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...attributes }, tag("defs", {}, ...defs));
}

function headerOf(data: PictureData): string {
  const of = (key: "arrivals" | "breaches"): number => sum(data.bins.map((bin) => bin[key]));
  const top = (key: "peopleAtWork" | "waiting"): number => most(data.bins.map((bin) => bin[key]));
  const facts: [string, string][] = [
    [number(of("arrivals")), "arrivals"],
    [number(data.teams.length), data.teams.length === 1 ? "team" : "teams"],
    [number(Math.round(top("peopleAtWork"))), "people at work at most"],
    [number(top("waiting")), "waiting at most"],
    [number(of("breaches")), "broken promises"],
  ];
  return tag(
    "header",
    {},
    textTag("h1", data.title),
    textTag("p", periodWords(data)),
    tag("ul", { class: "facts" }, ...facts.map(([value, word]) => tag("li", {}, textTag("b", value), word))),
  );
}

function periodWords({ from, to }: PictureData): string {
  const isDay = to - from === 86_400_000 && clock(from) === "00:00";
  const year = new Date(from).getUTCFullYear();
  return isDay
    ? `${dateWords(from)} ${year}, UTC`
    : `${instantWords(from)} to ${instantWords(to)} ${year}, UTC`;
}

function sectionOf(entry: Entry, drawn: readonly LaidOut[], before: string): string {
  return tag(
    "section",
    { id: entry.name, "aria-labelledby": `${entry.name}-heading` },
    textTag("h2", entry.heading, { id: `${entry.name}-heading` }),
    textTag("p", entry.reading),
    before,
    tag("figure", {}, svgsOf(drawn)),
    tag(
      "details",
      {},
      textTag("summary", "The numbers", { "aria-label": `The numbers: ${entry.heading}` }),
      tableOf(entry.table),
    ),
  );
}

/** Neighbours that are half as broad stand side by side. */
function inPairs(entries: readonly Entry[], sections: readonly string[]): string[] {
  const halves = sections.filter((_, index) => entries[index]?.isHalf);
  const first = entries.findIndex(({ isHalf }) => isHalf);
  return sections.flatMap((section, index) => {
    if (!entries[index]?.isHalf) return [section];
    return index === first ? [tag("div", { class: "pair" }, ...halves)] : [];
  });
}

function tableOf({ caption, head, rows }: Table): string {
  const headRow = tag("tr", {}, ...head.map((word) => textTag("th", word, { scope: "col" })));
  const lines = rows.map(([first = "", ...rest]) =>
    tag("tr", {}, textTag("th", first, { scope: "row" }), ...rest.map((cell) => textTag("td", cell))),
  );
  const table = tag(
    "table",
    {},
    textTag("caption", caption),
    tag("thead", {}, headRow),
    tag("tbody", {}, ...lines),
  );
  // What scrolls must be reachable by the keyboard, and say what it is.
  return tag("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, table);
}

/** The large map and its buttons; it begins at the step in which most is handed on. */
function stepper(data: PictureData, globe: readonly LaidOut[]): string {
  const steps = stepsOf(data);
  const items = steps.map(({ handoffs }) => sum(handoffs.map((each) => each.items)));
  const begin = most(items) === 0 ? steps.length / 2 : items.indexOf(most(items));
  const names = [...steps.map(({ index }) => String(index)), "play"];
  const inputs = names.map((name) =>
    tag("input", {
      type: "radio",
      name: "step",
      id: `step-${name}`,
      checked: name === String(begin) ? "checked" : undefined,
    }),
  );
  const labels = names.map((name, index) =>
    textTag("label", name === "play" ? "Play all" : (steps[index]?.label.replace(":00", "") ?? ""), {
      for: `step-${name}`,
      class: name === "play" ? "play" : undefined,
    }),
  );
  return tag(
    "fieldset",
    { class: "stepper" },
    textTag("legend", "Step of the large map"),
    ...inputs,
    tag("div", { class: "hours" }, ...labels),
    tag("div", { class: "maps" }, svgsOf(globe)),
  );
}
