// One fresh process, one way to evaluate a log; answers with JSON on stdout.
import {
  applyTicketEvent,
  defineSlaPolicies,
  openTicket,
  replayTicket,
  ticketStatus,
} from "../../dist/index.js";
import { timed } from "./measure.js";
import { config, makeTickets } from "./tickets.js";

const TICKETS = 100_000;
const NOW = Date.UTC(2026, 1, 2, 12);
const [way, form] = process.argv.slice(2);

const sla = defineSlaPolicies(config);
const tickets = makeTickets(TICKETS, form === "iso" ? (at) => new Date(at).toISOString() : (at) => at);
const events = tickets.reduce((sum, each) => sum + each.length, 0);

/** Every ticket that is held, in any order, and what its status adds up to: all ways must agree. */
let [cycles, missed, elapsedMs] = [0, 0, 0];
function evaluate(ticket) {
  for (const cycle of ticketStatus(ticket, NOW).cycles) {
    cycles++;
    if (cycle.state === "missed") missed++;
    elapsedMs += cycle.elapsedMs + (cycle.dueAt?.getTime() ?? 0) / 1e6;
  }
}

const ways = {
  /** Ticket by ticket, without a status: how much of the rest is folding. */
  fold() {
    for (const each of tickets) cycles += replayTicket(sla, each).eventCount;
  },

  /** Ticket by ticket: its whole list, then where it stands. */
  replay() {
    for (const each of tickets) evaluate(replayTicket(sla, each));
  },

  /** Event by event, as they happened, whosever they are; all tickets are kept, and evaluated at the end. */
  oneByOne() {
    const held = new Map();
    for (const { id, event } of log) {
      const ticket = held.get(id);
      held.set(id, ticket === undefined ? openTicket(sla, event) : applyTicketEvent(ticket, event));
    }
    for (const ticket of held.values()) evaluate(ticket);
  },
};

const log =
  way === "oneByOne"
    ? tickets
        .flatMap((each, id) => each.map((event) => ({ id, event })))
        .sort((a, b) => a.event.at - b.event.at)
    : [];

globalThis.gc();
const logBytes = process.memoryUsage().rss;
const startCpu = process.cpuUsage();
const wallNs = timed(ways[way]);
const { user } = process.cpuUsage(startCpu);
const peakBytes = process.resourceUsage().maxRSS * 1024;
const digest = [cycles, missed, Math.round(elapsedMs / 1e6)].join(" ");
console.log(JSON.stringify({ events, wallNs, userNs: user * 1_000, logBytes, peakBytes, digest }));
