import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { NO_TALLY, type Tally } from "../worker.js";
import type { Checkpoint } from "./audit.js";
import type { Fault, Guard } from "./faults.js";
import type { Go, Message, ServerOptions } from "./server.js";

export interface RaceOptions {
  readonly items: number;
  readonly servers: number;
  /** Of each server. */
  readonly connections: number;
  /** At most so long, from when all servers are there. */
  readonly seconds: number;
  readonly lockFirst: boolean;
  /** Leave out a guard, to see that the laws find what comes of it; nothing else goes wrong then. */
  readonly without?: Guard;
}

const FROZEN_MS = 2000;
const GRACE_MS = 30_000;

/** The application servers: processes that are started again when they are killed. */
export class Servers {
  readonly tally: Tally = { ...NO_TALLY };
  readonly faults: Record<Fault["kind"], number> = { drop: 0, kill: 0, freeze: 0 };
  /** The statements at which something went wrong. */
  readonly brokenAt = new Set<string>();
  /** The desks that they had when it was over. */
  readonly running: Checkpoint[] = [];
  readonly failed: string[] = [];
  readonly #waiting: ChildProcess[] = [];
  #go: Go | undefined;

  constructor(private readonly options: RaceOptions) {}

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.servers }, (_, server) => this.#keepUp(server)));
  }

  async #keepUp(server: number): Promise<void> {
    for (let life = 0; life < 3; life++) {
      const { code, signal } = await this.#live(server, life);
      if (code === 0) return;
      if (signal !== "SIGKILL") return void this.failed.push(`server ${server} ended by ${code ?? signal}`);
    }
    this.failed.push(`server ${server} was killed more often than the race did it`);
  }

  #live(server: number, life: number): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    const { connections, lockFirst, without } = this.options;
    const faults = without === undefined ? faultsOf(server, life, this.options) : [];
    const options: ServerOptions = { server, connections, lockFirst, without, faults };
    const child = fork(fileURLToPath(new URL("server.ts", import.meta.url)), [JSON.stringify(options)]);
    child.on("message", (message: Message) => this.#hear(message, server, child));
    const timer = setTimeout(() => child.kill("SIGTERM"), this.options.seconds * 1000 + GRACE_MS);
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        clearTimeout(timer);
        resolve({ code, signal });
      });
    });
  }

  /** All at once, and who comes later at once. */
  #begin(child: ChildProcess): void {
    this.#waiting.push(child);
    if (this.#go === undefined && this.#waiting.length < this.options.servers) return;
    this.#go ??= { until: Date.now() + this.options.seconds * 1000 };
    for (const each of this.#waiting.splice(0)) each.send(this.#go);
  }

  #hear(message: Message, server: number, child: ChildProcess): void {
    if (message.is === "ready") this.#begin(child);
    else if (message.is === "count") this.tally[message.what]++;
    else if (message.is === "over") this.running.push({ of: `server ${server}`, ...message });
    else if (message.is === "failed") this.failed.push(`server ${server}: ${message.why}`);
    else {
      this.faults[message.kind]++;
      this.brokenAt.add(message.statement);
      if (message.kind === "freeze") setTimeout(() => child.kill("SIGCONT"), FROZEN_MS);
    }
  }
}

/**
 * Each connection breaks twice in a server's first life, at statements that are spread over all steps of a
 * transaction, and once in its second. At the end of its first life the whole server is killed; one is frozen.
 */
function faultsOf(server: number, life: number, { connections, items }: RaceOptions): Fault[][] {
  const often = Math.ceil(items / 25);
  return Array.from({ length: connections }, (_, connection) => {
    const place = server * connections + connection;
    const after = (turn: number) => often + ((place * 7 + turn * 11) % 41);
    if (life > 0) return life === 1 ? [{ kind: "drop", after: after(3) }] : [];
    const last: Fault = { kind: server === 0 ? "freeze" : "kill", after: after(2) };
    const drops: Fault[] = [after(0), after(1)].map((count) => ({ kind: "drop", after: count }));
    return connection === 0 ? [...drops, last] : drops;
  });
}
