/**
 * Fits profile.json, the built-in traffic profile, from a folder of logged incidents:
 *
 *     npx tsx examples/global-day/fit-profile.ts DIR
 *
 * Only aggregates leave the folder.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { CITATION, type Team } from "./day.js";
import { SECOND_MS, UTC_DAY_MS } from "../simulator/units.js";
import { InputError } from "../simulator/errors.js";
import { compareText, readLog, type LoggedIncident } from "./log-files.js";
import type { Profile } from "./profile.js";
import { studyLog } from "./replay.js";
import { quantiles } from "../simulator/statistics.js";
import type { LoggedWork } from "./stints.js";

/** Steps of 2.5 %. */
const QUANTILE_STEPS = 40;

export function fitProfile(folder: string): Profile {
  const { incidents, hours = {} } = readLog(folder);
  const { teams, works } = studyLog(incidents, hours);
  const stints = works.flatMap((work) => work.stints);
  const rests = stints.flatMap(({ awayMs = Infinity }) => (awayMs === Infinity ? [] : [awayMs / SECOND_MS]));
  return {
    about: "Aggregates of one real day of incidents, from which examples/global-day draws days like it.",
    citation: CITATION,
    fitted:
      "By fit-profile.ts. Arrivals: opened_at by UTC hour and country of the first team. Teams: people by the country " +
      "they act in, and the countries whose teams they act for. Work: time in progress or in a call, inside the hours of " +
      "its owner's country; rest: waits and completions that were opened again. Hours: 5th and 95th percentile of the " +
      "local time of day at which people acted, over the whole log.",
    date: new Date(incidents[0]?.openedAt ?? 0).toISOString().slice(0, 10),
    arrivals: arrivalsOf(incidents),
    impacts: sorted(countsOf(incidents.map(({ impact }) => impact))),
    teams: Object.fromEntries(teams.map((team) => [team.country, sizesOf(team)])),
    hours: Object.fromEntries(
      Object.entries(hours).map(([country, { zone, p05, p95 }]) => [country, { zone, p05, p95 }]),
    ),
    stintsPerIncident: stintCounts(works),
    workSeconds: quantiles(
      stints.map(({ workMs }) => Math.round(workMs / SECOND_MS)),
      QUANTILE_STEPS,
    ),
    awaySeconds: quantiles(rests.map(Math.round), QUANTILE_STEPS),
  };
}

function arrivalsOf(incidents: readonly LoggedIncident[]): Record<string, number[]> {
  const arrivals: Record<string, number[]> = {};
  for (const { firstTeamCountry, openedAt } of incidents) {
    const hours = (arrivals[firstTeamCountry] ??= Array.from({ length: 24 }, () => 0));
    const hour = Math.floor((openedAt % UTC_DAY_MS) / (UTC_DAY_MS / 24));
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return sorted(arrivals);
}

function sizesOf({ people }: Team): Profile["teams"][string] {
  return { people: people.length, serves: sorted(countsOf(people.flatMap(({ serves }) => serves))) };
}

function stintCounts(works: readonly LoggedWork[]): number[] {
  const counts = countsOf(works.map(({ stints }) => String(stints.length)));
  const most = Math.max(...Object.keys(counts).map(Number));
  return Array.from({ length: most }, (_, index) => counts[String(index + 1)] ?? 0);
}

function countsOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}

const folder = process.argv[2];
if (folder === undefined) throw new InputError("usage: tsx examples/global-day/fit-profile.ts DIR");
const target = fileURLToPath(new URL("./profile.json", import.meta.url));
const style = await resolveConfig(target);
writeFileSync(target, await format(JSON.stringify(fitProfile(folder)), { ...style, filepath: target }));
