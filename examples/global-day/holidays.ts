import Holidays, { type HolidaysTypes } from "date-holidays";
import { UTC_DAY_MS } from "../simulator/units.js";

/** A date on a country's own calendar on which it keeps a public holiday. */
export interface PublicHoliday {
  readonly date: string;
  readonly name: string;
}

let known: Readonly<Record<string, string>> | undefined;

/** Is the country one whose holidays `date-holidays` has? */
export function hasHolidays(country: string): boolean {
  known ??= new Holidays().getCountries();
  return Object.hasOwn(known, country);
}

/** What comes after a run still counts for it: when whoever keeps work is back, when a promise is due. */
const LOOK_AHEAD_DAYS = 31;

/** A country's public holidays in the years that a run over `[from, to)` touches, by date. */
export function publicHolidays(country: string, from: number, to: number): readonly PublicHoliday[] {
  if (!hasHolidays(country)) return [];
  // At 00:00 UTC it is still the day before in the Americas.
  const first = new Date(from - UTC_DAY_MS).getUTCFullYear();
  const last = new Date(to + LOOK_AHEAD_DAYS * UTC_DAY_MS).getUTCFullYear();
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.flatMap((year) => holidaysOfYear(country, year));
}

/** The moon takes a while to reckon with, and a comparison draws many days. */
const reckoned = new Map<string, readonly PublicHoliday[]>();

function holidaysOfYear(country: string, year: number): readonly PublicHoliday[] {
  const key = `${country} ${year}`;
  const found = reckoned.get(key) ?? reckon(country, year);
  reckoned.set(key, found);
  return found;
}

function reckon(country: string, year: number): PublicHoliday[] {
  const names = new Map<string, string>();
  const all = new Holidays(country, { types: ["public"] }).getHolidays(year, "en");
  for (const holiday of all.filter((each) => isWholeDay(each) && isForAll(each))) {
    for (const date of datesOf(holiday)) names.set(date, names.get(date) ?? holiday.name);
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Women's Day and Youth Day in China begin at noon, as does New Year's Eve in some countries: the office opens. */
function isWholeDay({ date }: HolidaysTypes.Holiday): boolean {
  return date.slice(11, 19) === "00:00:00";
}

/** Only a note tells that a holiday is for some: "Children below the age of 14", "For Muslim", "only for women". */
function isForAll(holiday: HolidaysTypes.Holiday & { readonly note?: string }): boolean {
  return !/children|women|muslim|islamic faith/i.test(holiday.note ?? "");
}

/** `date` is of the country's own calendar; `start` and `end` are instants, and tell how many days it lasts. */
function datesOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  // A night that loses or gains an hour makes no other number of days.
  const days = Math.round((end.getTime() - start.getTime()) / UTC_DAY_MS);
  return Array.from({ length: days }, (_, day) =>
    new Date(first + day * UTC_DAY_MS).toISOString().slice(0, 10),
  );
}
