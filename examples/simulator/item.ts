/**
 * A spell of work on an item. When it has an `awayMs`, the item then rests for that long (the customer
 * or a vendor is asked, or it was thought solved) before it wants an agent again; without one, it is done.
 */
export interface Stint {
  readonly workMs: number;
  readonly awayMs?: number;
}

/** What the engine has to know of an item; what is asked of its agent, `workOf` says. */
export interface Item {
  readonly id: string;
  readonly arrivedAt: number;
  readonly stints: readonly Stint[];
  /** The customer leaves when nobody has taken it by then. Default: never. */
  readonly patienceMs?: number;
  /** So long after each stint its agent gets nothing new. Default: not at all. */
  readonly wrapUpMs?: number;
}
