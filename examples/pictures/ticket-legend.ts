import type { PictureSpell, PictureTicket } from "../simulator/picture-data.js";
import { swatch, type Sample } from "./legend.js";
import { tag } from "./svg.js";

/** How each kind of spell looks, and what it is called. */
export const KINDS = {
  waiting: { word: "waiting", look: { fill: "url(#p-queue)" } },
  "in-hand": { word: "in hand", look: { class: "open" } },
  kept: { word: "kept for the next day", look: { class: "plan" } },
  resting: { word: "resting", look: { fill: "url(#p-closed)" } },
} as const satisfies Record<PictureSpell["kind"], { word: string; look: Readonly<Record<string, string>> }>;

/** What is to be explained of this ticket. */
export function samplesOf({ spells }: PictureTicket, size: number): Sample[] {
  const used = (Object.keys(KINDS) as PictureSpell["kind"][])
    .filter((kind) => spells.some((spell) => spell.kind === kind))
    .map((kind) => KINDS[kind]);
  // What is in hand and what counts look alike: the one is in the bar of who has it, the other in those of the promises.
  const isInHand = used.includes(KINDS["in-hand"]);
  return [
    ...used.map(({ word, look }): Sample => {
      return [look === KINDS["in-hand"].look ? `${word}; below: counts` : word, swatch(size, look)];
    }),
    ...(isInHand ? [] : [["counts", swatch(size, { class: "open" })] as const]),
    ["counts, beyond the target", swatch(size, { fill: "url(#p-bad)" })],
    ["does not count", tag("path", { d: `M0 ${size / 2}h${size + 4}`, class: "outline dashed" })],
    ["due", tag("path", { d: `M4 ${size}v${-size}l9 4-9 4`, class: "flag" })],
    ["done", tag("circle", { cx: 8, cy: size / 2 + 1, r: 5, class: "done" })],
  ];
}
