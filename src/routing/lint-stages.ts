import { LANGUAGE_TIERS, type LanguageTier } from "./config.js";
import { isSameLanguage } from "./language.js";
import type { SettingUnused, StageNeverHelps, VainRelaxation } from "./lint-findings.js";
import { fitsAt, hasRoomOn } from "./lint-kinds.js";
import type { Lint } from "./lint-scope.js";
import type { Stage } from "./stage.js";

/** Stages that let in nobody new, and settings of which no stage makes use. */
export function stageFindings(lint: Lint): readonly (StageNeverHelps | SettingUnused)[] {
  const { stages } = lint.roster.policy;
  const judged = isDefault(stages) || lint.agents.length === 0 ? [] : stages.slice(1);
  return [
    ...judged.flatMap((stage) => neverHelps(lint, stages[stage.index - 1] as Stage, stage)),
    ...settingsUnused(lint),
  ];
}

/** The stages of a policy that names none: they cost nothing, and nobody chose them. */
function isDefault(stages: readonly Stage[]): boolean {
  const [first, second, ...more] = stages;
  return (
    more.length === 0 &&
    first?.languages === "same-language" &&
    second?.languages === "any-listed" &&
    second.afterMs === 0 &&
    Object.entries(second).every(
      ([key, value]) => ["index", "languages"].includes(key) || first[key as keyof Stage] === value,
    )
  );
}

function neverHelps(lint: Lint, before: Stage, stage: Stage): StageNeverHelps[] {
  const find = (
    severity: StageNeverHelps["severity"],
    reason: StageNeverHelps["reason"],
    vain: readonly VainRelaxation[],
  ): StageNeverHelps[] => [{ code: "stage-never-helps", severity, stage: stage.index, reason, vain }];
  const relaxed = RELAXATIONS.filter(({ setting }) => stage[setting] !== before[setting]);
  if (relaxed.length === 0) return find("warning", "relaxes-nothing", []);
  const helping = relaxed.filter(({ helps }) => helps(lint, before, stage));
  const vain = relaxed.flatMap(({ why }) => why(lint, stage) ?? []);
  if (helping.length === 0) return find("warning", "in-vain", vain);
  if (lint.isExpected && !letsInExpected(lint, before, stage))
    return find("warning", "nobody-expected", vain);
  return vain.length === 0 ? [] : find("note", "in-vain", vain);
}

/** Does the stage let anybody take expected work whom the stage before did not? A stage never lets in fewer. */
function letsInExpected({ roster, agents, kinds }: Lint, before: Stage, stage: Stage): boolean {
  return kinds.some(({ requirements }) =>
    requirements.some((requirement) => {
      const [earlier, now] = [fitsAt(roster, requirement, before), fitsAt(roster, requirement, stage)];
      return agents.some((agent) => now(agent) && !earlier(agent));
    }),
  );
}

/** One thing that a stage can relax. */
interface RelaxationRule {
  readonly setting: Exclude<keyof Stage, "index" | "afterMs">;
  /** Is there any work, expected or not, that it could help? */
  readonly helps: (lint: Lint, before: Stage, stage: Stage) => boolean;
  /** Why what the stage asks for is in vain, if it is. */
  readonly why: (lint: Lint, stage: Stage) => VainRelaxation | undefined;
}

/** A rule that helps unless there is a reason why not. */
function rule<S extends VainRelaxation["setting"]>(
  setting: S,
  why: (lint: Lint) => (VainRelaxation & { setting: S })["why"] | undefined,
): RelaxationRule {
  return {
    setting,
    helps: (lint) => why(lint) === undefined,
    why: (lint) => {
      const reason = why(lint);
      return reason && ({ setting, why: reason } as VainRelaxation);
    },
  };
}

/** These let somebody in for some work, whoever is in the roster. */
function always(setting: RelaxationRule["setting"]): RelaxationRule {
  return { setting, helps: () => true, why: () => undefined };
}

const RELAXATIONS: readonly RelaxationRule[] = [
  {
    setting: "languages",
    helps: (lint, before, { languages }) =>
      tiersBetween(before.languages, languages).some((tier) => VAIN_TIER[tier](lint) === undefined),
    why: (lint, { languages }) => {
      const why = VAIN_TIER[languages](lint);
      return why && { setting: "languages", why };
    },
  },
  always("dropPreferred"),
  rule("lowerProficiencyBy", ({ agents, roster: { skillScale } }) =>
    agents.some((agent) => [...agent.skills.values()].some((proficiency) => proficiency < skillScale))
      ? undefined
      : "nobody-below-the-top",
  ),
  always("otherRegions"),
  rule("partners", ({ agents }) =>
    agents.some((agent) => agent.team.partner) ? undefined : "no-partner-team",
  ),
  rule("otherMarkets", ({ agents }) =>
    agents.some((agent) => agent.markets !== undefined) ? undefined : "everybody-is-trained-for-all",
  ),
];

/** The tiers that come with the change from one to another, the last first: it is the sooner known to help. */
function tiersBetween(before: LanguageTier, now: LanguageTier): readonly LanguageTier[] {
  return LANGUAGE_TIERS.slice(LANGUAGE_TIERS.indexOf(before) + 1, LANGUAGE_TIERS.indexOf(now) + 1).reverse();
}

type VainLanguages = Extract<VainRelaxation, { readonly setting: "languages" }>["why"];

/** Why a tier lets in nobody; `undefined` where it may let in somebody. */
const VAIN_TIER: Readonly<Record<LanguageTier, (lint: Lint) => VainLanguages | undefined>> = {
  exact: knowsNone,
  "same-language": knowsNone,
  related: (lint) => (hasRelated(lint) ? undefined : "no-related-language"),
  "any-listed": knowsNone,
  common: ({ agents, roster: { policy } }) => {
    const { commonLanguage } = policy;
    if (commonLanguage === undefined) return "no-common-language";
    const isKnown = agents.some((agent) =>
      agent.languages.some(({ parts }) => isSameLanguage(commonLanguage, parts, false)),
    );
    return isKnown ? undefined : "nobody-knows-the-common-language";
  },
  translation: ({ agents, roster: { policy } }) => {
    const channels = [...policy.translationChannels];
    if (channels.length === 0) return "no-translation-channel";
    return agents.some((agent) => channels.some((channel) => hasRoomOn(agent, channel)))
      ? undefined
      : "nobody-on-the-translation-channels";
  },
};

function knowsNone({ agents }: Lint): VainLanguages | undefined {
  return agents.some((agent) => agent.languages.length > 0) ? undefined : "nobody-knows-a-language";
}

/** Is a language that anybody knows related to one that may be wanted first? */
function hasRelated({ agents, kinds, isExpected, roster: { policy } }: Lint): boolean {
  const known = new Set(agents.flatMap((agent) => agent.languages.map(({ parts }) => parts.language)));
  const wanted = isExpected
    ? kinds.flatMap(({ requirements: [first] }) => first?.languages[0]?.parts.language ?? [])
    : everyLanguage();
  for (const each of wanted) {
    for (const other of known) if (policy.isRelated(each, other)) return true;
  }
  return false;
}

/** Every code that a language can have (two or three letters): customers may want what nobody in the roster knows. */
function* everyLanguage(): Generator<string> {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  for (const a of letters) {
    for (const b of letters) {
      yield a + b;
      for (const c of letters) yield a + b + c;
    }
  }
}

/** What the policy sets for a tier that not even its last stage reaches. */
function settingsUnused(lint: Lint): SettingUnused[] {
  const { stages, commonLanguage, translationChannels } = lint.roster.policy;
  const last = LANGUAGE_TIERS.indexOf((stages.at(-1) as Stage).languages);
  const isSet = {
    related: () => hasRelated({ ...lint, isExpected: false }),
    common: () => commonLanguage !== undefined,
    translation: () => translationChannels.size > 0,
  };
  const settings = [
    ["related", "relatedLanguages"],
    ["common", "commonLanguage"],
    ["translation", "translationChannels"],
  ] as const;
  return settings
    .filter(([tier]) => LANGUAGE_TIERS.indexOf(tier) > last && isSet[tier]())
    .map(([, setting]) => ({ code: "setting-unused", severity: "note", setting }));
}
