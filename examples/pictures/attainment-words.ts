import type { PictureAttainment, PictureData } from "../simulator/picture-data.js";
import type { Table } from "./picture.js";
import { sum } from "./scales.js";
import { count, number, percent } from "./words.js";

/** A region, or several together. */
export interface Row {
  readonly name: string;
  readonly regions: ReadonlySet<string>;
}

/** Of fewer that are decided, a share would say little: 1 of 2 is no 50 %. */
export const FEW = 10;
/** The regions with least stand together where there are more. */
const MOST_ROWS = 12;

/** All of them together, then each, those with most promises first. */
export function rowsOf(attainment: readonly PictureAttainment[]): Row[] {
  const regions = unique(attainment.map(({ region }) => region));
  const sizeOf = (region: string): number => {
    const { met, missed, open } = totals(attainment.filter((each) => each.region === region));
    return met + missed + open;
  };
  const keyed = regions.map((region) => ({ region, promised: sizeOf(region) }));
  const sorted = keyed.sort((a, b) => b.promised - a.promised).map(({ region }) => region);
  const shown = sorted.length > MOST_ROWS ? sorted.slice(0, MOST_ROWS - 1) : sorted;
  const rest = sorted.slice(shown.length);
  return [
    ...(regions.length > 1 ? [{ name: "All", regions: new Set(regions) }] : []),
    ...shown.map((region): Row => ({ name: region, regions: new Set([region]) })),
    ...(rest.length > 0 ? [{ name: `${rest.length} others`, regions: new Set(rest) }] : []),
  ];
}

export function isAt(
  each: PictureAttainment,
  promise: string,
  priority: string,
  row: Row | undefined,
): boolean {
  return each.promise === promise && each.priority === priority && row?.regions.has(each.region) === true;
}

/** `97 %` and `56/58`; only `1 of 2` where that is all that can be said. */
export function wordsOf({ met, missed, open }: Totals): readonly [share: string, counts: string] {
  const decided = met + missed;
  if (decided === 0) return ["", `${number(open)} open`];
  return decided < FEW
    ? ["", `${number(met)} of ${number(decided)}`]
    : [percent(met, missed), `${number(met)}/${number(decided)}`];
}

/** `firstReply` reads as `First reply`. */
export function promiseWords(promise: string): string {
  const words = promise.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Totals = Pick<PictureAttainment, "met" | "missed" | "open">;

export function totals(found: readonly PictureAttainment[]): Totals {
  const of = (key: "met" | "missed" | "open"): number => sum(found.map((each) => each[key]));
  return { met: of("met"), missed: of("missed"), open: of("open") };
}

export function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** The whole, then by region: the table has each priority of each. */
export function attainmentWords({ attainment }: PictureData): string {
  const rows = rowsOf(attainment).filter(
    ({ regions }) => regions.size < unique(attainment.map(({ region }) => region)).length,
  );
  const sentences = unique(attainment.map(({ promise }) => promise)).map((promise) => {
    const own = attainment.filter((each) => each.promise === promise);
    const { met, missed, open } = totals(own);
    const all = `${promiseWords(promise)}: ${percent(met, missed)} kept, ${number(met)} met, ${number(missed)} missed, ${number(open)} not decided`;
    const parts = rows.map(({ name, regions }) => {
      const part = totals(own.filter(({ region }) => regions.has(region)));
      return `${name} ${number(part.met)} of ${number(part.met + part.missed)}`;
    });
    return parts.length === 0 ? `${all}.` : `${all}; ${parts.join(", ")}.`;
  });
  return sentences.join(" ") || "Nothing was promised.";
}

/** A line for each that the data tells apart. */
export function attainmentTable({ attainment }: PictureData): Table {
  return {
    caption: `How ${count(attainment.length, "kind")} of promises were kept`,
    head: ["Promise", "Priority", "Region", "Kept", "Met", "Missed", "Not decided"],
    rows: attainment.map(({ promise, priority, region, met, missed, open }) => [
      promiseWords(promise),
      priority,
      region,
      percent(met, missed),
      number(met),
      number(missed),
      number(open),
    ]),
  };
}
