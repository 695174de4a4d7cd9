import type { Calendar } from "follow-the-sun";
import type { Item } from "../simulator/item.js";

export interface Incident extends Item {
  /** Where it comes from, ISO 3166; empty where nobody wrote it down. */
  readonly country: string;
  readonly impact: string;
}

export interface Person {
  readonly id: string;
  /** The countries whose incidents this person knows how to handle. */
  readonly serves: readonly string[];
}

/** When a country's office works. */
export interface Office {
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
  /** Were the hours fitted to a log, or are they our guess? */
  readonly fitted: boolean;
  readonly calendar: Calendar;
}

/** The people of one country: a region of the day. */
export interface Team {
  readonly country: string;
  readonly office: Office;
  readonly people: readonly Person[];
}

/** Everything that is to be simulated; where it comes from is no longer the engine's business. */
export interface Day {
  readonly title: string;
  readonly source: string;
  /** What stands for what, and what was left out: said beside every result. */
  readonly notes: readonly string[];
  /** The clock runs over `[from, to)`, whole UTC days. */
  readonly from: number;
  readonly to: number;
  /** By arrival. */
  readonly incidents: readonly Incident[];
  readonly teams: readonly Team[];
}

/** How many agents hold at most three items at once in the real log: all but a few of its 748. */
export const CAPACITY = 3;

export const CITATION =
  "Ward Steeman (2013), BPI Challenge 2013, incidents, version 1, 4TU.ResearchData, " +
  "doi:10.4121/uuid:500573e6-accc-4b0c-9576-aa5468b10cee";
