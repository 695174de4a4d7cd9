import type { PictureData, PictureTeam } from "../simulator/picture-data.js";
import { legendLines, swatch, type Sample } from "./legend.js";
import { HOLIDAY } from "./patterns.js";
import { textSize, type Picture, type Table } from "./picture.js";
import { fitted, linear, most, sum, type Scale } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { timeAxis } from "./axis.js";
import { clockIn, count, listWords, number } from "./words.js";

/** The run by region: the people that the roster plans as a band, and what they took as bars over it. */
export function stripPicture(data: PictureData, width: number): Picture {
  const size = textSize(width);
  const isNarrow = width < 500;
  const gutter = isNarrow ? 0 : 180;
  const band = data.teams.length > 20 ? 24 : 30;
  // On a narrow page the names stand above their rows, else beside them.
  const rowHeight = isNarrow ? band + size + 12 : band + 12;
  const top = size * 2 + 22;
  const height = top + Math.max(1, data.teams.length) * rowHeight;
  const x = linear([data.from, data.to], [gutter, width]);
  const rows = inSunOrder(data).map((team, index) => {
    const y = top + index * rowHeight + (isNarrow ? size + 6 : 4);
    return tag(
      "g",
      {},
      ...rowLabel(team, isNarrow, gutter || width, y, band, size),
      ...row(data, team, x, y, band),
    );
  });
  return {
    name: "strip",
    title: `Planned coverage and real activity by region: ${data.title}`,
    words: stripWords(data),
    width,
    height,
    defs: [HOLIDAY],
    body:
      legendLines(samples(data, size), width, size).body +
      timeAxis(data, x, size + 14, height, size) +
      rows.join(""),
  };
}

function rowLabel(
  team: PictureTeam,
  isNarrow: boolean,
  room: number,
  y: number,
  band: number,
  size: number,
): string[] {
  const facts = factsOf(team);
  if (isNarrow) {
    return [
      textTag("text", fitted(team.name, room * 0.5, size), { y: y - 4, class: "bold halo" }),
      textTag("text", facts, { x: room, y: y - 4, class: "muted end halo" }),
    ];
  }
  const middle = y + band / 2;
  return [
    textTag("text", fitted(team.name, room - 14, size), { y: middle - 2, class: "bold" }),
    textTag("text", fitted(facts, room - 14, size), { y: middle + size, class: "muted" }),
  ];
}

/** Each row has its own heights, so that a small team can be read too; the label has the numbers. */
function row(data: PictureData, team: PictureTeam, x: Scale, y: number, band: number): string[] {
  const floor = y + band;
  const [people, taken] = [most(team.planned), most(team.taken)];
  const end = (index: number): number => Math.min(data.to, data.from + (index + 1) * data.binMs);
  const edges = (index: number): [number, number] => [x(data.from + index * data.binMs), x(end(index))];
  const stairs = team.planned.map((value, index) => {
    const level = floor - (people === 0 ? 0 : (value / people) * band);
    return `V${digits(level)}H${digits(edges(index)[1])}`;
  });
  const bars = team.taken.map((value, index) => {
    if (value === 0) return "";
    const [left, right] = edges(index);
    const tall = Math.max(2, (value / taken) * (band - 4));
    const inset = Math.min(1, (right - left) / 5);
    return `M${digits(left + inset)} ${digits(floor)}v${digits(-tall)}h${digits(right - left - 2 * inset)}v${digits(tall)}z`;
  });
  const holidays = runsOf(team, "holiday").map(([first, last]) =>
    tag("rect", {
      x: edges(first)[0],
      y: y + band / 2,
      width: edges(last)[1] - edges(first)[0],
      height: band / 2,
      fill: "url(#p-holiday)",
    }),
  );
  return [
    tag("path", {
      d: `M${digits(x(data.from))} ${digits(floor)}${stairs.join("")}V${digits(floor)}Z`,
      class: "plan",
    }),
    ...holidays,
    tag("path", { d: bars.join(""), class: "open" }),
    tag("path", { d: `M${digits(x(data.from))} ${digits(floor)}H${digits(x(data.to))}`, class: "axis" }),
  ];
}

function samples(data: PictureData, size: number): Sample[] {
  const hasHoliday = data.teams.some(({ status }) => status.includes("holiday"));
  return [
    ["people planned", swatch(size, { class: "plan" })],
    ["items taken", swatch(size, { class: "open" })],
    ...(hasHoliday ? [["holiday", swatch(size, { fill: "url(#p-holiday)" })] as const] : []),
  ];
}

function factsOf(team: PictureTeam): string {
  if (peak(team) === 0 && team.status.includes("holiday")) return "on holiday";
  return `${count(peak(team), "person", "people")}, ${number(sum(team.taken))} taken`;
}

/** The people of a team that were planned at once, at most. */
function peak(team: PictureTeam): number {
  return Math.round(most(team.planned));
}

/** The stretches of bins in which a team is that. */
export function runsOf(
  team: PictureTeam,
  wanted: PictureTeam["status"][number],
): [first: number, last: number][] {
  const runs: [number, number][] = [];
  team.status.forEach((status, index) => {
    const run = runs.at(-1);
    if (status !== wanted) return;
    if (run?.[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  });
  return runs;
}

/** In the order in which the sun reaches them: by the middle of their open time on the clock of a day. */
function inSunOrder(data: PictureData): PictureTeam[] {
  const turn = (2 * Math.PI * data.binMs) / 86_400_000;
  const noon = ({ status }: PictureTeam): number => {
    // A holiday is a day of work that is off: it tells where the sun is too.
    const bins = status.flatMap((each, index) => (each === "closed" ? [] : [(index + 0.5) * turn]));
    if (bins.length === 0) return Infinity;
    const angle = Math.atan2(sum(bins.map(Math.sin)), sum(bins.map(Math.cos)));
    return angle < 0 ? angle + 2 * Math.PI : angle;
  };
  const keyed = data.teams.map((team) => ({ team, key: Number(noon(team).toFixed(6)) }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key - b.key)).map(({ team }) => team);
}

function stripWords(data: PictureData): string {
  const teams = inSunOrder(data).map(
    (team) =>
      `${team.name}: up to ${count(peak(team), "person", "people")} planned, ${number(sum(team.taken))} taken`,
  );
  return teams.length === 0 ? "There is no team." : `${listWords(teams, 100)}.`;
}

/** A line a team. */
export function stripTable(data: PictureData): Table {
  const times = (team: PictureTeam, status: "open" | "holiday"): string =>
    runsOf(team, status)
      .map(([first, last]) => {
        const to = Math.min(data.to, data.from + (last + 1) * data.binMs);
        return `${clockIn(data, data.from + first * data.binMs)}–${to === data.to ? "end" : clockIn(data, to)}`;
      })
      .join(", ") || "–";
  return {
    caption: "Coverage and activity by region, UTC",
    head: ["Region", "Time zone", "People at most", "Open", "On holiday", "Taken", "Held at most"],
    rows: inSunOrder(data).map((team) => [
      team.name,
      team.timeZone,
      String(peak(team)),
      times(team, "open"),
      times(team, "holiday"),
      number(sum(team.taken)),
      number(most(team.held)),
    ]),
  };
}
