import { allOf, anyOf, defineCalendar, except, type CalendarConfig, type HoursOfDay } from "follow-the-sun";
import { describe, expect, test } from "vitest";
import { daily } from "../support/posts.js";

const revision = (config: Partial<CalendarConfig>) => defineCalendar({ timeZone: "UTC", ...config }).revision;
const nine = [["09:00", "17:00"]] as const;

/** 64 bits of FNV-1a, written down once more: two halves of 32 bits, so no bigint and no shared code. */
function fnv1a(text: string): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const byte of Buffer.from(text, "latin1")) {
    low = (low ^ byte) >>> 0;
    // times 0x00000100_000001b3
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + low * 0x100) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}

describe("a revision", () => {
  test("is FNV-1a, as its authors' own vectors have it", () => {
    expect([fnv1a(""), fnv1a("a"), fnv1a("foobar")]).toEqual([
      "cbf29ce484222325",
      "af63dc4c8601ec8c",
      "85944171f73967e8",
    ]);
  });

  test("is the same in every process, and on every machine", () => {
    const found = revision({ weekly: { mon: nine }, name: "Desk" });
    expect(found).toMatch(/^[0-9a-f]{16}$/);
    const hours = [{ start: 9 * 3_600_000, end: 17 * 3_600_000 }];
    const meaning = {
      zone: ["UTC", null],
      week: [hours, [], [], [], [], [], []],
      periods: [],
      special: [],
      breaks: [],
      holidays: [],
      shifts: [],
      closures: [],
    };
    expect(found).toBe(fnv1a(JSON.stringify(meaning)));
    expect(found).toBe("fc338fcd08be1998");
  });

  test.each<[string, Partial<CalendarConfig>, Partial<CalendarConfig>]>([
    ["the order of weekdays", { weekly: { mon: nine, fri: nine } }, { weekly: { fri: nine, mon: nine } }],
    [
      "the order of intervals",
      { weekly: daily(["09:00", "12:00"], ["13:00", "17:00"]) },
      { weekly: daily(["13:00", "17:00"], ["09:00", "12:00"]) },
    ],
    [
      "overlaps",
      { weekly: daily(["09:00", "17:00"]) },
      { weekly: daily(["09:00", "13:00"], ["12:00", "17:00"]) },
    ],
    ["always", { weekly: "always" }, { weekly: daily(["00:00", "24:00"]) }],
    [
      "what is left out",
      { weekly: { mon: nine } },
      { weekly: { mon: nine, tue: [] }, holidays: [], specialHours: {} },
    ],
    ["names", { weekly: { mon: nine }, name: "a" }, { weekly: { mon: nine }, name: "b" }],
    [
      "the order and the names of holidays",
      { holidays: ["2026-12-25", { date: "01-01", name: "New Year" }] },
      { holidays: ["01-01", { date: "2026-12-25", source: "a law", status: "estimated" }] },
    ],
    [
      "a range and its dates",
      { holidays: [{ from: "2026-12-25", through: "2026-12-26" }] },
      { holidays: ["2026-12-26", "2026-12-25"] },
    ],
    ["a holiday that is not kept", { holidays: [{ date: "2026-12-25", observance: "open" }] }, {}],
    [
      "the order of special hours, and hours like a weekday's",
      { weekly: { mon: nine }, specialHours: { "2026-12-24": nine, "2026-12-31": { like: "mon" } } },
      {
        weekly: { mon: nine },
        specialHours: { "2026-12-31": { hours: nine, name: "Eve" }, "2026-12-24": { like: "mon" } },
      },
    ],
    [
      "the order of dated hours",
      {
        datedHours: [
          { through: "2026-05-31", weekly: {} },
          { from: "2026-06-01", weekly: { mon: nine } },
        ],
      },
      {
        datedHours: [
          { from: "2026-06-01", weekly: { mon: nine }, name: "x" },
          { through: "2026-05-31", weekly: {} },
        ],
      },
    ],
    [
      "the order of shifts, and the spelling of instants",
      {
        shifts: [
          { from: "2026-06-01T00:00:00Z", to: "2026-06-01T08:00:00Z" },
          { from: 1_780_300_800_000, to: 1_780_308_000_000 },
        ],
      },
      {
        shifts: [
          { from: new Date(1_780_300_800_000), to: new Date(1_780_308_000_000) },
          { from: "2026-06-01T02:00:00+02:00", to: "2026-06-01T10:00:00+02:00" },
        ],
      },
    ],
  ])("does not depend on %s", (_, one, other) => {
    expect(revision(one)).toBe(revision(other));
  });

  test("does not depend on the order of the hours worked on a holiday", () => {
    const hours = [
      ["10:00", "11:00"],
      ["13:00", "14:00"],
    ] as const;
    const worked = (observance: HoursOfDay) => revision({ holidays: [{ date: "2026-06-02", observance }] });
    expect(worked(hours)).toBe(worked([hours[1], hours[0]]));
  });

  test("tells calendars apart that mean different things", () => {
    const stretch = { from: "2026-06-01T00:00:00Z", to: "2026-06-01T08:00:00Z" };
    const configs: Partial<CalendarConfig>[] = [
      {},
      { weekly: { mon: nine } },
      { weekly: { tue: nine } },
      { weekly: { mon: [["09:00", "17:01"]] } },
      { weekly: { mon: nine }, timeZone: "Europe/London" },
      { weekly: { mon: nine }, holidays: ["2026-12-25"] },
      { weekly: { mon: nine }, holidays: ["12-25"] },
      { weekly: { mon: nine }, holidays: [{ date: "12-25", observance: nine }] },
      { weekly: { mon: nine }, specialHours: { "2026-12-25": [] } },
      { weekly: { mon: nine }, breaks: { "2026-12-25": nine } },
      { weekly: { mon: nine }, shifts: [stretch] },
      { weekly: { mon: nine }, closures: [stretch] },
      { weekly: { mon: nine }, datedHours: [{ from: "2026-06-01", weekly: {} }] },
      { weekly: { mon: nine }, datedHours: [{ through: "2026-06-01", weekly: {} }] },
    ];
    expect(new Set(configs.map(revision)).size).toBe(configs.length);
  });

  test("of a combination counts its members, not their order, but for what is taken out of what", () => {
    const [a, b, c] = (["mon", "tue", "wed"] as const).map((day) =>
      defineCalendar({ timeZone: "UTC", weekly: { [day]: nine } }),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error("three calendars");
    expect(anyOf(a, b, c).revision).toBe(anyOf(c, a, b, a).revision);
    expect(allOf(a, b).revision).toBe(allOf(b, a).revision);
    expect(except(a, b, c).revision).toBe(except(a, c, b).revision);
    const different = [
      a,
      anyOf(a, b),
      allOf(a, b),
      except(a, b),
      except(b, a),
      anyOf(a, b, c),
      anyOf(a, anyOf(b, c)),
    ];
    expect(new Set(different.map((each) => each.revision)).size).toBe(different.length);
  });
});
