import type { Calendar, CalendarConfig } from "../schedule/index.js";
import type { InstantInput } from "../time/index.js";
import type { LanguageLevel } from "./language.js";

/** How an agent is chosen among those who can take the work. */
export type Strategy = "longest-idle" | "least-loaded";

/** A team: its hours (a calendar, or the config of one), or the same with more about it. */
export type TeamConfig =
  | Calendar
  | CalendarConfig
  | {
      /** Zone, hours and the holidays the team keeps: a calendar, or the config of one. */
      readonly calendar: Calendar | CalendarConfig;
      /** What people call it. Default: its key, in words (`newYork` is "New York"). */
      readonly name?: string | undefined;
      /** A label to group teams by, such as `EMEA`. */
      readonly region?: string | undefined;
      /** Where its people work unless they say otherwise, for residency: `EU`, `US`, a country. */
      readonly location?: string | undefined;
    };

/** How much of one channel an agent may hold. */
export interface ChannelCapacity {
  /** Items of this channel at the same time, at least 1. */
  readonly max: number;
  /** What each takes from the total. Default 1. */
  readonly cost?: number | undefined;
}

/**
 * How much an agent may hold: so many items of any channel, or a total that
 * items of the listed channels draw on. Channels that are not listed are not served.
 */
export type CapacityConfig =
  number | { readonly total: number; readonly channels: Readonly<Record<string, ChannelCapacity>> };

export interface AgentConfig {
  /** Unique in the roster; ties are broken by it. */
  readonly id: string;
  /** The key of a team. */
  readonly team: string;
  /** Level per BCP 47 tag: `{ en: "native", ja: "B2" }`. */
  readonly languages?: Readonly<Record<string, LanguageLevel>> | undefined;
  /** Proficiency per skill, on any scale from 0 up (0 to 100 is usual). */
  readonly skills?: Readonly<Record<string, number>> | undefined;
  /** Default 1. */
  readonly capacity?: CapacityConfig | undefined;
  /** Own hours. Default: the team's. */
  readonly calendar?: Calendar | CalendarConfig | undefined;
  /** Leave and other absences, `[from, to)`, in any order. */
  readonly absences?: readonly (readonly [from: InstantInput, to: InstantInput])[] | undefined;
  /** Where this agent works, for residency. Default: the team's. */
  readonly location?: string | undefined;
  /** What the agent is cleared for: `["pci"]`. */
  readonly clearances?: readonly string[] | undefined;
}

/** The rules by which a roster's work is routed. */
export interface RoutingPolicy {
  /** Default `longest-idle`. */
  readonly strategy?: Strategy | undefined;
}

/** Who works where, and what they can do: plain JSON, but for calendars that are made already. */
export interface RosterConfig {
  readonly teams: Readonly<Record<string, TeamConfig>>;
  readonly agents: readonly AgentConfig[];
  readonly policy?: RoutingPolicy | undefined;
}
