import { timelineOf } from "../schedule/internal.js";
import type { Condition, Metric } from "./config.js";
import type { Sla, SlaPolicy, Target } from "./policy.js";

/** Something about the policies that cannot be meant. */
export interface SlaFinding {
  readonly code: "never-met" | "never-matches" | "reply-after-resolution" | "pauses-nothing";
  readonly policy: string;
  readonly metric: Metric | undefined;
  readonly sentence: string;
}

/**
 * What is wrong with the policies, though each is well-formed: targets that can
 * never be met, policies that can never match, a reply that is due after the
 * resolution, paused statuses that stop no clock.
 *
 * @returns In the order of the policies; empty when nothing is found.
 *
 * @example
 * lintSlaPolicies(sla); // => []
 */
export function lintSlaPolicies(sla: Sla): readonly SlaFinding[] {
  return sla.policies.flatMap((policy, index) => [
    ...neverMatches(policy, sla.policies.slice(0, index)),
    ...neverMet(sla, policy),
    ...replyAfterResolution(policy),
    ...pausesNothing(policy),
  ]);
}

function neverMatches(policy: SlaPolicy, earlier: readonly SlaPolicy[]): SlaFinding[] {
  const find = (sentence: string): SlaFinding[] => [
    { code: "never-matches", policy: policy.id, metric: undefined, sentence },
  ];
  const impossible = Object.entries(policy.config.when ?? {}).find(([, condition]) =>
    isImpossible(condition),
  );
  if (impossible !== undefined) return find(`no ticket has such a ${impossible[0]}`);
  const shadow = earlier.find((other) => takesAllOf(other, policy));
  return shadow === undefined ? [] : find(`every ticket that it matches is ${shadow.id}'s already`);
}

function isImpossible(condition: Condition): boolean {
  if (typeof condition !== "object") return false;
  if (Array.isArray(condition)) return condition.length === 0;
  if ("not" in condition) return false;
  const { atLeast = -Infinity, atMost = Infinity } = condition as { atLeast?: number; atMost?: number };
  return atLeast > atMost;
}

/** Does an earlier policy match whatever a later one does? Predicates of the caller are not looked into. */
function takesAllOf(earlier: SlaPolicy, later: SlaPolicy): boolean {
  if (earlier.config.where !== undefined) return false;
  const asked = later.config.when ?? {};
  return Object.entries(earlier.config.when ?? {}).every(
    ([name, condition]) => asked[name] !== undefined && includes(condition, asked[name]),
  );
}

/** Does one condition hold whenever another does? */
function includes(wide: Condition, narrow: Condition): boolean {
  if (JSON.stringify(wide) === JSON.stringify(narrow)) return true;
  const values = valuesOf(narrow);
  if (values !== undefined) return values.every((value) => holdsFor(wide, value));
  if (typeof wide !== "object" || typeof narrow !== "object" || isList(wide) || isList(narrow)) return false;
  if ("not" in wide) return "not" in narrow && wide.not.every((value) => narrow.not.includes(value));
  if ("not" in narrow) return false;
  const [outer, inner] = [rangeOf(wide), rangeOf(narrow)];
  return outer.atLeast <= inner.atLeast && inner.atMost <= outer.atMost;
}

function rangeOf({
  atLeast = -Infinity,
  atMost = Infinity,
}: {
  atLeast?: number | undefined;
  atMost?: number | undefined;
}) {
  return { atLeast, atMost };
}

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

/** The values that meet a condition, where they can be listed. */
function valuesOf(condition: Condition): readonly (string | number | boolean)[] | undefined {
  if (typeof condition !== "object") return [condition];
  return Array.isArray(condition) ? (condition as readonly (string | number | boolean)[]) : undefined;
}

function holdsFor(condition: Condition, value: string | number | boolean): boolean {
  const values = valuesOf(condition);
  if (values !== undefined) return values.includes(value);
  if (typeof condition === "object" && "not" in condition) return !condition.not.includes(value);
  const { atLeast = -Infinity, atMost = Infinity } = condition as { atLeast?: number; atMost?: number };
  return typeof value === "number" && atLeast <= value && value <= atMost;
}

function neverMet(sla: Sla, policy: SlaPolicy): SlaFinding[] {
  return [...policy.targets].flatMap(([metric, target]) => {
    if (calendarsFor(sla, target).some((calendar) => timelineOf(calendar).add(0, 1) !== undefined)) return [];
    const sentence = `nobody on whose hours ${metric} counts is ever open`;
    return [{ code: "never-met", policy: policy.id, metric, sentence }];
  });
}

function calendarsFor({ anyTeam, teams, customers }: Sla, { calendar }: Target) {
  if (calendar === "any-team") return [anyTeam];
  if (calendar === "customer") return [...customers.values()];
  if (typeof calendar !== "object") return [...teams.values()];
  return [...teams].filter(([id]) => id === calendar.fixed).map(([, each]) => each);
}

function replyAfterResolution({ id, targets }: SlaPolicy): SlaFinding[] {
  const replies: Metric[] = ["firstReply", "nextReply"];
  const resolutions: Metric[] = ["firstResolution", "resolution"];
  return replies.flatMap((metric) => {
    const reply = targets.get(metric);
    const isLater = resolutions.some((each) => isLonger(reply, targets.get(each)));
    return isLater
      ? [
          {
            code: "reply-after-resolution",
            policy: id,
            metric,
            sentence: `${metric} may come after the resolution`,
          },
        ]
      : [];
  });
}

/** On other hours there is no comparison. */
function isLonger(reply: Target | undefined, resolution: Target | undefined): boolean {
  if (reply === undefined || resolution === undefined) return false;
  return (
    reply.targetMs > resolution.targetMs &&
    JSON.stringify(reply.calendar) === JSON.stringify(resolution.calendar)
  );
}

function pausesNothing({ id, targets, pausedStatuses }: SlaPolicy): SlaFinding[] {
  if (pausedStatuses.size === 0 || targets.size === 0 || [...targets.values()].some(({ pauses }) => pauses))
    return [];
  const sentence = "its paused statuses stop none of its clocks";
  return [{ code: "pauses-nothing", policy: id, metric: undefined, sentence }];
}
