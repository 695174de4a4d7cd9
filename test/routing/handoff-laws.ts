import {
  applyDeskEvent,
  defineRoster,
  FollowTheSunError,
  heldWork,
  offeredWork,
  openDesk,
  route,
  saveDesk,
  type Desk,
  type DeskEvent,
  type HandoffPlan,
  type HeldWork,
  type PlannedItem,
  type WorkItem,
} from "follow-the-sun";
import type { Evening } from "./handoff-evenings.js";
import { backAt, HOUR, isDayOver, shiftLeft, shiftsAround, workedBetween } from "./handoff-hours.js";
import { hoursIn, ReferenceDesk, type Person } from "./reference.js";

/*
 * What must hold of a handoff plan, told by the reference router, a plain list of people, and by calendars
 * read slowly. Each law that is broken is named, so that a test can see that a wrong plan breaks it.
 */

export type Law =
  | "these items, each once"
  | "what is due first comes first"
  | "keeps what should stay"
  | "the receiver may have it"
  | "the receiver is able"
  | "the receiver is on shift"
  | "the receiver has room"
  | "in the order of teams"
  | "as the router chooses"
  | "nobody means nobody"
  | "the events make the plan"
  | "the desk is what they lead to"
  | "nothing is lost or doubled"
  | "the sums add up"
  | "every end of a day";

type Passed = Extract<PlannedItem["outcome"], { kind: "pass" }>;
type Shifts = ReturnType<typeof shiftsAround>;
type Stages = ReturnType<ReferenceDesk["openStages"]>;

const savedText = (desk: Desk): string => JSON.stringify(saveDesk(desk));
const workOn = (desk: Desk): string[] =>
  [...heldWork(desk), ...offeredWork(desk)].map(({ work }) => work.id).sort();
const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Follows a desk from plan to plan, and says which laws each plan breaks. */
export class Judge {
  readonly #evening: Evening;
  readonly #reference: ReferenceDesk;
  readonly #broken = new Set<Law>();
  readonly #shifts = new Map<string, Shifts>();
  #desk: Desk;
  #log: readonly DeskEvent[];

  constructor(evening: Evening) {
    this.#evening = evening;
    this.#reference = new ReferenceDesk(evening.roster, hoursIn(evening.roster));
    for (const event of evening.log) this.#reference.apply(event);
    this.#desk = evening.desk;
    this.#log = evening.log;
  }

  get desk(): Desk {
    return this.#desk;
  }

  /** The laws that a plan breaks that should be about these items; the desk goes on as the plan's events say. */
  judge(plan: HandoffPlan, workIds: readonly string[]): Law[] {
    this.#broken.clear();
    const before = workOn(this.#desk);
    this.#hold(
      "these items, each once",
      sameIds(
        plan.items.map(({ workId }) => workId),
        workIds,
      ),
    );
    const dues = plan.items.map(({ work }) => Number(work.dueAt ?? Infinity));
    this.#hold(
      "what is due first comes first",
      dues.every((each, n) => each >= (dues[n - 1] ?? 0)),
    );
    try {
      this.#follow(plan);
      this.#hold("the desk is what they lead to", savedText(this.#desk) === savedText(plan.desk));
      this.#hold("nothing is lost or doubled", sameIds(before, workOn(plan.desk)));
      this.#hold("the events make the plan", this.#replayed() === savedText(this.#desk));
    } catch (error) {
      if (!(error instanceof FollowTheSunError)) throw error;
      this.#hold("the events make the plan", false);
    }
    this.#sums(plan);
    return [...this.#broken];
  }

  #hold(law: Law, isKept: boolean): void {
    if (!isKept) this.#broken.add(law);
  }

  #apply(event: DeskEvent): void {
    this.#desk = applyDeskEvent(this.#desk, event);
    this.#reference.apply(event);
    this.#log = [...this.#log, event];
  }

  /** The desk of the whole log, from the opening on, as a database has it. */
  #replayed(): string {
    const log = JSON.parse(JSON.stringify(this.#log)) as DeskEvent[];
    return savedText(log.reduce(applyDeskEvent, openDesk(defineRoster(this.#evening.roster))));
  }

  /** Item by item, on the desk as the items before have left it. */
  #follow({ at: instant, items, events }: HandoffPlan): void {
    const at = instant.getTime();
    const rest = [...events];
    while (rest[0]?.type === "accepted") this.#apply(rest.shift() as DeskEvent);
    for (const item of items) {
      const { outcome } = item;
      this.#keeps(item, at);
      if (outcome.kind === "nobody") this.#nobody(item, at);
      if (outcome.kind !== "pass") continue;
      const [released, given] = rest.splice(0, 2);
      const isPair =
        released?.type === "released" && (given?.type === "assigned" || given?.type === "offered");
      this.#hold("the events make the plan", isPair);
      if (!isPair) continue;
      const ids = [released.agentId, released.workId, given.work.id, given.agentId];
      this.#hold(
        "the events make the plan",
        sameIds(ids, [item.ownerId, item.workId, item.workId, outcome.agentId]),
      );
      this.#apply(released);
      this.#receiver(item, outcome, at);
      const { among } = given;
      this.#hold(
        "as the router chooses",
        sameJson(route(this.#desk, item.work, at, { among }), outcome.answer),
      );
      this.#apply(given);
    }
    this.#hold("the events make the plan", rest.length === 0);
  }

  shiftsOf({ config }: Person, at: number): Shifts {
    const key = `${at} ${config.id}`; // no plan changes an agent
    const shifts = this.#shifts.get(key) ?? shiftsAround(config, hoursIn(this.#evening.roster)(config), at);
    this.#shifts.set(key, shifts);
    return shifts;
  }

  person(agentId: string): Person {
    return this.#reference.people.get(agentId) as Person;
  }

  #needed(workId: string): number {
    const { facts = {}, enough = { hours: 1 } } = this.#evening.options;
    const needed = facts[workId]?.remaining ?? enough;
    return (needed as { hours: number }).hours * HOUR;
  }

  /** Why an item stays, and until when its owner is away; nothing where it should go. */
  #expectedKeep(
    { work, workId, ownerId }: PlannedItem,
    at: number,
  ): [reason: string, back: number] | undefined {
    const { facts = {}, keepFor = { hours: 96 } } = this.#evening.options;
    const shifts = this.shiftsOf(this.person(ownerId), at);
    const back = backAt(shifts, at);
    if (back - at > (keepFor as { hours: number }).hours * HOUR) return undefined;
    if (facts[workId]?.awaitingCustomer === true) return ["customer-must-answer", back];
    if (work.dueAt === undefined) return ["not-due", back];
    const hasTime = workedBetween(shifts, at, Number(work.dueAt)) >= this.#needed(workId);
    return hasTime ? ["due-after-return", back] : undefined;
  }

  #keeps(item: PlannedItem, at: number): void {
    const { outcome } = item;
    const told = outcome.kind === "keep" ? [outcome.reason, outcome.backAt.getTime()] : undefined;
    this.#hold("keeps what should stay", sameJson(told, this.#expectedKeep(item, at)));
  }

  #receiver(
    { ownerId, work, workId }: PlannedItem,
    { agentId, answer, timeLeftMs }: Passed,
    at: number,
  ): void {
    const receiver = this.person(agentId);
    const stages = this.#reference.openStages(work, at);
    const stage = stages[answer.stage];
    this.#hold("the receiver may have it", agentId !== ownerId && this.#reference.complies(receiver, work));
    this.#hold("the receiver is able", stage !== undefined && this.#reference.fits(receiver, work, stage));
    this.#hold("the receiver is on shift", backAt(this.shiftsOf(receiver, at), at) === at);
    this.#hold("the receiver has room", this.#reference.isFree(receiver, work, at));
    this.#hold(
      "the sums add up",
      timeLeftMs === (work.dueAt === undefined ? undefined : Number(work.dueAt) - at),
    );
    if (this.#mayBeKeptWaiting(work)) return;
    const group = this.#groups(ownerId, workId, at).find((each) => this.#free(work, at, stages).some(each));
    this.#hold("in the order of teams", group?.(receiver) === true);
  }

  /** By reservations, and for somebody better, the router may let work wait though somebody is free. */
  #mayBeKeptWaiting({ preferredAgents }: WorkItem): boolean {
    const { reserveForPreferred, waitForBetter } = this.#evening.roster.policy ?? {};
    const isReserved = reserveForPreferred !== undefined && preferredAgents !== undefined;
    return isReserved || waitForBetter !== undefined;
  }

  #free(work: WorkItem, at: number, stages: Stages): Person[] {
    return [...this.#reference.people.values()].filter((each) =>
      stages.some(
        (stage) => this.#reference.fits(each, work, stage) && this.#reference.isFree(each, work, at),
      ),
    );
  }

  /** Whom to ask first: those of the teams handed on to and then anybody, with enough of their shift left and then without. */
  #groups(ownerId: string, workId: string, at: number): ((person: Person) => boolean)[] {
    const { teams } = this.#evening.roster;
    const owner = teams[this.person(ownerId).config.team] as { readonly handsOnTo?: readonly string[] };
    const needed = Math.min(this.#needed(workId), 8 * HOUR);
    const stays = (each: Person) => shiftLeft(each.config, this.shiftsOf(each, at), at) >= needed;
    const places = [...(owner.handsOnTo ?? []), "anywhere"].map(
      (team) => (each: Person) => team === "anywhere" || each.config.team === team,
    );
    return [...places.map((isThere) => (each: Person) => isThere(each) && stays(each)), ...places];
  }

  #nobody({ work, outcome }: PlannedItem, at: number): void {
    if (outcome.kind !== "nobody") return;
    const waits =
      outcome.answer.kind === "wait" && ["reserved", "better-later"].includes(outcome.answer.reason);
    const free = this.#free(work, at, this.#reference.openStages(work, at));
    this.#hold("nobody means nobody", waits || free.length === 0);
    const named = outcome.could.map(({ possibleFrom }) => possibleFrom?.getTime() ?? Infinity);
    const isInOrder = named.every((each, index) => index === 0 || each >= (named[index - 1] as number));
    this.#hold("nobody means nobody", isInOrder && named.length <= 3);
    this.#hold("nobody means nobody", named.length > 0 || outcome.answer.kind === "unroutable");
  }

  #sums({ items, teams }: HandoffPlan): void {
    for (const { stay, nobody, passTo, items: count } of teams)
      this.#hold("the sums add up", stay + nobody + total(Object.values(passTo)) === count);
    this.#hold("the sums add up", total(teams.map(({ items: count }) => count)) === items.length);
    const passed = items.filter(({ outcome }) => outcome.kind === "pass").length;
    this.#hold("the sums add up", total(teams.flatMap(({ passTo }) => Object.values(passTo))) === passed);
  }
}

const total = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);

/** The work of those whose day is over at an instant. */
export function workLeftAt(judge: Judge, at: number): string[] {
  const isLeft = ({ agentId }: HeldWork) => isDayOver(judge.shiftsOf(judge.person(agentId), at), at);
  return idsOf(heldWork(judge.desk).filter(isLeft));
}

const idsOf = (held: readonly HeldWork[]): string[] => held.map(({ work }) => work.id);

/** The laws that the plan of one instant breaks. */
export function lawsBroken(evening: Evening, plan: HandoffPlan): Law[] {
  const judge = new Judge(evening);
  return judge.judge(plan, workLeftAt(judge, evening.at));
}
