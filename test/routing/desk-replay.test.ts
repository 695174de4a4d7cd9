import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  heldWork,
  openDesk,
  replayDesk,
  route,
  saveDesk,
  type Desk,
  type DeskEvent,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { deskOf, mail, MINUTE, NOON, week } from "./support.js";

const start = () => deskOf([{ capacity: 2 }, { capacity: 2 }]);
const released = (workId: string, agentId: string, at: number): DeskEvent => ({
  type: "released",
  at,
  agentId,
  workId,
});
const assigned = (workId: string, agentId: string, more: Partial<WorkItem> = {}, at = NOON): DeskEvent => ({
  type: "assigned",
  at,
  agentId,
  work: mail(workId, more),
});

/** A log of what `route` decided: each item done two minutes after it came. */
function routedLog(items: number): DeskEvent[] {
  const log: DeskEvent[] = [];
  let desk: Desk = start();
  const happen = (event: DeskEvent) => {
    desk = applyDeskEvent(desk, event);
    log.push(event);
  };
  for (let i = 0; i < items; i++) {
    const at = NOON + i * MINUTE;
    const done = heldWork(desk).find(({ work }) => work.id === `T-${i - 2}`);
    if (done !== undefined) happen(released(done.work.id, done.agentId, at));
    const answer = route(desk, mail(`T-${i}`), at);
    if (answer.kind === "assigned") happen(answer.event);
  }
  return log;
}

describe("a replay", () => {
  test("of what route decided differs nowhere", () => {
    const log = routedLog(12);
    expect(log).toHaveLength(22);
    expect(replayDesk(start(), log).differences).toEqual([]);
  });

  test("of a log from a database is the same, and so is one in pieces or with pieces twice", () => {
    const log = JSON.parse(JSON.stringify(routedLog(12))) as DeskEvent[];
    const whole = JSON.stringify(saveDesk(replayDesk(start(), log).desk));
    for (let cut = 0; cut <= log.length; cut++) {
      const first = replayDesk(start(), log.slice(0, cut)).desk;
      expect(JSON.stringify(saveDesk(replayDesk(first, log.slice(cut)).desk))).toBe(whole);
    }
  });

  test("names each assignment that route would not have made: who got it, and who would have", () => {
    const log = [assigned("T-1", "agent-1", { preferredAgents: ["agent-0"] }), assigned("T-2", "agent-0")];
    const { differences, desk } = replayDesk(start(), log);
    expect(differences).toMatchObject([
      {
        index: 0,
        eventId: undefined,
        at: NOON,
        workId: "T-1",
        recorded: { agentId: "agent-1", chosenBy: "person" },
        computed: { kind: "assigned", agentId: "agent-0", chosenBy: "preferred" },
      },
    ]);
    expect(heldWork(desk)).toHaveLength(2); // it is recorded all the same
  });

  test("shows work given to who was off shift, full, or could not do it", () => {
    const tokyo = deskOf([{}, {}], { teams: { world: week("Asia/Tokyo") } });
    const night = assigned("T-1", "agent-0");
    const morning = Date.UTC(2026, 0, 15, 1);
    const foreign = assigned("T-2", "agent-1", { languages: ["ja"] }, morning);
    const full = assigned("T-3", "agent-0", {}, morning);
    expect(replayDesk(tokyo, [night, foreign, full]).differences).toMatchObject([
      { index: 0, computed: { kind: "wait", reason: "nobody-on-shift" } },
      { index: 1, computed: { kind: "unroutable" } },
      { index: 2, computed: { kind: "wait", reason: "everyone-busy" } },
    ]);
  });

  test("compares offers, but neither transfers nor what is reopened, where nobody chose", () => {
    const offer = { ...assigned("T-1", "agent-1"), type: "offered" } as DeskEvent;
    const log: DeskEvent[] = [
      offer,
      { type: "accepted", at: NOON, agentId: "agent-1", workId: "T-1" },
      { type: "transferred", at: NOON, agentId: "agent-1", toAgentId: "agent-0", workId: "T-1" },
      { type: "reopened", at: NOON, agentId: "agent-1", work: mail("T-0") },
    ];
    expect(replayDesk(start(), log).differences).toMatchObject([{ index: 0, workId: "T-1" }]);
  });

  test("skips what was applied before, and compares it only once", () => {
    const wrong = { ...assigned("T-1", "agent-1"), id: "e-1" };
    const { desk, differences } = replayDesk(start(), [wrong, wrong]);
    expect(differences).toHaveLength(1);
    expect(replayDesk(desk, [wrong])).toEqual({ desk, differences: [] });
  });

  test("of nothing is the desk itself", () => {
    const desk = openDesk(start().roster);
    expect(replayDesk(desk, [])).toEqual({ desk, differences: [] });
  });

  test("names the event of the log that is wrong", () => {
    const log = [
      assigned("T-1", "agent-0"),
      released("T-1", "agent-0", NOON),
      released("T-1", "agent-0", NOON),
    ];
    expect(problemOf(() => replayDesk(start(), log))).toBe("desk.work-not-held log[2].workId");
  });
});
