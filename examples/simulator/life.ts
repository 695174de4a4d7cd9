import type { Item } from "./item.js";
import type { Outcome } from "./log.js";

export interface Spell {
  readonly from: number;
  readonly to: number;
}

/** A spell in which an agent had it and was off shift. */
export interface Kept extends Spell {
  readonly agentId: string;
}

/** A spell in an agent's hands. */
export interface Holding extends Spell {
  readonly agentId: string;
  /** Did it begin because another agent's day had ended? */
  readonly handedOn: boolean;
  /** Did it begin because its agent was back, who had kept it? */
  readonly resumed: boolean;
  /** Why it ended: by the outcome, or because the clock stopped. */
  readonly end: "done" | "rests" | "let-go" | "passed-up" | "kept" | "clock";
}

/** One item's life, read from the log of outcomes; what still goes on ends with the clock. */
export interface Life<I extends Item = Item> {
  readonly item: I;
  readonly waits: readonly Spell[];
  readonly holdings: readonly Holding[];
  readonly rests: readonly Spell[];
  /** While agents who kept it were off shift. */
  readonly keeps: readonly Kept[];
  readonly doneAt: number | undefined;
  /** `kept`: by an agent who is off shift. `left`: the customer's patience was over. */
  readonly atEnd: "waiting" | "in-hand" | "kept" | "resting" | "done" | "left";
}

interface Draft<I extends Item> {
  readonly item: I;
  readonly waits: Spell[];
  readonly holdings: Holding[];
  readonly rests: Spell[];
  readonly keeps: Kept[];
  since: number;
  state: Life["atEnd"];
  agentId: string;
  resumed: boolean;
  /** Who let it go at the end of their day. */
  letGoBy: string | undefined;
}

/** The lives of all items, by arrival. */
export function livesOf<I extends Item>(outcomes: readonly Outcome<I>[], stopAt: number): Life<I>[] {
  const drafts = new Map<I, Draft<I>>();
  for (const outcome of outcomes) {
    const draft = drafts.get(outcome.item) ?? newDraft(outcome);
    drafts.set(outcome.item, draft);
    goOn(draft, outcome);
  }
  return [...drafts.values()].map((draft) => {
    const { item, waits, holdings, rests, keeps, state, since } = draft;
    close(draft, stopAt, "clock");
    const doneAt = state === "done" ? since : undefined;
    return { item, waits, holdings, rests, keeps, atEnd: state, doneAt };
  });
}

function newDraft<I extends Item>({ item, at }: Outcome<I>): Draft<I> {
  return {
    item,
    waits: [],
    holdings: [],
    rests: [],
    keeps: [],
    since: at,
    state: "waiting",
    agentId: "",
    resumed: false,
    letGoBy: undefined,
  };
}

/** The others change nothing about where it is. */
const STATE_AFTER: { readonly [kind in Outcome["kind"]]?: Life["atEnd"] } = {
  arrived: "waiting",
  returned: "waiting",
  "let-go": "waiting",
  "passed-up": "waiting",
  assigned: "in-hand",
  resumed: "in-hand",
  kept: "kept",
  rests: "resting",
  done: "done",
  left: "left",
};

function goOn(draft: Draft<Item>, outcome: Outcome): void {
  const state = STATE_AFTER[outcome.kind];
  if (state === undefined) return;
  if (outcome.kind !== "arrived") close(draft, outcome.at, outcome.kind);
  draft.since = outcome.at;
  draft.state = state;
  draft.resumed = outcome.kind === "resumed";
  if (outcome.kind === "assigned") draft.agentId = outcome.agentId;
  if (outcome.kind === "let-go") draft.letGoBy = outcome.agentId;
}

/** Writes down the spell that ends here. */
function close(draft: Draft<Item>, to: number, end: Outcome["kind"] | "clock"): void {
  const { since: from, agentId, resumed, letGoBy } = draft;
  if (draft.state === "waiting") draft.waits.push({ from, to });
  if (draft.state === "resting") draft.rests.push({ from, to });
  if (draft.state === "kept") draft.keeps.push({ from, to, agentId });
  if (draft.state !== "in-hand") return;
  const handedOn = letGoBy !== undefined && letGoBy !== agentId;
  draft.holdings.push({ from, to, agentId, handedOn, resumed, end: end as Holding["end"] });
  draft.letGoBy = undefined;
}
