import * as z from "zod/mini";
import { instantSchema } from "../time/schema.js";
import { CHOSEN_BY, EVENT_FIELDS, PRESENCES, type DeskEvent } from "./desk-event.js";
import { agentSchema, amount, duration, flag, text, workSchema } from "./schema.js";

/** Work and agents are checked when they are read. */
export const workElsewhere = z.unknown();
export const agentElsewhere = z.unknown();

/** The fields of the desk's events. */
const eventFields: Readonly<Record<string, z.ZodMiniType>> = {
  type: z.string(),
  id: text("the event's id"),
  at: instantSchema,
  agentId: text("an agent's id"),
  toAgentId: text("an agent's id"),
  workId: text("the id of a work item"),
  work: workElsewhere,
  agent: agentElsewhere,
  chosenBy: z.enum(CHOSEN_BY, `must be one of ${CHOSEN_BY.join(", ")}`),
  stage: amount("the number of a stage", 0).check(z.int("must be a whole number")),
  among: z.strictObject(
    { team: z.optional(text("the key of a team")), shiftLeft: z.optional(duration) },
    "must be { team, shiftLeft }",
  ),
  expiresAt: instantSchema,
  wrapUpUntil: instantSchema,
  presence: z.enum(PRESENCES, `must be one of ${PRESENCES.join(", ")}`),
  reason: text("a reason"),
};

const shapeOf = (type: DeskEvent["type"]) => {
  const { required, optional } = EVENT_FIELDS[type];
  const field = (key: string) => eventFields[key] as z.ZodMiniType;
  return z.strictObject({
    ...Object.fromEntries(required.map((key) => [key, field(key)])),
    ...Object.fromEntries(optional.map((key) => [key, z.optional(field(key))])),
    type: z.literal(type),
  });
};

/** What `applyDeskEvent` accepts, by type. */
export const eventSchemas = Object.fromEntries(
  Object.keys(EVENT_FIELDS).map((type) => [type, shapeOf(type as DeskEvent["type"])]),
) as unknown as Readonly<Record<DeskEvent["type"], z.ZodMiniType>>;

const whole = (what: string) => z.number(`must be ${what}`).check(z.int(`must be ${what}, a whole number`));
const epochMs = whole("epoch milliseconds");
const units = whole("millionths of a job");
const ids = z.array(z.string("must be an id"), "must be a list of ids");

/** What `loadDesk` accepts, of the right format and version. Work and agents are checked when they are read. */
export const savedDeskSchema = z.strictObject({
  format: z.string(),
  version: z.number(),
  eventCount: whole("a number of events"),
  lastAt: epochMs,
  lastAssignedTo: z.optional(text("an agent's id")),
  largestJob: units,
  joined: z.array(agentSchema, "must be a list of agents"),
  left: ids,
  agents: z.array(
    z.strictObject({
      id: text("an agent's id"),
      presence: z.enum(PRESENCES, `must be one of ${PRESENCES.join(", ")}`),
      idleSince: epochMs,
      wrapUpUntil: epochMs,
      owed: units,
      got: units,
      fixed: units,
    }),
    "must be a list of agents' states",
  ),
  work: z.array(
    z.strictObject({ work: workSchema, agentId: text("an agent's id"), since: epochMs }),
    "must be a list of held work",
  ),
  offers: z.array(
    z.strictObject({
      work: workSchema,
      agentId: text("an agent's id"),
      since: epochMs,
      number: whole("a number of events"),
      expiresAt: z.optional(epochMs),
      posting: z.optional(
        z.strictObject({ size: units, credits: z.array(z.tuple([text("an agent's id"), units])) }),
      ),
    }),
    "must be a list of offers",
  ),
  declined: z.record(text("the id of a work item"), ids),
  seen: ids,
  seenBefore: ids,
  seenBeforeUntil: epochMs,
});

const amountOfJobs = z
  .number("must be a number of jobs")
  .check(
    z.refine(
      (value) => Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-3,
      "must be a number of jobs, in millionths",
    ),
  );

/** What `deskFromRows` accepts. */
export const rowsSchema = z.strictObject({
  at: instantSchema,
  largestJob: z.optional(amountOfJobs),
  agents: z.optional(
    z.array(
      z.strictObject({
        id: text("an agent's id"),
        presence: z.optional(z.enum(PRESENCES, `must be one of ${PRESENCES.join(", ")}`)),
        idleSince: z.optional(instantSchema),
        wrapUpUntil: z.optional(instantSchema),
        owed: z.optional(amountOfJobs),
        got: z.optional(amountOfJobs),
        fixed: z.optional(amountOfJobs),
        isClosed: flag,
      }),
      "must be a list of rows",
    ),
  ),
  work: z.optional(
    z.array(
      z.strictObject({ work: workSchema, agentId: text("an agent's id"), since: instantSchema }),
      "must be a list of rows",
    ),
  ),
  offers: z.optional(
    z.array(
      z.strictObject({
        work: workSchema,
        agentId: text("an agent's id"),
        since: instantSchema,
        expiresAt: z.optional(instantSchema),
      }),
      "must be a list of rows",
    ),
  ),
});
