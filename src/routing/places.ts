import { formatPath } from "../check.js";
import { fail } from "../errors.js";
import type { EpochMs } from "../time/index.js";
import type { Agent } from "./agent.js";
import { couldEverTake, lastingFailuresOf } from "./eligibility.js";
import type { FailureCode } from "./failure.js";
import { weightClasses, type WeightClasses } from "./ledger.js";
import { Shifts } from "./shifts.js";
import { SlotLists } from "./slot-lists.js";
import type { Policy, Stage } from "./stage.js";
import type { Requirement } from "./work.js";

/** All channels that no agent lists, which whoever has one number as capacity serves too; no channel has this name. */
const ANY_OTHER_CHANNEL = "";
/** So many kinds of work are remembered at once, and fewer where each has many agents at many stages. */
const MOST_KINDS = 1000;
const MOST_SLOTS = 8_000_000;

/**
 * Where each agent of a roster stands in the tables of a desk, and all that a
 * roster decides once and for all: weights, channels, shifts, and who could ever
 * take work of a kind. An agent keeps a slot for good, so a leaver's account is
 * still there.
 */
export class Places {
  /** By id, leavers included. */
  readonly slots: ReadonlyMap<string, number>;
  /** By slot; `undefined` where somebody has left. */
  readonly agents: readonly (Agent | undefined)[];
  /** The slots of those who are here, in the order of their ids. */
  readonly order: Int32Array;
  readonly classes: WeightClasses;
  readonly shifts: Shifts;
  /** The channels, by the column of readiness that each has. */
  readonly channels: readonly string[];
  /** Where lists of candidates come from. */
  readonly lists = new SlotLists();
  /** Space to note a number by slot, and to list slots, for as long as one choice takes. */
  readonly scratch: Float64Array;
  readonly room: Int32Array;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #kinds = new Map<string, Kind>();
  readonly #policy: Policy;
  readonly #skillScale: number;

  /** @param agents - In the order of their ids. */
  constructor(
    agents: readonly Agent[],
    policy: Policy,
    skillScale: number,
    before: ReadonlyMap<string, number>,
  ) {
    const slots = new Map(before);
    for (const { id } of agents) if (!slots.has(id)) slots.set(id, slots.size);
    const bySlot = new Array<Agent | undefined>(slots.size).fill(undefined);
    for (const agent of agents) bySlot[slots.get(agent.id) as number] = agent;
    this.slots = slots;
    this.agents = bySlot;
    this.order = Int32Array.from(agents, ({ id }) => slots.get(id) as number);
    this.classes = weightClasses(bySlot.map((agent) => agent?.weight));
    this.shifts = new Shifts(bySlot);
    this.scratch = new Float64Array(bySlot.length);
    this.room = new Int32Array(bySlot.length);
    this.channels = [...new Set([ANY_OTHER_CHANNEL, ...agents.flatMap(({ capacity }) => capacity.channels)])];
    this.#columns = new Map(this.channels.map((channel, column) => [channel, column]));
    this.#policy = policy;
    this.#skillScale = skillScale;
  }

  columnOf(channel: string): number {
    return this.#columns.get(channel) ?? 0;
  }

  slotOf(agentId: string): number {
    return this.slots.get(agentId) as number;
  }

  /** Who could ever take work of this kind. */
  kindOf(requirement: Requirement): Kind {
    const known = this.#kinds.get(requirement.signature);
    if (known !== undefined) return known;
    this.#checkSkills(requirement);
    const slotsPerKind = this.order.length * this.#policy.stages.length;
    if (this.#kinds.size >= Math.min(MOST_KINDS, MOST_SLOTS / slotsPerKind)) this.#kinds.clear();
    const kind = new Kind(this, requirement, this.#policy);
    this.#kinds.set(requirement.signature, kind);
    return kind;
  }

  /** What nobody can have is a slip, not a requirement. */
  #checkSkills({ skills, preferredSkills }: Requirement): void {
    for (const [field, list] of [
      ["skills", skills],
      ["preferredSkills", preferredSkills],
    ] as const) {
      for (const [skill, asked] of list) {
        if (asked <= this.#skillScale) continue;
        const reason = `must be at most ${this.#skillScale}, the roster's skillScale`;
        fail("config.order", formatPath("work", [field, skill]), asked, reason);
      }
    }
  }
}

/**
 * Who could ever take work of one kind, stage by stage: what the roster and the
 * requirement decide, whatever the hour and the load.
 */
export class Kind {
  readonly #places: Places;
  readonly #requirement: Requirement;
  readonly #policy: Policy;
  readonly #fitting: Int32Array[] = [];
  /** By stage, as of so many changes of the shifts. */
  readonly #onShift: { readonly changes: number; readonly slots: Int32Array }[] = [];
  #excludedBy: Readonly<Partial<Record<FailureCode, number>>> | undefined;

  constructor(places: Places, requirement: Requirement, policy: Policy) {
    this.#places = places;
    this.#requirement = requirement;
    this.#policy = policy;
  }

  /** The slots of those who fit at a stage, in the order of their ids. */
  fitting(stage: number): Int32Array {
    return (this.#fitting[stage] ??= this.#fit(this.#policy.stages[stage] as Stage));
  }

  /** Those of them who are on shift at an instant: few, next to all who fit, and the same until a shift begins or ends. */
  onShift(stage: number, at: EpochMs): Int32Array {
    const { shifts } = this.#places;
    const flags = shifts.at(at);
    const known = this.#onShift[stage];
    if (known?.changes === shifts.changes) return known.slots;
    const slots = this.fitting(stage).filter((slot) => flags[slot] === 1);
    this.#onShift[stage] = { changes: shifts.changes, slots };
    return slots;
  }

  /** How many agents each lasting rule excludes at the widest stage. */
  excludedBy(): Readonly<Partial<Record<FailureCode, number>>> {
    return (this.#excludedBy ??= this.#countFailures(this.#policy.stages.at(-1) as Stage));
  }

  #fit(stage: Stage): Int32Array {
    const { agents, order } = this.#places;
    const ask = { requirement: this.#requirement, policy: this.#policy, stage };
    return order.filter((slot) => couldEverTake(agents[slot] as Agent, ask));
  }

  #countFailures(stage: Stage): Partial<Record<FailureCode, number>> {
    const { agents, order } = this.#places;
    const ask = { requirement: this.#requirement, policy: this.#policy, stage };
    const counts: Partial<Record<FailureCode, number>> = {};
    for (const slot of order) {
      const codes = new Set(lastingFailuresOf(agents[slot] as Agent, ask).map(({ code }) => code));
      for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
    }
    return counts;
  }
}
