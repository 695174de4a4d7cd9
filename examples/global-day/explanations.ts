import {
  explainRoute,
  openDesk,
  replayDesk,
  type AgentExplanation,
  type Desk,
  type Roster,
  type RouteAnswer,
  type WorkItem,
} from "follow-the-sun";
import { countryName } from "./countries.js";
import type { Day, Incident } from "./day.js";
import type { Handled, Outcome, RunLog } from "../simulator/log.js";
import { urgencyOf } from "./promises.js";
import { anyTeam } from "./roster.js";
import { grouped } from "../simulator/text.js";
import { workOf } from "./work.js";

/** A decision of the day, and why it was taken. */
export interface Explanation {
  readonly question: string;
  readonly at: string;
  readonly incident: string;
  readonly impact: string;
  readonly country: string;
  /** Which people were asked for: those who serve the country, or, where none of them was free, anybody. */
  readonly asked: string;
  readonly answer: string;
  /** How many agents each reason kept from it; an agent with several counts under the first. */
  readonly refusals: readonly { readonly reason: string; readonly agents: number }[];
  /** Who would be the next to be able to, in the package's own words. */
  readonly next: string | null;
}

type Assigned = Handled<Incident> & { readonly kind: "assigned" };

/**
 * The three most instructive decisions: why the most urgent incident went to this agent, why one left
 * its agent's country at the end of the day, and why the one that waited longest had to.
 *
 * A desk is a value that its events make, so these are all it takes to have it back as it was at any
 * decision.
 */
export function explanationsOf(
  day: Day,
  roster: Roster,
  { outcomes, events }: RunLog<Incident>,
): Explanation[] {
  const promised = anyTeam(day.teams);
  const explained: Explanation[] = [];
  const explain = (question: string, incident: Incident, at: number, before: number): void => {
    const { desk } = replayDesk(openDesk(roster), events.slice(0, before));
    explained.push({
      question,
      at: new Date(at).toISOString(),
      incident: incident.id,
      impact: incident.impact,
      country: incident.country,
      ...whyOf(desk, workOf(incident, promised), at),
    });
  };
  const first = mostUrgent(outcomes, (outcome, last) => last?.kind === "arrived");
  if (first) explain(`Why did ${first.agentId} get it?`, first.item, first.at, first.before);
  const countryOf = (agentId: string): string => roster.agents.get(agentId)?.team.id ?? "";
  const moved = mostUrgent(
    outcomes,
    (outcome, last) => last?.kind === "let-go" && countryOf(last.agentId) !== countryOf(outcome.agentId),
  );
  if (moved) {
    const question = `Why did it go on to ${moved.agentId} when the day ended where it was?`;
    explain(question, moved.item, moved.at, moved.before);
  }
  const longest = longestWait(outcomes, day.to);
  if (longest) {
    const { incident, from } = longest;
    // Everything of that instant had happened, and there was nobody left.
    const later = outcomes.find((outcome) => "before" in outcome && outcome.at > from) as Handled | undefined;
    explain("Why did it have to wait?", incident, from, later?.before ?? events.length);
  }
  return explained;
}

/** Of the assignments that follow the right outcome of the same incident, the first of the most urgent ones. */
function mostUrgent(
  outcomes: readonly Outcome<Incident>[],
  isRight: (assigned: Assigned, last: Outcome | undefined) => boolean,
): Assigned | undefined {
  const last = new Map<Incident, Outcome>();
  let best: Assigned | undefined;
  for (const outcome of outcomes) {
    const { item } = outcome;
    if (isAssigned(outcome) && isRight(outcome, last.get(item))) {
      if (best === undefined || urgencyOf(item.impact) < urgencyOf(best.item.impact)) best = outcome;
    }
    last.set(item, outcome);
  }
  return best;
}

function isAssigned(outcome: Outcome<Incident>): outcome is Assigned {
  return outcome.kind === "assigned";
}

function longestWait(
  outcomes: readonly Outcome<Incident>[],
  stopAt: number,
): { readonly incident: Incident; readonly from: number; readonly ms: number } | undefined {
  const since = new Map<Incident, number>();
  let longest: { incident: Incident; from: number; ms: number } | undefined;
  const end = (incident: Incident, from: number, to: number): void => {
    since.delete(incident);
    if (to - from > (longest?.ms ?? 0)) longest = { incident, from, ms: to - from };
  };
  for (const { kind, at, item: incident } of outcomes) {
    if (kind === "assigned") end(incident, since.get(incident) ?? at, at);
    else if (kind === "arrived" || kind === "returned" || kind === "let-go") since.set(incident, at);
  }
  for (const [incident, from] of since) end(incident, from, stopAt);
  return longest;
}

function whyOf(
  desk: Desk,
  work: WorkItem,
  at: number,
): Pick<Explanation, "asked" | "answer" | "refusals" | "next"> {
  const { answer, agents } = explainRoute(desk, work, at);
  const [country] = Object.keys(work.preferredSkills ?? {});
  const isHome = answer.kind === "assigned" && answer.stage === 0 && country !== undefined;
  const counts = new Map<string, number>();
  for (const agent of agents.filter(({ eligible, outranked }) => !eligible || outranked?.by === "stage")) {
    const reason = mainReason(agent);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return {
    asked: isHome ? `people who serve ${countryName(country)}` : "anybody at work",
    answer: answerText(desk, answer),
    refusals: [...counts]
      .map(([reason, count]) => ({ reason, agents: count }))
      .sort((a, b) => b.agents - a.agents),
    next: answer.kind === "assigned" ? null : nextOf(agents),
  };
}

function answerText(desk: Desk, answer: RouteAnswer): string {
  if (answer.kind !== "assigned") return answer.reason.replaceAll("-", " ");
  const { agentId, runnersUp, candidates } = answer;
  const chosen = `${agentId} (${desk.roster.agents.get(agentId)?.team.name ?? ""})`;
  const [second] = runnersUp;
  if (second === undefined) return `${chosen}, the only one free`;
  return `${chosen}, owed most of ${grouped(candidates)} who are free, before ${second}`;
}

/** What it is that people ask first: do they serve the country at all, are they at work, have they room? */
function mainReason({ failures, outranked }: AgentExplanation): string {
  const codes = new Set<string>(failures.map(({ code }) => code));
  if (outranked?.by === "stage" || codes.has("skill")) return "serving other countries";
  if (codes.has("off-shift")) return "off shift";
  if (codes.has("channel-full") || codes.has("capacity-full")) return "holding all they can";
  return [...codes].join(", ");
}

function nextOf(agents: readonly AgentExplanation[]): string | null {
  let next: AgentExplanation | undefined;
  for (const agent of agents) {
    if (agent.eligibleAt === undefined) continue;
    if (next?.eligibleAt === undefined || agent.eligibleAt < next.eligibleAt) next = agent;
  }
  return next?.sentence ?? null;
}
