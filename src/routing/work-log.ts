import { ProblemList } from "../check.js";
import { fail, FollowTheSunError, type Problem } from "../errors.js";
import { toDurationMs, toEpochMs, type DurationInput, type EpochMs } from "../time/index.js";
import { tablesOf, type Desk } from "./desk.js";
import { compareIds, placesOf } from "./roster.js";
import { toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** An entry of a log: a work item, and how long it takes. */
export interface LoggedWork {
  readonly work: WorkItem;
  /** Working time of whoever gets it: hours and absences of that agent count, and other work in hand does not. */
  readonly takes: DurationInput;
}

/** An entry that has been read. */
export interface Job {
  /** Its place in the order of arrival; of those that arrive together, the lower id first. */
  readonly index: number;
  readonly work: WorkItem;
  readonly requirement: Requirement;
  readonly arrivedAt: EpochMs;
  readonly dueAt: EpochMs | undefined;
  readonly takesMs: number;
}

/**
 * A log as jobs, in the order of arrival.
 *
 * @param desks - On which the log is to be played, by the names of the arguments.
 * @throws {FollowTheSunError} With every problem at once: `config.*`, `instant.*`, `duration.*`, `desk.work-held`,
 *   `desk.work-on-offer`.
 */
export function readLog(log: readonly LoggedWork[], desks: Readonly<Record<string, Desk>>): Job[] {
  if (!Array.isArray(log)) fail("config.shape", "log", log, "must be a list of { work, takes }");
  const problems = new ProblemList();
  const jobs: Omit<Job, "index">[] = [];
  const seen = new Set<string>();
  log.forEach((entry: LoggedWork | null | undefined, index) => {
    const path = `log[${index}]`;
    if (typeof entry !== "object" || entry === null) {
      problems.add({ code: "config.shape", path, value: entry, reason: "must be { work, takes }" });
      return;
    }
    const takesMs = problems.attempt(() => toDurationMs(entry.takes, `${path}.takes`));
    const requirement = problems.attempt(() => toRequirement(entry.work, `${path}.work`));
    if (requirement === undefined) return;
    const { work, arrivedAt } = requirement;
    if (seen.has(work.id))
      problems.add({
        code: "config.duplicate",
        path: `${path}.work.id`,
        value: work.id,
        reason: "must be unique",
      });
    seen.add(work.id);
    for (const [side, desk] of Object.entries(desks)) problems.add(...misfits(requirement, path, side, desk));
    const dueAt = work.dueAt === undefined ? undefined : toEpochMs(work.dueAt, `${path}.work.dueAt`);
    if (takesMs !== undefined) jobs.push({ work, requirement, arrivedAt, dueAt, takesMs });
  });
  problems.throwIfAny();
  return jobs
    .sort((a, b) => a.arrivedAt - b.arrivedAt || compareIds(a.work.id, b.work.id))
    .map((job, index) => ({ index, ...job }));
}

/** What keeps a work item from being played on a desk. */
function misfits(requirement: Requirement, path: string, side: string, desk: Desk): Problem[] {
  const { id, priority } = requirement.work;
  const { priorities } = desk.roster.policy;
  const { work, offers } = tablesOf(desk);
  const problems = skillProblems(requirement, path, desk);
  if (priority !== undefined && !priorities.includes(priority))
    problems.push({
      code: "config.unknown-reference",
      path: `${path}.work.priority`,
      value: priority,
      reason: `must be one of the priorities of ${side}: ${priorities.join(", ")}`,
    });
  const holder = work.get(id)?.agentId;
  if (holder !== undefined)
    problems.push({
      code: "desk.work-held",
      path: `${path}.work.id`,
      value: id,
      reason: `must not be held on the desk of ${side}; ${holder} holds it`,
    });
  const asked = offers.get(id)?.agentId;
  if (asked !== undefined)
    problems.push({
      code: "desk.work-on-offer",
      path: `${path}.work.id`,
      value: id,
      reason: `must not be on offer on the desk of ${side}; ${asked} is asked`,
    });
  return problems;
}

/** Skills beyond what there is on the roster's scale. */
function skillProblems(requirement: Requirement, path: string, { roster }: Desk): Problem[] {
  try {
    placesOf(roster).kindOf(requirement);
  } catch (error) {
    if (!(error instanceof FollowTheSunError)) throw error;
    return error.problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
  }
  return [];
}
