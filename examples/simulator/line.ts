import type { Agent, WorkItem } from "follow-the-sun";

/** Something that waits: the work as it is asked for, and whatever belongs to it. */
interface Waiting<Need> {
  readonly work: WorkItem;
  readonly need: Need;
  /** All that wait and ask for the same, in line. */
  readonly alike: Waiting<Need>[];
}

/**
 * The items that wait for an agent, told apart by what they ask for. Of items that ask for the same an
 * older one comes before a younger one, and whatever keeps the older one waiting keeps the younger one,
 * too: every stage opens for it later. So where room for so many items came free, only so many of each
 * kind need to be asked about, however long the line is.
 */
export class WaitingLine<Need> {
  private readonly kinds = new Map<string, Waiting<Need>[]>();
  private readonly byId = new Map<string, Waiting<Need>>();
  private readonly fresh = new Set<Waiting<Need>>();
  private room = 0;

  get size(): number {
    return this.byId.size;
  }

  /** @param about - What else tells items apart that ask for the same: when they are due, who refused them. */
  add(work: WorkItem, need: Need, about: string): void {
    const kind = kindKey(work, about);
    const alike = this.kinds.get(kind) ?? [];
    const waiting = { work, need, alike };
    this.kinds.set(kind, alike);
    alike.splice(placeOf(alike, work), 0, waiting);
    this.byId.set(work.id, waiting);
    this.fresh.add(waiting);
  }

  /** What belongs to an item that waits, if it does. */
  needOf(id: string): Need | undefined {
    return this.byId.get(id)?.need;
  }

  /** It waits no longer. */
  take(id: string): Need {
    const waiting = this.byId.get(id);
    if (waiting === undefined) throw new Error(`${id} does not wait`);
    waiting.alike.splice(waiting.alike.indexOf(waiting), 1);
    this.byId.delete(id);
    this.fresh.delete(waiting);
    return waiting.need;
  }

  /** An agent got room. */
  hasRoom({ capacity }: Agent): void {
    const costs = capacity.channels.map((channel) => capacity.on(channel)?.cost ?? 1);
    this.room += Math.ceil(capacity.total / Math.min(1, ...costs));
  }

  /** Time itself changes what is possible: a shift, a stage, the end of a reservation. */
  mayAll(): void {
    this.room = Infinity;
  }

  /** What to ask about now: all that is new, and as many of each kind as there may be room for. */
  toAsk(): WorkItem[] {
    const asked = new Set(this.fresh);
    if (this.room > 0) {
      for (const alike of this.kinds.values()) for (const each of alike.slice(0, this.room)) asked.add(each);
    }
    this.fresh.clear();
    this.room = 0;
    return Array.from(asked, ({ work }) => work);
  }
}

function kindKey({ id: _, arrivedAt: __, dueAt: ___, ...asked }: WorkItem, about: string): string {
  return JSON.stringify([asked, about]);
}

/** Where it stands in line: by arrival, then by id. Looked for from the end, where almost all belong. */
function placeOf(alike: readonly Waiting<unknown>[], work: WorkItem): number {
  let place = alike.length;
  while (place > 0 && isBefore(work, alike[place - 1]?.work)) place -= 1;
  return place;
}

function isBefore(one: WorkItem, other: WorkItem | undefined): boolean {
  const [a, b] = [Number(one.arrivedAt), Number(other?.arrivedAt)];
  return a < b || (a === b && one.id < String(other?.id));
}
