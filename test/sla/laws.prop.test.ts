import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import {
  applyTicketEvent,
  businessTimeBetween,
  dueAt,
  escalationsOf,
  explainTicket,
  latestStart,
  openTicket,
  replayTicket,
  ticketMeasures,
  ticketStatus,
  whatIf,
  type Cycle,
  type Ticket,
  type TicketEvent,
} from "follow-the-sun";
import { describe, expect, it } from "vitest";
import type { Happening, Policy, Target } from "../oracle/ticket-words.js";
import { exprs, offsetsMs, worksMs } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";
import { runs } from "../support/runs.js";
import { asks, instantOf, plans } from "../support/ticket-arbitraries.js";
import { slaOf, type Plan } from "../support/ticket-plans.js";

// The laws of the SLA, each over the random tickets that the oracle judges.

const ticketOf = (plan: Plan) => replayTicket(slaOf(plan), plan.events);
const cyclesAt = (plan: Plan, at: number) => ticketStatus(ticketOf(plan), at).cycles;

/** A law about a ticket at some instant of its life, or after it. */
function forEachTicket(
  law: (plan: Plan, at: number, pick: number) => void,
  percent = 40,
  tickets: fc.Arbitrary<Plan> = plans(),
): void {
  const drawn = fc.array(asks, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(tickets, drawn, fc.nat(1e6), (plan, list, pick) => {
      for (const ask of list) law(plan, instantOf(plan, ask), pick);
    }),
    runs(percent),
  );
}

/** The same policies with every target changed. */
function withTargets(plan: Plan, change: (target: Target) => Target): Plan {
  const policies = plan.policies.map((policy): Policy => {
    const entries = Object.entries(policy.targets).map(([metric, each]) => [metric, change(each)]);
    return { ...policy, targets: Object.fromEntries(entries) as Policy["targets"] };
  });
  return { ...plan, policies };
}

/** The events that were known at an instant. */
const until = (plan: Plan, at: number): Plan => ({
  ...plan,
  events: plan.events.filter((event) => event.at <= at),
});

/** The status in which an event found the ticket, or none where it was solved. */
function statusBefore(events: readonly Happening[], index: number): string | undefined {
  return events.slice(0, index).reduce<string | undefined>((status, event) => {
    if (event.type === "created" || event.type === "reopened") return event.status ?? "open";
    if (event.type === "solved" || event.type === "closed") return undefined;
    return event.type === "status-changed" ? event.to : status;
  }, undefined);
}

/** The same ticket with one pause more between two of its events, `undefined` where there is no room for it. */
function withPause(plan: Plan, pick: number, lengthMs: number): Plan | undefined {
  const { events, policies } = plan;
  const index = 1 + (pick % events.length);
  const status = statusBefore(events, index);
  const [paused] = policies[0]?.pausedStatuses ?? [];
  if (status === undefined || paused === undefined) return undefined;
  const before = events[index - 1]?.at ?? 0;
  const after = events[index]?.at ?? before + 5 * 86_400_000;
  const from = before + (pick % Math.max(1, after - before));
  const to = Math.min(after, from + lengthMs);
  const pause: Happening[] = [
    { type: "status-changed", to: paused, at: from },
    { type: "status-changed", to: status, at: to },
  ];
  return { ...plan, events: [...events.slice(0, index), ...pause, ...events.slice(index)] };
}

const ms = (at: Date | undefined) => at?.getTime() ?? Infinity;

/** The cycles by metric and rank: the second next reply is `nextReply 1`. */
function byRank(cycles: readonly Cycle[]): Map<string, Cycle> {
  const ranked = cycles.map((cycle, index) => {
    const rank = cycles.slice(0, index).filter(({ metric }) => metric === cycle.metric).length;
    return [`${cycle.metric} ${rank}`, cycle] as const;
  });
  return new Map(ranked);
}

describe("an explanation", () => {
  it("tiles the time since the activation, and what counts adds up to what elapsed", () => {
    forEachTicket((plan, at) => {
      for (const { cycle, segments } of explainTicket(ticketOf(plan), at)) {
        let [from, workedMs] = [cycle.activatedAt.getTime(), 0];
        for (const segment of segments) {
          expect([segment.from.getTime(), segment.beforeMs]).toEqual([from, workedMs]);
          if (segment.counts) workedMs += segment.to.getTime() - from;
          from = segment.to.getTime();
          expect(segment.afterMs).toBe(workedMs);
        }
        expect([from, workedMs]).toEqual([cycle.endedAt?.getTime() ?? at, cycle.elapsedMs]);
      }
    });
  });

  it("has no segment without a length", () => {
    forEachTicket((plan, at) => {
      const segments = explainTicket(ticketOf(plan), at).flatMap((each) => each.segments);
      expect(segments.filter(({ from, to }) => from.getTime() >= to.getTime())).toEqual([]);
    }, 20);
  });

  it("tells of the cycles that the status shows", () => {
    forEachTicket((plan, at) => {
      const ticket = ticketOf(plan);
      expect(explainTicket(ticket, at).map(({ cycle }) => cycle)).toEqual(ticketStatus(ticket, at).cycles);
    }, 20);
  });
});

describe("a pause", () => {
  it("that is over at once changes nothing", () => {
    forEachTicket((plan, at, pick) => {
      const paused = withPause(plan, pick, 0);
      if (paused === undefined) return;
      expect(ticketStatus(ticketOf(paused), at)).toEqual(ticketStatus(ticketOf(plan), at));
    });
  });

  it("more never makes a ticket due earlier, nor lets more time count", () => {
    forEachTicket((plan, at, pick) => {
      const paused = withPause(plan, pick, 1 + (pick % 200_000_000));
      if (paused === undefined) return;
      const before = byRank(cyclesAt(plan, at));
      const after = byRank(cyclesAt(paused, at));
      expect([...after.keys()]).toEqual([...before.keys()]);
      for (const [rank, cycle] of after) {
        const other = before.get(rank);
        expect(ms(cycle.dueAt)).toBeGreaterThanOrEqual(ms(other?.dueAt));
        expect(ms(cycle.lastCompliantAt)).toBeGreaterThanOrEqual(ms(other?.lastCompliantAt));
        expect(cycle.elapsedMs).toBeLessThanOrEqual(other?.elapsedMs ?? NaN);
      }
    });
  });
});

describe("a ticket is due no earlier", () => {
  it("for larger targets", () => {
    forEachTicket((plan, at, pick) => {
      const calm = { ...plan, events: plan.events.filter(({ type }) => type !== "attributes-changed") };
      const larger = withTargets(calm, (target) => ({ ...target, ms: target.ms + 1 + (pick % 9_000_000) }));
      const [small, large] = [cyclesAt(calm, at), cyclesAt(larger, at)];
      expect(large.length).toBe(small.length);
      for (const [index, cycle] of large.entries()) {
        expect(ms(cycle.dueAt)).toBeGreaterThanOrEqual(ms(small[index]?.dueAt));
      }
    });
  });

  it("for being created later", () => {
    forEachTicket((plan, at, pick) => {
      const [created, ...rest] = plan.events;
      if (created === undefined) return;
      const room = Math.min(rest[0]?.at ?? at, at) - created.at;
      const start = created.at + (pick % Math.max(1, room));
      const later = cyclesAt({ ...plan, events: [{ ...created, at: start }, ...rest] }, at);
      for (const cycle of cyclesAt(plan, at)) {
        if (cycle.activatedAt.getTime() !== created.at || cycle.dueAt === undefined) continue;
        const same = later.find(
          (each) => each.metric === cycle.metric && each.activatedAt.getTime() === start,
        );
        expect(ms(same?.dueAt)).toBeGreaterThanOrEqual(ms(cycle.dueAt));
      }
    });
  });
});

describe("what any team may keep", () => {
  it("does not depend on who owns the ticket", () => {
    forEachTicket((plan, at, pick) => {
      const any = withTargets(plan, (target) => ({ ...target, calendar: "any-team" }));
      const teams = [...plan.teams, undefined];
      const events = any.events.flatMap((event): Happening[] => {
        if (event.type === "team-changed") return [];
        const team = teams[pick % teams.length];
        if (event.type !== "created") return [event];
        const { team: _, ...created } = event;
        return [team === undefined ? created : { ...created, team }];
      });
      const promised = (each: Plan) => cyclesAt(each, at).filter(({ metric }) => metric !== "ownership");
      expect(promised({ ...any, events })).toEqual(promised(any));
    });
  });
});

/** Everything that can be asked of a ticket. */
function answers(ticket: Ticket, at: number): unknown {
  return [
    ...[ticketStatus, explainTicket, escalationsOf, ticketMeasures].map((ask) => ask(ticket, at)),
    whatIf(ticket, {}, at),
    ticket.eventCount,
  ];
}

describe("a log of events", () => {
  it("replayed in pieces is the same ticket as replayed at once, and no piece is changed by the next", () => {
    forEachTicket((plan, at, pick) => {
      const sla = slaOf(plan);
      const [created, ...rest] = plan.events as [TicketEvent & { type: "created" }, ...TicketEvent[]];
      const cut = pick % plan.events.length;
      const first = rest.slice(0, cut).reduce(applyTicketEvent, openTicket(sla, created));
      const atCut = plan.events[cut]?.at ?? 0;
      const before = answers(first, atCut);
      const whole = rest.slice(cut).reduce(applyTicketEvent, first);
      expect(answers(whole, at)).toEqual(answers(replayTicket(sla, plan.events), at));
      expect(answers(first, atCut)).toEqual(before);
    });
  });

  it("in which events come twice, or long after they came, is the same log", () => {
    forEachTicket((plan, at, pick) => {
      const sla = slaOf(plan);
      const doubled = plan.events.flatMap((event, index) => [
        event,
        plan.events[pick % (index + 1)] ?? event,
      ]);
      expect(answers(replayTicket(sla, doubled), at)).toEqual(answers(ticketOf(plan), at));
    });
  });

  it("answers about the past as its beginning did", () => {
    forEachTicket((plan, at) => {
      const [now, then] = [ticketOf(plan), ticketOf(until(plan, at))];
      for (const ask of [ticketStatus, explainTicket, escalationsOf, ticketMeasures]) {
        expect(ask(now, at)).toEqual(ask(then, at));
      }
    });
  });

  it("with something supposed is the log in which it happened", () => {
    forEachTicket((plan, at) => {
      const [now, then] = [ticketOf(plan), ticketOf(until(plan, at))];
      const supposed = plan.events.filter((event) => event.at > at);
      const later = (plan.events.at(-1)?.at ?? 0) + 86_400_000;
      const shown = (ticket: Ticket) =>
        byRank(
          ticketStatus(ticket, later).cycles.map((cycle) => ({ ...cycle, calendarRevision: undefined })),
        );
      const [before, after] = [shown(then), shown(now)];
      for (const difference of whatIf(then, { events: supposed }, later)) {
        expect(difference.after).not.toEqual(difference.before);
        const [rank] =
          [...before, ...after].find(([, cycle]) =>
            isDeepStrictEqual(cycle, {
              ...(difference.after ?? difference.before),
              calendarRevision: undefined,
            }),
          ) ?? [];
        expect(rank).toBeDefined();
        if (rank === undefined) continue;
        before.delete(rank);
        after.delete(rank);
      }
      expect(before).toEqual(after); // what is not told is the same
    }, 20);
  });
});

describe("the next change", () => {
  it("is the first instant at which a state changes by time alone", () => {
    forEachTicket((plan, at, pick) => {
      const ticket = ticketOf(until(plan, at));
      const statesAt = (instant: number) => ticketStatus(ticket, instant).cycles.map(({ state }) => state);
      const next = ticketStatus(ticket, at).nextChangeAt?.getTime();
      const now = statesAt(at);
      const lastSame = next === undefined ? at + 60 * 86_400_000 : next - 1;
      expect(lastSame).toBeGreaterThanOrEqual(at);
      for (let step = 0; step < 24; step++) {
        const instant = at + Math.floor(((lastSame - at) * (step + (pick % 97) / 97)) / 24);
        expect(statesAt(instant), new Date(instant).toISOString()).toEqual(now);
      }
      expect(statesAt(lastSame)).toEqual(now);
      if (next !== undefined) expect(statesAt(next)).not.toEqual(now);
    });
  });
});

describe("the latest start", () => {
  it("is due in time, and a millisecond later too late", () => {
    fc.assert(
      fc.property(
        exprs(),
        fc.array(fc.tuple(offsetsMs, worksMs), { minLength: 12, maxLength: 12 }),
        ({ anchor, expr }, list) => {
          const calendar = calendarOf(expr);
          for (const [afterMs, work] of list) {
            const by = Math.min(Math.max(0, anchor.at + afterMs), Date.UTC(2099, 0));
            const target = { milliseconds: work + 1 };
            const start = latestStart({ calendar, work: target, by });
            if (start === undefined) {
              expect(businessTimeBetween(calendar, 0, by)).toBeLessThan(work + 1);
              continue;
            }
            const due = (from: number) => {
              const answer = dueAt({ calendar, from, target });
              return answer.kind === "due" ? answer.dueAt.getTime() : Infinity;
            };
            expect(due(start.getTime())).toBeLessThanOrEqual(by);
            expect(due(start.getTime() + 1)).toBeGreaterThan(by);
            expect(businessTimeBetween(calendar, start, by)).toBe(work + 1);
          }
        },
      ),
      runs(30),
    );
  });
});

/** Frozen to the bottom: in strict mode, writing to it throws. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

it("no input is changed, however deep", () => {
  forEachTicket((plan, at) => {
    const { events, policies } = frozen(structuredClone({ events: plan.events, policies: plan.policies }));
    const ticket = replayTicket(slaOf({ ...plan, policies }), events);
    expect(answers(ticket, at)).toEqual(answers(ticketOf(plan), at));
    whatIf(ticket, frozen({ events: [{ type: "note" as const, at }] }), at);
  }, 20);
});
