import * as z from "zod/mini";
import { eventSchemas, rowsSchema, savedDeskSchema } from "../src/routing/desk-schema.js";
import { agentSchema, customerSchema, rosterSchema, teamSchema, workSchema } from "../src/routing/schema.js";
import { calendarSchema } from "../src/schedule/schema.js";
import { slaSchema } from "../src/sla/schema.js";
import { file, toldApart, words } from "./json-words.js";
import { ticketEventSchema } from "./ticket-event-schema.js";

const teamOrHours = z.union([calendarSchema, teamSchema]);
const deskEventSchema = z.union(Object.values(eventSchemas));

/** Each file: what the package checks with, what it is called, and what it is for. */
const files: readonly (readonly [name: string, schema: z.ZodMiniType, title: string, use: string])[] = [
  ["calendar", calendarSchema, "calendar", "Zone, hours and holidays, for defineCalendar."],
  ["team", teamOrHours, "team", "A team of a roster: its hours, or more about it."],
  ["agent", agentSchema, "agent", "Somebody who is given work: in a roster, or joining a desk."],
  ["roster", rosterSchema, "roster", "Teams, agents and how work is routed, for defineRoster."],
  ["work-item", workSchema, "work item", "Work to be done by one agent, for route and assignments."],
  ["customer", customerSchema, "customer", "What is known of a customer, for defineCustomer."],
  ["desk-event", deskEventSchema, "desk event", "What happened at a desk, for applyDeskEvent."],
  ["saved-desk", savedDeskSchema, "saved desk", "A desk as saveDesk writes it, for loadDesk."],
  ["desk-rows", rowsSchema, "desk rows", "A desk as a helpdesk's tables hold it, for deskFromRows."],
  ["sla-policies", slaSchema, "SLA policies", "What is promised to which tickets, for defineSlaPolicies."],
  ["ticket-event", ticketEventSchema, "ticket event", "What happened to a ticket, for applyTicketEvent."],
];

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Definitions = Readonly<Record<string, JsonSchema>>;

const roots = z.registry<{ id: string }>().add(toldApart, { id: "told-apart" });
for (const [name, schema, title, description] of files) {
  roots.add(schema, { id: file(name) });
  words.add(schema, { title: `follow-the-sun ${title}`, description });
}

/** The JSON Schemas by file; they refer to each other by the names of these. */
export function jsonSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(roots, {
    metadata: words,
    uri: (id) => (id === "__shared" ? "" : id), // each file has a copy of the definitions that it uses
    unrepresentable: "any",
  });
  const all = (schemas as Record<string, JsonSchema>)["__shared"]?.$defs as Definitions;
  return Object.fromEntries(
    files.map(([name]) => [file(name), complete(schemas[file(name)] as JsonSchema, all)]),
  );
}

/** With what it is about on top, and the definitions that it uses below. */
function complete({ $schema, $id, title, description, ...rest }: JsonSchema, all: Definitions): JsonSchema {
  const used = [...namesIn(rest, all)].sort();
  const $defs = Object.fromEntries(used.map((name) => [name, all[name]]));
  return { $schema, $id, title, description, ...rest, ...(used.length > 0 && { $defs }) } as JsonSchema;
}

/** The definitions that a schema uses, and those that these use. */
function namesIn(schema: JsonSchema | undefined, all: Definitions, known = new Set<string>()): Set<string> {
  for (const [, name = ""] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g))
    if (!known.has(name)) namesIn(all[name], all, known.add(name));
  return known;
}
