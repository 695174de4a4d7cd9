import { zoneOfCalendar } from "../schedule/internal.js";
import { clockReading, zoneOf, type EpochMs } from "../time/index.js";
import type { Team } from "./agent.js";
import type { PlannedItem } from "./handoff-item.js";
import type { Roster } from "./roster.js";

/** What one team passes on at an instant. */
export interface TeamHandoff {
  readonly team: string;
  readonly items: number;
  readonly stay: number;
  /** Items passed, by the team that gets them. */
  readonly passTo: Readonly<Record<string, number>>;
  /** Items that should pass, and that nobody can take now. */
  readonly nobody: number;
  /** `30 Mar 17:00 London: 12 items, 9 pass to New York, 3 stay`. */
  readonly sentence: string;
}

/** The plan's items counted by their owners' teams, in the order of the roster. */
export function teamSums(items: readonly PlannedItem[], roster: Roster, at: EpochMs): TeamHandoff[] {
  return [...roster.teams.values()].flatMap((team) => {
    const own = items.filter(({ ownerId }) => roster.agents.get(ownerId)?.team.id === team.id);
    return own.length === 0 ? [] : [sumOf(own, team, roster, at)];
  });
}

function sumOf(items: readonly PlannedItem[], team: Team, roster: Roster, at: EpochMs): TeamHandoff {
  const passTo: Record<string, number> = {};
  for (const { outcome } of items) {
    if (outcome.kind === "pass") passTo[outcome.team] = (passTo[outcome.team] ?? 0) + 1;
  }
  const stay = items.filter(({ outcome }) => outcome.kind === "keep").length;
  const nobody = items.filter(({ outcome }) => outcome.kind === "nobody").length;
  const sum = { team: team.id, items: items.length, stay, passTo, nobody };
  return { ...sum, sentence: render(sum, team, roster, at) };
}

function render(
  { items, stay, passTo, nobody }: Omit<TeamHandoff, "sentence">,
  { name, calendar }: Team,
  { teams }: Roster,
  at: EpochMs,
): string {
  const zone = zoneOfCalendar(calendar) ?? zoneOf("UTC", "UTC");
  const passed = Object.entries(passTo).map(
    ([id, count]) => `${plural(count, "pass", "passes")} to ${teams.get(id)?.name ?? id}`,
  );
  const parts = [
    plural(items, "items", "item"),
    ...passed,
    ...(stay > 0 ? [plural(stay, "stay", "stays")] : []),
    ...(nobody > 0 ? [`${plural(nobody, "find", "finds")} nobody`] : []),
  ];
  return `${clockReading(at, zone)} ${name}: ${parts.join(", ")}`;
}

function plural(count: number, many: string, one: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
