import { fail } from "../errors.js";
import {
  DAY_MS,
  formatLocalDay,
  formatTimeOfDay,
  instantOf,
  localDayAt,
  toEpochMs,
  wallTimeAt,
  weekdayOf,
  zoneOf,
  type EpochMs,
  type InstantInput,
  type LocalDay,
  type OffsetSource,
  type Zone,
} from "../time/index.js";
import { timelineOf, type Calendar } from "./calendar.js";
import type { Timeline } from "./timeline.js";
import { PHRASES, type Phrases } from "./phrases.js";

/** For whom hours are described. */
export interface Reader {
  /** The reader's own zone. */
  readonly timeZone: string;
  /** Where that zone's offsets come from. Default: the platform. */
  readonly offsets?: OffsetSource | undefined;
  /** A language tag; its primary language decides. Default `en`. */
  readonly language?: string | undefined;
  /** The words to use, for a language that is not built in or a tone of your own. */
  readonly phrases?: Phrases | undefined;
}

/** A point of time as a reader's clock and calendar show it. */
export interface ReaderTime {
  readonly at: Date;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`, on a clock of 24 hours. */
  readonly time: string;
  /** The weekday in the reader's language. */
  readonly weekday: string;
  /** 0 today, 1 tomorrow, … */
  readonly daysAhead: number;
}

/** The open hours of one of the reader's dates. */
export interface ReaderDay {
  readonly date: string;
  readonly weekday: string;
  /** On the reader's clock; the end of the date is `24:00`. */
  readonly hours: readonly (readonly [from: string, to: string])[];
}

/** Hours in a reader's own zone and language. */
export interface HoursDescription {
  readonly isOpen: boolean;
  /** When that changes; `undefined` when it never does. */
  readonly until: ReaderTime | undefined;
  /** The reader's next seven dates, today first. */
  readonly week: readonly ReaderDay[];
  /** The present state in words, rendered from the above. */
  readonly sentence: string;
}

/**
 * When is somebody there, in the reader's own zone and language?
 *
 * Built in: English, German, French, Spanish, Portuguese, Italian, Dutch,
 * Swedish, Polish, Japanese, Chinese, Korean. The words are part of this
 * package and the clock has 24 hours, so the same question has the same answer
 * on every machine. Beyond the next six days the date is named.
 *
 * @throws {FollowTheSunError} `argument.invalid` for a language without phrases; `zone.*`, `instant.*`.
 *
 * @example
 * describeHours(london, "2026-03-28T12:00:00Z", { timeZone: "Asia/Tokyo" }).sentence;
 * // => back at 17:00 your time, Monday
 */
export function describeHours(calendar: Calendar, at: InstantInput, reader: Reader): HoursDescription {
  const timeline = timelineOf(calendar);
  const now = toEpochMs(at, "at");
  const zone = zoneOf(reader.timeZone, "reader.timeZone", reader.offsets);
  const phrases = phrasesFor(reader);
  const isOpen = timeline.isOpenAt(now);
  const change = isOpen ? timeline.closingAfter(now) : timeline.openingAfter(now);
  const until = change === undefined ? undefined : toReaderTime(change, now, zone, phrases);
  return {
    isOpen,
    until,
    week: weekOf(timeline, now, zone, phrases),
    sentence: render(isOpen, until, phrases),
  };
}

function phrasesFor({ language = "en", phrases }: Reader): Phrases {
  if (phrases !== undefined) return phrases;
  const key = languageKey(language);
  if (Object.hasOwn(PHRASES, key)) return PHRASES[key] as Phrases;
  const known = Object.keys(PHRASES).join(", ");
  return fail(
    "argument.invalid",
    "reader.language",
    language,
    `must be one of ${known}, or come with reader.phrases`,
  );
}

/** The primary language; of Chinese, also the script. */
function languageKey(language: string): string {
  const [primary = "", ...rest] = language.toLowerCase().split("-");
  const isTraditional =
    rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) && !rest.includes("hans");
  return primary === "zh" && isTraditional ? "zh-Hant" : primary;
}

function toReaderTime(at: EpochMs, now: EpochMs, zone: Zone, phrases: Phrases): ReaderTime {
  const day = localDayAt(zone, at);
  return {
    at: new Date(at),
    date: formatLocalDay(day),
    time: formatTimeOfDay(wallTimeAt(zone, at)),
    weekday: phrases.weekdays[weekdayOf(day)] as string,
    daysAhead: day - localDayAt(zone, now),
  };
}

function render(isOpen: boolean, until: ReaderTime | undefined, phrases: Phrases): string {
  if (until === undefined) return isOpen ? phrases.alwaysOpen : phrases.neverOpen;
  const pattern = isOpen ? phrases.openUntil : phrases.backAt;
  const words = { time: until.time, day: nameOfDay(until, phrases) };
  return pattern.replace(/\{(time|day)\}/g, (_, name: keyof typeof words) => words[name]);
}

const WEEK_DAYS = 7;

function nameOfDay({ daysAhead, weekday, date }: ReaderTime, { today, tomorrow }: Phrases): string {
  if (daysAhead === 0) return today;
  if (daysAhead === 1) return tomorrow;
  return daysAhead < WEEK_DAYS ? weekday : `${weekday} ${date}`;
}

function weekOf(timeline: Timeline, now: EpochMs, zone: Zone, { weekdays }: Phrases): ReaderDay[] {
  const today = localDayAt(zone, now);
  return Array.from({ length: WEEK_DAYS }, (_, ahead) => {
    const day = today + ahead;
    return {
      date: formatLocalDay(day),
      weekday: weekdays[weekdayOf(day)] as string,
      hours: hoursOn(timeline, zone, day),
    };
  });
}

function hoursOn(timeline: Timeline, zone: Zone, day: LocalDay): (readonly [string, string])[] {
  const [start, end] = [instantOf(zone, day * DAY_MS), instantOf(zone, (day + 1) * DAY_MS)];
  return timeline
    .listWithin(start, end)
    .map((open) => [
      formatTimeOfDay(wallTimeAt(zone, open.start)),
      open.end === end ? "24:00" : formatTimeOfDay(wallTimeAt(zone, open.end)),
    ]);
}
