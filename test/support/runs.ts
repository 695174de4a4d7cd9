import fc from "fast-check";

/** A share of the runs that the environment asks for, for a property whose single case is dear. */
export function runs(percent: number): { numRuns: number } {
  return { numRuns: Math.ceil(((fc.readConfigureGlobal().numRuns ?? 100) * percent) / 100) };
}
