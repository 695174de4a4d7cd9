import { FollowTheSunError } from "../errors.js";
import { zoneOf, type OffsetSource } from "./zone.js";

/** A well-known change of the rules, by which an edition of the time zone data can be told. */
export interface ZoneCanary {
  readonly timeZone: string;
  /** What changed. */
  readonly change: string;
  /** The edition of the tz database that has it, at the latest. */
  readonly edition: string;
  readonly at: Date;
  /** The offset that is right, and the one in use; `undefined` where the zone is unknown. Milliseconds. */
  readonly expectedOffsetMs: number;
  readonly offsetMs: number | undefined;
  readonly isRight: boolean;
}

/** Which time zone data is in use, as far as its answers tell. */
export interface ZoneDataReport {
  readonly source: "platform" | "injected";
  /** The newest edition up to which every known change is there; `undefined` when not even the first is. */
  readonly atLeast: string | undefined;
  /** The changes that are missing. */
  readonly outOfDate: readonly ZoneCanary[];
  readonly canaries: readonly ZoneCanary[];
}

/** From the NEWS file of the tz database (public domain), checked against its data. Oldest first. */
const CHANGES: readonly (readonly [
  edition: string,
  zone: string,
  at: string,
  hours: number,
  change: string,
])[] = [
  ["2022b", "Asia/Tehran", "2023-07-01", 3.5, "Iran keeps standard time all year"],
  ["2022f", "America/Mexico_City", "2023-07-01", -6, "Mexico keeps standard time all year"],
  ["2022f", "Asia/Amman", "2022-12-15", 3, "Jordan keeps +03 all year"],
  ["2023a", "Africa/Cairo", "2023-07-01", 3, "Egypt has summer time again"],
  ["2024a", "Asia/Almaty", "2024-06-01", 5, "Kazakhstan is on one clock, +05"],
  ["2025a", "America/Asuncion", "2025-07-01", -3, "Paraguay keeps -03 all year"],
  [
    "2025b",
    "America/Coyhaique",
    "2025-07-01",
    -3,
    "Chile's Aysen region keeps -03 all year, in a zone of its own",
  ],
  ["2026c", "America/Vancouver", "2026-12-01", -7, "British Columbia keeps -07 all year"],
  ["2026c", "America/Edmonton", "2026-12-01", -6, "Alberta keeps -06 all year"],
  ["2026c", "Africa/Casablanca", "2026-12-01", 0, "Morocco keeps +00 all year"],
];

const HOUR_MS = 3_600_000;

/**
 * Which edition of the time zone data is in use, and what does it lack?
 *
 * The data comes with the platform (Node's ICU, or the system's) and differs
 * between machines: for an instant in a zone whose rules have changed, two
 * machines can give two answers. Compare the reports, or inject one source
 * (`defineCalendar(config, { offsets })`) everywhere.
 *
 * @param offsets - The injected source to report on. Default: the platform's data.
 *
 * @example
 * zoneDataReport().canaries.length; // => 10
 */
export function zoneDataReport(offsets?: OffsetSource): ZoneDataReport {
  const canaries = CHANGES.map(([edition, timeZone, date, hours, change]): ZoneCanary => {
    const at = new Date(`${date}T12:00:00Z`);
    const expectedOffsetMs = hours * HOUR_MS;
    const offsetMs = offsetOf(timeZone, at.getTime(), offsets);
    return {
      timeZone,
      change,
      edition,
      at,
      expectedOffsetMs,
      offsetMs,
      isRight: offsetMs === expectedOffsetMs,
    };
  });
  const outOfDate = canaries.filter(({ isRight }) => !isRight);
  const firstMissing = outOfDate[0]?.edition ?? "9999";
  const atLeast = canaries.filter(({ edition }) => edition < firstMissing).at(-1)?.edition;
  return { source: offsets === undefined ? "platform" : "injected", atLeast, outOfDate, canaries };
}

function offsetOf(timeZone: string, at: number, offsets: OffsetSource | undefined): number | undefined {
  try {
    return zoneOf(timeZone, "timeZone", offsets).eraAt(at).offset;
  } catch (error) {
    if (error instanceof FollowTheSunError) return undefined; // data so old that the zone is not in it
    throw error;
  }
}
