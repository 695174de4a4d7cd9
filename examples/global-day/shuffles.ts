import { randomFor, type Random } from "../simulator/random.js";
import { observed } from "./bootstrap.js";
import type { Day } from "./day.js";
import type { Passed } from "./passed.js";
import { FIGURES, type PassedFigure } from "./then-and-here.js";

/** How far the figures move when chance decides whose turn it is at a tie. */
export interface Shuffles {
  readonly seeds: readonly number[];
  readonly figures: readonly ShuffledFigure[];
}

export interface ShuffledFigure {
  readonly name: string;
  readonly unit: PassedFigure["unit"];
  /** With the ids that the people have. */
  readonly here: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/**
 * The same day with its people's ids dealt out anew: among agents that are equal the id decides, and in
 * which order people are numbered is chance.
 */
export function shuffleIds(day: Day, seed: number): Day {
  const ids = shuffled(
    day.teams.flatMap(({ people }) => people.map(({ id }) => id)),
    randomFor(seed, "ids of agents"),
  );
  let next = 0;
  const teams = day.teams.map((team) => ({
    ...team,
    people: team.people.map((person) => {
      const id = ids[next] ?? person.id;
      next += 1;
      return { ...person, id };
    }),
  }));
  return { ...day, teams };
}

/** By Fisher and Yates. */
function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const rest = [...values];
  return values.flatMap(() => rest.splice(random.below(rest.length), 1));
}

/** @param runs - One for each seed. */
export function shufflesOf(
  here: readonly Passed[],
  runs: readonly (readonly Passed[])[],
  seeds: readonly number[],
): Shuffles {
  const figures = FIGURES.map(({ name, unit, of }): ShuffledFigure => {
    const valueOf = (passed: readonly Passed[]): number | null => observed(of([passed]), 1);
    const values = runs.map(valueOf).filter((value) => value !== null);
    return {
      ...{ name, unit, here: valueOf(here) },
      least: values.length === 0 ? null : Math.min(...values),
      most: values.length === 0 ? null : Math.max(...values),
    };
  });
  return { seeds, figures };
}
