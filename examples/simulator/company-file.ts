import {
  defineCalendar,
  defineRoster,
  defineSlaPolicies,
  orderQueue,
  type AgentConfig,
  type Calendar,
  type Roster,
  type RosterConfig,
  type TeamConfig,
} from "follow-the-sun";
import { asCompany, pathText, shapeFlaws } from "./company-schema.js";
import type { Company, CompanyConfig } from "./company.js";
import { askedOf } from "./contact.js";
import { flawed, flawsOf, type Flaw } from "./flaws.js";
import { readJson } from "./json-file.js";
import { isObject, mergePatch } from "./merge-patch.js";

/** A company, and the one that its `change` makes of it. */
export interface CompanyFile {
  readonly company: Company;
  readonly changed?: { readonly what: string; readonly company: Company };
}

/** Reads a company file. Whatever is wrong with it is said at once, each with its path. */
export function readCompany(file: string): CompanyFile {
  return companyFrom(readJson(file), file);
}

/** @param file - What the errors call it. */
export function companyFrom(value: unknown, file: string): CompanyFile {
  const company = checked(value, file);
  const { change } = value as CompanyConfig;
  if (change === undefined) return { company };
  const { what, ...patch } = change;
  const changed = checked(mergePatch(value, { ...patch, change: null }), `${file}, changed by "${what}"`);
  return { company, changed: { what, company: changed } };
}

/** The same company under other rules of routing: a merge patch for its policy. */
export function withPolicy(company: Company, policy: unknown, file: string): Company {
  const { policy: own = {} } = company.roster;
  const roster = {
    ...company.roster,
    policy: mergePatch(own, policy) as NonNullable<RosterConfig["policy"]>,
  };
  const flaws = flawsOf(
    () => defineRoster(roster),
    (path) => path.replace(/^roster\.policy\.?/, ""),
  );
  if (flaws.length > 0) throw flawed(file, flaws);
  return { ...company, roster };
}

function checked(value: unknown, file: string): Company {
  const shape = shapeFlaws(value);
  const isWhole = shape.length === 0;
  const read =
    isObject(value) && isObject(value.roster) ? rosterOf(value as unknown as CompanyConfig) : undefined;
  const flaws = [
    ...shape,
    ...(read?.flaws ?? []).filter(({ path }) => !shape.some((other) => path.startsWith(other.path))),
    ...(isWhole && read?.roster !== undefined ? deeperFlaws(asCompany(value), read.roster) : []),
  ];
  if (flaws.length > 0 || read?.roster === undefined) throw flawed(file, flaws);
  const { roster, config } = read;
  const calendars = Object.fromEntries(
    Array.from(roster.teams.values(), ({ id, calendar }) => [id, calendar]),
  );
  return { ...asCompany(value), roster: withCalendars(config, roster), calendars };
}

/** The roster with its crews as agents, or what the package finds wrong with it. */
function rosterOf({ roster, crews = {} }: CompanyConfig): {
  readonly config: RosterConfig;
  readonly roster?: Roster;
  readonly flaws: readonly Flaw[];
} {
  const own = roster.agents ?? [];
  const members = Object.entries(isObject(crews) ? crews : {}).flatMap(([key, { count, ...crew }]) =>
    Array.from({ length: count }, (_, index): [string, AgentConfig] => [
      key,
      { ...crew, id: `${key}-${String(index + 1).padStart(2, "0")}` },
    ]),
  );
  const config = { ...roster, agents: [...own, ...members.map(([, agent]) => agent)] } as RosterConfig;
  let made: Roster | undefined;
  const flaws = flawsOf(
    () => (made = defineRoster(config)),
    (path) =>
      path.replace(/^roster\.agents\[(\d+)\]/, (whole, index: string) => {
        const key = members[Number(index) - own.length]?.[0];
        return key === undefined ? whole : pathText(["crews", key]);
      }),
  );
  return { config, flaws: uniqueFlaws(flaws), ...(made !== undefined && { roster: made }) };
}

/** Once for all members of a crew. */
function uniqueFlaws(flaws: readonly Flaw[]): Flaw[] {
  return [...new Map(flaws.map((flaw) => [`${flaw.path} ${flaw.reason}`, flaw])).values()];
}

/** What is wrong although every part has the right shape. */
function deeperFlaws(company: CompanyConfig, roster: Roster): Flaw[] {
  const { places = {} } = company;
  const teams = Object.fromEntries(Array.from(roster.teams.values(), ({ id, calendar }) => [id, calendar]));
  const promises = flawsOf(
    () => defineSlaPolicies({ ...company.promises, teams }),
    (path) => path.replace(/^sla/, "promises"),
  );
  return [
    ...promises,
    ...(promises.length === 0 ? escalationFlaws(company, roster.policy.priorities) : []),
    ...sourceFlaws(company),
    ...askedFlaws(company, roster),
    ...Object.keys(places).flatMap((team) =>
      unless(roster.teams.has(team), ["places", team], "is no team of the roster"),
    ),
  ];
}

function escalationFlaws(
  { promises, escalations = [] }: CompanyConfig,
  priorities: readonly string[],
): Flaw[] {
  const steps = new Set(promises.policies.flatMap(stepsOf));
  const levels = `must be one of the policy's priorities: ${priorities.join(", ")}`;
  return escalations.flatMap(({ step, raiseTo }, index) => [
    ...unless(steps.has(step), ["escalations", index, "step"], "is no step of the promises"),
    ...unless(
      raiseTo === undefined || priorities.includes(raiseTo),
      ["escalations", index, "raiseTo"],
      levels,
    ),
  ]);
}

function stepsOf({ steps = [], targets }: CompanyConfig["promises"]["policies"][number]): string[] {
  const own = Object.values(targets).flatMap((target) =>
    typeof target === "object" && "steps" in target ? (target.steps ?? []) : [],
  );
  return [...steps, ...own].map(({ name }) => name);
}

function sourceFlaws({ traffic, promises }: CompanyConfig): Flaw[] {
  return Object.entries(traffic.sources).flatMap(([key, { timeZone, customer }]) => {
    const path = ["traffic", "sources", key];
    return [
      ...flawsOf(
        () => defineCalendar({ timeZone }),
        () => pathText([...path, "timeZone"]),
      ),
      ...unless(
        customer === undefined || Object.hasOwn(promises.customers ?? {}, customer),
        [...path, "customer"],
        "is no customer of the promises",
      ),
    ];
  });
}

/** What is asked of agents, the package is to understand: of each source, and of each kind. */
function askedFlaws({ traffic }: CompanyConfig, roster: Roster): Flaw[] {
  const sources = Object.keys(traffic.sources);
  const kinds = Object.keys(traffic.kinds);
  const { priorities } = roster.policy;
  const levels = `must be one of the policy's priorities: ${priorities.join(", ")}`;
  const check = (source: string, kind: string, own: readonly string[], wanted: readonly string[]): Flaw[] => {
    const asked = askedOf(traffic, { source, kind }, wanted);
    const pathOf = (path: string): string =>
      path
        .replace(/^(queue\[0\]|work)/, pathText(own))
        .replace(
          /\.languages\[(\d+)\]$/,
          (_, index: string) => `.languages.${asked.languages?.[Number(index)]}`,
        );
    return flawsOf(() => orderQueue(roster, [{ ...asked, id: "any", arrivedAt: 0 }], 0), pathOf);
  };
  return uniqueFlaws([
    ...kinds.flatMap((kind) => check(sources[0] ?? "", kind, ["traffic", "kinds", kind], [])),
    ...Object.entries(traffic.kinds).flatMap(([kind, { priority }]) =>
      unless(
        priority === undefined || priorities.includes(priority),
        ["traffic", "kinds", kind, "priority"],
        levels,
      ),
    ),
    ...sources.flatMap((source) => {
      const wanted = Object.keys(traffic.sources[source]?.languages ?? {});
      return check(source, kinds[0] ?? "", ["traffic", "sources", source], wanted);
    }),
  ]);
}

function unless(isRight: boolean, path: readonly PropertyKey[], reason: string): Flaw[] {
  return isRight ? [] : [{ path: pathText(path), reason }];
}

/** Compiled once for all runs, and for all who share it. */
function withCalendars(config: RosterConfig, { teams, agents }: Roster): RosterConfig {
  const shared = new Map<string, Calendar>();
  return {
    ...config,
    teams: Object.fromEntries(
      Object.entries(config.teams).map(([key, team]): [string, TeamConfig] => {
        const calendar = teams.get(key)?.calendar;
        const details = "calendar" in team ? team : {};
        return [key, calendar === undefined ? team : { ...details, calendar }];
      }),
    ),
    agents: config.agents.map((agent): AgentConfig => {
      const calendar = agents.get(agent.id)?.calendar;
      if (agent.calendar === undefined || calendar === undefined) return agent;
      const one = shared.get(calendar.revision) ?? calendar;
      shared.set(calendar.revision, one);
      return { ...agent, calendar: one };
    }),
  };
}
