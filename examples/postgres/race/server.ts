import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { Store, type Database } from "../store.js";
import { Worker, type Tally } from "../worker.js";
import { fingerprintOf } from "./audit.js";
import { faulty, statementsWithout, type Fault, type Guard } from "./faults.js";
import { DESK_ID, isAllDone, ROSTER } from "./helpdesk.js";

/** What the race tells a server. */
export interface ServerOptions {
  readonly server: number;
  readonly connections: number;
  readonly lockFirst: boolean;
  readonly without: Guard | undefined;
  /** For each connection, what goes wrong with it, one after another. */
  readonly faults: readonly (readonly Fault[])[];
}

/** The race's word to begin, and when to stop, in epoch milliseconds. */
export interface Go {
  readonly until: number;
}

/** What a server tells the race. */
export type Message =
  | { readonly is: "ready" }
  | { readonly is: "count"; readonly what: keyof Tally }
  | { readonly is: "fault"; readonly kind: Fault["kind"]; readonly statement: string }
  | { readonly is: "over"; readonly seq: number; readonly fingerprint: string }
  | { readonly is: "failed"; readonly why: string };

const RELEASED_AT_ONCE = 3;
const HANDED_BACK_ONE_IN = 10;
/** A loaded machine may lose a connection, too: a transaction that is idle for a second is ended. */
const STARTS = 20;

/** One connection until there is nothing left to do. Whatever breaks it: it starts again from the database. */
async function serve(options: ServerOptions, connection: number, go: Go): Promise<void> {
  const faults = options.faults[connection] ?? [];
  for (let start = 0; start < STARTS; start++) {
    const client = new Client({ application_name: `server ${options.server}` });
    client.on("error", () => undefined); // the statement that is under way fails, too
    try {
      await client.connect();
      await client.query("set idle_in_transaction_session_timeout = '1s'");
      const database = faulty(client, faults[start], (kind, statement, then) =>
        tell({ is: "fault", kind, statement }, then),
      );
      await work(database, options, connection, go);
      return;
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`the connection was lost ${STARTS} times`);
}

function isConnectionLost(error: unknown): boolean {
  const { code = "", message } = error as Error & { code?: string };
  return /^(08|57P|25P03|ECONNRESET|EPIPE)/.test(code) || /terminated|not queryable|closed/i.test(message);
}

async function work(
  database: Database,
  options: ServerOptions,
  connection: number,
  { until }: Go,
): Promise<void> {
  const place = options.server * options.connections + connection;
  const store = new Store(database, DESK_ID, statementsWithout(options.without));
  const worker = await Worker.start(store, {
    roster: ROSTER,
    lockFirst: options.lockFirst,
    pull: place % 2 === 0,
    count: (what) => tell({ is: "count", what }),
  });
  for (let turn = place; Date.now() < until; turn++) {
    const outcome = await worker.assignOne();
    if (outcome === "in vain") await sleep(5 + (turn % 16));
    if (outcome !== "nobody is free") continue;
    if ((await letAgentsFinish(worker, turn)) > 0) continue;
    if (await isAllDone(database)) break;
    await sleep(5);
  }
  const { desk, seq } = await worker.fold();
  await new Promise<void>((told) => tell({ is: "over", seq, fingerprint: fingerprintOf(desk) }, told));
}

/** As time passes, agents are done with some items, and hand one or the other back. */
async function letAgentsFinish(worker: Worker, turn: number): Promise<number> {
  let released = 0;
  for (let i = 0; i < RELEASED_AT_ONCE; i++) {
    const how = (turn + i) % HANDED_BACK_ONE_IN === 0 ? "handBack" : "finish";
    if (await worker.releaseOne((held) => held[(turn * 7 + i) % held.length], how)) released++;
  }
  return released;
}

function tell(message: Message, then: () => void = () => undefined): void {
  process.send?.(message, then);
}

const options = JSON.parse(process.argv[2] ?? "") as ServerOptions;
tell({ is: "ready" });
const [go] = (await once(process, "message")) as [Go];
process.once("disconnect", () => process.exit()); // with the race, also when that is interrupted
try {
  await Promise.all(
    Array.from({ length: options.connections }, (_, connection) => serve(options, connection, go)),
  );
  process.disconnect();
} catch (error) {
  tell({ is: "failed", why: (error as Error).message }, () => process.exit(1));
}
