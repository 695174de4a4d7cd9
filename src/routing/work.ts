import { problemsOf } from "../check.js";
import { failAll } from "../errors.js";
import { toEpochMs, type EpochMs, type InstantInput } from "../time/index.js";
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
  const skills = entriesOf(work.skills);
  const preferredSkills = entriesOf(work.preferredSkills);
  return {
    work,
    arrivedAt: toEpochMs(work.arrivedAt, `${path}.arrivedAt`),
    signature: signatureOf(work, skills, preferredSkills),
    inWriting: isWritten(work.channel),
    languages: (work.languages ?? NONE).map((tag) => ({ tag, parts: parseLanguageTag(tag) as LanguageTag })),
    minLevel: work.minLevel ?? DEFAULT_LEVEL,
    skills,
    preferredSkills,
  };
}

const NONE: readonly never[] = [];

function entriesOf(skills: WorkItem["skills"]): Requirement["skills"] {
  return skills === undefined ? NONE : Object.entries(skills);
}

/** One text for all of these fields; lengths come first, so that no two kinds of work share one. */
function signatureOf(work: WorkItem, ...skills: readonly Requirement["skills"][]): string {
  const { channel, minLevel, authority, market, region, sensitive } = work;
  let signature = `${authority ?? 0} ${sensitive === true} `;
  signature += textPart(channel) + textPart(minLevel ?? DEFAULT_LEVEL) + textPart(market) + textPart(region);
  signature += listPart(work.languages) + listPart(work.residency) + listPart(work.clearances);
  for (const list of skills) signature += skillsPart(list);
  return signature;
}

function textPart(text: string | undefined): string {
  return text === undefined ? "- " : `${text.length}:${text} `;
}

function listPart(list: readonly string[] | undefined): string {
  if (list === undefined) return "- ";
  let part = `${list.length} `;
  for (const each of list) part += textPart(each);
  return part;
}

function skillsPart(skills: Requirement["skills"]): string {
  let part = `${skills.length} `;
  for (const [skill, asked] of skills) part += `${textPart(skill)}${asked} `;
  return part;
}

/** What a job of no stated size counts in the ledger, and any other, in its units. */
export function sizeOf({ size = 1 }: WorkItem): number {
  return Math.round(size * UNITS_PER_JOB);
}

/**
 * A work item that nobody can change, the dates in it apart: a desk keeps its own, as whoever gave it may go on to use theirs.
 * Copied key by key: V8 gives each frozen spread a hidden class of its own, and reading such is slow for good.
 */
export function ownCopy(work: WorkItem): WorkItem {
  const copy: Partial<Record<keyof WorkItem, unknown>> = {};
  for (const each in work) {
    const key = each as keyof WorkItem;
    copy[key] = key === "skills" || key === "preferredSkills" ? ownSkills(work[key]) : ownValue(work[key]);
  }
  return Object.freeze(copy) as WorkItem;
}

function ownSkills(skills: WorkItem["skills"]): WorkItem["skills"] {
  if (skills === undefined) return undefined;
  const copy: Record<string, number> = {};
  for (const skill in skills) copy[skill] = skills[skill] as number;
  return Object.freeze(copy);
}

/** A list is frozen. Any object else is an instant, and a date says it: others may change, or not come back from JSON. */
function ownValue(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.slice());
  return typeof value === "object" ? new Date(toEpochMs(value as InstantInput, "work")) : value;
}

/** Has the desk's own copy something in it that could be changed? */
export function hasDate({ arrivedAt, dueAt }: WorkItem): boolean {
  return arrivedAt instanceof Date || dueAt instanceof Date;
}

/** The desk's own work, as it is given out: whoever gets it may change the dates in it. */
export function lentCopy(work: WorkItem): WorkItem {
  return hasDate(work) ? ownCopy(work) : work;
}
