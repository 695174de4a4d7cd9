import * as z from "zod/mini";
import { FollowTheSunError, type ErrorCode } from "../errors.js";
import { toDurationMs, type DurationInput } from "../time/index.js";

const text = (what: string) =>
  z.string(`must be ${what}`).check(z.minLength(1, `must be ${what}, not empty`));
const texts = (what: string) => z.array(text(what), `must be a list, each ${what}`);

/** No promise is longer: a century of seconds would be a slip of units. */
const LONGEST_TARGET_MS = 20 * 366 * 86_400_000;

const duration = (least: number) =>
  z.custom<DurationInput>().check((payload) => {
    const wrong = problemWith(payload.value, least);
    if (wrong === undefined) return;
    payload.issues.push({
      code: "custom",
      input: payload.value,
      message: wrong.reason,
      params: { code: wrong.code },
    });
  });

function problemWith(value: DurationInput, least: number): { code: ErrorCode; reason: string } | undefined {
  try {
    const ms = toDurationMs(value, "");
    if (ms < least) return { code: "duration.zero", reason: "must be longer than nothing" };
    return ms > LONGEST_TARGET_MS
      ? { code: "duration.absurd", reason: "must be at most 20 years" }
      : undefined;
  } catch (error) {
    if (error instanceof FollowTheSunError) return error.problems[0];
    throw error;
  }
}

export const targetDuration = duration(1);
export const stepDuration = duration(0);

/** Told apart by hand: a union would only say that neither form fits. */
function either(pick: (value: object) => z.ZodMiniType | undefined, other: z.ZodMiniType) {
  return z.unknown().check((payload) => {
    const value: unknown = payload.value;
    const schema = (typeof value === "object" && value !== null ? pick(value) : undefined) ?? other;
    for (const issue of schema.safeParse(value).error?.issues ?? [])
      payload.issues.push({ ...issue, input: value } as never);
  });
}

export const percentStep = z.strictObject({
  percent: z
    .number("must be a percentage")
    .check(z.positive("must be above 0"), z.maximum(1000, "must be at most 1000")),
});
export const beforeStep = z.strictObject({ before: stepDuration });
export const afterStep = z.strictObject({ after: stepDuration });
const noStep = z
  .strictObject({}, "must be { percent }, { before } or { after }")
  .check(z.refine(() => false, "must be { percent }, { before } or { after }"));

export const stepAt = either(
  (value) =>
    "percent" in value
      ? percentStep
      : "before" in value
        ? beforeStep
        : "after" in value
          ? afterStep
          : undefined,
  noStep,
);

export const steps = z.array(
  z.strictObject({ name: text("a name"), at: stepAt }),
  "must be a list of { name, at }",
);

const CALENDARS = ["any-team", "owner-at-the-time", "last-schedule", "customer"] as const;

export const fullTarget = z.strictObject({
  target: targetDuration,
  calendar: z.optional(
    z.union(
      [z.enum(CALENDARS), z.strictObject({ fixed: text("the key of a team") })],
      `must be ${CALENDARS.join(", ")} or { fixed: team }`,
    ),
  ),
  pauses: z.optional(z.boolean("must be true or false")),
  steps: z.optional(steps),
});

export const target = either((value) => ("target" in value ? fullTarget : undefined), targetDuration);

const value = z.union([z.string(), z.number(), z.boolean()]);
const condition = z.union(
  [
    value,
    z.array(value),
    z.strictObject({ not: z.array(value) }),
    z.strictObject({ atLeast: z.optional(z.number()), atMost: z.optional(z.number()) }),
  ],
  "must be a value, a list of values, { not: [...] } or { atLeast, atMost }",
);

export const policySchema = z.strictObject({
  id: text("the policy's id"),
  when: z.optional(z.record(z.string(), condition, "must be a condition per attribute")),
  where: z.optional(z.custom((each) => typeof each === "function", "must be a function of the attributes")),
  targets: z.strictObject(
    {
      firstReply: z.optional(target),
      nextReply: z.optional(target),
      periodicUpdate: z.optional(target),
      requesterWait: z.optional(target),
      agentWork: z.optional(target),
      firstResolution: z.optional(target),
      resolution: z.optional(target),
      ownership: z.optional(target),
    },
    "must be a target per metric",
  ),
  pausedStatuses: z.optional(texts("a status")),
  agentStatuses: z.optional(texts("a status")),
  fulfilledBy: z.optional(z.array(z.enum(["agent", "bot"], "must be agent or bot"))),
  reopen: z.optional(
    z.enum(
      ["resume", "new-cycle", "count-through", "first-only"],
      "must be resume, new-cycle, count-through or first-only",
    ),
  ),
  change: z.optional(z.enum(["carry", "restart", "freeze"], "must be carry, restart or freeze")),
  steps: z.optional(steps),
});

/** Calendars have a check of their own, which names what is wrong inside them. */
export const calendarElsewhere = z.unknown();

/** What `defineSlaPolicies` accepts; calendars are checked one by one. */
export const slaSchema = z.strictObject({
  teams: z.record(text("a team's key"), calendarElsewhere, "must be the teams' calendars by key"),
  customers: z.optional(
    z.record(text("a customer's key"), calendarElsewhere, "must be the customers' calendars by key"),
  ),
  statuses: z.optional(texts("a status")),
  policies: z.array(policySchema, "must be a list of policies"),
});
