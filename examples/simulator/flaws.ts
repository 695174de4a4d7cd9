import { FollowTheSunError } from "follow-the-sun";
import { InputError } from "./errors.js";

/** Something that is wrong with a file, and where. */
export interface Flaw {
  readonly path: string;
  readonly reason: string;
}

/** What the package says against it, under our own paths. */
export function flawsOf(run: () => unknown, pathOf: (path: string) => string): Flaw[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof FollowTheSunError)) throw error;
    return error.problems.map(({ path, reason }) => ({ path: pathOf(path), reason }));
  }
}

/** All of it at once. */
export function flawed(file: string, flaws: readonly Flaw[]): InputError {
  const lines = flaws.map(({ path, reason }) => `${path} ${reason}`.trim());
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return new InputError(only, { file });
  return new InputError(`${lines.length} things are wrong\n${lines.map((line) => `  ${line}`).join("\n")}`, {
    file,
  });
}
