import type { PictureData } from "../simulator/picture-data.js";
import { catalogueOf } from "./catalogue.js";
import { turningCss } from "./page-style.js";
import { svgAlone, WIDTHS } from "./picture.js";
import { largeMap } from "./stepper.js";

export { renderPage } from "./page.js";

/**
 * Each picture as an SVG file of its own: `strip` for a page, `strip-narrow` for a telephone. `globe` is the world
 * that turns, a step after the other.
 */
export function pictures(data: PictureData): Record<string, string> {
  const drawn: Record<string, string> = {};
  for (const { name, draw } of catalogueOf(data)) {
    drawn[name] = svgAlone(draw(WIDTHS.medium));
    drawn[`${name}-narrow`] = svgAlone(draw(WIDTHS.narrow));
  }
  return { ...drawn, globe: svgAlone(largeMap(data, WIDTHS.medium), turningAlone) };
}

/** Who wants no motion sees the world at noon. */
const turningAlone = [
  turningCss(""),
  "@media (prefers-reduced-motion:reduce){.step{animation:none}.s12{visibility:visible}}",
].join("\n");
