import { applyDeskEvent, loadDesk, openDesk, saveDesk } from "follow-the-sun";
import type { AssignedAnswer, Desk, DeskEvent, Roster, SavedDesk, WorkItem } from "follow-the-sun";
import { STATEMENTS, type Statements } from "./statements.js";

/** What each of them gives; `undefined` for those that give nothing. */
interface RowOf {
  lockDesk: { seq: string };
  eventsSince: { seq: string; event: DeskEvent };
  waiting: { work: WorkItem; now: number };
  pullWaiting: { work: WorkItem; now: number };
  assign: Written;
  finish: Written;
  handBack: Written;
  latestSnapshot: { seq: string; saved: SavedDesk };
  saveSnapshot: undefined;
}

/** An event that is in the log. */
interface Written {
  readonly seq: string;
  readonly agentId: string;
}

/** A connection of the driver. */
export interface Database {
  query(statement: string | { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A desk, and the number and the instant of the last event that is in it. */
export interface Folded {
  readonly desk: Desk;
  readonly seq: number;
  readonly at: number;
}

/** Items that wait, as of an instant. */
export interface Waiting {
  readonly items: readonly WorkItem[];
  readonly at: number;
}

/** One desk in the database, over one connection. */
export class Store {
  constructor(
    private readonly db: Database,
    private readonly deskId: string,
    private readonly statements: Statements = STATEMENTS,
  ) {}

  /** All of it or, when it throws or gives `undefined`, nothing. */
  async transaction<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
    await this.db.query("begin");
    try {
      const result = await work();
      await this.db.query(result === undefined ? "rollback" : "commit");
      return result;
    } catch (error) {
      await this.db.query("rollback").catch(() => undefined); // the connection may be gone, and with it all of this
      throw error;
    }
  }

  /** Until the transaction ends nobody else adds to the log. */
  async lockDesk(): Promise<void> {
    await this.#run("lockDesk", [this.deskId]);
  }

  /** The newest snapshot and the events since: where a server begins, for the first time or after a crash. */
  async load(roster: Roster): Promise<Folded> {
    const [snapshot] = await this.#run("latestSnapshot", [this.deskId]);
    if (snapshot === undefined) return this.fold({ desk: openDesk(roster), seq: 0, at: 0 });
    const { seq, saved } = snapshot;
    return this.fold({ desk: loadDesk(roster, saved), seq: Number(seq), at: saved.lastAt });
  }

  /** The desk with what was committed since, whoever did it. */
  async fold({ desk, seq, at }: Folded): Promise<Folded> {
    const rows = await this.#run("eventsSince", [this.deskId, seq]);
    for (const row of rows) {
      if (Number(row.seq) !== ++seq) throw new Error(`event ${seq} is missing before ${row.seq}`);
      desk = applyDeskEvent(desk, row.event);
      at = Number(row.event.at);
    }
    return { desk, seq, at };
  }

  /** The items that wait longest, and the instant by the database's clock, which is the only one that counts. */
  async waiting(limit: number): Promise<Waiting> {
    return toWaiting(await this.#run("waiting", [this.deskId, limit]));
  }

  /** The same, and they are this transaction's until it ends: another one that pulls gets those behind them. */
  async pullWaiting(limit: number): Promise<Waiting> {
    return toWaiting(await this.#run("pullWaiting", [this.deskId, limit]));
  }

  /** Give the item to the first of the ranked who has room, if nobody has it; `undefined` when that is not so. */
  async assign(
    { event }: AssignedAnswer,
    ranked: readonly string[],
  ): Promise<{ seq: number; agentId: string } | undefined> {
    const { id, at, ...rest } = event; // these two are the database's
    const [row] = await this.#run("assign", [this.deskId, JSON.stringify(rest), event.work.id, ranked]);
    return row && { seq: Number(row.seq), agentId: row.agentId };
  }

  /** The agent is done with the item or hands it back, if it is still theirs; else `undefined`. */
  async release(how: "finish" | "handBack", workId: string, agentId: string): Promise<number | undefined> {
    const event = { type: "released", workId, reason: how === "finish" ? "done" : "handed back" };
    const [row] = await this.#run(how, [this.deskId, JSON.stringify(event), workId, agentId]);
    return row && Number(row.seq);
  }

  async saveSnapshot({ desk, seq }: Folded): Promise<void> {
    await this.#run("saveSnapshot", [this.deskId, seq, JSON.stringify(saveDesk(desk))]);
  }

  async #run<K extends keyof RowOf>(name: K, values: unknown[]): Promise<RowOf[K][]> {
    const { rows } = await this.db.query({ name, text: this.statements[name], values });
    return rows as RowOf[K][];
  }
}

function toWaiting(rows: readonly RowOf["waiting"][]): Waiting {
  return { items: rows.map(({ work }) => work), at: rows[0]?.now ?? 0 };
}
