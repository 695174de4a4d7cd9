/**
 * Runs files of conformance vectors against the package's public functions.
 *
 *   npm run --silent conformance -- FILE...
 *
 * Prints a line for each vector that fails, a line per op, and a last line with the sum.
 */
import { readFileSync } from "node:fs";
import { calendarOps } from "./calendar-ops.js";
import { routeOps } from "./route-ops.js";
import { slaOps } from "./sla-ops.js";
import { ticketOps } from "./ticket-ops.js";
import { sameAnswer, toPlain } from "./answers.js";
import type { Op, Vector, VectorFile } from "./vectors.js";

const OPS: Readonly<Record<string, Op>> = { ...calendarOps, ...slaOps, ...ticketOps, ...routeOps };

interface Count {
  passed: number;
  failed: number;
}

/** Run one file's vectors; every failing one goes to `report`. */
export function runFile(file: VectorFile, counts: Map<string, Count>, report: (line: string) => void): void {
  for (const vector of file.vectors) {
    const count = counts.get(vector.op) ?? { passed: 0, failed: 0 };
    counts.set(vector.op, count);
    const problem = problemWith(vector, file);
    if (problem === undefined) count.passed++;
    else {
      count.failed++;
      report(`${vector.id} ${vector.op} ${problem}`);
    }
  }
}

function problemWith(vector: Vector, file: VectorFile): string | undefined {
  const op = Object.hasOwn(OPS, vector.op) ? OPS[vector.op] : undefined;
  if (op === undefined) return "unknown op";
  let got: unknown;
  try {
    got = toPlain(op(vector, file));
  } catch (error) {
    got = `threw ${error instanceof Error ? error.message : String(error)}`;
  }
  if (sameAnswer(vector.expected, got)) return undefined;
  return `expected ${JSON.stringify(vector.expected)} got ${JSON.stringify(got)}`;
}

function main(paths: readonly string[]): void {
  const counts = new Map<string, Count>();
  let unreadable = paths.length === 0 ? 1 : 0;
  if (paths.length === 0) console.log("usage: npm run --silent conformance -- FILE...");
  for (const path of paths) {
    try {
      runFile(JSON.parse(readFileSync(path, "utf8")) as VectorFile, counts, (line) => console.log(line));
    } catch (error) {
      unreadable++;
      console.log(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const total: Count = { passed: 0, failed: unreadable };
  for (const [op, { passed, failed }] of counts) {
    console.log(`${op}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("run.ts") === true) main(process.argv.slice(2));
