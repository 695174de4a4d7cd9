// One fresh process, one question about compiling; answers with JSON on stdout.
import { HOURS, MOVING_HOLIDAYS, TIME_ZONE, YEARLY_HOLIDAYS } from "./calendar.js";
import { median, timed } from "./measure.js";
import { ZONES } from "./zones.js";

const NOW = Date.UTC(2026, 2, 27, 10);
const FAR = Date.UTC(2099, 11, 30);
const YEARS_IN_A_BLOCK = 4;
const importStart = process.hrtime.bigint();
const { businessTimeBetween, defineCalendar, isOpen } = await import("../../dist/index.js");
const importNs = Number(process.hrtime.bigint() - importStart);

const define = (timeZone) =>
  defineCalendar({
    timeZone,
    weekly: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
    holidays: [...YEARLY_HOLIDAYS, ...MOVING_HOLIDAYS],
  });

function heldBytes() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external; // typed arrays stand outside of the heap
}

const questions = {
  import: () => ({ importNs }),

  "first-answer"() {
    const formatterNs = timed(() => new Intl.DateTimeFormat("en-US", { timeZone: "UTC" }).format(NOW));
    const calendar = define(TIME_ZONE);
    return {
      formatterNs,
      firstNs: timed(() => isOpen(calendar, NOW)),
      secondNs: timed(() => isOpen(calendar, NOW + 1)),
    };
  },

  zone() {
    isOpen(define(TIME_ZONE), NOW);
    return { zoneNs: median(ZONES.map((timeZone) => timed(() => isOpen(define(timeZone), NOW)))) };
  },

  calendar() {
    const all = (calendar) => businessTimeBetween(calendar, 0, FAR);
    for (let i = 0; i < 20; i++) isOpen(define(TIME_ZONE), NOW);
    all(define(TIME_ZONE)); // the zone's whole table
    const calendars = Array.from({ length: 50 }, () => define(TIME_ZONE));
    return {
      defineNs: median(calendars.map(() => timed(() => define(TIME_ZONE)))),
      fourYearsNs: median(calendars.map((calendar) => timed(() => isOpen(calendar, NOW)))),
      allYearsNs: median(
        calendars
          .slice(0, 5)
          .map(() => define(TIME_ZONE))
          .map((each) => timed(() => all(each))),
      ),
    };
  },

  memory() {
    isOpen(define(TIME_ZONE), NOW);
    const calendars = Array.from({ length: 200 }, () => define(TIME_ZONE));
    const before = heldBytes();
    for (const calendar of calendars) isOpen(calendar, NOW);
    return { yearBytes: (heldBytes() - before) / calendars.length / YEARS_IN_A_BLOCK };
  },

  many() {
    const before = heldBytes();
    const calendars = [];
    const manyNs = timed(() => {
      for (let i = 0; i < 500; i++) {
        calendars.push(define(ZONES[i % ZONES.length]));
        isOpen(calendars[i], NOW);
      }
    });
    return { manyNs, manyBytes: heldBytes() - before, calendars: calendars.length };
  },
};

console.log(JSON.stringify(questions[process.argv[2]]()));
