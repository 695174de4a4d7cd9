import { describe, expect, it } from "vitest";
import { walk, type Spec } from "./index.js";
import type { CalendarRule, Happening, Policy, Target } from "./ticket-words.js";
import { oracleCycles } from "./tickets.js";

// The ticket oracle against answers worked out by hand: what it says of random tickets is only worth this much.

const HOUR = 3_600_000;
const nine = [["09:00", "17:00"]] as const;
const office = (timeZone: string): Spec => ({
  timeZone,
  weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
});
const at = (text: string) => Date.parse(`2026-${text}:00Z`);
const hours = (spec: Spec) => walk(spec, at("03-20T00:00"), at("05-20T00:00")).open;
const inLondon = { fixed: "london" };
const teams = { london: hours(office("Europe/London")), newYork: hours(office("America/New_York")) };

function ask(when: string, targets: Policy["targets"], more: Partial<Policy>, ...events: Happening[]) {
  const policy: Policy = {
    ...{ priority: "any", targets, pausedStatuses: ["pending"], fulfilledBy: ["agent"] },
    ...{ reopen: "resume", change: "carry" },
    ...more,
  };
  return oracleCycles({ teams, customers: {}, policies: [policy], events }, at(when)).map((cycle) => ({
    metric: cycle.metric,
    state: cycle.state,
    elapsed: cycle.elapsedMs / HOUR,
    due: cycle.dueAt === undefined ? undefined : new Date(cycle.dueAt).toISOString().slice(5, 16),
    last:
      cycle.lastCompliantAt === undefined
        ? undefined
        : new Date(cycle.lastCompliantAt).toISOString().slice(5, 16),
  }));
}
const target = (count: number, calendar: CalendarRule, pauses = true): Target => ({
  ms: count * HOUR,
  calendar,
  pauses,
});
const created = (when: string, team = "london"): Happening => ({
  ...{ type: "created", at: at(when), team, attributes: { priority: "any" } },
});

describe("the ticket oracle", () => {
  it("carries a target over the weekend on which Europe's clocks change", () => {
    // Friday 16:00 in London is 16:00Z; Monday 09:00 there is 08:00Z.
    expect(ask("03-27T18:00", { resolution: target(2, inLondon) }, {}, created("03-27T16:00"))).toEqual([
      { metric: "resolution", state: "out-of-hours", elapsed: 1, due: "03-30T09:00", last: "03-30T09:00" },
    ]);
  });

  it("reads a target used up at closing both ways", () => {
    expect(ask("03-27T17:00", { resolution: target(1, inLondon) }, {}, created("03-27T16:00"))).toEqual([
      { metric: "resolution", state: "out-of-hours", elapsed: 1, due: "03-27T17:00", last: "03-30T08:00" },
    ]);
  });

  it("knows only what remains while it is paused, and the pause once it is over", () => {
    const events: Happening[] = [
      created("03-30T08:00"),
      { type: "status-changed", to: "pending", at: at("03-30T09:00") },
      { type: "status-changed", to: "open", at: at("03-30T12:00") },
    ];
    const targets = { resolution: target(3, inLondon) };
    expect(ask("03-30T10:00", targets, {}, ...events)).toEqual([
      { metric: "resolution", state: "paused", elapsed: 1, due: undefined, last: undefined },
    ]);
    expect(ask("03-30T13:00", targets, {}, ...events)).toEqual([
      { metric: "resolution", state: "running", elapsed: 2, due: "03-30T14:00", last: "03-30T14:00" },
    ]);
  });

  it("hands over from London to New York as each calendar policy says", () => {
    // London is open from 08:00Z to 16:00Z, New York from 13:00Z to 21:00Z.
    const handed: Happening[] = [
      created("03-30T08:00"),
      { type: "team-changed", to: "newYork", at: at("03-30T10:00") },
    ];
    const due = (calendar: CalendarRule) =>
      ask("03-30T14:00", { resolution: target(6, calendar) }, {}, ...handed)[0];
    expect(due("any-team")).toMatchObject({ state: "running", elapsed: 6, due: "03-30T14:00" });
    expect(due("owner-at-the-time")).toMatchObject({ state: "running", elapsed: 3, due: "03-30T17:00" });
    expect(due("last-schedule")).toMatchObject({ state: "running", elapsed: 1, due: "03-30T19:00" });
    expect(due(inLondon)).toMatchObject({ state: "running", elapsed: 6, due: "03-30T14:00" });
  });

  it("reopens in four ways", () => {
    const events: Happening[] = [
      created("03-30T08:00"),
      { type: "solved", at: at("03-30T09:00") },
      { type: "reopened", at: at("03-30T11:00") },
    ];
    const elapsed = (reopen: Policy["reopen"]) =>
      ask("03-30T12:00", { resolution: target(8, inLondon) }, { reopen }, ...events).map(
        (cycle) => `${cycle.state} ${cycle.elapsed}`,
      );
    expect(elapsed("resume")).toEqual(["running 2"]);
    expect(elapsed("count-through")).toEqual(["running 4"]);
    expect(elapsed("new-cycle")).toEqual(["met 1", "running 1"]);
    expect(elapsed("first-only")).toEqual(["met 1"]);
  });

  it("follows a conversation: first reply, update, next reply", () => {
    const targets = {
      firstReply: target(1, "any-team", false),
      nextReply: target(1, "any-team", false),
      periodicUpdate: target(4, "any-team", false),
    };
    const events: Happening[] = [
      created("03-30T08:00"),
      { type: "message", by: "bot", at: at("03-30T08:10") },
      { type: "message", by: "agent", at: at("03-30T08:30") },
      { type: "message", by: "customer", at: at("03-30T09:30") },
      { type: "message", by: "customer", at: at("03-30T10:00") },
    ];
    expect(ask("03-30T10:45", targets, {}, ...events).map(({ last: _, ...cycle }) => cycle)).toEqual([
      { metric: "firstReply", state: "met", elapsed: 0.5, due: "03-30T09:00" },
      { metric: "nextReply", state: "missed", elapsed: 1.25, due: "03-30T10:30" },
      { metric: "periodicUpdate", state: "cancelled", elapsed: 1, due: "03-30T12:30" },
    ]);
  });
});
