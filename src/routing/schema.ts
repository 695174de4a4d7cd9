import * as z from "zod/mini";
import { FollowTheSunError, type ErrorCode, type Problem } from "../errors.js";
import { toDurationMs, toEpochMs, type DurationInput } from "../time/index.js";
import { instantSchema } from "../time/schema.js";
import { LANGUAGE_TIERS, STRATEGIES } from "./config.js";
import { LANGUAGE_LEVELS, parseLanguageTag } from "./language.js";

export const text = (what: string) =>
  z.string(`must be ${what}`).check(z.minLength(1, `must be ${what}, not empty`));
export const amount = (what: string, least: number) =>
  z.number(`must be ${what}`).check(z.minimum(least, `must be ${what}, ${least} or more`));
const count = (what: string) => amount(what, 1).check(z.int(`must be ${what}, a whole number`));

const thousandths = (what: string, most: number) =>
  z
    .number(`must be ${what}`)
    .check(
      z.refine(
        (value) =>
          value > 0.0005 && value <= most && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6,
        `must be ${what}: more than 0, at most ${most}, in thousandths`,
      ),
    );

export const languageTag = text("a language tag such as pt-BR").check(
  z.refine((tag) => parseLanguageTag(tag) !== undefined, {
    error: "must be the tag of a language (BCP 47) such as en, pt-BR or zh-Hant",
    params: { code: "config.language" satisfies ErrorCode },
  }),
);
const level = z.enum(LANGUAGE_LEVELS, `must be a level: ${LANGUAGE_LEVELS.join(", ")}`);
const levels = z.union(
  [level, z.strictObject({ written: level, spoken: level })],
  `must be a level (${LANGUAGE_LEVELS.join(", ")}), or { written, spoken }`,
);
const skills = z.record(
  text("a skill"),
  amount("a proficiency", 0),
  "must be a proficiency per skill such as { billing: 80 }",
);
/** Calendars and teams have a check of their own, which names what is wrong inside them. */
export const calendarElsewhere = z.unknown();
export const teamElsewhere = z.unknown();

const capacity = z.union(
  [
    count("a number of items"),
    z.strictObject({
      total: amount("the total capacity", 0),
      channels: z.record(
        text("a channel"),
        z.strictObject({ max: count("a number of items"), cost: z.optional(amount("a cost", 0)) }),
        "must be a limit per channel such as { chat: { max: 3, cost: 2 } }",
      ),
    }),
  ],
  "must be a number of items such as 3, or { total, channels }",
);

const absence = z.tuple([instantSchema, instantSchema], "must be [from, to]").check(
  z.refine(([from, to]) => toEpochMs(from, "from") < toEpochMs(to, "to"), {
    error: "must end after it begins",
    params: { code: "config.order" satisfies ErrorCode },
  }),
);

/** An agent; whether the team is there, only the roster can tell. */
export const agentSchema = z.strictObject({
  id: text("the agent's id"),
  team: text("the key of a team"),
  languages: z.optional(
    z.record(languageTag, levels, 'must be a level per language such as { en: "native", ja: "B2" }'),
  ),
  skills: z.optional(skills),
  capacity: z.optional(capacity),
  calendar: z.optional(calendarElsewhere),
  absences: z.optional(z.array(absence, "must be a list of [from, to]")),
  location: z.optional(text("a place such as EU")),
  clearances: z.optional(z.array(text("a clearance"), "must be a list of clearances")),
  authority: z.optional(amount("a level of authority", 0)),
  markets: z.optional(z.array(text("a market"), "must be a list of markets")),
  weight: z.optional(thousandths("a weight", 100)),
  costPerHour: z.optional(amount("a cost per hour", 0)),
});

export const duration = z.custom<DurationInput>().check((payload) => {
  try {
    toDurationMs(payload.value, "");
  } catch (error) {
    if (!(error instanceof FollowTheSunError)) throw error;
    const [{ code, reason }] = error.problems as readonly [Problem];
    payload.issues.push({ code: "custom", input: payload.value, message: reason, params: { code } });
  }
});
export const flag = z.optional(z.boolean("must be true or false"));

const stage = z.strictObject({
  after: z.optional(duration),
  languages: z.optional(z.enum(LANGUAGE_TIERS, `must be one of ${LANGUAGE_TIERS.join(", ")}`)),
  dropPreferred: flag,
  lowerProficiencyBy: z.optional(amount("a proficiency", 0)),
  otherRegions: flag,
  partners: flag,
  otherMarkets: flag,
});

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.optional(z.enum(values, `must be one of ${values.join(", ")}`));
const aging = z.strictObject({
  pointsPerMinute: amount("points per minute", 0),
  atMost: z.optional(amount("a number of points", 0)),
});

export const policySchema = z.strictObject({
  strategy: oneOf(STRATEGIES),
  tolerance: z.optional(amount("a tolerance", 0)),
  within: oneOf(STRATEGIES.filter((each) => each !== "fair-share")),
  compare: z.optional(z.custom((each) => typeof each === "function", "must be a function of two candidates")),
  specialistFirst: flag,
  stages: z.optional(
    z.array(stage, "must be a list of stages").check(z.minLength(1, "must have at least one stage")),
  ),
  skipUnstaffedStages: flag,
  reserveForPreferred: z.optional(duration),
  preferFor: z.optional(duration),
  offerFor: z.optional(duration),
  waitForBetter: z.optional(duration),
  relatedLanguages: z.optional(z.array(z.tuple([languageTag, languageTag], "must be [wanted, known]"))),
  relatedWithin: z.optional(amount("a distance", 0)),
  commonLanguage: z.optional(languageTag),
  translationChannels: z.optional(z.array(text("a channel"), "must be a list of channels")),
  priorities: z.optional(z.array(text("a priority"), "must be a list of priorities, least urgent first")),
  queue: z.optional(z.strictObject({ order: oneOf(["priority", "time-left"]), aging: z.optional(aging) })),
});

/** What `defineRoster` accepts; teams and calendars are checked one by one. */
export const rosterSchema = z.strictObject({
  teams: z.record(
    text("a team's key"),
    teamElsewhere,
    "must be the teams by key, such as { london: calendar }",
  ),
  agents: z.array(agentSchema, "must be a list of agents"),
  skillScale: z.optional(amount("the best proficiency there is", 1)),
  policy: z.optional(policySchema),
});

/** A team that is more than a calendar. */
export const teamSchema = z.strictObject(
  {
    calendar: z.custom(
      (value) => typeof value === "object" && value !== null,
      "must be a calendar, or the config of one",
    ),
    name: z.optional(text("a name")),
    region: z.optional(text("a region")),
    location: z.optional(text("a place such as EU")),
    partner: z.optional(z.boolean("must be true or false")),
    handsOnTo: z.optional(z.array(text("the key of a team"), "must be a list of the keys of teams")),
  },
  "must be a calendar, or { calendar, name, region, location }",
);

const texts = (what: string) => z.optional(z.array(text(what), `must be a list of ${what}s`));

/** What `route` accepts as work. */
export const workSchema = z.strictObject({
  id: text("the work item's id"),
  channel: text("a channel such as email"),
  languages: z.optional(z.array(languageTag, "must be a list of language tags, preferred first")),
  minLevel: z.optional(level),
  skills: z.optional(skills),
  preferredSkills: z.optional(skills),
  priority: z.optional(text("a priority")),
  authority: z.optional(amount("a level of authority", 0)),
  market: z.optional(text("a market")),
  region: z.optional(text("a region")),
  sensitive: flag,
  preferredAgents: texts("agent id"),
  arrivedAt: instantSchema,
  dueAt: z.optional(instantSchema),
  residency: texts("place"),
  clearances: texts("clearance"),
  excludedAgents: texts("agent id"),
  size: z.optional(thousandths("a size", 1000)),
  offerAgain: flag,
});

/** What `defineCustomer` accepts; the polite hours are checked as a calendar. */
export const customerSchema = z.strictObject({
  id: text("the customer's id"),
  timeZone: z.optional(text("an IANA time zone")),
  languages: z.optional(z.array(languageTag, "must be a list of language tags, preferred first")),
  preferredChannel: z.optional(text("a channel")),
  politeHours: z.optional(calendarElsewhere),
  market: z.optional(text("a market")),
  region: z.optional(text("a region")),
  residency: texts("place"),
  servedBy: z.optional(
    z.array(
      z.strictObject({ agentId: text("an agent's id"), at: instantSchema }),
      "must be a list of { agentId, at }",
    ),
  ),
});
