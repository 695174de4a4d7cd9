import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  defineRoster,
  heldWork,
  isOpen,
  loadDesk,
  nextItemFor,
  offeredWork,
  openDesk,
  placeQueue,
  replayDesk,
  route,
  saveDesk,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type RosterConfig,
  type RouteAnswer,
  type SavedDesk,
  type WorkItem,
} from "follow-the-sun";
import { runs } from "../support/runs.js";
import { days, hoursIn, play, ReferenceDesk, workOf, type Day } from "./reference.js";
import { endOf, queueOf } from "./mid-day.js";
import { deskOf, mail, MINUTE, NOON } from "./support.js";

const ask = (desk: Desk, work: WorkItem, at: number) => route(desk, work, at, { runnersUp: Infinity });

/** What happened on a day, and what was asked before each of its steps. */
function logOf(day: Day): { log: DeskEvent[]; questions: { after: number; work: WorkItem; at: number }[] } {
  const log: DeskEvent[] = [];
  const questions = [];
  for (const { step, at, event } of play(day)) {
    questions.push({ after: log.length, work: workOf(step.work, "asked", at), at });
    if (event !== undefined) log.push(event);
  }
  return { log, questions };
}

/** The desks before each event of a log and after the last. */
function desksOf(roster: RosterConfig, log: readonly DeskEvent[]): Desk[] {
  const desks = [openDesk(defineRoster(roster))];
  for (const event of log) desks.push(applyDeskEvent(desks.at(-1) as Desk, event));
  return desks;
}

/** With other names for agents wherever they stand; calendars, functions and dates stay as they are. */
function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  const rename = (each: unknown): unknown => {
    if (typeof each === "string") return names.get(each) ?? each;
    if (typeof each !== "object" || each === null || each instanceof Date) return each;
    if ((each as { kind?: unknown }).kind === "calendar") return each;
    if (Array.isArray(each)) return each.map(rename);
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, rename(inner)]));
  };
  return rename(value) as T;
}

prop.prop([days(20)], runs(50))(
  "other names for the agents, in the same order, change nothing but the names",
  (day) => {
    const { log, questions } = logOf(day);
    const ids = [...day.roster.agents, ...log.flatMap((each) => ("agent" in each ? each.agent : []))];
    const sorted = [...new Set(ids.map(({ id }) => id))].sort();
    const names = new Map(sorted.map((id, index) => [id, `person-${String(index).padStart(2, "0")}`]));
    const desks = desksOf(day.roster, log);
    const others = desksOf(renamed(day.roster, names), renamed(log, names));
    const withoutIds = (answer: RouteAnswer) =>
      JSON.stringify(answer, (key, value: unknown) => (key === "id" ? undefined : value));
    for (const { after, work, at } of questions) {
      const answer = renamed(ask(desks[after] as Desk, work, at), names);
      expect(withoutIds(ask(others[after] as Desk, renamed(work, names), at))).toBe(withoutIds(answer));
    }
    const [saved, other] = [desks, others].map((all) => saveDesk(all.at(-1) as Desk));
    expect(other?.agents).toEqual(renamed(saved?.agents, names));
  },
);

/** Serves no channel that there is work on; apart from that, fit for anything. */
const clerk: Omit<AgentConfig, "id"> = {
  team: "world",
  capacity: { total: 9, channels: { fax: { max: 9 } } },
  languages: { en: "native", "pt-PT": "native", ja: "native" },
  skills: { billing: 100, vip: 100, api: 100 },
  location: "EU",
  clearances: ["pci", "hipaa"],
  authority: 2,
  costPerHour: 0,
};

prop.prop(
  [
    days(20),
    fc.constantFrom("AAA", "bb", "zzz"),
    fc.constantFrom(0.25, 1, 1.75, 3),
    fc.constantFrom("from the start", "later"),
  ],
  runs(50),
)("an agent who is fit for none of the work changes no answer and no balance", (day, id, weight, since) => {
  const { log, questions } = logOf(day);
  const desks = desksOf(day.roster, log);
  const agent = { id, weight, ...clerk };
  const roster = { ...day.roster, agents: [agent, ...day.roster.agents] };
  const joined: DeskEvent = { type: "agent-joined", at: 0, agent };
  const others = since === "later" ? desksOf(day.roster, [joined, ...log]).slice(1) : desksOf(roster, log);
  const inShort = (answer: RouteAnswer) => {
    if (answer.kind === "unroutable") return answer.kind; // it counts how many are excluded
    return answer.kind === "wait" ? { ...answer, instead: undefined } : { ...answer, event: undefined };
  };
  for (const { after, work, at } of questions) {
    const [answer, other] = [desks, others].map((all) => inShort(ask(all[after] as Desk, work, at)));
    expect(other).toEqual(answer);
  }
  const accounts = (all: readonly Desk[]) => {
    const { agents } = saveDesk(all.at(-1) as Desk);
    return new Map(agents.filter((each) => each.id !== id).map((each) => [each.id, each]));
  };
  expect(accounts(others)).toEqual(accounts(desks));
});

/** The rules that no stage relaxes, read off the configs; the names of those that an agent breaks. */
function brokenBy(agent: AgentConfig, work: WorkItem, desk: Desk, at: number, day: Day): string[] {
  const { roster } = day;
  const has = <T>(list: readonly T[] | undefined, each: T) => (list ?? []).includes(each);
  const teams: Readonly<Record<string, { readonly location?: string | undefined }>> = roster.teams;
  const location = agent.location ?? teams[agent.team]?.location;
  const state = saveDesk(desk).agents.find(({ id }) => id === agent.id);
  const held = [...heldWork(desk, agent.id), ...offeredWork(desk, agent.id)].map((each) => each.work.channel);
  const { capacity = 1 } = agent;
  const channels = typeof capacity === "number" ? {} : capacity.channels;
  const costOf = (channel: string) => (typeof capacity === "number" ? 1 : (channels[channel]?.cost ?? 1));
  const used = [...held, work.channel].reduce((sum, channel) => sum + costOf(channel), 0);
  const onChannel = held.filter((each) => each === work.channel).length;
  const max = typeof capacity === "number" ? Infinity : (channels[work.channel]?.max ?? 0);
  const isAway = (agent.absences ?? []).some(([from, to]) => Number(from) <= at && at < Number(to));
  const rules: Record<string, boolean> = {
    residency: work.residency === undefined || (location !== undefined && has(work.residency, location)),
    clearances: (work.clearances ?? []).every((each) => has(agent.clearances, each)),
    excluded: !has(work.excludedAgents, agent.id),
    authority: (agent.authority ?? 0) >= (work.authority ?? 0),
    hours: isOpen(hoursIn(roster)(agent), at),
    absence: !isAway,
    presence: state?.presence === "available",
    "wrap-up": (state?.wrapUpUntil ?? 0) <= at,
    declined: work.offerAgain === true || !has(saveDesk(desk).declined[work.id], agent.id),
    capacity: used <= (typeof capacity === "number" ? capacity : capacity.total),
    channel: onChannel < max,
    skills: Object.keys(work.skills ?? {}).every((skill) => agent.skills?.[skill] !== undefined),
  };
  return Object.entries(rules).flatMap(([rule, isKept]) => (isKept ? [] : [rule]));
}

prop.prop([days(30)], runs(50))("no answer breaks a hard rule", (day) => {
  const configs = new Map<string, AgentConfig>(day.roster.agents.map((each) => [each.id, each]));
  for (const { desk, step, at, event } of play(day)) {
    const asked = event?.type === "assigned" || event?.type === "offered" ? [event.work] : [];
    for (const work of [workOf(step.work, "asked", at), ...asked]) {
      const answer = ask(desk, work, at);
      if (answer.kind !== "assigned") continue;
      for (const id of [answer.agentId, ...answer.runnersUp])
        expect(brokenBy(configs.get(id) as AgentConfig, work, desk, at, day)).toEqual([]);
    }
    if (event !== undefined && "agent" in event) configs.set(event.agent.id, event.agent);
  }
});

describe("a replayed log leads to the same desk", () => {
  const savedText = (desk: Desk) => JSON.stringify(saveDesk(desk));
  const fresh = (day: Day) => openDesk(defineRoster(day.roster));
  const throughJson = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;
  const cuts = fc.array(fc.nat(40), { maxLength: 3 });

  prop.prop([days(30), cuts], runs(50))(
    "at once, in pieces, and with every piece delivered twice",
    (day, at) => {
      const { log } = logOf(day);
      const whole = desksOf(day.roster, log).at(-1) as Desk;
      expect(savedText(replayDesk(fresh(day), log).desk)).toBe(savedText(whole));
      const ends = [...at.map((cut) => cut % (log.length + 1)), log.length].sort((a, b) => a - b);
      let [pieces, twice] = [fresh(day), fresh(day)];
      ends.forEach((end, index) => {
        const piece = log.slice(ends[index - 1] ?? 0, end);
        pieces = replayDesk(pieces, piece).desk;
        // The beginning again, too: an event with an id counts once, however late it comes again.
        twice = replayDesk(replayDesk(twice, piece).desk, throughJson(log.slice(0, end))).desk;
      });
      expect(savedText(pieces)).toBe(savedText(whole));
      expect(savedText(twice)).toBe(savedText(whole));
    },
  );

  prop.prop([days(30), cuts], runs(50))("saved and loaded in between, and answers the same", (day, at) => {
    const { log, questions } = logOf(day);
    const desks = desksOf(day.roster, log);
    let desk = fresh(day);
    log.forEach((event, index) => {
      if (at.some((cut) => cut % log.length === index))
        desk = loadDesk(defineRoster(day.roster), throughJson<SavedDesk>(saveDesk(desk)));
      for (const { after, work, at: then } of questions)
        if (after === index) expect(ask(desk, work, then)).toEqual(ask(desks[index] as Desk, work, then));
      desk = applyDeskEvent(desk, event);
    });
    expect(savedText(desk)).toBe(savedText(desks.at(-1) as Desk));
  });
});

prop.prop([days(15), fc.array(fc.nat(14), { minLength: 1, maxLength: 15 })], runs(60))(
  "when the queue is placed, nobody idles whom a stage that is open would give an item that still waits, unless it is kept for another",
  (day, picks) => {
    const { desk, reference, at } = endOf(day);
    const queue = queueOf(day, picks, at);
    const { desk: after, placed, unplaced } = placeQueue(desk, queue, at);
    expect([...placed, ...unplaced].map(({ work }) => work.id).sort()).toEqual(
      queue.map(({ id }) => id).sort(),
    );
    for (const { answer } of placed) reference.apply(answer.event);
    const idle = [...reference.people.values()];
    for (const { work, answer } of unplaced) {
      if (answer.kind === "wait" && ["reserved", "better-later"].includes(answer.reason)) continue;
      for (const stage of reference.openStages(work, at))
        expect(
          idle.filter((each) => reference.fits(each, work, stage) && reference.isFree(each, work, at)),
        ).toEqual([]);
    }
    const waiting = unplaced.map(({ work }) => work);
    for (const id of after.roster.agents.keys())
      expect(nextItemFor(after, id, waiting, at)).toEqual({ kind: "nothing", waiting: waiting.length });
  },
);

describe("relaxation only ever enlarges the choice:", () => {
  /** The later answer is an assignment, too, and not at a later stage. */
  const expectNoWorse = (before: RouteAnswer, later: RouteAnswer) => {
    if (before.kind !== "assigned") return;
    expect(later.kind).toBe("assigned");
    if (later.kind === "assigned") expect(later.stage).toBeLessThanOrEqual(before.stage);
  };

  prop.prop([days(20)], runs(50))(
    "of two items that differ only in when they arrived, the older one is assigned when the other is, at the same stage or a stricter one",
    (day) => {
      for (const { desk, step, at } of play(day)) {
        const work = { ...workOf(step.work, "asked", at), arrivedAt: at };
        let younger = ask(desk, work, at);
        for (const minutes of [1, 2, 5, 10, 60, 90, 200]) {
          const older = ask(desk, { ...work, arrivedAt: at - minutes * MINUTE }, at);
          expectNoWorse(younger, older);
          const wantsNobody = work.preferredAgents === undefined;
          if (younger.kind === "assigned" && wantsNobody)
            expect({ ...older, event: undefined }).toEqual({ ...younger, event: undefined });
          younger = older;
        }
      }
    },
  );

  prop.prop([days(20)], runs(50))(
    "what is assigned now is assigned later, too, or kept for a preferred agent, while nothing happens and nobody's shift begins or ends",
    (day) => {
      const roster = { ...day.roster, policy: { ...day.roster.policy, waitForBetter: undefined } };
      const reference = new ReferenceDesk(roster, hoursIn(roster));
      for (const { desk, step, at, event } of play({ ...day, roster })) {
        const work = workOf(step.work, "asked", at);
        const onShiftAt = (then: number) =>
          [...reference.people].flatMap(([id, each]) => (reference.isOnShift(each, then) ? [id] : [])).join();
        const answers = [0, 1, 4, 9, 29, 59]
          .map((minutes) => at + minutes * MINUTE)
          .filter((then) => onShiftAt(then) === onShiftAt(at))
          .map((then) => ask(desk, work, then))
          .filter((answer) => answer.kind !== "wait" || answer.reason !== "reserved");
        answers.forEach((answer, index) => expectNoWorse(answers[index - 1] ?? answer, answer));
        if (event !== undefined) reference.apply(event);
      }
    },
  );

  /* Why "kept" stands above: the strictest stage with a candidate decides, and for whom the work is kept goes by that stage. */
  test("who comes free at a stricter stage can make work wait for a preferred agent of that stage", () => {
    const policy = { stages: [{}, { lowerProficiencyBy: 50 }], reserveForPreferred: { minutes: 10 } };
    const agents = [90, 90, 40].map((vip) => ({ skills: { vip } }));
    const [at, agentId] = [NOON, "agent-1"];
    const events: DeskEvent[] = [
      { type: "assigned", at, agentId: "agent-0", work: mail("T-0") },
      { type: "assigned", at, agentId, work: mail("T-1") },
      { type: "released", at, agentId, workId: "T-1", wrapUpUntil: NOON + MINUTE },
    ];
    const { desk } = replayDesk(deskOf(agents, { policy }), events);
    const work = mail("T-2", { skills: { vip: 80 }, preferredAgents: ["agent-0", "agent-2"] });
    expect(ask(desk, work, NOON)).toMatchObject({ kind: "assigned", agentId: "agent-2", stage: 1 });
    expect(ask(desk, work, NOON + MINUTE)).toMatchObject({ kind: "wait", reason: "reserved" });
  });
});

describe("what broke a law:", () => {
  test("an agent who is fit for nothing moved a millionth of a job between two others", () => {
    const agents = [
      { id: "b", weight: 0.5 },
      { id: "c", weight: 2 },
      { id: "d", weight: 0.5 },
    ];
    const owed = (more: readonly Partial<AgentConfig>[]) => {
      const desk = deskOf([...agents, ...more]);
      const answer = route(desk, mail("T-1"), NOON);
      if (answer.kind !== "assigned") throw new Error("somebody is free");
      const saved = saveDesk(applyDeskEvent(desk, answer.event)).agents;
      return saved.flatMap(({ id, owed: each }) => (agents.some((agent) => agent.id === id) ? [each] : []));
    };
    expect(owed([{ id: "a", ...clerk, weight: 2 }])).toEqual(owed([]));
  });

  test("who left and came back stood elsewhere in what is saved, after a save and a load in between", () => {
    const agent = (id: string) => ({ id, team: "world" });
    const start = deskOf([agent("a"), agent("b")]);
    const log: DeskEvent[] = [
      { type: "agent-left", at: NOON, agentId: "b" },
      { type: "agent-joined", at: NOON, agent: agent("c") },
      { type: "agent-joined", at: NOON, agent: agent("b") },
    ];
    const whole = replayDesk(start, log).desk;
    const half = saveDesk(replayDesk(start, log.slice(0, 2)).desk);
    const again = replayDesk(loadDesk(start.roster, half), log.slice(2)).desk;
    expect(JSON.stringify(saveDesk(again))).toBe(JSON.stringify(saveDesk(whole)));
  });

  test("costs with fractions were added up in another order after a save and a load, and left no room", () => {
    const channels = {
      chat: { max: 9, cost: 0.2 },
      voice: { max: 9, cost: 0.4 },
      email: { max: 9, cost: 0.3 },
    };
    let desk = deskOf([{ capacity: { total: 1.2, channels } }]);
    for (const [id, channel] of [
      ["T-1", "chat"],
      ["T-3", "email"],
      ["T-2", "voice"],
    ] as const)
      desk = applyDeskEvent(desk, {
        type: "assigned",
        at: NOON,
        agentId: "agent-0",
        work: mail(id, { channel }),
      });
    const loaded = loadDesk(desk.roster, saveDesk(desk));
    expect([desk, loaded].map((each) => route(each, mail("T-4"), NOON).kind)).toEqual([
      "assigned",
      "assigned",
    ]);
  });

  test("three items of 0.4 did not fit into a capacity of 1.2, as the sum had a rounding error", () => {
    let desk = deskOf([{ capacity: { total: 1.2, channels: { email: { max: 9, cost: 0.4 } } } }]);
    for (const id of ["T-1", "T-2"])
      desk = applyDeskEvent(desk, { type: "assigned", at: NOON, agentId: "agent-0", work: mail(id) });
    expect(route(desk, mail("T-3"), NOON)).toMatchObject({ kind: "assigned" });
  });
});
