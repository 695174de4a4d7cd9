import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  defineCustomer,
  defineRoster,
  deskFromRows,
  loadDesk,
  openDesk,
  route,
  saveDesk,
  type DeskEvent,
  type SavedDesk,
  type WorkItem,
} from "follow-the-sun";
import { always, ana, customer, roster, rows, work } from "../support/json-configs.js";
import { ACCEPTED, changed, REFUSED, verdicts } from "../support/json-schemas.js";

const ROSTER = defineRoster(roster);
const at = "2026-03-30T10:00:00Z";
/** Ana holds T-1 and is asked to take T-2. */
const desk = deskFromRows(ROSTER, rows);
const apply = (event: DeskEvent) => applyDeskEvent(desk, event);

/** As it comes back from a file. */
const fromText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const saved = fromText(saveDesk(lived()));

describe("what uses nearly every key is accepted by schema and package", () => {
  test.each<[schema: string, read: (value: never) => unknown, value: unknown]>([
    ["roster", defineRoster, roster],
    ["work-item", (item: WorkItem) => route(openDesk(ROSTER), item, at), work],
    ["customer", defineCustomer, customer],
    ["desk-rows", (each: never) => deskFromRows(ROSTER, each), rows],
    ["saved-desk", (each: never) => loadDesk(ROSTER, each), saved],
  ])("%s", (schema, read, value) => {
    expect(verdicts(schema, read, fromText(value))).toEqual(ACCEPTED);
  });

  const given = { agentId: "ana", work: { ...work, id: "T-3" } };
  const chosen = { chosenBy: "fair-share", stage: 2, among: { team: "london", shiftLeft: { minutes: 30 } } };
  test.each<Record<string, unknown> & { type: DeskEvent["type"] }>([
    { type: "assigned", ...given, ...chosen },
    { type: "offered", ...given, ...chosen, expiresAt: Date.parse(at) + 60_000 },
    { type: "accepted", agentId: "ana", workId: "T-2" },
    { type: "declined", agentId: "ana", workId: "T-2", reason: "out for lunch" },
    { type: "expired", agentId: "ana", workId: "T-2" },
    { type: "released", agentId: "ana", workId: "T-1", wrapUpUntil: at, reason: "solved" },
    { type: "transferred", agentId: "ana", toAgentId: "cy", workId: "T-1", reason: "knows it" },
    { type: "wrapped-up", agentId: "ana" },
    { type: "reopened", ...given },
    { type: "withdrawn", workId: "T-2" },
    { type: "presence-changed", agentId: "ben", presence: "away" },
    { type: "agent-joined", agent: { ...ana, id: "dee" } },
    { type: "agent-changed", agent: { ...ana, weight: 1 } },
    { type: "agent-left", agentId: "ben" },
  ])("desk-event $type", (fields) => {
    const withCy = apply({ type: "agent-joined", at, agent: { ...ana, id: "cy" } });
    const read = (event: DeskEvent) => applyDeskEvent(withCy, event);
    expect(verdicts("desk-event", read, { id: "e-1", at, ...fields })).toEqual(ACCEPTED);
  });
});

/** A desk with offers and their postings, a refusal, newcomers and a leaver. */
function lived() {
  const events: DeskEvent[] = [
    { type: "agent-joined", id: "e-1", at, agent: { ...ana, id: "cy" } },
    { type: "agent-joined", id: "e-2", at, agent: { id: "zed", team: "tokyo" } },
    { type: "agent-left", id: "e-3", at, agentId: "zed" },
    { type: "declined", id: "e-4", at, agentId: "ana", workId: "T-2" },
    { type: "offered", id: "e-5", at, agentId: "cy", work: { ...work, id: "T-3" }, chosenBy: "fair-share" },
  ];
  return events.reduce(applyDeskEvent, desk);
}

test("the saved desk of these tests has something in each list", () => {
  const { joined, left, offers, declined, seen } = saved as SavedDesk;
  expect([joined.length, left.length, seen.length, Object.keys(declined)]).toEqual([1, 1, 5, ["T-2"]]);
  expect(offers[0]?.posting?.credits).toEqual([["cy", 2_125_000]]);
});

/** One change each, at a path, that makes it wrong; `undefined` takes the key out. */
type Wrong = readonly [path: string, to: unknown][];

const refuses = (schema: string, read: (value: never) => unknown, good: unknown, wrong: Wrong) =>
  describe(`schema and package refuse, in a ${schema},`, () => {
    test.each(wrong)("%s: %j", (path, to) => {
      expect(verdicts(schema, read, changed(good, path, to))).toEqual(REFUSED);
    });
  });

refuses("roster", defineRoster, roster, [
  ["agents", undefined],
  ["agent", []],
  ["teams.", always],
  ["teams.london.calendar", undefined],
  ["teams.london.calendar.weekly.mon", [["9:00", "17:00"]]],
  ["teams.london.timeZone", "Europe/London"],
  ["teams.tokyo.partner", "no"],
  ["agents.0.id", ""],
  ["agents.0.nickname", "Annie"],
  ["agents.0.languages.en", "fluent"],
  ["agents.0.languages.en_GB", "native"],
  ["agents.0.languages.pt-BR.spoken", undefined],
  ["agents.0.skills.billing", -1],
  ["agents.0.capacity", 0],
  ["agents.0.capacity.channels.chat.max", 2.5],
  ["agents.0.calendar.timeZone", 1],
  ["agents.0.absences.0.1", "2026-08-10T00:00"],
  ["agents.0.absences.0.2", at],
  ["agents.0.weight", 0],
  ["agents.0.weight", 100.001],
  ["policy.strategy", "random"],
  ["policy.within", "fair-share"],
  ["policy.compare", "least-loaded"],
  ["policy.stages", []],
  ["policy.stages.1.after", 150],
  ["policy.stages.1.after", "P1D"],
  ["policy.stages.1.after", { hours: -1 }],
  ["policy.offerFor", {}],
  ["policy.offerFor", { days: 1 }],
  ["policy.relatedLanguages.0", ["bs"]],
  ["policy.queue.aging.pointsPerMinute", undefined],
]);

refuses("work-item", (item: WorkItem) => route(desk, item, at), work, [
  ["arrivedAt", undefined],
  ["arrivedAt", "2026-03-30"],
  ["arrivedAt", 1.5],
  ["arrivedAt", Date.UTC(2100, 0, 1)],
  ["channel", null],
  ["languages.0", "english"],
  ["minLevel", "B3"],
  ["skills.billing", "60"],
  ["size", 1000.001],
  ["subject", "Hello"],
]);

refuses("customer", defineCustomer, customer, [
  ["id", undefined],
  ["politeHours.holidays", "12-25"],
  ["servedBy.0", "ana"],
  ["servedBy.0.at", "yesterday"],
  ["residency", "EU"],
  ["timezone", "UTC"],
]);

refuses(
  "desk-event",
  apply,
  { type: "assigned", id: "e-1", at, agentId: "ana", work: { ...work, id: "T-3" } },
  [
    ["type", "given"],
    ["type", "accepted"],
    ["at", undefined],
    ["work", undefined],
    ["work.channel", 1],
    ["stage", -1],
    ["stage", 0.5],
    ["chosenBy", "chance"],
    ["among", { shiftLeft: 30 }],
    ["workId", "T-3"],
  ],
);

refuses("desk-event", apply, { type: "agent-joined", at, agent: { ...ana, id: "cy" } }, [
  ["agent.capacity", "3"],
  ["agent.team", undefined],
]);

refuses("saved-desk", (each: SavedDesk) => loadDesk(ROSTER, each), saved, [
  ["format", "follow-the-sun/roster"],
  ["version", 2],
  ["lastAt", at],
  ["seen", undefined],
  ["agents.0.presence", "gone"],
  ["agents.0.owed", 0.5],
  ["joined.0.weight", -1],
  ["work.0.work.id", ""],
  ["offers.0.posting.credits.0", ["ana"]],
  ["rows", []],
]);

refuses("desk-rows", (each: never) => deskFromRows(ROSTER, each), rows, [
  ["at", undefined],
  ["agents.0.owed", "0.25"],
  ["agents.0.presence", "gone"],
  ["work.0.work", "T-1"],
  ["offers.0.posting", null],
]);
