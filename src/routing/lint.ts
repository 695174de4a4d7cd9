import { idleTeams, unreachableAgents } from "./lint-agents.js";
import { coverFindings } from "./lint-cover.js";
import type { RosterFinding } from "./lint-findings.js";
import { driftFindings } from "./lint-handoffs.js";
import { loopFindings } from "./lint-loops.js";
import { toLint, type RosterLintOptions } from "./lint-scope.js";
import { sentenceOf } from "./lint-sentences.js";
import { stageFindings } from "./lint-stages.js";
import type { Roster } from "./roster.js";

/**
 * What may not be meant in a roster, though it is well-formed: languages and
 * skills that nobody, or one person alone, stands for at some hours; agents who
 * can never be reached; stages that let in nobody new; handoffs that become gaps
 * when clocks change; teams that hand on to each other while all are closed.
 *
 * A language counts as covered by who knows it, a skill by who has it: later
 * stages that make do with less are told as a fallback. Load and presence do not
 * count, as a roster knows nothing of them.
 *
 * @returns Agents and teams first, then cover (languages and skills by name, expected
 *   work in its order), stages, handoffs, loops; empty when nothing is found.
 * @throws {FollowTheSunError} `instant.*` and `window.order` for the window, `argument.invalid`
 *   for the hours or a list that is none, `config.*` for expected work.
 *
 * @example In London's and Tokyo's hours there is Japanese, but not always English
 * const window = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
 * const found = lintRoster(roster, { window, hours: anyOf(tokyo, london) });
 * found.find(({ code }) => code === "language-uncovered").message;
 * // => nobody on shift knows en at B2 in 2088 h of 4176 h: in every week Mon-Fri 00:00-08:00 UTC
 */
export function lintRoster(roster: Roster, options: RosterLintOptions): readonly RosterFinding[] {
  const lint = toLint(roster, options);
  return [
    ...unreachableAgents(lint),
    ...idleTeams(lint),
    ...coverFindings(lint),
    ...stageFindings(lint),
    ...driftFindings(lint),
    ...loopFindings(lint),
  ].map((found) => ({ ...found, message: sentenceOf(found, roster) }));
}
