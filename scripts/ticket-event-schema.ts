import * as z from "zod/mini";
import type { TicketEventType } from "../src/sla/events.js";
import { instantSchema } from "../src/time/schema.js";

const text = z.optional(z.string());
const actor = z.enum(["customer", "agent", "bot"]);
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const fields: Readonly<Record<TicketEventType, z.core.$ZodLooseShape>> = {
  created: {
    by: z.optional(actor),
    status: text,
    team: text,
    owner: text,
    attributes: z.optional(attributes),
    customer: text,
  },
  message: { by: actor },
  note: {},
  "status-changed": { to: z.string() },
  "attributes-changed": { attributes },
  "team-changed": { to: text },
  "owner-changed": { to: text },
  solved: {},
  reopened: { status: text },
  closed: {},
};

/** Tickets check their events by hand, and pass over keys that they do not know. */
export const ticketEventSchema = z.union(
  Object.entries(fields).map(([type, its]) =>
    z.looseObject({ type: z.literal(type), at: instantSchema, id: text, ...its }),
  ),
);
