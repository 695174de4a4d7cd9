// Policies, a log of a million events, and one ticket with fifty: what the SLA question is asked about.
import { config as berlin } from "../contestants/ours.js";
import { randomFrom } from "./calendar.js";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The same hours in three zones. */
export const teams = {
  berlin,
  tokyo: { ...berlin, timeZone: "Asia/Tokyo" },
  "new-york": { ...berlin, timeZone: "America/New_York" },
};
const TEAMS = Object.keys(teams);

/** Two policies as a helpdesk has them. */
export const config = {
  teams,
  customers: { acme: { ...berlin, timeZone: "Europe/London" } },
  policies: [
    {
      id: "urgent",
      when: { priority: "urgent" },
      pausedStatuses: ["pending"],
      targets: { firstReply: "PT1H", nextReply: "PT2H", resolution: "PT8H", ownership: "PT4H" },
    },
    {
      id: "others",
      pausedStatuses: ["pending"],
      targets: { firstReply: "PT4H", nextReply: "PT8H", resolution: "PT40H" },
    },
  ],
};

/** One policy for every ticket, all of whose targets count on the same hours. */
export function configOn(calendar, durations, shared = {}) {
  const targets = Object.fromEntries(
    Object.entries(durations).map(([metric, target]) => [metric, { target, calendar, ...shared }]),
  );
  return { ...config, policies: [{ id: "all", pausedStatuses: ["pending"], targets }] };
}

/** As many tickets, each a list of events, ten on average; made over one year. */
export function makeTickets(count, give) {
  const random = randomFrom(3);
  const year = 365 * 24 * HOUR_MS;
  let size = 0;
  return Array.from({ length: count }, (_, i) => {
    size = i % 2 === 0 ? 3 + Math.floor(random() * 15) : 20 - size;
    return makeTicket(random, `T${i}`, Date.UTC(2025, 0, 1) + Math.floor(random() * year), size, give);
  });
}

function makeTicket(random, id, createdAt, size, give) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  let at = createdAt;
  let [isSolved, status] = [false, "open"];
  const next = () => {
    if (isSolved) return random() < 0.5 ? { type: "note" } : { type: "reopened" };
    const chance = random();
    if (chance < 0.3) return { type: "message", by: "agent" };
    if (chance < 0.5) return { type: "message", by: "customer" };
    if (chance < 0.7) return { type: "status-changed", to: status === "open" ? "pending" : "open" };
    if (chance < 0.78) return { type: "team-changed", to: pick(TEAMS) };
    if (chance < 0.84) return { type: "owner-changed", to: pick(["ann", "ben", "cho"]) };
    if (chance < 0.9) return { type: "attributes-changed", attributes: priority(random) };
    return chance < 0.95 ? { type: "note" } : { type: "solved" };
  };
  const events = [
    { type: "created", team: pick(TEAMS), customer: "acme", attributes: priority(random) },
    ...Array.from({ length: size - 2 }, () => {
      const event = next();
      isSolved = event.type === "solved" || (isSolved && event.type !== "reopened");
      status = event.to !== undefined && event.type === "status-changed" ? event.to : status;
      if (event.type === "solved" || event.type === "reopened") status = "open";
      return event;
    }),
    isSolved || random() < 0.1 ? { type: "note" } : { type: "solved" },
  ];
  return events.map((event, index) => {
    if (index > 0) at += Math.floor(random() * 12 * HOUR_MS);
    return { id: `${id}-${index}`, at: give(at), ...event };
  });
}

function priority(random) {
  return { priority: random() < 0.25 ? "urgent" : "normal" };
}

/** One ticket with fifty events over a fortnight, on whole minutes; statuses change, or notes stand in their place. */
export function fiftyEvents(hasPauses) {
  const random = randomFrom(5);
  let at = Date.UTC(2025, 2, 24, 8);
  const turn = [
    { type: "message", by: "agent" },
    { type: "status-changed", to: "pending" },
    { type: "note" },
    { type: "message", by: "customer" },
    { type: "status-changed", to: "open" },
    { type: "team-changed" },
    { type: "owner-changed", to: "ann" },
  ];
  const events = Array.from({ length: 49 }, (_, i) => {
    const event = turn[i % turn.length];
    if (event.type === "team-changed") return { ...event, to: TEAMS[Math.floor(i / 7 + 1) % 3] };
    return event.type === "status-changed" && !hasPauses ? { type: "note" } : event;
  });
  return [{ type: "created", team: "berlin", customer: "acme" }, ...events].map((event, index) => {
    if (index > 0) at += Math.ceil(random() * 13 * 60) * MINUTE_MS;
    return { id: `event-${index}`, at, ...event };
  });
}
