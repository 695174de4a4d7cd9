import { fail } from "../errors.js";
import { toDurationMs, type DurationInput } from "../time/index.js";

/** What the desk does not know of an item that somebody holds. */
export interface ItemFacts {
  /** Nothing can be done until the customer answers. Default: something can. */
  readonly awaitingCustomer?: boolean | undefined;
  /** The working time that it still takes. Default: the plan's `enough`. */
  readonly remaining?: DurationInput | undefined;
}

export interface HandoffPlanOptions {
  /** By the work's id. */
  readonly facts?: Readonly<Record<string, ItemFacts>> | undefined;
  /**
   * An item stays if its owner has so much working time for it before it is due; and whoever
   * gets it should have so much of their shift left. Default one hour.
   */
  readonly enough?: DurationInput | undefined;
  /** For how long an item stays with somebody who is away. Default 96 hours, a long weekend. */
  readonly keepFor?: DurationInput | undefined;
}

/** The same in milliseconds. */
export interface HandoffRules {
  readonly keepForMs: number;
  isAwaitingCustomer(workId: string): boolean;
  neededMs(workId: string): number;
}

const ONE_HOUR = { hours: 1 };
const LONG_WEEKEND = { hours: 96 };

export function toRules({
  facts = {},
  enough = ONE_HOUR,
  keepFor = LONG_WEEKEND,
}: HandoffPlanOptions): HandoffRules {
  const enoughMs = toDurationMs(enough, "options.enough");
  const needed = new Map<string, number>();
  if (!isObject(facts)) fail("argument.invalid", "options.facts", facts, "must be facts by the work's id");
  for (const [workId, each] of Object.entries(facts)) {
    const path = `options.facts[${JSON.stringify(workId)}]`;
    if (!isObject(each))
      fail("argument.invalid", path, each, "must be facts such as { awaitingCustomer: true }");
    const { awaitingCustomer, remaining } = each;
    if (awaitingCustomer !== undefined && typeof awaitingCustomer !== "boolean")
      fail("argument.invalid", `${path}.awaitingCustomer`, awaitingCustomer, "must be true or false");
    if (remaining !== undefined) needed.set(workId, toDurationMs(remaining, `${path}.remaining`));
  }
  return {
    keepForMs: toDurationMs(keepFor, "options.keepFor"),
    isAwaitingCustomer: (workId) => facts[workId]?.awaitingCustomer === true,
    neededMs: (workId) => needed.get(workId) ?? enoughMs,
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
