import { toEpochMs, type InstantInput } from "../time/index.js";
import type { Desk } from "./desk.js";
import { tablesOf } from "./desk.js";
import { compareIds } from "./roster.js";
import type { Expired } from "./desk-event.js";

/**
 * The offers that have lapsed by an instant, as events to apply: nobody
 * answered in time. Until they are applied the agents are still being asked.
 *
 * @returns In the order of the works' ids, all at `at`.
 * @throws {FollowTheSunError} `instant.*`.
 *
 * @example
 * for (const event of lapsedOffers(desk, now)) desk = applyDeskEvent(desk, event);
 */
export function lapsedOffers(desk: Desk, at: InstantInput): readonly Expired[] {
  const instant = toEpochMs(at, "at");
  return [...tablesOf(desk).offers.values()]
    .sort((a, b) => compareIds(a.work.id, b.work.id))
    .filter(({ expiresAt }) => expiresAt !== undefined && expiresAt <= instant)
    .map(({ work, agentId, number }) => ({
      type: "expired",
      id: `expired:${work.id}:${agentId}:${number}`,
      at: new Date(instant),
      agentId,
      workId: work.id,
    }));
}
