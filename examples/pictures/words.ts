import { DAY_MS } from "./scales.js";

const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `1,814`; what is not whole has one digit after the point. */
export function number(value: number): string {
  const [whole = "", part] = (Math.round(value * 10) / 10).toFixed(1).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined || part === "0" ? (grouped === "-0" ? "0" : grouped) : `${grouped}.${part}`;
}

/** `1 item`, `2 items`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `met` of `met` and `missed`, never rounded up to 100 % or down to 0 %; a dash where nothing is decided. */
export function percent(met: number, missed: number): string {
  if (met + missed === 0) return "–";
  const share = (100 * met) / (met + missed);
  if (missed > 0 && share > 99) return ">99 %";
  return met > 0 && share < 1 ? "<1 %" : `${Math.round(share)} %`;
}

/** `09:20`, of UTC. */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** `Wed 2 May`, of UTC. */
export function dateWords(at: number): string {
  const date = new Date(at);
  return `${NAMES[date.getUTCDay()] ?? ""} ${date.getUTCDate()} ${monthWord(at)}`;
}

export function monthWord(at: number): string {
  return MONTHS[new Date(at).getUTCMonth()] ?? "";
}

/** `Wed 2 May 09:20`. */
export function instantWords(at: number): string {
  return `${dateWords(at)} ${clock(at)}`;
}

/** The time alone within a day, else with the weekday: `Wed 09:20`. */
export function clockIn(range: { readonly from: number; readonly to: number }, at: number): string {
  return range.to - range.from <= DAY_MS ? clock(at) : `${dateWords(at).slice(0, 3)} ${clock(at)}`;
}

/** `2 h 10 min`; what is shorter than a minute in seconds. */
export function lengthWords(ms: number): string {
  if (ms > 0 && ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${number(hours)} h` : `${number(hours)} h ${rest} min`;
}

/** `a, b and 3 more`. */
export function listWords(words: readonly string[], limit = 6): string {
  if (words.length <= limit) {
    const head = words.slice(0, -1).join(", ");
    return head === "" ? (words[0] ?? "") : `${head} and ${words.at(-1) ?? ""}`;
  }
  return `${words.slice(0, limit).join(", ")} and ${words.length - limit} more`;
}
