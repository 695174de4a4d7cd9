import { fail } from "../errors.js";
import type { InstantInput } from "../time/index.js";
import type { Actor, Attributes } from "./config.js";

interface Common {
  /** An event whose id the ticket has seen already changes nothing. */
  readonly id?: string | undefined;
  readonly at: InstantInput;
}

/** Something that happened to a ticket. Plain JSON. */
export type TicketEvent = Common &
  (
    | {
        readonly type: "created";
        /** Who wrote first. A customer's creation is their first message. Default `customer`. */
        readonly by?: Actor | undefined;
        /** Default `open`. */
        readonly status?: string | undefined;
        readonly team?: string | undefined;
        readonly owner?: string | undefined;
        readonly attributes?: Attributes | undefined;
        /** A key of the policies' `customers`. */
        readonly customer?: string | undefined;
      }
    /** A public message. */
    | { readonly type: "message"; readonly by: Actor }
    /** A private note; it never counts. */
    | { readonly type: "note" }
    | { readonly type: "status-changed"; readonly to: string }
    | { readonly type: "attributes-changed"; readonly attributes: Attributes }
    /** Without `to`: nobody owns it. */
    | { readonly type: "team-changed"; readonly to?: string | undefined }
    | { readonly type: "owner-changed"; readonly to?: string | undefined }
    | { readonly type: "solved" }
    /** Back to work, in status `open` unless it says otherwise. */
    | { readonly type: "reopened"; readonly status?: string | undefined }
    /** For good: after it only notes may come. */
    | { readonly type: "closed" }
  );

export type TicketEventType = TicketEvent["type"];

const TYPES: readonly TicketEventType[] = [
  "created",
  "message",
  "note",
  "status-changed",
  "attributes-changed",
  "team-changed",
  "owner-changed",
  "solved",
  "reopened",
  "closed",
];
const ACTORS: readonly Actor[] = ["customer", "agent", "bot"];

/** Logs have holes. */
export function checkIsEvent(event: unknown, path: string): void {
  if (typeof event !== "object" || event === null) fail("ticket.event", path, event, "must be an event");
}

/** Check what types cannot: events come from logs. */
export function checkEvent(event: TicketEvent, path: string): void {
  checkIsEvent(event, path);
  const { type } = event as { type: unknown };
  if (!(TYPES as readonly unknown[]).includes(type)) {
    fail("ticket.event", `${path}.type`, type, `must be one of ${TYPES.join(", ")}`);
  }
  if (event.type === "message" || (event.type === "created" && event.by !== undefined))
    checkActor(event.by, `${path}.by`);
  if (event.type === "status-changed" && typeof event.to !== "string") {
    fail("ticket.event", `${path}.to`, event.to, "must be a status");
  }
  if (event.type === "attributes-changed" || (event.type === "created" && event.attributes !== undefined)) {
    checkAttributes(event.attributes, `${path}.attributes`);
  }
}

function checkActor(by: unknown, path: string): void {
  if (!(ACTORS as readonly unknown[]).includes(by))
    fail("ticket.event", path, by, `must be one of ${ACTORS.join(", ")}`);
}

function checkAttributes(attributes: unknown, path: string): void {
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
    fail("ticket.event", path, attributes, 'must be attributes by name, such as { priority: "high" }');
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (["string", "number", "boolean"].includes(typeof value)) continue;
    fail("ticket.event", `${path}.${name}`, value, "must be a text, a number, true or false");
  }
}
