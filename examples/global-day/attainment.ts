import type { Calendar } from "follow-the-sun";
import type { Life } from "./life.js";
import { promiseAt, targetsOf, urgencyOf } from "./promises.js";

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

export function attainmentOf(lives: readonly Life[], promised: Calendar, stopAt: number): Attainment[] {
  const impacts = [...new Set(lives.map(({ incident }) => incident.impact))];
  // Stable: impacts without targets of their own stay in the order in which they came.
  impacts.sort((a, b) => urgencyOf(a) - urgencyOf(b));
  return impacts.flatMap((impact) => {
    const own = lives.filter(({ incident }) => incident.impact === impact);
    const { responseMs, resolutionMs } = targetsOf(impact);
    return [
      count(impact, "response", responseMs, own, promised, stopAt),
      count(impact, "resolution", resolutionMs, own, promised, stopAt),
    ];
  });
}

function count(
  impact: string,
  metric: Attainment["metric"],
  targetMs: number,
  lives: readonly Life[],
  calendar: Calendar,
  stopAt: number,
): Attainment {
  let met = 0;
  let missed = 0;
  for (const { incident, holdings, rests, doneAt } of lives) {
    const fulfilledAt = metric === "response" ? holdings[0]?.from : doneAt;
    // A first response is owed whoever else is waited for; there is no wait before it anyway.
    const pauses = metric === "response" ? [] : rests;
    const { state, overrunMs } = promiseAt(
      { calendar, from: incident.arrivedAt, targetMs, pauses, fulfilledAt },
      stopAt,
    );
    if (state === "met") met += 1;
    else if (state === "missed" || overrunMs > 0) missed += 1;
  }
  const decided = met + missed;
  const share = decided === 0 ? null : met / decided;
  return { impact, metric, targetMs, met, missed, open: lives.length - decided, share };
}
