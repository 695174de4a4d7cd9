import type { PictureData } from "../simulator/picture-data.js";
import { legendLines, type Sample } from "./legend.js";
import { arcsBetween, MAP, mapHeight, nightDef, project, WORLD_DEFS } from "./map.js";
import { MARKS, mark } from "./patterns.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { handoffWords, isPlaced, namesOf, stepsOf, type PlacedTeam, type Step } from "./steps.js";
import { sum } from "./scales.js";
import { tag, textTag } from "./svg.js";
import { count, listWords } from "./words.js";

/** The world in 24 small maps: where it is night, who is open, and what is handed on. */
export function worldPicture(data: PictureData, width: number): Picture {
  const steps = stepsOf(data);
  const columns = width < 500 ? 3 : width < 1000 ? 4 : 6;
  const gap = width < 500 ? 6 : 12;
  const size = textSize(width);
  const mapWidth = (width - gap * (columns - 1)) / columns;
  const rowHeight = mapHeight(mapWidth) + size + 6 + gap;
  const top = size + 14;
  const tiles = steps.map((step, index) => {
    const [x, y] = [(index % columns) * (mapWidth + gap), top + Math.floor(index / columns) * rowHeight];
    return tag("g", { transform: `translate(${round(x)} ${round(y)})` }, ...tile(data, step, mapWidth, size));
  });
  return {
    name: "world",
    title: `The world over 24 steps: ${data.title}`,
    words: worldWords(data, steps),
    width,
    height: top + Math.ceil(steps.length / columns) * rowHeight - gap + 2,
    defs: worldDefs(steps),
    body: legendLines(samples(size), width, size).body + tiles.join(""),
  };
}

/** What any picture of these steps refers to. */
export function worldDefs(steps: readonly Step[]): string[] {
  return [WORLD_DEFS, MARKS, ...steps.map((step) => nightDef(`night-${step.index}`, step.sun))];
}

/** One small map under the time and the number of teams that are open. */
function tile(data: PictureData, step: Step, width: number, size: number): string[] {
  const open = step.status.filter((each) => each === "open").length;
  const teams = data.teams.length;
  const room = width > 150 ? `${open} of ${teams} open` : `${open} open`;
  return [
    textTag("text", step.label, { y: size - 1, class: "bold" }),
    textTag("text", room, { x: width, y: size - 1, class: "muted end" }),
    tag("g", { transform: `translate(0 ${size + 5})` }, ...tileMap(data, step, width)),
  ];
}

function tileMap(data: PictureData, step: Step, width: number): string[] {
  const scale = `scale(${round(width / MAP.width, 4)})`;
  const radius = Math.max(2, width / 62) * (data.teams.length > 30 ? 0.7 : 1);
  const [sunX, sunY] = project(step.sun, width);
  return [
    tag("use", { href: "#map-land", transform: scale }),
    tag("use", { href: `#night-${step.index}`, transform: scale }),
    insideMap(tag("circle", { cx: sunX, cy: sunY, r: radius * 1.2, class: "sun" }), width),
    ...arcMarks(data, step, width, radius).map(({ line }) => line),
    ...teamMarks(data, step, width, radius),
  ];
}

/** A mark for each team that says where it is; the open ones on top. */
export function teamMarks(data: PictureData, step: Step, width: number, radius: number): string[] {
  const placed = data.teams.map((team, index) => ({ team, status: step.status[index] ?? "closed" }));
  const rank = { closed: 0, holiday: 1, open: 2 };
  return placed
    .filter((each): each is typeof each & { team: PlacedTeam } => isPlaced(each.team))
    .sort((a, b) => rank[a.status] - rank[b.status])
    .map(({ team, status }) => mark(status, ...project(team, width), radius));
}

/** An arc for each pair of places that handed something on; the more items, the broader. */
export function arcMarks(
  data: PictureData,
  step: Step,
  width: number,
  radius: number,
): { readonly line: string; readonly top: readonly [number, number]; readonly items: number }[] {
  const placeOf = new Map(data.teams.filter(isPlaced).map((team) => [team.id, team]));
  const items = new Map<string, { from: PlacedTeam; to: PlacedTeam; items: number }>();
  for (const handoff of step.handoffs) {
    const [from, to] = [placeOf.get(handoff.fromTeam), placeOf.get(handoff.toTeam)];
    if (from === undefined || to === undefined || from === to) continue;
    const key = JSON.stringify([from.id, to.id]);
    items.set(key, { from, to, items: (items.get(key)?.items ?? 0) + handoff.items });
  }
  const base = Math.max(0.8, width / 600);
  return [...items.values()].flatMap((pair) =>
    arcsBetween(pair.from, pair.to, width, radius + base * 3).map(({ d, top }) => {
      const broad = round(base * Math.min(3, 1 + Math.log10(Math.max(1, pair.items))), 1);
      const line = tag("path", { d, class: "arc", "stroke-width": broad, "marker-end": "url(#arrow)" });
      return { line: insideMap(line, width), top, items: pair.items };
    }),
  );
}

/** Cut off at the map's edges. */
export function insideMap(drawn: string, width: number): string {
  return tag("svg", { width, height: mapHeight(width), overflow: "hidden" }, drawn);
}

/** What the marks mean. */
function samples(size: number): Sample[] {
  const dot = (status: Step["status"][number]): string => mark(status, size * 0.7, size * 0.62, size * 0.42);
  const arc = { d: `M2 ${size}q${size / 2}-${size} ${size} 0`, class: "arc", "stroke-width": 1.5 };
  return [
    ["open", dot("open")],
    ["closed", dot("closed")],
    ["on holiday", dot("holiday")],
    ["handed on", tag("path", arc)],
    ["sun", tag("circle", { cx: size * 0.7, cy: size * 0.62, r: size * 0.45, class: "sun" })],
  ];
}

/** What the maps show, with the numbers. */
export function worldWords(data: PictureData, steps: readonly Step[]): string {
  const open = steps.map((step) => namesOf(data, step, "open").length);
  const resting = data.teams.filter(({ status }) => status.includes("holiday")).map(({ name }) => name);
  const nowhere = data.teams.filter((team) => !isPlaced(team)).map(({ name }) => name);
  return [
    `${count(data.teams.length, "team")}; between ${Math.min(...open)} and ${Math.max(...open)} of them are open at once.`,
    resting.length > 0 ? `On holiday: ${listWords(resting)}.` : "Nobody has a holiday.",
    `${count(sum(data.handoffs.map(({ items }) => items)), "item")} handed on.`,
    nowhere.length > 0 ? `Not on the map: ${listWords(nowhere)}.` : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** A line a step. */
export function worldTable(data: PictureData): Table {
  return {
    caption: "Who is open at each step, and what is handed on until the next one",
    head: ["UTC", "Open", "On holiday", "Handed on"],
    rows: stepsOf(data).map((step) => [
      step.label,
      listWords(namesOf(data, step, "open"), 100) || "nobody",
      listWords(namesOf(data, step, "holiday"), 100) || "–",
      listWords(handoffWords(data, step), 100) || "–",
    ]),
  };
}

function round(value: number, places = 2): number {
  return Number(value.toFixed(places));
}
