import { lintRoster, type Roster, type RosterFinding, type RosterLintOptions } from "follow-the-sun";
import { counted, wrap } from "./text.js";

/** What the package finds in a roster, over the year of an instant. */
export function rosterChecks(
  roster: Roster,
  at: number,
  options: Omit<RosterLintOptions, "window"> = {},
): readonly RosterFinding[] {
  const year = new Date(at).getUTCFullYear();
  const window = { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) };
  return lintRoster(roster, { ...options, window });
}

const SHOWN = 4;

/** How many there are, and the first of them, warnings before notes. */
export function checkLines(findings: readonly RosterFinding[]): string[] {
  const bySeverity = (severity: string): RosterFinding[] =>
    findings.filter((each) => each.severity === severity);
  const [warnings, notes] = [bySeverity("warning"), bySeverity("note")];
  if (findings.length === 0) return ["nothing found"];
  const shown = [...warnings, ...notes].slice(0, SHOWN);
  const rest = findings.length - shown.length;
  return [
    `${counted(warnings.length, "warning")}, ${counted(notes.length, "note")}`,
    ...shown.flatMap(({ severity, message }) => wrap(`${severity}: ${message}`, "- ")),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}
