import type { EpochMs } from "../time/index.js";
import { credit, type Posting } from "./ledger.js";
import { NEVER_SEEN, type StoredAgent } from "./stored-agent.js";
import type { Copyable, Swap } from "./version.js";
import type { WorkItem } from "./work-item.js";

/** A work item that an agent holds. */
export interface HeldWork {
  readonly work: WorkItem;
  readonly agentId: string;
  readonly since: Date;
}

/** A work item that an agent is asked to take. */
export interface OfferedWork extends HeldWork {
  /** When the offer lapses; `undefined`: it stands until it is answered. */
  readonly expiresAt: Date | undefined;
}

/** A work item that an agent holds, as the tables have it. */
export interface StoredWork {
  readonly work: WorkItem;
  readonly agentId: string;
  readonly since: EpochMs;
}

/** An offer, and what it posted to the ledger; `undefined` when a person or a preference chose. */
export interface Offer extends StoredWork {
  readonly expiresAt: EpochMs | undefined;
  /** How many events came before it: what tells two offers of the same work apart. */
  readonly number: number;
  readonly posting: Posting | undefined;
}

/** Numbers by an agent's slot. */
type Column = Float64Array;
export type ColumnOf = (tables: DeskTables) => Column;

/**
 * What a desk stores, by slot (see `Places`) and by id of the work: written only
 * through an `Edit`, which can be undone.
 */
export class DeskTables implements Copyable<DeskTables> {
  states: StoredAgent[] = [];
  /** What the states say, side by side: a decision reads them of many agents. `ready` by channel. */
  idleSince: Column = new Float64Array(0);
  ready: Column[] = [];
  /** Millionths of a job that the agent is owed; negative when ahead. */
  owed: Column = new Float64Array(0);
  /** Millionths of a job that the agent got by the ledger's decisions. */
  got: Column = new Float64Array(0);
  /** Millionths of a job that the agent got by preference, transfer or a person. */
  fixed: Column = new Float64Array(0);
  work = new Map<string, StoredWork>();
  offers = new Map<string, Offer>();
  /** Who declined a work item, or let it lapse. */
  declined = new Map<string, readonly string[]>();
  /** Ids of the events applied lately, in two generations, so that old ones can be forgotten. */
  seen = new Set<string>();
  seenBefore = new Set<string>();

  /** Room for so many slots and channels; what is there stays. */
  grow(slots: number, channels: number): void {
    while (this.states.length < slots) this.states.push(NEVER_SEEN);
    while (this.ready.length < channels) this.ready.push(new Float64Array(this.idleSince.length));
    if (slots <= this.idleSince.length) return;
    const size = Math.max(slots, Math.ceil(this.idleSince.length * 1.25));
    const larger = (column: Column): Column => {
      const grown = new Float64Array(size);
      grown.set(column);
      return grown;
    };
    this.idleSince = larger(this.idleSince);
    this.ready = this.ready.map(larger);
    this.owed = larger(this.owed);
    this.got = larger(this.got);
    this.fixed = larger(this.fixed);
  }

  copy(): DeskTables {
    const copy = new DeskTables();
    copy.states = [...this.states];
    copy.idleSince = this.idleSince.slice();
    copy.ready = this.ready.map((column) => column.slice());
    copy.owed = this.owed.slice();
    copy.got = this.got.slice();
    copy.fixed = this.fixed.slice();
    copy.work = new Map(this.work);
    copy.offers = new Map(this.offers);
    copy.declined = new Map(this.declined);
    copy.seen = new Set(this.seen);
    copy.seenBefore = new Set(this.seenBefore);
    return copy;
  }
}

const OWED: ColumnOf = ({ owed }) => owed;
const GOT: ColumnOf = ({ got }) => got;
const FIXED: ColumnOf = ({ fixed }) => fixed;

/** The changes that one event makes to the tables. */
export class Edit {
  constructor(
    readonly tables: DeskTables,
    private readonly log: Swap<DeskTables>[],
  ) {}

  state(slot: number, value: StoredAgent): void {
    const swap = new StateSwap(slot, value);
    swap.swap(this.tables);
    this.log.push(swap);
  }

  /** Post to the ledger: credits to all, and the whole of them as a debit to one; `sign` -1 takes it back. */
  post(posting: Posting, sign: 1 | -1): void {
    const swap = new PostingSwap(posting, sign);
    swap.swap(this.tables);
    this.log.push(swap);
  }

  /** Work that no ledger decided. */
  fix(slot: number, size: number): void {
    this.#cell(FIXED, slot, (this.tables.fixed[slot] as number) + size);
  }

  /** Balances as they were saved. */
  account(slot: number, owed: number, got: number, fixed: number): void {
    this.#cell(OWED, slot, owed);
    this.#cell(GOT, slot, got);
    this.#cell(FIXED, slot, fixed);
  }

  work(id: string, value: StoredWork | undefined): void {
    this.#entry(({ work }) => work, id, value);
  }

  offer(id: string, value: Offer | undefined): void {
    this.#entry(({ offers }) => offers, id, value);
  }

  declined(id: string, value: readonly string[] | undefined): void {
    this.#entry(({ declined }) => declined, id, value);
  }

  /** Remember the id of an event; with `forget`, the older generation of ids goes first. */
  seen(id: string, forget: boolean): void {
    if (forget) {
      const swap = new GenerationSwap(new Set(), this.tables.seen);
      swap.swap(this.tables);
      this.log.push(swap);
    }
    this.tables.seen.add(id);
    this.log.push(new SeenSwap(id));
  }

  #cell(columnOf: ColumnOf, slot: number, value: number): void {
    const column = columnOf(this.tables);
    const before = column[slot] as number;
    if (before === value) return;
    column[slot] = value;
    this.log.push(new CellSwap(columnOf, slot, before));
  }

  #entry<V>(mapOf: (tables: DeskTables) => Map<string, V>, key: string, value: V | undefined): void {
    const swap = new EntrySwap(mapOf, key, value);
    swap.swap(this.tables);
    this.log.push(swap);
  }
}

/** Columns beyond those of the line are of channels that its roster does not have: what is there nobody reads. */
class StateSwap implements Swap<DeskTables> {
  constructor(
    private readonly slot: number,
    private value: StoredAgent,
  ) {}

  swap({ states, idleSince, ready }: DeskTables): void {
    const { slot, value } = this;
    this.value = states[slot] as StoredAgent;
    states[slot] = value;
    idleSince[slot] = value.idleSince;
    for (let column = 0; column < value.ready.length; column++)
      (ready[column] as Column)[slot] = value.ready[column] as EpochMs;
  }
}

class CellSwap implements Swap<DeskTables> {
  constructor(
    private readonly columnOf: ColumnOf,
    private readonly slot: number,
    private value: number,
  ) {}

  swap(tables: DeskTables): void {
    const column = this.columnOf(tables);
    const before = column[this.slot] as number;
    column[this.slot] = this.value;
    this.value = before;
  }
}

/** Balances are whole numbers, so what was posted can be taken back exactly. */
class PostingSwap implements Swap<DeskTables> {
  constructor(
    private readonly posting: Posting,
    private sign: 1 | -1,
  ) {}

  swap({ owed, got }: DeskTables): void {
    const { posting, sign } = this;
    const { assignee, size } = posting;
    credit(owed, posting, sign);
    owed[assignee] = (owed[assignee] as number) - sign * size;
    got[assignee] = (got[assignee] as number) + sign * size;
    this.sign = sign === 1 ? -1 : 1;
  }
}

class EntrySwap<V> implements Swap<DeskTables> {
  constructor(
    private readonly mapOf: (tables: DeskTables) => Map<string, V>,
    private readonly key: string,
    private value: V | undefined,
  ) {}

  swap(tables: DeskTables): void {
    const map = this.mapOf(tables);
    const before = map.get(this.key);
    if (this.value === undefined) map.delete(this.key);
    else map.set(this.key, this.value);
    this.value = before;
  }
}

class SeenSwap implements Swap<DeskTables> {
  constructor(private readonly id: string) {}

  swap({ seen }: DeskTables): void {
    if (!seen.delete(this.id)) seen.add(this.id);
  }
}

class GenerationSwap implements Swap<DeskTables> {
  constructor(
    private young: Set<string>,
    private old: Set<string>,
  ) {}

  swap(tables: DeskTables): void {
    const { seen, seenBefore } = tables;
    tables.seen = this.young;
    tables.seenBefore = this.old;
    this.young = seen;
    this.old = seenBefore;
  }
}
