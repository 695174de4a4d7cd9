import { localMs } from "../ticket-timeline/local-time.js";
import type { Company, Kind, Source, Traffic } from "./company.js";
import type { Contact } from "./contact.js";
import { exponential, logNormal } from "./draws.js";
import type { Stint } from "./item.js";
import { randomFor, type Random } from "./random.js";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./units.js";

/** Zones are whole quarters of an hour apart, and change their clocks on them. */
const SLOT_MS = 15 * MINUTE_MS;
const SLOTS_PER_HOUR = HOUR_MS / SLOT_MS;
/** Whatever comes back so often is closed. */
const MOST_STINTS = 5;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** How many contacts are to be expected, per source and quarter of an hour. */
export type Expected = readonly { readonly key: string; readonly perSlot: readonly number[] }[];

/** By the clocks and calendars of the sources: an hour that a clock skips brings nothing, one that comes twice twice as much. */
export function expectedTraffic({ traffic }: Company, from: number, to: number): Expected {
  const shares = sumOf(Object.values(traffic.sources).map(({ share }) => share));
  return Object.entries(traffic.sources).map(([key, source]) => {
    const perDay = (traffic.perDay * source.share) / shares;
    const hours = sumOf(source.hours);
    const perSlot = Array.from({ length: Math.ceil((to - from) / SLOT_MS) }, (_, slot) => {
      const local = new Date(localMs(source.timeZone, from + slot * SLOT_MS));
      const ofHour = (source.hours[local.getUTCHours()] ?? 0) / hours / SLOTS_PER_HOUR;
      return perDay * ofHour * dayFactor(traffic, source, local);
    });
    return { key, perSlot };
  });
}

/** How busy a source's local date is, 1 being usual. */
function dayFactor({ weekdays }: Traffic, { dates }: Source, local: Date): number {
  const weekday = WEEKDAYS[local.getUTCDay()] ?? "mon";
  return (weekdays?.[weekday] ?? 1) * (dates?.[local.toISOString().slice(0, 10)] ?? 1);
}

/**
 * Draws the contacts of a time; the same seed draws the same ones, on every machine. Each source and each
 * of its contacts has chance of its own: another number of people changes nothing here, and more traffic
 * from one country nothing in the others.
 */
export function drawTraffic(company: Company, expected: Expected, from: number, seed: number): Contact[] {
  return expected
    .flatMap(({ key, perSlot }) =>
      arrivalsOf(perSlot, from, randomFor(seed, key)).map((at, index) =>
        contactOf(company, key, index + 1, at, seed),
      ),
    )
    .sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1));
}

/** A Poisson process: as much as is expected between two arrivals is exponential. */
function arrivalsOf(perSlot: readonly number[], from: number, random: Random): number[] {
  const arrivals: number[] = [];
  let next = exponential(random);
  for (const [slot, expected] of perSlot.entries()) {
    let position = 0;
    while (next < expected - position) {
      position += next;
      const seconds = Math.floor(((position / expected) * SLOT_MS) / SECOND_MS);
      arrivals.push(from + slot * SLOT_MS + Math.min(seconds, SLOT_MS / SECOND_MS - 1) * SECOND_MS);
      next = exponential(random);
    }
    next -= expected - position;
  }
  return arrivals;
}

function contactOf({ traffic }: Company, key: string, number: number, at: number, seed: number): Contact {
  const source = traffic.sources[key] as Source;
  const id = `${key}-${String(number).padStart(4, "0")}`;
  const random = randomFor(seed, id);
  const language = pickKey(random, source.languages);
  const kindKey = pickKey(random, shareOfKinds(traffic));
  const kind = traffic.kinds[kindKey] as Kind;
  const patience = exponential(random);
  return {
    id,
    arrivedAt: at,
    source: key,
    country: source.country ?? key,
    kind: kindKey,
    language,
    stints: stintsOf(kind, random),
    ...(kind.wrapUpMinutes !== undefined && { wrapUpMs: inMs(kind.wrapUpMinutes) }),
    // The median of an exponential distribution is ln 2.
    ...(kind.patience !== undefined && {
      patienceMs: inMs((patience / 0.6931471805599453) * kind.patience.medianMinutes),
    }),
  };
}

function stintsOf({ minutes, again }: Kind, random: Random): Stint[] {
  const stints: Stint[] = [];
  for (;;) {
    const workMs = inMs(logNormal(random, minutes));
    const comesBack = again !== undefined && random.unit() < again.share && stints.length + 1 < MOST_STINTS;
    if (!comesBack) return [...stints, { workMs }];
    stints.push({ workMs, awayMs: inMs(logNormal(random, again.minutes)) });
  }
}

/** In whole seconds, and never nothing. */
function inMs(minutes: number): number {
  return Math.max(1, Math.round((minutes * MINUTE_MS) / SECOND_MS)) * SECOND_MS;
}

function shareOfKinds({ kinds }: Traffic): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([key, { share }]) => [key, share]));
}

/** One of the keys, in proportion to their shares. */
function pickKey(random: Random, shares: Readonly<Record<string, number>>): string {
  const entries = Object.entries(shares);
  let left = random.unit() * sumOf(entries.map(([, share]) => share));
  for (const [key, share] of entries) {
    left -= share;
    if (left < 0) return key;
  }
  return entries.at(-1)?.[0] ?? "";
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
