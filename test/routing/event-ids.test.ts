import { describe, expect, test } from "vitest";
import { applyDeskEvent, loadDesk, saveDesk, type Desk, type DeskEvent } from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { deskOf, NOON } from "./support.js";

const event = (i: number, at = NOON + i): DeskEvent => ({
  type: "presence-changed",
  id: `e-${i}`,
  at,
  agentId: "agent-0",
  presence: i % 2 === 0 ? "away" : "available",
});

describe("the ids of events are remembered in flat memory:", () => {
  test("of 30,000 events at most 20,000, and what is forgotten is refused, so that nothing counts twice", () => {
    const EVENTS = 30_000;
    let desk = deskOf([{}]);
    for (let i = 0; i < EVENTS; i++) desk = applyDeskEvent(desk, event(i));
    const { seen, seenBefore, eventCount } = saveDesk(desk);
    expect(eventCount).toBe(EVENTS);
    expect(seen.at(-1)).toBe(`e-${EVENTS - 1}`);
    expect(seen.length + seenBefore.length).toBeLessThanOrEqual(20_000);
    expect(seen.length + seenBefore.length).toBeGreaterThanOrEqual(10_000);
    const known = new Set([...seen, ...seenBefore]);
    for (const each of [desk, loadDesk(desk.roster, saveDesk(desk))]) {
      const outcomes = Array.from({ length: EVENTS / 10 }, (_, i) => redelivered(each, event(i * 10)));
      expect(outcomes).toEqual(
        outcomes.map((_, i) => (known.has(`e-${i * 10}`) ? "known" : "desk.order event.at")),
      );
    }
  });

  test("of one instant all of them, however many, since none could be refused for being old", () => {
    let desk = deskOf([{}]);
    for (let i = 0; i < 25_000; i++) desk = applyDeskEvent(desk, event(i, NOON));
    for (let i = 0; i < 25_000; i += 500) expect(redelivered(desk, event(i, NOON))).toBe("known");
  });

  test("after a step back to an older desk, those of that desk", () => {
    const older = applyDeskEvent(deskOf([{}]), event(0));
    let newer: Desk = older;
    for (let i = 1; i < 10_050; i++) newer = applyDeskEvent(newer, event(i)); // the ids of older ones move on
    expect(redelivered(older, event(0))).toBe("known");
    expect(redelivered(older, event(1))).toBe("new");
    expect(redelivered(newer, event(0))).toBe("known");
  });

  test("and an event without an id counts each time", () => {
    const { id: _, ...nameless } = event(0);
    const once = applyDeskEvent(deskOf([{}]), nameless);
    expect(redelivered(once, nameless)).toBe("new");
  });
});

function redelivered(desk: Desk, again: DeskEvent): string {
  let next = desk;
  const problem = problemOf(() => (next = applyDeskEvent(desk, again)));
  return problem !== "no problem" ? problem : next === desk ? "known" : "new";
}
