import { describe, expect, test } from "vitest";
import { forecastBreach, type Post } from "follow-the-sun";
import {
  created,
  cycleOf,
  HOUR,
  instant,
  lastFri,
  london,
  mon,
  newYork,
  status,
  ticketUnder,
  tokyo,
  tue,
} from "../support/tickets.js";

// The promise counts while any team is open; who can serve the ticket is another matter.
const teams = { tokyo, london, newYork };
const policy = {
  targets: { firstReply: { hours: 4 }, resolution: { hours: 4 } },
  pausedStatuses: ["pending"],
};
const japanese: Post[] = [{ id: "yuki", calendar: tokyo }];

describe("will anybody who can serve it be there before it is due?", () => {
  test("due before anyone with Japanese is on", () => {
    // Friday 18:00 UTC: four hours of New York, until its closing; Tokyo comes back after its holiday.
    const ticket = ticketUnder(policy, [created(lastFri("18:00"), { team: "newYork" })], { teams });
    const cycle = cycleOf(ticket, "firstReply", lastFri("18:00"));
    expect(cycle.dueAt).toEqual(instant(lastFri("22:00")));
    expect(forecastBreach(cycle, japanese, lastFri("18:00"))).toEqual({
      kind: "unstaffed",
      dueAt: cycle.dueAt,
      staffedMs: 0,
      posts: [],
      nextStaffedAt: instant(tue("00:00")),
    });
  });

  test("yes, and for how long: the posts one by one, longest first, and all of them together", () => {
    const posts = [...japanese, { id: "mia", calendar: newYork }, { id: "sam", calendar: london }];
    // From 15:00: London for two hours, New York for seven, in the same time.
    expect(forecastBreach({ dueAt: instant(lastFri("23:00")) }, posts, lastFri("15:00"))).toEqual({
      kind: "staffed",
      dueAt: instant(lastFri("23:00")),
      staffedMs: 7 * HOUR,
      posts: [
        { id: "mia", openMs: 7 * HOUR },
        { id: "sam", openMs: 2 * HOUR },
      ],
      nextStaffedAt: instant(lastFri("15:00")),
    });
  });

  test("only what is left counts: a post that has gone home by now is no help", () => {
    const posts = [{ id: "sam", calendar: london }];
    expect(forecastBreach({ dueAt: instant(lastFri("20:00")) }, posts, lastFri("16:30"))).toMatchObject({
      kind: "staffed",
      staffedMs: 0.5 * HOUR,
    });
    expect(forecastBreach({ dueAt: instant(lastFri("20:00")) }, posts, lastFri("17:00"))).toMatchObject({
      kind: "unstaffed",
      nextStaffedAt: instant(mon("09:00")),
    });
  });

  test("no longer, once it is overdue", () => {
    const posts = [{ id: "sam", calendar: london }];
    expect(forecastBreach({ dueAt: instant(mon("10:00")) }, posts, mon("11:00"))).toMatchObject({
      kind: "unstaffed",
      staffedMs: 0,
      nextStaffedAt: instant(mon("11:00")),
    });
  });

  test("nobody ever, without posts", () => {
    expect(forecastBreach({ dueAt: instant(mon("10:00")) }, [], mon("09:00"))).toEqual({
      kind: "unstaffed",
      dueAt: instant(mon("10:00")),
      staffedMs: 0,
      posts: [],
      nextStaffedAt: undefined,
    });
  });
});

test("a paused promise is not due: no deadline", () => {
  const events = [created(lastFri("18:00"), { team: "newYork" }), status(lastFri("19:00"), "pending")];
  const cycle = cycleOf(ticketUnder(policy, events, { teams }), "resolution", lastFri("20:00"));
  expect(forecastBreach(cycle, japanese, lastFri("20:00"))).toEqual({
    kind: "no-deadline",
    dueAt: undefined,
    staffedMs: 0,
    posts: [],
    nextStaffedAt: instant(tue("00:00")),
  });
});
