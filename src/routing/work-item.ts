import type { InstantInput } from "../time/index.js";
import type { LanguageLevel } from "./language.js";

/** A piece of work to be done by one agent: a ticket, a chat, a call. Plain JSON. */
export interface WorkItem {
  /** Unique among open work. */
  readonly id: string;
  /** `email`, `chat`, `voice`, or any other. Voice, phone and video are spoken; the rest is written. */
  readonly channel: string;
  /** What the customer wants to be served in, preferred first (BCP 47). Default: any language will do. */
  readonly languages?: readonly string[] | undefined;
  /** The least level in that language. Default `B2`, "independent user". */
  readonly minLevel?: LanguageLevel | undefined;
  /** Required proficiency per skill. */
  readonly skills?: Readonly<Record<string, number>> | undefined;
  /** Proficiency that is asked for until a stage drops it. */
  readonly preferredSkills?: Readonly<Record<string, number>> | undefined;
  /** One of the policy's priorities. Default `normal`, or the lowest where there is none of that name. */
  readonly priority?: string | undefined;
  readonly arrivedAt: InstantInput;
  /** When it is due, if that is known (see `dueAt`). */
  readonly dueAt?: InstantInput | undefined;
  /** Where the agent must be: one of these places. Never relaxed. */
  readonly residency?: readonly string[] | undefined;
  /** What the agent must be cleared for: all of these. Never relaxed. */
  readonly clearances?: readonly string[] | undefined;
  /** The authority that is needed to decide it. Never relaxed. Default 0. */
  readonly authority?: number | undefined;
  /** The market that it comes from, for agents who are trained for it. */
  readonly market?: string | undefined;
  /** The region it belongs to, for stages that keep other regions out. */
  readonly region?: string | undefined;
  /** Too sensitive for a translation service? Default: no. */
  readonly sensitive?: boolean | undefined;
  /** Who should get it if they can, best first: who served this customer last. */
  readonly preferredAgents?: readonly string[] | undefined;
  /** Who must not get it. Never relaxed. */
  readonly excludedAgents?: readonly string[] | undefined;
  /** How much work it is, for fair shares: 1 is a usual item. In thousandths, at most 1000. Default 1. */
  readonly size?: number | undefined;
  /** May it be offered again to those who declined it? Default: no. */
  readonly offerAgain?: boolean | undefined;
}
