import { escaped, digits, tag, textTag } from "./svg.js";
import { singleCss } from "./theme.js";

/** A picture that is laid out for one width. */
export interface Picture {
  /** What tells it from the others in a page: `strip`. */
  readonly name: string;
  readonly title: string;
  /** What it shows, with the numbers, in words. */
  readonly words: string;
  readonly width: number;
  readonly height: number;
  /** What it refers to by id: patterns, marks. Several pictures in a page share them. */
  readonly defs: readonly string[];
  readonly body: string;
}

/** The numbers of a picture, for who cannot see it or wants them exactly. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The width of its layout in a page of that kind: a telephone, a tablet or a sheet of paper, a desk. */
export const WIDTHS = { narrow: 348, medium: 752, wide: 1312 } as const;
export type Layout = keyof typeof WIDTHS;

/** Text is at least this large on its own layout, so at least ten pixels on a screen of 380. */
export function textSize(width: number): number {
  return width < 500 ? 11 : 13;
}

/** The picture inside a page, which brings the style and the definitions. */
export function svgIn(picture: Picture, suffix: string, extra = "", margin = 0): string {
  const id = `${picture.name}-${suffix}`;
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: boxOf(picture, margin).map(digits).join(" "),
      width: "100%",
      role: "img",
      class: `picture ${suffix}`,
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-words`,
      "font-size": textSize(picture.width),
    },
    textTag("title", picture.title, { id: `${id}-title` }),
    textTag("desc", picture.words, { id: `${id}-words` }),
    extra,
    picture.body,
  );
}

/** Around a picture that stands alone. */
const MARGIN = 12;

function boxOf(
  { width, height }: Picture,
  margin: number,
): [x: number, y: number, width: number, height: number] {
  return [-margin, -margin, width + 2 * margin, height + 2 * margin];
}

/** The picture as a file of its own, with its style and what else it needs of it. */
export function svgAlone(picture: Picture, css = ""): string {
  const style = tag("style", {}, escaped(`${singleCss()}\n${css}`));
  const defs = tag("defs", {}, ...new Set(picture.defs));
  const [x, y, width, height] = boxOf(picture, MARGIN);
  const paper = tag("rect", { x, y, width, height, class: "paper" });
  return svgIn(picture, "alone", style + defs + paper, MARGIN);
}
