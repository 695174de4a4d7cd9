import { difference } from "../time/index.js";
import { coverOf, timesOf, type Cover, type Member } from "./lint-crews.js";
import type { AskedFor, HeldByOne, Uncovered } from "./lint-findings.js";
import { fitsAsAsked, fitsAt, type AskedKind } from "./lint-kinds.js";
import type { Lint } from "./lint-scope.js";
import { inWeeks, totalMs } from "./lint-weeks.js";
import type { Stage } from "./stage.js";
import type { Requirement } from "./work.js";

/** So many gaps and agents are told one by one. */
const MOST_TOLD = 5;

/** Languages, skills and expected work that nobody, or one person alone, stands for at some wanted hours. */
export function coverFindings(lint: Lint): readonly (Uncovered | HeldByOne)[] {
  const holders = holdersOf(lint.members);
  return lint.kinds.flatMap((kind) => {
    const found = kind.requirements.map((requirement) => {
      const members = holders(requirement).filter(({ agent }) => fitsAsAsked(lint.roster, requirement)(agent));
      const cover = coverOf(members, lint.wanted);
      return { uncovered: uncoveredOn(lint, kind, requirement, cover), held: heldOn(kind, members, cover) };
    });
    return [
      ...sameOnChannels(
        kind,
        found.map(({ uncovered }) => uncovered),
      ),
      ...sameOnChannels(
        kind,
        found.map(({ held }) => held),
      ),
    ];
  });
}

type Holders = (requirement: Requirement) => readonly Member[];
