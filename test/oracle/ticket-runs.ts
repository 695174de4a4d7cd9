import type { Case, Happening, Metric, Policy, Target } from "./ticket-words.js";

/** What held from an event until the next. */
interface Facts {
  readonly at: number;
  readonly status: string;
  readonly isSolved: boolean;
  readonly team: string | undefined;
  readonly policy: Policy;
}

/** The events known at an instant, and what held after each of them. */
export interface History {
  readonly customer: string | undefined;
  readonly events: readonly Happening[];
  readonly facts: readonly Facts[];
}

/** One run of a metric, from its activation to its end or for as long as is known. */
export interface Run {
  readonly metric: Metric;
  readonly team: string | undefined;
  readonly from: number;
  readonly to: number | undefined;
  readonly how: "fulfilled" | "cancelled" | undefined;
  /** The targets in force, one after another. */
  readonly terms: readonly { readonly from: number; readonly target: Target | undefined }[];
  /** Instants at which the answers below may change. */
  readonly cuts: readonly number[];
  readonly isStopped: (at: number) => boolean;
  readonly teamAt: (at: number) => string | undefined;
  /** The team that owned the ticket at its end. */
  readonly lastTeam: string | undefined;
}

/** A run in numbers of events: begun by one, ended by another; `gaps` are those in which it was solved. */
interface Span {
  readonly first: number;
  readonly last?: number;
  readonly how?: "fulfilled" | "cancelled";
  readonly gaps: readonly (readonly [solved: number, reopened: number])[];
  readonly team?: string | undefined;
}

/** What each event made true. */
export function historyOf({ policies, events }: Case, at: number): History {
  const known = events.filter((event) => event.at <= at);
  const policyOf = (priority: string): Policy => {
    const found = policies.find((policy) => policy.priority === priority) ?? policies.at(-1);
    if (found === undefined) throw new Error("a ticket needs a policy");
    return found;
  };
  const facts: Facts[] = [];
  let customer: string | undefined;
  for (const event of known) {
    const before = facts.at(-1);
    if (event.type === "created") {
      const { status = "open", team, attributes } = event;
      customer = event.customer;
      facts.push({ at: event.at, status, isSolved: false, team, policy: policyOf(attributes.priority) });
      continue;
    }
    if (before === undefined) throw new Error("the first event creates the ticket");
    const now = { ...before, at: event.at };
    if (event.type === "status-changed") facts.push({ ...now, status: event.to });
    else if (event.type === "team-changed") facts.push({ ...now, team: event.to });
    else if (event.type === "solved" || event.type === "closed") facts.push({ ...now, isSolved: true });
    else if (event.type === "reopened")
      facts.push({ ...now, isSolved: false, status: event.status ?? "open" });
    else if (event.type === "attributes-changed")
      facts.push({ ...now, policy: policyOf(event.attributes.priority) });
    else facts.push(now);
  }
  return { customer, events: known, facts };
}

/** Every run of a metric, in order of activation. */
export function runsOf(history: History, metric: Metric): Run[] {
  return spansOf(history, metric).flatMap((span) => settle(history, metric, span));
}

function spansOf(history: History, metric: Metric): Span[] {
  if (metric === "firstReply") return firstReplies(history);
  if (metric === "nextReply") return nextReplies(history);
  if (metric === "periodicUpdate") return periodicUpdates(history);
  if (metric === "ownership") return ownerships(history);
  return resolutions(history, metric);
}

/** Does this event solve the ticket? Closing what is unsolved does. */
function solves({ facts }: History, index: number): boolean {
  return facts[index]?.isSolved === true && facts[index - 1]?.isSolved === false;
}

/** A public message of somebody whose messages count as replies. */
function isReply({ events, facts }: History, index: number): boolean {
  const event = events[index];
  if (event?.type !== "message" || event.by === "customer") return false;
  return facts[index]?.policy.fulfilledBy.includes(event.by) === true;
}

/** Creation is the customer's first message, unless somebody else wrote it. */
function isFromCustomer({ events }: History, index: number): boolean {
  const event = events[index];
  if (event?.type === "created") return (event.by ?? "customer") === "customer";
  return event?.type === "message" && event.by === "customer";
}

/** From a customer's creation to the first reply, or as cancelled to the solve before it. */
function firstReplies(history: History): Span[] {
  if (!isFromCustomer(history, 0)) return [];
  const end = history.events.findIndex((_, index) => isReply(history, index) || solves(history, index));
  if (end === -1) return [{ first: 0, gaps: [] }];
  return [{ first: 0, last: end, how: isReply(history, end) ? "fulfilled" : "cancelled", gaps: [] }];
}

/** From the oldest unanswered message to the reply; the first message is the first-reply clock's, if there is one. */
function nextReplies(history: History): Span[] {
  const spans: Span[] = [];
  let since: number | undefined;
  let first = isFromCustomer(history, 0) && history.facts[0]?.policy.targets.firstReply !== undefined;
  history.events.forEach((_, index) => {
    const replied = isReply(history, index);
    if (replied || solves(history, index)) {
      first = false;
      if (since !== undefined)
        spans.push({ first: since, last: index, how: replied ? "fulfilled" : "cancelled", gaps: [] });
      since = undefined;
    } else if (isFromCustomer(history, index) && !first) since ??= index;
  });
  return since === undefined ? spans : [...spans, { first: since, gaps: [] }];
}

/** From a reply to the next, unless a customer writes or it is solved before. */
function periodicUpdates(history: History): Span[] {
  const spans: Span[] = [];
  let since: number | undefined;
  history.events.forEach((_, index) => {
    const replied = isReply(history, index);
    if (!replied && !solves(history, index) && !isFromCustomer(history, index)) return;
    if (since !== undefined)
      spans.push({ first: since, last: index, how: replied ? "fulfilled" : "cancelled", gaps: [] });
    since = replied ? index : undefined;
  });
  return since === undefined ? spans : [...spans, { first: since, gaps: [] }];
}

/** While one team owns the unsolved ticket. */
function ownerships({ facts }: History): Span[] {
  const spans: Span[] = [];
  let since: number | undefined;
  facts.forEach(({ team, isSolved }, index) => {
    const owner = isSolved ? undefined : team;
    const before = since === undefined ? undefined : facts[since]?.team;
    if (owner === before) return;
    if (since !== undefined)
      spans.push({ first: since, last: index, how: "fulfilled", gaps: [], team: before });
    since = owner === undefined ? undefined : index;
  });
  return since === undefined ? spans : [...spans, { first: since, gaps: [], team: facts[since]?.team }];
}

/** From creation to the first solve or the last; what comes after a solve is the reopen mode's. */
function resolutions(history: History, metric: Metric): Span[] {
  const spans: Span[] = [];
  let open: Span | undefined = { first: 0, gaps: [] };
  history.facts.forEach(({ policy, isSolved }, index) => {
    if (solves(history, index) && open !== undefined) {
      spans.push({ ...open, last: index, how: "fulfilled" });
      open = undefined;
    }
    if (isSolved || history.facts[index - 1]?.isSolved !== true) return;
    // Only the resolution goes by the mode; while solved, nobody waits and nobody works.
    const mode = metric === "resolution" ? policy.reopen : "resume";
    if (metric === "firstResolution" || mode === "first-only") return;
    if (mode === "new-cycle") {
      open = { first: index, gaps: [] };
      return;
    }
    const before = spans.pop();
    if (before?.last === undefined) return;
    const gap = [before.last, index] as const;
    open = { first: before.first, gaps: mode === "resume" ? [...before.gaps, gap] : before.gaps };
  });
  return open === undefined ? spans : [...spans, open];
}

/** A run, or several where a change of target restarted it. */
function settle(history: History, metric: Metric, span: Span): Run[] {
  const { facts } = history;
  const end = span.last ?? facts.length;
  const targetAt = (index: number) => facts[index]?.policy.targets[metric];
  const atOf = (index: number) => facts[index]?.at ?? NaN;
  let first = span.first;
  let terms = [{ from: atOf(first), target: targetAt(first) }];
  const runs: Run[] = [];
  for (let index = first + 1; index < end; index++) {
    if (facts[index]?.isSolved === true) continue; // what changes while it is solved applies from its reopening
    const target = targetAt(index);
    const mode = facts[index]?.policy.change;
    if (isSame(target, terms.at(-1)?.target) || mode === "freeze") continue;
    if (mode === "carry") {
      terms.push({ from: atOf(index), target });
      continue;
    }
    runs.push(toRun(history, metric, { ...span, first, last: index, how: "cancelled" }, terms));
    first = index;
    terms = [{ from: atOf(index), target }];
  }
  return [...runs, toRun(history, metric, { ...span, first }, terms)];
}

function isSame(a: Target | undefined, b: Target | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function toRun({ facts }: History, metric: Metric, span: Span, terms: Run["terms"]): Run {
  const { first, last, how, gaps, team } = span;
  const own = facts.slice(0, last); // what held until the event that ended it
  const factsAt = (at: number) => own[own.filter((each) => each.at <= at).length - 1];
  const gapTimes = gaps.map(([solved, reopened]) => [facts[solved]?.at ?? NaN, facts[reopened]?.at ?? NaN]);
  const isStopped = (at: number) => {
    if (gapTimes.some(([from = NaN, to = NaN]) => from <= at && at < to)) return true;
    const now = factsAt(at);
    if (now === undefined || now.isSolved) return false; // solved, and not a gap: it counts through
    // A promise that came later is as if it had been there: what paused it then is not lost.
    const inForce = terms.filter((each) => each.from <= at).length - 1;
    const target = terms[inForce]?.target ?? terms.slice(inForce).find((each) => each.target)?.target;
    if (target?.pauses === true && now.policy.pausedStatuses.includes(now.status)) return true;
    const agents = now.policy.agentStatuses;
    return metric === "agentWork" && agents !== undefined && !agents.includes(now.status);
  };
  return {
    metric,
    team,
    from: facts[first]?.at ?? NaN,
    to: last === undefined ? undefined : facts[last]?.at,
    how,
    terms,
    cuts: facts.map(({ at }) => at),
    isStopped,
    teamAt: (at) => factsAt(at)?.team,
    lastTeam: own.at(-1)?.team,
  };
}
