import { readFileSync } from "node:fs";
import { InputError, type Place } from "./errors.js";
import { jsonErrorAt } from "./json-error.js";

/** Reads a file of JSON; what is wrong with it is said with its place. */
export function readJson(file: string): unknown {
  return parseJson(file, contentOf(file));
}

/** A byte order mark is no part of the JSON. */
export function parseJson(file: string, content: string): unknown {
  const text = content.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InputError("is no valid JSON from here on", placeAt(file, text, jsonErrorAt(text)));
  }
}

export function placeAt(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new InputError("there is no such file", { file });
    throw new InputError(code === "EISDIR" ? "is a folder" : `cannot be read (${code ?? "?"})`, { file });
  }
}
