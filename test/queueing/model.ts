import * as z from "zod";

/** A small queue with its exact answers, as queueing.json writes it. */
const modelSchema = z
  .strictObject({
    id: z.string(),
    note: z.optional(z.string()),
    /** Poisson rate per type. */
    arrivals: z.record(z.string(), z.number().positive()),
    agents: z
      .array(
        z.strictObject({ id: z.string(), skills: z.array(z.string()), serviceRate: z.number().positive() }),
      )
      .min(1),
    /** Shared by all types; `null` is no limit. */
    waitingPlaces: z.int().min(0).nullable(),
    /** The rate at which each waiting item gives up. */
    patienceRate: z.optional(z.number().positive()),
    queue: z.literal("first-come-first-served"),
    policy: z.enum(["longest-idle", "random", "preference-order"]),
    /** Agents per type, the best first. */
    preference: z.optional(z.record(z.string(), z.array(z.string()))),
    expected: z.strictObject({
      utilisation: z.optional(z.record(z.string(), z.number())),
      blocked: z.optional(z.record(z.string(), z.number())),
      flow: z.optional(z.record(z.string(), z.record(z.string(), z.number()))),
      delayed: z.optional(z.number()),
      meanWait: z.optional(z.number()),
      abandoned: z.optional(z.number()),
    }),
  })
  .refine(({ policy, preference }) => policy !== "preference-order" || preference !== undefined, {
    error: "preference-order needs a preference",
  });

export type Model = z.infer<typeof modelSchema>;

/** @throws With what is wrong. */
export function readModel(json: unknown): Model {
  const { data, error } = modelSchema.safeParse(json);
  if (error !== undefined) throw new Error(z.prettifyError(error).replaceAll(/\s+/g, " "));
  return data;
}

/** An exact figure, and which two counts of the simulation give it. */
export interface Figure {
  readonly name: string;
  readonly exact: number;
  readonly ratio: readonly [numerator: string, denominator: string];
}

/** Everything that a model expects, one by one. */
export function figuresOf({ expected }: Model): Figure[] {
  const { utilisation = {}, blocked = {}, flow = {}, delayed, meanWait, abandoned } = expected;
  const overAll = { delayed, meanWait, abandoned };
  return [
    ...Object.entries(utilisation).map(([agent, exact]) =>
      figure(`utilisation ${agent}`, exact, `busy ${agent}`, "time"),
    ),
    ...Object.entries(blocked).map(([type, exact]) =>
      figure(`blocked ${type}`, exact, `blocked ${type}`, `arrived ${type}`),
    ),
    ...Object.entries(flow).flatMap(([type, byAgent]) =>
      Object.entries(byAgent).map(([agent, exact]) =>
        figure(`flow ${type} ${agent}`, exact, `started ${type} ${agent}`, "time"),
      ),
    ),
    ...Object.entries(overAll).flatMap(([name, exact]) =>
      exact === undefined ? [] : [figure(name, exact, name, "arrived")],
    ),
  ];
}

function figure(name: string, exact: number, numerator: string, denominator: string): Figure {
  return { name, exact, ratio: [numerator, denominator] };
}
