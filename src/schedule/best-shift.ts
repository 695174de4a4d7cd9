import { fail } from "../errors.js";
import {
  DAY_MS,
  difference,
  formatTimeOfDay,
  instantOf,
  toDurationMs,
  wallTimeAt,
  weekdayOf,
  zoneOf,
  type DurationInput,
  type IntervalList,
  type Zone,
} from "../time/index.js";
import { calendarOf, timelineOf } from "./calendar.js";
import type { CalendarConfig, Weekday } from "./config.js";
import { WEEKDAYS } from "./day-hours.js";
import { gapsWithin, type CoverageOptions } from "./gaps.js";
import { checkPosts, readMinimum, readWindow, type Post } from "./posts.js";
import type { Window } from "./query.js";
import { zonesOf } from "./usual-weeks.js";

export interface BestShiftOptions extends CoverageOptions {
  /** How long the shift is: whole half hours, up to 24 hours. Default 8 hours. */
  readonly length?: DurationInput | undefined;
  /** On how many weekdays in a row. Default 5. */
  readonly days?: number | undefined;
  /** On which clocks it may be worked. Default: the zones of the posts. */
  readonly timeZones?: readonly string[] | undefined;
}

/** The shift that would help most. */
export interface BestShift {
  /** A calendar's config, ready for `defineCalendar`. */
  readonly shift: CalendarConfig;
  /** Time in the window with too few people, as it is. */
  readonly gapMs: number;
  /** How much of that the shift would close. */
  readonly closesMs: number;
}

const SLOT_MS = 1_800_000;
const SLOTS_A_DAY = DAY_MS / SLOT_MS;

/**
 * Which one shift, added, would close the most gap? Tried are all starts on the
 * half hour and all first weekdays, on the clock of each zone.
 *
 * A gap counts as closed where one person more would be enough.
 *
 * @returns `undefined` when there is no gap that one person closes. Of equally
 *   good shifts the first zone, weekday and start wins.
 * @throws {FollowTheSunError} As `coverageOf`; `duration.*`, `zone.*`.
 *
 * @example
 * const best = bestShift([{ id: "london", calendar: london }],
 *   { from: "2026-06-01T00:00:00Z", to: "2026-07-06T00:00:00Z" }, { length: { hours: 8 } });
 * best.closesMs / 3_600_000; // => 200 of 640 hours
 */
export function bestShift(
  posts: readonly Post[],
  window: Window,
  options: BestShiftOptions = {},
): BestShift | undefined {
  checkPosts(posts);
  const { start, end } = readWindow(window);
  const minimum = readMinimum(options.minimum);
  const slots = readLength(options.length ?? { hours: 8 }) / SLOT_MS;
  const days = readDays(options.days ?? 5);
  const zones =
    options.timeZones?.map((name, index) => zoneOf(name, `options.timeZones[${index}]`)) ?? zonesOf(posts);
  const gaps = gapsWithin(posts, start, end, minimum);
  const hopeless = minimum === 1 ? [] : gapsWithin(posts, start, end, minimum - 1); // two people short or more
  const closable = difference(gaps, hopeless);
  let best: { shift: CalendarConfig; zone: Zone; closes: number } | undefined;
  for (const zone of zones) {
    const found = bestOn(zone, closable, slots, days);
    const shift = toConfig(zone.name, found.day, found.slot, slots, days);
    const closes = closedBy(calendarOf(zone, shift), closable);
    if (closes > (best?.closes ?? 0)) best = { shift, zone, closes };
  }
  return best && { shift: best.shift, gapMs: total(gaps), closesMs: best.closes };
}

function readLength(length: DurationInput): number {
  const ms = toDurationMs(length, "options.length");
  if (ms <= 0 || ms > DAY_MS || ms % SLOT_MS !== 0) {
    fail("argument.invalid", "options.length", length, "must be whole half hours, up to 24 hours");
  }
  return ms;
}

function readDays(days: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= WEEKDAYS.length) return days;
  return fail("argument.invalid", "options.days", days, "must be a whole number from 1 to 7");
}

/** Gap time per half hour of the week on a zone's clock; then the run of half hours that holds the most. */
function bestOn(zone: Zone, gaps: IntervalList, slots: number, days: number): { day: number; slot: number } {
  const week = gapTimePerSlot(zone, gaps);
  let best = { day: 0, slot: 0, sum: -1 };
  for (let day = 0; day < WEEKDAYS.length; day++) {
    for (let slot = 0; slot < SLOTS_A_DAY; slot++) {
      let sum = 0;
      for (let each = 0; each < days * slots; each++) {
        const index = (day + Math.floor(each / slots)) * SLOTS_A_DAY + slot + (each % slots);
        sum += week[index % week.length] as number;
      }
      if (sum > best.sum) best = { day, slot, sum };
    }
  }
  return best;
}

/** A half hour of the wall clock lasts until the next begins, however long that takes in the night of a change. */
function gapTimePerSlot(zone: Zone, gaps: IntervalList): number[] {
  const week = Array.from({ length: WEEKDAYS.length * SLOTS_A_DAY }, () => 0);
  for (const { start, end } of gaps) {
    let wall = Math.floor(wallTimeAt(zone, start) / SLOT_MS) * SLOT_MS;
    for (let at = start; at < end; wall += SLOT_MS) {
      const to = Math.min(end, instantOf(zone, wall + SLOT_MS));
      if (to <= at) continue; // skipped by the clock, or the first pass of a fold
      const slot = Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / SLOT_MS);
      const index = weekdayOf(Math.floor(wall / DAY_MS)) * SLOTS_A_DAY + slot;
      week[index] = (week[index] as number) + to - at;
      at = to;
    }
  }
  return week;
}

function toConfig(timeZone: string, day: number, slot: number, slots: number, days: number): CalendarConfig {
  const closes = slot + slots;
  const hours = [[formatSlot(slot), closes === SLOTS_A_DAY ? "24:00" : formatSlot(closes)]] as const;
  const names = Array.from(
    { length: days },
    (_, ahead) => WEEKDAYS[(day + ahead) % WEEKDAYS.length] as Weekday,
  );
  return {
    timeZone,
    weekly: Object.fromEntries(WEEKDAYS.filter((each) => names.includes(each)).map((each) => [each, hours])),
  };
}

function formatSlot(slot: number): string {
  return formatTimeOfDay((slot % SLOTS_A_DAY) * SLOT_MS);
}

function closedBy(calendar: Parameters<typeof timelineOf>[0], gaps: IntervalList): number {
  const timeline = timelineOf(calendar);
  return gaps.reduce((sum, { start, end }) => sum + timeline.openTimeBetween(start, end), 0);
}

function total(list: IntervalList): number {
  return list.reduce((sum, { start, end }) => sum + end - start, 0);
}
