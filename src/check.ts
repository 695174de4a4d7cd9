import type * as z from "zod/mini";
import { ERROR_CODES, failAll, FollowTheSunError, type ErrorCode, type Problem } from "./errors.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What is wrong with a config, in the package's own form; empty when nothing is. */
export function problemsOf(schema: z.ZodMiniType, input: unknown, root: string): Problem[] {
  const result = schema.safeParse(input);
  if (!result.success) return result.error.issues.flatMap((issue) => toProblems(issue, [], input, root));
  return protoKeys(input, [], root);
}

/** What JSON is made of; instants and calendars of other kinds are not looked into. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** JSON can have a key `__proto__`, which zod passes over; it is refused rather than lost. */
function protoKeys(value: unknown, path: Path, root: string, above: readonly unknown[] = []): Problem[] {
  if (!isPlain(value) || above.includes(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = Array.isArray(value) ? Number(name) : name;
    return name === "__proto__"
      ? [unknownKey(path, name, inner, root)]
      : protoKeys(inner, [...path, key], root, [...above, value]);
  });
}

/** Run checks that throw a `FollowTheSunError`, gather what they report, and throw all of it at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** The value, or `undefined` when making it reported a problem. */
  attempt<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof FollowTheSunError)) throw error;
      this.add(...error.problems);
      return undefined;
    }
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  throwIfAny(): void {
    failAll(this.#problems);
  }
}

function toProblems(issue: Issue, above: Path, input: unknown, root: string): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey(path, key, valueAt(input, [...path, key], undefined), root));
  if (issue.code === "invalid_union") {
    const branch = closestBranch(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => toProblems(inner, path, input, root));
  }
  const key = issue.code === "invalid_key" ? issue.issues[0] : undefined;
  const reason = key?.message ?? issue.message;
  return [
    { code: codeOf(key ?? issue), path: formatPath(root, path), value: valueAt(input, path, key), reason },
  ];
}

/** The alternative that got furthest into the value: the one its writer most likely meant. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const reached = branches.map((issues) => Math.max(0, ...issues.map(depthOf)));
  const furthest = Math.max(0, ...reached);
  return furthest === 0 ? undefined : branches[reached.indexOf(furthest)];
}

function depthOf(issue: Issue): number {
  return issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0);
}

function unknownKey(path: Path, key: string, value: unknown, root: string): Problem {
  return {
    code: "config.unknown-key",
    path: formatPath(root, [...path, key]),
    value,
    reason: "is no key that this config has; check its spelling",
  };
}

function codeOf(issue: Issue): ErrorCode {
  const code: unknown = issue.code === "custom" ? issue.params?.["code"] : undefined;
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : "config.shape";
}

function valueAt(input: unknown, path: Path, key: Issue | undefined): unknown {
  if (key !== undefined) return path.at(-1); // the key itself is what is wrong
  let value: unknown = input;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value;
}

/** `calendar`, `["weekly", "mon", 0]` become `calendar.weekly.mon[0]`. */
export function formatPath(root: string, path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const name = String(step);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, root);
}
