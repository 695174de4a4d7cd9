/** What the examples in doc comments may use without saying where it comes from. */
import * as api from "follow-the-sun";
import {
  applyDeskEvent,
  defineCalendar,
  defineRoster,
  defineSlaPolicies,
  openDesk,
  type Desk,
  type WorkItem,
} from "follow-the-sun";

const nine = [["09:00", "17:00"]] as const;
const week = (timeZone: string) =>
  defineCalendar({ timeZone, weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine } });

const [tokyo, london, newYork, berlin] = [
  "Asia/Tokyo",
  "Europe/London",
  "America/New_York",
  "Europe/Berlin",
].map(week);
const calendars = { tokyo, london, newYork, berlin } as Record<string, ReturnType<typeof week>>;

const arrivedAt = "2026-03-27T20:30:00Z";
const now = "2026-03-30T08:05:00Z";
const work: WorkItem = { id: "T-1", channel: "email", languages: ["ja"], arrivedAt };
const roster = defineRoster({
  teams: calendars,
  agents: [
    { id: "sam", team: "london", languages: { en: "native", ja: "B2" }, capacity: 3 },
    { id: "yuki", team: "tokyo", languages: { ja: "native" }, capacity: 3 },
  ],
});

const sla = defineSlaPolicies({
  teams: calendars,
  policies: [
    {
      id: "standard",
      pausedStatuses: ["pending"],
      targets: { firstReply: { hours: 4 }, resolution: { hours: 16 } },
      steps: [{ name: "warn the owner", at: { before: { hours: 1 } } }],
    },
  ],
});

/** A fresh set for every snippet, since snippets may assign to `desk`. */
export function prelude(): Record<string, unknown> {
  const empty: Desk = openDesk(roster);
  const desk = applyDeskEvent(empty, {
    type: "assigned",
    at: arrivedAt,
    agentId: "yuki",
    work: { ...work, id: "T-0" },
  });
  return {
    ...api,
    ...calendars,
    arrivedAt,
    now,
    work,
    roster,
    sla,
    desk,
    monday: now,
    friday: "2026-04-03T00:00:00Z",
  };
}
