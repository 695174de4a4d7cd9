import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { companyFrom, readCompany } from "../../examples/simulator/company-file.js";
import type { Company } from "../../examples/simulator/company.js";
import { exp, exponential, ln, logNormal } from "../../examples/simulator/draws.js";
import { mergePatch } from "../../examples/simulator/merge-patch.js";
import { randomFor } from "../../examples/simulator/random.js";
import { spanOf } from "../../examples/simulator/run-company.js";
import { drawTraffic, expectedTraffic } from "../../examples/simulator/traffic.js";

const file = fileURLToPath(new URL("fixtures/three-hubs.json", import.meta.url));
const json: unknown = JSON.parse(readFileSync(file, "utf8"));
const { company } = readCompany(file);

/** The company with something about it changed. */
function companyWith(patch: unknown): Company {
  return companyFrom(mergePatch(json, patch), "test").company;
}

const FIRST_CONTACTS = [
  {
    id: "US-0001",
    ...{ source: "US", country: "US", kind: "question", language: "es" },
    arrivedAt: Date.UTC(2026, 2, 25, 0, 5, 14),
    stints: [{ workMs: 4_417_000 }],
  },
  {
    id: "US-0002",
    ...{ source: "US", country: "US", kind: "question", language: "en" },
    arrivedAt: Date.UTC(2026, 2, 25, 0, 7, 46),
    stints: [{ workMs: 225_000 }],
  },
  {
    id: "PH-0001",
    ...{ source: "PH", country: "PH", kind: "chat", language: "en" },
    arrivedAt: Date.UTC(2026, 2, 25, 0, 7, 50),
    stints: [{ workMs: 786_000 }],
    ...{ patienceMs: 535_000, wrapUpMs: 60_000 },
  },
];

describe("its traffic", () => {
  const drawn = (of: Company, date: string, days: number) => {
    const { from, to } = spanOf(date, days);
    return drawTraffic(of, expectedTraffic(of, from, to), from, 1);
  };

  it("is written down: a change here is a change of every run anybody has made", () => {
    expect(drawn(company, "2026-03-25", 1).slice(0, 3)).toEqual(FIRST_CONTACTS);
  });

  it("begins alike however long it goes on, and is the same whoever works", () => {
    const day = drawn(company, "2026-03-25", 1);
    expect(drawn(company, "2026-03-25", 3).slice(0, day.length)).toEqual(day);
    expect(drawn(companyWith({ crews: { ber: { count: 9 } } }), "2026-03-25", 1)).toEqual(day);
    const more = drawn(
      companyWith({ traffic: { sources: { FR: source({ share: 0.001 }) } } }),
      "2026-03-25",
      1,
    );
    expect(
      more
        .filter(({ source: key }) => key === "DE")
        .map(({ stints }) => stints)
        .slice(0, 20),
    ).toEqual(
      day
        .filter(({ source: key }) => key === "DE")
        .map(({ stints }) => stints)
        .slice(0, 20),
    );
  });

  it("follows the clocks: an hour that they skip brings nothing, one that comes twice twice as much", () => {
    const hourly = companyWith({
      traffic: { perDay: 2400, sources: { PH: null, US: null, DE: { hours: night() } } },
    });
    const on = (date: string, days: number) => hoursOf(drawn(hourly, date, days), `${date.slice(8)}T`);
    expect(on("2026-03-28", 1)).toEqual(["00", "01"]);
    expect(on("2026-03-29", 1)).toEqual(["00", "23"]); // 02:00 does not come; 23:00 is 01:00 of the next day
    expect(on("2026-10-25", 1)).toEqual(["00", "01"]); // both are 02:00
    const sum = (date: string) => {
      const { from, to } = spanOf(date, 1);
      const [perSlot = []] = expectedTraffic(hourly, from, to).map((each) => each.perSlot);
      return perSlot.reduce((total, each) => total + each, 0);
    };
    expect(sum("2026-10-25")).toBeCloseTo(2 * 0.3 * 1200, 6); // on a Sunday, 0.3
    expect(sum("2026-03-29")).toBeCloseTo(0.3 * 1200 + 1200, 6); // and an hour of Monday
  });

  it("follows weekdays and dates", () => {
    const count = (date: string) => drawn(company, date, 1).length;
    expect(count("2026-03-28")).toBeLessThan(0.6 * count("2026-03-25")); // Saturday: 0.4
    const ofGermany = (date: string) =>
      drawn(company, date, 1).filter(({ country }) => country === "DE").length;
    expect(ofGermany("2026-05-01")).toBeLessThan(0.5 * ofGermany("2026-04-24")); // 0.3, and a Friday before
  });

  it("counts like the company says, on average", () => {
    const contacts = drawn(company, "2026-03-02", 5); // Monday to Friday
    expect(contacts.length / 5).toBeGreaterThan(380);
    expect(contacts.length / 5).toBeLessThan(420);
    const chats = contacts.filter(({ kind }) => kind === "chat");
    expect(chats.length / contacts.length).toBeCloseTo(0.3, 1);
  });
});

describe("its chance", () => {
  it("knows logarithms and powers by the four operations alone", () => {
    for (const value of [1e-9, 0.1, 0.5, 1, 1.5, Math.E, 10, 12345.678, 4e9]) {
      expect(Math.abs(ln(value) - Math.log(value))).toBeLessThan(
        1e-13 * Math.max(1, Math.abs(Math.log(value))),
      );
    }
    for (const value of [-20, -1, -0.1, 0, 0.3, 1, 5, 20]) {
      expect(Math.abs(exp(value) / Math.exp(value) - 1)).toBeLessThan(1e-13);
    }
  });

  it("spreads as asked: half up to the median, nine of ten up to the 90th percentile", () => {
    const random = randomFor(1, "spread");
    const draws = Array.from({ length: 20_000 }, () => logNormal(random, { median: 12, p90: 40 }));
    const upTo = (most: number) => draws.filter((value) => value <= most).length / draws.length;
    expect(upTo(12)).toBeCloseTo(0.5, 1);
    expect(Math.abs(upTo(40) - 0.9)).toBeLessThan(0.01);
    const waits = Array.from({ length: 20_000 }, () => exponential(random));
    expect(Math.abs(waits.reduce((sum, wait) => sum + wait, 0) / waits.length - 1)).toBeLessThan(0.03);
  });
});

function hoursOf(contacts: readonly { arrivedAt: number }[], day: string): string[] {
  const texts = contacts.map(({ arrivedAt }) => new Date(arrivedAt).toISOString().slice(8, 13));
  return [
    ...new Set(texts.filter((text) => new RegExp(`^(${day})`).test(text)).map((text) => text.slice(3))),
  ].sort();
}

/** Busy from 01:00 to 03:00 on the wall, when clocks change. */
function night(): number[] {
  return Array.from({ length: 24 }, (_, hour) => (hour === 1 || hour === 2 ? 1 : 0));
}

function source(more: object): object {
  const hours = Array.from({ length: 24 }, () => 1);
  return { timeZone: "Europe/Paris", hours, languages: { en: 1 }, ...more };
}
