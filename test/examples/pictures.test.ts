import { describe, expect, it } from "vitest";
import { pictures, renderPage } from "../../examples/pictures/index.js";
import { stepsOf } from "../../examples/pictures/steps.js";
import { isLit, subsolarPoint, terminator } from "../../examples/pictures/sun.js";
import { escaped } from "../../examples/pictures/svg.js";
import { pageCss } from "../../examples/pictures/page-style.js";
import { whyThen } from "../../examples/pictures/why.js";
import type { PictureData, PicturePromise, PictureTeam } from "../../examples/simulator/picture-data.js";
import { crowdedDay, dayOf, emptyDay, FROM, sampleDay } from "../pictures/sample-data.js";
import { allOf, parseXml, textOf, type Element } from "../pictures/xml.js";

const HOUR_MS = 3_600_000;
const pageOf = (data: PictureData): Element => parseXml(renderPage(data).replace("<!DOCTYPE html>\n", ""));
const namesOfAll = [
  ...["world", "strip", "day", "attainment", "fairness", "ticket", "year"].flatMap((name) => [
    name,
    `${name}-narrow`,
  ]),
  "globe",
];
/** What a screen reader says of a picture: its title, its description. */
const saidOf = (svg: Element): [title: string, words: string] => {
  const [title, words] = allOf(svg);
  return [textOf(allOf(svg)[1] ?? title!), textOf(allOf(svg)[2] ?? words!)];
};
const FETCHING = new Set([
  "script",
  "image",
  "img",
  "link",
  "iframe",
  "foreignObject",
  "object",
  "audio",
  "video",
]);
/** The ids that an attribute refers to. */
function referred([key, value]: readonly [string, string]): string[] {
  if (key === "href") return [value.slice(1)];
  if (key === "for" || key === "aria-labelledby" || key === "aria-describedby") return [value];
  return [...value.matchAll(/url\(#([^)]*)\)/g)].map(([, id = ""]) => id);
}
const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
describe("the pictures", () => {
  it("are well-formed, and refer to nothing outside of them", () => {
    const drawn = pictures(sampleDay());
    expect(Object.keys(drawn).sort()).toEqual(namesOfAll.sort());
    for (const text of [...Object.values(drawn), renderPage(sampleDay())]) {
      const elements = allOf(parseXml(text.replace("<!DOCTYPE html>\n", "")));
      const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(elements.map(({ name }) => name).filter((name) => FETCHING.has(name))).toEqual([]);
      const attributes = elements.flatMap((element) => [...element.attributes]);
      expect(attributes.filter(([key]) => /^(on|src)/.test(key))).toEqual([]);
      expect(attributes.filter(([key, value]) => key === "href" && !value.startsWith("#"))).toEqual([]);
      const missing = attributes.flatMap(referred).filter((id) => !ids.includes(id));
      expect(missing).toEqual([]);
    }
    expect(pageCss).not.toMatch(/url\(|@import|[<&]/);
  });

  it("say what they are and what they show, in words", () => {
    for (const [name, text] of Object.entries(pictures(sampleDay()))) {
      const svg = parseXml(text);
      expect(svg.attributes.get("role"), name).toBe("img");
      expect(svg.attributes.get("viewBox"), name).toMatch(/^-12 -12 \d+ [\d.]+$/);
      const [title, words] = saidOf(svg);
      expect(title, name).toContain("A Friday in May");
      expect(words.length, name).toBeGreaterThan(60);
    }
  });

  it("keep names apart from markup", () => {
    const name = `<b>&"'\u0000\ud800 名`;
    const day = { ...dayOf([name, name + "2"]), title: name };
    const texts = [...Object.values(pictures(day)), renderPage(day).replace("<!DOCTYPE html>\n", "")];
    for (const text of texts) {
      expect(text).not.toContain("<b>&");
      expect(allOf(parseXml(text)).map(textOf).join(" ")).toContain(`<b>&"'\ufffd\ufffd 名`);
    }
    expect(escaped("a\tb\u0007😀")).toBe("a\tb\ufffd😀");
  });

  it("are the same bytes for the same data", () => {
    expect(renderPage(sampleDay())).toBe(renderPage(structuredClone(sampleDay())));
    expect(pictures(sampleDay())).toEqual(pictures(structuredClone(sampleDay())));
    expect(renderPage(sampleDay())).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it("have the numbers of the data in their labels and tables", () => {
    const day = sampleDay();
    const page = textOf(pageOf(day));
    const drawn = Object.fromEntries(
      Object.entries(pictures(day)).map(([name, text]) => [name, textOf(parseXml(text))]),
    );
    expect(page).toContain(
      `Arrivals ${sumOf(day.bins.map(({ arrivals }) => arrivals)).toLocaleString("en")} in all`,
    );
    expect(page).toContain(`Broken promises ${sumOf(day.bins.map(({ breaches }) => breaches))} in all`);
    expect(page).toContain(`Waiting ${Math.max(...day.bins.map(({ waiting }) => waiting))} at most`);
    for (const { name, planned, taken, status } of day.teams) {
      const facts = `${Math.max(...planned)} people, ${sumOf(taken)} taken`;
      expect(drawn.strip).toContain(name + (status.includes("holiday") ? "on holiday" : facts));
      expect(drawn.globe).toContain(name);
    }
    for (const { met, missed } of day.attainment)
      expect(drawn.attainment).toContain(` ${met}/${met + missed}`);
    for (const { gapHours } of day.coverageYear!) expect(drawn.year).toContain(`\u00a0${gapHours}\u00a0h`);
    for (const { agentId } of day.ticket!.spells) expect(drawn.ticket).toContain(agentId ?? "");
    const handed = stepsOf(day).flatMap(({ handoffs }) => handoffs.map(({ items }) => items));
    expect(handed).toHaveLength(day.handoffs.length);
    for (const items of handed) expect(page).toMatch(new RegExp(`[a-z] ${items}\\b`));
    expect(drawn.world).toContain(`${sumOf(handed)} items handed on`);
  });

  it.each([
    ["nothing at all", emptyDay()],
    ["one team", dayOf(["Only"])],
    ["sixty teams", crowdedDay()],
    ["a team that is nowhere", { ...sampleDay(), teams: sampleDay().teams.map(placeless) }],
    ["a week", { ...sampleDay(), to: FROM + 168 * HOUR_MS }],
    ["a day that is cut off", { ...sampleDay(), to: FROM + 10.1 * HOUR_MS }],
    ["no time", { ...emptyDay(), to: FROM }],
  ])("can be drawn of %s", (_, day: PictureData) => {
    const texts = [...Object.values(pictures(day)), renderPage(day).replace("<!DOCTYPE html>\n", "")];
    for (const text of texts) {
      expect(() => parseXml(text)).not.toThrow();
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
    }
    const world = textOf(parseXml(pictures(day).world!));
    const nowhere = day.teams.filter(({ latitude }) => latitude === undefined);
    expect(world.includes("Not on the map")).toBe(nowhere.length > 0);
  });

  it("mark the weeks with gaps in the calendar year that they lie in", () => {
    const cells = allOf(parseXml(pictures(sampleDay()).year!)).filter(({ name }) => name === "rect");
    expect(cells).toHaveLength(1 + 53); // the paper, and 2026 has 53 weeks
    expect(cells.filter(({ attributes }) => attributes.get("class") === "gap")).toHaveLength(7);
  });

  it("have text that can be told from its ground, light and dark", () => {
    const [light = "", dark = ""] = [...pageCss.matchAll(/:root\{[^}]*--paper[^}]*\}/g)].map(
      ([rule]) => rule,
    );
    for (const rule of [light, dark]) {
      const colour = (name: string): string => new RegExp(`--${name}:(#\\w{6})`).exec(rule)?.[1] ?? "";
      for (const name of ["ink", "muted"]) {
        expect(contrast(colour(name), colour("paper")), name).toBeGreaterThan(4.5);
      }
      // Marks and bars, which need less.
      for (const name of ["open", "closed", "holiday", "bad", "arc"]) {
        expect(contrast(colour(name), colour("paper")), name).toBeGreaterThan(3);
      }
      expect(contrast(colour("ink"), colour("plan")), "a name on the band").toBeGreaterThan(4.5);
      expect(contrast(colour("paper"), colour("open")), "a name on a bar").toBeGreaterThan(4.5);
    }
    expect(dark).not.toBe("");
  });
});

/** Those that the README shows. `npx vitest run test/examples/pictures.test.ts -u` draws them anew. */
describe("the pictures in docs", () => {
  it.each([
    ...["globe", "world", "world-narrow", "strip", "strip-narrow", "ticket", "ticket-narrow"],
    ...["day", "attainment", "fairness", "year"],
  ])("are what is drawn: %s", async (name) => {
    await expect(pictures(sampleDay())[name]).toMatchFileSnapshot(`../../docs/pictures/${name}.svg`);
  });
});

describe("why a ticket is due then", () => {
  const from = FROM;
  const promise: PicturePromise = {
    ...{
      promise: "resolution",
      targetMs: 4 * HOUR_MS,
      activatedAt: from,
      dueAt: from + 6 * HOUR_MS,
      state: "missed",
    },
    counted: [
      { from, to: from + 3 * HOUR_MS },
      { from: from + 5 * HOUR_MS, to: from + 8 * HOUR_MS },
    ],
  };

  it("tells when the target was full, and what came after", () => {
    expect(whyThen(promise)).toBe(
      "Its clock ran 3 h from Fri 1 May 00:00 and 1 h from Fri 1 May 05:00: the 4 h were full Fri 1 May 06:00, and 2 h more have counted since.",
    );
    expect(whyThen({ ...promise, fulfilledAt: from + 8 * HOUR_MS })).toMatch(
      /2 h more counted until it was done\.$/,
    );
  });

  it("tells what had counted when it was done in time, and what has so far", () => {
    const [first] = promise.counted;
    const early = { ...promise, counted: [first!] };
    expect(whyThen({ ...early, fulfilledAt: from + 3 * HOUR_MS })).toBe(
      "Its clock ran from Fri 1 May 00:00 without a stop: 3 h of 4 h when it was done; it would have been due Fri 1 May 06:00.",
    );
    expect(whyThen(early)).toMatch(
      /3 h of 4 h so far; as its hours are planned it is due Fri 1 May 06:00\.$/,
    );
    const atOnce = { ...promise, counted: [] };
    expect(whyThen(atOnce)).toBe("None of its 4 h has counted since Fri 1 May 00:00.");
    expect(whyThen({ ...atOnce, fulfilledAt: from })).toBe(
      "It was done Fri 1 May 00:00, before any of its 4 h counted.",
    );
  });
});

describe("the sun", () => {
  it("stands above the crossing of the equator and Greenwich at an equinox, but for the equation of time", () => {
    // Equinox of 20 March 2026, 14:46 UTC; the sundial is seven and a half minutes late, 1.9 degrees.
    const noon = subsolarPoint(Date.UTC(2026, 2, 20, 12));
    expect(Math.abs(noon.latitude)).toBeLessThan(0.06);
    expect(noon.longitude).toBeCloseTo(1.87, 1);
    expect(Math.abs(subsolarPoint(Date.UTC(2026, 2, 20, 14, 46)).latitude)).toBeLessThan(0.01);
  });

  it("stands above the tropics at the solstices", () => {
    expect(subsolarPoint(Date.UTC(2026, 5, 21, 8, 24)).latitude).toBeCloseTo(23.44, 1);
    expect(subsolarPoint(Date.UTC(2026, 11, 21, 20, 50)).latitude).toBeCloseTo(-23.44, 1);
  });

  it("is a quarter of an hour early at the beginning of November and late in mid-February", () => {
    // The extremes of the equation of time: +16.4 and -14.2 minutes.
    expect(subsolarPoint(Date.UTC(2026, 10, 3, 12)).longitude).toBeCloseTo(-16.4 / 4, 1);
    expect(subsolarPoint(Date.UTC(2026, 1, 11, 12)).longitude).toBeCloseTo(14.2 / 4, 1);
  });

  it("does not set on the polar circle at midsummer, and does not rise in the polar night", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const [june, december] = [
        subsolarPoint(Date.UTC(2026, 5, 21, hour)),
        subsolarPoint(Date.UTC(2026, 11, 21, hour)),
      ];
      for (let longitude = -180; longitude <= 180; longitude += 15) {
        expect(isLit({ latitude: 66.6, longitude }, june)).toBe(true);
        expect(isLit({ latitude: -66.6, longitude }, june)).toBe(false);
        expect(isLit({ latitude: 66.6, longitude }, december)).toBe(false);
      }
    }
  });

  it("has night on the named side of the line, and the line on the horizon", () => {
    for (const at of [Date.UTC(2026, 0, 5, 3), Date.UTC(2026, 2, 20, 14, 46), Date.UTC(2026, 7, 9, 19)]) {
      const sun = subsolarPoint(at);
      const { line, nightIs } = terminator(sun);
      const step = nightIs === "south" ? -0.01 : 0.01;
      for (const { latitude, longitude } of line.filter((place) => Math.abs(place.latitude) < 89)) {
        expect(isLit({ latitude: latitude + step, longitude }, sun)).toBe(false);
        expect(isLit({ latitude: latitude - step, longitude }, sun)).toBe(true);
      }
    }
  });
});

function placeless(team: PictureTeam): PictureTeam {
  const { latitude: _north, longitude: _east, ...rest } = team;
  return rest;
}

/** As the Web Content Accessibility Guidelines count it. */
function contrast(a: string, b: string): number {
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
