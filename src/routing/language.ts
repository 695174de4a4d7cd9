/** The levels of the Common European Framework, least to most, and `native`. */
export const LANGUAGE_LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2", "native"] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

/** One level, or two where writing and speaking differ. */
export type LanguageLevels =
  LanguageLevel | { readonly written: LanguageLevel; readonly spoken: LanguageLevel };

/** The level that counts on a channel. */
export function levelOn(levels: LanguageLevels, inWriting: boolean): LanguageLevel {
  if (typeof levels === "string") return levels;
  return inWriting ? levels.written : levels.spoken;
}

/** The parts of a BCP 47 tag that decide who understands whom. */
export interface LanguageTag {
  /** Lower case: `zh`. */
  readonly language: string;
  /** Written out, or implied by language and region, where the language has several: `Hant`. */
  readonly script: string | undefined;
}

const TAG =
  /^([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*$/;

/** The parts of a language tag, case aside, or `undefined` when it is none. */
export function parseLanguageTag(tag: string): LanguageTag | undefined {
  const match = TAG.exec(tag);
  if (match === null) return undefined;
  const language = (match[1] as string).toLowerCase();
  return { language, script: scriptOf(language, match[2], match[3]?.toUpperCase()) };
}

/** Chinese is written in two scripts, and its region tells which (RFC 5646, CLDR likely subtags). */
const TRADITIONAL_REGIONS = ["TW", "HK", "MO"];

function scriptOf(
  language: string,
  script: string | undefined,
  region: string | undefined,
): string | undefined {
  if (script !== undefined) return script.charAt(0).toUpperCase() + script.slice(1).toLowerCase();
  if (language !== "zh") return undefined;
  return region !== undefined && TRADITIONAL_REGIONS.includes(region) ? "Hant" : "Hans";
}

/** Can somebody who knows `spoken` serve a customer who wants `wanted`, region aside? Script matters only in writing. */
export function isSameLanguage(wanted: LanguageTag, spoken: LanguageTag, inWriting: boolean): boolean {
  if (wanted.language !== spoken.language) return false;
  if (!inWriting || wanted.script === undefined || spoken.script === undefined) return true;
  return wanted.script === spoken.script;
}

/** Is a level at least another? */
export function reachesLevel(has: LanguageLevel, asked: LanguageLevel): boolean {
  return LANGUAGE_LEVELS.indexOf(has) >= LANGUAGE_LEVELS.indexOf(asked);
}

const SPOKEN_CHANNELS = ["voice", "phone", "video"];

/** Is this channel read and written? Every channel is, but for voice, phone and video. */
export function isWritten(channel: string): boolean {
  return !SPOKEN_CHANNELS.includes(channel);
}
