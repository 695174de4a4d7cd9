import type { PicturePromise } from "../simulator/picture-data.js";
import { sum } from "./scales.js";
import { instantWords, lengthWords, listWords } from "./words.js";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What counted, parted where the target was full. */
export function countedUpTo({ counted, targetMs }: PicturePromise): { within: Stretch[]; beyond: Stretch[] } {
  const [within, beyond]: [Stretch[], Stretch[]] = [[], []];
  let left = targetMs;
  for (const { from, to } of counted) {
    const full = Math.min(to, from + left);
    if (full > from) within.push({ from, to: full });
    if (to > full) beyond.push({ from: full, to });
    left -= full - from;
  }
  return { within, beyond };
}

/** Why is this due then? */
export function whyThen(promise: PicturePromise): string {
  const { within } = countedUpTo(promise);
  const total = sum(within.map(({ from, to }) => to - from));
  const needs = lengthWords(promise.targetMs);
  const [only] = within;
  if (only === undefined) {
    return promise.fulfilledAt === undefined
      ? `None of its ${needs} has counted since ${instantWords(promise.activatedAt)}.`
      : `It was done ${instantWords(promise.fulfilledAt)}, before any of its ${needs} counted.`;
  }
  const ran =
    within.length === 1
      ? `Its clock ran from ${instantWords(only.from)} without a stop`
      : `Its clock ran ${listWords(within.map(stretchWords), 5)}`;
  if (total < promise.targetMs) return `${ran}: ${lengthWords(total)} of ${needs}${dueWords(promise)}.`;
  return `${ran}: the ${needs} were full ${instantWords(within.at(-1)?.to ?? only.to)}${lateWords(promise)}.`;
}

/** The target is not used up: because it was done before, or because there is time left. */
function dueWords({ dueAt, fulfilledAt }: PicturePromise): string {
  const due = dueAt === undefined ? "" : instantWords(dueAt);
  if (fulfilledAt !== undefined)
    return ` when it was done${due === "" ? "" : `; it would have been due ${due}`}`;
  return ` so far${due === "" ? "" : `; as its hours are planned it is due ${due}`}`;
}

function stretchWords({ from, to }: Stretch): string {
  return `${lengthWords(to - from)} from ${instantWords(from)}`;
}

function lateWords(promise: PicturePromise): string {
  const late = sum(countedUpTo(promise).beyond.map(({ from, to }) => to - from));
  if (late === 0) return "";
  return promise.fulfilledAt === undefined
    ? `, and ${lengthWords(late)} more have counted since`
    : `, and ${lengthWords(late)} more counted until it was done`;
}
