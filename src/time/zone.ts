import { IANAZone } from "luxon";
import { fail } from "../errors.js";
import type { EpochMs } from "./instant.js";
import { refuseZoneName } from "./zone-names.js";

/** A stretch of time, `[start, end)`, during which a zone keeps one offset. */
export interface Era {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Milliseconds to add to an instant to get the zone's clock reading. */
  readonly offset: number;
}

/** What a zone's clock shows: its offset from UTC, in milliseconds, at an instant. */
export type OffsetAt = (at: EpochMs) => number;

const DAY_MS = 86_400_000;

/** Eras are looked up in slices of the time line, each searched when it is first asked for. */
const SLICE_MS = 31_557_600_000; // a Julian year; any length would do
/** Shorter than any visit to another offset: Recife's summer time of October 2000 lasted 6 days and 23 hours. */
const PROBE_STEP_MS = 5 * DAY_MS;

/**
 * One time zone: its name as the user spelled it, and its offsets.
 *
 * The table of transitions is a lazily filled cache of `offsetAt`, which must
 * be a pure function; it never changes an answer.
 */
export class Zone {
  readonly name: string;
  /** The edition of an injected source; `undefined` for the platform's data. */
  readonly edition: string | undefined;
  readonly #offsetAt: OffsetAt;
  readonly #slices = new Map<number, readonly Era[]>();
  /** The era of the last answer: the next question is most often about it too. */
  #latest: Era = { start: 0, end: 0, offset: 0 };

  constructor(name: string, offsetAt: OffsetAt, edition?: string) {
    this.name = name;
    this.edition = edition;
    this.#offsetAt = offsetAt;
  }

  /** The era that holds an instant, cut at the slice's ends. */
  eraAt(at: EpochMs): Era {
    if (at >= this.#latest.start && at < this.#latest.end) return this.#latest;
    const slice = this.#slice(Math.floor(at / SLICE_MS));
    let index = slice.length - 1;
    while (index > 0 && (slice[index] as Era).start > at) index--;
    return (this.#latest = slice[index] as Era);
  }

  #slice(index: number): readonly Era[] {
    let slice = this.#slices.get(index);
    if (slice === undefined) {
      slice = findEras(index * SLICE_MS, (index + 1) * SLICE_MS, this.#offsetAt);
      this.#slices.set(index, slice);
    }
    return slice;
  }
}

/** Probe a few days apart; where the offset differs, bisect for the transition. */
function findEras(from: EpochMs, to: EpochMs, offsetAt: OffsetAt): Era[] {
  const eras: Era[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let probe = from; probe < to;) {
    const next = Math.min(probe + PROBE_STEP_MS, to);
    if (offsetAt(next) === offset) {
      probe = next;
      continue;
    }
    const change = firstChange(probe, next, offset, offsetAt);
    if (change >= to) break;
    eras.push({ start, end: change, offset });
    start = probe = change;
    offset = offsetAt(change);
  }
  eras.push({ start, end: to, offset });
  return eras;
}

/** The first whole second in `(low, high]` whose offset is no longer `offset`. Transitions fall on whole seconds. */
function firstChange(low: EpochMs, high: EpochMs, offset: number, offsetAt: OffsetAt): EpochMs {
  let same = Math.floor(low / 1000);
  let changed = Math.ceil(high / 1000);
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle * 1000) === offset) same = middle;
    else changed = middle;
  }
  return changed * 1000;
}

/**
 * Where offsets come from, when not from the platform: a pinned edition of the
 * time zone data, the same on every machine, or a zone that nobody else has.
 * Must be pure.
 */
export interface OffsetSource {
  /** What the data is called: part of the revision of every calendar made with it. */
  readonly edition: string;
  /** Whether the source knows a zone of this name. */
  has(timeZone: string): boolean;
  /** The zone's offset at an instant (epoch milliseconds): milliseconds to add to UTC, east of Greenwich positive. */
  offsetMsAt(timeZone: string, at: EpochMs): number;
}

const zonesByName = (): Map<string, Zone> => new Map();
const platformZones = zonesByName();
const injectedZones = new WeakMap<OffsetSource, Map<string, Zone>>();

/**
 * The zone of an IANA name, shared by everything that names it.
 *
 * Any name that the platform (or the given source) knows is accepted, aliases included.
 *
 * @throws {FollowTheSunError} `zone.unknown`, `zone.windows`, `zone.rails`,
 *   `zone.abbreviation`, `zone.fixed-offset`, each with the likely right zone.
 */
export function zoneOf(name: string, path: string, source?: OffsetSource): Zone {
  const zones = source === undefined ? platformZones : zonesOf(source);
  let zone = zones.get(name);
  if (zone === undefined) {
    refuseZoneName(name, path, (each) =>
      source === undefined ? IANAZone.isValidZone(each) : source.has(each),
    );
    zone = new Zone(
      name,
      source === undefined ? platformOffsets(name) : injectedOffsets(name, source),
      source?.edition,
    );
    zones.set(name, zone);
  }
  return zone;
}

function zonesOf(source: OffsetSource): Map<string, Zone> {
  let zones = injectedZones.get(source);
  if (zones === undefined) injectedZones.set(source, (zones = zonesByName()));
  return zones;
}

/** A source that fails would have its transitions searched for ever. */
function injectedOffsets(name: string, source: OffsetSource): OffsetAt {
  return (at) => {
    const offset = source.offsetMsAt(name, at);
    if (Number.isFinite(offset) && Math.abs(offset) < DAY_MS) return offset;
    return fail(
      "zone.offset",
      `offsets.offsetMsAt(${name}, ${at})`,
      offset,
      "must be milliseconds, within a day of UTC",
    );
  };
}

function platformOffsets(name: string): OffsetAt {
  const zone = IANAZone.create(name);
  return (at) => Math.round(zone.offset(at) * 60_000);
}
