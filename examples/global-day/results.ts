import type { RosterFinding } from "follow-the-sun";
import type { Life } from "../simulator/life.js";
import type { Handoff } from "../simulator/log.js";
import type { Day, Incident } from "./day.js";
import type { Explanation } from "./explanations.js";
import type { Evidence } from "./evidence.js";
import type { Happened } from "./log-facts.js";
import type { Measures } from "./measures.js";
import type { Shuffles } from "./shuffles.js";
import type { ThenAndHere } from "./then-and-here.js";

/** What is known of a day when it is over. */
export interface Results {
  readonly day: Day;
  readonly lives: readonly Life<Incident>[];
  /** What the package finds in the roster. */
  readonly checks: readonly RosterFinding[];
  readonly measures: Measures;
  readonly explanations: readonly Explanation[];
  /** The package's handoff plans, in order. */
  readonly handoffs: readonly Handoff[];
  /** Of a replay. */
  readonly beside?: Beside;
}

/** What stands beside a replay. */
export interface Beside {
  readonly happened: Happened;
  /** Then and here, and what of it may be chance. */
  readonly intervals: ThenAndHere;
  /** Where they were asked for. */
  readonly shuffles?: Shuffles;
  /** Where the log spans enough days. */
  readonly evidence?: Evidence;
}
