import { describe, expect, test } from "vitest";
import { type AgentConfig, type Desk, type DeskEvent } from "follow-the-sun";
import { apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const desk = (...agents: readonly Partial<AgentConfig>[]) =>
  deskOf(agents, { policy: { strategy: "round-robin" } });
const presence = (agentId: string, to: "away" | "available", at = NOON): DeskEvent => ({
  type: "presence-changed",
  at,
  agentId,
  presence: to,
});
let items = 0;
/** Who gets so many items, one after another, each done at once. */
function sequence(on: Desk, count: number, at = NOON): [Desk, string] {
  const got: string[] = [];
  for (let item = 0; item < count; item++) {
    const id = `T-${items++}`;
    const [next, agentId] = place(on, mail(id), at);
    on = apply(next, { type: "released", at, agentId, workId: id });
    got.push(agentId);
  }
  return [on, got.join(" ")];
}

describe("round-robin goes on where it was", () => {
  const [after] = sequence(desk({ id: "b" }, { id: "d" }, { id: "f" }), 2); // b, d
  const joined = (id: string): DeskEvent => ({
    type: "agent-joined",
    at: NOON,
    agent: { id, team: "world" },
  });
  const left = (agentId: string): DeskEvent => ({ type: "agent-left", at: NOON, agentId });

  test.each<[string, readonly DeskEvent[], string]>([
    ["nothing happens", [], "f b d f"],
    ["somebody joins who comes next", [joined("e")], "e f b d"],
    ["somebody joins whose turn is past", [joined("a")], "f a b d"],
    ["whoever had the last turn leaves", [left("d")], "f b f b"],
    ["whoever has the next turn leaves", [left("f")], "b d b d"],
    ["whoever has the next turn is away", [presence("f", "away")], "b d b d"],
    ["all but one leave", [left("b"), left("f")], "d d d d"],
  ])("when %s", (_, events, turns) => {
    expect(sequence(apply(after, ...events), 4)[1]).toBe(turns);
  });

  test("with who came back in the middle of a round", () => {
    const [away] = sequence(apply(after, presence("f", "away")), 1); // b
    expect(sequence(apply(away, presence("f", "available")), 3)[1]).toBe("d f b");
  });

  test("over joins, leaves and absences nobody is passed over twice in a row, nor served twice", () => {
    let on = desk(...["b", "d", "f", "h"].map((id) => ({ id })));
    const turns: string[] = [];
    for (let i = 0; i < 60; i++) {
      const at = NOON + i * MINUTE;
      const change: DeskEvent[] =
        i % 10 === 3
          ? [presence("d", "away", at)]
          : i % 10 === 7
            ? [presence("d", "available", at)]
            : i === 30
              ? [{ ...joined("e"), at }]
              : [];
      const [next, got] = sequence(apply(on, ...change), 1, at);
      on = next;
      turns.push(got);
    }
    turns.slice(1).forEach((turn, i) => expect(turn).not.toBe(turns[i]));
    for (const id of ["b", "f", "h"]) {
      const gaps = turns
        .flatMap((turn, i) => (turn === id ? [i] : []))
        .map((at, i, all) => at - (all[i - 1] ?? at));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(5);
    }
  });
});
