import type { EpochMs } from "./instant.js";
import { wallTimeAt } from "./wall-time.js";
import type { Zone } from "./zone.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** What the clock of a zone reads, for an English sentence: `31 Mar 09:00`. */
export function clockReading(at: EpochMs, zone: Zone): string {
  const read = new Date(wallTimeAt(zone, at)).toISOString();
  return `${Number(read.slice(8, 10))} ${MONTHS[Number(read.slice(5, 7)) - 1] as string} ${read.slice(11, 16)}`;
}

/** The place that a zone is named for: `America/New_York` is "New York". */
export function zoneCity({ name }: Zone): string {
  return (name.split("/").at(-1) as string).replaceAll("_", " ");
}
