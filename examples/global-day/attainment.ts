import { attainmentOf, explainTicket, type BreachEntry, type Metric, type Ticket } from "follow-the-sun";
import { drawTimeline } from "../ticket-timeline/draw.js";
import type { Day, Incident } from "./day.js";
import { targetsOf, urgencyOf } from "./promises.js";

/** How a promise was kept. Open but already late counts as missed; open and still in time counts as neither. */
export interface Attainment {
  readonly impact: string;
  readonly metric: "response" | "resolution";
  readonly targetMs: number;
  readonly met: number;
  readonly missed: number;
  readonly open: number;
  /** met / (met + missed); null while nothing is decided. */
  readonly share: number | null;
}

/** The promise that was broken by most, and why. */
export interface WorstMiss {
  readonly incident: string;
  readonly impact: string;
  readonly country: string;
  readonly metric: Attainment["metric"];
  readonly overrunMs: number;
  /** Who had it when it broke; null while nobody did. */
  readonly agent: string | null;
  /** Its clock, drawn. */
  readonly timeline: readonly string[];
}

export interface Kept {
  readonly attainment: readonly Attainment[];
  readonly worstMiss: WorstMiss | null;
}

const METRICS = { response: "firstReply", resolution: "resolution" } as const satisfies Record<
  Attainment["metric"],
  Metric
>;

/** How the day's promises were kept, as the package's SLA counts it over the incidents' events. */
export function promisesKept({ incidents, to }: Day, tickets: ReadonlyMap<string, Ticket>): Kept {
  const { groups, breaches } = attainmentOf(tickets, to, { by: { attribute: "impact" } });
  const impacts = [...new Set(incidents.map(({ impact }) => impact))];
  // Stable: impacts without targets of their own stay in the order in which they came.
  impacts.sort((a, b) => urgencyOf(a) - urgencyOf(b));
  const attainment = impacts.flatMap((impact) => {
    const metrics = groups.find(({ key }) => key === impact)?.metrics ?? [];
    return (["response", "resolution"] as const).map((metric): Attainment => {
      const found = metrics.find((each) => each.metric === METRICS[metric]);
      const { met = 0, missed = 0, open = 0, attainment: share = null } = found ?? {};
      return { impact, metric, targetMs: targetsOf(impact)[`${metric}Ms`], met, missed, open, share };
    });
  });
  const [worst] = breaches;
  return { attainment, worstMiss: worst === undefined ? null : missOf(worst, incidents, tickets, to) };
}

function missOf(
  { ticket: id, metric, overrunMs, owner }: BreachEntry,
  incidents: readonly Incident[],
  tickets: ReadonlyMap<string, Ticket>,
  to: number,
): WorstMiss | null {
  const incident = incidents.find((each) => each.id === id);
  const ticket = tickets.get(id);
  const explanation = ticket && explainTicket(ticket, to).find(({ cycle }) => cycle.metric === metric);
  if (incident === undefined || explanation === undefined) return null;
  return {
    incident: id,
    impact: incident.impact,
    country: incident.country,
    metric: metric === METRICS.response ? "response" : "resolution",
    overrunMs,
    agent: owner ?? null,
    timeline: drawTimeline(explanation).split("\n"),
  };
}
