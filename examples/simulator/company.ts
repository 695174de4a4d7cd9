import type {
  AgentConfig,
  Calendar,
  RosterConfig,
  SlaConfig,
  SlaPolicyConfig,
  WorkItem,
} from "follow-the-sun";
import type { Spread } from "./draws.js";
import type { EscalationRule } from "./simulation.js";

/** A company as its file describes it; every part that changes is found by a key, so that a patch can name it. */
export interface CompanyConfig {
  readonly name: string;
  readonly about?: string | undefined;
  /** The first day that is run, where nobody asks for another: `2026-03-04`, from 00:00 UTC. */
  readonly date: string;
  /** As the package takes it. Its agents may stand in `crews` instead. */
  readonly roster: Omit<RosterConfig, "agents"> & { readonly agents?: readonly AgentConfig[] | undefined };
  /** Agents who are all alike, by the beginning of their ids: `ber` with a count of 2 is `ber-01` and `ber-02`. */
  readonly crews?: Readonly<Record<string, Crew>> | undefined;
  /** Where teams are, in degrees: `[latitude, longitude]`. */
  readonly places?: Readonly<Record<string, readonly [latitude: number, longitude: number]>> | undefined;
  /** The package's policies; its teams' hours are the roster's. */
  readonly promises: Pick<SlaConfig, "customers" | "statuses"> & {
    readonly policies: readonly SlaPolicyConfig[];
  };
  readonly escalations?: readonly EscalationRule[] | undefined;
  readonly traffic: Traffic;
  /** The share of shifts on which somebody is ill. Default: none. */
  readonly sickness?: number | undefined;
  /** Where the roster's policy has work offered: what agents say to it. Default: yes, at once. */
  readonly offers?: OfferHabits | undefined;
  /** Another company to compare it with: the same but for these parts, as a JSON merge patch (RFC 7396). */
  readonly change?: Change | undefined;
}

export type Crew = Omit<AgentConfig, "id"> & { readonly count: number };

export interface Change {
  readonly what: string;
  readonly roster?: unknown;
  readonly crews?: unknown;
  readonly promises?: unknown;
  readonly escalations?: unknown;
  readonly traffic?: unknown;
  readonly sickness?: unknown;
  readonly offers?: unknown;
}

export interface OfferHabits {
  /** How long it takes them to answer. */
  readonly seconds: Spread;
  /** The shares of offers that they decline, and that they do not answer. Default: none. */
  readonly declined?: number | undefined;
  readonly ignored?: number | undefined;
}

export interface Traffic {
  /** Contacts on a usual day, of all sources. */
  readonly perDay: number;
  /** How busy each day of the week is, 1 being usual. */
  readonly weekdays?: Readonly<Partial<Record<Weekday, number>>> | undefined;
  readonly sources: Readonly<Record<string, Source>>;
  readonly kinds: Readonly<Record<string, Kind>>;
}

type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Where contacts come from: a country, or a part of one. */
export interface Source extends Pick<WorkItem, "market" | "region" | "residency"> {
  /** Default: the key. */
  readonly country?: string | undefined;
  readonly timeZone: string;
  /** Of all contacts, in proportion to the other sources. */
  readonly share: number;
  /** How busy each hour of its clock is, in proportion to the others: 24 of them. */
  readonly hours: readonly number[];
  /** What its customers want to be served in, in proportion: `{ "de": 9, "tr": 1 }`. */
  readonly languages: Readonly<Record<string, number>>;
  /** What they speak besides, after what they want. Default: nothing. */
  readonly otherLanguages?: readonly string[] | undefined;
  /** How busy some dates are, 1 being usual: `{ "2026-12-24": 0.3 }`. */
  readonly dates?: Readonly<Record<string, number>> | undefined;
  /** A key of the promises' customers, for targets on the customer's hours. */
  readonly customer?: string | undefined;
}

/** What is asked of an agent, as the package's work item has it. */
export type Asked = Pick<
  WorkItem,
  | "channel"
  | "priority"
  | "skills"
  | "preferredSkills"
  | "minLevel"
  | "clearances"
  | "authority"
  | "sensitive"
  | "size"
  | "offerAgain"
>;

/** What contacts are about. */
export interface Kind extends Asked {
  /** Of all contacts, in proportion to the other kinds. */
  readonly share: number;
  /** How long an agent works on one. */
  readonly minutes: Spread;
  readonly wrapUpMinutes?: number | undefined;
  /** Half of the customers leave when nobody has taken them by then. Default: they wait. */
  readonly patience?: { readonly medianMinutes: number } | undefined;
  /** This share of stints ends with a question to the customer, whose answer takes so long. Default: none. */
  readonly again?: { readonly share: number; readonly minutes: Spread } | undefined;
}

/** A company that has been read: its config, with one calendar for all who share it. */
export interface Company extends Omit<CompanyConfig, "roster" | "crews"> {
  readonly roster: RosterConfig;
  /** The hours of its teams. */
  readonly calendars: Readonly<Record<string, Calendar>>;
}
