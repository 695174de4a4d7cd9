import { problemsOf } from "../check.js";
import { failAll } from "../errors.js";
import { toEpochMs, type EpochMs } from "../time/index.js";
import { isPlainWork } from "./plain-work.js";
import { UNITS_PER_JOB } from "./ledger.js";
import { isWritten, parseLanguageTag, type LanguageLevel, type LanguageTag } from "./language.js";
import { workSchema } from "./schema.js";
import type { WorkItem } from "./work-item.js";

/** A work item as the pipeline reads it. */
export interface Requirement {
  readonly work: WorkItem;
  readonly arrivedAt: EpochMs;
  /** The same for work of the same kind: all that decides who could ever take it, exclusions aside. */
  readonly signature: string;
  readonly inWriting: boolean;
  readonly languages: readonly { readonly tag: string; readonly parts: LanguageTag }[];
  readonly minLevel: LanguageLevel;
  readonly skills: readonly (readonly [skill: string, asked: number])[];
  readonly preferredSkills: readonly (readonly [skill: string, asked: number])[];
}

const DEFAULT_LEVEL: LanguageLevel = "B2";

/** Check a work item and read it. */
export function toRequirement(work: WorkItem, path = "work"): Requirement {
  if (!isPlainWork(work)) failAll(problemsOf(workSchema, work, path));
  return {
    work,
    arrivedAt: toEpochMs(work.arrivedAt, `${path}.arrivedAt`),
    signature: signatureOf(work),
    inWriting: isWritten(work.channel),
    languages: (work.languages ?? []).map((tag) => ({ tag, parts: parseLanguageTag(tag) as LanguageTag })),
    minLevel: work.minLevel ?? DEFAULT_LEVEL,
    skills: Object.entries(work.skills ?? {}),
    preferredSkills: Object.entries(work.preferredSkills ?? {}),
  };
}

/** One text for all of these fields; lengths come first, so that no two kinds of work share one. */
function signatureOf(work: WorkItem): string {
  const { channel, minLevel, authority, market, region, sensitive } = work;
  const texts = [channel, minLevel ?? DEFAULT_LEVEL, market, region].map(textPart);
  const lists = [work.languages, work.residency, work.clearances].map(listPart);
  const skills = [work.skills, work.preferredSkills].map(skillsPart);
  return [...texts, ...lists, ...skills, authority ?? 0, sensitive === true].join(" ");
}

function textPart(text: string | undefined): string {
  return text === undefined ? "-" : `${text.length}:${text}`;
}

function listPart(list: readonly string[] | undefined): string {
  return list === undefined ? "-" : `${list.length}(${list.map(textPart).join("")})`;
}

function skillsPart(skills: Readonly<Record<string, number>> | undefined): string {
  if (skills === undefined) return "-";
  return Object.entries(skills)
    .map(([skill, asked]) => `${textPart(skill)}=${asked}`)
    .join(",");
}

/** What a job of no stated size counts in the ledger, and any other, in its units. */
export function sizeOf({ size = 1 }: WorkItem): number {
  return Math.round(size * UNITS_PER_JOB);
}

const SKILLS: ReadonlySet<string> = new Set(["skills", "preferredSkills"] satisfies (keyof WorkItem)[]);

/** A work item that nobody can change: a desk keeps its own, as whoever gave it may go on to use theirs. */
export function ownCopy(work: WorkItem): WorkItem {
  const copy: Record<string, unknown> = { ...work };
  for (const key in copy) {
    const value = copy[key];
    if (Array.isArray(value)) copy[key] = Object.freeze([...(value as unknown[])]);
    else if (value instanceof Date) copy[key] = new Date(value);
    else if (typeof value === "object" && SKILLS.has(key)) copy[key] = Object.freeze({ ...value });
  }
  return Object.freeze(copy) as unknown as WorkItem;
}
