import type { Agent } from "./agent.js";
import { LANGUAGE_TIERS, type LanguageTier } from "./config.js";
import { isSameLanguage, levelOn, reachesLevel, type LanguageLevel } from "./language.js";
import type { Policy } from "./stage.js";
import type { Requirement } from "./work.js";

/** In which language, and how closely, an agent can serve a work item. */
export interface LanguageMatch {
  readonly tier: LanguageTier;
  /** The wanted tag that is met; `undefined` where the customer is not served in a wanted language. */
  readonly wanted: string | undefined;
  /** The agent's own tag; `undefined` with a translation. */
  readonly known: string | undefined;
  readonly level: LanguageLevel | undefined;
}

type Known = Agent["languages"][number];

/**
 * The closest match within a tier, or `undefined`. Work without a wanted
 * language is matched by anybody, and is not asked about here.
 */
export function matchLanguage(
  agent: Agent,
  requirement: Requirement,
  policy: Policy,
  widest: LanguageTier,
): LanguageMatch | undefined {
  for (const tier of LANGUAGE_TIERS) {
    const match = MATCH[tier](agent, requirement, policy);
    if (match !== undefined) return { tier, ...match };
    if (tier === widest) break;
  }
  return undefined;
}

type Match = (
  agent: Agent,
  requirement: Requirement,
  policy: Policy,
) => Omit<LanguageMatch, "tier"> | undefined;

const MATCH: Readonly<Record<LanguageTier, Match>> = {
  exact: (agent, requirement) => {
    const [first] = requirement.languages;
    return (
      first && find(agent, requirement, first.tag, ({ tag }) => tag.toLowerCase() === first.tag.toLowerCase())
    );
  },
  "same-language": (agent, requirement) => {
    const [first] = requirement.languages;
    return (
      first &&
      find(agent, requirement, first.tag, ({ parts }) =>
        isSameLanguage(first.parts, parts, requirement.inWriting),
      )
    );
  },
  related: (agent, requirement, policy) => {
    const [first] = requirement.languages;
    return (
      first &&
      find(agent, requirement, first.tag, ({ parts }) =>
        policy.isRelated(first.parts.language, parts.language),
      )
    );
  },
  "any-listed": (agent, requirement) => {
    for (const { tag, parts: wanted } of requirement.languages) {
      const match = find(agent, requirement, tag, ({ parts }) =>
        isSameLanguage(wanted, parts, requirement.inWriting),
      );
      if (match !== undefined) return match;
    }
    return undefined;
  },
  common: (agent, requirement, { commonLanguage }) =>
    commonLanguage &&
    find(agent, requirement, undefined, ({ parts }) =>
      isSameLanguage(commonLanguage, parts, requirement.inWriting),
    ),
  translation: (_, { work }, { translationChannels }) =>
    work.sensitive !== true && translationChannels.has(work.channel)
      ? { wanted: undefined, known: undefined, level: undefined }
      : undefined,
};

/** The agent's first fitting language that reaches the level. */
function find(
  agent: Agent,
  { minLevel, inWriting }: Requirement,
  wanted: string | undefined,
  fits: (known: Known) => boolean,
): Omit<LanguageMatch, "tier"> | undefined {
  const known = agent.languages.find(
    (each) => reachesLevel(levelOn(each.levels, inWriting), minLevel) && fits(each),
  );
  return known && { wanted, known: known.tag, level: levelOn(known.levels, inWriting) };
}

/** The best level that an agent has in the first wanted language, high enough or not. */
export function bestLevelIn(agent: Agent, { languages, inWriting }: Requirement): LanguageLevel | undefined {
  const [first] = languages;
  if (first === undefined) return undefined;
  const levels = agent.languages
    .filter(({ parts }) => isSameLanguage(first.parts, parts, inWriting))
    .map((each) => levelOn(each.levels, inWriting));
  const [best, ...rest] = levels;
  return best && rest.reduce((highest, each) => (reachesLevel(highest, each) ? highest : each), best);
}
