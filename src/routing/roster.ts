import { formatPath, problemsOf, ProblemList } from "../check.js";
import type { Problem } from "../errors.js";
import type { Calendar, CalendarConfig } from "../schedule/index.js";
import { calendarAt, isCalendar } from "../schedule/internal.js";
import { makeAgent, type Agent, type Team } from "./agent.js";
import { toDurationMs, type DurationInput } from "../time/index.js";
import type { AgentConfig, RosterConfig, RoutingPolicy, StageConfig, TeamConfig } from "./config.js";
import { Places } from "./places.js";
import { agentSchema, rosterSchema, teamSchema } from "./schema.js";
import { toPolicy, type Policy } from "./stage.js";

const PLACES: unique symbol = Symbol.for("follow-the-sun/roster") as never;

/** Who works where: an immutable value made by `defineRoster`. */
export interface Roster {
  readonly kind: "roster";
  readonly teams: ReadonlyMap<string, Team>;
  /** By id, in the order of the ids. */
  readonly agents: ReadonlyMap<string, Agent>;
  readonly policy: Policy;
  /** The best proficiency there is. */
  readonly skillScale: number;
  /** @internal */
  readonly [PLACES]: Places;
}

/**
 * A roster from plain JSON.
 *
 * @throws {FollowTheSunError} With every problem at once: `config.*`, `zone.*`, `instant.*`.
 *
 * @example
 * const roster = defineRoster({
 *   teams: { tokyo: { calendar: tokyo, region: "APAC" }, london },
 *   agents: [
 *     { id: "yuki", team: "tokyo", languages: { ja: "native" }, capacity: 3 },
 *     { id: "sam", team: "london", languages: { en: "native", ja: "B2" },
 *       capacity: { total: 12, channels: { chat: { max: 3, cost: 2 }, email: { max: 10 } } } },
 *   ],
 * });
 */
export function defineRoster(config: RosterConfig): Roster {
  const problems = new ProblemList();
  problems.add(...problemsOf(rosterSchema, config, "roster"));
  const { teams: teamConfigs, agents: agentConfigs } = looselyRead(config);
  const teams = makeTeams(teamConfigs, problems);
  problems.add(...teamReferences(teamConfigs), ...crossChecks(Object.keys(teamConfigs), agentConfigs));
  problems.add(...policyProblems(config));
  problems.add(...skillsBeyond(scaleOf(config), agentConfigs, (index) => `roster.agents[${index}]`));
  const ownHours = agentConfigs.map(({ calendar }, index) =>
    calendar === undefined ? undefined : toCalendar(calendar, `roster.agents[${index}].calendar`, problems),
  );
  problems.throwIfAny();
  // From here on the config is known to be right.
  const agents = config.agents.map((agent, index) =>
    makeAgent(agent, teams.get(agent.team) as Team, ownHours[index]),
  );
  const fixed = { teams, policy: toPolicy(config.policy), skillScale: scaleOf(config) };
  return makeRoster(fixed, agents, new Map());
}

/**
 * The roster with one agent more, or with one changed.
 *
 * @throws {FollowTheSunError} `config.*` with every problem at once, under `path`.
 */
export function withAgent(roster: Roster, config: AgentConfig, path: string): Roster {
  const problems = new ProblemList();
  problems.add(...problemsOf(agentSchema, config, path));
  const { team, calendar } = isObject(config) ? config : ({} as Partial<AgentConfig>);
  if (typeof team === "string") problems.add(...unknownTeam([...roster.teams.keys()], team, path));
  if (isObject(config)) problems.add(...skillsBeyond(roster.skillScale, [config], () => path));
  const hours = calendar === undefined ? undefined : toPlainCalendar(calendar, `${path}.calendar`, problems);
  problems.throwIfAny();
  const agent = makeAgent(config, roster.teams.get(config.team) as Team, hours);
  const others = [...roster.agents.values()].filter(({ id }) => id !== agent.id);
  return makeRoster(roster, [...others, agent], roster[PLACES].slots);
}

/** The roster without one agent, who keeps an account. */
export function withoutAgent(roster: Roster, agentId: string): Roster {
  const others = [...roster.agents.values()].filter(({ id }) => id !== agentId);
  return makeRoster(roster, others, roster[PLACES].slots);
}

/** The roster with an account for each of these ids, whether they are here or not. */
export function withAccounts(roster: Roster, ids: readonly string[]): Roster {
  const slots = new Map(roster[PLACES].slots);
  for (const id of ids) if (!slots.has(id)) slots.set(id, slots.size);
  return makeRoster(roster, [...roster.agents.values()], slots);
}

/** Where each agent stands in the tables of a desk, and who could take what. */
export function placesOf(roster: Roster): Places {
  return roster[PLACES];
}

function makeRoster(
  { teams, policy, skillScale }: Pick<Roster, "teams" | "policy" | "skillScale">,
  unordered: readonly Agent[],
  slots: ReadonlyMap<string, number>,
): Roster {
  const agents = [...unordered].sort((a, b) => compareIds(a.id, b.id));
  return Object.freeze({
    kind: "roster",
    teams,
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    policy,
    skillScale,
    [PLACES]: new Places(agents, policy, skillScale, slots),
  });
}

/** The order of ids: by UTF-16 code units, the same on every machine and in every locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What can be read of a config whose shape may be wrong, so that every problem is found in one go. */
function looselyRead(config: Partial<RosterConfig>): Pick<RosterConfig, "teams" | "agents"> {
  const { teams, agents } = isObject(config) ? config : {};
  return {
    teams: isObject(teams) ? teams : {},
    agents: Array.isArray(agents)
      ? agents.map((agent: AgentConfig) => (isObject(agent) ? agent : ({} as AgentConfig)))
      : [],
  };
}

function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null;
}

function crossChecks(teams: readonly string[], agents: readonly AgentConfig[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  agents.forEach(({ id, team }, index) => {
    const path = `roster.agents[${index}]`;
    if (typeof id === "string" && seen.has(id)) {
      problems.push({ code: "config.duplicate", path: `${path}.id`, value: id, reason: "must be unique" });
    }
    seen.add(id);
    if (typeof team === "string") problems.push(...unknownTeam(teams, team, path));
  });
  return problems;
}

function unknownTeam(teams: readonly string[], team: string, path: string): Problem[] {
  if (teams.includes(team)) return [];
  const reason = `must be the key of a team: ${teams.join(", ") || "there is none"}`;
  return [{ code: "config.unknown-reference", path: `${path}.team`, value: team, reason }];
}

/** A team hands on to other teams, each of them there. */
function teamReferences(teams: RosterConfig["teams"]): Problem[] {
  return Object.entries(teams).flatMap(([id, config]) => {
    const others: unknown = isObject(config) && "handsOnTo" in config ? config.handsOnTo : undefined;
    if (!Array.isArray(others)) return [];
    return others.flatMap((other: unknown, index) => {
      if (typeof other !== "string" || (other !== id && Object.hasOwn(teams, other))) return [];
      const path = `${formatPath("roster.teams", [id])}.handsOnTo[${index}]`;
      return [
        {
          code: "config.unknown-reference" as const,
          path,
          value: other,
          reason: "must be the key of another team",
        },
      ];
    });
  });
}

/** Delays count from arrival and grow from stage to stage; a priority is listed once. */
function policyProblems(config: Partial<RosterConfig>): Problem[] {
  const policy: Partial<RoutingPolicy> | undefined = isObject(config) ? config.policy : undefined;
  const { stages, priorities } = isObject(policy) ? policy : {};
  return [
    ...(Array.isArray(stages) ? stageProblems(stages as readonly StageConfig[]) : []),
    ...(Array.isArray(priorities) ? repeated(priorities, "roster.policy.priorities") : []),
  ];
}

function stageProblems(stages: readonly StageConfig[]): Problem[] {
  const problems: Problem[] = [];
  let last = 0;
  stages.forEach((stage, index) => {
    const after: DurationInput | undefined = isObject(stage) ? stage.after : undefined;
    const ms =
      after === undefined ? undefined : new ProblemList().attempt(() => toDurationMs(after, "after"));
    if (ms === undefined) return; // none, or said by the schema
    const isWrong = index === 0 ? ms > 0 : ms < last;
    last = Math.max(last, ms);
    const reason =
      index === 0
        ? "must be 0: the first stage is open from arrival on"
        : "must not be less than that of the stage before";
    if (isWrong)
      problems.push({
        code: "config.order",
        path: `roster.policy.stages[${index}].after`,
        value: after,
        reason,
      });
  });
  return problems;
}

function repeated(values: readonly unknown[], path: string): Problem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ code: "config.duplicate" as const, path: `${path}[${index}]`, value, reason: "must be unique" }],
  );
}

const DEFAULT_SCALE = 100;

function scaleOf(config: Partial<RosterConfig>): number {
  const scale: unknown = isObject(config) ? config.skillScale : undefined;
  return typeof scale === "number" ? scale : DEFAULT_SCALE;
}

function skillsBeyond(
  scale: number,
  agents: readonly AgentConfig[],
  pathOf: (index: number) => string,
): Problem[] {
  return agents.flatMap(({ skills }, index) =>
    Object.entries(isObject(skills) ? skills : {})
      .filter(([, proficiency]) => proficiency > scale)
      .map(([skill, value]) => ({
        code: "config.order" as const,
        path: formatPath(`${pathOf(index)}.skills`, [skill]),
        value,
        reason: `must be at most ${scale}, the roster's skillScale`,
      })),
  );
}

type FullTeam = Extract<TeamConfig, { readonly calendar: unknown }>;

function makeTeams(configs: RosterConfig["teams"], problems: ProblemList): Map<string, Team> {
  const teams = new Map<string, Team>();
  for (const [id, config] of Object.entries(configs)) {
    const path = formatPath("roster.teams", [id]);
    const isHours = isObject(config) && (isCalendar(config) || "timeZone" in config);
    const wrong = isHours ? [] : problemsOf(teamSchema, config, path);
    problems.add(...wrong);
    if (wrong.length > 0) continue;
    const full: FullTeam = isHours ? { calendar: config } : config;
    const calendar = toCalendar(full.calendar, isHours ? path : `${path}.calendar`, problems);
    if (calendar === undefined) continue;
    const { name = inWords(id), region, location, partner = false, handsOnTo } = full;
    teams.set(id, Object.freeze({ id, name, region, location, partner, handsOnTo, calendar }));
  }
  return teams;
}

function toCalendar(
  value: Calendar | CalendarConfig,
  path: string,
  problems: ProblemList,
): Calendar | undefined {
  return isCalendar(value) ? value : problems.attempt(() => calendarAt(path, value));
}

/** Events and saved desks are plain JSON, and so is an agent's calendar in them. */
function toPlainCalendar(
  value: Calendar | CalendarConfig,
  path: string,
  problems: ProblemList,
): Calendar | undefined {
  if (!isCalendar(value)) return problems.attempt(() => calendarAt(path, value));
  const reason = "must be the config of a calendar: an event is plain JSON";
  problems.add({ code: "config.shape", path, value, reason });
  return undefined;
}

/** `newYork` and `new-york` are "New York". */
function inWords(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || key;
}
