import { tag } from "./svg.js";

// Patterns and marks that the pictures refer to by id, so that nothing is told by its colour alone.

/** Lines at an angle over a lighter ground of their colour. */
function hatch(name: string, degrees: number, gap: number, lines: string): string {
  const path = lines === "cross" ? `M0 0V${gap}M0 0H${gap}` : `M0 0V${gap}`;
  const turned = { patternUnits: "userSpaceOnUse", patternTransform: `rotate(${degrees})` };
  return tag(
    "pattern",
    { id: `p-${name}`, width: gap, height: gap, ...turned },
    tag("rect", { width: gap, height: gap, class: "paper" }),
    tag("rect", { width: gap, height: gap, class: `tint ${name}` }),
    tag("path", { d: path, class: `h-${name}` }),
  );
}

/** `fill="url(#p-bad)"`: missed, broken. The names are colours. */
export const BAD = hatch("bad", 45, 4, "single");
export const QUEUE = hatch("queue", -45, 4, "single");
export const HOLIDAY = hatch("holiday", 45, 5, "cross");
export const REST = hatch("closed", 90, 4, "single");

/** Marks of one unit around their middle: a disc, a ring and a diamond. */
export const MARKS = [
  tag("circle", { id: "m-open", r: 1, class: "m-open" }),
  tag("circle", { id: "m-closed", r: 0.8, class: "m-closed" }),
  tag("path", { id: "m-holiday", d: "M0-1.25L1.25 0 0 1.25-1.25 0Z", class: "m-holiday" }),
  tag(
    "marker",
    { id: "arrow", viewBox: "-3 -2 4 4", refX: -1, markerWidth: 3, markerHeight: 3, orient: "auto" },
    tag("path", { d: "M1 0L-3-2V2Z", class: "arc-head" }),
  ),
].join("");

/** A mark of that radius with its middle there. */
export function mark(status: "open" | "closed" | "holiday", x: number, y: number, radius: number): string {
  return tag("use", {
    href: `#m-${status}`,
    transform: `translate(${one(x)} ${one(y)})scale(${one(radius)})`,
  });
}

const one = (value: number): string => String(Math.round(value * 10) / 10);
