import { DAY_MS, timeTicks, type Scale } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";
import { clock, dateWords } from "./words.js";

/** Hours of UTC over a picture, with a line down to its foot for each. `y` is the floor of the words. */
export function timeAxis(
  range: { readonly from: number; readonly to: number },
  x: Scale,
  y: number,
  foot: number,
  size: number,
): string {
  const room = x(range.to) - x(range.from);
  const isLong = range.to - range.from > 2 * DAY_MS;
  const ticks = timeTicks(range.from, range.to, room / (size * (isLong ? 7 : 4.8)));
  const lines = ticks.map((at) => `M${digits(x(at))} ${digits(y + size + 4)}V${digits(foot)}`).join("");
  const words = ticks.map((at) => {
    const isFirst = x(at) - x(range.from) < size;
    const isLast = x(range.to) - x(at) < size * 1.5;
    const side = isFirst ? "" : isLast ? " end" : " middle";
    return textTag("text", tickWord(range, at, isLong), { x: x(at), y: y + size, class: `muted${side}` });
  });
  return tag("path", { d: lines, class: "grid" }) + words.join("");
}

function tickWord(range: { readonly to: number }, at: number, isLong: boolean): string {
  const isMidnight = at % DAY_MS === 0;
  if (isLong) return isMidnight ? dateWords(at).slice(0, -4) : clock(at);
  return isMidnight && at === range.to ? "24:00" : clock(at);
}
