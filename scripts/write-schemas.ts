/**
 * Writes the JSON Schemas of the configs to `schemas/`, from the schemas that the package checks with.
 *
 *   npm run schemas
 */
import { writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { instantSchema } from "../src/time/schema.js";
import { calendarSchema, textPatterns } from "../src/schedule/schema.js";

/** JSON Schema cannot tell that a date exists or that an end lies after its start; the package still does. */
export function calendarJsonSchema(): object {
  const schema = z.toJSONSchema(calendarSchema, {
    io: "input",
    reused: "ref",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const pattern = textPatterns.get(zodSchema as never);
      if (pattern !== undefined) jsonSchema.pattern = pattern.source;
      // Of the accepted forms of an instant, JSON has two.
      if (zodSchema === instantSchema)
        jsonSchema.anyOf = [{ type: "string", format: "date-time" }, { type: "integer" }];
    },
  });
  return { title: "follow-the-sun calendar", ...schema };
}

if (process.argv[1]?.endsWith("write-schemas.ts") === true) {
  writeFileSync("schemas/calendar.schema.json", `${JSON.stringify(calendarJsonSchema(), null, 2)}\n`);
}
