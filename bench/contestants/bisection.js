// The yardstick: a compiled list of openings and closings in plain arrays, searched by bisection, for
// this one calendar and these years. No zones, no growing, no checks: the least that any answer can cost.
import { ALL_HOLIDAYS, FIRST_YEAR, HOURS, LAST_YEAR } from "../support/calendar.js";

const opens = [];
const closes = [];
const before = [];
let sum = 0;

const holidays = new Set(ALL_HOLIDAYS);
// The host's zone is the calendar's (run.js sees to that), so `new Date(…)` reads local fields.
for (
  let date = new Date(FIRST_YEAR, 0, 1);
  date.getFullYear() <= LAST_YEAR;
  date.setDate(date.getDate() + 1)
) {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const isHoliday = holidays.has(new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10));
  if (isHoliday || date.getDay() === 0 || date.getDay() === 6) continue;
  for (const [from, to] of HOURS) {
    const at = (time) => new Date(year, month, day, +time.slice(0, 2), +time.slice(3)).getTime();
    opens.push(at(from));
    closes.push(at(to));
    before.push(sum);
    sum += at(to) - at(from);
  }
}

/** The index of the last value that is at most `wanted`. */
function lastAtMost(values, wanted) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the last value that is less than `wanted`. */
function lastBelow(values, wanted) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function openTimeUntil(at) {
  const index = lastAtMost(opens, at);
  return before[index] + Math.min(at, closes[index]) - opens[index];
}

export default {
  name: "hand-written bisection",
  kind: "yardstick",
  isOpen(at) {
    return at < closes[lastAtMost(opens, at)];
  },
  nextOpening(at) {
    return opens[lastAtMost(opens, at) + 1];
  },
  add(at, hours) {
    const wanted = openTimeUntil(at) + hours * 3_600_000;
    const index = lastBelow(before, wanted);
    return opens[index] + wanted - before[index];
  },
  between(from, to) {
    return openTimeUntil(to) - openTimeUntil(from);
  },
};
