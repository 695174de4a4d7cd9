import type { LanguageTier } from "./config.js";
import type { Presence } from "./desk-event.js";
import type { LanguageLevel } from "./language.js";

/** Why an agent cannot take a work item: the rule, what was asked, and what the agent has. */
export type Failure =
  | { readonly code: "residency"; readonly asked: readonly string[]; readonly has: string | undefined }
  | { readonly code: "clearance"; readonly asked: readonly string[]; readonly missing: readonly string[] }
  | { readonly code: "excluded" }
  | { readonly code: "authority"; readonly asked: number; readonly has: number }
  | { readonly code: "off-shift"; readonly until: Date | undefined }
  | { readonly code: "absent"; readonly until: Date | undefined }
  | { readonly code: "presence"; readonly has: Presence }
  | { readonly code: "wrap-up"; readonly until: Date }
  | { readonly code: "declined" }
  | { readonly code: "channel-not-served"; readonly asked: string }
  | { readonly code: "channel-full"; readonly channel: string; readonly open: number; readonly max: number }
  | { readonly code: "capacity-full"; readonly cost: number; readonly used: number; readonly total: number }
  | { readonly code: "partner" }
  | { readonly code: "region"; readonly asked: string; readonly has: string | undefined }
  | { readonly code: "market"; readonly asked: string }
  | {
      readonly code: "language";
      /** The wanted tags, in order. */
      readonly asked: readonly string[];
      readonly tier: LanguageTier;
      readonly minLevel: LanguageLevel;
      /** The best level in the language wanted first, if any. */
      readonly has: LanguageLevel | undefined;
    }
  | {
      readonly code: "skill";
      readonly skill: string;
      readonly asked: number;
      readonly has: number | undefined;
    }
  | {
      /** Fits, but only at a stage that is not open yet. */
      readonly code: "stage";
      readonly stage: number;
      readonly opensAt: Date;
    };

export type FailureCode = Failure["code"];

/** What time alone removes. */
export const PASSING_CODES: ReadonlySet<FailureCode> = new Set(["off-shift", "absent", "wrap-up", "stage"]);

/** The rules that time does not change. */
export const LASTING_CODES: ReadonlySet<FailureCode> = new Set([
  "residency",
  "clearance",
  "excluded",
  "authority",
  "channel-not-served",
  "partner",
  "region",
  "market",
  "language",
  "skill",
]);
