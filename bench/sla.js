// A million events over 100,000 tickets, one status, and both beside what a helpdesk writes with luxon.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  defineCalendar,
  defineSlaPolicies,
  dueAt,
  explainTicket,
  replayTicket,
  ticketMeasures,
  ticketStatus,
} from "../dist/index.js";
import * as luxon from "./contestants/luxon.js";
import { config as berlin } from "./contestants/ours.js";
import { randomInstants } from "./support/calendar.js";
import { measure, median } from "./support/measure.js";
import { bytes, digits, duration, table } from "./support/table.js";
import { configOn, fiftyEvents } from "./support/tickets.js";

const CHILD = fileURLToPath(new URL("./support/sla-child.js", import.meta.url));
const RUNS = 5;
const HOUR_MS = 3_600_000;
const TARGETS = { firstReply: "PT2H", nextReply: "PT4H", resolution: "PT40H" };
const TARGETS_MS = { firstReply: 2 * HOUR_MS, nextReply: 4 * HOUR_MS, resolution: 40 * HOUR_MS };
const ALL_TARGETS = {
  ...TARGETS,
  periodicUpdate: "PT8H",
  requesterWait: "PT30H",
  agentWork: "PT30H",
  firstResolution: "PT40H",
  ownership: "PT8H",
};
const POLICIES = ["any-team", "owner-at-the-time", "last-schedule", "customer", { fixed: "berlin" }];

export function sla() {
  return [
    "1,000,000 events over 100,000 tickets: folded, and every ticket's status at the end. A fresh process each; medians. User time counts the collector's threads, too.",
    logTable(),
    "One ticket with 50 events over a fortnight, calendars compiled, asked at a new instant each time:",
    statusTable(),
    "Beside a loop written with luxon, which counts first reply, next replies and resolution on one team's hours. All agree before they are timed.",
    luxonTable(),
  ].join("\n\n");
}

function logTable() {
  const ways = [
    ["folded only, ticket by ticket, epoch ms", "fold", "ms"],
    ["ticket by ticket, epoch ms", "replay", "ms"],
    ["ticket by ticket, ISO strings", "replay", "iso"],
    ["event by event in the log's order, epoch ms", "oneByOne", "ms"],
  ];
  const runs = ways.map(() => []);
  for (let run = 0; run < RUNS; run++) {
    for (const [index, [name, way, form]] of ways.entries()) {
      process.stderr.write(`sla: ${name}\n`);
      const child = ["--expose-gc", CHILD, way, form];
      runs[index].push(JSON.parse(execFileSync(process.execPath, child, { encoding: "utf8" })));
    }
  }
  const digests = new Set(runs.slice(1).flatMap((all) => all.map(({ digest }) => digest)));
  if (digests.size > 1) throw new Error(`The ways do not agree: ${[...digests].join(" / ")}`);
  const rows = ways.map(([name], index) => {
    const of = (figure) => median(runs[index].map((each) => each[figure]));
    const perSecond = digits((runs[index][0].events * 1e9) / of("wallNs"));
    const times = [of("wallNs"), of("userNs")].map(duration);
    return [name, ...times, perSecond, ...[of("logBytes"), of("peakBytes")].map(bytes)];
  });
  return table(["", "time", "user time", "events/s", "memory with the log", "peak memory"], rows);
}

/** Instants after the last event: the same ticket, asked again and again. */
const last = fiftyEvents(true).at(-1).at;
const instants = Array.from({ length: 200 }, (_, i) => last + i * 7 * 60_000);

function statusTable() {
  const asked = (ask, first = instants) => ({ ask, first, second: [undefined] });
  const entries = [];
  const cells = (calendar, targets, hasPauses, shared) => {
    const ticket = replayTicket(
      defineSlaPolicies(configOn(calendar, targets, shared)),
      fiftyEvents(hasPauses),
    );
    entries.push(asked((at) => ticketStatus(ticket, at)));
    return [entries.length - 1, ticketStatus(ticket, last).cycles.length];
  };
  const rows = POLICIES.flatMap((calendar) => {
    const name = typeof calendar === "string" ? calendar : "fixed";
    return [
      [`status: ${name}`, cells(calendar, TARGETS, false)],
      [`status: ${name}, with pauses`, cells(calendar, TARGETS, true)],
    ];
  });
  rows.push(["status: any-team, every clock pauses", cells("any-team", TARGETS, true, { pauses: true })]);
  rows.push(["status: any-team, all eight metrics, with pauses", cells("any-team", ALL_TARGETS, true)]);
  const policies = defineSlaPolicies(configOn("any-team", TARGETS));
  const ticket = replayTicket(policies, fiftyEvents(true));
  const add = (name, ask, first, count = ticketStatus(ticket, last).cycles.length) => {
    entries.push(asked(ask, first));
    rows.push([name, [entries.length - 1, count]]);
  };
  add("explainTicket: any-team, with pauses", (at) => explainTicket(ticket, at));
  add("ticketMeasures", (at) => ticketMeasures(ticket, at), instants, 0);
  add("replayTicket: 50 events", (events) => replayTicket(policies, events), [fiftyEvents(true)], 0);
  const calendar = defineCalendar(berlin);
  const starts = randomInstants(1_000, 7);
  const target = { hours: 8 };
  const pauses = Array.from({ length: 10 }, (_, i) => ({ from: i * 3 * HOUR_MS, to: (i * 3 + 1) * HOUR_MS }));
  const paused = starts.map((from) => ({
    calendar,
    from,
    target,
    pauses: pauses.map((each) => ({ from: from + each.from, to: from + each.to })),
  }));
  add("dueAt: 8 h", (from) => dueAt({ calendar, from, target }), starts, 1);
  add("dueAt: 8 h, ten pauses", (promise) => dueAt(promise), paused, 1);
  const ns = measure(entries);
  return table(
    ["", "median", "cycles", "a cycle"],
    rows.map(([name, [index, count]]) => [
      name,
      duration(ns[index]),
      count === 0 ? "–" : `${count}`,
      count === 0 ? "–" : duration(ns[index] / count),
    ]),
  );
}

function luxonTable() {
  const events = fiftyEvents(true);
  const policies = defineSlaPolicies(configOn({ fixed: "berlin" }, TARGETS));
  const ticket = replayTicket(policies, events);
  const [byDay, byMinute] = [luxon.byDay(TARGETS_MS, events), luxon.byMinute(TARGETS_MS, events)];
  const mustAgree = (name, theirs, ours) => {
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) {
      throw new Error(`${name} differs:\n${JSON.stringify(theirs)}\n${JSON.stringify(ours)}`);
    }
  };
  for (const at of instants.slice(0, 20)) {
    const ours = ticketStatus(ticket, at).cycles.map((cycle) => ({
      metric: cycle.metric,
      from: cycle.activatedAt.getTime(),
      elapsedMs: cycle.elapsedMs,
      dueAt: cycle.dueAt?.getTime(),
      missed: cycle.state === "missed",
    }));
    mustAgree("luxon, day by day", byDay(at), ours);
    mustAgree("luxon, minute by minute", byMinute(at), ours);
  }
  const calendar = defineCalendar(berlin);
  const starts = randomInstants(500, 11);
  const due = (from) => dueAt({ calendar, from, target: { hours: 8 } });
  const [dueByDay, dueByMinute] = [luxon.dueByDay(8 * HOUR_MS), luxon.dueByMinute(8 * HOUR_MS)];
  for (const from of starts.slice(0, 50)) {
    mustAgree("luxon, due", [dueByDay(from), dueByMinute(from)], Array(2).fill(due(from).dueAt.getTime()));
  }
  const asked = (ask, first) => ({ ask, first, second: [undefined] });
  const ns = [
    measure([
      asked((at) => ticketStatus(ticket, at), instants),
      asked((at) => ticketStatus(replayTicket(policies, events), at), instants),
      asked(byDay, instants),
      asked(byMinute, instants),
    ]),
    measure([asked(due, starts), asked(dueByDay, starts), asked(dueByMinute, starts)]),
  ];
  const [[status, both, day, minute], [ourDue, dueDay, dueMinute]] = ns;
  const row = (name, statusNs, dueNs) => [
    name,
    duration(statusNs),
    `${digits(statusNs / status)} ×`,
    dueNs === undefined ? "–" : duration(dueNs),
    dueNs === undefined ? "–" : `${digits(dueNs / ourDue)} ×`,
  ];
  return table(
    ["", "status of the 50 events", "÷ ours", "due after 8 h", "÷ ours"],
    [
      row("ours, ticket at hand", status, ourDue),
      row("ours, from its events", both),
      row("luxon, day by day", day, dueDay),
      row("luxon, minute by minute", minute, dueMinute),
    ],
  );
}
