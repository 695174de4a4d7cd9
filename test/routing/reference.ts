import fc from "fast-check";
import {
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  FollowTheSunError,
  heldWork,
  isOpen,
  offeredWork,
  openDesk,
  openIntervals,
  route,
  type AgentConfig,
  type Calendar,
  type CalendarConfig,
  type Desk,
  type DeskEvent,
  type LanguageLevel,
  type Presence,
  type RosterConfig,
  type RoutingPolicy,
  type StageConfig,
  type WorkItem,
} from "follow-the-sun";
import { always, NOON, week } from "./support.js";

/*
 * The router the slow way: a list of people, filtered and sorted anew for each question. It keeps no
 * index, no cache and no undo, adds up balances as big integers, and shares no code with src/routing.
 */

export type ReferenceAnswer =
  | {
      readonly kind: "assigned";
      readonly agentId: string;
      readonly stage: number;
      /** All candidates: who gets it, then the others, best first. */
      readonly order: readonly string[];
      readonly chosenBy: string;
    }
  | {
      readonly kind: "wait";
      readonly reason: string;
      readonly until: number | undefined;
      readonly stage: number | undefined;
    }
  | { readonly kind: "unroutable" };

export interface Person {
  config: AgentConfig;
  presence: Presence;
  idleSince: number;
  wrapUpUntil: number;
}

/** Work that somebody holds or is asked to take, and what that changed in the ledger. */
interface Given {
  readonly work: WorkItem;
  readonly agentId: string;
  readonly posted: ReadonlyMap<string, bigint> | undefined;
}

interface Account {
  owed: bigint;
  got: bigint;
  fixed: bigint;
}

type Event<T extends DeskEvent["type"]> = Extract<DeskEvent, { readonly type: T }>;
type Stage = Required<{ readonly [K in keyof Omit<StageConfig, "after">]: NonNullable<StageConfig[K]> }> & {
  readonly afterMs: number;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 1440 * MINUTE;
const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2", "native"];
const TIERS = ["exact", "same-language", "related", "any-listed", "common", "translation"] as const;
const SPOKEN = ["voice", "phone", "video"];

/** The tests write every duration in minutes, and every instant as a number. */
const ms = (duration: unknown): number => (duration as { minutes: number }).minutes * MINUTE;
const asMs = (instant: unknown): number =>
  instant instanceof Date ? instant.getTime() : (instant as number);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, each) => total + each, 0n);
/** A job, or any amount of jobs, in millionths. */
const millionths = (jobs: number): bigint => BigInt(Math.round(jobs * 1_000_000));

export class ReferenceDesk {
  readonly people = new Map<string, Person>();
  readonly accounts = new Map<string, Account>();
  readonly held = new Map<string, Given>();
  readonly offers = new Map<string, Given>();
  readonly #declined = new Map<string, readonly string[]>();
  readonly #policy: RoutingPolicy;
  readonly #stages: readonly Stage[];
  #lastGiven: string | undefined;
  #largestJob = 0n;

  /** @param hoursOf - An agent's own hours, or the team's. */
  constructor(
    private readonly roster: RosterConfig,
    private readonly hoursOf: (agent: AgentConfig) => Calendar,
  ) {
    this.#policy = roster.policy ?? {};
    this.#stages = stagesOf(this.#policy.stages ?? [{}, { languages: "any-listed" }]);
    for (const agent of roster.agents) this.#join(agent, 0);
  }

  /* What happens. */

  apply(event: DeskEvent): void {
    const at = asMs(event.at);
    switch (event.type) {
      case "assigned": {
        this.#give(event, at, this.held);
        return;
      }
      case "offered": {
        this.#give(event, at, this.offers);
        return;
      }
      case "reopened": {
        this.#give({ ...event, type: "assigned", chosenBy: "person" }, at, this.held);
        return;
      }
      case "accepted": {
        this.#accept(event, at);
        return;
      }
      case "declined":
      case "expired":
        this.#takeBack(event.workId);
        this.#declined.set(event.workId, [...(this.#declined.get(event.workId) ?? []), event.agentId]);
        return;
      case "withdrawn":
        this.#takeBack(event.workId);
        this.#declined.delete(event.workId);
        return;
      case "released": {
        this.#release(event, at);
        return;
      }
      case "transferred": {
        this.#transfer(event, at);
        return;
      }
      case "wrapped-up": {
        const person = this.#person(event.agentId);
        if (person.wrapUpUntil > at) person.wrapUpUntil = person.idleSince = at;
        return;
      }
      case "presence-changed": {
        const person = this.#person(event.agentId);
        if (event.presence === "available" && person.presence !== "available") person.idleSince = at;
        person.presence = event.presence;
        return;
      }
      case "agent-joined": {
        this.#join(event.agent, at);
        return;
      }
      case "agent-changed":
        this.#person(event.agent.id).config = event.agent;
        return;
      case "agent-left":
        this.people.delete(event.agentId);
    }
  }

  #person(id: string): Person {
    return this.people.get(id) as Person;
  }

  #account(id: string): Account {
    return this.accounts.get(id) as Account;
  }

  #join(config: AgentConfig, at: number): void {
    this.people.set(config.id, { config, presence: "available", idleSince: at, wrapUpUntil: 0 });
    if (!this.accounts.has(config.id)) this.accounts.set(config.id, { owed: 0n, got: 0n, fixed: 0n });
  }

  #give(event: Event<"assigned" | "offered">, at: number, to: Map<string, Given>): void {
    const { work, agentId } = event;
    const size = millionths(work.size ?? 1);
    const posted = this.#postingOf(event, at);
    for (const [id, change] of posted ?? []) this.#account(id).owed += change;
    if (posted !== undefined) {
      this.#account(agentId).got += size;
      if (size > this.#largestJob) this.#largestJob = size;
    } else if (to === this.held) this.#account(agentId).fixed += size;
    if (to === this.held) {
      this.#person(agentId).idleSince = at;
      this.#declined.delete(work.id);
    }
    to.set(work.id, { work, agentId, posted });
    this.#lastGiven = agentId;
  }

  /** What each account changes by; nothing when it was not the strategy that decided. */
  #postingOf(
    { work, agentId, chosenBy = "person", stage = 0 }: Event<"assigned" | "offered">,
    at: number,
  ): ReadonlyMap<string, bigint> | undefined {
    if (chosenBy === "person" || chosenBy === "preferred") return undefined;
    const candidates = this.#candidates(work, this.#stages[stage] as Stage, at);
    if (!candidates.some(({ config }) => config.id === agentId)) return undefined;
    if (this.#strategy() === "fair-share" && !this.#isTolerated(agentId, candidates, work)) return undefined;
    const changes = sharesOf(candidates, work, agentId);
    return changes.set(agentId, (changes.get(agentId) as bigint) - millionths(work.size ?? 1));
  }

  #accept({ workId, agentId }: Event<"accepted">, at: number): void {
    const offer = this.offers.get(workId) as Given;
    this.offers.delete(workId);
    this.held.set(workId, offer);
    this.#declined.delete(workId);
    this.#person(agentId).idleSince = at;
    if (offer.posted === undefined) this.#account(agentId).fixed += millionths(offer.work.size ?? 1);
  }

  #takeBack(workId: string): void {
    const offer = this.offers.get(workId);
    this.offers.delete(workId);
    if (offer?.posted === undefined) return;
    for (const [id, change] of offer.posted) this.#account(id).owed -= change;
    this.#account(offer.agentId).got -= millionths(offer.work.size ?? 1);
  }

  #release({ workId, agentId, wrapUpUntil }: Event<"released">, at: number): void {
    const until = wrapUpUntil === undefined ? at : asMs(wrapUpUntil);
    const person = this.#person(agentId);
    this.held.delete(workId);
    person.idleSince = person.wrapUpUntil = Math.max(person.wrapUpUntil, until);
  }

  #transfer({ workId, agentId, toAgentId }: Event<"transferred">, at: number): void {
    const { work } = this.held.get(workId) as Given;
    this.held.set(workId, { work, agentId: toAgentId, posted: undefined });
    this.#account(toAgentId).fixed += millionths(work.size ?? 1);
    this.#person(agentId).idleSince = this.#person(toAgentId).idleSince = at;
    this.#lastGiven = toAgentId;
  }

  /* Who can take it. */

  isOnShift({ config }: Person, at: number): boolean {
    const isAbsent = (config.absences ?? []).some(([from, to]) => asMs(from) <= at && at < asMs(to));
    return !isAbsent && isOpen(this.hoursOf(config), at);
  }

  /** Items held or offered, per channel. */
  openOf({ config }: Person): Record<string, number> {
    const open: Record<string, number> = {};
    for (const { work, agentId } of [...this.held.values(), ...this.offers.values()])
      if (agentId === config.id) open[work.channel] = (open[work.channel] ?? 0) + 1;
    return open;
  }

  usedOf(person: Person): number {
    return Object.entries(this.openOf(person)).reduce(
      (used, [channel, count]) => used + count * (limitOf(person, channel)?.cost ?? 1),
      0,
    );
  }

  /** Present, with room and not in after-call work; on shift or not. */
  #isReady(person: Person, { channel }: WorkItem, at: number, presence = person.presence): boolean {
    const limit = limitOf(person, channel);
    if (presence !== "available" || person.wrapUpUntil > at || limit === undefined) return false;
    const used = this.usedOf(person) + limit.cost;
    return (this.openOf(person)[channel] ?? 0) < limit.max && used <= totalOf(person);
  }

  isFree(person: Person, work: WorkItem, at: number): boolean {
    return this.isOnShift(person, at) && this.#isReady(person, work, at);
  }

  /** May this agent have the work at all, whoever decides? */
  complies({ config }: Person, work: WorkItem): boolean {
    const location = config.location ?? teamOf(this.roster, config).location;
    return (
      (work.residency === undefined || (location !== undefined && work.residency.includes(location))) &&
      (work.clearances ?? []).every((each) => config.clearances?.includes(each)) &&
      !(work.excludedAgents ?? []).includes(config.id)
    );
  }

  /** What the roster and the work decide, whatever the moment. */
  fits(person: Person, work: WorkItem, stage: Stage): boolean {
    const { config } = person;
    const { region, partner } = teamOf(this.roster, config);
    return (
      this.complies(person, work) &&
      (config.authority ?? 0) >= (work.authority ?? 0) &&
      limitOf({ config }, work.channel) !== undefined &&
      (stage.partners || partner !== true) &&
      (stage.otherRegions || work.region === undefined || work.region === region) &&
      (stage.otherMarkets || work.market === undefined || (config.markets?.includes(work.market) ?? true)) &&
      understands(config, work, this.#policy, stage) &&
      hasSkills(config, work, stage)
    );
  }

  /** Those who refused are not asked again, unless the work says so. */
  #isWilling({ config }: Person, work: WorkItem): boolean {
    return work.offerAgain === true || !(this.#declined.get(work.id) ?? []).includes(config.id);
  }

  /** In the order of the ids. */
  #everybody(): Person[] {
    return [...this.people.values()].sort((a, b) => byText(a.config.id, b.config.id));
  }

  #candidates(work: WorkItem, stage: Stage, at: number): Person[] {
    return this.#everybody().filter(
      (each) => this.fits(each, work, stage) && this.#isWilling(each, work) && this.isFree(each, work, at),
    );
  }

  /** The stages that are open: those whose time has come, and those whose stage before nobody is there for. */
  openStages(work: WorkItem, at: number): readonly Stage[] {
    let count = 1;
    for (const [index, { afterMs }] of this.#stages.entries()) {
      if (index === 0) continue;
      const before = this.#stages[index - 1] as Stage;
      const isStaffed = this.#everybody().some(
        (each) => this.fits(each, work, before) && each.presence === "available" && this.isOnShift(each, at),
      );
      const isSkipped = this.#policy.skipUnstaffedStages === true && !isStaffed;
      if (at < asMs(work.arrivedAt) + afterMs && !isSkipped) break;
      count = index + 1;
    }
    return this.#stages.slice(0, count);
  }

  /* The answer. */

  answer(work: WorkItem, at: number): ReferenceAnswer {
    const open = this.openStages(work, at);
    for (const [index, stage] of open.entries()) {
      const candidates = this.#candidates(work, stage, at);
      if (candidates.length === 0) continue;
      // Work that is reserved goes to nobody else while a preferred agent could take it at this stage some time.
      const kept = at < this.#reservedUntil(work) ? this.#preferred(work, stage, at) : [];
      if (kept.length > 0 && !kept.some((each) => candidates.includes(each)))
        return waitFor("reserved", this.#reservedUntil(work));
      return this.#orWait(work, index, this.#assigned(work, index, candidates, at), at);
    }
    return this.#wait(work, open.length, at);
  }

  #reservedUntil({ arrivedAt }: WorkItem): number {
    const { reserveForPreferred = { minutes: 0 }, preferFor = { minutes: Infinity } } = this.#policy;
    if (ms(reserveForPreferred) === 0) return 0; // nothing is reserved, though the arrival may lie ahead
    return asMs(arrivedAt) + Math.min(ms(reserveForPreferred), ms(preferFor));
  }

  /** The preferred agents who could take it at a stage some time, as long as the preference lasts. */
  #preferred(work: WorkItem, stage: Stage, at: number): Person[] {
    const { preferFor = { minutes: Infinity } } = this.#policy;
    if (at >= asMs(work.arrivedAt) + ms(preferFor)) return [];
    return (work.preferredAgents ?? [])
      .flatMap((id) => this.people.get(id) ?? [])
      .filter((each) => this.fits(each, work, stage) && this.#isWilling(each, work));
  }

  #assigned(
    work: WorkItem,
    stage: number,
    candidates: readonly Person[],
    at: number,
  ): Extract<ReferenceAnswer, { kind: "assigned" }> {
    const sorted = this.#sorted(candidates, work);
    const preferred = this.#preferred(work, this.#stages[stage] as Stage, at).find((each) =>
      candidates.includes(each),
    );
    const first = preferred === undefined ? sorted : [preferred];
    const order = [...new Set([...first, ...sorted])].map(({ config }) => config.id);
    const chosenBy = preferred === undefined ? this.#strategy() : "preferred";
    return { kind: "assigned", agentId: order[0] ?? "nobody", stage, order, chosenBy };
  }

  #wait(work: WorkItem, open: number, at: number): ReferenceAnswer {
    const widest = this.#stages.at(-1) as Stage;
    const able = this.#everybody().filter((each) => this.fits(each, work, widest));
    const willing = able.filter((each) => this.#isWilling(each, work));
    if (able.length === 0) return { kind: "unroutable" };
    if (willing.length === 0) return waitFor("everyone-declined");
    for (const [index, stage] of this.#stages.entries())
      if (index >= open && this.#candidates(work, stage, at).length > 0)
        return waitFor("later-stage", asMs(work.arrivedAt) + stage.afterMs, index);
    const there = willing.filter((each) => this.isOnShift(each, at));
    const next = willing.flatMap((each) => this.#freedAt(each, work, at));
    const until = next.length === 0 ? Infinity : Math.min(...next);
    if (there.some(({ presence }) => presence === "available")) return waitFor("everyone-busy", until);
    return waitFor(there.length > 0 ? "nobody-present" : "nobody-on-shift", until);
  }

  /** When hours, absences and wrap-up no longer keep somebody; nothing while work or presence does. */
  #freedAt(person: Person, work: WorkItem, at: number): number[] {
    const isThere = this.isOnShift(person, at);
    const start = isThere ? at : this.#comesAt(person, at);
    const { wrapUpUntil } = person;
    if (wrapUpUntil > start && this.#isReady(person, work, wrapUpUntil))
      return [this.isOnShift(person, wrapUpUntil) ? wrapUpUntil : this.#comesAt(person, wrapUpUntil)];
    return isThere ? [] : [start];
  }

  /** When somebody who is off shift comes on: as hours begin, or an absence ends. */
  #comesAt(person: Person, at: number): number {
    const { absences = [] } = person.config;
    const opens = [...openIntervals(this.hoursOf(person.config), { from: at, to: at + 8 * DAY })];
    const instants = [...opens.map(({ from }) => asMs(from)), ...absences.map(([, to]) => asMs(to))];
    return Math.min(...instants.filter((each) => each > at && this.isOnShift(person, each)));
  }

  /** A relaxed stage decided: the policy may rather wait for who fits better and comes early enough. */
  #orWait(work: WorkItem, decided: number, answer: ReferenceAnswer, at: number): ReferenceAnswer {
    const { waitForBetter } = this.#policy;
    if (waitForBetter === undefined || work.dueAt === undefined) return answer;
    const latest = Math.min(asMs(work.dueAt) - ms(waitForBetter), asMs(work.dueAt) - 1);
    for (const [index, stage] of this.#stages.slice(0, decided).entries()) {
      const comes = this.#everybody()
        .filter((each) => this.fits(each, work, stage) && this.#isWilling(each, work))
        .filter((each) => !this.isOnShift(each, at))
        .map((each) => ({ each, from: this.#comesAt(each, at) }))
        .filter(({ each, from }) => from <= latest && this.#isReady(each, work, from, "available"));
      if (comes.length > 0) return waitFor("better-later", Math.min(...comes.map(({ from }) => from)), index);
    }
    return answer;
  }

  /* Who comes first. */

  #strategy(): NonNullable<RoutingPolicy["strategy"]> {
    return this.#policy.strategy ?? (this.#policy.compare === undefined ? "fair-share" : "longest-idle");
  }

  #sorted(candidates: readonly Person[], work: WorkItem): Person[] {
    const { within = "longest-idle", specialistFirst = false, compare } = this.#policy;
    const strategy = this.#strategy();
    const chosen = strategy === "fair-share" ? within : strategy;
    const by = (key: (person: Person) => number) => (a: Person, b: Person) => key(a) - key(b);
    const rules: ((a: Person, b: Person) => number)[] = [];
    if (strategy === "fair-share") {
      const behind = this.#behind(candidates, work);
      const key = (each: Person) =>
        this.#isTolerated(each.config.id, candidates, work) ? 0 : Number(behind.get(each.config.id));
      rules.push(by(key));
    }
    if (compare !== undefined) rules.push((a, b) => compare(this.#view(a), this.#view(b)));
    if (specialistFirst)
      rules.push(
        by(({ config }) => [config.skills ?? {}, config.languages ?? {}].flatMap(Object.keys).length),
      );
    rules.push(by((each) => this.#keyOf(each, chosen, work)));
    if (chosen !== "round-robin") {
      if (strategy !== "fair-share") rules.push(by(({ config }) => -Number(this.#account(config.id).owed)));
      rules.push(by(({ idleSince }) => idleSince));
    }
    rules.push((a, b) => byText(a.config.id, b.config.id));
    return [...candidates].sort((a, b) => rules.map((rule) => rule(a, b)).find((each) => each !== 0) ?? 0);
  }

  #keyOf(person: Person, strategy: string, work: WorkItem): number {
    const { config, idleSince } = person;
    const [used, total] = [this.usedOf(person), totalOf(person)];
    const asked = [...Object.entries(work.skills ?? {}), ...Object.entries(work.preferredSkills ?? {})];
    switch (strategy) {
      case "longest-idle":
        return idleSince;
      case "least-loaded":
        return total === 0 ? 1 : used / total;
      case "most-spare":
        return used - total;
      case "fewest-open":
        return [...this.held.values(), ...this.offers.values()].filter((each) => each.agentId === config.id)
          .length;
      case "best-match":
        return asked.reduce((left, [skill, least]) => left + least - (config.skills?.[skill] ?? 0), 0);
      case "round-robin":
        return this.#lastGiven !== undefined && config.id > this.#lastGiven ? 0 : 1;
      case "cheapest":
        return config.costPerHour ?? 1e9;
    }
    throw new Error(`no such strategy: ${strategy}`);
  }

  /** How far each candidate, credited, is behind the one who is owed most. */
  #behind(candidates: readonly Person[], work: WorkItem): Map<string, bigint> {
    const balances = [...sharesOf(candidates, work)].map(
      ([id, credit]) => [id, this.#account(id).owed + credit] as const,
    );
    const most = balances.reduce((best, [, each]) => (each > best ? each : best), balances[0]?.[1] ?? 0n);
    return new Map(balances.map(([id, each]) => [id, most - each]));
  }

  #isTolerated(id: string, candidates: readonly Person[], work: WorkItem): boolean {
    const size = millionths(work.size ?? 1);
    const largest = size > this.#largestJob ? size : this.#largestJob;
    const behind = this.#behind(candidates, work).get(id) as bigint;
    return behind * 1000n <= BigInt(Math.round((this.#policy.tolerance ?? 0) * 1000)) * largest;
  }

  #view(person: Person) {
    const { config, idleSince } = person;
    const [used, total, open] = [this.usedOf(person), totalOf(person), this.openOf(person)];
    return { agentId: config.id, idleSince: new Date(idleSince), used, total, open };
  }
}

function waitFor(reason: string, until = Infinity, stage?: number): ReferenceAnswer {
  return { kind: "wait", reason, until: until === Infinity ? undefined : until, stage };
}

/**
 * A job in exact shares by weight, rounded down; with somebody who gets it, what is left goes to them first, then to
 * the largest remainders, then to the lower ids.
 */
function sharesOf(candidates: readonly Person[], work: WorkItem, assignee?: string): Map<string, bigint> {
  const size = millionths(work.size ?? 1);
  const weightOf = ({ config }: Person) => BigInt(Math.round((config.weight ?? 1) * 1000));
  const total = sum(candidates.map(weightOf));
  const shares = candidates.map((each) => {
    const exact = size * weightOf(each);
    return { id: each.config.id, share: exact / total, remainder: exact % total };
  });
  const left = Number(size - sum(shares.map(({ share }) => share)));
  const isOther = ({ id }: { id: string }) => Number(id !== assignee);
  const lucky = [...shares]
    .sort((a, b) => isOther(a) - isOther(b) || Number(b.remainder - a.remainder) || byText(a.id, b.id))
    .slice(0, assignee === undefined ? 0 : left)
    .map(({ id }) => id);
  return new Map(shares.map(({ id, share }) => [id, lucky.includes(id) ? share + 1n : share]));
}

function stagesOf(configs: readonly StageConfig[]): Stage[] {
  const says = (key: "otherRegions" | "partners") => configs.some((each) => each[key] !== undefined);
  return configs.map((_, index) => {
    const soFar = configs.slice(0, index + 1);
    const tiers = soFar.map(({ languages }, at) => languages ?? (at === 0 ? "same-language" : "exact"));
    return {
      afterMs: Math.max(0, ...soFar.map(({ after }) => (after === undefined ? 0 : ms(after)))),
      languages: TIERS[Math.max(...tiers.map((each) => TIERS.indexOf(each)))] ?? "exact",
      dropPreferred: soFar.some((each) => each.dropPreferred === true),
      lowerProficiencyBy: Math.max(...soFar.map(({ lowerProficiencyBy }) => lowerProficiencyBy ?? 0)),
      otherRegions: !says("otherRegions") || soFar.some((each) => each.otherRegions === true),
      partners: !says("partners") || soFar.some((each) => each.partners === true),
      otherMarkets: soFar.some((each) => each.otherMarkets === true),
    };
  });
}

function teamOf({ teams }: RosterConfig, { team }: AgentConfig) {
  return teams[team] as { readonly location?: string; readonly region?: string; readonly partner?: boolean };
}

function totalOf({ config: { capacity = 1 } }: Person): number {
  return typeof capacity === "number" ? capacity : capacity.total;
}

function limitOf({ config: { capacity = 1 } }: Pick<Person, "config">, channel: string) {
  if (typeof capacity === "number") return { max: Infinity, cost: 1 };
  const limit = capacity.channels[channel];
  return limit && { max: limit.max, cost: limit.cost ?? 1 };
}

function hasSkills({ skills = {} }: AgentConfig, work: WorkItem, stage: Stage): boolean {
  const reaches = ([skill, least]: [string, number], lowerBy: number) =>
    skills[skill] !== undefined && skills[skill] >= least - lowerBy;
  return (
    Object.entries(work.skills ?? {}).every((each) => reaches(each, stage.lowerProficiencyBy)) &&
    (stage.dropPreferred || Object.entries(work.preferredSkills ?? {}).every((each) => reaches(each, 0)))
  );
}

/** Is there a language at one of the tiers that the stage allows? */
function understands(config: AgentConfig, work: WorkItem, policy: RoutingPolicy, stage: Stage): boolean {
  const { languages: wanted = [], channel, minLevel = "B2" } = work;
  const [first] = wanted;
  if (first === undefined) return true;
  const isSpoken = SPOKEN.includes(channel);
  const known = Object.entries(config.languages ?? {}).flatMap(([tag, levels]) => {
    const level: LanguageLevel =
      typeof levels === "string" ? levels : isSpoken ? levels.spoken : levels.written;
    return LEVELS.indexOf(level) >= LEVELS.indexOf(minLevel) ? [tag] : [];
  });
  const knows = (tag: string) => known.some((each) => isSame(tag, each, isSpoken));
  const pairs = (policy.relatedLanguages ?? []).map((pair) => pair.map((tag) => tagOf(tag).language).join());
  const holds: Readonly<Record<(typeof TIERS)[number], () => boolean>> = {
    exact: () => known.some((tag) => tag.toLowerCase() === first.toLowerCase()),
    "same-language": () => knows(first),
    related: () => known.some((tag) => pairs.includes(`${tagOf(first).language},${tagOf(tag).language}`)),
    "any-listed": () => wanted.some(knows),
    common: () => policy.commonLanguage !== undefined && knows(policy.commonLanguage),
    translation: () => work.sensitive !== true && (policy.translationChannels ?? []).includes(channel),
  };
  return TIERS.slice(0, TIERS.indexOf(stage.languages) + 1).some((tier) => holds[tier]());
}

function isSame(wanted: string, known: string, isSpoken: boolean): boolean {
  const [a, b] = [tagOf(wanted), tagOf(known)];
  return a.language === b.language && (isSpoken || a.script === b.script);
}

/** Enough for the tags of the tests: of these, only Chinese is written in two scripts. */
function tagOf(tag: string): { readonly language: string; readonly script: string } {
  const [language = "", ...more] = tag.toLowerCase().split("-");
  const script = more.find((each) => each.length === 4);
  return { language, script: script ?? (more.some((each) => ["tw", "hk"].includes(each)) ? "hant" : "hans") };
}

/* Random desks and what happens at them, for the router and for the laws. */

const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const often = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: value });
const minutes = (...choices: number[]) => fc.constantFrom(...choices).map((each) => ({ minutes: each }));

/** Their order is neither that of a locale nor that of the roster. */
const IDS = ["mia", "Zoe", "a10", "a9", "b", "\u00fcnal", "kim", "leo", "new", "Bo"];
const CHANNELS = ["email", "chat", "voice"] as const;
const SKILLS = ["billing", "vip", "api"];
const TAGS = ["en", "en-GB", "pt-PT", "pt-BR", "zh-TW", "zh-Hans", "ja", "da", "nb"];
const level = fc.constantFrom<LanguageLevel>("A2", "B2", "C1", "native");
const tag = fc.constantFrom("en", "pt-PT", ...TAGS);
const id = fc.constantFrom(...IDS);
const size = fc.constantFrom(1, 0.5, 2, 0.001, 3.337);

const OWN_HOURS: readonly CalendarConfig[] = [
  { timeZone: "Asia/Kolkata", weekly: { wed: [["15:00", "20:30"]], thu: [["10:00", "12:00"]] } },
  { timeZone: "America/Sao_Paulo", weekly: "always" },
];
const ownHours = new Map(OWN_HOURS.map((config) => [config, defineCalendar(config)]));

const [tokyoHours, londonHours, newYorkHours] = [
  week("Asia/Tokyo"),
  week("Europe/London"),
  week("America/New_York"),
];

/** For the reference: an agent's own hours, or those of the team. */
export const hoursIn = (roster: RosterConfig) => (agent: AgentConfig) =>
  agent.calendar === undefined
    ? (roster.teams[agent.team] as { readonly calendar: Calendar }).calendar
    : (ownHours.get(agent.calendar as CalendarConfig) as Calendar);

const limit = fc.record({ max: fc.integer({ min: 1, max: 3 }), cost: fc.constantFrom(0, 0.5, 1, 3) });
type Limit = typeof limit extends fc.Arbitrary<infer T> ? T : never;
const agents: fc.Arbitrary<Omit<AgentConfig, "id">> = fc.record({
  team: fc.constantFrom("world", "world", "world", "tokyo", "london", "newYork"),
  languages: often(
    fc.dictionary(tag, fc.oneof(level, fc.record({ written: level, spoken: level })), {
      maxKeys: 4,
      size: "max",
    }),
  ),
  skills: often(
    fc.dictionary(fc.constantFrom(...SKILLS), fc.integer({ min: 40, max: 100 }), { size: "max", maxKeys: 3 }),
  ),
  capacity: fc.oneof(
    fc.constantFrom(1, 2, 3, 9, 9),
    fc.record({
      total: fc.constantFrom(0.5, 2, 4, 6),
      channels: fc
        .tuple(fc.subarray([...CHANNELS]), limit, limit, limit)
        .map(([served, ...limits]) =>
          Object.fromEntries(served.map((each, at) => [each, limits[at] as Limit])),
        ),
    }),
  ),
  calendar: rarely(fc.constantFrom(...OWN_HOURS)),
  absences: rarely(
    fc.array(
      fc
        .tuple(fc.integer({ min: -9, max: 40 }), fc.integer({ min: 1, max: 30 }))
        .map(
          ([from, halfHours]) =>
            [NOON + from * 30 * MINUTE, NOON + (from + halfHours) * 30 * MINUTE] as const,
        ),
      { maxLength: 2 },
    ),
  ),
  location: rarely(fc.constantFrom("EU", "US")),
  clearances: rarely(fc.subarray(["pci", "hipaa"])),
  authority: rarely(fc.integer({ min: 0, max: 2 })),
  markets: sometimes(fc.subarray(["DE", "JP"])),
  weight: often(fc.constantFrom(0.5, 0.25, 2, 0.333, 1.75)),
  costPerHour: often(fc.constantFrom(10, 20, 30)),
});

const teams = fc
  .array(
    fc.record({
      region: fc.constantFrom(undefined, "EMEA", "APAC"),
      location: fc.constantFrom(undefined, "EU", "US"),
      partner: fc.constantFrom(undefined, false, true),
    }),
    { minLength: 4, maxLength: 4 },
  )
  .map(([world, tokyo, london, newYork]) => ({
    world: { calendar: always, ...world },
    tokyo: { calendar: tokyoHours, ...tokyo },
    london: { calendar: londonHours, ...london },
    newYork: { calendar: newYorkHours, ...newYork },
  }));

const stages: fc.Arbitrary<readonly StageConfig[]> = fc
  .array(
    fc.record({
      after: often(minutes(0, 1, 5, 60)),
      languages: often(fc.constantFrom(...TIERS)),
      dropPreferred: sometimes(fc.boolean()),
      lowerProficiencyBy: sometimes(fc.constantFrom(10, 40)),
      otherRegions: sometimes(fc.boolean()),
      partners: sometimes(fc.boolean()),
      otherMarkets: sometimes(fc.boolean()),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => {
    const delays = all.map(({ after }) => after?.minutes ?? 0).sort((a, b) => a - b);
    // The first is open at once; where nothing is said, the delay is that of the stage before.
    return all.map((each, index) => ({
      ...each,
      after: index === 0 || each.after === undefined ? undefined : { minutes: delays[index] as number },
    }));
  });

const strategies = ["longest-idle", "least-loaded", "most-spare", "fewest-open"] as const;
const otherStrategies = ["best-match", "round-robin", "cheapest"] as const;
const policies: fc.Arbitrary<RoutingPolicy> = fc.record({
  strategy: often(fc.constantFrom("fair-share" as const, ...strategies, ...otherStrategies)),
  tolerance: often(fc.constantFrom(0.25, 1, 1.5, 3)),
  within: often(fc.constantFrom(...strategies, ...otherStrategies)),
  compare: sometimes(
    fc.constantFrom<NonNullable<RoutingPolicy["compare"]>>(
      (a, b) => b.total - a.total,
      (a, b) => (a.open.email ?? 0) - (b.open.email ?? 0) || a.used - b.used,
      (a, b) => byText(b.agentId, a.agentId),
    ),
  ),
  specialistFirst: sometimes(fc.boolean()),
  stages: often(stages),
  skipUnstaffedStages: sometimes(fc.boolean()),
  reserveForPreferred: often(minutes(1, 10, 90)),
  preferFor: sometimes(minutes(1, 5, 60)),
  offerFor: sometimes(minutes(2, 30)),
  relatedLanguages: sometimes(fc.constant([["da", "nb"] as const, ["pt-PT", "en"] as const])),
  commonLanguage: sometimes(fc.constantFrom("en", "ja")),
  translationChannels: sometimes(fc.subarray([...CHANNELS])),
  waitForBetter: sometimes(minutes(30, 300)),
});

const rosters = fc.record({
  teams,
  agents: fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.array(agents, { minLength: 8, maxLength: 8 }))
    .map(([count, all]) => all.slice(0, count).map((each, index) => ({ id: IDS[index] as string, ...each }))),
  policy: policies,
});

/** Work without an id, and how many minutes ago it arrived. */
const works = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  languages: sometimes(fc.uniqueArray(tag, { minLength: 1, maxLength: 3 })),
  minLevel: rarely(level),
  skills: rarely(
    fc.dictionary(fc.constantFrom(...SKILLS), fc.integer({ min: 20, max: 100 }), { maxKeys: 2 }),
  ),
  preferredSkills: sometimes(
    fc.dictionary(fc.constantFrom(...SKILLS), fc.integer({ min: 20, max: 100 }), { maxKeys: 2 }),
  ),
  ago: fc.constantFrom(-1, 0, 0, 0, 0, 1, 61),
  due: sometimes(fc.constantFrom(60, 600, 1500)),
  residency: rarely(fc.subarray(["EU", "US", "CH"])),
  clearances: rarely(fc.subarray(["pci", "hipaa"])),
  authority: rarely(fc.integer({ min: 0, max: 2 })),
  market: sometimes(fc.constantFrom("DE", "JP", "BR")),
  region: sometimes(fc.constantFrom("EMEA", "APAC")),
  sensitive: rarely(fc.boolean()),
  preferredAgents: sometimes(fc.array(id, { maxLength: 3 })),
  excludedAgents: rarely(fc.array(id, { maxLength: 3 })),
  size: often(size),
  offerAgain: rarely(fc.boolean()),
});

/** Something that may happen: what it is, and picks among what is there when it does. */
const steps = fc.record({
  does: fc.constantFrom(
    ...(["route", "route", "route", "route", "offer", "offer", "offer", "give", "claim"] as const),
    ...(["accepted", "accepted", "declined", "expired", "withdrawn", "transferred", "reopened"] as const),
    ...(["released", "released", "released", "presence-changed", "presence-changed", "wrapped-up"] as const),
    ...(["join", "join", "agent-changed", "agent-left"] as const),
  ),
  pick: fc.nat(60),
  other: fc.nat(60),
  after: fc.constantFrom(0, 0, 1, 3, 31, 240, 700),
  presence: fc.constantFrom<Presence>("available", "available", "busy", "away", "offline"),
  work: works,
});
export type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** A roster, those who may join it (or as whom its agents may go on), and what happens. */
export const days = (most: number) =>
  fc.record({
    roster: rosters,
    newcomers: fc.array(agents, { minLength: 4, maxLength: 4 }),
    steps: fc.array(steps, { minLength: 1, maxLength: most, size: "max" }),
  });
export type Day = typeof days extends (most: number) => fc.Arbitrary<infer T> ? T : never;

export function workOf({ ago, due, ...work }: Step["work"], id: string, at: number): WorkItem {
  return {
    id,
    ...work,
    arrivedAt: at - ago * MINUTE,
    dueAt: due === undefined ? undefined : at + due * MINUTE,
  };
}

/** What is done so far, so that it can be reopened, and what is still to be placed. */
interface Pile {
  readonly done: WorkItem[];
  readonly waiting: WorkItem[];
}

/** The event of a step at this desk; nothing where there is nothing to do it with. */
function eventOf(
  step: Step,
  desk: Desk,
  { at, n, pile, newcomers }: { at: number; n: number; pile: Pile; newcomers: Day["newcomers"] },
): DeskEvent | undefined {
  const pickOf = <T>(all: readonly T[], by = step.pick): T | undefined => all[by % Math.max(1, all.length)];
  const head = { id: `event-${n}`, at };
  const ids = [...desk.roster.agents.keys()];
  const [agentId, toAgentId] = [pickOf(ids), pickOf(ids, step.other)];
  const [held, offer] = [pickOf(heldWork(desk)), pickOf(offeredWork(desk))];
  const taken = [...heldWork(desk), ...offeredWork(desk)].map(({ work }) => work.id);
  const isFree = (work: WorkItem) => !taken.includes(work.id);
  const old = pickOf(pile.waiting.filter(isFree));
  const work = step.other % 3 === 0 && old !== undefined ? old : workOf(step.work, `T-${n}`, at);
  const newcomer = pickOf(newcomers, step.other) as Day["newcomers"][number];
  const { does } = step;
  if (does === "route" || does === "offer") {
    pile.waiting.push(work);
    const answer = route(desk, work, at);
    if (answer.kind !== "assigned") return undefined;
    return does === "route" ? answer.event : { ...answer.event, type: "offered" };
  }
  if (does === "join") {
    const id = pickOf(IDS.filter((each) => !ids.includes(each)));
    return id === undefined ? undefined : { ...head, type: "agent-joined", agent: { id, ...newcomer } };
  }
  if (does === "accepted" || does === "declined" || does === "expired")
    return offer && { ...head, type: does, agentId: offer.agentId, workId: offer.work.id };
  if (does === "withdrawn") {
    const workId = offer?.work.id ?? old?.id;
    return workId === undefined ? undefined : { ...head, type: does, workId };
  }
  if (agentId === undefined) return undefined;
  switch (does) {
    case "give":
      return { ...head, type: "assigned", agentId, work };
    case "claim": {
      // As by the strategy, but perhaps to somebody it would never have chosen.
      const { stages: all, strategy } = desk.roster.policy;
      const stage = step.other % all.length;
      return { ...head, type: "assigned", agentId, work, stage, chosenBy: strategy };
    }
    case "released": {
      if (held === undefined) return undefined;
      pile.done.push(held.work);
      const wrapUpUntil = step.other % 2 === 0 ? undefined : at + step.other * MINUTE;
      return { ...head, type: does, agentId: held.agentId, workId: held.work.id, wrapUpUntil };
    }
    case "transferred":
      if (held === undefined || toAgentId === undefined || toAgentId === held.agentId) return undefined;
      return { ...head, type: does, agentId: held.agentId, toAgentId, workId: held.work.id };
    case "reopened": {
      const done = pickOf(pile.done.filter(isFree));
      return done && { ...head, type: does, agentId, work: done };
    }
    case "presence-changed":
      return { ...head, type: does, agentId, presence: step.presence };
    case "wrapped-up":
      return { ...head, type: does, agentId };
    case "agent-changed":
      return { ...head, type: does, agent: { id: agentId, ...newcomer } };
    case "agent-left": {
      const busy = [...heldWork(desk), ...offeredWork(desk)].map((each) => each.agentId);
      const leaver = pickOf(ids.filter((each) => !busy.includes(each)));
      return leaver === undefined ? undefined : { ...head, type: does, agentId: leaver };
    }
  }
}

/** One step of a day: the desk before it, when it is, and what happens, if anything. */
export interface Moment {
  readonly desk: Desk;
  readonly at: number;
  readonly step: Step;
  readonly event: DeskEvent | undefined;
  /** What the desk did not take, as the agent must not have the work. */
  readonly refused: DeskEvent | undefined;
}

/** Play a day on the package's desk. */
export function* play({ roster, newcomers, steps }: Day): Generator<Moment> {
  const pile: Pile = { done: [], waiting: [] };
  let desk = openDesk(defineRoster(roster));
  let at = NOON - 2 * HOUR;
  for (const [n, step] of steps.entries()) {
    at += step.after * MINUTE;
    const event = eventOf(step, desk, { at, n, pile, newcomers });
    const next = event === undefined ? desk : applied(desk, event);
    yield next === undefined
      ? { desk, at, step, event: undefined, refused: event }
      : { desk, at, step, event, refused: undefined };
    desk = next ?? desk;
  }
}

function applied(desk: Desk, event: DeskEvent): Desk | undefined {
  try {
    return applyDeskEvent(desk, event);
  } catch (error) {
    if (error instanceof FollowTheSunError && error.code === "desk.compliance") return undefined;
    throw error;
  }
}
