import { formatPath, problemsOf, ProblemList } from "../check.js";
import type { Problem } from "../errors.js";
import type { Calendar, CalendarConfig } from "../schedule/index.js";
import { calendarAt, isCalendar, timelineOf, type Timeline } from "../schedule/internal.js";
import { normalise, toEpochMs, type IntervalList } from "../time/index.js";
import type { AgentConfig, CapacityConfig, RosterConfig, TeamConfig } from "./config.js";
import { parseLanguageTag, type LanguageLevels, type LanguageTag } from "./language.js";
import { rosterSchema, teamSchema } from "./schema.js";
import { toPolicy, type Policy } from "./stage.js";

export interface Team {
  readonly id: string;
  /** For people: the configured name, or the key in words. */
  readonly name: string;
  readonly region: string | undefined;
  readonly location: string | undefined;
  /** Outsourced. */
  readonly partner: boolean;
  readonly calendar: Calendar;
}

export interface Agent {
  readonly id: string;
  readonly team: Team;
  /** Own hours or the team's. */
  readonly calendar: Calendar;
  /** The same, compiled. @internal */
  readonly hours: Timeline;
  /** @internal */
  readonly absences: IntervalList;
  readonly languages: readonly {
    readonly tag: string;
    readonly parts: LanguageTag;
    readonly levels: LanguageLevels;
  }[];
  readonly skills: ReadonlyMap<string, number>;
  readonly capacity: Capacity;
  /** Where the agent works: own or the team's. */
  readonly location: string | undefined;
  readonly clearances: ReadonlySet<string>;
  readonly authority: number;
  /** `undefined`: trained for all. */
  readonly markets: ReadonlySet<string> | undefined;
  readonly costPerHour: number | undefined;
}

export interface Capacity {
  readonly total: number;
  /** The limit and the cost of one item on a channel; `undefined` when the channel is not served. */
  on(channel: string): { readonly max: number; readonly cost: number } | undefined;
}

/** Who works where: an immutable value made by `defineRoster`. */
export interface Roster {
  readonly kind: "roster";
  readonly teams: ReadonlyMap<string, Team>;
  /** By id, in the order of the ids. */
  readonly agents: ReadonlyMap<string, Agent>;
  readonly policy: Policy;
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
  problems.add(...crossChecks(Object.keys(teamConfigs), agentConfigs));
  const ownHours = agentConfigs.map(({ calendar }, index) =>
    calendar === undefined ? undefined : toCalendar(calendar, `roster.agents[${index}].calendar`, problems),
  );
  problems.throwIfAny();
  // From here on the config is known to be right.
  const agents = config.agents
    .map((agent, index) => makeAgent(agent, teams.get(agent.team) as Team, ownHours[index]))
    .sort((a, b) => compareIds(a.id, b.id));
  return Object.freeze({
    kind: "roster",
    teams,
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    policy: toPolicy(config.policy),
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
    if (typeof team === "string" && !teams.includes(team)) {
      const reason = `must be the key of a team: ${teams.join(", ") || "there is none"}`;
      problems.push({ code: "config.unknown-reference", path: `${path}.team`, value: team, reason });
    }
  });
  return problems;
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
    const { name = inWords(id), region, location, partner = false } = full;
    teams.set(id, Object.freeze({ id, name, region, location, partner, calendar }));
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

function makeAgent(config: AgentConfig, team: Team, ownHours: Calendar | undefined): Agent {
  const calendar = ownHours ?? team.calendar;
  return Object.freeze({
    id: config.id,
    team,
    calendar,
    hours: timelineOf(calendar),
    absences: normalise(
      (config.absences ?? []).map(([from, to]) => ({
        start: toEpochMs(from, "from"),
        end: toEpochMs(to, "to"),
      })),
    ),
    languages: Object.entries(config.languages ?? {}).map(([tag, levels]) => ({
      tag,
      parts: parseLanguageTag(tag) as LanguageTag,
      levels,
    })),
    skills: new Map(Object.entries(config.skills ?? {})),
    capacity: makeCapacity(config.capacity ?? 1),
    location: config.location ?? team.location,
    clearances: new Set(config.clearances),
    authority: config.authority ?? 0,
    markets: config.markets && new Set(config.markets),
    costPerHour: config.costPerHour,
  });
}

function makeCapacity(config: CapacityConfig): Capacity {
  if (typeof config === "number") {
    const any = { max: Infinity, cost: 1 }; // the total is the only limit
    return { total: config, on: () => any };
  }
  const channels = new Map(
    Object.entries(config.channels).map(([channel, { max, cost = 1 }]) => [channel, { max, cost }]),
  );
  return { total: config.total, on: (channel) => channels.get(channel) };
}

/** `newYork` and `new-york` are "New York". */
function inWords(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || key;
}
