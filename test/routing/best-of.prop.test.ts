import { fc, test as prop } from "@fast-check/vitest";
import { expect } from "vitest";
import { bestOf } from "../../src/routing/best-of.js";
import type { Level } from "../../src/routing/ranking.js";
import { runs } from "../support/runs.js";

/** Up to four rules over twenty agents, most of whom are alike; some rules only compare. */
const rules = fc.array(
  fc.record({
    values: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 20, maxLength: 20 }),
    sign: fc.constantFrom(1 as const, -1 as const),
    onlyCompares: fc.boolean(),
  }),
  { maxLength: 4 },
);

prop.prop([rules, fc.uniqueArray(fc.nat(19), { minLength: 1 }), fc.nat(21)], runs(400))(
  "the best of many are the first ones of all of them sorted, however many are asked for and alike",
  (given, slots, wanted) => {
    const levels = given.map(({ values, sign, onlyCompares }): Level => {
      const column = Float64Array.from(values);
      const compare = (a: number, b: number) => sign * ((values[a] as number) - (values[b] as number));
      return {
        by: "owed",
        isOfAgent: true,
        keys: onlyCompares ? undefined : () => ({ column, sign }),
        compare,
      };
    });
    const order = (a: number, b: number) =>
      levels.map(({ compare }) => compare(a, b)).find((difference) => difference !== 0) ?? 0;
    const count = Math.min(wanted, slots.length);
    const best = bestOf(levels, Int32Array.from(slots), count, new Int32Array(20));
    expect(best).toEqual([...slots].sort(order).slice(0, count));
  },
);
