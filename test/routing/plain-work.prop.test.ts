import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { FollowTheSunError, route, type WorkItem } from "follow-the-sun";
import { problemsOf } from "../../src/check.js";
import { workSchema } from "../../src/routing/schema.js";
import { deskOf, mail, NOON } from "./support.js";

// A quick check goes before the schema, and must accept nothing that the schema refuses.

const desk = deskOf([{ languages: { en: "C1" } }], { skillScale: Number.MAX_VALUE }); // no skill is beyond the scale

/** What both say to the same value: whether the schema accepts it, and whether route does. */
function bothOn(work: unknown): { schema: boolean; route: boolean } {
  const success = problemsOf(workSchema, work, "work").length === 0;
  try {
    route(desk, work as WorkItem, NOON);
    return { schema: success, route: true };
  } catch (error) {
    expect(error).toBeInstanceOf(FollowTheSunError);
    return { schema: success, route: false };
  }
}

/** Any name but the one that JSON may have as a key and that no record may. */
const skill = fc.string({ minLength: 1 }).filter((name) => name !== "__proto__");
const valid = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    channel: fc.constantFrom("email", "voice", "constructor"),
    languages: fc.array(fc.constantFrom("en", "pt-BR", "zh-yue"), { maxLength: 3 }),
    minLevel: fc.constantFrom("A1", "native"),
    skills: fc.dictionary(skill, fc.nat(100)),
    preferredSkills: fc.dictionary(fc.constantFrom("billing", "constructor", "toString"), fc.nat(100)),
    priority: fc.constant("high"),
    authority: fc.nat(3),
    market: fc.constant("JP"),
    region: fc.constant("APAC"),
    sensitive: fc.boolean(),
    preferredAgents: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
    arrivedAt: fc.constantFrom<unknown>(NOON, new Date(NOON), "2026-01-14T12:00:00Z", {
      epochMilliseconds: NOON,
    }),
    dueAt: fc.constantFrom<unknown>(0, NOON, 4_102_444_799_999, "2026-01-14 13:00+01:00"),
    residency: fc.array(fc.constant("EU"), { maxLength: 2 }),
    clearances: fc.constant(["pci"]),
    excludedAgents: fc.constant(["agent-9"]),
    size: fc.constantFrom(0.001, 1, 2.5, 1000),
    offerAgain: fc.boolean(),
  },
  { requiredKeys: ["id", "channel", "arrivedAt"] },
);
const FIELDS = Object.keys(workSchema.def.shape);

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    " ",
    "x",
    "en_US",
    "und",
    NaN,
    Infinity,
    -Infinity,
    -1,
    -0,
    0,
    0.5,
    1e-10,
    1e300,
  ),
  fc.constantFrom<unknown>(
    true,
    "true",
    "B2",
    "b2",
    4_102_444_800_000,
    "2026-01-14",
    10n,
    Symbol("odd"),
    () => NOON,
  ),
  fc.constantFrom<unknown>(
    [],
    [""],
    [null],
    [undefined],
    ["en", 1],
    [["en"]],
    {},
    { 0: "en", length: 1 },
    new Set(["en"]),
    new Map(),
  ),
  fc.constantFrom<unknown>(
    { billing: NaN },
    { billing: "50" },
    { "": 1 },
    { billing: undefined },
    { billing: { valueOf: () => 1 } },
  ),
  fc.constantFrom<unknown>(
    new Date(NaN),
    new Date(-1),
    new String("email"),
    new Number(1),
    new Boolean(true),
    /en/,
    Object.create(null),
  ),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":1}'),
    JSON.parse('{"__proto__":{"billing":1}}'),
    JSON.parse('{"constructor":1}'),
  ),
  fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true, maxDepth: 2 }),
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FIELDS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("__proto__", "constructor", "prototype", "toString", "language", "", "ID"),
  },
);

/** A property of the object itself, by whatever name. */
function withOwn(work: object, name: string, value: unknown): object {
  return Object.defineProperty({ ...work }, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

prop.prop([valid, fc.array(fc.tuple(key, odd), { maxLength: 2 })], {
  numRuns: 3 * (fc.readConfigureGlobal().numRuns ?? 100),
})("route refuses a work item exactly when the schema does, however it was spoilt", (work, changes) => {
  const spoilt = changes.reduce<object>((each, [name, value]) => withOwn(each, name, value), work);
  const said = bothOn(spoilt);
  expect(said.route).toBe(said.schema);
  if (changes.length === 0) expect(said.schema).toBe(true);
});

prop.prop([fc.anything({ withNullPrototype: true, withMap: true, withSet: true, withTypedArray: true })])(
  "anything at all is refused unless it is work",
  (anything) => {
    const said = bothOn(anything);
    expect(said.route).toBe(said.schema);
  },
);

describe("the same is said to work", () => {
  class Ticket {
    readonly id = "T-1";
    readonly arrivedAt = NOON;
    get channel() {
      return "email";
    }
  }
  const holes = <T>(...items: readonly T[]) => Object.assign(new Array<T>(items.length + 1), items);
  test.each<[string, unknown]>([
    ["of a class of its own", new Ticket()],
    ["without a prototype", Object.assign(Object.create(null) as object, mail("T-1"))],
    ["that inherits everything", Object.create(mail("T-1"))],
    ["that inherits a key too many", Object.assign(Object.create({ colour: "red" }) as object, mail("T-1"))],
    ["that is frozen", Object.freeze(mail("T-1"))],
    ["in a list", [mail("T-1")]],
    ["that is a text", JSON.stringify(mail("T-1"))],
    ["with a list that has a hole", { ...mail("T-1"), preferredAgents: holes("a") }],
    ["with languages that have a hole", { ...mail("T-1"), languages: holes("en") }],
    ["with a skill that is a symbol", { ...mail("T-1"), skills: { [Symbol("billing")]: 1 } }],
    ["with a key that is a symbol", { ...mail("T-1"), [Symbol("odd")]: 1 }],
    ["with skills of a class of their own", { ...mail("T-1"), skills: new Ticket() }],
    [
      "with skills that inherit one",
      { ...mail("T-1"), skills: Object.create({ billing: "much" }) as object },
    ],
  ])("%s", (_, work) => {
    const said = bothOn(work);
    expect(said.route).toBe(said.schema);
  });
});

test.each(["skills", "preferredSkills", "__proto__"])(
  "%s with a prototype of JSON's changes no other object, and is refused",
  (key) => {
    const text = JSON.stringify({ ...mail("T-1"), field: 0 }).replace(
      '"field":0',
      `"${key}": { "__proto__": { "polluted": 1 } }`,
    );
    expect(bothOn(JSON.parse(text))).toEqual({ schema: false, route: false });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  },
);
