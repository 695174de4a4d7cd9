import fc from "fast-check";
import {
  applyDeskEvent,
  defineRoster,
  FollowTheSunError,
  openDesk,
  type AgentConfig,
  type Desk,
  type DeskEvent,
  type HandoffPlanOptions,
  type RosterConfig,
} from "follow-the-sun";
import { days, play, workOf, type Day } from "./reference.js";
import { MINUTE } from "./support.js";

/* Random desks at which a day may be over: those of the router's tests, with more work that is due and fewer people who are always there. */

/** A desk, how it came to be, and the question about its handoffs. */
export interface Evening {
  readonly roster: RosterConfig;
  readonly log: readonly DeskEvent[];
  readonly desk: Desk;
  readonly at: number;
  readonly options: HandoffPlanOptions;
}

const HALF_HOUR = 30 * MINUTE;
const CITIES = ["tokyo", "london", "newYork"] as const;
const inHours = (...choices: number[]) => fc.constantFrom(undefined, ...choices.map((hours) => ({ hours })));

/** Work that a person gives to somebody: to whom, which, when it is due after the question, what is known of it. */
const gifts = fc.record({
  to: fc.nat(60),
  which: fc.nat(60),
  due: fc.constantFrom(undefined, -30, 60, 120, 240, 480, 600, 900, 960, 1020, 1080, 1440, 3600),
  isPlain: fc.boolean(),
  awaitingCustomer: fc.constantFrom(undefined, undefined, undefined, false, true),
  remaining: inHours(0.5, 3, 10),
});
type Gift = typeof gifts extends fc.Arbitrary<infer T> ? T : never;

export const evenings: fc.Arbitrary<Evening> = fc
  .record({
    day: days(8),
    moves: fc.array(fc.constantFrom(...CITIES, "world"), { minLength: 12, maxLength: 12 }),
    handsOn: fc.array(fc.option(fc.shuffledSubarray([...CITIES, "world"]), { nil: undefined }), {
      minLength: 3,
      maxLength: 3,
    }),
    gifts: fc.array(gifts, { minLength: 1, maxLength: 12 }),
    later: fc.nat(47),
    enough: inHours(0.5, 2, 6),
    keepFor: inHours(12, 200),
  })
  .map(({ day, moves, handsOn, gifts: given, later, enough, keepFor }) => {
    const moved = inCities(day, moves, handsOn);
    const before = playedOut(moved);
    const at = Math.ceil(before.lastAt / HALF_HOUR + later) * HALF_HOUR;
    const { desk, log } = given.reduce<SoFar>(
      (so, gift, n) => give(so, gift, { id: `gift-${n}`, at, day: moved, lastAt: before.lastAt }),
      before,
    );
    return { roster: moved.roster, log, desk, at, options: { facts: factsOf(given), enough, keepFor } };
  });

/** Most of those who are always there move to teams that close, and teams hand on to others. */
function inCities(
  { roster, newcomers, steps }: Day,
  moves: readonly string[],
  handsOn: readonly (readonly string[] | undefined)[],
): Day {
  const move = <T extends Omit<AgentConfig, "id">>(agent: T, index: number): T =>
    agent.team === "world" ? { ...agent, team: moves[index] as string } : agent;
  const handsOnOf = (id: string) => handsOn[CITIES.indexOf(id as (typeof CITIES)[number])];
  const teams = Object.entries(roster.teams).map(([id, team]) => [
    id,
    { ...team, handsOnTo: handsOnOf(id)?.filter((other) => other !== id) },
  ]);
  return {
    roster: {
      ...roster,
      teams: Object.fromEntries(teams) as Day["roster"]["teams"],
      agents: roster.agents.map(move),
    },
    newcomers: newcomers.map((each, index) => move(each, index + 8)),
    steps,
  };
}

interface SoFar {
  readonly desk: Desk;
  readonly log: readonly DeskEvent[];
}

function playedOut(day: Day): SoFar & { readonly lastAt: number } {
  let [desk, lastAt] = [openDesk(defineRoster(day.roster)), 0];
  const log: DeskEvent[] = [];
  for (const moment of play(day)) {
    lastAt = moment.at;
    if (moment.event === undefined) continue;
    log.push(moment.event);
    desk = applyDeskEvent(desk, moment.event);
  }
  return { desk, log, lastAt };
}

/** As a person gives it, to full hands or not; nothing happens where compliance forbids it, or nobody is there. */
function give(
  { desk, log }: SoFar,
  { to, which, due, isPlain }: Gift,
  { id, at, day, lastAt }: { id: string; at: number; day: Day; lastAt: number },
): SoFar {
  const ids = [...desk.roster.agents.keys()];
  const agentId = ids[to % Math.max(1, ids.length)];
  const step = day.steps[which % day.steps.length];
  if (agentId === undefined || step === undefined) return { desk, log };
  const { channel } = step.work;
  const work = {
    ...(isPlain ? { id, channel, arrivedAt: lastAt } : workOf(step.work, id, lastAt)),
    dueAt: due === undefined ? undefined : at + due * MINUTE,
  };
  const event: DeskEvent = { type: "assigned", id: `given-${id}`, at: lastAt, agentId, work };
  try {
    return { desk: applyDeskEvent(desk, event), log: [...log, event] };
  } catch (error) {
    if (error instanceof FollowTheSunError && error.code === "desk.compliance") return { desk, log };
    throw error;
  }
}

function factsOf(given: readonly Gift[]): HandoffPlanOptions["facts"] {
  return Object.fromEntries(
    given.map(({ awaitingCustomer, remaining }, n) => [`gift-${n}`, { awaitingCustomer, remaining }]),
  );
}
