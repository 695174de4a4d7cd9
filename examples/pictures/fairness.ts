import type { PictureAccount, PictureData } from "../simulator/picture-data.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { fitted, linear, most, sum, type Scale } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { count, listWords, number } from "./words.js";

/** The accounts of one team. */
interface Group {
  readonly name: string;
  readonly taken: readonly number[];
  readonly owed: readonly number[];
}

/** Load and fairness: a row a team, a dot for each number of items that some of its people took or are owed. */
export function fairnessPicture(data: PictureData, width: number): Picture {
  const size = textSize(width);
  const groups = groupsOf(data);
  const isNarrow = width < 500;
  // Many rows stand closer, so that a sheet of paper holds what a large company has.
  const rowHeight = isNarrow ? size * 3 + 8 : size * 2 + (groups.length > 20 ? 6 : 10);
  const gutter = isNarrow ? 0 : 150;
  const half = (width - gutter) / 2;
  const top = size * 3 + 8;
  const [low, high] = owedRange(data.fairness);
  // A dot is as large as this at most, so the ends of the scales keep clear of the edges by as much.
  const pad = 8;
  const taken = linear(
    [0, Math.max(1, most(data.fairness.map((each) => each.taken)))],
    [gutter + pad, gutter + half - 18],
  );
  const owed = linear([low, high], [gutter + half + 12, width - pad]);
  const largest = most(
    groups.flatMap(({ taken: each, owed: other }) => [...tally(each).values(), ...tally(other).values()]),
  );
  const rows = groups.map((group, index) => {
    const y = top + index * rowHeight;
    const middle = y + rowHeight - (isNarrow ? 13 : rowHeight / 2);
    return tag(
      "g",
      {},
      tag("path", { d: `M0 ${digits(y)}H${width}`, class: "grid" }),
      ...label(group, y, isNarrow, gutter, width, size),
      ...dots(group.taken, taken, middle, largest, "open", "took"),
      ...dots(group.owed, owed, middle, largest, "owed", "owed"),
    );
  });
  const foot = top + groups.length * rowHeight;
  return {
    name: "fairness",
    title: `Load and fairness: ${data.title}`,
    words: fairnessWords(data, groups),
    width,
    height: groups.length === 0 ? top + size : foot + size + 8,
    defs: [],
    body:
      head(gutter, half, owed(0), top, foot, size) +
      rows.join("") +
      scaleWords(taken, owed, data, foot + size + 3),
  };
}

function head(gutter: number, half: number, zero: number, top: number, foot: number, size: number): string {
  return [
    textTag("text", "Items taken per person", { x: gutter, y: size, class: "bold" }),
    textTag("text", "Items owed per person", { x: gutter + half + 8, y: size, class: "bold" }),
    textTag("text", "dot: people; line: mean", { x: gutter, y: size * 2.3, class: "muted" }),
    textTag("text", "left is ahead, right behind", { x: gutter + half + 8, y: size * 2.3, class: "muted" }),
    foot > top ? tag("path", { d: `M${digits(zero)} ${top}V${digits(foot)}`, class: "axis" }) : "",
  ].join("");
}

function label(
  group: Group,
  y: number,
  isNarrow: boolean,
  gutter: number,
  width: number,
  size: number,
): string[] {
  const people = group.taken.length;
  const facts = `${count(people, "person", "people")}, ${number(sum(group.taken))} taken`;
  if (isNarrow) {
    return [
      textTag("text", fitted(group.name, width * 0.5, size), { y: y + size + 3, class: "bold" }),
      textTag("text", facts, { x: width, y: y + size + 3, class: "muted end halo" }),
    ];
  }
  return [
    textTag("text", fitted(group.name, gutter - 10, size), { y: y + size + 2, class: "bold" }),
    textTag("text", fitted(facts, gutter - 10, size), { y: y + size * 2.25, class: "muted" }),
  ];
}

/** A dot for each value, its area by how many people have it, and an upright line at their mean. */
function dots(
  values: readonly number[],
  x: Scale,
  y: number,
  largest: number,
  look: string,
  verb: string,
): string[] {
  if (values.length === 0) return [];
  const mean = x(sum(values) / values.length);
  const span = `M${digits(x(Math.min(...values)))} ${digits(y)}H${digits(x(Math.max(...values)))}`;
  const marks = [...tally(values)].map(([value, people]) =>
    tag(
      "circle",
      { cx: x(value), cy: y, r: Math.max(3, 8 * Math.sqrt(people / largest)), class: `dot-${look}` },
      textTag("title", `${count(people, "person", "people")} ${verb} ${number(value)}`),
    ),
  );
  const line = `M${digits(mean)} ${digits(y - 9)}v18`;
  return [tag("path", { d: span, class: "axis" }), tag("path", { d: line, class: "l-ink" }), ...marks];
}

function scaleWords(taken: Scale, owed: Scale, data: PictureData, y: number): string {
  if (data.fairness.length === 0) return textTag("text", "Nobody took anything.", { y: y - 8 });
  const [low, high] = owedRange(data.fairness);
  const top = Math.max(1, most(data.fairness.map((each) => each.taken)));
  const at = (x: number, value: number, side: string): string =>
    textTag("text", number(value), { x, y, class: `muted ${side}` });
  return [
    at(taken(0), 0, "middle"),
    at(taken(top), top, "middle"),
    at(owed(0), 0, "middle"),
    // An end right beside the zero would be written over it.
    low < 0 && owed(0) - owed(low) > 30 ? at(owed(low), low, "") : "",
    high > 0 && owed(high) - owed(0) > 30 ? at(owed(high), high, "end") : "",
  ].join("");
}

function groupsOf({ fairness, teams }: PictureData): Group[] {
  const nameOf = new Map(teams.map(({ id, name }) => [id, name]));
  const groups = [...new Set(fairness.map(({ team }) => team))].map((team): Group => {
    const accounts = fairness.filter((each) => each.team === team);
    return {
      name: nameOf.get(team) ?? (team || "no team"),
      taken: accounts.map((each) => each.taken),
      owed: accounts.map((each) => each.owed),
    };
  });
  return groups.sort((a, b) => sum(b.taken) - sum(a.taken));
}

/** How many have each value; values that nobody could see apart are one. */
function tally(values: readonly number[]): Map<number, number> {
  const tallied = new Map<number, number>();
  for (const value of values) {
    const rounded = Math.round(value * 100) / 100 || 0;
    tallied.set(rounded, (tallied.get(rounded) ?? 0) + 1);
  }
  return tallied;
}

function owedRange(accounts: readonly PictureAccount[]): [low: number, high: number] {
  const owed = accounts.map((each) => each.owed);
  const [low, high] = [Math.min(0, ...owed), Math.max(0, ...owed)];
  return low === high ? [-1, 1] : [low, high];
}

function rangeWords(values: readonly number[]): string {
  const mean = sum(values) / Math.max(1, values.length);
  return `${number(Math.min(...values))} – ${number(mean)} – ${number(Math.max(...values))}`;
}

function fairnessWords(data: PictureData, groups: readonly Group[]): string {
  const teams = groups.map(({ name, taken }) => `${name} ${rangeWords(taken)}`);
  const all = `${count(data.fairness.length, "person", "people")} took ${count(sum(data.fairness.map(({ taken }) => taken)), "item")}.`;
  return teams.length === 0 ? all : `${all} Per person, least – mean – most: ${listWords(teams, 100)}.`;
}

/** A line a team. */
export function fairnessTable(data: PictureData): Table {
  return {
    caption: "Per person and team: least – mean – most",
    head: ["Team", "People", "Taken", "Taken per person", "Owed per person"],
    rows: groupsOf(data).map(({ name, taken, owed }) => [
      name,
      number(taken.length),
      number(sum(taken)),
      rangeWords(taken),
      rangeWords(owed),
    ]),
  };
}
