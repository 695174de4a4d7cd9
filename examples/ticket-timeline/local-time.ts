const QUARTER_MS = 15 * 60_000;
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a zone's wall clock reads, written down as if it were UTC. */
export function localMs(zone: string, at: number): number {
  if (zone === "UTC") return at;
  // Offsets only change on quarters of an hour.
  const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  return at - quarter + wallTime(zone, quarter);
}

function wallTime(zone: string, at: number): number {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 1, day = 1] = (["year", "month", "day"] as const).map((part) => parts.get(part));
  const [hour = 0, minute = 0, second = 0] = (["hour", "minute", "second"] as const).map((part) =>
    parts.get(part),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = "numeric" as const;
  return new Intl.DateTimeFormat("en-GB-u-ca-iso8601-nu-latn", {
    timeZone,
    hourCycle: "h23",
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
}

/** `Mon 12 Jan`. */
export function dateText(local: number): string {
  const date = new Date(local);
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${NAMES[date.getUTCDay()] ?? ""} ${day} ${MONTHS[date.getUTCMonth()] ?? ""}`;
}

/** `09:30`. */
export function timeText(local: number): string {
  return new Date(local).toISOString().slice(11, 16);
}

/** `2 h 10 min`; what is shorter than a minute in seconds. */
export function lengthText(ms: number): string {
  if (ms > 0 && ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
