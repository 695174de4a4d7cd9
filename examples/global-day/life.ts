import type { Incident } from "./day.js";
import type { Outcome } from "./engine.js";

export interface Spell {
  readonly from: number;
  readonly to: number;
}

/** A spell in an agent's hands. */
export interface Holding extends Spell {
  readonly agentId: string;
  /** Did it begin because another agent's day had ended? */
  readonly handedOn: boolean;
  /** Did it begin because its agent was back, who had kept it? */
  readonly resumed: boolean;
  /** Why it ended: by the outcome, or because the clock stopped. */
  readonly end: "done" | "rests" | "let-go" | "kept" | "clock";
}

/** One incident's day, read from the log of outcomes; what still goes on ends with the clock. */
export interface Life {
  readonly incident: Incident;
  readonly waits: readonly Spell[];
  readonly holdings: readonly Holding[];
  readonly rests: readonly Spell[];
  readonly doneAt: number | undefined;
  /** `kept`: by an agent who is away, for their next day. */
  readonly atEnd: "waiting" | "in-hand" | "kept" | "resting" | "done";
}

interface Draft {
  readonly incident: Incident;
  readonly waits: Spell[];
  readonly holdings: Holding[];
  readonly rests: Spell[];
  since: number;
  state: Life["atEnd"];
  agentId: string;
  resumed: boolean;
  /** Who let it go at the end of their day. */
  letGoBy: string | undefined;
}

/** The lives of a day's incidents, by arrival. */
export function livesOf(outcomes: readonly Outcome[], stopAt: number): Life[] {
  const drafts = new Map<Incident, Draft>();
  for (const outcome of outcomes) {
    const draft = drafts.get(outcome.incident) ?? newDraft(outcome);
    drafts.set(outcome.incident, draft);
    goOn(draft, outcome);
  }
  return [...drafts.values()].map((draft) => {
    const { incident, waits, holdings, rests, state, since } = draft;
    close(draft, stopAt, "clock");
    return { incident, waits, holdings, rests, atEnd: state, doneAt: state === "done" ? since : undefined };
  });
}

function newDraft({ incident, at }: Outcome): Draft {
  return {
    incident,
    waits: [],
    holdings: [],
    rests: [],
    since: at,
    state: "waiting",
    agentId: "",
    resumed: false,
    letGoBy: undefined,
  };
}

const STATE_AFTER = {
  arrived: "waiting",
  returned: "waiting",
  "let-go": "waiting",
  assigned: "in-hand",
  resumed: "in-hand",
  kept: "kept",
  rests: "resting",
  done: "done",
} as const;

function goOn(draft: Draft, outcome: Outcome): void {
  if (outcome.kind !== "arrived") close(draft, outcome.at, outcome.kind);
  draft.since = outcome.at;
  draft.state = STATE_AFTER[outcome.kind];
  draft.resumed = outcome.kind === "resumed";
  if (outcome.kind === "assigned") draft.agentId = outcome.agentId;
  if (outcome.kind === "let-go") draft.letGoBy = outcome.agentId;
}

const ENDS: ReadonlySet<string> = new Set<Holding["end"]>(["done", "rests", "let-go", "kept", "clock"]);

/** Writes down the spell that ends here. */
function close(draft: Draft, to: number, end: Outcome["kind"] | "clock"): void {
  const spell = { from: draft.since, to };
  if (draft.state === "waiting") draft.waits.push(spell);
  if (draft.state === "resting") draft.rests.push(spell);
  if (draft.state !== "in-hand" || !ENDS.has(end)) return;
  const handedOn = draft.letGoBy !== undefined && draft.letGoBy !== draft.agentId;
  draft.holdings.push({
    ...spell,
    agentId: draft.agentId,
    handedOn,
    resumed: draft.resumed,
    end: end as Holding["end"],
  });
  draft.letGoBy = undefined;
}
