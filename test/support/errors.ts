import { FollowTheSunError } from "follow-the-sun";

/** The code and the path of the first problem that a call reports. */
export function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof FollowTheSunError) return `${error.code} ${error.path}`;
    throw error;
  }
  return "no problem";
}

/** Every problem of a call, as `code path`. */
export function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof FollowTheSunError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}
