import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { applyDeskEvent, type Desk } from "follow-the-sun";
import { deskOf, mail, MINUTE, NOON, place } from "./support.js";

/** Items per agent after each went to somebody and was done at once. */
function serve(
  desk: Desk,
  items: number,
  before: (desk: Desk, item: number, at: number) => Desk = (same) => same,
) {
  const got = new Map<string, number>();
  let at = NOON;
  for (let item = 0; item < items; item++) {
    desk = before(desk, item, (at += MINUTE));
    const id = `T-${item}`;
    const [next, agentId] = place(desk, mail(id), at);
    desk = applyDeskEvent(next, { type: "released", at, agentId, workId: id });
    got.set(agentId, (got.get(agentId) ?? 0) + 1);
  }
  return got;
}

function spread(got: ReadonlyMap<string, number>, agents: number): number {
  const counts = Array.from({ length: agents }, (_, index) => got.get(`agent-${index}`) ?? 0);
  return Math.max(...counts) - Math.min(...counts);
}

const LONGEST_IDLE = { policy: { strategy: "longest-idle" } } as const;

describe("longest-idle", () => {
  prop.prop([fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }), fc.nat(60)])(
    "never gives one of interchangeable agents who are all free two items more than another",
    (agents, capacity, items) => {
      const desk = deskOf(
        Array.from({ length: agents }, () => ({ capacity })),
        LONGEST_IDLE,
      );
      expect(spread(serve(desk, items), agents)).toBeLessThanOrEqual(1);
    },
  );

  prop.prop([fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 60 })])(
    "keeps to that also when the items are held, as long as there is room",
    (agents, items) => {
      let desk = deskOf(
        Array.from({ length: agents }, () => ({ capacity: 60 })),
        LONGEST_IDLE,
      );
      const got = new Map<string, number>();
      for (let item = 0; item < items; item++) {
        const [next, agentId] = place(desk, mail(`T-${item}`), NOON + item * MINUTE);
        desk = next;
        got.set(agentId, (got.get(agentId) ?? 0) + 1);
      }
      expect(spread(got, agents)).toBeLessThanOrEqual(1);
    },
  );

  /*
   * Not so when availability differs. Two agents; agent-0 steps away for every
   * second item. When back, agent-0 is the one who came back last, so agent-1,
   * idle longer, gets the next one too: agent-1 gets everything.
   */
  test("with unequal availability drifts without bound: 100 items, 0 to 100", () => {
    const got = serve(deskOf([{}, {}], LONGEST_IDLE), 100, (desk, item, at) => {
      const presence = item % 2 === 0 ? "away" : "available";
      return applyDeskEvent(desk, { type: "presence-changed", at, agentId: "agent-0", presence });
    });
    expect(got).toEqual(new Map([["agent-1", 100]]));
  });
});
