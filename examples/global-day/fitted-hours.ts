import { defineCalendar, FollowTheSunError } from "follow-the-sun";
import { isCountry, noCountry } from "./countries.js";
import { InputError, type Place } from "../simulator/errors.js";
import { parseJson, placeAt } from "../simulator/json-file.js";
import { minutesOf, type FittedHours, type HoursByCountry } from "./hours.js";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads a `fitted-hours.json`: per country its zone and the percentiles of its people's time of day. */
export function readFittedHours(file: string, content: string): HoursByCountry {
  const text = content.replace(/^\uFEFF/, "");
  const json = parseJson(file, text);
  const hours: Record<string, FittedHours> = {};
  for (const [country, value] of Object.entries(
    asObject(json, "an object of countries", { file, line: 1, column: 1 }),
  )) {
    const place = placeOfKeys(file, text, [country]);
    if (!isCountry(country)) throw new InputError(noCountry(country), place);
    const entry = asObject(value, `${country}: an object with zone, p05 and p95`, place);
    hours[country] = readCountry(file, text, country, entry);
  }
  return hours;
}

function readCountry(
  file: string,
  text: string,
  country: string,
  entry: Record<string, unknown>,
): FittedHours {
  const read = (key: string, isRight: (value: string) => boolean, wanted: string): string => {
    const value = entry[key];
    if (typeof value === "string" && isRight(value)) return value;
    const shown = value === undefined ? "is missing" : `is ${JSON.stringify(value)}`;
    throw new InputError(
      `${country}.${key} ${shown}, ${wanted} was expected`,
      placeOfKeys(file, text, [country, key]),
    );
  };
  const zone = read("zone", isZone, "an IANA time zone");
  const p05 = read("p05", (value) => TIME.test(value), "a time such as 08:30");
  const p95 = read("p95", (value) => TIME.test(value), "a time such as 17:30");
  if (minutesOf(p95) < minutesOf(p05)) {
    throw new InputError(`${country}.p95 lies before p05`, placeOfKeys(file, text, [country, "p95"]));
  }
  return { zone, p05, p95 };
}

/** The package is the one to know which zones there are. */
function isZone(zone: string): boolean {
  try {
    defineCalendar({ timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof FollowTheSunError) return false;
    throw error;
  }
}

function asObject(value: unknown, wanted: string, place: Place): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new InputError(`${wanted} was expected`, place);
}

/** Where a key stands, looking for each inside the one before; as near as can be had where it is missing. */
function placeOfKeys(file: string, text: string, keys: readonly string[]): Place {
  let at = 0;
  for (const key of keys) {
    const found = text.indexOf(JSON.stringify(key), at);
    if (found >= 0) at = found;
  }
  return placeAt(file, text, at);
}
