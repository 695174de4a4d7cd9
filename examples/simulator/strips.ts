import { binsOf, countPerBin, foldBins, mostPerBin, timePerBin } from "./bins.js";
import { openIntervals, type Calendar } from "follow-the-sun";
import { UTC_DAY_MS } from "./units.js";
import type { Holding, Life, Spell } from "./life.js";
import { grouped, type Paint } from "./text.js";

/** A strip shows 24 UTC hours, three columns each; several days lie over each other. */
const COLUMNS = 72;
const COLUMN_MS = UTC_DAY_MS / COLUMNS;
const GUTTER = 13;
const EIGHTHS = ["", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Who is there, and when. */
export interface Stage {
  readonly from: number;
  readonly to: number;
  readonly teams: readonly StageTeam[];
}

export interface StageTeam {
  /** What it is called; as much of it is shown as has room. Several may be called alike. */
  readonly code: string;
  readonly calendar: Calendar;
  /** The ids of its agents. */
  readonly people: readonly string[];
  /** Its hours in words, in few; beside those of one code that say nothing stands who they are. */
  readonly hours: string;
}

/** Which spells each agent held which items. */
export function holdingsByAgent(lives: readonly Life[]): Map<string, Holding[]> {
  const byAgent = new Map<string, Holding[]>();
  for (const holding of lives.flatMap(({ holdings }) => holdings)) {
    const list = byAgent.get(holding.agentId);
    if (list === undefined) byAgent.set(holding.agentId, [holding]);
    else list.push(holding);
  }
  return byAgent;
}

export function openSpells(
  { from, to }: Pick<Stage, "from" | "to">,
  { calendar }: Pick<StageTeam, "calendar">,
): Spell[] {
  return Array.from(openIntervals(calendar, { from, to }), (open) => ({
    from: open.from.getTime(),
    to: open.to.getTime(),
  }));
}

export function hourScale(paint: Paint): string {
  const marks = Array.from({ length: 8 }, (_, index) =>
    String(index * 3)
      .padStart(2, "0")
      .padEnd(9),
  ).join("");
  return paint.dim("UTC".padEnd(GUTTER) + marks.trimEnd());
}

/** Arrivals, people at work, incidents in hand and waiting: bars over the hours of the day. */
export function dayStrips(day: Stage, lives: readonly Life[], paint: Paint): string[] {
  const bins = binsOf(day.from, day.to, COLUMN_MS);
  const add = (values: readonly number[]): number[] => foldBins(values, COLUMNS, (a, b) => a + b);
  const days = (day.to - day.from) / UTC_DAY_MS;
  const arrivals = add(
    countPerBin(
      bins,
      lives.map(({ item }) => item.arrivedAt),
    ),
  );
  const open = day.teams.map((team) =>
    add(timePerBin(bins, openSpells(day, team))).map((ms) => (ms / COLUMN_MS / days) * team.people.length),
  );
  const people = arrivals.map((_, column) => open.reduce((sum, team) => sum + (team[column] ?? 0), 0));
  const held = add(
    timePerBin(
      bins,
      lives.flatMap(({ holdings }) => holdings),
    ),
  ).map((ms) => ms / COLUMN_MS / days);
  const waiting = foldBins(
    mostPerBin(
      bins,
      lives.flatMap(({ waits }) => waits),
    ),
    COLUMNS,
    Math.max,
  );
  return [
    ...bars("arrivals", arrivals, 4, `${grouped(Math.max(...arrivals))} in 20 min`, paint.bold),
    ...bars("people at", people, 2, `${grouped(Math.max(...people))} at most`, paint.sun, "work"),
    ...bars("incidents", held, 2, `${grouped(Math.max(...held))} at most`, paint.bold, "in hand"),
    ...bars("waiting", waiting, 2, `${grouped(Math.max(...waiting))} at most`, paint.alarm),
  ];
}

/** Bars `height` lines tall, the highest as high as that; whatever is not nothing shows. */
function bars(
  name: string,
  values: readonly number[],
  height: number,
  legend: string,
  style: (text: string) => string,
  nameBelow = "",
): string[] {
  const most = Math.max(...values);
  const eighths = values.map((value) =>
    most === 0 || value === 0 ? 0 : Math.max(1, Math.round((value / most) * height * 8)),
  );
  return Array.from({ length: height }, (_, line) => {
    const floor = (height - 1 - line) * 8;
    const strip = eighths.map((filled) => EIGHTHS[Math.min(8, Math.max(0, filled - floor))] || " ").join("");
    const label = line === 0 ? name : line === 1 ? nameBelow : "";
    const right = line === 0 ? ` ${legend}` : "";
    const ground = line === height - 1 && most === 0 ? "·".repeat(COLUMNS) : strip;
    return (label.padEnd(GUTTER) + style(right === "" ? ground.trimEnd() : ground) + right).trimEnd();
  });
}

/** The sun moving: one line a region, in the order in which their days pass, shaded by what its people hold. */
export function sunStrips(day: Stage, lives: readonly Life[], paint: Paint): string[] {
  const bins = binsOf(day.from, day.to, COLUMN_MS);
  const byAgent = holdingsByAgent(lives);
  const labels = labelsOf(day.teams);
  const rows = day.teams.map((team, index) => {
    const fold = (values: readonly number[]): number[] => foldBins(values, COLUMNS, (a, b) => a + b);
    const open = fold(timePerBin(bins, openSpells(day, team)));
    const held = fold(
      timePerBin(
        bins,
        team.people.flatMap((id): readonly Holding[] => byAgent.get(id) ?? []),
      ),
    );
    const cells = open
      .map((ms, column) => shadeOf(ms, (held[column] ?? 0) / (ms * team.people.length)))
      .join("");
    return {
      noon: noonOf(open),
      line: `${labels[index] ?? ""}${painted(cells, paint)} ${team.hours || whoOf(team, day.teams)}`.trimEnd(),
    };
  });
  return rows.sort((a, b) => a.noon - b.noon).map(({ line }) => line);
}

/** Each code, and how many people, in columns of their own. */
function labelsOf(teams: readonly StageTeam[]): string[] {
  const counts = teams.map(({ people }) => String(people.length));
  const room = GUTTER - 2 - Math.max(0, ...counts.map(({ length }) => length));
  const codes = toldApart(
    teams.map(({ code }) => code),
    room,
  );
  const codeWidth = Math.max(0, ...codes.map(({ length }) => length));
  const countWidth = Math.min(4, GUTTER - 2 - codeWidth);
  return codes.map((code, index) =>
    `${code.padEnd(codeWidth)} ${(counts[index] ?? "").padStart(countWidth)}`.padEnd(GUTTER),
  );
}

/** As much of each name as has room; names that begin alike show how they end. */
function toldApart(names: readonly string[], room: number): string[] {
  const cut = (name: string): string => (name.length <= room ? name : `${name.slice(0, room - 1)}…`);
  return names.map((name) => {
    const looksLike = names.some((other) => other !== name && cut(other) === cut(name));
    return looksLike && name.length > room ? `…${name.slice(1 - room)}` : cut(name);
  });
}

/** Columns to the right of a strip. */
const MARGIN = 14;

/** Of teams of one code, what the ids of its people have in common: `call-night` of `call-night-01`. */
function whoOf({ code, people }: StageTeam, teams: readonly StageTeam[]): string {
  if (teams.filter((team) => team.code === code).length < 2) return "";
  const [first = "", ...others] = people;
  let length = first.length;
  while (!others.every((id) => id.startsWith(first.slice(0, length)))) length -= 1;
  return first
    .slice(0, length)
    .replace(/[-_.\d]+$/, "")
    .slice(0, MARGIN);
}

function shadeOf(openMs: number, load: number): string {
  // Open for the smaller part of the column: more closed than open.
  if (openMs * 2 < COLUMN_MS) return "·";
  if (load === 0) return "░";
  return load < 0.25 ? "▒" : load < 1 ? "▓" : "█";
}

function painted(cells: string, paint: Paint): string {
  return cells.replace(/·+|[^·]+/g, (run) => (run.startsWith("·") ? paint.dim(run) : paint.sun(run)));
}

/** The middle of a region's open hours on the UTC clock, also where they run past its midnight. */
function noonOf(open: readonly number[]): number {
  const isOpen = (column: number): boolean => (open[(column + COLUMNS) % COLUMNS] ?? 0) > 0;
  const opening = open.findIndex((_, column) => isOpen(column) && !isOpen(column - 1));
  if (opening < 0) return COLUMNS * 2;
  let length = 0;
  while (length < COLUMNS && isOpen(opening + length)) length += 1;
  return (opening + length / 2) % COLUMNS;
}

export const SUN_LEGEND =
  "· closed   open, incidents in hand per person: ░ none  ▒ under 1/4  ▓ under 1  █ 1 or more";
