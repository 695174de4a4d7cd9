import { fail } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
import { compareIds, type Roster } from "./roster.js";
import type { Policy } from "./stage.js";
import { toRequirement, type Requirement } from "./work.js";
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
  return readQueue(roster, queue, toEpochMs(at, "at")).map(({ work }) => work);
}

/** The same, read: each item once. */
export function readQueue(roster: Roster, queue: readonly WorkItem[], at: EpochMs): readonly Requirement[] {
  const seen = new Set<string>();
  return queue
    .map((work, index) => {
      const requirement = toRequirement(work, `queue[${index}]`);
      if (seen.has(work.id)) fail("config.duplicate", `queue[${index}].id`, work.id, "must be unique");
      seen.add(work.id);
      const rank = rankOf(requirement, roster.policy, at, `queue[${index}]`);
      return { requirement, arrivedAt: requirement.arrivedAt, id: work.id, rank };
    })
    .sort((a, b) => a.rank - b.rank || a.arrivedAt - b.arrivedAt || compareIds(a.id, b.id))
    .map(({ requirement }) => requirement);
}

const POINTS_PER_LEVEL = 100;

/** The smaller comes first. */
function rankOf({ work, arrivedAt }: Requirement, policy: Policy, at: EpochMs, path: string): number {
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
