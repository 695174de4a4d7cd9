import * as z from "zod/mini";
import { agentElsewhere, savedDeskSchema, workElsewhere } from "../src/routing/desk-schema.js";
import * as routing from "../src/routing/schema.js";
import { calendarSchema, textPatterns } from "../src/schedule/schema.js";
import * as sla from "../src/sla/schema.js";
import { END_OF_TIME, FIRST_INSTANT } from "../src/time/index.js";
import { instantSchema } from "../src/time/schema.js";

/** Words of JSON Schema, to be added to what zod says itself. */
type Words = z.core.JSONSchema.BaseSchema;

/**
 * What zod cannot say, by the schema it holds for. Whatever has an `id` becomes a definition.
 *
 * JSON Schema cannot tell that a date, a zone or a language exists, that a number comes in thousandths,
 * that an end lies after its start or a duration is not nothing, that an id is there only once or names
 * something that is there, nor that an event can follow those before it. The package still does.
 */
export const words = z.registry<Words>();

export const file = (name: string) => `${name}.schema.json`;
const inFile = (name: string): Words => ({ $ref: file(name) });
const defined = (name: string): Words => ({ $ref: `#/$defs/${name}` });

/** Of the accepted forms of an instant, JSON has two. */
const instant: Words = {
  id: "instant",
  description: "ISO 8601 with Z or an offset, or epoch milliseconds; from 1970 until 2100.",
  anyOf: [
    {
      type: "string",
      pattern:
        "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?([Zz]|[+-]\\d{2}(:?\\d{2})?)$",
    },
    { type: "integer", minimum: FIRST_INSTANT, exclusiveMaximum: END_OF_TIME },
  ],
};

const number: Words = { type: "number" };
const duration: Words = {
  id: "duration",
  description: 'Working time: "PT4H30M" or { "hours": 4, "minutes": 30 }, but never days.',
  anyOf: [
    { type: "string", pattern: "^\\+?PT(?=\\d)(\\d+([.,]\\d+)?H)?(\\d+([.,]\\d+)?M)?(\\d+([.,]\\d+)?S)?$" },
    {
      type: "object",
      properties: { hours: number, minutes: number, seconds: number, milliseconds: number },
      additionalProperties: false,
      not: { additionalProperties: { ...number, exclusiveMaximum: 0 } }, // some part is there that is not negative
    },
  ],
};

const languageTag: Words = {
  id: "languageTag",
  description: "BCP 47, such as en, pt-BR or zh-Hant.",
  pattern: "^[A-Za-z]{2,3}(-[A-Za-z\\d]{1,8})*$",
};

const noFunction: Words = { not: {}, description: "A function, which JSON cannot hold." };

words
  .add(instantSchema, instant)
  .add(routing.duration, duration)
  .add(sla.targetDuration, defined("duration"))
  .add(sla.stepDuration, defined("duration"))
  .add(routing.languageTag, languageTag)
  .add(routing.policySchema.shape.compare, noFunction)
  .add(sla.policySchema.shape.where, noFunction)
  .add(routing.agentSchema.shape.weight, { minimum: 0.001, maximum: 100 })
  .add(routing.workSchema.shape.size, { minimum: 0.001, maximum: 1000 })
  .add(savedDeskSchema.shape.format, { const: "follow-the-sun/desk" })
  .add(savedDeskSchema.shape.version, { const: 1 });

// What the package checks on its own has a file of its own.
words
  .add(routing.calendarElsewhere, inFile("calendar"))
  .add(routing.teamSchema.shape.calendar, inFile("calendar"))
  .add(sla.calendarElsewhere, inFile("calendar"))
  .add(routing.teamElsewhere, inFile("team"))
  .add(agentElsewhere, inFile("agent"))
  .add(workElsewhere, inFile("work-item"));

for (const [schema, pattern] of textPatterns) words.add(schema, { pattern: pattern.source });

// Names for what stands in several places of a file.
const { weekly, specialHours } = calendarSchema.shape;
words
  .add(weekly.def.innerType, { id: "weeklyHours" })
  .add(specialHours.def.innerType.def.valueType.def.options[0], { id: "hoursOfDay" })
  .add(sla.steps, { id: "steps" });

/** The package tells these apart by hand, so zod does not meet them inside the policies: for `$defs`, no file. */
export const toldApart = z.union([sla.fullTarget, sla.percentStep, sla.beforeStep, sla.afterStep]);
words
  .add(sla.target, { id: "target", anyOf: ["fullTarget", "duration"].map(defined) })
  .add(sla.fullTarget, { id: "fullTarget" })
  .add(sla.stepAt, { anyOf: ["percentStep", "beforeStep", "afterStep"].map(defined) })
  .add(sla.percentStep, { id: "percentStep" })
  .add(sla.beforeStep, { id: "beforeStep" })
  .add(sla.afterStep, { id: "afterStep" });
