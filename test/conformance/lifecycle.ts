import {
  applyTicketEvent,
  defineSlaPolicies,
  escalationsOf,
  openTicket,
  ticketMeasures,
  ticketStatus,
  type Attributes,
  type Calendar,
  type CalendarPolicy,
  type Cycle,
  type Metric,
  type ServicePromise,
  type SlaPolicyConfig,
  type Ticket,
  type TicketEvent,
} from "follow-the-sun";

interface Seconds {
  firstReplySeconds?: number;
  nextReplySeconds?: number;
  periodicUpdateSeconds?: number;
  resolutionSeconds?: number;
}

interface LifecycleArgs {
  policy: Seconds & { match?: string; warnBeforeSeconds?: number };
  events: (Seconds & { at: string; type: string; priority?: string; to?: string })[];
}

/** In these vectors a pause stops every clock. */
const HOLD = "on-hold";

/** One ticket under one policy; an edited or another policy is a second one that a changed attribute selects. */
export function lifecycle({ policy, events }: LifecycleArgs, calendar: Calendar): object {
  const { match, warnBeforeSeconds, ...seconds } = policy;
  const changes = events.filter(({ type }) => type.startsWith("policy-"));
  const policies = [
    ...changes.map((change, index) => ({
      ...toPolicy(`${index}`, change, warnBeforeSeconds),
      when: { edition: index },
    })),
    { ...toPolicy("first", seconds, warnBeforeSeconds), ...(match !== undefined && { when: whenOf(match) }) },
  ];
  const sla = defineSlaPolicies({ teams: { desk: calendar }, policies });
  const at = events.at(-1)?.at ?? "";
  let edition = 0;
  let ticket: Ticket | undefined;
  const apply = (event: TicketEvent) => {
    if (ticket !== undefined) ticket = applyTicketEvent(ticket, event);
  };
  for (const event of events) {
    if (ticket === undefined) {
      const by = event.type === "agent-reply" ? "agent" : "customer";
      const attributes: Attributes = event.priority === undefined ? {} : { priority: event.priority };
      ticket = openTicket(sla, { type: "created", at: event.at, team: "desk", by, attributes });
      if (by === "customer") continue;
    }
    apply(toEvent(event, () => edition++));
  }
  if (ticket === undefined) throw new Error("no events");
  return answerOf(ticket, at);
}

function answerOf(ticket: Ticket, at: string): object {
  const { cycles } = ticketStatus(ticket, at);
  const { exchanges, resolution } = ticketMeasures(ticket, at);
  const due = (metric: Metric) =>
    cycles.find((each: Cycle) => each.metric === metric && each.endedAt === undefined)?.dueAt;
  return {
    firstReplyDueAt: due("firstReply"),
    nextReplyDueAt: due("nextReply"),
    periodicUpdateDueAt: due("periodicUpdate"),
    resolutionDueAt: due("resolution"),
    worstNextReplySeconds: toSeconds(exchanges.longestMs),
    averageReplySeconds: toSeconds(exchanges.meanMs),
    requesterWaitSeconds: toSeconds(exchanges.totalMs),
    resolutionSeconds: toSeconds(resolution?.workingMs),
    warnAt: escalationsOf(ticket, at)[0]?.at,
  };
}

function toEvent(
  { at, type, to = "" }: LifecycleArgs["events"][number],
  nextEdition: () => number,
): TicketEvent {
  switch (type) {
    case "customer-reply":
      return { type: "message", by: "customer", at };
    case "agent-reply":
      return { type: "message", by: "agent", at };
    case "pause":
      return { type: "status-changed", to: HOLD, at };
    case "resume":
      return { type: "status-changed", to: "open", at };
    case "priority":
      return { type: "attributes-changed", attributes: { priority: to }, at };
    case "policy-edited":
    case "policy-changed":
      return { type: "attributes-changed", attributes: { edition: nextEdition() }, at };
    case "solved":
      return { type: "solved", at };
    default:
      throw new Error(`no such event: ${type}`);
  }
}

const METRIC_OF: Readonly<Record<keyof Seconds, Metric>> = {
  firstReplySeconds: "firstReply",
  nextReplySeconds: "nextReply",
  periodicUpdateSeconds: "periodicUpdate",
  resolutionSeconds: "resolution",
};

function toPolicy(id: string, seconds: Seconds, warnBeforeSeconds: number | undefined): SlaPolicyConfig {
  const targets = Object.entries(METRIC_OF).flatMap(([key, metric]) => {
    const length = seconds[key as keyof Seconds];
    return length === undefined ? [] : [[metric, { target: { seconds: length }, pauses: true }] as const];
  });
  return {
    id,
    targets: Object.fromEntries(targets),
    pausedStatuses: [HOLD],
    steps: warning(warnBeforeSeconds),
  };
}

function warning(seconds: number | undefined) {
  return seconds === undefined ? [] : [{ name: "warn", at: { before: { seconds } } }];
}

/** `priority=A`. */
function whenOf(match: string): Record<string, string> {
  const [name = "", value = ""] = match.split("=");
  return { [name]: value };
}

function toSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** When to warn on a simple clock. */
export function warningOf(
  { calendar, from, target, pauses = [] }: ServicePromise,
  seconds: number,
): { warnAt: Date | undefined } {
  const policy: SlaPolicyConfig = {
    id: "clock",
    targets: { resolution: target },
    pausedStatuses: [HOLD],
    steps: warning(seconds),
  };
  const sla = defineSlaPolicies({ teams: { desk: calendar }, policies: [policy] });
  let ticket = openTicket(sla, { type: "created", at: from });
  for (const pause of pauses) {
    ticket = applyTicketEvent(ticket, { type: "status-changed", to: HOLD, at: pause.from });
    if (pause.to !== undefined && pause.to !== null)
      ticket = applyTicketEvent(ticket, { type: "status-changed", to: "open", at: pause.to });
  }
  return { warnAt: escalationsOf(ticket, pauses.at(-1)?.to ?? from)[0]?.at };
}

interface HandoffArgs {
  calendarPolicy: CalendarPolicy;
  events: { at: string; type: string; schedule?: string; to?: string }[];
}

/** How long a first reply took, on hours that change hands. */
export function handoffClock(
  { calendarPolicy, events }: HandoffArgs,
  teams: Record<string, Calendar>,
): object {
  const targets = { firstReply: { target: { hours: 1000 }, calendar: calendarPolicy } };
  const sla = defineSlaPolicies({ teams, policies: [{ id: "handoff", targets }] });
  const [created, ...rest] = events;
  if (created === undefined) throw new Error("no events");
  const opening = { type: "created", at: created.at, team: created.schedule } as const;
  const ticket = rest.reduce(
    (each, { at, type, to }) =>
      applyTicketEvent(
        each,
        type === "schedule" ? { type: "team-changed", to, at } : { type: "message", by: "agent", at },
      ),
    openTicket(sla, opening),
  );
  const [cycle] = ticketStatus(ticket, rest.at(-1)?.at ?? created.at).cycles;
  return { elapsedSeconds: toSeconds(cycle?.elapsedMs) };
}
