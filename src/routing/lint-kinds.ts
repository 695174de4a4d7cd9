import { formatPath } from "../check.js";
import { fail } from "../errors.js";
import type { Agent } from "./agent.js";
import { LANGUAGE_TIERS, type LanguageTier } from "./config.js";
import { couldEverTake } from "./eligibility.js";
import type { LanguageTag } from "./language.js";
import type { AskedFor } from "./lint-findings.js";
import type { Roster } from "./roster.js";
import type { Stage } from "./stage.js";
import { toRequirement, type Requirement } from "./work.js";
import type { WorkItem } from "./work-item.js";

/** A kind of work that usually comes in: of a work item what matters. Without a channel it comes in on each. */
export type ExpectedWork = { readonly [Field in keyof WorkItem]?: WorkItem[Field] | undefined };

/** One kind of work that is to be covered, on each of some channels. */
export interface AskedKind extends Omit<AskedFor, "minLevel"> {
  readonly subject: "language" | "skill" | "work";
  /** What is asked for on each of the channels, in their order. */
  readonly requirements: readonly Requirement[];
}

/** What is expected; by default each language and each skill that anybody in the roster has. */
export function kindsOf(roster: Roster, expected: readonly ExpectedWork[] | undefined): readonly AskedKind[] {
  if (expected !== undefined) return expectedKinds(roster, expected);
  const agents = [...roster.agents.values()];
  const languages = [...new Set(agents.flatMap((agent) => agent.languages.map(tagFor(roster))))].sort();
  const skills = [...new Set(agents.flatMap((agent) => [...agent.skills.keys()]))].sort();
  const channels = channelsOf(roster);
  return [
    ...languages.map((tag) => toKind("roster", channels, { languages: [tag] })),
    ...skills.map((skill) => toKind("roster", channels, { skills: { [skill]: 0 } })),
  ];
}

function expectedKinds(roster: Roster, expected: readonly ExpectedWork[]): AskedKind[] {
  if (!Array.isArray(expected))
    fail("argument.invalid", "options.expected", expected, "must be a list of kinds of work");
  return expected.map((work: ExpectedWork, index) => {
    const path = `options.expected[${index}]`;
    if (typeof work !== "object" || work === null) fail("argument.invalid", path, work, "must be work");
    const channels = work.channel === undefined ? channelsOf(roster) : [work.channel];
    const kind = toKind(path, channels, work, index);
    for (const [skill, asked] of Object.entries(kind.skills)) {
      if (asked <= roster.skillScale) continue;
      const reason = `must be at most ${roster.skillScale}, the roster's skillScale`;
      fail("config.order", formatPath(`${path}.skills`, [skill]), asked, reason);
    }
    return kind;
  });
}

function toKind(path: string, channels: readonly string[], work: ExpectedWork, expected?: number): AskedKind {
  const requirements = (channels.length === 0 ? [ANY_CHANNEL] : channels).map((channel) =>
    toRequirement({ ...work, id: work.id ?? path, arrivedAt: work.arrivedAt ?? 0, channel }, path),
  );
  const { languages = [], skills = {} } = work;
  const [asksLanguage, asksSkill] = [languages.length > 0, Object.keys(skills).length > 0];
  const subject = asksLanguage === asksSkill ? "work" : asksLanguage ? "language" : "skill";
  return { subject, channels, languages, skills, expected, requirements };
}

/** Who has one number as capacity serves all channels; where nobody lists any, this one stands for them. */
const ANY_CHANNEL = "email";

/** The channels that anybody lists. */
function channelsOf({ agents }: Roster): readonly string[] {
  return [...new Set([...agents.values()].flatMap(({ capacity }) => capacity.channels))].sort();
}

/** Regions do not matter, scripts do; where tags must be the very same, so does everything. */
function tagFor({
  policy,
}: Roster): (known: { readonly tag: string; readonly parts: LanguageTag }) => string {
  if (policy.stages.at(-1)?.languages === "exact") return ({ tag }) => tag.toLowerCase();
  return ({ parts: { language, script } }) => (script === undefined ? language : `${language}-${script}`);
}

/** Can an agent hold one item of a channel at all? */
export function hasRoomOn({ capacity }: Agent, channel: string): boolean {
  const limit = capacity.on(channel);
  return limit !== undefined && limit.cost <= capacity.total;
}

/** Who could take it at a stage, the hour and the load aside. */
export type Fits = (agent: Agent) => boolean;

export function fitsAt({ policy }: Roster, requirement: Requirement, stage: Stage): Fits {
  const ask = { requirement, policy, stage };
  const { channel } = requirement.work;
  return (agent) => hasRoomOn(agent, channel) && couldEverTake(agent, ask);
}

/** Who could take it just as it is asked for: in a listed language, with the proficiency and all the skills. */
export function fitsAsAsked({ policy }: Roster, requirement: Requirement): Fits {
  const last = policy.stages.at(-1) as Stage;
  const languages = narrower(last.languages, "any-listed");
  const ask = {
    requirement,
    policy: { ...policy, isRelated: () => false },
    stage: { ...last, languages, dropPreferred: false, lowerProficiencyBy: 0 },
  };
  const { channel } = requirement.work;
  return (agent) => hasRoomOn(agent, channel) && couldEverTake(agent, ask);
}

function narrower(a: LanguageTier, b: LanguageTier): LanguageTier {
  return LANGUAGE_TIERS.indexOf(a) <= LANGUAGE_TIERS.indexOf(b) ? a : b;
}
