import type { Calendar, CalendarConfig } from "../schedule/index.js";
import type { DurationInput, InstantInput } from "../time/index.js";
import type { LanguageLevels } from "./language.js";

/** How an agent is chosen among those who can take the work. */
export type Strategy =
  /** Who is owed most work, by the ledger of fair shares. */
  | "fair-share"
  /** Who has waited longest since they last got or finished work. */
  | "longest-idle"
  /** Who has used the smallest share of their capacity. */
  | "least-loaded"
  /** Who has most capacity left, in absolute terms. */
  | "most-spare"
  /** Who holds the fewest items, over all channels. */
  | "fewest-open"
  /** Who is furthest above the proficiency that is asked for. */
  | "best-match"
  /** The next after whoever got the last item, in the order of the ids. */
  | "round-robin"
  /** Who costs least per hour. */
  | "cheapest";

export const STRATEGIES: readonly Strategy[] = [
  "fair-share",
  "longest-idle",
  "least-loaded",
  "most-spare",
  "fewest-open",
  "best-match",
  "round-robin",
  "cheapest",
];

/** How close an agent's language must be, strictest first; each includes those before it. */
export type LanguageTier =
  /** The very tag that is wanted first, case aside. */
  | "exact"
  /** The language wanted first, in its script when it is written; any region. */
  | "same-language"
  /** One that the policy calls related to it. */
  | "related"
  /** Any language that the customer listed. */
  | "any-listed"
  /** The policy's common language. */
  | "common"
  /** Any, with a translation beside it, where the policy allows that. */
  | "translation";

export const LANGUAGE_TIERS: readonly LanguageTier[] = [
  "exact",
  "same-language",
  "related",
  "any-listed",
  "common",
  "translation",
];

/** What may be relaxed from when on. A stage relaxes what those before it relaxed, too. */
export interface StageConfig {
  /** Counted from arrival, whatever happened in between. Default: at once. */
  readonly after?: DurationInput | undefined;
  /** Default `same-language`, or what the stage before has. */
  readonly languages?: LanguageTier | undefined;
  /** Are preferred skills forgotten? Until then they are required. */
  readonly dropPreferred?: boolean | undefined;
  /** By how much less required proficiency will do; the skill itself must still be there. */
  readonly lowerProficiencyBy?: number | undefined;
  /** May people of other regions than the work's take it? Default: yes, where no stage says otherwise. */
  readonly otherRegions?: boolean | undefined;
  /** May partner teams take it? Default: yes, where no stage says otherwise. */
  readonly partners?: boolean | undefined;
  /** May people take it who are not trained for its market? */
  readonly otherMarkets?: boolean | undefined;
}

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
      /** An outsourced team, which stages may leave out. Default: own. */
      readonly partner?: boolean | undefined;
      /** The keys of the teams that take over when its day ends, in this order. Default: whoever is open. */
      readonly handsOnTo?: readonly string[] | undefined;
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
  /** Level per BCP 47 tag, written and spoken apart where they differ: `{ en: "native", ja: { written: "A2", spoken: "C1" } }`. */
  readonly languages?: Readonly<Record<string, LanguageLevels>> | undefined;
  /** Proficiency per skill, from 0 to the top of the roster's `skillScale`. */
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
  /** Up to which level this agent may decide. Default 0. */
  readonly authority?: number | undefined;
  /** The markets this agent is trained for. Default: all of them. */
  readonly markets?: readonly string[] | undefined;
  /** The share of work that is fair for this agent: 1 is full time, 0.5 half. In thousandths, at most 100. Default 1. */
  readonly weight?: number | undefined;
  /** For `cheapest`. Default: dearer than all who have one. */
  readonly costPerHour?: number | undefined;
}

/** A candidate, for a caller's own order. */
export interface CandidateView {
  readonly agentId: string;
  readonly idleSince: Date;
  readonly used: number;
  readonly total: number;
  /** Items per channel. */
  readonly open: Readonly<Record<string, number>>;
}

/** The rules by which a roster's work is routed. Plain JSON, but for an order of the caller's own. */
export interface RoutingPolicy {
  /** Default `fair-share`, or with an order of your own `longest-idle`. */
  readonly strategy?: Strategy | undefined;
  /**
   * For `fair-share`: how far behind the one who is owed most a candidate may be and still be chosen,
   * as a multiple of the largest job so far. More leaves more to `within`, and less fairness. Default 0.
   */
  readonly tolerance?: number | undefined;
  /** For `fair-share`: who is chosen among those within the tolerance. Default `longest-idle`. */
  readonly within?: Exclude<Strategy, "fair-share"> | undefined;
  /** An order of your own, before the strategy (of `fair-share`: before `within`): negative when `a` is better. Must be pure. */
  readonly compare?: ((a: CandidateView, b: CandidateView) => number) | undefined;
  /** Spend the agent with the fewest other skills and languages first: it keeps generalists free. */
  readonly specialistFirst?: boolean | undefined;
  /** Strictest first. Default: the first wanted language, then any that is listed, both at once. */
  readonly stages?: readonly StageConfig[] | undefined;
  /** Does a stage open early when nobody who is there could ever serve the one before? Default: no. */
  readonly skipUnstaffedStages?: boolean | undefined;
  /** How long after arrival work waits for its preferred agents. Default: not at all. */
  readonly reserveForPreferred?: DurationInput | undefined;
  /** How long after arrival a preferred agent comes before others. Default: as long as it takes. */
  readonly preferFor?: DurationInput | undefined;
  /** Work is offered rather than assigned, and an offer stands so long. Default: it is assigned. */
  readonly offerFor?: DurationInput | undefined;
  /** Which languages are related: pairs `[wanted, known]`, one-way, or all within a CLDR distance (see `relatedWithin`). */
  readonly relatedLanguages?: readonly (readonly [wanted: string, known: string])[] | undefined;
  /** CLDR's distance up to which a language counts as related; 4 is close (hr for bs), 20 is far. Default: none. */
  readonly relatedWithin?: number | undefined;
  /** The language that everybody falls back on. */
  readonly commonLanguage?: string | undefined;
  /** The channels on which a translation may stand beside the agent. Never for sensitive work. Default: none. */
  readonly translationChannels?: readonly string[] | undefined;
  /** From least to most urgent. Default low, normal, high, urgent. */
  readonly priorities?: readonly string[] | undefined;
  /**
   * Rather than to somebody whom only a later stage lets in, work waits for somebody of a stricter stage
   * who comes on shift at least so long before it is due. Default: it does not wait.
   */
  readonly waitForBetter?: DurationInput | undefined;
  /** In which order waiting work is placed. Default: by priority, first come first served within each. */
  readonly queue?: QueueConfig | undefined;
}

/** What comes first in the queue. Ties: what arrived first, then the lower id. */
export interface QueueConfig {
  /** `priority`: the most urgent level first. `time-left`: what is due first, then what has no due instant. Default `priority`. */
  readonly order?: "priority" | "time-left" | undefined;
  /** Waiting makes work more urgent; for the order `priority`. Default: it does not. */
  readonly aging?: AgingConfig | undefined;
}

/** A level of priority is worth 100 points; who waits gains points, so many that nobody waits for ever. */
export interface AgingConfig {
  /** Points gained per minute since arrival. */
  readonly pointsPerMinute: number;
  /** The most points that waiting gains: 100 lifts work by one level at most. Default: no limit. */
  readonly atMost?: number | undefined;
}

/** Who works where, and what they can do: plain JSON, but for calendars that are made already. */
export interface RosterConfig {
  readonly teams: Readonly<Record<string, TeamConfig>>;
  readonly agents: readonly AgentConfig[];
  /** The best proficiency there is. Default 100. */
  readonly skillScale?: number | undefined;
  readonly policy?: RoutingPolicy | undefined;
}
