import type { Calendar, Roster, Sla, TicketEvent, WorkItem } from "follow-the-sun";
import type { Item } from "./item.js";

/** Everything that is to be run; where it comes from is not the engine's business. */
export interface Simulation<I extends Item = Item> {
  /** The clock runs over `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly roster: Roster;
  readonly sla: Sla;
  /** By arrival, all of them in `[from, to)`. */
  readonly items: readonly I[];
  /** What an item asks of its agent. */
  readonly workOf: (item: I) => WorkItem;
  /** What is known of its ticket when it is created. */
  readonly createdOf: (item: I) => Pick<Created, "attributes" | "customer">;
  /** When an agent really works, absences taken off. Default: the agent's hours. */
  readonly hours?: ReadonlyMap<string, Calendar>;
  readonly escalations?: readonly EscalationRule[];
  /** What an agent says to an offer. Default: yes, at once. */
  readonly answerTo?: (item: I, agentId: string) => OfferAnswer;
}

type Created = Extract<TicketEvent, { readonly type: "created" }>;

/** What a step of the promises brings about, beside its warning. */
export interface EscalationRule {
  /** The name of a step in the policies. */
  readonly step: string;
  /** It becomes so urgent. */
  readonly raiseTo?: string | undefined;
  /** Only who may decide so much may have it; whoever holds it passes it up when somebody of them is free. */
  readonly authority?: number | undefined;
}

export interface OfferAnswer {
  readonly kind: "accepts" | "declines" | "ignores";
  readonly afterMs: number;
}
