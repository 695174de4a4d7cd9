import {
  defineCalendar,
  defineSlaPolicies,
  explainTicket,
  replayTicket,
  ticketStatus,
  type Cycle,
  type CycleExplanation,
  type Metric,
  type Sla,
  type SlaConfig,
  type SlaPolicyConfig,
  type Ticket,
  type TicketEvent,
} from "follow-the-sun";
import { nineToFive } from "./open-hours.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/**
 * A week in January 2026, when London's clock is UTC: 09:00 to 17:00. Tokyo is open from 00:00 to 08:00 UTC (but for
 * Monday the 12th, Coming of Age Day), New York from 14:00 to 22:00 UTC.
 */
export const london = defineCalendar({ timeZone: "Europe/London", weekly: nineToFive });
export const tokyo = defineCalendar({
  timeZone: "Asia/Tokyo",
  weekly: nineToFive,
  holidays: [{ date: "2026-01-12", name: "Coming of Age Day" }],
});
export const newYork = defineCalendar({ timeZone: "America/New_York", weekly: nineToFive });

const on = (date: string) => (time: string) => `2026-01-${date}T${time}:00Z`;
export const [lastFri, sat, mon, tue, wed] = [on("09"), on("10"), on("12"), on("13"), on("14")];

export const instant = (text: string) => new Date(text);

/** What happens to a ticket, in the order in which a person would tell it. */
export const created = (
  at: string,
  more: Omit<Extract<TicketEvent, { type: "created" }>, "type" | "at"> = {},
): TicketEvent => ({ type: "created", at, team: "london", ...more });
export const customer = (at: string): TicketEvent => ({ type: "message", by: "customer", at });
export const agent = (at: string): TicketEvent => ({ type: "message", by: "agent", at });
export const bot = (at: string): TicketEvent => ({ type: "message", by: "bot", at });
export const status = (at: string, to: string): TicketEvent => ({ type: "status-changed", at, to });
export const team = (at: string, to?: string): TicketEvent => ({ type: "team-changed", at, to });
export const owner = (at: string, to?: string): TicketEvent => ({ type: "owner-changed", at, to });
export const priority = (at: string, to: string): TicketEvent => ({
  type: "attributes-changed",
  at,
  attributes: { priority: to },
});
export const solved = (at: string): TicketEvent => ({ type: "solved", at });
export const reopened = (at: string): TicketEvent => ({ type: "reopened", at });

/** One policy for every ticket, on London's hours unless there are more teams. */
export function slaWith(policy: Omit<SlaPolicyConfig, "id">, more: Partial<SlaConfig> = {}): Sla {
  return defineSlaPolicies({ teams: { london }, ...more, policies: [{ id: "all", ...policy }] });
}

/** A ticket under one policy. */
export function ticketUnder(
  policy: Omit<SlaPolicyConfig, "id">,
  events: readonly TicketEvent[],
  more: Partial<SlaConfig> = {},
): Ticket {
  return replayTicket(slaWith(policy, more), events);
}

/** The hours of one team. */
export const hoursOf = (key: string) => ({ fixed: key });

/** Every run of a metric. */
export function cyclesOf(ticket: Ticket, metric: Metric, at: string): Cycle[] {
  return ticketStatus(ticket, at).cycles.filter((cycle) => cycle.metric === metric);
}

/** The last run of a metric. */
export function cycleOf(ticket: Ticket, metric: Metric, at: string): Cycle {
  const cycle = cyclesOf(ticket, metric, at).at(-1);
  if (cycle === undefined) throw new Error(`no ${metric} cycle`);
  return cycle;
}

/** Why the last run of a metric is where it is. */
export function explanationOf(ticket: Ticket, metric: Metric, at: string): CycleExplanation {
  const found = explainTicket(ticket, at)
    .filter(({ cycle }) => cycle.metric === metric)
    .at(-1);
  if (found === undefined) throw new Error(`no ${metric} cycle`);
  return found;
}

/** Segments as short lines: `+ 12 09:00-11:00 open, 0 to 2 h, london`. */
export function told({ segments }: CycleExplanation): string[] {
  return segments.map(({ from, to, counts, reason, hoursOf, beforeMs, afterMs }) => {
    const [start, end] = [from, to].map((at) => at.toISOString().slice(8, 16).replace("T", " "));
    const sameDay = start?.slice(0, 2) === end?.slice(0, 2);
    const because = reason.code === "closed" ? reason.because.code : reason.code;
    const whose = hoursOf === undefined ? "" : ` (${hoursOf})`;
    const total = `${beforeMs / HOUR} > ${afterMs / HOUR} h`;
    return `${counts ? "+" : "-"} ${start} to ${sameDay ? end?.slice(3) : end} ${because}${whose}, ${total}`;
  });
}
