import { describe, expect, test } from "vitest";
import {
  applyDeskEvent,
  heldWork,
  planHandoffsAhead,
  type AgentConfig,
  type Desk,
  type HandoffDayOptions,
  type HandoffPlan,
  type RosterConfig,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { HOUR } from "./handoff-hours.js";
import { deskOf, mail, NOON, week } from "./support.js";

/* Days end at 17:00 UTC in London, at 22:00 in New York, at 06:00 in Sydney. */
const TEAMS: RosterConfig["teams"] = {
  london: { calendar: week("Europe/London"), handsOnTo: ["newYork"] },
  newYork: { calendar: week("America/New_York"), handsOnTo: ["sydney"] },
  sydney: { calendar: week("Australia/Sydney"), handsOnTo: ["london"] },
};
const sam: Partial<AgentConfig> = { id: "sam", team: "london", capacity: 20 };
const joe: Partial<AgentConfig> = { id: "joe", team: "newYork", capacity: 20 };
const zoe: Partial<AgentConfig> = { id: "zoe", team: "sydney", capacity: 20 };

const office = (agents: readonly Partial<AgentConfig>[], config: Partial<RosterConfig> = {}) =>
  deskOf(agents, { teams: TEAMS, ...config });
const given = (desk: Desk, agentId: string, ...all: readonly WorkItem[]) =>
  all.reduce((before, work) => applyDeskEvent(before, { type: "assigned", at: NOON, agentId, work }), desk);
const due = (id: string, hours: number, more: Partial<WorkItem> = {}) =>
  mail(id, { dueAt: NOON + hours * HOUR, ...more });

const ahead = (desk: Desk, options?: HandoffDayOptions) => planHandoffsAhead(desk, NOON, options);
const sentences = (plans: readonly HandoffPlan[]) =>
  plans.flatMap(({ teams }) => teams.map(({ sentence }) => sentence));

describe("the day ahead", () => {
  test("has every end of a day at which there is work, and what passes from London goes round the world", () => {
    const desk = given(
      given(office([sam, joe, zoe]), "sam", due("T-1", 15), due("T-2", 40)),
      "joe",
      due("T-3", 9), // is late before New York is over
    );
    const plans = ahead(desk);
    expect(sentences(plans)).toEqual([
      "14 Jan 17:00 London: 2 items, 1 passes to New York, 1 stays",
      "14 Jan 17:00 New York: 2 items, 2 pass to Sydney",
      "15 Jan 17:00 Sydney: 2 items, 2 find nobody", // both are late, and nobody is there
      "15 Jan 20:00 Sydney: 2 items, 2 pass to London", // as London opens
    ]);
    expect(heldWork(plans.at(-1)?.desk ?? desk)).toHaveLength(3);
  });

  test("goes on from plan to plan: the events of all of them replay", () => {
    const desk = given(office([sam, joe, zoe]), "sam", due("T-1", 15), due("T-2", 40));
    const plans = ahead(desk);
    const replayed = plans.flatMap(({ events }) => events).reduce(applyDeskEvent, desk);
    expect(heldWork(replayed)).toEqual(heldWork(plans.at(-1)?.desk ?? desk));
  });

  test("ends when it is over, its last instant included", () => {
    const desk = given(office([sam, joe, zoe]), "sam", due("T-1", 15));
    const instants = (hours: number) => ahead(desk, { ahead: { hours } }).map(({ at }) => at.getUTCHours());
    expect(instants(4)).toEqual([]);
    expect(instants(5)).toEqual([17]);
    expect(instants(10)).toEqual([17, 22]);
  });

  test("takes an offer as accepted, so that what is offered to New York goes on to Sydney", () => {
    const offering = office([sam, joe, zoe], { policy: { offerFor: { minutes: 5 } } });
    const plans = ahead(given(offering, "sam", due("T-1", 15)), { ahead: { hours: 12 } });
    expect(sentences(plans)).toEqual([
      "14 Jan 17:00 London: 1 item, 1 passes to New York",
      "14 Jan 17:00 New York: 1 item, 1 passes to Sydney",
    ]);
    expect(plans.map(({ events }) => events.map(({ type }) => type))).toEqual([
      ["released", "offered"],
      ["accepted", "released", "offered"],
    ]);
  });

  test("is empty where nobody holds anything, or nobody's day ends", () => {
    expect(ahead(office([sam, joe]))).toEqual([]);
    expect(ahead(given(office([sam, joe]), "sam", due("T-1", 15)), { ahead: { hours: 1 } })).toEqual([]);
  });
});

describe("what found nobody", () => {
  test("is tried again when somebody comes", () => {
    const desk = given(office([sam, zoe]), "sam", due("T-1", 11));
    expect(sentences(ahead(desk, { ahead: { hours: 12 } }))).toEqual([
      "14 Jan 17:00 London: 1 item, 1 finds nobody",
      "14 Jan 22:00 London: 1 item, 1 passes to Sydney",
    ]);
  });

  test("does not pass from its owner to its owner in the morning", () => {
    const desk = given(office([sam]), "sam", due("T-1", 21.5));
    expect(sentences(ahead(desk, { ahead: { hours: 28 } }))).toEqual([
      "14 Jan 17:00 London: 1 item, 1 finds nobody",
    ]);
  });
});

test.each([
  [{ ahead: 24 }, "duration.bare-number options.ahead"],
  [{ ahead: { hours: -1 } }, "duration.negative options.ahead"],
  [{ ahead: { hours: 745 } }, "argument.invalid options.ahead"],
  [{ ahead: { days: 1 } }, "duration.calendar-unit options.ahead"],
  [{ facts: { "T-1": null } }, 'argument.invalid options.facts["T-1"]'],
])("options %j are refused", (options, problem) => {
  expect(problemOf(() => ahead(office([sam]), options as never))).toBe(problem);
});
