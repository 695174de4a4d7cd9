// The one calendar that everybody is asked about, and the instants they are asked at.

export const TIME_ZONE = "Europe/Berlin";
export const FIRST_YEAR = 2018; // whole blocks of four years, as compiled by the package
export const LAST_YEAR = 2037;
export const HOURS = [
  ["09:00", "12:00"],
  ["13:00", "17:30"],
];
/** Holidays that fall on the same date every year, `MM-DD`. */
export const YEARLY_HOLIDAYS = ["01-01", "05-01", "10-03", "12-25", "12-26"];
/** Good Friday, Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const DAYS_AFTER_EASTER = [-2, 1, 39, 50];

const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

/** Easter Sunday of a Gregorian year, as days since 1970-01-01 (Gauss's rule, as Lichtenberg put it). */
function easterDay(year) {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const golden = year % 19;
  const seed = (19 * golden + moon) % 30;
  const correction = Math.floor((seed + Math.floor(golden / 11)) / 29);
  const fullMoon = 21 + seed - correction;
  const firstSunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  const marchDay = fullMoon + 7 - ((fullMoon - firstSunday) % 7);
  return Date.UTC(year, 2, marchDay) / 86_400_000;
}

/** Holidays whose date moves, `YYYY-MM-DD`. */
export const MOVING_HOLIDAYS = years.flatMap((year) =>
  DAYS_AFTER_EASTER.map((days) => new Date((easterDay(year) + days) * 86_400_000).toISOString().slice(0, 10)),
);
/** Every holiday of every year, `YYYY-MM-DD`. */
export const ALL_HOLIDAYS = [
  ...years.flatMap((year) => YEARLY_HOLIDAYS.map((date) => `${year}-${date}`)),
  ...MOVING_HOLIDAYS,
].sort();

/** A random number generator with a seed (mulberry32): every run asks the same. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random instants from 2020 to 2025, on whole minutes because some peers count nothing finer. */
export function randomInstants(count, seed) {
  const random = randomFrom(seed);
  const [from, to] = [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)];
  return Array.from({ length: count }, () => Math.floor((from + random() * (to - from)) / 60_000) * 60_000);
}
