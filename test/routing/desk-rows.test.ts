import { describe, expect, test } from "vitest";
import {
  agentState,
  deskFromRows,
  fairnessOf,
  FollowTheSunError,
  heldWork,
  offeredWork,
  route,
  type Desk,
  type DeskEvent,
  type DeskRows,
  type Roster,
  type RoutingPolicy,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const at = NOON + 30 * MINUTE;
const { roster } = deskOf([{ capacity: 2 }, { capacity: 2 }]);
const rebuilt = (rows: Partial<DeskRows>, on: Roster = roster) => deskFromRows(on, { at, ...rows });

/** What a helpdesk would write to its tables, all of it from the package's own answers. */
function rowsOf(desk: Desk): DeskRows {
  return {
    at,
    agents: fairnessOf(desk).accounts.map(({ agentId: id, owed, got, fixed, isClosed }) => {
      if (isClosed) return { id, owed, got, fixed, isClosed };
      const { presence, idleSince, wrapUpUntil } = agentState(desk, id);
      return { id, presence, idleSince, wrapUpUntil, owed, got, fixed };
    }),
    work: heldWork(desk),
    offers: offeredWork(desk),
  };
}

describe("a desk from rows", () => {
  test.each<RoutingPolicy>([
    {},
    { strategy: "longest-idle" },
    { strategy: "least-loaded", specialistFirst: true },
    { tolerance: 0.4, within: "fewest-open" },
  ])("answers as the desk of the event log does: %j", (policy) => {
    let desk = deskOf([{ capacity: 4 }, { capacity: 5, weight: 0.3 }, { capacity: 3 }, {}], { policy });
    for (let i = 0; i < 9; i++) {
      const now = NOON + i * MINUTE;
      const [next, agentId] = place(desk, mail(`T-${i}`), now);
      const done: DeskEvent = {
        type: "released",
        at: now,
        agentId,
        workId: `T-${i}`,
        wrapUpUntil: now + i * 4 * MINUTE,
      };
      desk = i % 3 === 0 ? apply(next, done) : next;
    }
    desk = apply(
      desk,
      { type: "agent-joined", at: NOON + 10 * MINUTE, agent: { id: "gone", team: "world" } },
      { type: "agent-left", at: NOON + 10 * MINUTE, agentId: "gone" },
      { type: "presence-changed", at: NOON + 10 * MINUTE, agentId: "agent-1", presence: "away" },
      { type: "presence-changed", at: NOON + 12 * MINUTE, agentId: "agent-1", presence: "available" },
    );
    let again = deskFromRows(desk.roster, JSON.parse(JSON.stringify(rowsOf(desk))) as DeskRows);
    for (let i = 0; i < 6; i++) {
      const [work, now] = [mail(`next-${i}`), at + i * MINUTE];
      const [next, expected] = place(desk, work, now);
      const [also, found] = place(again, work, now);
      expect(found).toBe(expected);
      [desk, again] = [next, also];
    }
    expect(fairnessOf(again).accounts).toEqual(fairnessOf(desk).accounts);
  });

  test("is an empty desk where there are none, and everybody is idle since ever", () => {
    const desk = rebuilt({});
    expect(heldWork(desk)).toEqual([]);
    expect(agentState(desk, "agent-0")).toMatchObject({
      presence: "available",
      idleSince: undefined,
      used: 0,
    });
    expect(route(desk, mail("T-1"), at)).toEqual(
      route(deskOf([{ capacity: 2 }, { capacity: 2 }]), mail("T-1"), at),
    );
  });

  test("has who is away, in wrap-up, or full", () => {
    const desk = rebuilt({
      agents: [
        { id: "agent-0", presence: "busy" },
        { id: "agent-1", wrapUpUntil: at + MINUTE },
      ],
      work: [{ work: mail("T-1"), agentId: "agent-1", since: NOON }],
    });
    expect(route(desk, mail("T-2"), at).kind).toBe("wait");
    expect(route(desk, mail("T-2"), at + MINUTE)).toMatchObject({ agentId: "agent-1" });
    const full = apply(desk, { type: "assigned", at, agentId: "agent-1", work: mail("T-2") });
    expect(agentState(full, "agent-1")).toMatchObject({ used: 2, open: { email: 2 } });
  });

  test("takes no event from before it", () => {
    const early: DeskEvent = { type: "wrapped-up", at: at - 1, agentId: "agent-0" };
    expect(problemOf(() => apply(rebuilt({}), early))).toBe("desk.order event.at");
  });

  test("has offers that stand and lapse; accepted they count as fixed, as no ledger remembers them", () => {
    const desk = rebuilt({ offers: [{ work: mail("T-1"), agentId: "agent-0", since: NOON, expiresAt: at }] });
    expect(offeredWork(desk)).toMatchObject([
      { agentId: "agent-0", since: new Date(NOON), expiresAt: new Date(at) },
    ]);
    expect(agentState(desk, "agent-0").used).toBe(1);
    const answered = (type: "accepted" | "declined"): DeskEvent => ({
      type,
      at,
      agentId: "agent-0",
      workId: "T-1",
    });
    expect(fairnessOf(apply(desk, answered("accepted"))).accounts[0]).toMatchObject({
      owed: 0,
      got: 0,
      fixed: 1,
    });
    expect(fairnessOf(apply(desk, answered("declined"))).accounts[0]).toMatchObject({
      owed: 0,
      got: 0,
      fixed: 0,
    });
  });

  test("keeps the account of somebody who has left", () => {
    const agents = [
      { id: "agent-0", owed: 0.25, got: 2 },
      { id: "past", owed: -0.25, got: 3, isClosed: true },
    ];
    expect(fairnessOf(rebuilt({ agents })).accounts).toMatchObject([
      { agentId: "agent-0", owed: 0.25, got: 2 },
      { agentId: "agent-1", owed: 0 },
      { agentId: "past", owed: -0.25, got: 3, isClosed: true },
    ]);
  });
});

describe("rows are refused", () => {
  const row = { work: mail("T-1"), agentId: "agent-0", since: NOON };
  test.each<[string, object, string]>([
    ["without an instant", { at: undefined }, "instant.invalid rows.at"],
    ["with a key too many", { tickets: [] }, "config.unknown-key rows.tickets"],
    ["that are no list", { work: row }, "config.shape rows.work"],
    ["of a stranger", { agents: [{ id: "nobody" }] }, "desk.unknown-agent rows.agents[0].id"],
    [
      "of work held by a stranger",
      { work: [{ ...row, agentId: "nobody" }] },
      "desk.unknown-agent rows.work[0].agentId",
    ],
    [
      "of work offered to a leaver",
      { agents: [{ id: "past", isClosed: true }], offers: [{ ...row, agentId: "past" }] },
      "desk.unknown-agent rows.offers[0].agentId",
    ],
    [
      "of an agent twice",
      { agents: [{ id: "agent-0" }, { id: "agent-0" }] },
      "config.duplicate rows.agents[1].id",
    ],
    [
      "of work held twice",
      { work: [row, { ...row, agentId: "agent-1" }] },
      "config.duplicate rows.work[1].work.id",
    ],
    ["of work held and offered", { work: [row], offers: [row] }, "config.duplicate rows.offers[0].work.id"],
    [
      "of balances that do not cancel out",
      { agents: [{ id: "agent-0", owed: 0.5 }] },
      "desk.saved rows.agents",
    ],
    [
      "of a balance finer than a millionth",
      { agents: [{ id: "agent-0", owed: 1e-7 }] },
      "config.shape rows.agents[0].owed",
    ],
    [
      "of an endless balance",
      { agents: [{ id: "agent-0", got: Infinity }] },
      "config.shape rows.agents[0].got",
    ],
    [
      "of work that is none",
      { work: [{ ...row, work: { id: "T-1" } }] },
      "config.shape rows.work[0].work.channel",
    ],
  ])("%s", (_, rows, problem) => {
    expect(problemOf(() => rebuilt(rows))).toBe(problem);
  });

  test("with everything that is wrong told at once", () => {
    let paths: string[] = [];
    try {
      rebuilt({
        at: "noon",
        agents: [{ id: "", presence: "asleep" as never }],
        work: [{ ...row, since: NaN }],
      });
    } catch (error) {
      paths = (error as FollowTheSunError).problems.map(({ path }) => path);
    }
    expect(paths).toEqual(["rows.at", "rows.agents[0].id", "rows.agents[0].presence", "rows.work[0].since"]);
  });

  test("when there are none at all", () => {
    for (const rows of [null, undefined, [], "rows"])
      expect(problemOf(() => deskFromRows(roster, rows as never))).toMatch(/^\S+ rows/);
  });
});
