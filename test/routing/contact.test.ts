import { describe, expect, test } from "vitest";
import {
  contactWindows,
  coverageGaps,
  defineCalendar,
  defineCustomer,
  defineRoster,
  forecastBreach,
  isOpen,
  nextStaffed,
  openDesk,
  postsFor,
  route,
  workFor,
  type AgentConfig,
  type Customer,
  type Post,
  type Roster,
  type RosterConfig,
  type WorkItem,
} from "follow-the-sun";
import { problemOf } from "../support/errors.js";
import { stretch } from "../support/posts.js";
import { always, week } from "./support.js";

const teams = { lisbon: week("Europe/Lisbon"), toronto: week("America/Toronto"), tokyo: week("Asia/Tokyo") };
const rosterOf = (agents: readonly AgentConfig[], config: Partial<RosterConfig> = {}) =>
  defineRoster({ teams, agents, ...config });
/** Who speaks Portuguese: two in Lisbon, one in Toronto; and somebody who does not. */
const ana = { id: "ana", team: "lisbon", languages: { pt: "native" } } as const;
const rui = { id: "rui", team: "lisbon", languages: { pt: "C1" } } as const;
const zoe = { id: "zoe", team: "toronto", languages: { pt: "C1", en: "native" } } as const;
const yuki = { id: "yuki", team: "tokyo", languages: { ja: "native" } } as const;
const roster = rosterOf([ana, rui, zoe, yuki]);

const polite = [
  ["10:00", "12:00"],
  ["14:00", "20:00"],
] as const;
/** In São Paulo, UTC-3 all year: 13:00-15:00 and 17:00-23:00 UTC. */
const customer = defineCustomer({
  id: "C-1",
  languages: ["pt-BR"],
  preferredChannel: "voice",
  politeHours: {
    timeZone: "America/Sao_Paulo",
    weekly: { mon: polite, tue: polite, wed: polite, thu: polite, fri: polite },
    holidays: [{ date: "04-21", name: "Tiradentes" }],
  },
});
const call = (who: Customer = customer, more: Partial<WorkItem> = {}) =>
  workFor(who, { id: "T-1", arrivedAt: "2026-01-14T00:00:00Z", ...more });
const idsOf = (posts: readonly Post[]) => posts.map(({ id, headcount }) => `${id} ${headcount ?? 1}`);

/** From one midnight UTC to another: when somebody who fits may call this customer. */
const windows = (from: string, to: string, asked: Roster = roster, who: Customer = customer) =>
  contactWindows(who.politeHours ?? always, postsFor(asked, call(who)), {
    from: `${from}T00:00:00Z`,
    to: `${to}T00:00:00Z`,
  }).map((each) => `${stretch(each)} ${each.posts.join("+")}`);
const next = (at: string, asked: Roster = roster, who: Customer = customer) =>
  nextStaffed(postsFor(asked, call(who)), at)
    ?.toISOString()
    .slice(0, 16);

describe("the posts of a work item are those who could take it:", () => {
  test("a team is one post with as many people as fit", () => {
    expect(idsOf(postsFor(roster, call()))).toEqual(["lisbon 2", "toronto 1"]);
  });

  test("who has own hours or absences is a post apart", () => {
    const own = rosterOf([
      { ...ana, calendar: week("America/Sao_Paulo") },
      { ...rui, absences: [["2026-01-19T00:00:00Z", "2026-01-26T00:00:00Z"]] },
      zoe,
    ]);
    expect(idsOf(postsFor(own, call()))).toEqual(["toronto 1", "lisbon/ana 1", "lisbon/rui 1"]);
  });

  test("by the rules that no time changes: channel, place, market, exclusions", () => {
    const writing = { total: 3, channels: { email: { max: 3 } } };
    const asked = rosterOf([{ ...ana, capacity: writing }, { ...rui, location: "EU" }, zoe]);
    expect(idsOf(postsFor(asked, call()))).toEqual(["lisbon 1", "toronto 1"]);
    expect(idsOf(postsFor(asked, call(customer, { channel: "email" })))).toEqual(["lisbon 2", "toronto 1"]);
    expect(idsOf(postsFor(asked, call(customer, { residency: ["EU"] })))).toEqual(["lisbon 1"]);
    expect(idsOf(postsFor(asked, call(customer, { excludedAgents: ["zoe", "nobody"] })))).toEqual([
      "lisbon 1",
    ]);
  });

  test("at the widest stage, or at the one that is asked about", () => {
    const stages = [{}, { languages: "common" }] as const;
    const asked = rosterOf([ana, { ...yuki, languages: { en: "C1" } }], {
      policy: { stages, commonLanguage: "en" },
    });
    expect(idsOf(postsFor(asked, call()))).toEqual(["lisbon 1", "tokyo 1"]);
    expect(idsOf(postsFor(asked, call(), 0))).toEqual(["lisbon 1"]);
    expect(problemOf(() => postsFor(asked, call(), 2))).toBe("argument.invalid stage");
    expect(problemOf(() => postsFor(asked, call(), -1))).toBe("argument.invalid stage");
    expect(problemOf(() => postsFor(asked, { id: "T-1" } as never))).toMatch(/^config\.shape work/);
  });
});

describe("when may we call back? In polite hours, while somebody is there who speaks the language:", () => {
  test("cut at the customer's lunch, and where those who are there change", () => {
    expect(windows("2026-01-14", "2026-01-15")).toEqual([
      "2026-01-14T13:00Z/2026-01-14T14:00Z lisbon",
      "2026-01-14T14:00Z/2026-01-14T15:00Z lisbon+toronto",
      "2026-01-14T17:00Z/2026-01-14T22:00Z toronto",
    ]);
  });

  test("not on a holiday of the customer, though the desk works, nor on one of a team, though the customer would pick up", () => {
    const closed = defineCalendar({
      timeZone: "Europe/Lisbon",
      weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] },
      holidays: [{ date: "2026-04-20", name: "a local holiday" }],
    });
    expect(windows("2026-04-21", "2026-04-22")).toEqual([]);
    expect(next("2026-04-21T09:00:00Z")).toBe("2026-04-21T09:00"); // there to answer, not to call
    expect(
      windows("2026-04-20", "2026-04-22", rosterOf([ana], { teams: { ...teams, lisbon: closed } })),
    ).toEqual([]);
  });

  test("over a weekend in which the clocks change here, and not there", () => {
    const hours = [["13:00", "19:00"]] as const; // until 29 March as in UTC, then an hour earlier
    const late = defineCalendar({ timeZone: "Europe/Lisbon", weekly: { fri: hours, mon: hours } });
    const asked = rosterOf([ana], { teams: { ...teams, lisbon: late } });
    expect(windows("2026-03-27", "2026-03-31", asked)).toEqual([
      "2026-03-27T13:00Z/2026-03-27T15:00Z lisbon",
      "2026-03-27T17:00Z/2026-03-27T19:00Z lisbon",
      "2026-03-30T13:00Z/2026-03-30T15:00Z lisbon",
      "2026-03-30T17:00Z/2026-03-30T18:00Z lisbon",
    ]);
    expect(next("2026-03-26T12:00:00Z", asked)).toBe("2026-03-27T13:00");
    expect(next("2026-03-28T12:00:00Z", asked)).toBe("2026-03-30T12:00");
  });

  test("over a weekend in which the customer's clock changes, and ours does not: no hour in common is left", () => {
    // who names no polite hours may be called from 09:00 to 20:00, every day
    const inNewYork = defineCustomer({
      id: "C-2",
      timeZone: "America/New_York",
      languages: ["ja"],
      preferredChannel: "voice",
    });
    const asked = rosterOf([yuki]);
    expect(windows("2026-03-05", "2026-03-14", asked, inNewYork)).toEqual([
      "2026-03-05T00:00Z/2026-03-05T01:00Z tokyo",
      "2026-03-06T00:00Z/2026-03-06T01:00Z tokyo",
    ]);
    expect(windows("2026-03-08", "2026-10-31", asked, inNewYork)).toEqual([]);
    expect(windows("2026-10-31", "2026-11-03", asked, inNewYork)).toEqual([
      "2026-11-02T00:00Z/2026-11-02T01:00Z tokyo",
    ]);
    expect(next("2026-03-09T00:00:00Z", asked, inNewYork)).toBe("2026-03-09T00:00");
  });

  test("not while whoever fits is on leave", () => {
    const leave = { absences: [["2026-01-14T13:30:00Z", "2026-01-15T14:00:00Z"]] } as const;
    const asked = rosterOf([{ ...ana, ...leave }]);
    expect(windows("2026-01-14", "2026-01-16", asked)).toEqual([
      "2026-01-14T13:00Z/2026-01-14T13:30Z lisbon/ana",
      "2026-01-15T14:00Z/2026-01-15T15:00Z lisbon/ana",
    ]);
    expect(next("2026-01-14T14:00:00Z", asked)).toBe("2026-01-15T14:00");
    expect(next("2026-01-14T13:29:00Z", asked)).toBe("2026-01-14T13:29");
  });

  test("and every window holds what it says, at its first and its last millisecond", () => {
    const week = { from: "2026-03-27T00:00:00Z", to: "2026-04-03T00:00:00Z" };
    const posts = postsFor(roster, call());
    const found = contactWindows(customer.politeHours ?? always, posts, week);
    expect(found.length).toBe(10);
    for (const { from, to, posts: named } of found) {
      for (const at of [from.getTime(), to.getTime() - 1]) {
        expect(isOpen(customer.politeHours ?? always, at)).toBe(true);
        expect(posts.filter(({ calendar }) => isOpen(calendar, at)).map(({ id }) => id)).toEqual(named);
        expect(nextStaffed(posts, at)?.getTime()).toBe(at);
      }
    }
  });
});

describe("when is somebody there who fits?", () => {
  test("now, if somebody is; else when the first of them opens", () => {
    expect(next("2026-01-14T10:00:00Z")).toBe("2026-01-14T10:00");
    expect(next("2026-01-14T22:00:00Z")).toBe("2026-01-15T09:00"); // Tokyo is open, and speaks no Portuguese
    expect(next("2026-01-16T22:00:00Z")).toBe("2026-01-19T09:00");
  });

  test("two at once, where a call takes two", () => {
    const two = (at: string, asked: Roster) => nextStaffed(postsFor(asked, call()), at, { minimum: 2 });
    expect(two("2026-01-14T10:00:00Z", roster)).toEqual(new Date("2026-01-14T10:00:00Z"));
    expect(two("2026-01-14T10:00:00Z", rosterOf([ana, zoe]))).toEqual(new Date("2026-01-14T14:00:00Z"));
    expect(two("2026-01-14T10:00:00Z", rosterOf([ana]))).toBeUndefined();
  });

  test("as `route` finds it: what waits for somebody's shift waits until then", () => {
    const work = call();
    for (const at of ["2026-01-14T22:30:00Z", "2026-01-16T23:00:00Z", "2026-03-28T12:00:00Z"]) {
      const answer = route(openDesk(roster), work, at);
      expect(answer).toMatchObject({ kind: "wait", reason: "nobody-on-shift" });
      expect(answer.kind === "wait" && answer.until).toEqual(nextStaffed(postsFor(roster, work), at));
    }
  });
});

describe("nobody ever fits, and every answer says so:", () => {
  const nobody = rosterOf([yuki]);
  const [from, to] = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"];

  test("no posts, no windows, no instant, one gap, no forecast, no route", () => {
    const posts = postsFor(nobody, call());
    expect(posts).toEqual([]);
    expect(windows("2026-01-01", "2027-01-01", nobody)).toEqual([]);
    expect(nextStaffed(posts, from)).toBeUndefined();
    expect(coverageGaps(posts, { from, to })).toMatchObject([{ from: new Date(from), to: new Date(to) }]);
    expect(forecastBreach({ dueAt: new Date(to) }, posts, from)).toEqual({
      kind: "unstaffed",
      dueAt: new Date(to),
      staffedMs: 0,
      posts: [],
      nextStaffedAt: undefined,
    });
    expect(route(openDesk(nobody), call(), from)).toEqual({
      kind: "unroutable",
      reason: "nobody-could-ever",
      excluded: { language: 1 },
    });
  });

  test("also where the only one who fits never works, or is gone for good", () => {
    const never = rosterOf([{ ...ana, calendar: defineCalendar({ timeZone: "UTC" }) }]);
    const gone = rosterOf([{ ...ana, absences: [[from, "2099-12-31T23:59:59.999Z"]] }]);
    for (const asked of [never, gone]) {
      expect(postsFor(asked, call())).toHaveLength(1);
      expect(windows("2026-01-01", "2027-01-01", asked)).toEqual([]);
      expect(next(from, asked)).toBeUndefined();
      expect(route(openDesk(asked), call(), from)).toEqual({
        kind: "wait",
        reason: "nobody-on-shift",
        until: undefined,
        stage: undefined,
      });
    }
  });

  test("a customer of whom no zone is known has no polite hours: the caller decides", () => {
    expect(defineCustomer({ id: "C-3", languages: ["pt"] }).politeHours).toBeUndefined();
  });
});

describe("before it is due", () => {
  test("those who fit are the posts of the forecast", () => {
    const dueAt = new Date("2026-01-19T10:00:00Z"); // Monday, an hour after Lisbon opens
    const forecast = (at: string, asked: Roster = roster) =>
      forecastBreach({ dueAt }, postsFor(asked, call()), at);
    expect(forecast("2026-01-16T20:00:00Z")).toMatchObject({
      kind: "staffed",
      staffedMs: 3 * 3_600_000,
      posts: [
        { id: "toronto", openMs: 2 * 3_600_000 },
        { id: "lisbon", openMs: 3_600_000 },
      ],
    });
    const onLeave = rosterOf([
      { ...ana, absences: [["2026-01-19T00:00:00Z", "2026-01-20T00:00:00Z"]] },
      yuki,
    ]);
    expect(forecast("2026-01-16T20:00:00Z", onLeave)).toMatchObject({
      kind: "unstaffed",
      staffedMs: 0,
      posts: [],
      nextStaffedAt: new Date("2026-01-20T09:00:00Z"),
    });
  });
});

describe("posts of people with absences", () => {
  const leave = { absences: [["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]] } as const;

  test("keep the offsets that a calendar was given, for a zone that the platform does not know", () => {
    const offsets = { edition: "x", has: (zone: string) => zone === "Ship/Polaris", offsetMsAt: () => 0 };
    const ship = defineCalendar({ timeZone: "Ship/Polaris", weekly: "always" }, { offsets });
    const roster = defineRoster({ teams: { ship }, agents: [{ id: "a", team: "ship", ...leave }] });
    const posts = postsFor(roster, { id: "x", channel: "email", arrivedAt: 0 });
    expect(nextStaffed(posts, "2026-01-01T12:00:00Z")).toEqual(new Date("2026-01-02T00:00:00Z"));
  });

  test("have ids of their own, also beside a team that is called like one", () => {
    const always = { timeZone: "UTC", weekly: "always" } as const;
    const agents = [
      { id: "yuki", team: "tokyo", ...leave },
      { id: "kenji", team: "tokyo/yuki" },
    ];
    const roster = defineRoster({ teams: { tokyo: always, "tokyo/yuki": always }, agents });
    const posts = postsFor(roster, { id: "x", channel: "email", arrivedAt: 0 });
    expect(posts.map(({ id }) => id)).toEqual(["tokyo/yuki", "tokyo/yuki'"]);
  });
});
