import type { PictureData } from "../simulator/picture-data.js";
import { mapHeight, project } from "./map.js";
import { most, textWidth } from "./scales.js";
import { isPlaced, type PlacedTeam } from "./steps.js";

/** What something takes up on a map. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A team on a map. */
export interface Label {
  readonly team: PlacedTeam;
  readonly at: readonly [x: number, y: number];
  /** What its mark takes up. */
  readonly spot: Box;
  /** Where its name stands; undefined where it found no room. */
  readonly name: Box | undefined;
}

/** Names beside, below or above their teams so that nothing is covered; the largest teams choose first. */
export function placedLabels(data: PictureData, width: number, size: number, radius: number): Label[] {
  const teams = data.teams.filter(isPlaced).map((team) => {
    const [x, y] = project(team, width);
    const spot: Box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
    return { team, at: [x, y] as const, spot };
  });
  const taken = teams.map(({ spot }) => spot);
  const bySize = teams.sort((a, b) => most(b.team.planned) - most(a.team.planned));
  return bySize.map((each): Label => {
    const name = placesFor(each.team.name, each.at, size, radius).find(
      (box) => isInside(box, width) && !taken.some((other) => overlaps(box, other)),
    );
    if (name !== undefined) taken.push(name);
    return { ...each, name };
  });
}

function placesFor(name: string, [x, y]: readonly [number, number], size: number, radius: number): Box[] {
  const box = { width: textWidth(name, size), height: size };
  const gap = radius + 3;
  return [
    { ...box, x: x + gap, y: y - size / 2 },
    { ...box, x: x - gap - box.width, y: y - size / 2 },
    { ...box, x: x - box.width / 2, y: y + gap - 1 },
    { ...box, x: x - box.width / 2, y: y - gap - size + 1 },
  ];
}

export function isInside({ x, y, width, height }: Box, mapWidth: number): boolean {
  return x >= 2 && x + width <= mapWidth - 2 && y >= 2 && y + height <= mapHeight(mapWidth) - 2;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
