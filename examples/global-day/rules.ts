import { existsSync } from "node:fs";
import { defineRoster, type RoutingPolicy, type Strategy } from "follow-the-sun";
import { InputError } from "../simulator/errors.js";
import { flawed, flawsOf, type Flaw } from "../simulator/flaws.js";
import { readJson } from "../simulator/json-file.js";
import { isObject, mergePatch } from "../simulator/merge-patch.js";
import { DAY_POLICY } from "./roster.js";

/** By which rules a day is routed, and how many people there are where it is not the profile that says so. */
export interface Rules {
  /** What people call them. */
  readonly name: string;
  readonly policy: RoutingPolicy;
  readonly people: Readonly<Record<string, number>>;
}

export const OWN_RULES: Rules = { name: "the demo's own policy", policy: DAY_POLICY, people: {} };

const STRATEGIES: Readonly<Record<Strategy, true>> = {
  "fair-share": true,
  "longest-idle": true,
  "least-loaded": true,
  "most-spare": true,
  "fewest-open": true,
  "best-match": true,
  "round-robin": true,
  cheapest: true,
};

/**
 * Rules from a file: the policy's keys, as a merge patch over the demo's own, and beside them `people`, a
 * number by country. Or by the name of a strategy.
 *
 * @param countries - Those that have people; none of a replay, whose people are the log's.
 */
export function readRules(from: string, countries: readonly string[]): Rules {
  if (Object.hasOwn(STRATEGIES, from)) return rulesOf(from, { strategy: from }, countries);
  if (!existsSync(from)) {
    const names = Object.keys(STRATEGIES).join(", ");
    throw new InputError(`there is no such file, and no such strategy; there are ${names}`, { file: from });
  }
  return rulesOf(from, readJson(from), countries);
}

function rulesOf(name: string, patch: unknown, countries: readonly string[]): Rules {
  if (!isObject(patch)) throw new InputError("must be an object of a policy's keys", { file: name });
  const { people = {}, ...own } = patch;
  const policy = mergePatch(DAY_POLICY, own) as RoutingPolicy;
  const flaws = [
    ...flawsOf(
      () => defineRoster({ teams: {}, agents: [], policy }),
      (path) => path.replace(/^roster\.policy\.?/, ""),
    ),
    ...peopleFlaws(people, countries),
  ];
  if (flaws.length > 0) throw flawed(name, flaws);
  return { name, policy, people: people as Rules["people"] };
}

function peopleFlaws(people: unknown, countries: readonly string[]): Flaw[] {
  if (!isObject(people)) return [{ path: "people", reason: "must be numbers of people by country" }];
  return Object.entries(people).flatMap(([country, count]) => {
    const path = `people.${country}`;
    if (countries.length === 0)
      return [{ path, reason: "is of no use: a replay's people are those of its log" }];
    if (!countries.includes(country)) return [{ path, reason: "is no region of the day" }];
    const isCount = Number.isInteger(count) && Number(count) >= 1 && Number(count) <= 9999;
    return isCount ? [] : [{ path, reason: "must be a number of people, from 1 to 9999" }];
  });
}
