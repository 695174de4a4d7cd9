import { describe, expect, test } from "vitest";
import { defineRoster, FollowTheSunError } from "follow-the-sun";
import { always } from "./support.js";

describe("a roster", () => {
  test("takes a team as a calendar, as the config of one, or as more than that", () => {
    const roster = defineRoster({
      teams: {
        newYork: always,
        "rio-de-janeiro": { timeZone: "America/Sao_Paulo" },
        emea: { calendar: { timeZone: "Europe/Paris" }, name: "Paris", region: "EMEA", location: "EU" },
      },
      agents: [],
    });
    expect([...roster.teams.values()].map(({ name }) => name)).toEqual([
      "New York",
      "Rio De Janeiro",
      "Paris",
    ]);
    expect(roster.teams.get("emea")).toMatchObject({ region: "EMEA", location: "EU" });
  });

  test("reports every problem at once, with its path", () => {
    const problems = problemsIn(() =>
      defineRoster({
        teams: { a: { name: "no calendar" } as never, b: { calendar: { timeZone: "Mars" } } },
        agents: [
          { id: "x", team: "z", languages: { english: "native" }, capacity: 0 },
          {
            id: "x",
            team: "b",
            languages: { en: "B9" as never },
            absences: [["2026-01-02T00:00Z", "2026-01-01T00:00Z"]],
          },
          {
            id: "y",
            team: "b",
            absences: [["tomorrow", "2026-01-01T00:00Z"]],
            calendar: { timeZone: "+05:30" },
            skils: {},
          } as never,
          null as never,
        ],
        policy: { strategy: "most-available" as never },
      }),
    );
    expect(problems).toMatchObject({
      "roster.teams.a.calendar": "config.shape",
      "roster.teams.b.calendar.timeZone": "zone.unknown",
      "roster.agents[0].team": "config.unknown-reference",
      "roster.agents[0].languages.english": "config.language",
      "roster.agents[0].capacity": "config.shape",
      "roster.agents[1].id": "config.duplicate",
      "roster.agents[1].languages.en": "config.shape",
      "roster.agents[1].absences[0]": "config.order",
      "roster.agents[2].absences[0][0]": "instant.invalid",
      "roster.agents[2].calendar.timeZone": "zone.fixed-offset",
      "roster.agents[2].skils": "config.unknown-key",
      "roster.agents[3]": "config.shape",
      "roster.policy.strategy": "config.shape",
    });
  });

  test.each([null, undefined, [], "roster"])("%j is none", (config) => {
    expect(() => defineRoster(config as never)).toThrow(FollowTheSunError);
  });
});

function problemsIn(run: () => unknown): Record<string, string> {
  try {
    run();
  } catch (error) {
    if (error instanceof FollowTheSunError)
      return Object.fromEntries(error.problems.map(({ path, code }) => [path, code]));
    throw error;
  }
  throw new Error("nothing was thrown");
}

test("a language that was read for one roster cannot be changed in it, as all rosters have the same", () => {
  const agents = [{ id: "a", team: "world", languages: { "en-NZ": "native" } }] as const;
  const [language] = defineRoster({ teams: { world: always }, agents }).agents.get("a")?.languages ?? [];
  expect(() => Object.assign(language?.parts ?? {}, { language: "de" })).toThrow(TypeError);
  expect(language?.parts).toMatchObject({ language: "en" });
});
