import type { EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import type { Presence } from "./desk-event.js";

/** What an agent is doing. */
export interface Doing {
  readonly presence: Presence;
  /** When the agent last got, finished or came back for work; the epoch when never. */
  readonly idleSince: EpochMs;
  /** After-call work lasts until then; the epoch when there was none. */
  readonly wrapUpUntil: EpochMs;
  readonly open: OpenItems;
}

/** Items held or offered per channel, by the channel's name; a channel without items is not there. */
export type OpenItems = readonly { readonly channel: string; readonly items: number }[];

/** What the tables know of one agent: what the agent does, and the room that it leaves. */
export interface StoredAgent extends Doing {
  /** Capacity used, in total; work that is offered counts. */
  readonly used: number;
  /** By channel, in the order of the places: from when on one more item could be taken, hours aside; Infinity when not. */
  readonly ready: readonly EpochMs[];
}

/** Somebody at the desk's opening, of whom nothing else is known. */
export const NEW_AGENT: Doing = Object.freeze({
  presence: "available",
  idleSince: 0,
  wrapUpUntil: 0,
  open: [],
});

/** What tables have in a slot before anything is known of its agent. */
export const NEVER_SEEN: StoredAgent = Object.freeze({ ...NEW_AGENT, used: 0, ready: [] });

/** Do both leave the same room, whatever their agents do? */
export function hasSameRoom(a: StoredAgent, b: StoredAgent): boolean {
  if (a.used !== b.used || a.ready.length !== b.ready.length) return false;
  return a.ready.every((from, column) => from === b.ready[column]);
}

/** How many items of a channel. */
export function itemsOn(open: OpenItems, channel: string): number {
  for (const each of open) if (each.channel === channel) return each.items;
  return 0;
}

/** How many items on all channels. */
export function itemsOf(open: OpenItems): number {
  return open.reduce((sum, { items }) => sum + items, 0);
}

/** So many items more, or less, on a channel. */
export function withItems(open: OpenItems, channel: string, change: number): OpenItems {
  const items = itemsOn(open, channel) + change;
  const after: OpenItems[number][] = [];
  for (const each of open) if (each.channel < channel) after.push(each);
  if (items > 0) after.push({ channel, items });
  for (const each of open) if (each.channel > channel) after.push(each);
  return after;
}

/** By channel, as the package's users see it. */
export function countsOf(open: OpenItems): Readonly<Record<string, number>> {
  return Object.fromEntries(open.map(({ channel, items }) => [channel, items]));
}

/** Summed anew each time and in the same order, so that costs with fractions leave no rounding error behind. */
export function usedBy({ capacity }: Agent, open: OpenItems): number {
  let used = 0;
  for (const { channel, items } of open) used += items * (capacity.on(channel)?.cost ?? 1);
  return used;
}
