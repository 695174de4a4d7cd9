import { readFileSync, writeFileSync } from "node:fs";

// Writes world-outline.json from the file `land-110m.json` of the npm package world-atlas, which is Natural
// Earth's land at 1:110 million: npx tsx examples/pictures/make-outline.ts FOLDER/land-110m.json

type Point = readonly [x: number, y: number];

/** The part of TopoJSON that the file uses: rings are lists of arcs, arcs are lists of small steps. */
interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: { readonly land: { readonly geometries: readonly { readonly arcs: number[][][] }[] } };
}

/** Coordinates are whole numbers of quarters of a degree: about two pixels on the largest map. */
const PER_DEGREE = 4;
/** What is smaller than this, in square degrees, is left out: a corner of a coast, and a whole island. */
const CORNER_AREA = 1.1;
const ISLAND_AREA = 5;
/** The maps end here; only Antarctica lies beyond. */
const SOUTH_END = -60;

function ringsOf({ transform, arcs, objects }: Topology): Point[][] {
  const decoded = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): Point => {
      [x, y] = [x + dx, y + dy];
      return [
        x * transform.scale[0] + transform.translate[0],
        y * transform.scale[1] + transform.translate[1],
      ];
    });
  });
  const polygons = objects.land.geometries.flatMap((geometry) => geometry.arcs);
  return polygons.flat().map((ring) =>
    // A negative index is the arc `~index` backwards; each arc begins where the one before ended.
    ring.flatMap((index) =>
      (index < 0 ? [...(decoded[~index] ?? [])].reverse() : (decoded[index] ?? [])).slice(1),
    ),
  );
}

/**
 * A ring over the date line jumps from one edge of the map to the other. Here it goes on beyond the edge instead, and
 * is there once more on the other side; what lies far beyond is pressed flat, out of sight.
 */
function overTheEdge(ring: readonly Point[]): Point[][] {
  let shift = 0;
  const unbroken = ring.map(([x, y], index): Point => {
    const step = x - (ring[index - 1]?.[0] ?? x);
    if (Math.abs(step) > 180) shift -= 360 * Math.sign(step);
    return [x + shift, y];
  });
  const xs = unbroken.map(([x]) => x);
  const copies = [-360, 0, 360].filter(
    (by) =>
      Math.max(...xs) + by > -180 &&
      Math.min(...xs) + by < 180 &&
      (by === 0 || xs.some((x) => Math.abs(x) > 180)),
  );
  return copies.map((by) => unbroken.map(([x, y]): Point => [Math.max(-182, Math.min(182, x + by)), y]));
}

/** Twice the signed area, by the shoelace formula. */
function areaOf(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Visvalingam's way: takes out the corner that matters least until all that are left matter. */
function simplified(ring: readonly Point[]): Point[] {
  const left = [...ring];
  for (;;) {
    const corners = left.map((_, index) =>
      Math.abs(areaOf([left.at(index - 1)!, left[index]!, left[(index + 1) % left.length]!])),
    );
    const least = Math.min(...corners);
    if (left.length <= 4 || least >= CORNER_AREA) return left;
    left.splice(corners.indexOf(least), 1);
  }
}

/** A flat list x, y, x, y, … without points that rounding put on top of each other. */
function rounded(ring: readonly Point[]): number[] {
  const points = ring.map(([x, y]) => [Math.round(x * PER_DEGREE), Math.round(y * PER_DEGREE)] as const);
  return points
    .filter(([x, y], index) => x !== points.at(index - 1)?.[0] || y !== points.at(index - 1)?.[1])
    .flat();
}

const [from = "land-110m.json"] = process.argv.slice(2);
const rings = ringsOf(JSON.parse(readFileSync(from, "utf8")) as Topology)
  .flatMap(overTheEdge)
  .filter(
    (ring) => Math.max(...ring.map(([, y]) => y)) > SOUTH_END && Math.abs(areaOf(ring)) > 2 * ISLAND_AREA,
  )
  .map((ring) => rounded(simplified(ring)));
const lines = [
  "{",
  `  "about": "The outline of the world's land: rings of x, y, x, y, … in quarters of a degree, east and north positive.",`,
  `  "source": "Natural Earth (naturalearthdata.com), land at 1:110 million, in the public domain; by way of the npm package world-atlas 2.0.2, simplified by make-outline.ts. Small islands and Antarctica are left out.",`,
  `  "perDegree": ${PER_DEGREE},`,
  `  "rings": [`,
  rings.map((ring) => `    [${ring.join(", ")}]`).join(",\n"),
  "  ]",
  "}",
];
writeFileSync(new URL("world-outline.json", import.meta.url), `${lines.join("\n")}\n`);
