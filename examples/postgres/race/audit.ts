import { createHash } from "node:crypto";
import { fairnessOf, openDesk, replayDesk, saveDesk } from "follow-the-sun";
import type { Desk, DeskEvent } from "follow-the-sun";
import type { Database } from "../store.js";
import { ROSTER } from "./helpdesk.js";
import { LAWS } from "./laws.js";

/** A law, and what was found to break it. */
export interface Finding {
  readonly law: string;
  readonly problems: readonly string[];
}

/** The laws in SQL, all as of one moment: also while the race runs. */
export async function auditTables(db: Database): Promise<Finding[]> {
  const findings: Finding[] = [];
  await db.query("begin isolation level repeatable read read only");
  for (const [law, { broken }] of Object.entries(LAWS))
    findings.push({ law, problems: await problemsOf(db, broken) });
  await db.query("commit");
  return findings;
}

/** The laws that do not find what breaks them, when it is planted into the tables and taken out again. */
export async function blindLaws(db: Database): Promise<string[]> {
  const blind: string[] = [];
  for (const [law, { broken, plant }] of Object.entries(LAWS)) {
    await db.query("begin");
    await db.query(plant);
    if ((await problemsOf(db, broken)).length === 0) blind.push(law);
    await db.query("rollback");
  }
  return blind;
}

/** A desk that somebody had after so many events. */
export interface Checkpoint {
  readonly of: string;
  readonly seq: number;
  readonly fingerprint: string;
}

/** What the log says when the package reads it from the beginning. */
export interface Reading {
  readonly finding: Finding;
  readonly decisions: number;
  /** Decisions that one server alone would have made otherwise. */
  readonly otherwise: number;
  /** From the first event to the last. */
  readonly seconds: number;
  readonly snapshots: number;
  /** The share of the work that the ledger of fair shares left out, as no strategy would have given it so. */
  readonly unposted: number;
}

/** Fold the log from an empty desk on, and compare with every snapshot and with the desks that servers had. */
export async function readLog(db: Database, running: readonly Checkpoint[]): Promise<Reading> {
  const log = (await rowsOf<{ event: DeskEvent }>(db, "select event from desk_event order by seq")).map(
    ({ event }) => event,
  );
  const snapshots = await snapshotsOf(db);
  let desk = openDesk(ROSTER);
  let read = 0;
  let otherwise = 0;
  const problems: string[] = [];
  for (const { of, seq, fingerprint } of [...snapshots, ...running].sort((a, b) => a.seq - b.seq)) {
    const replay = replayDesk(desk, log.slice(read, seq));
    ({ desk } = replay);
    read = seq;
    otherwise += replay.differences.length;
    if (fingerprintOf(desk) !== fingerprint) problems.push(`${of}, after event ${seq}`);
  }
  if (read !== log.length) problems.push(`nobody has events ${read + 1} to ${log.length}`);
  const { accounts } = fairnessOf(desk);
  const [fixed, got] = [sumOf(accounts.map((each) => each.fixed)), sumOf(accounts.map((each) => each.got))];
  return {
    finding: {
      law: "replayed from empty, the log leads to every snapshot and every server's desk",
      problems,
    },
    decisions: log.filter(({ type }) => type === "assigned").length,
    otherwise,
    seconds: (Number(log.at(-1)?.at) - Number(log[0]?.at)) / 1000,
    snapshots: snapshots.length,
    unposted: fixed / (fixed + got),
  };
}

async function snapshotsOf(db: Database): Promise<Checkpoint[]> {
  const rows = await rowsOf<{ seq: string; saved: unknown }>(db, "select seq, saved from desk_snapshot");
  return rows.map(({ seq, saved }) => ({ of: "a snapshot", seq: Number(seq), fingerprint: hashOf(saved) }));
}

/** Desks with the same fingerprint are the same desk. */
export function fingerprintOf(desk: Desk): string {
  return hashOf(saveDesk(desk));
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

async function problemsOf(db: Database, statement: string): Promise<string[]> {
  return (await rowsOf<{ problem: string }>(db, statement)).map(({ problem }) => problem);
}

async function rowsOf<Row>(db: Database, statement: string): Promise<Row[]> {
  return (await db.query(statement)).rows as Row[];
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}
