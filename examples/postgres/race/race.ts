import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { Store } from "../store.js";
import type { Tally } from "../worker.js";
import { auditTables, blindLaws, readLog, type Finding, type Reading } from "./audit.js";
import { DROP_CHECKS, GUARDS, type Fault, type Guard } from "./faults.js";
import { countDone, DESK_ID, ROSTER, seed } from "./helpdesk.js";
import { Servers, type RaceOptions } from "./servers.js";

export interface RaceResult {
  readonly options: RaceOptions;
  readonly done: number;
  readonly tally: Tally;
  readonly faults: Readonly<Record<Fault["kind"], number>>;
  readonly brokenAt: ReadonlySet<string>;
  readonly looks: number;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
}

const LOOK_MS = 1000;

/** The clients against one another, the laws while they run, and everything there is to check afterwards. */
export async function race(options: RaceOptions): Promise<RaceResult> {
  return inNewTables(options, async (db) => {
    const servers = new Servers(options);
    const { looks, problems } = await watch(db, servers.run());
    await rebuild(db);
    const reading = await readLog(db, servers.running);
    const findings = [
      { law: "no server failed", problems: servers.failed },
      { law: "in the middle of it the laws held, too", problems },
      ...(await auditTables(db)),
      reading.finding,
      {
        law: "each law in SQL finds what is planted into the tables to break it",
        problems: await blindLaws(db),
      },
    ];
    const { tally, faults, brokenAt } = servers;
    return { options, done: await countDone(db), tally, faults, brokenAt, looks, reading, findings };
  });
}

/** Look now and then while they run. */
async function watch(db: Client, running: Promise<void>): Promise<{ looks: number; problems: string[] }> {
  const problems: string[] = [];
  let looks = 0;
  let isOver = false;
  const over = running.finally(() => (isOver = true));
  while (!isOver) {
    problems.push(...(await auditTables(db)).flatMap((finding) => finding.problems));
    looks++;
    await Promise.race([over, sleep(LOOK_MS)]);
  }
  await over;
  return { looks, problems };
}

/** As after a crash of everything: the newest snapshot and the decisions since; saved, so that SQL sees it. */
async function rebuild(db: Client): Promise<void> {
  const store = new Store(db, DESK_ID);
  await store.saveSnapshot(await store.load(ROSTER));
}

/** The same clients without one of the guards: the laws must find what comes of it, or they would prove nothing. */
export async function raceWithout(guard: Guard, options: Omit<RaceOptions, "lockFirst">): Promise<Finding> {
  const unguarded = { ...options, lockFirst: false, without: guard };
  return inNewTables(unguarded, async (db) => {
    await db.query(DROP_CHECKS);
    const servers = new Servers(unguarded);
    await servers.run();
    const broken = (await auditTables(db)).filter(({ problems }) => problems.length > 0);
    const times = broken.map(
      ({ law, problems }) => `"${law.replace(/[:,].*/, "")}" breaks (${problems.length})`,
    );
    const law = `without the guard "${GUARDS[guard]}": ${times.join(", ")}`;
    return { law, problems: broken.length > 0 ? [] : ["nothing was found", ...servers.failed] };
  });
}

/** In the database that the environment names; it is emptied first. */
async function inNewTables<T>({ items }: RaceOptions, work: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client({ application_name: "race" });
  await db.connect();
  try {
    await db.query("drop schema if exists public cascade; create schema public");
    await db.query(readFileSync(new URL("../schema.sql", import.meta.url), "utf8"));
    await seed(db, items);
    return await work(db);
  } finally {
    await db.end();
  }
}
