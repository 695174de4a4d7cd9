import { describe, expect, test } from "vitest";
import { applyTicketEvent, defineSlaPolicies, openTicket, type TicketEvent } from "follow-the-sun";
import { policies } from "../support/json-configs.js";
import { ACCEPTED, changed, REFUSED, verdicts } from "../support/json-schemas.js";

test("policies with nearly every key are accepted by schema and package", () => {
  expect(verdicts("sla-policies", defineSlaPolicies, policies)).toEqual(ACCEPTED);
});

describe("schema and package refuse, in policies,", () => {
  test.each<[path: string, to: unknown]>([
    ["teams", undefined],
    ["teams.london.weekly.mon", "09:00-17:00"],
    ["customers.acme.timeZone", undefined],
    ["statuses", "open"],
    ["policies.0.id", undefined],
    ["policies.0.targets", undefined],
    ["policies.0.name", "Urgent"],
    ["policies.0.when.plan", { not: "free" }],
    ["policies.0.when.seats.atLeast", "40"],
    ["policies.0.when.seats.over", 40],
    ["policies.0.where", "plan != 'free'"],
    ["policies.0.targets.firstResponse", "PT1H"],
    ["policies.0.targets.firstReply", 30],
    ["policies.0.targets.firstReply", "30m"],
    ["policies.0.targets.firstReply", { minutes: -30 }],
    ["policies.0.targets.nextReply", { hour: 1 }],
    ["policies.0.targets.resolution.target", undefined],
    ["policies.0.targets.resolution.target", "P1D"],
    ["policies.0.targets.resolution.pauses", "yes"],
    ["policies.0.targets.ownership.calendar", "first-schedule"],
    ["policies.0.targets.resolution.calendar", { fixed: 1 }],
    ["policies.0.targets.resolution.calendar", { team: "london" }],
    ["policies.0.targets.resolution.steps.0.at", {}],
    ["policies.0.steps.0.name", undefined],
    ["policies.0.steps.0.at.percent", 0],
    ["policies.0.steps.0.at.percent", 1001],
    ["policies.0.steps.0.at.before", "PT1H"],
    ["policies.0.steps.1.at.before", 15],
    ["policies.0.fulfilledBy", ["customer"]],
    ["policies.0.reopen", "restart"],
    ["policies.0.change", "resume"],
  ])("%s: %j", (path, to) => {
    expect(verdicts("sla-policies", defineSlaPolicies, changed(policies, path, to))).toEqual(REFUSED);
  });
});

const sla = defineSlaPolicies(policies);
const at = "2026-03-30T10:00:00Z";
const open = openTicket(sla, { type: "created", at: "2026-03-30T09:00:00Z" });
const solved = applyTicketEvent(open, { type: "solved", at });
const created = {
  type: "created",
  id: "e-1",
  at,
  by: "agent",
  status: "pending",
  team: "london",
  owner: "ana",
  attributes: { priority: "high", seats: 40, vip: true },
  customer: "acme",
};

/** What a ticket says to an event that comes first, or next. */
function read(event: TicketEvent) {
  if (event.type === "created") return openTicket(sla, event);
  return applyTicketEvent(event.type === "reopened" ? solved : open, event);
}

describe("schema and package accept a ticket's", () => {
  test.each<{ type: string; [field: string]: unknown }>([
    created,
    { type: "message", by: "customer" },
    { type: "message", by: "bot", text: "keys that the package does not know" },
    { type: "note" },
    { type: "status-changed", to: "on-hold" },
    { type: "attributes-changed", attributes: { priority: "low" } },
    { type: "team-changed", to: "tokyo" },
    { type: "team-changed" },
    { type: "owner-changed", to: "ana" },
    { type: "solved" },
    { type: "reopened", status: "open" },
    { type: "closed" },
  ])("$type", (fields) => {
    expect(verdicts("ticket-event", read, { at, ...fields })).toEqual(ACCEPTED);
  });
});

describe("schema and package refuse a ticket event that is", () => {
  test.each<[path: string, to: unknown]>([
    ["type", undefined],
    ["type", "escalated"],
    ["at", undefined],
    ["at", "2026-03-30T10:00:00"],
    ["by", "supervisor"],
    ["team", 1],
    ["attributes", ["high"]],
    ["attributes.priority", null],
  ])("created with %s: %j", (path, to) => {
    expect(verdicts("ticket-event", read, changed(created, path, to))).toEqual(REFUSED);
  });

  test.each([
    { type: "message" },
    { type: "message", by: "team" },
    { type: "status-changed" },
    { type: "attributes-changed", attributes: { plan: {} } },
  ])("%j", (fields) => {
    expect(verdicts("ticket-event", read, { at, ...fields })).toEqual(REFUSED);
  });
});
