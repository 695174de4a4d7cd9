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

/** Language (with an extended one, which stands for itself), script, region, variants, extensions, private use: RFC 5646, 2.1. */
const TAG =
  /^([a-z]{2,3})(?:-([a-z]{3}))?(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[\da-wyz](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$/i;

/** Old codes and what replaces them (IANA language subtag registry), and names of one language that are used alike. */
const REPLACED: Readonly<Record<string, string>> = {
  iw: "he",
  in: "id",
  ji: "yi",
  jw: "jv",
  mo: "ro",
  cmn: "zh",
  nb: "no",
  tl: "fil",
};
/** Codes for "several", "none", "undetermined" and "uncoded": nobody speaks these. */
const NO_LANGUAGE = ["mul", "zxx", "und", "mis"];

/** Tags that have been read and name a language: a helpdesk has few, and each item brings some of them again. */
const READ = new Map<string, LanguageTag>();
const MOST_READ = 1000;

/** The parts of a language tag, case aside, or `undefined` when it is none or names no language. */
export function parseLanguageTag(tag: string): LanguageTag | undefined {
  const known = READ.get(tag);
  if (known !== undefined) return known;
  const read = readLanguageTag(tag);
  if (read === undefined) return undefined;
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(tag, Object.freeze(read)); // one for all rosters
  return read;
}

function readLanguageTag(tag: string): LanguageTag | undefined {
  const match = TAG.exec(tag);
  if (match === null) return undefined;
  const [, primary = "", extended, script, region] = match;
  const code = (extended ?? primary).toLowerCase();
  if (NO_LANGUAGE.includes(code)) return undefined;
  const language = REPLACED[code] ?? code;
  return { language, script: scriptOf(language, script, region?.toUpperCase()) };
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
