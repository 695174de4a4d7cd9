import fc from "fast-check";
import { fromZonedTime } from "date-fns-tz";
import { addBusinessTime, businessTimeBetween, defineCalendar, nextOpening } from "follow-the-sun";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { DAY, ZONES, firstInstantReading, jumps, reading } from "../oracle/index.js";
import { FEW_ZONES, anchors } from "../support/calendar-arbitraries.js";

// Others who know zones, asked what instant a wall time names. Away from gaps and folds all must agree with the
// package; in them each has a rule of its own (Temporal's "compatible", for one, shifts a time in a gap by its size).

/** As much of `Temporal` as is asked here: the types of Node 20 do not know it. */
interface NativeTemporal {
  readonly PlainDateTime: {
    from(iso: string): {
      toZonedDateTime(timeZone: string): {
        readonly epochMilliseconds: number;
        readonly offsetNanoseconds: number;
      };
    };
  };
}
const temporal = (globalThis as { Temporal?: NativeTemporal }).Temporal;

const witnesses: Record<string, ((iso: string, timeZone: string) => number) | undefined> = {
  luxon: (iso, zone) => DateTime.fromISO(iso, { zone }).toMillis(),
  "date-fns-tz": (iso, timeZone) => fromZonedTime(iso, timeZone).getTime(),
  Temporal:
    temporal &&
    ((iso, timeZone) => temporal.PlainDateTime.from(iso).toZonedDateTime(timeZone).epochMilliseconds),
};

/** A wall time on a whole minute that is read once, with no jump within a day and a half of it. */
const wallTimes = (zones: readonly string[]) =>
  anchors(zones)
    .map(({ timeZone, at }) => ({
      timeZone,
      wall: Math.floor(reading(timeZone, at + 3 * DAY) / 60_000) * 60_000,
    }))
    .filter(({ timeZone, wall }) => {
      const at = firstInstantReading(timeZone, wall);
      // date-fns-tz rounds offsets to minutes, so second offsets (Monrovia) are left to the oracle.
      return (
        jumps(timeZone, at - 1.5 * DAY, at + 1.5 * DAY, DAY / 2).length === 0 && (wall - at) % 60_000 === 0
      );
    });

/** The instant that the package takes a wall time for: the opening of hours that start then. */
function instantOfOpening(timeZone: string, iso: string): number | undefined {
  const [date = "", time = ""] = iso.split("T");
  const once = defineCalendar({ timeZone, specialHours: { [date]: [[time, "24:00"]] } });
  const at = Date.parse(`${iso}Z`);
  return nextOpening(once, Math.max(0, at - 2 * DAY))?.getTime();
}

describe.each(Object.entries(witnesses))("%s", (_name, witness) => {
  it.skipIf(witness === undefined)("names the same instants away from gaps and folds", () => {
    fc.assert(
      fc.property(wallTimes(FEW_ZONES), ({ timeZone, wall }) => {
        const iso = new Date(wall).toISOString().slice(0, 16);
        const expected = witness?.(iso, timeZone);
        expect(firstInstantReading(timeZone, wall), `the oracle, ${iso} ${timeZone}`).toBe(expected);
        expect(instantOfOpening(timeZone, iso), `${iso} ${timeZone}`).toBe(expected);
      }),
      { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 2) },
    );
  });
});

it("the oracle agrees with luxon in every zone", () => {
  for (const timeZone of ZONES) {
    for (const wall of ["1970-06-15T12:00", "1999-12-31T23:59", "2026-02-10T09:00", "2026-07-10T09:00"]) {
      const expected = DateTime.fromISO(wall, { zone: timeZone }).toMillis();
      expect(firstInstantReading(timeZone, Date.parse(`${wall}Z`)), `${wall} ${timeZone}`).toBe(expected);
    }
  }
});

it("eight working hours added with luxon, one minute at a time", () => {
  // A reader's own loop: step by minutes, count those that luxon's clock shows between 09:00 and 17:00 on a weekday.
  const nine = [["09:00", "17:00"]] as const;
  const weekly = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
  for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]) {
    const calendar = defineCalendar({ timeZone: zone, weekly });
    for (const start of ["2026-03-27T15:30:00Z", "2026-10-30T20:12:00Z"]) {
      let at = Date.parse(start);
      for (let left = 8 * 60; left > 0; at += 60_000) {
        const { weekday, hour } = DateTime.fromMillis(at, { zone });
        if (weekday <= 5 && hour >= 9 && hour < 17) left--;
      }
      expect(addBusinessTime(calendar, start, { hours: 8 })?.getTime()).toBe(at);
      expect(businessTimeBetween(calendar, start, at)).toBe(8 * 3_600_000);
    }
  }
});
