import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { FollowTheSunError, type Problem } from "follow-the-sun";

/** The JSON Schemas as they are shipped, by the names of their files. */
export const committed: Readonly<Record<string, object>> = Object.fromEntries(
  readdirSync("schemas").map((name) => [name, JSON.parse(readFileSync(`schemas/${name}`, "utf8")) as object]),
);

const ajv = new Ajv2020({ schemas: Object.values(committed), strict: true, allowUnionTypes: true });

/** Does the shipped schema of this name accept a value? */
export function isValid(name: string, value: unknown): boolean {
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate(value) === true;
}

/** What the package says against a value; empty when it takes it. */
export function problemsOf(read: (value: never) => unknown, value: unknown): readonly Problem[] {
  try {
    read(value as never);
    return [];
  } catch (error) {
    if (error instanceof FollowTheSunError) return error.problems;
    throw error;
  }
}

/** The verdicts of schema and package. */
export function verdicts(name: string, read: (value: never) => unknown, value: unknown) {
  return { schema: isValid(name, value), package: problemsOf(read, value).length === 0 };
}

export const ACCEPTED = { schema: true, package: true };
export const REFUSED = { schema: false, package: false };

/** A copy with another value at a path such as `agents.0.id`; `undefined` takes it out. */
export function changed(value: unknown, path: string, to: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const inner = keys.reduce<unknown>((outer, key) => (outer as Record<string, unknown>)[key], copy);
  if (typeof inner !== "object" || inner === null) throw new Error(`no ${path} to change`);
  (inner as Record<string, unknown>)[last] = to;
  return JSON.parse(JSON.stringify(copy)) as unknown;
}
