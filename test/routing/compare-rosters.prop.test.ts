import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  heldWork,
  holderOf,
  isOpen,
  openDesk,
  placeQueue,
  type Roster,
  type RosterConfig,
  type RoutingPolicy,
} from "follow-the-sun";
import { compareRosters } from "../../src/routing/compare-rosters.js";
import type { WorkOutcome } from "../../src/routing/log-run.js";
import type { LoggedWork } from "../../src/routing/work-log.js";
import { always, deskOf, mail, MINUTE, NOON } from "./support.js";

/* Small worlds on the minute: shifts of some minutes, two languages, two skills, and policies with all that makes work wait. */

/** So many minutes after noon. */
const noon = (minutes: number) => NOON + minutes * MINUTE;
const timesOf = (length: number) => fc.integer({ min: 0, max: length });
const languages = fc.constantFrom({ en: "native" }, { ja: "C1" }, { en: "C1", ja: "B2" } as const);
const clock = (minutes: number) =>
  `${String(12 + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const shiftArbitrary = fc.tuple(timesOf(120), timesOf(120)).map(([a, b]) => {
  const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
  return defineCalendar({ timeZone: "UTC", weekly: { wed: [[clock(from), clock(to)]] } });
});
const agentArbitrary = fc.record({
  shift: fc.option(shiftArbitrary, { nil: always }),
  languages,
  capacity: fc.integer({ min: 1, max: 2 }),
  skills: fc.constantFrom({}, { tax: 50 }),
  absence: fc.option(fc.tuple(timesOf(120), fc.integer({ min: 1, max: 40 })), { nil: undefined }),
  costPerHour: fc.integer({ min: 1, max: 3 }),
});
const minutes = (most: number) => timesOf(most).map((count) => ({ minutes: count }));
const policyArbitrary: fc.Arbitrary<RoutingPolicy> = fc.record(
  {
    strategy: fc.constantFrom("fair-share", "longest-idle", "cheapest", "round-robin"),
    stages: minutes(30).map((after) => [
      {},
      { after, languages: "any-listed" as const },
      { lowerProficiencyBy: 20 },
    ]),
    skipUnstaffedStages: fc.boolean(),
    reserveForPreferred: minutes(30),
    preferFor: minutes(30),
    offerFor: minutes(5),
    waitForBetter: minutes(40),
    queue: fc.constantFrom(
      { order: "time-left" as const },
      { aging: { pointsPerMinute: 10, atMost: 120 } },
      { aging: { pointsPerMinute: 3 } },
    ),
  },
  { requiredKeys: [] },
);
const configArbitrary: fc.Arbitrary<RosterConfig> = fc
  .tuple(fc.array(agentArbitrary, { maxLength: 4 }), policyArbitrary)
  .map(([agents, policy]) => ({
    teams: { world: always },
    policy,
    agents: agents.map(({ shift, absence, ...agent }, index) => ({
      id: `agent-${index}`,
      team: "world",
      calendar: shift,
      ...agent,
      absences: absence === undefined ? [] : [[noon(absence[0]), noon(absence[0] + absence[1])]],
    })),
  }));
const rosterArbitrary = configArbitrary.map(defineRoster);
const logArbitrary = fc
  .array(
    fc.record(
      {
        arrives: timesOf(90),
        takes: timesOf(30),
        languages: fc.constantFrom(["ja"], ["en"], ["ja", "en"]),
        skills: fc.constantFrom({ tax: 40 }, { tax: 60 }),
        priority: fc.constantFrom("low", "high", "urgent"),
        dueAt: timesOf(150).map(noon),
        preferredAgents: fc.constantFrom(["agent-0"], ["agent-1", "agent-2"]),
        excludedAgents: fc.constantFrom(["agent-0"], ["agent-3"]),
      },
      { requiredKeys: ["arrives", "takes"] },
    ),
    { maxLength: 14 },
  )
  .map((items) =>
    items.map(({ arrives, takes, ...more }, index): LoggedWork => ({
      work: mail(`T-${index}`, { ...more, arrivedAt: noon(arrives) }),
      takes: { minutes: takes },
    })),
  );

const LAST_MINUTE = 180;

/**
 * Minute by minute, the whole queue placed each time, and the work of each minute
 * counted off. An offer that is accepted at once is an assignment.
 */
function playByTheMinute(log: readonly LoggedWork[], config: RosterConfig): string[] {
  const roster = defineRoster({ ...config, policy: { ...config.policy, offerFor: undefined } });
  let desk = openDesk(roster);
  const left = new Map(log.map(({ work, takes }) => [work.id, (takes as { minutes: number }).minutes]));
  const told = new Map<string, string>();
  for (let minute = 0; minute <= LAST_MINUTE; minute++) {
    const at = noon(minute);
    for (let isOver = false; !isOver;) {
      for (const { work, agentId } of heldWork(desk))
        if (left.get(work.id) === 0)
          desk = applyDeskEvent(desk, { type: "released", at, agentId, workId: work.id });
      // Until nothing more is placed: what others take can end a reservation at a stage.
      for (let count = Infinity; count > 0;) {
        const queue = log.map(({ work }) => work).filter((work) => (work.arrivedAt as number) <= at);
        const { desk: next, placed } = placeQueue(
          desk,
          queue.filter(({ id }) => !told.has(id)),
          at,
        );
        for (const { work, answer } of placed)
          told.set(work.id, `${work.id} ${answer.agentId} +${minute} stage ${answer.stage}`);
        desk = next;
        count = placed.length;
      }
      isOver = heldWork(desk).every(({ work }) => left.get(work.id) !== 0);
    }
    for (const { work, agentId } of heldWork(desk))
      if (isOnShift(roster, agentId, at)) left.set(work.id, (left.get(work.id) ?? 0) - 1);
  }
  return log.map(({ work }) => told.get(work.id) ?? `${work.id} nobody`);
}

function isOnShift({ agents }: Roster, agentId: string, at: number): boolean {
  const { calendar, absences } = agents.get(agentId) ?? { calendar: always, absences: [] };
  return isOpen(calendar, at) && absences.every(({ start, end }) => at < start || at >= end);
}

const inLogOrder = (log: readonly LoggedWork[], outcomes: readonly WorkOutcome[]) => {
  const byId = new Map(outcomes.map((each) => [each.workId, each]));
  return log.map(({ work }) => byId.get(work.id));
};
const UNTIL = { until: noon(LAST_MINUTE) };

describe("for any log and any rosters", () => {
  prop.prop([logArbitrary, configArbitrary, configArbitrary])(
    "both sides go as if the whole queue were placed every minute",
    (log, before, after) => {
      const compared = compareRosters(log, defineRoster(before), defineRoster(after), UNTIL);
      for (const [side, config] of [
        ["before", before],
        ["after", after],
      ] as const) {
        // prettier-ignore
        const got = inLogOrder(log, compared[side].outcomes).map((each) =>
          each?.kind === "assigned" ? `${each.workId} ${each.agentId} +${(each.at.getTime() - NOON) / MINUTE} stage ${each.stage}` : `${each?.workId ?? "?"} nobody`,
        );
        expect(got).toEqual(playByTheMinute(log, config));
      }
    },
  );

  prop.prop([logArbitrary, rosterArbitrary, rosterArbitrary])(
    "every item is accounted for once, nobody is given more than they can hold, or anything off shift",
    (log, before, after) => {
      const compared = compareRosters(log, before, after, { explain: Infinity });
      for (const [side, roster] of [
        ["before", before],
        ["after", after],
      ] as const) {
        // prettier-ignore
        const { outcomes, assigned, waiting, unroutable, load } = compared[side];
        expect(outcomes.map(({ workId }) => workId).sort(byText)).toEqual(
          log.map(({ work }) => work.id).sort(byText),
        );
        expect(assigned + waiting + unroutable).toBe(log.length);
        expect(load.reduce((sum, { items }) => sum + items, 0)).toBe(assigned);
        const started = outcomes.filter((each) => each.kind === "assigned");
        for (const { agentId, at } of started) {
          expect(isOnShift(roster, agentId, at.getTime())).toBe(true);
          const held = started.filter(
            (each) => each.agentId === agentId && each.at <= at && isLater(each.endsAt, at),
          );
          expect(held.length).toBeLessThanOrEqual(roster.agents.get(agentId)?.capacity.total ?? 0);
        }
      }
      expect(compared.differences.every(({ why }) => why !== undefined)).toBe(true);
    },
  );

  prop.prop([logArbitrary, rosterArbitrary, rosterArbitrary])(
    "the same input in any order gives the same answer, and is left alone",
    (log, before, after) => {
      const frozen = JSON.stringify(log);
      const first = compareRosters(log, before, after);
      expect(compareRosters([...log].reverse(), before, after)).toEqual(first);
      expect(JSON.stringify(log)).toBe(frozen);
      expect(compareRosters(log, before, before).changed).toBe(0);
    },
  );

  prop.prop([logArbitrary, rosterArbitrary])(
    "a desk that was opened is the roster, and stays open",
    (log, roster) => {
      const desk = openDesk(roster);
      const other = deskOf([{}]);
      expect(compareRosters(log, desk, other)).toEqual(compareRosters(log, roster, other));
      expect(heldWork(desk)).toEqual([]);
      expect(holderOf(desk, "T-0")).toBeUndefined();
    },
  );
});

/** An item that takes no time is held at no time. */
const isLater = (end: Date | undefined, at: Date) => end === undefined || end > at;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
