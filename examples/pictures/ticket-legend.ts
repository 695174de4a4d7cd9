import type { PictureSpell, PictureTicket } from "../simulator/picture-data.js";
import { textWidth } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";

/** How each kind of spell looks, and what it is called. */
export const KINDS = {
  waiting: { word: "waiting", look: { fill: "url(#p-queue)" } },
  "in-hand": { word: "in hand", look: { class: "open" } },
  kept: { word: "kept for the next day", look: { class: "plan" } },
  resting: { word: "resting", look: { fill: "url(#p-closed)" } },
} as const satisfies Record<PictureSpell["kind"], { word: string; look: Readonly<Record<string, string>> }>;

/** What the looks mean, in as many lines as the width asks for. */
export function legendLines(
  { spells }: PictureTicket,
  width: number,
  size: number,
): { body: string; height: number } {
  const box = (look: Readonly<Record<string, string>>) =>
    tag("rect", { y: 2, width: size + 4, height: size - 2, ...look });
  const used = (Object.keys(KINDS) as PictureSpell["kind"][])
    .filter((kind) => spells.some((spell) => spell.kind === kind))
    .map((kind) => KINDS[kind]);
  const items: [string, string][] = [
    ...used.map(({ word, look }): [string, string] => [word, box(look)]),
    ["counts", box({ class: "open" })],
    ["counts, beyond the target", box({ fill: "url(#p-bad)" })],
    ["does not count", tag("path", { d: `M0 ${size / 2}h${size + 4}`, class: "outline dashed" })],
    ["due", tag("path", { d: `M4 ${size}v${-size}l9 4-9 4`, class: "flag" })],
    ["done", tag("circle", { cx: 8, cy: size / 2 + 1, r: 5, class: "done" })],
  ];
  let [x, y] = [0, 0];
  const body = items.map(([word, sample]) => {
    const long = size * 2.8 + textWidth(word, size);
    if (x > 0 && x + long > width) [x, y] = [0, y + size * 1.5];
    const item = tag(
      "g",
      { transform: `translate(${digits(x)} ${digits(y)})` },
      sample,
      textTag("text", word, { x: size + 9, y: size }),
    );
    x += long;
    return item;
  });
  return { body: body.join(""), height: y + size * 1.5 };
}
