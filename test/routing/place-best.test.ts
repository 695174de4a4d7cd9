import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  agentState,
  applyDeskEvent,
  fairnessOf,
  heldWork,
  nextItemFor,
  placeQueue,
  replayDesk,
  route,
  saveDesk,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type MatchingRound,
  type RoutingPolicy,
  type WorkItem,
} from "follow-the-sun";
import { runs } from "../support/runs.js";
import { bruteForce, isCertified } from "./matching-laws.js";
import { endOf, queueOf } from "./mid-day.js";
import { days } from "./reference.js";
import { deskOf, mail, MINUTE, NOON } from "./support.js";

const best = (desk: Desk, queue: readonly WorkItem[], at: number = NOON) =>
  placeQueue(desk, queue, at, { best: true });

/** Who gets what: `T-1 to agent-0`. */
const inWords = ({ placed }: Pick<ReturnType<typeof placeQueue>, "placed">) =>
  placed.map(({ work, answer }) => `${work.id} to ${answer.agentId}`).sort();

const knows = (...languages: readonly string[]): Partial<AgentConfig> => ({
  languages: Object.fromEntries(languages.map((tag) => [tag, "native"])),
});

const roomy = { capacity: 2 };

describe("placing the whole queue at once", () => {
  test("finds an agent for each, where one after another gives the generalist away", () => {
    const desk = deskOf([knows("en", "ja"), knows("en")], { policy: { strategy: "fewest-open" } });
    const queue = [mail("T-1", { languages: ["en"] }), mail("T-2", { languages: ["ja"] })];
    expect(inWords(placeQueue(desk, queue, NOON))).toEqual(["T-1 to agent-0"]);
    expect(inWords(best(desk, queue))).toEqual(["T-1 to agent-1", "T-2 to agent-0"]);
  });

  test("places the more urgent item when not all can be placed, and of equal ones the older", () => {
    const queue = [
      mail("T-1", { arrivedAt: NOON - 2 * MINUTE }),
      mail("T-2", { arrivedAt: NOON - 3 * MINUTE }),
      mail("T-3", { priority: "urgent" }),
    ];
    expect(inWords(best(deskOf([{}]), queue))).toEqual(["T-3 to agent-0"]);
    expect(inWords(best(deskOf([{}, {}]), queue)).map((each) => each.slice(0, 3))).toEqual(["T-2", "T-3"]);
  });

  test("does not give up a more urgent item for two others: as many are placed with it", () => {
    const desk = deskOf([knows("en", "ja"), knows("en")]);
    const queue = [
      mail("T-1", { languages: ["en"] }),
      mail("T-2", { languages: ["en"] }),
      mail("T-3", { languages: ["ja"], priority: "urgent" }),
    ];
    expect(inWords(best(desk, queue))).toEqual(["T-1 to agent-1", "T-3 to agent-0"]);
  });

  test("gives each agent one item a round, until nothing more fits", () => {
    const result = best(
      deskOf([{ capacity: 3 }, { capacity: 1 }]),
      [1, 2, 3, 4, 5].map((n) => mail(`T-${n}`)),
    );
    expect(result.rounds?.map(({ items, agents }) => [items.length, agents.length])).toEqual([
      [5, 2],
      [3, 1],
      [2, 1],
    ]);
    expect(result.unplaced.map(({ work, answer }) => [work.id, answer.kind])).toEqual([["T-5", "wait"]]);
  });

  test("sends work to whom it prefers, before the strategy is asked", () => {
    const desk = deskOf([{}, {}]);
    const queue = [mail("T-1"), mail("T-2", { preferredAgents: ["agent-0"] })];
    const { placed } = best(desk, queue);
    expect(inWords({ placed })).toEqual(["T-1 to agent-1", "T-2 to agent-0"]);
    expect(Object.fromEntries(placed.map(({ work, answer }) => [work.id, answer.chosenBy]))).toEqual({
      "T-1": "matching",
      "T-2": "preferred",
    });
  });

  test("keeps work for its preferred agent while it is reserved", () => {
    const policy: RoutingPolicy = { reserveForPreferred: "PT10M" };
    const desk = deskOf([{}, {}], { policy });
    const queue = [
      mail("T-1", { preferredAgents: ["agent-0"] }),
      mail("T-2", { preferredAgents: ["agent-0"] }),
    ];
    const { placed, unplaced } = best(desk, queue);
    expect(inWords({ placed })).toEqual(["T-1 to agent-0"]);
    expect(unplaced.map(({ answer }) => answer)).toMatchObject([{ kind: "wait", reason: "reserved" }]);
  });

  test("prefers the stricter stage, and uses a wider one that is open rather than leave somebody out", () => {
    const policy: RoutingPolicy = { stages: [{ languages: "same-language" }, { languages: "any-listed" }] };
    const desk = deskOf([knows("ja"), knows("en")], { policy });
    const japanese = mail("T-1", { languages: ["ja", "en"] });
    expect(best(desk, [japanese]).placed[0]?.answer).toMatchObject({ agentId: "agent-0", stage: 0 });
    const both = best(desk, [japanese, mail("T-2", { languages: ["ja"], priority: "urgent" })]);
    expect(inWords(both)).toEqual(["T-1 to agent-1", "T-2 to agent-0"]);
    expect(Object.fromEntries(both.placed.map(({ work, answer }) => [work.id, answer.stage]))).toEqual({
      "T-1": 1,
      "T-2": 0,
    });
  });

  test.each<[RoutingPolicy["strategy"], readonly Partial<AgentConfig>[], number]>([
    ["cheapest", [{}, { costPerHour: 30 }, { costPerHour: 20.5 }], 2],
    ["most-spare", [{ capacity: 2 }, { capacity: 5 }, { capacity: 3 }], 1],
    ["best-match", [{ skills: { vip: 40 } }, { skills: { vip: 41.5 } }, { skills: { vip: 41.25 } }], 1],
  ])("asks %s about whom", (strategy, agents, first) => {
    const desk = deskOf(agents, { policy: { strategy } });
    const work = mail("T-1", strategy === "best-match" ? { skills: { vip: 10 } } : {});
    expect(inWords(best(desk, [work]))).toEqual([`T-1 to agent-${first}`]);
  });

  test("sums costs over all that is placed: the dear agent where it saves most elsewhere", () => {
    const agents = [
      { ...knows("en", "ja"), costPerHour: 10 },
      { ...knows("en"), costPerHour: 50 },
      { ...knows("en", "ja"), costPerHour: 20 },
    ];
    const desk = deskOf(agents, { policy: { strategy: "cheapest" } });
    const queue = [mail("T-1", { languages: ["en"] }), mail("T-2", { languages: ["ja"] })];
    expect(inWords(best(desk, queue))).toEqual(["T-1 to agent-0", "T-2 to agent-2"]);
  });

  test("asks an order of the caller's own by the places it gives", () => {
    const policy: RoutingPolicy = { compare: (a, b) => (a.agentId < b.agentId ? 1 : -1) };
    expect(inWords(best(deskOf([{}, {}, {}], { policy }), [mail("T-1"), mail("T-2")]))).toEqual([
      "T-1 to agent-1",
      "T-2 to agent-2",
    ]);
  });

  test("asks who was idle longest, and who was never busy before them", () => {
    const busy = (agentId: string, at: number): DeskEvent[] => [
      { type: "assigned", at, agentId, work: mail(`old-${agentId}`) },
      { type: "released", at, agentId, workId: `old-${agentId}` },
    ];
    const events = [...busy("agent-0", NOON), ...busy("agent-2", NOON + MINUTE)];
    const desk = events.reduce(
      applyDeskEvent,
      deskOf([{}, {}, {}], { policy: { strategy: "longest-idle" } }),
    );
    const idlest = (n: number) =>
      inWords(
        best(
          desk,
          Array.from({ length: n }, (_, i) => mail(`T-${i}`)),
          NOON + 2 * MINUTE,
        ),
      );
    expect(idlest(1)).toEqual(["T-0 to agent-1"]);
    expect(idlest(2)).toEqual(["T-0 to agent-0", "T-1 to agent-1"]);
  });

  test("of equal ways takes the first by the queue and the agents' ids, in whatever order they are given", () => {
    const agents = ["c", "a", "b"].map((id) => ({ id }));
    const queue = ["T-3", "T-1", "T-2"].map((id) => mail(id));
    const expected = ["T-1 to a", "T-2 to b", "T-3 to c"];
    expect(inWords(best(deskOf(agents), queue))).toEqual(expected);
    expect(inWords(best(deskOf([...agents].reverse()), [...queue].reverse()))).toEqual(expected);
  });

  test("makes offers where the policy does", () => {
    const { desk, placed } = best(deskOf([{}], { policy: { offerFor: "PT1M" } }), [mail("T-1")]);
    expect(placed[0]?.answer.event.type).toBe("offered");
    expect(heldWork(desk)).toEqual([]);
  });

  test("keeps the ledger: whoever is owed most is taken into account first", () => {
    let desk = deskOf([roomy, roomy, roomy]);
    for (let n = 0; n < 4; n++) {
      desk = best(desk, [mail(`T-${n}`), mail(`U-${n}`), mail(`V-${n}`)], NOON + n).desk;
      for (const { work, agentId } of heldWork(desk))
        desk = applyDeskEvent(desk, { type: "released", at: NOON + n, agentId, workId: work.id });
    }
    expect(
      fairnessOf(desk).accounts.map(({ owed, got, fixed }) => [Math.round(owed * 100), got, fixed]),
    ).toEqual([
      [0, 4, 0],
      [0, 4, 0],
      [0, 4, 0],
    ]);
  });

  test("an empty queue and a desk without anybody free need no round", () => {
    expect(best(deskOf([{}]), [])).toMatchObject({ placed: [], unplaced: [], rounds: [] });
    const full = applyDeskEvent(deskOf([{}]), {
      type: "assigned",
      at: NOON,
      agentId: "agent-0",
      work: mail("T-0"),
    });
    expect(best(full, [mail("T-1")])).toMatchObject({
      placed: [],
      rounds: [],
      unplaced: [{ answer: { kind: "wait" } }],
    });
  });

  test("is never worse than one after another: where rounds are unlucky, that is what is given", () => {
    const channels = { chat: { max: 3, cost: 2 }, voice: { max: 2, cost: 3 } };
    const agents: Partial<AgentConfig>[] = [
      { ...knows("ja"), capacity: { total: 4, channels } },
      { ...knows("en", "ja"), capacity: { total: 5, channels } },
    ];
    const queue = [
      mail("T-0", { channel: "chat", languages: ["ja"], priority: "urgent" }),
      mail("T-1", { channel: "voice", languages: ["ja"], priority: "urgent" }),
      mail("T-2", { languages: ["ja"] }),
      mail("T-3", { channel: "voice", languages: ["en"], priority: "urgent" }),
    ];
    const desk = deskOf(agents, { policy: { strategy: "most-spare" } });
    const inOrder = placeQueue(desk, queue, NOON);
    expect(inWords(inOrder)).toEqual(["T-0 to agent-1", "T-1 to agent-0", "T-3 to agent-1"]);
    expect(best(desk, queue)).toEqual({ ...inOrder, desk: expect.anything() as Desk, rounds: [] });
  });
});

/** A desk in the midst of a random day, and work that waits on it. */
const busyDay = fc
  .tuple(days(12), fc.array(fc.nat(11), { minLength: 1, maxLength: 8 }))
  .map(([day, picks]) => {
    const { desk, reference, at } = endOf(day);
    return { desk, reference, at, queue: queueOf(day, picks, at) };
  });

/** Few agents of few languages, chats that take two places, and more work than room. */
const tight = fc
  .record({
    agents: fc.array(
      fc.record({
        languages: fc.subarray(["en", "ja", "de"], { minLength: 1 }),
        total: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    items: fc.array(
      fc.record({
        language: fc.constantFrom("en", "ja", "de"),
        isChat: fc.boolean(),
        isUrgent: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    ),
    strategy: fc.constantFrom("fair-share", "most-spare", "least-loaded", "longest-idle"),
  })
  .map(({ agents, items, strategy }) => ({
    desk: deskOf(
      agents.map(({ languages, total }) => ({
        ...knows(...languages),
        capacity: { total, channels: { chat: { max: 3, cost: 2 } } },
      })),
      { policy: { strategy } },
    ),
    queue: items.map(({ language, isChat, isUrgent }, n) =>
      mail(`T-${n}`, {
        languages: [language],
        ...(isChat && { channel: "chat" }),
        ...(isUrgent && { priority: "urgent" }),
      }),
    ),
  }));

const agentOfEach = ({ matching, items, agents }: MatchingRound) =>
  Object.fromEntries(
    items.flatMap((id, row) => {
      const column = matching.agentOf[row] as number;
      return column < 0 ? [] : [[id, agents[column] as string]];
    }),
  );

describe("on random desks, placing the whole queue", () => {
  const seen = { rounds: 0, several: 0, better: 0 };

  prop.prop([busyDay], runs(120))(
    "has rounds that their certificates prove, and small ones that brute force finds",
    ({ desk, queue, at }) => {
      const { rounds = [] } = best(desk, queue, at);
      for (const { problem, matching } of rounds) {
        expect(isCertified(problem, matching)).toBe(true);
        if (problem.items <= 5 && problem.agents <= 5)
          expect([...matching.agentOf]).toEqual(bruteForce(problem));
      }
      seen.rounds += rounds.length;
      if (rounds.length > 1) seen.several++;
    },
  );

  prop.prop([busyDay], runs(120))(
    "loses and doubles nothing, breaks no rule, and leaves nobody idle who could help",
    ({ desk, reference, queue, at }) => {
      const { placed, unplaced, desk: after } = best(desk, queue, at);
      expect([...placed, ...unplaced].map(({ work }) => work.id).sort()).toEqual(
        queue.map(({ id }) => id).sort(),
      );
      for (const { work, answer } of placed) {
        const person = reference.people.get(answer.agentId);
        const stage = reference.openStages(work, at)[answer.stage];
        expect(
          person && stage && reference.fits(person, work, stage) && reference.isFree(person, work, at),
        ).toBe(true);
        reference.apply(answer.event);
      }
      for (const { work, answer } of unplaced) expect(answer).toEqual(route(after, work, at));
      const waiting = unplaced.map(({ work }) => work);
      for (const id of after.roster.agents.keys())
        expect(nextItemFor(after, id, waiting, at)).toEqual({ kind: "nothing", waiting: waiting.length });
    },
  );

  prop.prop(
    [
      fc.oneof(
        busyDay,
        { arbitrary: tight.map((each) => ({ ...each, at: NOON })), weight: 3 }, // where it makes a difference
      ),
    ],
    runs(300),
  )(
    "places at least as many as one after another, and in one round serves at least as many agents",
    ({ desk, queue, at }) => {
      const [inRounds, inOrder] = [best(desk, queue, at), placeQueue(desk, queue, at)];
      expect(inRounds.placed.length).toBeGreaterThanOrEqual(inOrder.placed.length);
      if (inRounds.placed.length > inOrder.placed.length) seen.better++;
      const [first] = inRounds.rounds ?? [];
      const served = new Set(inOrder.placed.map(({ answer }) => answer.agentId)).size;
      if (first !== undefined) expect(Object.keys(agentOfEach(first)).length).toBeGreaterThanOrEqual(served);
    },
  );

  prop.prop([busyDay], runs(60))(
    "answers the same twice and for any order of the queue, and its events replay",
    ({ desk, queue, at }) => {
      const once = best(desk, queue, at);
      const again = best(desk, [...queue].reverse(), at);
      expect(inWords(again)).toEqual(inWords(once));
      const replayed = replayDesk(
        desk,
        once.placed.map(({ answer }) => answer.event),
      ).desk;
      expect(JSON.stringify(saveDesk(replayed))).toBe(JSON.stringify(saveDesk(once.desk)));
      for (const id of once.desk.roster.agents.keys())
        expect(agentState(replayed, id)).toEqual(agentState(once.desk, id));
    },
  );

  test("saw many rounds, several on one desk, and queues of which it placed more", () => {
    expect(seen.rounds).toBeGreaterThan(60);
    expect(seen.several).toBeGreaterThan(5);
    expect(seen.better).toBeGreaterThan(0);
  });
});
