/**
 * An immutable map whose newest version owns one ordinary `Map`.
 *
 * `set` gives the next version in constant time: the table moves on, and the
 * version before keeps only what to undo. Reading an older version brings the
 * table back to it, at the cost of the changes in between (H. Baker, "Shallow
 * binding makes functional arrays fast", SIGPLAN Notices 26(8), 1991). Versions
 * that nobody holds any more cost nothing.
 */
export class VersionedMap<K, V> {
  /** The table, when this version is the current one; else how it differs from a version nearer to it. */
  #state: { readonly table: Map<K, V> } | Difference<K, V>;

  private constructor(state: { readonly table: Map<K, V> } | Difference<K, V>) {
    this.#state = state;
  }

  static from<K, V>(entries: Iterable<readonly [K, V]> = []): VersionedMap<K, V> {
    return new VersionedMap({ table: new Map(entries) });
  }

  get(key: K): V | undefined {
    return this.#current().get(key);
  }

  get size(): number {
    return this.#current().size;
  }

  /** The entries of this version, in no particular order. */
  entries(): readonly (readonly [K, V])[] {
    return [...this.#current()];
  }

  /** The version in which `key` has `value`; with `undefined`, none. This version stays as it is. */
  set(key: K, value: V | undefined): VersionedMap<K, V> {
    const table = this.#current();
    const before = table.get(key);
    write(table, key, value);
    const next = new VersionedMap<K, V>({ table });
    this.#state = { key, value: before, nearer: next };
    return next;
  }

  #current(): Map<K, V> {
    if (!("table" in this.#state)) this.#reroot();
    return (this.#state as { readonly table: Map<K, V> }).table;
  }

  /** Make this version the current one, reversing every difference on the way to the table. */
  #reroot(): void {
    const path: VersionedMap<K, V>[] = [];
    let version: VersionedMap<K, V> = this; // eslint-disable-line @typescript-eslint/no-this-alias -- walks a list
    while (!("table" in version.#state)) {
      path.push(version);
      version = version.#state.nearer;
    }
    const { table } = version.#state;
    for (let older = path.pop(); older !== undefined; older = path.pop()) {
      const { key, value } = older.#state as Difference<K, V>;
      version.#state = { key, value: table.get(key), nearer: older };
      write(table, key, value);
      older.#state = { table };
      version = older;
    }
  }
}

interface Difference<K, V> {
  readonly key: K;
  /** What `key` has here; `undefined` when it is absent. */
  readonly value: V | undefined;
  readonly nearer: VersionedMap<K, V>;
}

function write<K, V>(table: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value);
}
