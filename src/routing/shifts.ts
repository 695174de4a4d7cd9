import type { Timeline } from "../schedule/internal.js";
import { firstEndingAfter, type EpochMs, type IntervalList } from "../time/index.js";
import type { Agent } from "./agent.js";

/** Agents who are on shift at the same times: those of a calendar, absences set apart. */
interface Crew {
  readonly hours: Timeline;
  readonly absences: IntervalList;
  readonly slots: number[];
}

/**
 * Who is on shift and not absent, by slot.
 *
 * Asked at one instant after another it changes only the flags of those whose
 * shift or absence began or ended in between. The flags are a table that is
 * filled lazily; they depend on nothing but the instant.
 */
export class Shifts {
  readonly #crews: readonly Crew[];
  readonly #crewOf: Int32Array;
  readonly #flags: Uint8Array;
  /** Until when each crew stays as it is. */
  readonly #until: Float64Array;
  #from: EpochMs = Infinity;
  #to: EpochMs = -Infinity;
  #changes = 0;

  constructor(agents: readonly (Agent | undefined)[]) {
    this.#crewOf = new Int32Array(agents.length);
    this.#crews = crewsOf(agents, this.#crewOf);
    this.#flags = new Uint8Array(agents.length);
    this.#until = new Float64Array(this.#crews.length);
  }

  /** 1 for who is on shift at the instant. The array is overwritten by the next call. */
  at(instant: EpochMs): Uint8Array {
    if (instant < this.#from || instant >= this.#to) this.#move(instant);
    return this.#flags;
  }

  /** Counts how often the flags have changed: who has read them with the same number need not read them again. */
  get changes(): number {
    return this.#changes;
  }

  /** The first instant after `at` at which somebody who is off shift at `at` comes on; Infinity when never. */
  startOf(slot: number, at: EpochMs): EpochMs {
    if (at < this.#from || at >= this.#to) this.#move(at);
    return this.#until[this.#crewOf[slot] as number] as number;
  }

  #move(instant: EpochMs): void {
    this.#changes++;
    const all = instant < this.#from;
    this.#from = instant;
    this.#to = Infinity;
    for (let i = 0; i < this.#crews.length; i++) {
      if (all || (this.#until[i] as number) <= instant) this.#set(i, instant);
      this.#to = Math.min(this.#to, this.#until[i] as number);
    }
  }

  #set(index: number, instant: EpochMs): void {
    const crew = this.#crews[index] as Crew;
    const start = onShiftFrom(crew, instant) ?? Infinity;
    const isOn = start === instant;
    this.#until[index] = isOn ? endOfShift(crew, instant) : start;
    for (const slot of crew.slots) this.#flags[slot] = isOn ? 1 : 0;
  }
}

type Hours = Pick<Agent, "hours" | "absences">;

/** The first instant, from `at` on, at which the agent is on shift and not absent. */
export function onShiftFrom({ hours, absences }: Hours, at: EpochMs): EpochMs | undefined {
  let from = hours.add(at, 0);
  while (from !== undefined) {
    const absence = firstEndingAfter(absences, from);
    if (absence === undefined || absence.start > from) return from;
    from = hours.add(absence.end, 0);
  }
  return undefined;
}

/** Until when somebody who is on shift now is. */
function endOfShift({ hours, absences }: Hours, at: EpochMs): EpochMs {
  return Math.min(hours.closingAfter(at) ?? Infinity, firstEndingAfter(absences, at)?.start ?? Infinity);
}

/** What is left of a shift lies within so many hours; a break may lie in between. */
const SHIFT_REACH_MS = 8 * 3_600_000;

/** For how long an agent still works until the end of the day, breaks left out and absences observed. */
export function shiftLeftMs({ hours, absences }: Hours, at: EpochMs): number {
  const absent = firstEndingAfter(absences, at)?.start ?? Infinity;
  return hours.openTimeBetween(at, Math.max(at, Math.min(at + SHIFT_REACH_MS, absent)));
}

/** When an agent has worked so long since `at`, breaks, nights and absences left out; `undefined`: never. */
export function workedBy({ hours, absences }: Hours, at: EpochMs, workMs: number): EpochMs | undefined {
  let [from, left] = [at, workMs];
  for (;;) {
    const absence = firstEndingAfter(absences, from);
    const until = absence === undefined ? Infinity : Math.max(from, absence.start);
    const end = hours.add(from, left);
    if (absence === undefined || (end !== undefined && end <= until)) return end;
    left -= hours.openTimeBetween(from, until);
    from = absence.end;
  }
}

/** A pause of more than this ends the day; a shorter one is a break. As for the handoffs of posts. */
export const BREAK_MS = 4 * 3_600_000;

/** The first instant after `at` at which the agent stops for longer than a break; Infinity when never. */
export function dayEndAfter(agent: Hours, at: EpochMs): EpochMs {
  for (let from = onShiftFrom(agent, at); from !== undefined;) {
    const end = endOfShift(agent, from);
    const back = end === Infinity ? undefined : onShiftFrom(agent, end);
    if (end > at && (back === undefined || back - end > BREAK_MS)) return end;
    from = back;
  }
  return Infinity;
}

export function isAbsent({ absences }: Hours, at: EpochMs): boolean {
  const absence = firstEndingAfter(absences, at);
  return absence !== undefined && absence.start <= at;
}

function crewsOf(agents: readonly (Agent | undefined)[], crewOf: Int32Array): Crew[] {
  const crews: Crew[] = [];
  const ofHours = new Map<Timeline, number>();
  agents.forEach((agent, slot) => {
    if (agent === undefined) return;
    const { hours, absences } = agent;
    const shared = absences.length === 0 ? ofHours.get(hours) : undefined;
    const index = shared ?? crews.push({ hours, absences, slots: [] }) - 1;
    if (absences.length === 0) ofHours.set(hours, index);
    (crews[index] as Crew).slots.push(slot);
    crewOf[slot] = index;
  });
  return crews;
}
