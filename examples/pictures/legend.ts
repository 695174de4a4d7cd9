import { textWidth } from "./scales.js";
import { digits, tag, textTag } from "./svg.js";

/** A word and what it stands for, drawn in a box that is a little wider than it is high. */
export type Sample = readonly [word: string, drawn: string];

/** What the looks mean, in as many lines as the width asks for. */
export function legendLines(
  samples: readonly Sample[],
  width: number,
  size: number,
): { readonly body: string; readonly height: number } {
  let [x, y] = [0, 0];
  const body = samples.map(([word, drawn]) => {
    const lead = drawn === "" ? 0 : size + 9;
    const long = lead + size * 1.2 + textWidth(word, size);
    if (x > 0 && x + long - size * 1.2 > width) [x, y] = [0, y + size * 1.5];
    const item = tag(
      "g",
      { transform: `translate(${digits(x)} ${digits(y)})` },
      drawn,
      textTag("text", word, { x: lead, y: size }),
    );
    x += long;
    return item;
  });
  return { body: body.join(""), height: y + size * 1.5 };
}

/** A box that looks like that. */
export function swatch(size: number, look: Readonly<Record<string, string>>, hasRim = false): string {
  const box = { x: 0.5, y: 2.5, width: size + 3, height: size - 3 };
  const rim = hasRim ? tag("rect", { ...box, class: "outline thin" }) : "";
  return tag("rect", { ...box, ...look }) + rim;
}
