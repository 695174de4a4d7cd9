import { writeFileSync } from "node:fs";
import { InputError } from "./errors.js";

/** Data with four decimals, the same on every machine. */
export function dataText(data: unknown): string {
  return `${JSON.stringify(data, fourDecimals, 2)}\n`;
}

function fourDecimals(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
}

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`cannot be written (${(error as NodeJS.ErrnoException).code ?? "?"})`, { file });
  }
}
