import type { Calendar } from "../schedule/index.js";
import { timelineOf, type Timeline } from "../schedule/internal.js";
import { normalise, toEpochMs, type IntervalList } from "../time/index.js";
import type { AgentConfig, CapacityConfig } from "./config.js";
import { parseLanguageTag, type LanguageLevels, type LanguageTag } from "./language.js";

export interface Team {
  readonly id: string;
  /** For people: the configured name, or the key in words. */
  readonly name: string;
  readonly region: string | undefined;
  readonly location: string | undefined;
  /** Outsourced. */
  readonly partner: boolean;
  /** The ids of the teams that take over when its day ends, in order; `undefined`: whoever is open. */
  readonly handsOnTo: readonly string[] | undefined;
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
  /** The share of work that is fair, in thousandths of full time. */
  readonly weight: number;
}

export interface Capacity {
  readonly total: number;
  /** The channels with a limit of their own; none where one number is the capacity for all channels. */
  readonly channels: readonly string[];
  /** The limit and the cost of one item on a channel; `undefined` when the channel is not served. */
  on(channel: string): { readonly max: number; readonly cost: number } | undefined;
}

/** An agent from a config that has been checked. */
export function makeAgent(config: AgentConfig, team: Team, ownHours: Calendar | undefined): Agent {
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
    weight: Math.round((config.weight ?? 1) * 1000),
  });
}

function makeCapacity(config: CapacityConfig): Capacity {
  if (typeof config === "number") {
    const any = { max: Infinity, cost: 1 }; // the total is the only limit
    return { total: config, channels: [], on: () => any };
  }
  const channels = Object.keys(config.channels);
  const limits = Object.values(config.channels).map(({ max, cost = 1 }) => ({ max, cost }));
  return { total: config.total, channels, on: (channel) => limits[channels.indexOf(channel)] };
}
