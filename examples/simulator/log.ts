import type { Desk, DeskEvent, LanguageTier, TeamHandoff, Ticket } from "follow-the-sun";
import type { Item } from "./item.js";

/** What became of an item, one line at a time. */
export type Outcome<I extends Item = Item> = Wanted<I> | Handled<I>;

/** An item wants an agent; or it is left by its customer; or an escalation changed what is asked for it. */
export interface Wanted<I extends Item = Item> {
  readonly kind: "arrived" | "returned" | "left" | "raised";
  readonly at: number;
  readonly item: I;
}

/**
 * Offered to an agent, or refused by them; taken; done or put to rest by them; let go because their day
 * ended, or passed up by an escalation; kept by them for their next day, or over a break, and taken up
 * again then.
 */
export interface Handled<I extends Item = Item> {
  readonly kind:
    "offered" | "refused" | "assigned" | "done" | "rests" | "let-go" | "passed-up" | "kept" | "resumed";
  readonly at: number;
  readonly item: I;
  readonly agentId: string;
  /** How many events the desk had seen before. */
  readonly before: number;
  /** Of what was assigned by the desk: how closely its language was met, where it asked for one. */
  readonly tier?: LanguageTier;
}

/** What the package's handoff plan said at the end of somebody's day, a line a team. */
export interface Handoff {
  readonly at: number;
  readonly team: TeamHandoff;
}

/** The plans as data. */
export function handoffPlans(
  handoffs: readonly Handoff[],
): readonly (TeamHandoff & { readonly at: string })[] {
  return handoffs.map(({ at, team }) => ({ at: new Date(at).toISOString(), ...team }));
}

/** What a run of the engine gives: the log of outcomes, and how often the desk was asked. */
export interface RunLog<I extends Item = Item> {
  readonly outcomes: readonly Outcome<I>[];
  /** What the desk was told, in order. */
  readonly events: readonly DeskEvent[];
  readonly handoffs: readonly Handoff[];
  /** By the item's id, by arrival: what was promised, and what happened to it. */
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** As it is when the clock stops. */
  readonly desk: Desk;
  readonly decisions: number;
}
