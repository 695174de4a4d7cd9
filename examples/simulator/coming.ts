import type { Calendar } from "follow-the-sun";
import type { Item } from "./item.js";

/** What an item still needs: its stint, and how much of that is left. */
export interface Need<I extends Item> {
  readonly item: I;
  readonly stint: number;
  readonly leftMs: number;
}

/** An agent works on it from `since` until `at`: till it is done, or their shift is over. */
export interface Spell<I extends Item> extends Need<I> {
  readonly kind: "stops";
  readonly since: number;
  readonly at: number;
  readonly agentId: string;
}

/** An agent is back and goes on with what they kept. */
export interface Resumes<I extends Item> extends Need<I> {
  readonly kind: "resumes";
  readonly at: number;
  readonly agentId: string;
}

/** An agent is asked, and says something then. */
export interface Answers<I extends Item> {
  readonly kind: "accepts" | "declines" | "ignores";
  readonly at: number;
  readonly agentId: string;
  readonly need: Need<I>;
}

/** What is going to happen. */
export type Coming<I extends Item> =
  | Spell<I>
  | Resumes<I>
  | Answers<I>
  | { readonly kind: "arrives" | "returns"; readonly at: number; readonly need: Need<I> }
  /** The customer's patience is over. */
  | { readonly kind: "leaves"; readonly at: number; readonly need: Need<I> }
  /** A step of its promises may be reached. */
  | { readonly kind: "steps"; readonly at: number; readonly item: I }
  /** An agent's wrap-up is over. */
  | { readonly kind: "frees"; readonly at: number; readonly agentId: string }
  /** People come on shift or go. */
  | { readonly kind: "shift"; readonly at: number; readonly calendar: Calendar }
  /** The desk said to ask again then, or an offer lapses. */
  | { readonly kind: "wakes" | "lapses"; readonly at: number };

/** A stint from its beginning. */
export function needOf<I extends Item>(item: I, stint: number): Need<I> {
  return { item, stint, leftMs: item.stints[stint]?.workMs ?? 0 };
}
