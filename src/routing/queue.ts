import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { compareIds, type Roster } from "./roster.js";
import type { Policy } from "./stage.js";
import { toRequirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/**
 * Waiting work in the order in which it is placed: the policy's order (by
 * default the most urgent level first, with points for waiting where the policy
 * has `aging`; or by the time left until due), then what arrived first, then the
 * lower id.
 *
 * @throws {FollowTheSunError} `config.*` for a malformed work item, `config.duplicate`, `instant.*`.
 *
 * @example
 * orderQueue(roster, [work, { ...work, id: "T-2", priority: "urgent" }], now).map(({ id }) => id); // => ["T-2", "T-1"]
 */
export function orderQueue(
  roster: Roster,
  queue: readonly WorkItem[],
  at: InstantInput,
): readonly WorkItem[] {
  const instant = toEpochMs(at, "at");
  const seen = new Set<string>();
  return queue
    .map((work, index) => {
      const { arrivedAt } = toRequirement(work, `queue[${index}]`);
      if (seen.has(work.id)) fail("config.duplicate", `queue[${index}].id`, work.id, "must be unique");
      seen.add(work.id);
      return { work, arrivedAt, rank: rankOf(work, arrivedAt, roster.policy, instant, `queue[${index}]`) };
    })
    .sort((a, b) => a.rank - b.rank || a.arrivedAt - b.arrivedAt || compareIds(a.work.id, b.work.id))
    .map(({ work }) => work);
}

const POINTS_PER_LEVEL = 100;

/** The smaller comes first. */
function rankOf(work: WorkItem, arrivedAt: EpochMs, policy: Policy, at: EpochMs, path: string): number {
  const level = levelOf(work, policy, path);
  const { order, aging } = policy.queue;
  if (order === "time-left")
    return work.dueAt === undefined ? Infinity : toEpochMs(work.dueAt, `${path}.dueAt`);
  if (aging === undefined) return -level;
  const { pointsPerMinute, atMost = Infinity } = aging;
  const waited = Math.max(0, at - arrivedAt) / 60_000;
  return -(level * POINTS_PER_LEVEL + Math.min(atMost, waited * pointsPerMinute));
}

function levelOf({ priority }: WorkItem, { priorities }: Policy, path: string): number {
  if (priority === undefined) return Math.max(0, priorities.indexOf("normal"));
  const level = priorities.indexOf(priority);
  if (level >= 0) return level;
  const reason = `must be one of the policy's priorities: ${priorities.join(", ")}`;
  return fail("config.unknown-reference", `${path}.priority`, priority, reason);
}
