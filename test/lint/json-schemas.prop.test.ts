import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  applyDeskEvent,
  defineCalendar,
  defineCustomer,
  defineRoster,
  defineSlaPolicies,
  deskFromRows,
  openDesk,
  route,
  type DeskEvent,
  type ErrorCode,
  type WorkItem,
} from "follow-the-sun";
import { ana, customer, london, policies, roster, rows, work } from "../support/json-configs.js";
import { changed, isValid, problemsOf } from "../support/json-schemas.js";

/** The path of everything inside a value. */
function pathsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...pathsIn(inner).map((path) => `${key}.${path}`),
  ]);
}

/** What is the right thing somewhere, and wrong in most places. */
const somethingElse = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    1,
    -1,
    0.5,
    2000,
    1_774_860_000,
    "",
    "en",
    "london",
    "mon",
    "always",
  ),
  fc.constantFrom<unknown>(
    "2026-02-29",
    "12-25",
    "24:00",
    "PT1H",
    "PT0S",
    "2026-03-27T20:30Z",
    "Europe/Berlin",
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [["09:00", "17:00"]],
    { minutes: 5 },
    { hours: -1 },
    { en: "C1" },
    { more: 1 },
  ),
);

/** What JSON Schema can tell as well as the package; of the others' causes some are beyond it. */
const TOLD: readonly ErrorCode[] = [
  "config.shape",
  "config.time",
  "config.unknown-key",
  "duration.bare-number",
  "duration.calendar-unit",
  "instant.no-zone",
];

const ROSTER = defineRoster(roster);
const desk = openDesk(ROSTER);
const at = "2026-03-30T10:00:00Z";
const assigned = { type: "assigned", at, agentId: "ana", work, chosenBy: "person", stage: 0 };
const joined = { type: "agent-joined", at, agent: { ...ana, id: "cy" } };
const apply = (event: DeskEvent) => applyDeskEvent(desk, event);

const readers: readonly (readonly [schema: string, read: (value: never) => unknown, good: object])[] = [
  ["calendar", defineCalendar, london],
  ["roster", defineRoster, roster],
  ["customer", defineCustomer, customer],
  ["work-item", (item: WorkItem) => route(desk, item, at), work],
  ["desk-event", apply, assigned],
  ["desk-event", apply, joined],
  ["sla-policies", defineSlaPolicies, policies],
  ["desk-rows", (value: never) => deskFromRows(ROSTER, value), rows],
];

describe.each(readers)("with anything anywhere in it, %s", (schema, read, good) => {
  const wrong = fc
    .tuple(fc.constantFrom(...pathsIn(good)), somethingElse)
    .map(([path, value]) => changed(good, path, value));

  prop.prop([wrong])(
    "is refused by the package if by the schema, and by both for what both can tell",
    (value) => {
      const codes = problemsOf(read, value).map(({ code }) => code);
      if (isValid(schema, value)) expect(codes.filter((code) => TOLD.includes(code))).toEqual([]);
      else expect(codes).not.toEqual([]);
    },
  );
});
