import type { WeeklyHours } from "../schedule/index.js";
import type { LanguageLevel } from "./language.js";

/** `warning`: work may wait or go astray. `note`: worth knowing, and may well be meant. */
export type FindingSeverity = "warning" | "note";

/** What a finding about cover was asked for: languages, skills, or both. */
export interface AskedFor {
  /** The channels on which it is so; empty where nobody lists any, and all is checked in writing. */
  readonly channels: readonly string[];
  /** The languages that would do, preferred first; empty where none is asked for. */
  readonly languages: readonly string[];
  /** The least level in these languages; `undefined` where none is asked for. */
  readonly minLevel: LanguageLevel | undefined;
  /** The least proficiency per skill; 0 where having it is enough. */
  readonly skills: Readonly<Record<string, number>>;
  /** Its index in `options.expected`; `undefined` for what the roster itself knows. */
  readonly expected: number | undefined;
}

/** A week with more uncovered time than is usual. */
export interface WorseWeek {
  /** ISO 8601: `2026-W14`. */
  readonly week: string;
  readonly uncoveredMs: number;
}

/** At some of the wanted hours nobody is on shift who could take it. */
export interface Uncovered extends AskedFor {
  readonly code: "language-uncovered" | "skill-uncovered" | "work-uncovered";
  /** A note where a later stage serves all of it by other means. */
  readonly severity: FindingSeverity;
  /** The wanted time in the window. */
  readonly wantedMs: number;
  readonly uncoveredMs: number;
  /** Of the uncovered time: somebody is on shift who may take it at a later stage, in another language or with less proficiency. */
  readonly fallbackMs: number;
  /** Of the uncovered time: somebody would be on shift, but is absent. */
  readonly absenceMs: number;
  /** On whose clock hours and weeks are told: that of the wanted hours, else UTC. */
  readonly timeZone: string;
  /** The hours of the week that are covered in no week of the window. */
  readonly always: WeeklyHours;
  /** The first stretches at other hours, five at most: holidays, absences, weeks in which clocks stand differently. */
  readonly gaps: readonly { readonly from: Date; readonly to: Date }[];
  /** How many such stretches there are. */
  readonly gapCount: number;
  /** The median over the whole weeks of the window; `undefined` where it holds none. */
  readonly usualWeekMs: number | undefined;
  /** The weeks with more, in order. */
  readonly worseWeeks: readonly WorseWeek[];
}

/** One person alone stands for it: always, or at some of the wanted hours. */
export interface HeldByOne extends AskedFor {
  readonly code: "language-held-by-one" | "skill-held-by-one" | "work-held-by-one";
  /** A warning where nobody else in the roster could take it; a note where nobody else is on shift at some hours. */
  readonly severity: FindingSeverity;
  /** How long somebody is on shift without anybody else who could take it. */
  readonly aloneMs: number;
  /** Who is alone for how long, the longest first; five at most. */
  readonly agents: readonly { readonly agentId: string; readonly aloneMs: number }[];
  /** How many agents are alone with it at some time. */
  readonly agentCount: number;
}

/** Why an agent can never be reached. */
export type UnreachableReason =
  /** The hours are never open in the window. */
  | "never-on-shift"
  /** Absent whenever on shift, throughout the window. */
  | "always-absent"
  /** A capacity without any channel. */
  | "no-channels"
  /** Not one item of any channel fits into the total. */
  | "no-capacity"
  /** In a partner team, and no stage lets partners in. */
  | "partners-kept-out";

export interface AgentUnreachable {
  readonly code: "agent-unreachable";
  readonly severity: "warning";
  readonly reason: UnreachableReason;
  readonly team: string;
  /** All of the team for whom this is the reason, in the order of their ids. */
  readonly agentIds: readonly string[];
}

/** A team that has no agents. */
export interface TeamEmpty {
  readonly code: "team-empty";
  readonly severity: "note";
  readonly team: string;
}

/** Every team is a partner team, so that the flag tells nobody apart. */
export interface AllPartners {
  readonly code: "all-partners";
  readonly severity: "note";
}

/** Something that a stage relaxes though it can let in nobody. */
export type VainRelaxation =
  | {
      readonly setting: "languages";
      readonly why:
        | "nobody-knows-a-language"
        | "no-related-language"
        | "no-common-language"
        | "nobody-knows-the-common-language"
        | "no-translation-channel"
        | "nobody-on-the-translation-channels";
    }
  | { readonly setting: "lowerProficiencyBy"; readonly why: "nobody-below-the-top" }
  | { readonly setting: "partners"; readonly why: "no-partner-team" }
  | { readonly setting: "otherMarkets"; readonly why: "everybody-is-trained-for-all" };

/** A stage that lets in nobody whom the stage before did not. */
export interface StageNeverHelps {
  readonly code: "stage-never-helps";
  /** A note where something else that the stage relaxes may still help. */
  readonly severity: FindingSeverity;
  /** From 0. */
  readonly stage: number;
  readonly reason:
    /** It relaxes nothing that the stage before did not. */
    | "relaxes-nothing"
    /** What it relaxes is in vain. */
    | "in-vain"
    /** It may help some work, but nothing that is expected. */
    | "nobody-expected";
  readonly vain: readonly VainRelaxation[];
}

/** A part of the policy that no stage ever makes use of. */
export interface SettingUnused {
  readonly code: "setting-unused";
  readonly severity: "note";
  readonly setting: "relatedLanguages" | "commonLanguage" | "translationChannels";
}

/**
 * Two teams that meet in some weeks and miss each other in others, since their
 * zones change clocks at different times. Teams whose calendars combine several
 * zones are not looked at.
 */
export interface HoursDrift {
  readonly code: "hours-drift";
  /** A note where other teams are open throughout each gap. */
  readonly severity: FindingSeverity;
  /** The team that closes, and the one that takes over. */
  readonly from: string;
  readonly to: string;
  /** The longest gap, and the longest overlap at the same local hours in other weeks; 0: they touch. */
  readonly gapMs: number;
  readonly overlapMs: number;
  /** How often it happens. */
  readonly times: number;
  /** The first closing into such a gap. */
  readonly at: Date;
  /** The ISO weeks, in UTC, in which it happens, in order. */
  readonly weeks: readonly string[];
}

/** Teams that hand on to each other while none of them is open. */
export interface RedirectLoop {
  readonly code: "redirect-loop";
  /** A warning where each of them does so at half of its closings or more. */
  readonly severity: FindingSeverity;
  /** All teams from which the work comes round again, in the order of the roster. */
  readonly teams: readonly string[];
  /** The first closing after which work circles, and whose closing it is. */
  readonly at: Date;
  readonly from: string;
  /** After how many closings, of how many. */
  readonly times: number;
  readonly closings: number;
}

/** What was found, before it is put into words. */
export type FindingData =
  | Uncovered
  | HeldByOne
  | AgentUnreachable
  | TeamEmpty
  | AllPartners
  | StageNeverHelps
  | SettingUnused
  | HoursDrift
  | RedirectLoop;

/** Something about a roster that may not be meant, though it is well-formed. */
export type RosterFinding = FindingData & {
  /** The finding as an English sentence. */
  readonly message: string;
};
