import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "./errors.js";

/** Data with four decimals, the same on every machine. */
export function dataText(data: unknown): string {
  return `${JSON.stringify(data, fourDecimals, 2)}\n`;
}

function fourDecimals(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
}

/** Said before a long run, and not after it. */
export function checkFile(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new InputError(`cannot be written: there is no folder ${folder}`, { file });
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new InputError("is a folder, a file was expected", { file });
}

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`cannot be written (${(error as NodeJS.ErrnoException).code ?? "?"})`, { file });
  }
}
