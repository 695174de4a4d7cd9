import type { Day } from "./day.js";
import type { Handoff } from "./engine.js";
import type { Explanation } from "./explanations.js";
import type { Life } from "./life.js";
import type { Happened } from "./log-facts.js";
import type { Measures } from "./measures.js";

/** What is known of a day when it is over. */
export interface Results {
  readonly day: Day;
  readonly lives: readonly Life[];
  readonly measures: Measures;
  readonly explanations: readonly Explanation[];
  /** The package's handoff plans, in order. */
  readonly handoffs: readonly Handoff[];
  /** Of a replay: what happened then. */
  readonly happened?: Happened;
}
