import fc from "fast-check";

/** The environment variable `name` as a positive whole number, or `fallback` when it is not set. */
function numberFrom(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined) return fallback;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} must be a positive whole number, not "${text}"`);
  return Number(text);
}

const randomSeed = Math.floor(Math.random() * 2 ** 31);

// FC_SEED repeats a run (a failing property prints its seed); FC_RUNS says how often each property is tried.
fc.configureGlobal({
  seed: numberFrom("FC_SEED", process.env.CI ? 20_260_327 : randomSeed),
  numRuns: numberFrom("FC_RUNS", 100),
});
