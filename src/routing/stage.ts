import { toDurationMs, type DurationInput } from "../time/index.js";
import {
  LANGUAGE_TIERS,
  type AgingConfig,
  type LanguageTier,
  type RoutingPolicy,
  type StageConfig,
  type Strategy,
} from "./config.js";
import { parseLanguageTag, type LanguageTag } from "./language.js";
import { languageDistance } from "./related-languages.js";

/** One stage with all that it and those before it relax. */
export interface Stage {
  readonly index: number;
  readonly afterMs: number;
  readonly languages: LanguageTier;
  readonly dropPreferred: boolean;
  readonly lowerProficiencyBy: number;
  readonly otherRegions: boolean;
  readonly partners: boolean;
  readonly otherMarkets: boolean;
}

/** A policy with its defaults filled in. */
export interface Policy {
  readonly strategy: Strategy;
  readonly tolerance: number;
  readonly within: Exclude<Strategy, "fair-share">;
  readonly compare: RoutingPolicy["compare"];
  readonly specialistFirst: boolean;
  readonly stages: readonly Stage[];
  readonly skipUnstaffedStages: boolean;
  readonly reserveMs: number;
  readonly preferMs: number;
  /** How long an offer stands; `undefined`: work is assigned, not offered. */
  readonly offerMs: number | undefined;
  /** How long before it is due somebody must come for whom work waits; `undefined`: it never waits. */
  readonly waitForBetterMs: number | undefined;
  readonly queue: { readonly order: "priority" | "time-left"; readonly aging: AgingConfig | undefined };
  readonly priorities: readonly string[];
  readonly commonLanguage: LanguageTag | undefined;
  readonly translationChannels: ReadonlySet<string>;
  /** Can who wants one language be served in another? */
  isRelated(wanted: string, known: string): boolean;
}

/** The first language that is wanted, then any that is listed: nobody waits while somebody who is free will do. */
const DEFAULT_STAGES: readonly StageConfig[] = [{ languages: "same-language" }, { languages: "any-listed" }];
const DEFAULT_PRIORITIES = ["low", "normal", "high", "urgent"];

export function toPolicy(config: RoutingPolicy = {}): Policy {
  const { relatedLanguages = [], relatedWithin = 0, commonLanguage } = config;
  const pairs = new Set(relatedLanguages.map((pair) => pair.map(primaryOf).join(" ")));
  return {
    strategy: config.strategy ?? (config.compare === undefined ? "fair-share" : "longest-idle"),
    tolerance: config.tolerance ?? 0,
    within: config.within ?? "longest-idle",
    compare: config.compare,
    specialistFirst: config.specialistFirst ?? false,
    stages: toStages(config.stages ?? DEFAULT_STAGES),
    skipUnstaffedStages: config.skipUnstaffedStages ?? false,
    reserveMs: toMs(config.reserveForPreferred) ?? 0,
    preferMs: toMs(config.preferFor) ?? Infinity,
    offerMs: toMs(config.offerFor),
    waitForBetterMs: toMs(config.waitForBetter),
    queue: {
      order: config.queue?.order ?? "priority",
      aging: config.queue?.aging && { ...config.queue.aging },
    },
    priorities: [...(config.priorities ?? DEFAULT_PRIORITIES)],
    commonLanguage: commonLanguage === undefined ? undefined : parseLanguageTag(commonLanguage),
    translationChannels: new Set(config.translationChannels),
    isRelated: (wanted, known) =>
      pairs.has(`${wanted} ${known}`) ||
      (relatedWithin > 0 && (languageDistance(wanted, known) ?? Infinity) <= relatedWithin),
  };
}

function toMs(duration: DurationInput | undefined): number | undefined {
  return duration === undefined ? undefined : toDurationMs(duration, "duration");
}

function primaryOf(tag: string): string {
  return (parseLanguageTag(tag) as LanguageTag).language;
}

/** A stage keeps what the one before has relaxed: relaxing only ever enlarges the set. */
function toStages(configs: readonly StageConfig[]): Stage[] {
  const keepsOut = (key: "otherRegions" | "partners") => configs.some((config) => config[key] !== undefined);
  const strictest: Stage = {
    index: -1,
    afterMs: 0,
    languages: "exact",
    dropPreferred: false,
    lowerProficiencyBy: 0,
    otherRegions: !keepsOut("otherRegions"),
    partners: !keepsOut("partners"),
    otherMarkets: false,
  };
  const stages: Stage[] = [];
  configs.forEach((config, index) => {
    const before = stages.at(-1) ?? strictest;
    const languages = config.languages ?? (index === 0 ? "same-language" : before.languages);
    stages.push({
      index,
      afterMs: toMs(config.after) ?? before.afterMs,
      languages: wider(before.languages, languages),
      dropPreferred: before.dropPreferred || config.dropPreferred === true,
      lowerProficiencyBy: Math.max(before.lowerProficiencyBy, config.lowerProficiencyBy ?? 0),
      otherRegions: before.otherRegions || config.otherRegions === true,
      partners: before.partners || config.partners === true,
      otherMarkets: before.otherMarkets || config.otherMarkets === true,
    });
  });
  return stages;
}

function wider(a: LanguageTier, b: LanguageTier): LanguageTier {
  return LANGUAGE_TIERS.indexOf(a) >= LANGUAGE_TIERS.indexOf(b) ? a : b;
}
