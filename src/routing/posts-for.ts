import { allOf, defineCalendar, type Calendar, type Post } from "../schedule/index.js";
import type { Agent } from "./agent.js";
import { fail } from "../errors.js";
import { placesOf, type Roster } from "./roster.js";
import { toRequirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/**
 * Those who could take a work item, as posts for the questions about coverage:
 * when may we call back (`contactWindows`), when is the next of them there
 * (`nextStaffed`), where are the gaps (`coverageGaps`).
 *
 * People who share their team's hours are one post with a headcount; who has own
 * hours or absences is a post of their own, `team/agent`. Load and presence are
 * not asked: these belong to the moment.
 *
 * @param stage - Who fits at this relaxation stage. Default: at the widest.
 * @throws {FollowTheSunError} `config.*` for a malformed work item, `argument.invalid` for a stage that is none.
 *
 * @example When is somebody there who speaks Japanese?
 * nextStaffed(postsFor(roster, work), "2026-03-28T12:00:00Z"); // => 2026-03-30T00:00:00.000Z
 */
export function postsFor(
  roster: Roster,
  work: WorkItem,
  stage = roster.policy.stages.length - 1,
): readonly Post[] {
  if (!Number.isInteger(stage) || stage < 0 || stage >= roster.policy.stages.length)
    fail(
      "argument.invalid",
      "stage",
      stage,
      `must be a stage of the policy: 0 to ${roster.policy.stages.length - 1}`,
    );
  const places = placesOf(roster);
  const excluded = new Set(work.excludedAgents);
  const agents = [...places.kindOf(toRequirement(work)).fitting(stage)]
    .map((slot) => places.agents[slot] as Agent)
    .filter(({ id }) => !excluded.has(id));
  const teams = new Map<string, { id: string; calendar: Calendar; headcount: number }>();
  const own: Post[] = [];
  for (const agent of agents) {
    const { id, team, calendar, absences } = agent;
    if (calendar !== team.calendar || absences.length > 0)
      own.push({ id: ownPostId(roster, team.id, id), calendar: withoutAbsences(agent) });
    else {
      const post = teams.get(team.id) ?? { id: team.id, calendar, headcount: 0 };
      teams.set(team.id, { ...post, headcount: post.headcount + 1 });
    }
  }
  return [...teams.values(), ...own];
}

/** `tokyo/yuki`; a team that is called like that keeps its name. */
function ownPostId({ teams }: Roster, teamId: string, agentId: string): string {
  let id = `${teamId}/${agentId}`;
  while (teams.has(id)) id += "'";
  return id;
}

function withoutAbsences({ calendar, absences }: Agent): Calendar {
  if (absences.length === 0) return calendar;
  const closures = absences.map(({ start, end }) => ({ from: new Date(start), to: new Date(end) }));
  return allOf(calendar, defineCalendar({ timeZone: "UTC", weekly: "always", closures }));
}
