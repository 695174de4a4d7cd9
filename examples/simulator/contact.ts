import type { WorkItem } from "follow-the-sun";
import type { Traffic } from "./company.js";
import type { Item } from "./item.js";

/** What a customer wants of the company: an item with where it comes from and what it is about. */
export interface Contact extends Item {
  /** The key of its source. */
  readonly source: string;
  readonly country: string;
  /** The key of its kind. */
  readonly kind: string;
  /** What its customer wants to be served in. */
  readonly language: string;
}

/** What an agent is asked for by a kind of contact from a source, wanted in these languages first. */
export function askedOf(
  { sources, kinds }: Traffic,
  { source: sourceKey, kind: kindKey }: Pick<Contact, "source" | "kind">,
  wanted: readonly string[],
): Omit<WorkItem, "id" | "arrivedAt"> {
  const source = sources[sourceKey];
  const kind = kinds[kindKey];
  if (source === undefined || kind === undefined) throw new Error(`no contacts: ${sourceKey}, ${kindKey}`);
  const { share: _, minutes, wrapUpMinutes, patience, again, ...asked } = kind;
  const { market, region, residency, otherLanguages = [] } = source;
  return {
    ...asked,
    ...(market !== undefined && { market }),
    ...(region !== undefined && { region }),
    ...(residency !== undefined && { residency }),
    languages: [...new Set([...wanted, ...otherLanguages])],
  };
}
