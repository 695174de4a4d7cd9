import {
  defineCalendar,
  defineRoster,
  defineSlaPolicies,
  except,
  openIntervals,
  openTicket,
  ticketStatus,
  type AgentConfig,
  type Calendar,
  type Roster,
  type Sla,
  type WorkItem,
} from "follow-the-sun";
import type { Company, OfferHabits } from "./company.js";
import { askedOf, type Contact } from "./contact.js";
import { logNormal } from "./draws.js";
import { randomFor } from "./random.js";
import type { OfferAnswer, Simulation } from "./simulation.js";
import { HOUR_MS, SECOND_MS, UTC_DAY_MS } from "./units.js";

/** The time that is run, `[from, to)`, and the chance in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** A company and its contacts, as the simulator runs them. */
export function worldOf(company: Company, contacts: readonly Contact[], span: Span): Simulation<Contact> {
  const { calendars, promises, escalations, offers } = company;
  const healthy = defineRoster(company.roster);
  const agents = company.roster.agents.map((agent) => withSickness(agent, healthy, company, span));
  const roster = defineRoster({ ...company.roster, agents });
  const sla = defineSlaPolicies({ ...promises, teams: calendars });
  const works = new Map<string, WorkItem>();
  return {
    ...{ from: span.from, to: span.to, roster, sla, items: contacts },
    workOf(contact) {
      const work = works.get(contact.id) ?? workOf(company, sla, contact);
      works.set(contact.id, work);
      return work;
    },
    createdOf: (contact) => createdOf(company, contact),
    hours: hoursOf(roster, agents),
    ...(escalations !== undefined && { escalations }),
    ...(offers !== undefined && { answerTo: answersOf(offers, span.seed) }),
  };
}

/** Whose region nobody wrote down is told apart by the source itself. */
function createdOf({ traffic }: Company, contact: Contact): ReturnType<Simulation["createdOf"]> {
  const { source, kind, country, language } = contact;
  const { region = source, market, customer } = traffic.sources[source] ?? {};
  const { channel = "", priority = "normal" } = traffic.kinds[kind] ?? {};
  return {
    attributes: {
      source,
      kind,
      country,
      language,
      region,
      channel,
      priority,
      ...(market !== undefined && { market }),
    },
    ...(customer !== undefined && { customer }),
  };
}

/** It is due when its resolution is, or else when the first of its promises is. */
function workOf(company: Company, sla: Sla, contact: Contact): WorkItem {
  const { id, arrivedAt, language } = contact;
  const ticket = openTicket(sla, { type: "created", at: arrivedAt, ...createdOf(company, contact) });
  const due = ticketStatus(ticket, arrivedAt).cycles.filter(({ dueAt }) => dueAt !== undefined);
  const dues = due.map(({ dueAt }) => Number(dueAt));
  const resolution = due.find(({ metric }) => metric === "resolution")?.dueAt;
  const work = { ...askedOf(company.traffic, contact, [language]), id, arrivedAt };
  return dues.length === 0 ? work : { ...work, dueAt: Number(resolution ?? Math.min(...dues)) };
}

/** An interruption of a shift, no matter how long it is on paper, is a break. */
const BREAK_MS = 4 * HOUR_MS;

/** Whoever is ill is so for a whole shift, and it is known before that begins. */
function withSickness(
  agent: AgentConfig,
  roster: Roster,
  { sickness = 0 }: Company,
  { from, to, seed }: Span,
): AgentConfig {
  const calendar = roster.agents.get(agent.id)?.calendar;
  if (sickness === 0 || calendar === undefined) return agent;
  const shifts: { from: number; to: number }[] = [];
  for (const open of openIntervals(calendar, { from: from - UTC_DAY_MS, to: to + UTC_DAY_MS })) {
    const last = shifts.at(-1);
    if (last !== undefined && open.from.getTime() - last.to <= BREAK_MS) last.to = open.to.getTime();
    else shifts.push({ from: open.from.getTime(), to: open.to.getTime() });
  }
  const ill = shifts.filter((shift) => randomFor(seed, `${agent.id}/${shift.from}`).unit() < sickness);
  const absences = ill.map((shift): [number, number] => [shift.from, shift.to]);
  return absences.length === 0 ? agent : { ...agent, absences: [...(agent.absences ?? []), ...absences] };
}

/** When those work who are absent at times. */
function hoursOf({ agents }: Roster, configs: readonly AgentConfig[]): Map<string, Calendar> {
  const hours = new Map<string, Calendar>();
  for (const { id, absences = [] } of configs) {
    const calendar = agents.get(id)?.calendar;
    if (absences.length === 0 || calendar === undefined) continue;
    const shifts = absences.map(([start, end]) => ({ from: start, to: end }));
    hours.set(id, except(calendar, defineCalendar({ timeZone: calendar.timeZone ?? "UTC", shifts })));
  }
  return hours;
}

/**
 * Drawn for each time that an agent is asked for a contact: who refuses it may take it when asked again. Of
 * its own source, so that it makes no difference who else was asked, or when.
 */
function answersOf({ seconds, declined = 0, ignored = 0 }: OfferHabits, seed: number) {
  return ({ id }: Contact, agentId: string, timesBefore = 0): OfferAnswer => {
    const random = randomFor(
      seed,
      timesBefore === 0 ? `${id}/${agentId}` : `${id}/${agentId}/${timesBefore}`,
    );
    const mood = random.unit();
    const afterMs = Math.max(1, Math.round(logNormal(random, seconds))) * SECOND_MS;
    const kind = mood < declined ? "declines" : mood < declined + ignored ? "ignores" : "accepts";
    return { kind, afterMs };
  };
}
