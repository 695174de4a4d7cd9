const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Where a value stands between two ends. */
export type Scale = (value: number) => number;

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const step = high === low ? 0 : (range[1] - range[0]) / (high - low);
  return (value) => range[0] + (value - low) * step;
}

/** The largest of a list that may be long or empty. */
export function most(values: readonly number[]): number {
  return values.reduce((highest, value) => Math.max(highest, value), 0);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Round numbers from 0 to at least `top`, about `count` steps of 1, 2 or 5 times a power of ten, whole numbers only. */
export function niceTicks(top: number, count: number): number[] {
  const rough = Math.max(top, 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(top, 1) / step) + 1 }, (_, index) => index * step);
}

/** Instants on whole hours of UTC, at most `count` of them, that divide a day evenly. */
export function timeTicks(from: number, to: number, count: number): number[] {
  const hours =
    [1, 2, 3, 4, 6, 12, 24, 48, 168].find((each) => (to - from) / (each * HOUR_MS) <= count) ?? 720;
  const step = hours * HOUR_MS;
  const first = Math.ceil(from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, index) => first + index * step,
  );
}

/** About how wide a text is, for a sans-serif of that size; rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

function emsOf(character: string): number {
  if (/[ijltfrI.,:;'|!()[\] ]/.test(character)) return 0.33;
  if (/[mwMW@%—…]/.test(character)) return 0.92;
  if (/[A-Z&<>+=]/.test(character)) return 0.7;
  return character.charCodeAt(0) < 0x1100 ? 0.57 : 1.02;
}

/** The text, or as much of it as has room, with an ellipsis. */
export function fitted(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join("").trimEnd()}…`, size) > room)
    characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** Words in lines that have room; a no-break space keeps two words together. */
export function wrapped(text: string, room: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((each) => each !== "").map((each) => fitted(each, room, size));
}
