import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isCountry, noCountry } from "./countries.js";
import { placeOf, readCsv, type Row, type Table } from "./csv.js";
import { InputError } from "../simulator/errors.js";
import { readFittedHours } from "./fitted-hours.js";
import type { HoursByCountry } from "./hours.js";

/** One line of events.csv: from `at` on, the incident has this status. */
export interface LogEvent {
  readonly at: number;
  readonly status: string;
  readonly subStatus: string;
  /** The country of the team in whose queue it is; may be empty. */
  readonly teamCountry: string;
  /** The country of the person who acted; may be empty. */
  readonly ownerCountry: string;
  /** A pseudonym; `system` is a batch user. */
  readonly agent: string;
}

/** One line of incidents.csv with its events, by time. */
export interface LoggedIncident {
  readonly id: string;
  readonly openedAt: number;
  readonly impact: string;
  readonly firstTeamCountry: string;
  readonly events: readonly LogEvent[];
}

export interface Log {
  readonly incidents: readonly LoggedIncident[];
  /** Events of cases that incidents.csv does not have. */
  readonly strayEvents: number;
  /** Those of the folder's fitted-hours.json, if it has one. */
  readonly hours?: HoursByCountry;
}

// prettier-ignore
const INCIDENT_COLUMNS = [
  "case", "opened_at", "first_accepted_at", "first_completed_at", "last_event_at", "impact", "product",
  "first_team_country", "first_team", "first_level", "first_owner_country", "teams", "owner_countries", "events",
] as const;
// prettier-ignore
const EVENT_COLUMNS = [
  "case", "at", "status", "sub_status", "team", "level", "impact", "product", "team_country", "owner_country", "agent",
] as const;

/** Reads a folder with incidents.csv, events.csv and perhaps fitted-hours.json. */
export function readLog(folder: string): Log {
  if (!existsSync(folder)) throw new InputError("there is no such folder", { file: folder });
  if (!statSync(folder).isDirectory()) throw new InputError("is no folder", { file: folder });
  const [incidentsFile, eventsFile] = [join(folder, "incidents.csv"), join(folder, "events.csv")];
  const incidents = readCsv(incidentsFile, readText(incidentsFile), INCIDENT_COLUMNS);
  const events = eventsByCase(readCsv(eventsFile, readText(eventsFile), EVENT_COLUMNS));
  const hoursFile = join(folder, "fitted-hours.json");
  const hours = existsSync(hoursFile) ? readFittedHours(hoursFile, readText(hoursFile)) : undefined;
  const logged = readIncidents(incidents, events);
  let strayEvents = 0;
  const known = new Set(logged.map(({ id }) => id));
  for (const [id, list] of events) if (!known.has(id)) strayEvents += list.length;
  return { incidents: logged, strayEvents, ...(hours === undefined ? {} : { hours }) };
}

function readIncidents(
  table: Table<(typeof INCIDENT_COLUMNS)[number]>,
  events: ReadonlyMap<string, LogEvent[]>,
): LoggedIncident[] {
  const { column } = table;
  const cells = new Cells(table);
  const seen = new Set<string>();
  const incidents = table.rows.map((row): LoggedIncident => {
    const id = cells.filled(row, column.case);
    if (seen.has(id)) cells.refuse(row, column.case, `the incident ${id} stands here a second time`);
    seen.add(id);
    // These are not used, yet a file in which they are wrong is not what it says it is.
    for (const index of [column.first_accepted_at, column.first_completed_at, column.last_event_at]) {
      if (cells.text(row, index) !== "") cells.instant(row, index);
    }
    cells.country(row, column.first_owner_country);
    return {
      id,
      openedAt: cells.instant(row, column.opened_at),
      impact: cells.text(row, column.impact),
      firstTeamCountry: cells.country(row, column.first_team_country),
      events: (events.get(id) ?? []).sort((a, b) => a.at - b.at),
    };
  });
  if (incidents.length === 0)
    throw new InputError("has no incident", { file: table.file, line: 2, column: 1 });
  return incidents.sort((a, b) => a.openedAt - b.openedAt || compareText(a.id, b.id));
}

function eventsByCase(table: Table<(typeof EVENT_COLUMNS)[number]>): Map<string, LogEvent[]> {
  const { column } = table;
  const cells = new Cells(table);
  const events = new Map<string, LogEvent[]>();
  for (const row of table.rows) {
    const id = cells.filled(row, column.case);
    const list = events.get(id) ?? [];
    events.set(id, list);
    list.push({
      at: cells.instant(row, column.at),
      status: cells.filled(row, column.status),
      subStatus: cells.text(row, column.sub_status),
      teamCountry: cells.country(row, column.team_country),
      ownerCountry: cells.country(row, column.owner_country),
      agent: cells.text(row, column.agent),
    });
  }
  return events;
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
const FIRST_INSTANT = Date.UTC(1970, 0, 1);
const END_OF_TIME = Date.UTC(2100, 0, 1);

/** Reads cells, and says where the wrong ones stand. */
class Cells {
  constructor(private readonly table: Table<string>) {}

  text(row: Row, index: number): string {
    return row.cells[index] ?? "";
  }

  filled(row: Row, index: number): string {
    const text = this.text(row, index);
    return text === "" ? this.refuse(row, index, "is empty") : text;
  }

  country(row: Row, index: number): string {
    const code = this.text(row, index);
    return code === "" || isCountry(code) ? code : this.refuse(row, index, noCountry(code));
  }

  instant(row: Row, index: number): number {
    const text = this.text(row, index);
    const [, year, month, day] = INSTANT.exec(text) ?? [];
    // Date.parse lets 30 February pass as 1 March.
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    const at = date.getUTCDate() === Number(day) ? Date.parse(text) : NaN;
    if (at >= FIRST_INSTANT && at < END_OF_TIME) return at;
    const wrong = Number.isNaN(at)
      ? `"${text}" is no instant, one such as 2012-05-02T08:36:31Z was expected`
      : `${text} lies before 1970 or after 2099`;
    return this.refuse(row, index, wrong);
  }

  refuse(row: Row, index: number, wrong: string): never {
    const name = this.table.header.cells[index] ?? "";
    throw new InputError(`${name}: ${wrong}`, placeOf(this.table.file, row, index));
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new InputError(code === "ENOENT" ? "there is no such file" : `cannot be read (${code})`, { file });
  }
}

/** By code unit, so that it is the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
