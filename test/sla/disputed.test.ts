import {
  defineSlaPolicies,
  escalationsOf,
  explainTicket,
  replayTicket,
  ticketStatus,
  type SlaPolicyConfig,
  type Ticket,
  type TicketEvent,
} from "follow-the-sun";
import { describe, expect, test } from "vitest";

// What the oracle and its generators found, each as small as it gets, with the sentence that decides it.

const always = { timeZone: "UTC", weekly: "always" } as const;
const never = { timeZone: "UTC" };
const at = (time: string) => `2026-03-30T${time}:00Z`;
const H = (hours: number) => ({ hours });

type Targets = SlaPolicyConfig["targets"];
type More = Partial<SlaPolicyConfig>;

function ticketOf(policies: readonly SlaPolicyConfig[], ...events: TicketEvent[]): Ticket {
  const teams = { always, never };
  return replayTicket(defineSlaPolicies({ teams, customers: { closed: never }, policies }), events);
}

/** Priority `x` has the first targets, every other ticket the second. */
const either = (x: Targets, others: Targets, more: More = {}): SlaPolicyConfig[] => [
  { ...more, id: "x", when: { priority: "x" }, targets: x },
  { ...more, id: "others", targets: others },
];
const only = (targets: Targets, more: More = {}): SlaPolicyConfig[] => [{ ...more, id: "all", targets }];

const created = (priority = "x", more: object = {}): TicketEvent => ({
  type: "created",
  at: at("08:00"),
  team: "always",
  attributes: { priority },
  ...more,
});
const toPriority = (priority: string, time: string): TicketEvent => ({
  type: "attributes-changed",
  attributes: { priority },
  at: at(time),
});
const handoff = (to: string, time: string): TicketEvent => ({ type: "team-changed", to, at: at(time) });
const reply = (time: string): TicketEvent => ({ type: "message", by: "agent", at: at(time) });
const solved = (time: string): TicketEvent => ({ type: "solved", at: at(time) });
const reopened = (time: string): TicketEvent => ({ type: "reopened", at: at(time) });

/** Each cycle in a line: metric, activation, state, target and what elapsed, in minutes. */
const cycles = (ticket: Ticket, time: string) =>
  ticketStatus(ticket, at(time)).cycles.map(
    ({ metric, activatedAt, state, elapsedMs, targetMs }) =>
      `${metric} ${activatedAt.toISOString().slice(11, 16)} ${state} ${elapsedMs / 60_000}/${targetMs / 60_000}`,
  );

describe("a promise that a change of policy takes back", () => {
  // README: "The end of a cycle is its fulfilment, its cancellation, or `at`. Elapsed counts until then."
  const ticket = (...events: TicketEvent[]) =>
    ticketOf(either({ resolution: H(1) }, {}), created(), toPriority("others", "08:30"), ...events);

  test("counts no more time after it", () => {
    expect(cycles(ticket(), "08:45")).toEqual(["resolution 08:00 cancelled 30/60"]);
  });

  test("tells when it ended", () => {
    expect(ticketStatus(ticket(), at("08:45")).cycles[0]?.endedAt).toEqual(new Date(at("08:30")));
  });

  test("is not met by solving what was no longer promised", () => {
    expect(cycles(ticket(solved("08:40")), "08:45")).toEqual(["resolution 08:00 cancelled 30/60"]);
  });

  test("and which a restart gives again begins where it is given again", () => {
    // "restart: the running cycle ends as cancelled at the change, and a new one begins there"
    const policies = either({ resolution: H(1) }, {}, { change: "restart" });
    const again = ticketOf(policies, created(), toPriority("others", "08:30"), toPriority("x", "08:40"));
    expect(cycles(again, "08:45")).toEqual([
      "resolution 08:00 cancelled 30/60",
      "resolution 08:40 running 5/60",
    ]);
  });
});

test("a promise that a restart brings begins at the change, not at the creation", () => {
  const policies = either({ resolution: H(1) }, {}, { change: "restart" });
  const ticket = ticketOf(policies, created("others"), toPriority("x", "08:30"));
  expect(cycles(ticket, "08:45")).toEqual(["resolution 08:30 running 15/60"]);
});

test("a waiting first message is covered by next reply once its policy promises no first reply", () => {
  // "where a policy has no first-reply target, next reply covers the first message too"
  for (const change of ["carry", "restart"] as const) {
    const policies = either({ firstReply: H(1), nextReply: H(2) }, { nextReply: H(3) }, { change });
    const ticket = ticketOf(policies, created(), toPriority("others", "08:30"));
    const running = cycles(ticket, "08:45").filter((each) => each.includes("running"));
    expect(running, change).toEqual([
      change === "carry" ? "nextReply 08:00 running 45/180" : "nextReply 08:30 running 15/180",
    ]);
  }
});

test("a breach recorded under the old target stays when the new one counts on other hours", () => {
  // "A breach recorded under the old target stays."
  const on = (fixed: string, hours: number) => ({
    resolution: { target: H(hours), calendar: { fixed } },
  });
  const policies = either(on("always", 1), on("never", 2));
  const ticket = ticketOf(policies, created(), toPriority("others", "09:30"));
  expect(ticketStatus(ticket, at("09:29")).cycles[0]?.state).toBe("missed");
  expect(ticketStatus(ticket, at("09:45")).cycles[0]?.state).toBe("missed");
});

test("a priority that changed while it was solved applies when it is reopened", () => {
  // "carry (default: same activation, same pauses, new target)"
  const policies = either({ resolution: H(1) }, { resolution: H(2) });
  const ticket = ticketOf(
    policies,
    created(),
    solved("08:10"),
    toPriority("others", "08:30"),
    reopened("08:40"),
  );
  expect(cycles(ticket, "08:45")).toEqual(["resolution 08:00 running 15/120"]);
});

describe("events at the same instant apply in list order:", () => {
  test("a handoff after the reply does not judge the reply on the next team's hours", () => {
    const policies = only({ firstReply: { target: H(1), calendar: "last-schedule" } });
    const ticket = ticketOf(policies, created(), reply("09:30"), handoff("never", "09:30"));
    expect(cycles(ticket, "10:00")).toEqual(["firstReply 08:00 missed 90/60"]);
  });

  test("a reply before the handoff is due on the hours of the team that gave it", () => {
    const policies = only({ firstReply: { target: H(1), calendar: "owner-at-the-time" } });
    const ticket = ticketOf(policies, created(), reply("08:30"), handoff("never", "08:30"));
    expect(ticketStatus(ticket, at("10:00")).cycles[0]?.dueAt).toEqual(new Date(at("09:00")));
  });

  test("a customer who writes and so reopens it waits for an answer", () => {
    // "the clock runs from the oldest unanswered one"
    const policies = only({ firstReply: H(1), nextReply: H(1) });
    const message = { type: "message", by: "customer", at: at("09:00") } as const;
    const ticket = ticketOf(policies, created(), reply("08:10"), solved("08:20"), message, reopened("09:00"));
    expect(cycles(ticket, "09:15").at(-1)).toBe("nextReply 09:00 running 15/60");
  });
});

test("a team's own cycle is judged on that team's hours, not on those of the team it hands to", () => {
  // "`last-schedule`: the team that owns at the end of the cycle"; an ownership cycle is one team's throughout
  const policies = only({ ownership: { target: H(1), calendar: "last-schedule" } });
  const ticket = ticketOf(policies, created(), handoff("never", "09:30"));
  expect(cycles(ticket, "10:00")[0]).toBe("ownership 08:00 missed 90/60");
});

test("an ownership's explanation counts on the hours that its status counts on", () => {
  // "Running lengths add up to elapsed."
  const policies = only({ ownership: { target: H(1), calendar: "customer" } });
  const ticket = ticketOf(policies, created("x", { customer: "closed" }));
  const [explanation] = explainTicket(ticket, at("08:30"));
  expect(explanation?.segments.at(-1)?.afterMs).toBe(explanation?.cycle.elapsedMs);
});

test("an explanation asked for in the instant in which nobody came to own it has no empty segment", () => {
  const policies = only({ resolution: { target: H(1), calendar: "owner-at-the-time" } });
  const ticket = ticketOf(policies, created("x", { team: undefined }));
  expect(explainTicket(ticket, at("08:00"))[0]?.segments).toEqual([]);
});

test("a promise on a customer's hours, where no customer is named, can never be due: unreachable", () => {
  // "Never open: `unreachable`": unlike an owner, a customer cannot come later
  const ticket = ticketOf(only({ resolution: { target: H(1), calendar: "customer" } }), created());
  expect(ticketStatus(ticket, at("08:30")).cycles[0]?.state).toBe("unreachable");
});

test("a ticket on hold before any policy matched burns no time under the policy that comes", () => {
  // "The status at creation counts too." "No pause is ever lost."
  const policies: SlaPolicyConfig[] = [
    { id: "x", when: { priority: "x" }, targets: { resolution: H(1) }, pausedStatuses: ["pending"] },
  ];
  const ticket = ticketOf(policies, created("others", { status: "pending" }), toPriority("x", "08:30"));
  expect(cycles(ticket, "08:45")).toEqual(["resolution 08:00 paused 0/60"]);
});

test("a promise that does not pause counts the time on hold before it came, when nothing else was promised", () => {
  // "carry: same activation, same pauses": there was no clock that paused, and this one never does
  const targets = { resolution: { target: H(1), pauses: false } };
  const policies = either(targets, {}, { pausedStatuses: ["pending"] });
  const ticket = ticketOf(policies, created("others", { status: "pending" }), toPriority("x", "08:30"));
  expect(cycles(ticket, "08:45")).toEqual(["resolution 08:00 running 45/60"]);
});

test("0.017 % of an hour is 612 ms, not 613: percentages are reckoned exactly", () => {
  const steps = [{ name: "soon", at: { percent: 0.017 } }];
  const ticket = ticketOf(only({ resolution: H(1) }, { steps }), created());
  expect(escalationsOf(ticket, at("08:00"))[0]?.at).toEqual(new Date("2026-03-30T08:00:00.612Z"));
});
