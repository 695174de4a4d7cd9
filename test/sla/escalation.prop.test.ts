import fc from "fast-check";
import { escalationsOf, explainTicket, replayTicket, ticketStatus, type StepConfig } from "follow-the-sun";
import { expect, it } from "vitest";
import { runs } from "../support/runs.js";
import { asks, instantOf, plans, targetsMs } from "../support/ticket-arbitraries.js";
import { slaOf } from "../support/ticket-plans.js";

/** A step, and after how much working time of a target it is due: `undefined` where that was before it began. */
interface Drawn {
  readonly at: StepConfig["at"];
  readonly workMs: (targetMs: number) => number | undefined;
}

/** Whole milliseconds, rounded up, reckoned in whole numbers: 99.951 % of an hour is 3 598 236 ms, not one more. */
const share = (targetMs: number, thousandths: number) =>
  Number((BigInt(targetMs) * BigInt(thousandths) + 99_999n) / 100_000n);

const steps: fc.Arbitrary<Drawn> = fc.oneof(
  fc
    .oneof(fc.integer({ min: 1, max: 300_000 }), fc.constantFrom(99_951, 100_000, 100_001, 50_000, 1))
    .map((thousandths) => ({
      at: { percent: thousandths / 1000 },
      workMs: (targetMs: number) => share(targetMs, thousandths),
    })),
  fc.oneof(targetsMs, fc.constantFrom(0, 1, 1000)).map((ms) => ({
    at: { before: { milliseconds: ms } },
    workMs: (targetMs: number) => (ms >= targetMs ? undefined : targetMs - ms),
  })),
  fc.oneof(targetsMs, fc.constantFrom(0, 1, 1000)).map((ms) => ({
    at: { after: { milliseconds: ms } },
    workMs: (targetMs: number) => targetMs + ms,
  })),
);

it("every step is due at the first instant at which its working time has passed, to the millisecond", () => {
  fc.assert(
    fc.property(plans(), asks, fc.array(steps, { minLength: 1, maxLength: 6 }), (plan, ask, drawn) => {
      const at = instantOf(plan, ask);
      const known = plan.events.filter((event) => event.at <= at);
      const named = drawn.map((each, index) => ({ name: `step ${index}`, at: each.at }));
      const ticket = replayTicket(slaOf(plan, named), known);
      const told = explainTicket(ticket, at).filter(
        ({ cycle }) => cycle.endedAt === undefined || cycle.fulfilledAt !== undefined,
      );
      const found = escalationsOf(ticket, at);
      const index = new Map(told.map(({ cycle }, rank) => [`${cycle.metric} ${+cycle.activatedAt}`, rank]));

      for (const { metric, activatedAt, step, at: due, isReached } of found) {
        const rank = index.get(`${metric} ${+activatedAt}`) ?? NaN;
        const { cycle, segments } = told[rank] ?? expect.fail(`a step of no cycle: ${metric}`);
        const workMs = drawn[Number(step.slice(5))]?.workMs(cycle.targetMs);
        /** What had elapsed at an instant: told by the segments, and later than these by the clock that goes on. */
        const elapsedAt = (instant: number) => {
          if (instant > at) {
            const then = ticketStatus(ticket, instant).cycles;
            const same = then.filter((each) => each.metric === metric && +each.activatedAt === +activatedAt);
            return same.at(-1)?.elapsedMs;
          }
          return segments
            .filter(({ counts, from }) => counts && +from < instant)
            .reduce((sum, { from, to }) => sum + Math.min(+to, instant) - +from, 0);
        };
        const end = cycle.endedAt?.getTime() ?? at;
        expect(isReached, step).toBe(due !== undefined && +due <= end);
        if (workMs === undefined) expect(due).toEqual(activatedAt);
        else if (due === undefined) expect(elapsedAt(at + 40 * 86_400_000)).toBeLessThan(workMs);
        else expect([elapsedAt(+due - 1), elapsedAt(+due)]).toEqual([workMs - 1, workMs]);
      }

      const open = told.filter(({ cycle }) => cycle.endedAt === undefined).length;
      expect(found.length).toBeGreaterThanOrEqual(open * named.length);
      expect(found.length).toBeLessThanOrEqual(told.length * named.length);
    }),
    runs(100),
  );
});
