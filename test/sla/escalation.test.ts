import { describe, expect, test } from "vitest";
import {
  defineSlaPolicies,
  escalationsOf,
  replayTicket,
  type StepConfig,
  type TicketEvent,
} from "follow-the-sun";
import {
  agent,
  created,
  cycleOf,
  HOUR,
  instant,
  lastFri,
  london,
  mon,
  priority,
  sat,
  solved,
  status,
  ticketUnder,
  tue,
} from "../support/tickets.js";

const steps: readonly StepConfig[] = [
  { name: "half", at: { percent: 50 } },
  { name: "warn", at: { before: { hours: 1 } } },
  { name: "due", at: { percent: 100 } },
  { name: "manager", at: { after: { minutes: 30 } } },
];
const policy = { targets: { resolution: { hours: 4 } }, pausedStatuses: ["pending"], steps };
const shown = (
  events: readonly TicketEvent[],
  at: string,
  under: Parameters<typeof ticketUnder>[0] = policy,
) =>
  escalationsOf(ticketUnder(under, events), at).map(({ step, at: due, isReached }) => [step, due, isReached]);

describe("steps are due in working time on their target's clock:", () => {
  test("a percentage, so long before due, so long after it, in the order in which they are written", () => {
    // Friday 15:00 and four hours: due on Monday 11:00.
    expect(shown([created(lastFri("15:00"))], lastFri("15:00"))).toEqual([
      ["half", instant(lastFri("17:00")), false],
      ["warn", instant(mon("10:00")), false],
      ["due", instant(mon("11:00")), false],
      ["manager", instant(mon("11:30")), false],
    ]);
  });

  test("pauses move them, and while it is paused those that are not reached have no instant", () => {
    const events = [created(mon("09:00")), status(mon("11:00"), "pending")];
    expect(shown(events, mon("12:00"))).toEqual([
      ["half", instant(mon("11:00")), true],
      ["warn", undefined, false],
      ["due", undefined, false],
      ["manager", undefined, false],
    ]);
    expect(shown([...events, status(mon("13:00"), "open")], mon("13:00"))).toMatchObject([
      ["half", instant(mon("11:00")), true],
      ["warn", instant(mon("14:00")), false],
      ["due", instant(mon("15:00")), false],
      ["manager", instant(mon("15:30")), false],
    ]);
  });

  test("a warning earlier than the target is long comes with the activation, out of hours, too", () => {
    const early = { ...policy, steps: [{ name: "warn", at: { before: { hours: 5 } } }] };
    expect(shown([created(sat("12:00"))], sat("12:00"), early)).toEqual([
      ["warn", instant(sat("12:00")), true],
    ]);
  });

  test("a target may have steps of its own", () => {
    const own = {
      ...policy,
      targets: {
        firstReply: { target: { hours: 1 }, steps: [{ name: "ping", at: { percent: 10 } }] },
        resolution: { hours: 4 },
      },
    };
    const names = escalationsOf(ticketUnder(own, [created(mon("09:00"))]), mon("09:00")).map(
      ({ metric, step }) => `${metric} ${step}`,
    );
    expect(names).toEqual([
      "firstReply ping",
      "resolution half",
      "resolution warn",
      "resolution due",
      "resolution manager",
    ]);
  });
});

describe("steps are exact to the millisecond:", () => {
  const at = (percent: number) => ({ ...policy, steps: [{ name: "step", at: { percent } }] });

  test("99.951 % of a hundred hours is 99 h 57 min 3.6 s, and no breach", () => {
    const long = { ...at(99.951), targets: { resolution: { hours: 100 } } };
    const ticket = ticketUnder(long, [created("2026-01-05T09:00:00Z")]);
    // Twelve days of eight hours, then four: due on Wednesday 21 January at 13:00.
    expect(escalationsOf(ticket, mon("09:00"))[0]?.at).toEqual(instant("2026-01-21T12:57:03.600Z"));
    expect(cycleOf(ticket, "resolution", "2026-01-21T12:57:03.600Z")).toMatchObject({
      state: "running",
      overrunMs: 0,
    });
  });

  test("a fraction of a millisecond waits for the next whole one", () => {
    // A third of four hours is 4,800,000 ms; 33.3333 % of it 4,799,995.2.
    expect(shown([created(mon("09:00"))], mon("09:00"), at(33.3333))).toEqual([
      ["step", instant("2026-01-12T10:19:59.996Z"), false],
    ]);
  });

  test("the whole target is used up at due, where nothing is missed yet", () => {
    expect(shown([created(mon("09:00"))], mon("13:00"), at(100))).toEqual([
      ["step", instant(mon("13:00")), true],
    ]);
    expect(cycleOf(ticketUnder(at(100), [created(mon("09:00"))]), "resolution", mon("13:00")).state).toBe(
      "running",
    );
  });
});

describe("of a cycle that is over", () => {
  test("only the steps that were reached are told", () => {
    expect(shown([created(mon("09:00")), solved(mon("12:00"))], tue("12:00"))).toEqual([
      ["half", instant(mon("11:00")), true],
      ["warn", instant(mon("12:00")), true],
    ]);
  });

  test("a cancelled one has none any more", () => {
    const words = { targets: { firstReply: { hours: 4 } }, steps };
    expect(shown([created(mon("09:00")), solved(mon("12:00"))], tue("12:00"), words)).toEqual([]);
    expect(shown([created(mon("09:00")), agent(mon("12:00"))], tue("12:00"), words)).toHaveLength(2);
  });
});

describe("a change of policy in flight", () => {
  const sla = (hours: number) =>
    defineSlaPolicies({
      teams: { london },
      policies: [
        {
          id: "vip",
          when: { priority: "vip" },
          targets: { resolution: { hours } },
          steps: [{ name: "call the director", at: { percent: 50 } }],
        },
        { id: "others", targets: { resolution: { hours: 8 } } },
      ],
    });
  const events = [created(mon("09:00")), priority(mon("10:00"), "vip")];
  const stepsUnder = (hours: number) =>
    escalationsOf(replayTicket(sla(hours), events), mon("10:00")).map(({ step, at }) => [step, at]);

  test("brings the new policy's steps", () => {
    expect(stepsUnder(4)).toEqual([["call the director", instant(mon("11:00"))]]);
  });

  test("brings them also where both promise the same time", () => {
    expect(stepsUnder(8)).toEqual([["call the director", instant(mon("13:00"))]]);
  });
});

test("asked about the past, a step has not been reached yet", () => {
  const ticket = ticketUnder(policy, [created(mon("09:00")), solved(mon("16:00"))]);
  const reached = (at: string) => escalationsOf(ticket, at).filter(({ isReached }) => isReached).length;
  expect([mon("10:59"), mon("11:00"), mon("12:30"), mon("13:00"), mon("13:30")].map(reached)).toEqual([
    0, 1, 2, 3, 4,
  ]);
  expect(cycleOf(ticket, "resolution", mon("16:00")).overrunMs).toBe(3 * HOUR);
});
