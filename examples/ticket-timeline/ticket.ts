import { defineSlaPolicies, replayTicket, type Ticket } from "follow-the-sun";

const nine = [
  ["09:00", "12:00"],
  ["13:00", "18:00"],
] as const;

/** A ticket that Tokyo has: over a long weekend, with a question to the customer in between. */
export function exampleTicket(): Ticket {
  const sla = defineSlaPolicies({
    teams: {
      tokyo: {
        timeZone: "Asia/Tokyo",
        weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
        holidays: [{ date: "2026-01-12", name: "Coming of Age Day" }],
        breaks: { "2026-01-13": { hours: [["16:00", "16:30"]], name: "fire drill" } },
      },
    },
    policies: [
      {
        id: "standard",
        pausedStatuses: ["waiting for customer"],
        targets: { resolution: { target: { hours: 8 }, calendar: "owner-at-the-time" } },
      },
    ],
  });
  return replayTicket(sla, [
    { type: "created", team: "tokyo", at: "2026-01-09T06:30:00Z" },
    { type: "message", by: "agent", at: "2026-01-13T01:00:00Z" },
    { type: "status-changed", to: "waiting for customer", at: "2026-01-13T01:00:00Z" },
    { type: "message", by: "customer", at: "2026-01-13T05:20:00Z" },
    { type: "status-changed", to: "open", at: "2026-01-13T05:20:00Z" },
    { type: "solved", at: "2026-01-14T04:45:00Z" },
  ]);
}

/** Two days later. */
export const ASKED_AT = "2026-01-16T00:00:00Z";
