import { contestants } from "../contestants/index.js";
import { randomInstants } from "./calendar.js";

const DAY_MS = 86_400_000;
export const INPUTS = 1_000;

const starts = randomInstants(INPUTS, 1);
const closedStarts = randomInstants(INPUTS * 2, 2)
  .filter((at) => !contestants[0].isOpen(at))
  .slice(0, INPUTS);

/** Every question: what is called, the instants it is asked at, and the second argument. */
export const questions = [
  { name: "is open", call: "isOpen", starts },
  // Peers answer "now" while open, so only closed instants are asked.
  { name: "next opening", call: "nextOpening", starts: closedStarts },
  { name: "add 8 h", call: "add", starts, hours: 8 },
  { name: "add 1,000 h", call: "add", starts, hours: 1_000 },
  { name: "between, 1 day", call: "between", starts, spanMs: DAY_MS },
  { name: "between, 30 days", call: "between", starts, spanMs: 30 * DAY_MS },
  { name: "between, 1 year", call: "between", starts, spanMs: 365 * DAY_MS },
  { name: "between, 10 years", call: "between", starts, spanMs: 3_652 * DAY_MS },
];

/** The first arguments of a question, in the form that a contestant takes. */
export function firstArguments({ starts: instants }, { give = (at) => at }) {
  return instants.map(give);
}

/** The second arguments; `undefined` where the question has none. */
export function secondArguments({ starts: instants, hours, spanMs }, { give = (at) => at }) {
  return instants.map((at) => (spanMs === undefined ? hours : give(at + spanMs)));
}
