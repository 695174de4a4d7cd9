import { DAY, jumpBetween, offsetAt } from "./clock.js";

/** Names that `Intl.supportedValuesOf` may leave out, though every platform knows them. */
const ALIASES = [
  ..."UTC GMT Etc/UTC Etc/GMT+12 Etc/GMT-14 Zulu CET EET MET WET".split(" "),
  ..."US/Eastern US/Central US/Pacific US/Alaska US/Hawaii US/Samoa US/Indiana-Starke US/Michigan".split(" "),
  ..."Asia/Kolkata Asia/Calcutta Asia/Kathmandu Asia/Katmandu Asia/Ho_Chi_Minh Asia/Saigon Asia/Yangon".split(
    " ",
  ),
  ..."Asia/Rangoon Asia/Chongqing Asia/Istanbul Asia/Tel_Aviv Asia/Dacca Asia/Ulan_Bator Asia/Thimbu".split(
    " ",
  ),
  ..."Europe/Kyiv Europe/Kiev Europe/Nicosia Europe/Belfast Europe/Uzhgorod Europe/Zaporozhye Eire GB".split(
    " ",
  ),
  ..."Atlantic/Faroe Atlantic/Faeroe Pacific/Kanton Pacific/Enderbury Pacific/Samoa Pacific/Yap".split(" "),
  ..."America/Nuuk America/Godthab America/Buenos_Aires America/Argentina/Buenos_Aires America/Ensenada".split(
    " ",
  ),
  ..."Australia/ACT Australia/LHI Australia/Victoria Brazil/East Canada/Newfoundland Chile/EasterIsland".split(
    " ",
  ),
  ..."Cuba Egypt Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya NZ NZ-CHAT Navajo PRC".split(" "),
  ..."Poland Portugal ROC ROK Singapore Turkey W-SU Africa/Asmera Antarctica/South_Pole".split(" "),
];

/** Surprises that the package refuses by design: a platform may list EST5EDT, which is a rule, not a place. */
const REFUSED = /^[ECMPH]ST(\d[ECMP]DT)?$/;

/** Every zone that the platform knows. */
export const ZONES: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf("timeZone"), ...ALIASES]),
].filter(isKnown);

function isKnown(timeZone: string): boolean {
  if (REFUSED.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The instants in `[from, to)` at which the zone's clock is set, found by looking every `step` (whole seconds). */
export function jumps(timeZone: string, from: number, to: number, step = DAY / 4): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += step) {
    if (offsetAt(timeZone, at) === offsetAt(timeZone, at + step)) continue;
    const jump = jumpBetween(timeZone, at, at + step);
    if (jump < to) found.push(jump);
  }
  return found;
}

const byYear = new Map<string, readonly number[]>();

/** The jumps of a calendar year in UTC, looked for once. */
export function jumpsInYear(timeZone: string, year: number): readonly number[] {
  const key = `${timeZone} ${year}`;
  const known = byYear.get(key);
  if (known !== undefined) return known;
  const found = jumps(timeZone, Date.UTC(year, 0), Date.UTC(year + 1, 0), DAY);
  byYear.set(key, found);
  return found;
}
