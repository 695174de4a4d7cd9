// What a helpdesk writes by hand: walk over the business hours with luxon. One team, its hours, its holidays.
import { DateTime } from "luxon";
import { ALL_HOLIDAYS, HOURS, TIME_ZONE } from "../support/calendar.js";

const HOLIDAYS = new Set(ALL_HOLIDAYS);
const MINUTE_MS = 60_000;
const MINUTES = HOURS.map((interval) =>
  interval.map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
);

/** Day by day: each day's opening hours as instants, clipped to the stretch asked about. */
function* openByDay(from) {
  for (
    let day = DateTime.fromMillis(from, { zone: TIME_ZONE }).startOf("day");
    ;
    day = day.plus({ days: 1 })
  ) {
    if (day.weekday > 5 || HOLIDAYS.has(day.toISODate())) continue;
    for (const [opens, closes] of MINUTES) {
      const start = day.set({ hour: Math.floor(opens / 60), minute: opens % 60 }).toMillis();
      const end = day.set({ hour: Math.floor(closes / 60), minute: closes % 60 }).toMillis();
      if (end > from) yield [Math.max(start, from), end];
    }
  }
}

/** Minute by minute: is this one open? */
function* openByMinute(from) {
  for (let at = DateTime.fromMillis(from, { zone: TIME_ZONE }); ; at = at.plus({ minutes: 1 })) {
    const minute = at.hour * 60 + at.minute;
    if (at.weekday > 5 || !MINUTES.some(([opens, closes]) => opens <= minute && minute < closes)) continue;
    if (!HOLIDAYS.has(at.toISODate())) yield [at.toMillis(), at.toMillis() + MINUTE_MS];
  }
}

/** The open stretches from an instant on, without the pauses. */
function* counted(walk, from, pauses) {
  for (const [start, end] of walk(from)) {
    let at = start;
    for (const pause of pauses) {
      if (pause.to <= at || pause.from >= end) continue;
      if (at < pause.from) yield [at, pause.from];
      at = pause.to;
    }
    if (at < end) yield [at, end];
    if (at === Infinity) return;
  }
}

function elapsed(walk, from, to, pauses) {
  let sum = 0;
  for (const [start, end] of counted(walk, from, pauses)) {
    if (start >= to) break;
    sum += Math.min(end, to) - start;
  }
  return sum;
}

function due(walk, from, targetMs, pauses) {
  let left = targetMs;
  for (const [start, end] of counted(walk, from, pauses)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return undefined;
}

/** First reply, every next reply and the resolution of one open ticket: elapsed, due, missed. */
function status(walk, targets, events, now) {
  const cycles = [];
  const cycle = (metric, from, end, pauses) => {
    const until = end ?? now;
    const elapsedMs = elapsed(walk, from, until, pauses);
    const dueAt = due(walk, from, targets[metric], pauses);
    cycles.push({ metric, from, elapsedMs, dueAt, missed: elapsedMs > targets[metric] });
  };
  const pauses = [];
  let waiting = { metric: "firstReply", from: events[0].at };
  for (const { type, at, by, to } of events) {
    if (type === "status-changed" && to === "pending") pauses.push({ from: at, to: Infinity });
    if (type === "status-changed" && to === "open") pauses.at(-1).to = at;
    if (type !== "message") continue;
    if (by === "customer") waiting ??= { metric: "nextReply", from: at };
    else if (waiting !== undefined) {
      cycle(waiting.metric, waiting.from, at, []);
      waiting = undefined;
    }
  }
  if (waiting !== undefined) cycle(waiting.metric, waiting.from, undefined, []);
  cycle("resolution", events[0].at, undefined, pauses);
  return cycles;
}

export const byDay = (targets, events) => (now) => status(openByDay, targets, events, now);
export const byMinute = (targets, events) => (now) => status(openByMinute, targets, events, now);
/** When so much is used up, from an instant on, with nothing paused. */
export const dueByDay = (targetMs) => (from) => due(openByDay, from, targetMs, []);
export const dueByMinute = (targetMs) => (from) => due(openByMinute, from, targetMs, []);
