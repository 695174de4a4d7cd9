import * as z from "zod";
import type { CompanyConfig } from "./company.js";
import type { Flaw } from "./flaws.js";

// What a company file looks like. The roster, the policies and what is asked of an agent the package checks itself.

const amount = (what: string) => z.number(`must be ${what}`).nonnegative(`must be ${what}, not below 0`);
const some = (what: string) => z.number(`must be ${what}`).positive(`must be ${what}, above 0`);
const share = some("a share, in proportion to the others");
const part = z
  .number("must be a share from 0 to 1")
  .min(0, "must not be below 0")
  .max(1, "must not be above 1");
const text = z.string("must be a text").min(1, "must not be empty");
const date = z.iso.date("must be a date such as 2026-03-04");
const anything = z.unknown();
const object = z.record(z.string(), anything, "must be an object");

const spread = z
  .strictObject({ median: some("minutes"), p90: some("minutes") }, "must be { median, p90 }")
  .refine(({ median, p90 }) => p90 >= median, { path: ["p90"], error: "must not be below the median" });

function keyed<Value extends z.ZodType>(value: Value, what: string) {
  return z
    .record(text, value, `must be ${what} by their keys`)
    .refine((record) => Object.keys(record).length > 0, `must have ${what}`);
}

const source = z.strictObject({
  country: z.optional(text),
  timeZone: text,
  share,
  hours: z
    .array(amount("how busy the hour is"), "must be 24 numbers, one an hour")
    .length(24, "must be 24 numbers, one an hour")
    .refine((hours) => hours.some((each) => each > 0), "must not be 0 at every hour"),
  languages: keyed(share, "languages"),
  otherLanguages: z.optional(z.array(text, "must be a list of languages")),
  dates: z.optional(z.record(date, amount("how busy the date is"))),
  customer: z.optional(text),
  market: z.optional(anything),
  region: z.optional(anything),
  residency: z.optional(anything),
});

const kind = z.strictObject({
  share,
  minutes: spread,
  wrapUpMinutes: z.optional(amount("minutes")),
  patience: z.optional(z.strictObject({ medianMinutes: some("minutes") })),
  again: z.optional(z.strictObject({ share: part, minutes: spread })),
  channel: anything,
  priority: z.optional(anything),
  skills: z.optional(anything),
  preferredSkills: z.optional(anything),
  minLevel: z.optional(anything),
  clearances: z.optional(anything),
  authority: z.optional(anything),
  sensitive: z.optional(anything),
  size: z.optional(anything),
  offerAgain: z.optional(anything),
});

const day = z.optional(amount("how busy the day is"));

const traffic = z.strictObject(
  {
    perDay: some("contacts a day"),
    weekdays: z.optional(
      z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
    ),
    sources: keyed(source, "sources"),
    kinds: keyed(kind, "kinds"),
  },
  "must be { perDay, sources, kinds }",
);

const people = "must be a number of people, from 1 to 9999";
const crew = z.looseObject(
  { count: z.int(people).min(1, people).max(9999, people) },
  "must be an object with a count",
);

const company = z.strictObject(
  {
    $schema: z.optional(text),
    name: text,
    about: z.optional(text),
    date,
    roster: object,
    crews: z.optional(z.record(text, crew, "must be crews by their keys")),
    places: z.optional(
      z.record(
        text,
        z.tuple(
          [z.number().min(-90).max(90), z.number().min(-180).max(180)],
          "must be [latitude, longitude]",
        ),
      ),
    ),
    promises: z.looseObject(
      { policies: z.array(object, "must be a list of policies") },
      "must be an object with policies",
    ),
    escalations: z.optional(
      z.array(
        z.strictObject({ step: text, raiseTo: z.optional(text), authority: z.optional(amount("a level")) }),
      ),
    ),
    traffic,
    sickness: z.optional(part),
    offers: z.optional(
      z.strictObject({ seconds: spread, declined: z.optional(part), ignored: z.optional(part) }),
    ),
    change: z.optional(
      z.strictObject({
        what: text,
        roster: z.optional(anything),
        crews: z.optional(anything),
        promises: z.optional(anything),
        escalations: z.optional(anything),
        traffic: z.optional(anything),
        sickness: z.optional(anything),
        offers: z.optional(anything),
      }),
    ),
  },
  "must be a company",
);

/** What is wrong with the shape of a company file. */
export function shapeFlaws(value: unknown): Flaw[] {
  const { error } = company.safeParse(value);
  return (error?.issues ?? []).map((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
    const path = pathText([...issue.path, ...keys.slice(0, 1)]);
    return { path, reason: keys.length > 0 ? "is no key that a company has there" : issue.message };
  });
}

/** For a value without flaws. */
export function asCompany(value: unknown): CompanyConfig {
  return value as CompanyConfig;
}

export function pathText(keys: readonly PropertyKey[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(String(key))) return `[${JSON.stringify(String(key))}]`;
      return index === 0 ? String(key) : `.${String(key)}`;
    })
    .join("");
}
