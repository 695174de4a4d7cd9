import { readFileSync } from "node:fs";
import type { HoursByCountry } from "./hours.js";

/** A traffic profile: aggregates of a real day, from which days like it can be drawn. */
export interface Profile {
  readonly about: string;
  readonly citation: string;
  readonly fitted: string;
  /** The UTC day the arrivals are of. */
  readonly date: string;
  /** Per country of the first team ("" where it is unknown): incidents in each UTC hour. */
  readonly arrivals: Readonly<Record<string, readonly number[]>>;
  readonly impacts: Readonly<Record<string, number>>;
  /** Per country: how many people act there, and how many of them serve which countries. */
  readonly teams: Readonly<
    Record<string, { readonly people: number; readonly serves: Readonly<Record<string, number>> }>
  >;
  readonly hours: HoursByCountry;
  /** How many incidents took 1, 2, 3 ... stints of work. */
  readonly stintsPerIncident: readonly number[];
  /** Evenly spaced quantiles from least to greatest: seconds of work in a stint, and of rest between two. */
  readonly workSeconds: readonly number[];
  readonly awaySeconds: readonly number[];
}

let loaded: Profile | undefined;

/** The built-in profile, read on first use. */
export function builtInProfile(): Profile {
  loaded ??= JSON.parse(readFileSync(new URL("./profile.json", import.meta.url), "utf8")) as Profile;
  return loaded;
}
