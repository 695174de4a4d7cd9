import { expect, test } from "vitest";
import { placesOf } from "../../src/routing/roster.js";
import { refreshRoom, tablesOf } from "../../src/routing/desk.js";
import { DeskTables, Edit } from "../../src/routing/desk-tables.js";
import { SlotLists } from "../../src/routing/slot-lists.js";
import type { Swap } from "../../src/routing/version.js";
import { deskOf } from "./support.js";

const column = Float64Array.from({ length: 20_000 }, (_, slot) => slot % 3);
const slotsTo = (count: number) => Int32Array.from({ length: count }, (_, slot) => slot);

test("no list of candidates is written a second time, however many follow", () => {
  const lists = new SlotLists();
  const sizes = [5, 0, 300, 20_000, 7, 1000, 1000, 5];
  const all = Array.from({ length: 16 }, (_, i) => slotsTo(sizes[i % sizes.length] as number));
  const cut = all.map((slots, i) => lists.upTo(i % 3, column, slots));
  cut.forEach((list, i) => expect(list).toEqual(all[i]?.filter((slot) => (column[slot] as number) <= i % 3)));
});

test("a desk of five agents does not keep a piece for thousands", () => {
  const { buffer } = new SlotLists().upTo(2, column, slotsTo(5));
  expect(buffer.byteLength).toBeLessThan(1000);
});

test("a list as long as the largest piece, or longer, has a piece to itself", () => {
  expect(new SlotLists().upTo(2, column, slotsTo(20_000)).buffer.byteLength).toBe(80_000);
});

test("a roster that leaves everybody the same room writes nothing that older desks would have to keep", () => {
  const desk = deskOf([{ capacity: 2 }, { capacity: { total: 1, channels: { chat: { max: 1 } } } }, {}]);
  const log: Swap<DeskTables>[] = [];
  refreshRoom(desk.roster, new Edit(tablesOf(desk), log));
  expect(placesOf(desk.roster).agents).toHaveLength(3);
  expect(log).toEqual([]);
});
