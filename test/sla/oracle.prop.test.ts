import fc from "fast-check";
import { replayTicket, ticketStatus, type Cycle, type Ticket } from "follow-the-sun";
import { afterAll, expect, it } from "vitest";
import type { Case } from "../oracle/ticket-words.js";
import { oracleCycles, type OracleCycle } from "../oracle/tickets.js";
import { runs } from "../support/runs.js";
import { asks, instantOf, plans, type Territory } from "../support/ticket-arbitraries.js";
import { caseOf, slaOf, type Plan } from "../support/ticket-plans.js";

let cyclesCompared = 0;
const states = new Map<string, number>();
afterAll(() => {
  const counts = [...states].map(([state, count]) => `${state} ${count}`).join(", ");
  console.log(`sla: ${cyclesCompared} cycles compared with the oracle: ${counts}`);
});

/** A cycle in the oracle's form. An ended cycle that nobody fulfilled has no due date that anyone needs. */
function shown(cycle: Cycle): OracleCycle {
  const { metric, team, targetMs, elapsedMs, pausedMs, state, breachedOnApply } = cycle;
  return forgetful({
    metric,
    team,
    activatedAt: cycle.activatedAt.getTime(),
    targetMs,
    elapsedMs,
    pausedMs,
    state,
    dueAt: cycle.dueAt?.getTime(),
    lastCompliantAt: cycle.lastCompliantAt?.getTime(),
    fulfilledAt: cycle.fulfilledAt?.getTime(),
    breachedAt: cycle.breachedAt?.getTime(),
    breachedOnApply,
  });
}

function forgetful(cycle: OracleCycle): OracleCycle {
  const isOpen = cycle.state === "running" || cycle.state === "out-of-hours" || cycle.state === "paused";
  const mayHaveEnded = !isOpen && cycle.fulfilledAt === undefined;
  return mayHaveEnded ? { ...cycle, dueAt: undefined, lastCompliantAt: undefined } : cycle;
}

const readable = (cycles: readonly OracleCycle[]) =>
  cycles.map((cycle) =>
    Object.fromEntries(
      Object.entries(cycle).map(([key, value]: [string, unknown]) => [
        key,
        key.endsWith("At") && typeof value === "number" ? new Date(value).toISOString() : value,
      ]),
    ),
  );

function compare(ticket: Ticket, each: Case, at: number): readonly OracleCycle[] {
  const truth = oracleCycles(each, at);
  const { cycles } = ticketStatus(ticket, at);
  const got = cycles.map(shown);
  const wanted = truth.map(forgetful);
  if (JSON.stringify(readable(got)) !== JSON.stringify(readable(wanted))) {
    expect(readable(got), new Date(at).toISOString()).toEqual(readable(wanted));
  }
  for (const { targetMs, elapsedMs, remainingMs, overrunMs } of cycles) {
    expect([remainingMs, overrunMs]).toEqual([targetMs - elapsedMs, Math.max(0, elapsedMs - targetMs)]);
  }
  cyclesCompared += cycles.length;
  for (const { state } of cycles) states.set(state, (states.get(state) ?? 0) + 1);
  return truth;
}

/** At the instants drawn, and around the deadlines that they show. */
function compareAll(plan: Plan, drawn: readonly { event: number; afterMs: number }[]): void {
  const each = caseOf(plan);
  const ticket = replayTicket(slaOf(plan), plan.events);
  for (const ask of drawn) {
    const at = instantOf(plan, ask);
    const truth = compare(ticket, each, at);
    const deadlines = truth.flatMap(({ dueAt, lastCompliantAt }) => [dueAt, lastCompliantAt]);
    const near = deadlines.filter((due) => due !== undefined && due > at && due < at + 20 * 86_400_000);
    const due = near[ask.event % Math.max(1, near.length)];
    if (due === undefined) continue;
    const nudge = [0, 1, -1, 1000][ask.event % 4] ?? 0;
    compare(ticket, each, due + nudge);
  }
}

const ticketsIn = (territory: Territory) =>
  fc.property(plans(territory), fc.array(asks, { minLength: 2, maxLength: 2 }), compareAll);

it("judges every cycle as the oracle does, every mode against every mode", () => {
  fc.assert(ticketsIn("pinned"), runs(150));
});

it("judges them as the oracle does where policies differ in more than lengths, and handoffs meet replies", () => {
  fc.assert(ticketsIn("wide"), runs(75));
});
