import { postsFor, type Post, type Roster, type WorkItem } from "follow-the-sun";
import type { Company } from "../simulator/company.js";

/** What usually comes in: a channel, a language, and where the data must stay. */
export interface Wanted {
  /** `de voice EU`. */
  readonly label: string;
  readonly work: WorkItem;
  /** The sources that send it, and the share of each one's contacts that are of this kind. */
  readonly from: ReadonlyMap<string, number>;
}

/** Everything that a company's traffic asks for; channels that the same people serve are told once. */
export function wantedOf(company: Company, roster: Roster): Wanted[] {
  const { traffic } = company;
  const kinds = Object.values(traffic.kinds);
  const ofAll = kinds.reduce((sum, { share }) => sum + share, 0);
  const wanted = new Map<string, Wanted & { readonly from: Map<string, number> }>();
  for (const channel of new Set(kinds.map((kind) => kind.channel))) {
    const ofChannel = kinds.reduce((sum, kind) => sum + (kind.channel === channel ? kind.share : 0), 0);
    for (const [key, { languages, residency = [] }] of Object.entries(traffic.sources)) {
      const ofLanguages = Object.values(languages).reduce((sum, share) => sum + share, 0);
      for (const [language, share] of Object.entries(languages)) {
        const label = [language, channel, ...residency].join(" ");
        const stays = residency.length === 0 ? {} : { residency };
        const work = { id: label, channel, languages: [language], ...stays, arrivedAt: 0 };
        const one = wanted.get(label) ?? { label, work, from: new Map<string, number>() };
        one.from.set(key, (ofChannel / ofAll) * (share / ofLanguages));
        wanted.set(label, one);
      }
    }
  }
  return mergeChannels([...wanted.values()], company, roster);
}

/** Who could take it as it is asked for: at the first stage, before anything is relaxed. */
export function firstChoice(roster: Roster, { work }: Wanted): readonly Post[] {
  return postsFor(roster, work, 0);
}

/** Who could take it at last, when all is relaxed: with what its customers speak besides. */
export function lastChoice({ traffic }: Company, roster: Roster, { work, from }: Wanted): readonly Post[] {
  const others = Array.from(from.keys(), (key) => traffic.sources[key]?.otherLanguages ?? []);
  return postsFor(roster, {
    ...work,
    languages: [...new Set([...(work.languages ?? []), ...others.flat()])],
  });
}

/** The same for the same people, of one roster. */
export function keyOf(posts: readonly Post[]): string {
  return posts.map(({ id, headcount = 1 }) => `${id} ${headcount}`).join(", ");
}

/** The same language, in the same place, served by the same people on each of its channels. */
function mergeChannels(all: readonly Wanted[], company: Company, roster: Roster): Wanted[] {
  const merged = new Map<string, Wanted[]>();
  for (const wanted of all) {
    const posts = [firstChoice(roster, wanted), lastChoice(company, roster, wanted)].map(keyOf);
    const { languages = [], residency = [] } = wanted.work;
    const key = JSON.stringify([languages, residency, posts]);
    merged.set(key, [...(merged.get(key) ?? []), wanted]);
  }
  return Array.from(merged.values(), (some) => (some.length === 1 ? some : [withoutChannel(some)]))
    .flat()
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

function withoutChannel(some: readonly Wanted[]): Wanted {
  const [{ work }] = some as [Wanted];
  const label = [...(work.languages ?? []), ...(work.residency ?? [])].join(" ");
  const from = new Map<string, number>();
  for (const each of some) for (const [key, share] of each.from) from.set(key, (from.get(key) ?? 0) + share);
  return { label, work: { ...work, id: label }, from };
}
