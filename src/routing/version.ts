/** Something that can be copied whole. */
export interface Copyable<T> {
  copy(): T;
}

/** One cell of the tables and what another version has there; swapping twice changes nothing. */
export interface Swap<T> {
  swap(tables: T): void;
}

/** An older version is brought back step by step; one that is further away gets tables of its own. */
const COPY_BEYOND = 100;

/**
 * Immutable versions of mutable tables. The newest version owns the tables, and
 * each older one keeps only how it differs from a version nearer to them.
 *
 * The next version costs what it changes. Reading an older one swaps its
 * differences back; if it is far, the version that had the tables keeps a copy,
 * so that two branches read in turn cost one copy, not a walk each time.
 * Versions that nobody holds cost nothing (H. Baker, "Shallow binding makes
 * functional arrays fast", SIGPLAN Notices 26(8), 1991).
 */
export class Version<T extends Copyable<T>> {
  #state: { readonly tables: T } | Difference<T>;

  private constructor(state: { readonly tables: T } | Difference<T>) {
    this.#state = state;
  }

  static of<T extends Copyable<T>>(tables: T): Version<T> {
    return new Version({ tables });
  }

  /** The tables as this version has them, until another version is read. */
  read(): T {
    if (!("tables" in this.#state)) this.#bringBack();
    return (this.#state as { readonly tables: T }).tables;
  }

  /**
   * The next version. `change` writes to the tables and logs each cell; when it
   * throws, all of it is undone and there is no next version.
   */
  next(change: (tables: T, log: Swap<T>[]) => void): Version<T> {
    const tables = this.read();
    const log: Swap<T>[] = [];
    try {
      change(tables, log);
    } catch (error) {
      for (const each of log.reverse()) each.swap(tables);
      throw error;
    }
    const next = new Version<T>({ tables });
    this.#state = { swaps: log.reverse(), nearer: next };
    return next;
  }

  /** Reverse every difference on the way to the tables. */
  #bringBack(): void {
    const path: Version<T>[] = [];
    let version: Version<T> = this; // eslint-disable-line @typescript-eslint/no-this-alias -- walks a list
    while (!("tables" in version.#state)) {
      path.push(version);
      version = version.#state.nearer;
    }
    const { tables } = version.#state;
    const isFar = path.length > COPY_BEYOND;
    if (isFar) version.#state = { tables: tables.copy() };
    let isOwner = isFar;
    for (let older = path.pop(); older !== undefined; older = path.pop()) {
      const { swaps } = older.#state as Difference<T>;
      for (const each of swaps) each.swap(tables);
      if (!isOwner) version.#state = { swaps: swaps.reverse(), nearer: older };
      isOwner = false;
      older.#state = { tables };
      version = older;
    }
  }
}

interface Difference<T extends Copyable<T>> {
  /** In the order in which they lead from the nearer version to this one. */
  readonly swaps: Swap<T>[];
  readonly nearer: Version<T>;
}
