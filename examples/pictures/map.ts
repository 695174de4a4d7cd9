import { terminator, type Place } from "./sun.js";
import { pathThrough, tag } from "./svg.js";
import outline from "./world-outline.json" with { type: "json" };

// An equirectangular map: a degree is one unit of the map, both ways, and all definitions are in these units. It ends
// where nobody has an office, so that more of the page is left for the places where people do.

const NORTH_END = 80;
const SOUTH_END = -58;
export const MAP = { width: 360, height: NORTH_END - SOUTH_END } as const;

/** Where a place stands on a map that is `width` wide. */
export function project({ latitude, longitude }: Place, width: number): readonly [x: number, y: number] {
  const scale = width / MAP.width;
  return [(longitude + 180) * scale, (NORTH_END - latitude) * scale];
}

export function mapHeight(width: number): number {
  return (width * MAP.height) / MAP.width;
}

/** The sea, the land and a net of 30 degrees; cut off at the map's edges. */
export const WORLD_DEFS = [
  tag("clipPath", { id: "map-edge" }, tag("rect", { width: MAP.width, height: MAP.height })),
  tag(
    "g",
    { id: "map-land", "clip-path": "url(#map-edge)" },
    tag("rect", { width: MAP.width, height: MAP.height, class: "sea" }),
    tag("path", { d: netPath(), class: "graticule" }),
    tag("path", { d: landPath(), class: "coast", "fill-rule": "evenodd" }),
  ),
].join("");

function netPath(): string {
  const meridians = Array.from({ length: 11 }, (_, index) => `M${(index + 1) * 30} 0V${MAP.height}`);
  const parallels = [60, 30, 0, -30].map((latitude) => `M0 ${NORTH_END - latitude}H${MAP.width}`);
  return [...meridians, ...parallels].join("");
}

/** Steps from point to point, which are shorter to write than the points. */
function landPath(): string {
  const { perDegree, rings } = outline;
  const unit = (value: number): number => Math.round((value / perDegree) * 100) / 100;
  return rings
    .map((ring) => {
      const points = Array.from({ length: ring.length / 2 }, (_, index) => [
        (ring[2 * index] ?? 0) + 180 * perDegree,
        NORTH_END * perDegree - (ring[2 * index + 1] ?? 0),
      ]);
      const steps = points.map(([x = 0, y = 0], index) => {
        const [lastX = 0, lastY = 0] = points[index - 1] ?? [];
        return index === 0 ? `M${unit(x)} ${unit(y)}l` : `${unit(x - lastX)} ${unit(y - lastY)}`;
      });
      return `${steps[0] ?? ""}${steps.slice(1).join(" ")}z`.replaceAll(" -", "-");
    })
    .join("");
}

/** The night under an id, in the map's units. */
export function nightDef(id: string, sun: Place): string {
  const { line, nightIs } = terminator(sun);
  // Far beyond an edge is as good as a little beyond it, and makes long level stretches that can be left out.
  const points = line.map((place) => {
    const [x, y] = project(place, MAP.width);
    return [x, Math.min(MAP.height + 4, Math.max(-4, y))] as const;
  });
  const end = nightIs === "south" ? MAP.height + 4 : -4;
  const shape = pathThrough([[0, end], ...thinned(points), [MAP.width, end]]);
  return tag("path", { id, d: `${shape}Z`, class: "night", "clip-path": "url(#map-edge)" });
}

/** Leaves out points that lie, nearly, on the line between those that stay. */
function thinned(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept = points.slice(0, 1);
  for (let index = 1; index < points.length - 1; index += 1) {
    const [x0, y0] = kept.at(-1) ?? [0, 0];
    const [x, y] = points[index] ?? [0, 0];
    const [x1, y1] = points[index + 1] ?? [0, 0];
    if (Math.abs((y1 - y0) * (x - x0) - (y - y0) * (x1 - x0)) > 0.4) kept.push([x, y]);
  }
  return [...kept, ...points.slice(-1)];
}

/**
 * A way over the map from one place to another, bent to the north, the shorter way round; over the date line it is
 * there twice. It ends `clear` before the other place, which has a mark of its own.
 */
export function arcsBetween(
  from: Place,
  to: Place,
  width: number,
  clear: number,
): { readonly d: string; readonly top: readonly [number, number] }[] {
  const [x0, y0] = project(from, width);
  const [x1, y1] = project(to, width);
  const round = Math.abs(x1 - x0) > width / 2 ? width * Math.sign(x0 - x1) : 0;
  const arc = (shift: number): { d: string; top: readonly [number, number] } => {
    const [startX, endX] = [x0 + shift, x1 + round + shift];
    const lift = Math.min(0.18 * width, 12 + 0.22 * Math.hypot(endX - startX, y1 - y0));
    const [bendX, bendY] = [(startX + endX) / 2, (y0 + y1) / 2 - lift];
    const last = Math.max(1, Math.hypot(endX - bendX, y1 - bendY));
    const [stopX, stopY] = [endX - ((endX - bendX) * clear) / last, y1 - ((y1 - bendY) * clear) / last];
    const points = [startX, y0, bendX, bendY, stopX, stopY].map((value) => Math.round(value * 10) / 10);
    const [a, b, c, d, e, f] = points;
    return { d: `M${a} ${b}Q${c} ${d} ${e} ${f}`, top: [bendX, (y0 + y1) / 2 - lift / 2] };
  };
  return round === 0 ? [arc(0)] : [arc(0), arc(-round)];
}
