import { zoneOfCalendar } from "../schedule/internal.js";
import { clockReading, zoneCity, zoneOf } from "../time/index.js";
import type { Agent } from "./agent.js";
import { LASTING_CODES, type Failure } from "./failure.js";
import { reachesLevel } from "./language.js";
import type { LanguageMatch } from "./language-match.js";
import type { Outranked } from "./ranking.js";
import type { Roster } from "./roster.js";
import type { LaterFit, RouteAnswer } from "./answer.js";

/** An agent who cannot take the work, and the reasons. */
export interface Ineligible {
  readonly agent: Agent;
  readonly failures: readonly Failure[];
}

/** So many agents are told of one by one; of more, the reasons are counted. */
const MOST_TOLD = 5;

/** `sam (London, ja B2). yuki: off shift, back 31 Mar 09:00 Tokyo`. */
export function renderRoute(answer: RouteAnswer, ineligible: readonly Ineligible[], roster: Roster): string {
  // What passes with time is no reason why nobody could ever take it.
  const told = answer.kind === "unroutable" ? ineligible.map(withLastingOnly) : ineligible;
  const others =
    told.length <= MOST_TOLD
      ? told.map(({ agent, failures }) => renderAgent(agent, failures))
      : [countReasons(told)];
  return [renderAnswer(answer, roster), ...others].join(". ");
}

function withLastingOnly({ agent, failures }: Ineligible): Ineligible {
  return { agent, failures: failures.filter(({ code }) => LASTING_CODES.has(code)) };
}

/** `748 others: 512 off shift, 236 without the language`; an agent counts for the first reason only. */
function countReasons(ineligible: readonly Ineligible[]): string {
  const counts = new Map<Failure["code"], number>();
  for (const { failures } of ineligible) {
    const [first] = failures;
    if (first !== undefined) counts.set(first.code, (counts.get(first.code) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${count} ${COUNTED_AS[code]}`);
  return `${ineligible.length} others: ${most.join(", ")}`;
}

const COUNTED_AS: Readonly<Record<Failure["code"], string>> = {
  residency: "in another place",
  clearance: "not cleared",
  excluded: "excluded",
  "off-shift": "off shift",
  absent: "absent",
  presence: "not available",
  "wrap-up": "in wrap-up",
  declined: "who declined",
  "channel-not-served": "on other channels",
  "channel-full": "full on the channel",
  "capacity-full": "full",
  authority: "without the authority",
  partner: "in partner teams",
  region: "of other regions",
  market: "not trained for the market",
  language: "without the language",
  skill: "without a skill",
  stage: "only at a later stage",
};

function renderAnswer(answer: RouteAnswer, roster: Roster): string {
  switch (answer.kind) {
    case "assigned": {
      const agent = roster.agents.get(answer.agentId) as Agent;
      const others = answer.candidates - 1;
      const chosen = `${agent.id} (${[agent.team.name, ...spoken(answer)].join(", ")})`;
      const among = others <= 0 ? chosen : `${chosen}, ${CHOSEN_AS[answer.chosenBy]} of ${others + 1}`;
      return answer.later === undefined
        ? among
        : `${among}, rather than wait for ${renderLater(answer.later)}`;
    }
    case "wait":
      if (answer.instead === undefined || answer.later === undefined)
        return `waits: ${WAITS_FOR[answer.reason]}`;
      return `waits for ${renderLater(answer.later)}, rather than go to ${answer.instead.agentId} at stage ${answer.instead.stage}`;
    case "unroutable":
      return "unroutable: nobody could ever take this";
  }
}

function renderLater({ agentId, stage, at, timeLeftMs }: LaterFit): string {
  const minutes = Math.floor(timeLeftMs / 60_000);
  const left = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${agentId}, who fits stage ${stage} and comes ${at.toISOString().slice(0, 16)}Z, ${left} before it is due`;
}

const CHOSEN_AS: Readonly<Record<(RouteAnswer & { kind: "assigned" })["chosenBy"], string>> = {
  preferred: "preferred",
  matching: "best for the whole queue",
  "fair-share": "owed most",
  "longest-idle": "longest idle",
  "least-loaded": "least loaded",
  "most-spare": "most room",
  "fewest-open": "fewest items",
  "best-match": "best match",
  "round-robin": "next in turn",
  cheapest: "cheapest",
};

const WAITS_FOR: Readonly<Record<(RouteAnswer & { kind: "wait" })["reason"], string>> = {
  "everyone-busy": "everybody who fits and is on shift is busy",
  "nobody-present": "nobody who fits and is on shift is available",
  "nobody-on-shift": "nobody who fits is on shift",
  "nobody-among": "nobody of those it was to be chosen among is free",
  "everyone-declined": "everybody who fits has declined it",
  "better-later": "somebody who fits better comes in time",
  "later-stage": "somebody who is free may take it at a later stage",
  reserved: "kept for its preferred agents",
};

/** The language in which the customer is served: as wanted, or how far from it. */
function spoken({ language }: RouteAnswer & { kind: "assigned" }): string[] {
  if (language === undefined) return [];
  if (language.known === undefined) return ["with a translation"];
  const told = `${language.known} ${language.level ?? ""}`.trim();
  const isAsWanted = language.tier === "exact" || language.tier === "same-language";
  return [isAsWanted ? told : `${told}, ${TOLD_TIER[language.tier]}`];
}

const TOLD_TIER: Readonly<Record<LanguageMatch["tier"], string>> = {
  exact: "as wanted",
  "same-language": "as wanted",
  related: "a related language",
  "any-listed": "another listed language",
  common: "the common language",
  translation: "with a translation",
};

/** One agent's reasons: `yuki: off shift, back 31 Mar 09:00 Tokyo`. */
export function renderAgent(agent: Agent, failures: readonly Failure[], outranked?: Outranked): string {
  if (failures.length > 0)
    return `${agent.id}: ${failures.map((failure) => renderFailure(failure, agent)).join("; ")}`;
  return outranked === undefined
    ? `${agent.id}: eligible`
    : `${agent.id}: eligible; ${renderOutranked(outranked)}`;
}

function renderOutranked({ agentId, by, has = 0, chosenHas = 0 }: Outranked): string {
  const both = `(${chosenHas} against ${has})`;
  switch (by) {
    case "preferred":
      return `${agentId} is preferred`;
    case "stage":
      return `${agentId} fits at a stricter stage ${both}`;
    case "fair-share":
    case "owed":
      return `${agentId} is owed ${roundJobs(has - chosenHas)} of a job more`;
    case "longest-idle":
      return `${agentId} has been idle longer`;
    case "least-loaded":
      return `${agentId} is less loaded ${both}`;
    case "most-spare":
      return `${agentId} has more room (${-chosenHas} against ${-has})`;
    case "fewest-open":
      return `${agentId} holds fewer items ${both}`;
    case "best-match":
      return `${agentId} matches better (${-chosenHas} above what is asked against ${-has})`;
    case "round-robin":
      return `it is the turn of ${agentId}`;
    case "cheapest":
      return `${agentId} costs less`;
    case "specialist-first":
      return `${agentId} has fewer other skills ${both}`;
    case "own-order":
      return `${agentId} comes first in the policy's own order`;
    case "id":
      return `${agentId} comes first by id`;
  }
}

function renderFailure(failure: Failure, agent: Agent): string {
  switch (failure.code) {
    case "residency":
      return `must be in ${failure.asked.join(" or ")}, is in ${failure.has ?? "no known place"}`;
    case "clearance":
      return `not cleared for ${failure.missing.join(", ")}`;
    case "excluded":
      return "excluded from this work";
    case "off-shift":
      return `off shift, ${backAt(failure.until, agent)}`;
    case "absent":
      return `absent, ${backAt(failure.until, agent)}`;
    case "presence":
      return failure.has;
    case "wrap-up":
      return `in wrap-up, ${backAt(failure.until, agent)}`;
    case "declined":
      return "declined it";
    case "channel-not-served":
      return `does not serve ${failure.asked}`;
    case "channel-full":
      return `holds ${failure.open} of ${failure.max} on ${failure.channel}`;
    case "capacity-full":
      return `has used ${failure.used} of ${failure.total}, and this takes ${failure.cost}`;
    case "authority":
      return `authority ${failure.has}, needs ${failure.asked}`;
    case "partner":
      return "in a partner team";
    case "region":
      return `not of ${failure.asked}`;
    case "market":
      return `not trained for ${failure.asked}`;
    case "language":
      if (failure.has === undefined) return `no ${failure.asked.join(" or ")}`;
      return reachesLevel(failure.has, failure.minLevel)
        ? `not ${failure.asked[0] ?? ""} itself`
        : `${failure.asked[0] ?? ""} ${failure.has}, needs ${failure.minLevel}`;
    case "skill":
      return failure.has === undefined
        ? `no ${failure.skill}`
        : `${failure.skill} ${failure.has}, needs ${failure.asked}`;
    case "stage":
      return `at stage ${failure.stage}, from ${readingFor(failure.opensAt, agent)}`;
  }
}

function backAt(until: Date | undefined, agent: Agent): string {
  return until === undefined ? "not back" : `back ${readingFor(until, agent)}`;
}

/** To a thousandth of a job; what is owed is known to a millionth. */
function roundJobs(jobs: number): number {
  return Math.round(jobs * 1000) / 1000;
}

/** An instant on the agent's clock: `31 Mar 09:00 Tokyo`. */
function readingFor(instant: Date, { calendar, team }: Agent): string {
  const zone = zoneOfCalendar(calendar) ?? zoneOfCalendar(team.calendar) ?? zoneOf("UTC", "UTC");
  return `${clockReading(instant.getTime(), zone)} ${zoneCity(zone)}`;
}
