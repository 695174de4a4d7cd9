import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineCalendar } from "follow-the-sun";
import { describe, expect, it, vi } from "vitest";
import { companyFrom, readCompany } from "../../examples/simulator/company-file.js";
import type { Company } from "../../examples/simulator/company.js";
import type { Contact } from "../../examples/simulator/contact.js";
import { WaitingLine } from "../../examples/simulator/line.js";
import type { Outcome } from "../../examples/simulator/log.js";
import { mergePatch } from "../../examples/simulator/merge-patch.js";
import { companyReport } from "../../examples/simulator/report.js";
import { runCompany, spanOf, type CompanyRun } from "../../examples/simulator/run-company.js";
import { dayStrips, sunStrips } from "../../examples/simulator/strips.js";
import { paintFor } from "../../examples/simulator/text.js";
import { wrongWithRun } from "./simulator-laws.js";

const file = fileURLToPath(new URL("fixtures/three-hubs.json", import.meta.url));
const json: unknown = JSON.parse(readFileSync(file, "utf8"));
const { company } = readCompany(file);

const OFFERS = {
  roster: { policy: { offerFor: "PT30S" } },
  offers: { seconds: { median: 8, p90: 20 }, declined: 0.1, ignored: 0.1 },
};

/** One agent, one kind of contact, one at a time. */
const ALONE = {
  roster: { agents: [] },
  crews: { mnl: null, den: null, ber: { count: 1, capacity: 1 } },
  sickness: 0,
  escalations: null,
  change: null,
  traffic: { kinds: { question: null, call: null, chat: { wrapUpMinutes: 5, patience: null } } },
};

const OVERLOAD = {
  crews: { mnl: { count: 3 }, ber: { count: 3 }, den: { count: 3 } },
  traffic: { perDay: 350, kinds: { question: { minutes: { median: 60, p90: 120 } } } },
  sickness: 0.2,
  promises: {
    policies: [
      { id: "all", targets: { firstReply: "PT20M" }, steps: [{ name: "hurry", at: { percent: 50 } }] },
    ],
  },
  escalations: [{ step: "hurry", raiseTo: "urgent" }],
};

/** The company with something about it changed. */
function companyWith(patch: unknown): Company {
  return companyFrom(mergePatch(json, patch), "test").company;
}

function runOf(of: Company, date: string, days: number, seed = 1): CompanyRun {
  return runCompany(of, { ...spanOf(date, days), seed });
}

const wednesday = runOf(company, "2026-03-25", 2);
const offered = runOf(companyWith(OFFERS), "2026-03-25", 1);
const overload = runOf(companyWith(OVERLOAD), "2026-03-25", 1);

describe("a run of a company", () => {
  it.each([
    ["three weekdays", () => wednesday],
    ["the spring weekend of Europe", () => runOf(company, "2026-03-28", 2)],
    ["the autumn weekend of Europe", () => runOf(company, "2026-10-24", 2)],
    ["the first of May", () => runOf(company, "2026-04-30", 2)],
    ["offers, refused at times", () => offered],
    ["an overload", () => overload],
  ])("over %s keeps every law", (_, make) => {
    const { simulation, log, measures } = make();
    expect(wrongWithRun(simulation, log.outcomes)).toEqual([]);
    expect(Object.values(measures.atEnd).reduce((sum, count) => sum + count, 0)).toBe(
      simulation.items.length,
    );
    expect(measures.outsideHours).toBe(0);
    expect(measures.perAgent.reduce((sum, { taken }) => sum + taken, 0)).toBe(
      countOf(log.outcomes, "assigned"),
    );
  });

  it("is checked by something that would notice", () => {
    const { simulation, log } = wednesday;
    for (const kind of ["arrived", "assigned", "done", "rests", "kept", "left"]) {
      const first = log.outcomes.findIndex((outcome) => outcome.kind === kind);
      const without = log.outcomes.filter((_, index) => index !== first);
      if (kind !== "left") expect(wrongWithRun(simulation, without), kind).not.toEqual([]);
      expect(first, kind).toBeGreaterThan(-1);
    }
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    const text = companyReport(runOf(company, "2026-03-25", 1), { colour: false });
    expect(companyReport(runOf(company, "2026-03-25", 1), { colour: false })).toBe(text);
    expect(companyReport(runOf(company, "2026-03-25", 1, 2), { colour: false })).not.toBe(text);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("asks about as few as it may, and nobody is passed over by that", () => {
    const toAsk = Reflect.get<WaitingLine<unknown>, "toAsk">(WaitingLine.prototype, "toAsk");
    const spy = vi.spyOn(WaitingLine.prototype, "toAsk").mockImplementation(function (
      this: WaitingLine<unknown>,
    ) {
      this.mayAll();
      return toAsk.call(this);
    });
    const all = runOf(companyWith(OVERLOAD), "2026-03-25", 1);
    spy.mockRestore();
    expect(overload.log.outcomes).toEqual(all.log.outcomes);
    expect(overload.log.decisions * 3).toBeLessThan(all.log.decisions);
  });
});

describe("patience, wrap-up, breaks, absences and holidays", () => {
  it("a customer leaves when the patience is over, unless somebody was there before", () => {
    const left = wednesday.log.outcomes.filter(({ kind }) => kind === "left");
    expect(left.length).toBeGreaterThan(10);
    for (const { item, at } of left) expect(at).toBe(item.arrivedAt + Number(item.patienceMs));
    // Their promises were taken back: no first reply is owed to who is gone.
    const owed = wednesday.measures.attainment.filter(({ promise }) => promise === "firstReply");
    const counted = owed.reduce((sum, { met, missed, open }) => sum + met + missed + open, 0);
    expect(counted).toBeLessThanOrEqual(wednesday.simulation.items.length - left.length + 1);
  });

  it("wrap-up holds an agent back, and no longer than it says", () => {
    const alone = runOf(companyWith(ALONE), "2026-03-25", 1);
    const taken = alone.log.outcomes.filter(({ kind }) => kind === "assigned").map(({ at }) => at);
    const done = alone.log.outcomes.filter(({ kind }) => kind === "done").map(({ at }) => at);
    const gaps = taken.slice(1).map((at, index) => at - done[index]!);
    expect(taken.length).toBeGreaterThan(20);
    expect(Math.min(...gaps)).toBe(5 * 60_000);
  });

  it("a break is no end of a day: the work stays where it is", () => {
    const noon = Date.parse("2026-03-25T11:00:00Z"); // 12:00 in Berlin
    const { outcomes, handoffs } = wednesday.log;
    const kept = outcomes.filter(({ at, kind }) => at === noon && kind === "kept");
    expect(kept.length).toBeGreaterThan(0);
    const back = outcomes.filter(({ at, kind }) => at === noon + 30 * 60_000 && kind === "resumed");
    expect(back.map(({ item }) => item.id).sort()).toEqual(kept.map(({ item }) => item.id).sort());
    expect(handoffs.filter(({ at, team }) => at === noon && team.team === "berlin")).toEqual([]);
  });

  it("a strip of the day tells 1,242 as all the report does, not as 1242", () => {
    const [from, to] = [0, 86_400_000];
    const lives = Array.from({ length: 1242 }, (_, index) => ({
      item: { id: String(index), arrivedAt: from, stints: [] },
      waits: [{ from, to }],
      ...{ holdings: [], rests: [], keeps: [], doneAt: undefined, atEnd: "waiting" as const },
    }));
    const text = dayStrips({ from, to, teams: [] }, lives, paintFor(false)).join("\n");
    expect(text).toContain(" 1,242 in 20 min");
    expect(text).toContain(" 1,242 at most");
  });

  it("nobody works on the holidays of their team", () => {
    const { log } = runOf(company, "2026-05-01", 1);
    const inDenver = log.outcomes.every(
      (outcome) => outcome.kind !== "assigned" || outcome.agentId.startsWith("den"),
    );
    expect(inDenver).toBe(true);
    expect(countOf(log.outcomes, "assigned")).toBeGreaterThan(20);
  });

  it("who is ill gets nothing for a whole shift, and their share of shifts is as asked", () => {
    const { simulation } = runOf(companyWith({ sickness: 0.2, traffic: { perDay: 5 } }), "2026-03-02", 26);
    const shifts = [...simulation.roster.agents.keys()].length * 20;
    const absences = Array.from(simulation.roster.agents.values(), (agent) => agent.absences.length);
    const share = absences.reduce((sum, count) => sum + count, 0) / shifts;
    expect(share).toBeGreaterThan(0.14);
    expect(share).toBeLessThan(0.28);
  });
});

describe("escalation and offers", () => {
  it("a step makes waiting work more urgent at its instant, in working time", () => {
    const raised = overload.log.outcomes.filter(({ kind }) => kind === "raised");
    const halfway = raised.filter(({ item, at }) => at === item.arrivedAt + 10 * 60_000);
    expect(raised.length).toBeGreaterThan(20);
    expect(halfway.length).toBeGreaterThan(0.9 * raised.length); // the others arrived while all were closed
  });

  it("what needs authority goes from whoever holds it to somebody who has it", () => {
    const slow = companyWith({
      traffic: { perDay: 150, kinds: { call: { minutes: { median: 240, p90: 300 } } } },
    });
    const { simulation, log, measures } = runOf(slow, "2026-03-25", 1);
    expect(wrongWithRun(simulation, log.outcomes)).toEqual([]);
    expect(measures.passedUp).toBeGreaterThan(0);
    const up = log.outcomes.findIndex(({ kind }) => kind === "passed-up");
    expect(log.outcomes[up + 1]).toMatchObject({ kind: "assigned", agentId: "lead" });
  });

  it("offers are taken, refused, or lapse, and then somebody else is asked", () => {
    const { log, measures } = offered;
    expect(measures.offered).toBeGreaterThan(200);
    expect(measures.refused / measures.offered).toBeGreaterThan(0.15);
    const asked = new Map<string, string[]>();
    for (const outcome of log.outcomes) {
      if (outcome.kind !== "offered") continue;
      asked.set(outcome.item.id, [...(asked.get(outcome.item.id) ?? []), outcome.agentId]);
    }
    const twice = [...asked.values()].filter((agents) => agents.length > 1);
    expect(twice.length).toBeGreaterThan(10);
  });
});

describe("what is tried again", () => {
  const asking = companyWith({
    roster: { policy: { offerFor: "PT30S" } },
    offers: { seconds: { median: 8, p90: 20 }, declined: 0.5, ignored: 0.1 },
    traffic: {
      perDay: 120,
      kinds: { question: { offerAgain: true }, chat: { offerAgain: true }, call: { offerAgain: true } },
    },
  });

  it("an agent who is asked again answers anew (who refused once, refused for ever)", () => {
    const { simulation, log } = runOf(asking, "2026-03-25", 1);
    expect(wrongWithRun(simulation, log.outcomes)).toEqual([]);
    const refused = new Set<string>();
    const taken = log.outcomes.filter((outcome) => {
      if (outcome.kind === "refused") refused.add(`${outcome.item.id} ${outcome.agentId}`);
      return outcome.kind === "assigned" && refused.has(`${outcome.item.id} ${outcome.agentId}`);
    });
    expect(taken.length).toBeGreaterThan(10);
  });

  it("each time's answer is the same whoever else was asked before, and in another run", () => {
    const { simulation } = runOf(asking, "2026-03-25", 1);
    type Times = (item: Contact, agentId: string, timesBefore: number) => unknown;
    const answerTo: Times = simulation.answerTo!;
    const [item, other] = simulation.items as [Contact, Contact];
    const inARow = [0, 1, 2, 3, 4, 5].map((times) => answerTo(item, "ber-01", times));
    const amongOthers = [5, 4, 3, 2, 1, 0].map((times) => {
      answerTo(other, "ber-01", times);
      answerTo(item, "ber-02", times);
      return answerTo(item, "ber-01", times);
    });
    expect(amongOthers.reverse()).toEqual(inARow);
    expect(new Set(inARow.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(3);
    expect(runOf(asking, "2026-03-25", 1).log.events).toEqual(runOf(asking, "2026-03-25", 1).log.events);
  });

  /** Long calls, and one lead for all of them who is mostly busy. */
  const slow = runOf(
    companyWith({ traffic: { perDay: 250, kinds: { call: { minutes: { median: 240, p90: 300 } } } } }),
    "2026-03-25",
    2,
    2,
  );

  it("what needs authority is passed up when somebody of it becomes free (it stayed where it was)", () => {
    const { simulation, log } = slow;
    expect(wrongWithRun(simulation, log.outcomes)).toEqual([]);
    const raisedAt = new Map<string, number>();
    for (const { kind, item, at } of log.outcomes) if (kind === "raised") raisedAt.set(item.id, at);
    const up = log.outcomes.filter(({ kind }) => kind === "passed-up");
    const later = up.filter(({ item, at }) => at > raisedAt.get(item.id)!);
    expect(later.length).toBeGreaterThan(0);
    const freed = log.outcomes.filter(
      (outcome) => outcome.kind === "done" && "agentId" in outcome && outcome.agentId === "lead",
    );
    const wrapUpMs = 2 * 60_000;
    const free = new Set(freed.map(({ at }) => at + wrapUpMs));
    expect(later.filter(({ at }) => free.has(at)).length).toBeGreaterThan(later.length / 2);
  });

  it("work that its agent keeps over a break is raised too (it was not, when the step fell into one)", () => {
    const { simulation, log } = slow;
    const kept = new Map<string, string>();
    const raised = log.outcomes.filter((outcome) => {
      if (outcome.kind === "kept") kept.set(outcome.item.id, outcome.agentId);
      if (outcome.kind === "resumed" || outcome.kind === "let-go") kept.delete(outcome.item.id);
      return outcome.kind === "raised" && kept.has(outcome.item.id);
    });
    expect(raised.length).toBeGreaterThan(0);
    expect(simulation.escalations).toHaveLength(2);
  });
});

describe("the strips of a report", () => {
  const strips = (codes: readonly (readonly [code: string, people: readonly string[]])[]) => {
    const calendar = defineCalendar({ timeZone: "UTC", weekly: "always" });
    const [from, to] = [Date.UTC(2026, 2, 25), Date.UTC(2026, 2, 26)];
    const teams = codes.map(([code, people]) => ({ code, people, calendar, hours: "" }));
    return sunStrips({ from, to, teams }, [], paintFor(false));
  };

  it("tell teams apart that begin alike, or have one name (two looked the same)", () => {
    const lines = strips([
      ["singapore", ["sin-01", "sin-02"]],
      ["support-europe-day", ["eud-01"]],
      ["support-europe-late", ["eul-01"]],
      ["kualaLumpur", ["kul-01", "kul-ja-01"]],
      ["kualaLumpur", ["kul-night-01", "kul-night-02"]],
    ]);
    const names = lines.map((line) => `${line.slice(0, 13)}|${line.slice(85)}`);
    expect(names).toEqual([
      "singapore  2 |",
      "…urope-day 1 |",
      "…rope-late 1 |",
      "kualaLump… 2 | kul",
      "kualaLump… 2 | kul-night",
    ]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("keep the columns of a report of countries", () => {
    const people = Array.from({ length: 275 }, (_, index) => `SE-${index}`);
    expect(strips([["SE", people]])[0]!.slice(0, 14)).toBe("SE  275      ░");
    expect(strips([["singapore", people]])[0]!.slice(0, 14)).toBe("singapo… 275 ░");
  });
});

function countOf(outcomes: readonly Outcome[], kind: Outcome["kind"]): number {
  return outcomes.filter((outcome) => outcome.kind === kind).length;
}
