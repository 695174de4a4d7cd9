/** How one incident was passed on: then, as the log has it, or here, as our routing did it. */
export interface Passed {
  /** From when it wanted somebody again until it had them; one that goes on when the clock stops counts up to it. */
  readonly waitsMs: readonly number[];
  /** Does the last of them go on? */
  readonly stillWaiting: boolean;
  /** From a person in one country to a person in another. */
  readonly moves: number;
  /** Did it come back to a country that it had left? */
  readonly cameBack: boolean;
  /** Events by people, then; assignments, here. */
  readonly acts: number;
  /** How many of them lie outside the usual hours of the country that acted. */
  readonly outsideHours: number;
}

export function sumOf<Value>(values: readonly Value[], numberOf: (value: Value) => number): number {
  return values.reduce((sum, value) => sum + numberOf(value), 0);
}
