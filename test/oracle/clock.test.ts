import { describe, expect, it } from "vitest";
import { DAY, ZONES, firstInstantReading, jumps, jumpsInYear, reading } from "./index.js";

// Is the oracle itself right? Its steps are held against the plainest walk there is, a minute at a time.

const MINUTE = 60_000;

describe("the wall-time rule", () => {
  const peculiar: [timeZone: string, year: number][] = [
    ["America/New_York", 2026],
    ["Australia/Lord_Howe", 2026],
    ["America/Sao_Paulo", 2018],
    ["America/St_Johns", 2010],
    ["Pacific/Apia", 2011],
    ["Africa/Cairo", 2010],
    ["Antarctica/Troll", 2026],
  ];
  it.each(peculiar)("is the first minute that reads it or later: %s in %i", (timeZone, year) => {
    for (const jump of jumpsInYear(timeZone, year)) {
      for (const minutes of [-90, -60, -30, -1, 0, 1, 15, 30, 59, 60, 90]) {
        const wall = reading(timeZone, jump) + minutes * MINUTE;
        let at = wall - 16 * 60 * MINUTE;
        while (reading(timeZone, at) < wall) at += MINUTE;
        expect(firstInstantReading(timeZone, wall)).toBe(at);
      }
    }
  });

  it("is exact to the second and the millisecond", () => {
    const wall = Date.UTC(1971, 5, 1, 9, 0, 0, 7); // Monrovia was 44:30 behind
    expect(firstInstantReading("Africa/Monrovia", wall)).toBe(Date.UTC(1971, 5, 1, 9, 44, 30, 7));
    expect(reading("Africa/Monrovia", Date.UTC(1971, 5, 1, 9, 44, 30, 7))).toBe(wall);
  });
});

it("no clock is set twice within the oracle's steps: a scan every half hour finds what one every six hours does", () => {
  for (let i = 0; i < 40; i++) {
    const timeZone = ZONES[(i * 37) % ZONES.length] ?? "UTC";
    const from = Date.UTC(1970 + ((i * 13) % 68), 0);
    const to = from + 60 * DAY;
    expect(jumps(timeZone, from, to, 30 * MINUTE)).toEqual(jumps(timeZone, from, to));
  }
});
