import { attainmentOf } from "follow-the-sun";
import type { Item } from "./item.js";
import type { RunLog } from "./log.js";
import type { PictureAttainment } from "./picture-data.js";
import type { Simulation } from "./simulation.js";

/** How the promises were kept, by what is said of each item. */
export function attainmentBy<I extends Item>(
  { items, to }: Pick<Simulation<I>, "items" | "to">,
  { tickets }: Pick<RunLog<I>, "tickets">,
  say: (item: I) => Pick<PictureAttainment, "priority" | "region">,
): PictureAttainment[] {
  const groups = new Map<string, { said: ReturnType<typeof say>; ids: string[] }>();
  for (const item of items) {
    const said = say(item);
    const key = JSON.stringify([said.priority, said.region]);
    const group = groups.get(key) ?? { said, ids: [] };
    groups.set(key, group);
    group.ids.push(item.id);
  }
  return Array.from(groups.values()).flatMap(({ said, ids }) => {
    const own = ids.flatMap((id) => {
      const ticket = tickets.get(id);
      return ticket === undefined ? [] : [[id, ticket] as const];
    });
    const metrics = attainmentOf(own, to).groups[0]?.metrics ?? [];
    return metrics.map(({ metric, met, missed, open }) => ({ promise: metric, ...said, met, missed, open }));
  });
}
