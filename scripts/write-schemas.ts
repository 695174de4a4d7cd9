/**
 * Writes the JSON Schemas of what the package reads to `schemas/`, from the schemas that it checks with.
 *
 *   npm run schemas
 */
import { writeFileSync } from "node:fs";
import { jsonSchemas } from "./json-schemas.js";

for (const [name, schema] of Object.entries(jsonSchemas()))
  writeFileSync(`schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
