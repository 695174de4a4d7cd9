import { randomFrom, type Random } from "../simulator/random.js";

/** What the program runs, and the README shows. */
export const JOBS = 10_000;
export const SEED = 1;

export type Status = "free" | "away" | "on-a-call";

/** Somebody who answers mail when not away and not on a call. */
export interface Person {
  readonly id: string;
  readonly skills: readonly string[];
  /** Of a hundred moments, how many are spent in each status. */
  readonly habits: Readonly<Record<Status, number>>;
}

/** A job, and how everybody stood when it came. Every job is of the same size, and done at once. */
export interface Job {
  readonly id: string;
  readonly skill: string;
  /** By place in `PEOPLE`. */
  readonly statuses: readonly Status[];
}

const person = (id: string, skills: string, free: number, away: number): Person => ({
  id,
  skills: skills.split(" "),
  habits: { free, away, "on-a-call": 100 - free - away },
});

/** From those who are nearly always there to those who are seldom. */
export const PEOPLE: readonly Person[] = [
  person("ana", "billing network", 90, 5),
  person("bea", "billing", 80, 10),
  person("cal", "network refunds", 70, 10),
  person("dov", "billing network refunds", 60, 30),
  person("eli", "refunds", 50, 10),
  person("fay", "billing refunds", 40, 40),
  person("gus", "network", 25, 15),
  person("hal", "billing network", 10, 70),
];

const SKILLS = ["billing", "network", "refunds"];
const STATUSES = ["free", "away", "on-a-call"] as const;
/** Out of so many jobs somebody looks up once, and may then do something else. */
const STAYS_FOR = 8;

/** The same seed gives the same jobs. Each comes at a moment at which somebody can take it. */
export function drawJobs(count: number, seed: number): Job[] {
  const random = randomFrom(seed);
  let statuses = PEOPLE.map((): Status => "free");
  return Array.from({ length: count }, (_, index) => {
    const skill = SKILLS[random.below(SKILLS.length)] as string;
    do {
      statuses = statuses.map((status, place) =>
        random.below(STAYS_FOR) > 0 ? status : draw(PEOPLE[place] as Person, random),
      );
    } while (candidatesFor({ skill, statuses }).length === 0);
    return { id: `J-${index}`, skill, statuses };
  });
}

function draw({ habits }: Person, random: Random): Status {
  return STATUSES[random.pick(STATUSES.map((status) => habits[status]))] as Status;
}

/** Who could be given a job, as places in `PEOPLE`. */
export function candidatesFor({ skill, statuses }: Pick<Job, "skill" | "statuses">): number[] {
  return skilledFor(skill).filter((place) => statuses[place] === "free");
}

export function skilledFor(skill: string): number[] {
  return [...PEOPLE.keys()].filter((place) => PEOPLE[place]?.skills.includes(skill));
}
