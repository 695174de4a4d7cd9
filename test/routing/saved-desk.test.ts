import { describe, expect, test } from "vitest";
import {
  agentState,
  defineRoster,
  fairnessOf,
  heldWork,
  loadDesk,
  offeredWork,
  openDesk,
  route,
  saveDesk,
  type Desk,
  type DeskEvent,
  type InstantInput,
  type Roster,
  type SavedDesk,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { always, apply, deskOf, mail, MINUTE, NOON, place } from "./support.js";

const textOf = (desk: Desk) => JSON.stringify(saveDesk(desk));
const again = (roster: Roster, text: string) => loadDesk(roster, JSON.parse(text) as SavedDesk);

const roster = defineRoster({
  teams: { world: always },
  agents: [
    { id: "ana", team: "world", capacity: 3 },
    { id: "ben", team: "world", capacity: { total: 4, channels: { email: { max: 2, cost: 0.5 } } } },
    { id: "cy", team: "world", weight: 0.5 },
  ],
  policy: { offerFor: { minutes: 5 } },
});

/** A desk that has seen everything: newcomers, leavers, offers, refusals, wrap-up, work held. */
function busyDesk(): Desk {
  let desk = openDesk(roster);
  for (const id of ["T-1", "T-2", "T-3", "T-4"]) [desk] = place(desk, mail(id), NOON);
  const [first, second, third] = offeredWork(desk);
  const at = NOON + MINUTE;
  const answer = (type: "accepted" | "declined", offer: typeof first): DeskEvent => ({
    type,
    at,
    agentId: offer?.agentId ?? "",
    workId: offer?.work.id ?? "",
    id: `${type} ${offer?.work.id ?? ""}`,
  });
  desk = apply(desk, answer("accepted", first), answer("declined", second), answer("accepted", third));
  return apply(
    desk,
    {
      type: "agent-joined",
      at,
      agent: { id: "abe", team: "world", absences: [["2026-02-01T00:00Z", "2026-02-02T00:00Z"]] },
    },
    { type: "agent-joined", at, agent: { id: "zed", team: "world" } },
    { type: "agent-changed", at, agent: { id: "ana", team: "world", capacity: 5, weight: 2 } },
    { type: "presence-changed", at, agentId: "abe", presence: "away" },
    { type: "agent-left", at, agentId: "zed" },
    { type: "released", at, agentId: third?.agentId ?? "", workId: "T-3", wrapUpUntil: at + 7 * MINUTE },
    { type: "assigned", at, agentId: "ana", work: mail("T-9", { arrivedAt: new Date(NOON), size: 0.25 }) },
  );
}

describe("a desk that is saved and loaded", () => {
  const desk = busyDesk();
  const loaded = again(roster, textOf(desk));

  test("is the same, byte for byte", () => {
    expect(textOf(loaded)).toBe(textOf(desk));
    expect(textOf(again(roster, textOf(openDesk(roster))))).toBe(textOf(openDesk(roster)));
  });

  test("answers the same", () => {
    const at = NOON + 2 * MINUTE;
    const instants = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
    expect(instants(heldWork(loaded))).toEqual(instants(heldWork(desk)));
    expect(instants(offeredWork(loaded))).toEqual(instants(offeredWork(desk)));
    expect(fairnessOf(loaded)).toEqual(fairnessOf(desk));
    for (const id of ["T-2", "T-10"]) expect(route(loaded, mail(id), at)).toEqual(route(desk, mail(id), at));
    for (const id of desk.roster.agents.keys()) expect(agentState(loaded, id)).toEqual(agentState(desk, id));
  });

  test("goes on the same: the offer that was open is taken back to the unit", () => {
    const [open] = offeredWork(desk);
    const event: DeskEvent = {
      type: "declined",
      at: NOON + 2 * MINUTE,
      agentId: open?.agentId ?? "",
      workId: open?.work.id ?? "",
    };
    expect(textOf(apply(loaded, event))).toBe(textOf(apply(desk, event)));
  });

  test("still knows which events it has seen", () => {
    const seen: DeskEvent = {
      type: "accepted",
      id: "accepted T-1",
      at: NOON + MINUTE,
      agentId: "ana",
      workId: "T-1",
    };
    expect(apply(loaded, seen)).toBe(loaded);
    expect(problemOf(() => apply(loaded, { type: "wrapped-up", at: NOON, agentId: "ana" }))).toBe(
      "desk.order event.at",
    );
  });

  test.each<[string, InstantInput]>([
    ["milliseconds", NOON],
    ["a date", new Date(NOON)],
    ["a text", "2026-01-14T13:00+01:00"],
    ["Temporal's Instant", { epochMilliseconds: NOON }],
    [
      "Temporal's ZonedDateTime, whose JSON no instant is read from",
      Object.assign(Object.create({ toJSON: () => "2026-01-14T12:00:00+00:00[UTC]" }) as object, {
        epochMilliseconds: NOON,
      }),
    ],
    ["luxon", { toMillis: () => NOON }],
    ["an object that is only worth a number", { valueOf: () => NOON }],
  ])("has the instants of its work when they were %s", (_, instant) => {
    const [held] = place(openDesk(roster), mail("T-1", { arrivedAt: instant, dueAt: instant }), NOON);
    const [offer] = offeredWork(again(roster, textOf(held)));
    const { arrivedAt, dueAt } = offer?.work ?? {};
    expect([arrivedAt, dueAt].map((each) => new Date(each as string | number).getTime())).toEqual([
      NOON,
      NOON,
    ]);
  });

  test("is nobody's to change: neither what was saved, nor what it was loaded from, nor an agent's config", () => {
    const agent = { id: "new", team: "world", skills: { vip: 1 } };
    const joined = apply(desk, { type: "agent-joined", at: NOON + MINUTE, agent });
    const text = textOf(joined);
    const saved = JSON.parse(text) as SavedDesk;
    const other = loadDesk(roster, saved);
    agent.skills.vip = 9;
    for (const each of [saved, saveDesk(joined), saveDesk(other)]) {
      (each.declined["T-2"] as string[]).push("cy");
      for (const config of each.joined) Object.assign(config.skills ?? config, { vip: 9 });
    }
    expect([textOf(joined), textOf(other)]).toEqual([text, text]);
  });

  test("may be an older one, while a newer one is in use", () => {
    const text = textOf(desk);
    let newer = desk;
    for (let i = 0; i < 120; i++)
      newer = apply(newer, { type: "wrapped-up", at: NOON + 3 * MINUTE, agentId: "ana" });
    expect(textOf(desk)).toBe(text);
    expect(textOf(again(roster, textOf(newer)))).toBe(textOf(newer));
  });

  test("may go on with a roster that has changed: newcomers start at nothing, who is gone keeps an account", () => {
    const [before] = place(deskOf([{}, {}]), mail("T-1"), NOON);
    const next = defineRoster({
      teams: { world: always },
      agents: [
        { id: "agent-0", team: "world" },
        { id: "new", team: "world" },
      ],
    });
    const after = again(next, textOf(before));
    expect(fairnessOf(after).accounts).toMatchObject([
      { agentId: "agent-0", owed: -0.5, isClosed: false },
      { agentId: "agent-1", owed: 0.5, isClosed: true },
      { agentId: "new", owed: 0, isClosed: false },
    ]);
    const others = defineRoster({ teams: { world: always }, agents: [{ id: "agent-1", team: "world" }] });
    expect(problemOf(() => again(others, textOf(before)))).toBe("desk.unknown-agent saved.work[0].agentId");
  });
});

describe("no desk is loaded", () => {
  const text = textOf(busyDesk());
  type Loose = Record<string, never> & { agents: Loose[]; work: Loose[]; offers: Loose[]; joined: Loose[] };
  const refused = (spoil: (saved: Loose) => unknown) => {
    const saved = JSON.parse(text) as Loose;
    spoil(saved);
    return problemOf(() => loadDesk(roster, saved as unknown as SavedDesk));
  };

  test.each([null, undefined, "desk", [], {}, { format: "other/desk", version: 1 }])("from %j", (saved) => {
    expect(problemOf(() => loadDesk(roster, saved as never))).toBe("desk.saved saved.format");
  });

  test.each<[string, (saved: Loose) => unknown, string]>([
    ["of a later version", (saved) => Object.assign(saved, { version: 2 }), "desk.saved saved.version"],
    [
      "of a version that is a text",
      (saved) => Object.assign(saved, { version: "1" }),
      "desk.saved saved.version",
    ],
    ["with a key too many", (saved) => Object.assign(saved, { extra: 1 }), "config.unknown-key saved.extra"],
    [
      "without its events' ids",
      (saved) => Object.assign(saved, { seen: undefined }),
      "config.shape saved.seen",
    ],
    ["with no list of agents", (saved) => Object.assign(saved, { agents: {} }), "config.shape saved.agents"],
    [
      "with half an event",
      (saved) => Object.assign(saved, { eventCount: 1.5 }),
      "config.shape saved.eventCount",
    ],
    [
      "with an instant in words",
      (saved) => Object.assign(saved, { lastAt: "now" }),
      "config.shape saved.lastAt",
    ],
    [
      "with refusals by nobody",
      (saved) => Object.assign(saved, { declined: { "T-2": "ana" } }),
      'config.shape saved.declined["T-2"]',
    ],
    [
      "with an unknown presence",
      ({ agents }) => Object.assign(agents[0]!, { presence: "asleep" }),
      "config.shape saved.agents[0].presence",
    ],
    [
      "with part of a unit",
      ({ agents }) => Object.assign(agents[0]!, { owed: 0.5 }),
      "config.shape saved.agents[0].owed",
    ],
    [
      "with balances that do not cancel out",
      ({ agents }) => Object.assign(agents[0]!, { owed: 7 }),
      "desk.saved saved.agents",
    ],
    ["with an account twice", ({ agents }) => agents.push(agents[0]!), "config.duplicate saved.agents[5].id"],
    ["with work held twice", ({ work }) => work.push(work[0]!), "config.duplicate saved.work[2].work.id"],
    [
      "with work both held and offered",
      ({ work, offers }) => Object.assign(offers[0]!, { work: work[0]!["work"] }),
      "config.duplicate saved.offers[0].work.id",
    ],
    [
      "with work that is none",
      ({ work }) => Object.assign(work[0]!["work"], { channel: "" }),
      "config.shape saved.work[0].work.channel",
    ],
    [
      "with work without a begin",
      ({ work }) => Object.assign(work[0]!, { since: undefined }),
      "config.shape saved.work[0].since",
    ],
    [
      "with work held by a stranger",
      ({ work }) => Object.assign(work[0]!, { agentId: "nobody" }),
      "desk.unknown-agent saved.work[0].agentId",
    ],
    [
      "with work held by a leaver",
      ({ work }) => Object.assign(work[0]!, { agentId: "zed" }),
      "desk.unknown-agent saved.work[0].agentId",
    ],
    [
      "with an offer to a stranger",
      ({ offers }) => Object.assign(offers[0]!, { agentId: "nobody" }),
      "desk.unknown-agent saved.offers[0].agentId",
    ],
    [
      "with an agent of no team",
      ({ joined }) => Object.assign(joined[0]!, { team: "mars" }),
      "config.unknown-reference saved.joined[0].team",
    ],
    [
      "with an agent who is none",
      ({ joined }) => Object.assign(joined[1]!, { capacity: 0 }),
      "config.shape saved.joined[1].capacity",
    ],
  ])("%s", (_, spoil, problem) => {
    expect(refused(spoil)).toBe(problem);
  });

  test.each<[string, readonly (readonly [string, number])[]]>([
    [
      "credits a stranger",
      [
        ["ana", 500_000],
        ["nobody", 500_000],
      ],
    ],
    [
      "credits more than it debits",
      [
        ["ana", 500_000],
        ["ben", 500_001],
      ],
    ],
    ["credits not the one who is asked", [["cy", 1_000_000]]],
  ])("with an offer whose posting %s, as taking it back would break the ledger", (_, credits) => {
    const posting = { size: 1_000_000, credits };
    const spoilt = refused(({ offers }) => Object.assign(offers[0]!, { agentId: "ana", posting }));
    expect(spoilt).toMatch(/^desk\.saved saved\.offers\[0\]\.posting/);
  });

  test("with everything that is wrong told at once", () => {
    const saved = { ...(JSON.parse(text) as object), lastAt: "now", seen: 1, work: {} };
    const run = () => loadDesk(roster, saved as never);
    expect(run).toThrow(/saved\.lastAt[\s\S]*saved\.work[\s\S]*saved\.seen/);
  });
});
