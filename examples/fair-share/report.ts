import { OURS, type Comparison } from "./compare.js";
import { PEOPLE, type Person } from "./jobs.js";

const NAME = 40;
const COLUMN = 14;
/** The ways of choosing whose people are shown one by one. */
const SHOWN = [OURS, "round-robin pointer", "fewest jobs so far"];

/** What the program prints. */
export function report({ rows, fairness, worstOwed }: Comparison, jobs: number, seed: number): string {
  const { bound, jainIndex, accounts } = fairness;
  const shown = SHOWN.flatMap((name) => rows.get(name) ?? []);
  const fairShares = shown[0]?.fairShares ?? []; // the same for all, as the candidates are
  return [
    `${grouped(jobs)} jobs, ${PEOPLE.length} people, seed ${seed}: how many jobs away from the fair share`,
    "",
    line("", ["worst ever", "final spread", "Jain's index"]),
    ...[...rows].map(([name, { worst, spread, jainIndex: index }]) =>
      line(name, [grouped(worst, 2), grouped(spread, 2), index.toFixed(4)]),
    ),
    "",
    `fairnessOf says of the first: ${worstOwed.toFixed(2)} owed at worst, at most ${bound.toFixed(2)} for ` +
      `${accounts.length} accounts; Jain's index ${jainIndex.toFixed(4)}`,
    "",
    line("Jobs, and who got them", ["fair share", "fair-share", "round-robin", "fewest jobs"]),
    ...PEOPLE.map((person, place) =>
      line(
        describe(person),
        [fairShares[place], ...shown.map(({ got }) => got[place])].map((count) => grouped(count ?? 0)),
      ),
    ),
  ].join("\n");
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME) + cells.map((cell) => cell.padStart(COLUMN)).join("");
}

function describe({ id, habits, skills }: Person): string {
  return `${id}, free ${String(habits.free).padStart(2)} %: ${skills.join(", ")}`;
}

/** `1,088`, or `1,088.50` with two digits. */
function grouped(value: number, digits = 0): string {
  const [whole = "", fraction] = value.toFixed(digits).split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
