import { readFileSync } from "node:fs";

interface CountryTable {
  readonly countries: Readonly<Record<string, readonly [name: string, zone: string]>>;
}

const table = JSON.parse(readFileSync(new URL("./countries.json", import.meta.url), "utf8")) as CountryTable;

/** Codes that people write for the country they mean. */
const MEANT: Readonly<Record<string, string>> = { UK: "GB", EL: "GR", JA: "JP", SP: "ES" };

export function isCountry(code: string): boolean {
  return Object.hasOwn(table.countries, code);
}

/** The country's name; an empty code is one that nobody wrote down. */
export function countryName(code: string): string {
  return table.countries[code]?.[0] ?? "unknown";
}

/** The zone in which most of the country, or its capital, lives. */
export function mainZone(code: string): string {
  const country = table.countries[code];
  if (country === undefined) throw new Error(`no country: ${code}`);
  return country[1];
}

/** What is wrong with a code that is no country, and what was probably meant. */
export function noCountry(code: string): string {
  const meant = isCountry(code.trim().toUpperCase()) ? code.trim().toUpperCase() : MEANT[code.toUpperCase()];
  return `"${code}" is no ISO 3166 country code${meant === undefined ? "" : `, perhaps ${meant}`}`;
}
