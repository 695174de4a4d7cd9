import { attainmentOf, coverageGaps } from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { companyOf } from "../../examples/companies/examples.js";
import { runExample } from "../../examples/companies/show.js";
import { attainmentTable } from "../../examples/pictures/attainment-words.js";
import { pictures, renderPage } from "../../examples/pictures/index.js";
import { stepsOf } from "../../examples/pictures/steps.js";
import { isLit, subsolarPoint, terminator } from "../../examples/pictures/sun.js";
import { escaped } from "../../examples/pictures/svg.js";
import { pageCss } from "../../examples/pictures/page-style.js";
import { whyThen } from "../../examples/pictures/why.js";
import { number } from "../../examples/pictures/words.js";
import { weeksOf } from "../../examples/pictures/year-weeks.js";
import { yearTable } from "../../examples/pictures/year-words.js";
import { livesOf } from "../../examples/simulator/life.js";
import { attainmentBy } from "../../examples/simulator/picture-attainment.js";
import type {
  PictureAttainment,
  PictureData,
  PictureGapDay,
  PicturePromise,
  PictureTeam,
} from "../../examples/simulator/picture-data.js";
import { worldRegion } from "../../examples/simulator/picture-regions.js";
import { coverageYearOf } from "../../examples/simulator/picture-year.js";
import { pictureOf } from "../../examples/simulator/picture.js";
import { runCompany, spanOf } from "../../examples/simulator/run-company.js";
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
      expect(drawn.attainment).toContain(
        met + missed < 10 ? `${met} of ${met + missed}` : `% ${met}/${met + missed}`,
      );
    for (const { gapHours } of weeksOf(day.coverageYear!).flatMap(({ days }) => days))
      if (gapHours > 0) expect(drawn.year).toContain(`: ${number(gapHours)} h not covered (`);
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

describe("the year of coverage", () => {
  const looksOf = (svg: string, look: string): Element[] =>
    allOf(parseXml(svg)).filter(({ attributes }) => attributes.get("class") === look);
  const yearOf = (gaps: PictureGapDay[]): PictureData => ({
    ...sampleDay(),
    coverageYear: { ...sampleDay().coverageYear!, gaps },
  });
  const gap = (date: string, gapHours: number, more: Partial<PictureGapDay> = {}): PictureGapDay => ({
    ...{ day: Date.parse(date), gapHours, cause: "holiday", isUsual: false, names: [] },
    ...more,
  });

  it("has a cell for each day, and a mark over each week with a gap", () => {
    const { gaps } = sampleDay().coverageYear!;
    const days = new Set(gaps.filter(({ isUsual }) => !isUsual).map(({ day }) => day));
    for (const name of ["year", "year-narrow"]) {
      const svg = pictures(sampleDay())[name]!;
      const cells = ["gap-1", "gap-2", "gap-3"].flatMap((look) => looksOf(svg, look));
      expect(cells).toHaveLength(days.size + 3); // and the three of the legend
      const covered = looksOf(svg, "plan").map(({ attributes }) => attributes.get("d") ?? "");
      expect(covered.join("").match(/M/g)).toHaveLength(365 - days.size);
      expect(looksOf(svg, "bad")).toHaveLength(10 + 1);
    }
  });

  it("puts a day into its week: Monday at the top, Sunday at the bottom", () => {
    const svg = pictures(yearOf([gap("2026-03-02", 1), gap("2026-03-08", 2), gap("2026-03-09", 5)])).year!;
    const [monday, sunday, next] = ["gap-1", "gap-1", "gap-2"].map((look, index) => {
      const { attributes } = looksOf(svg, look)[index === 1 ? 1 : 0]!;
      return { x: Number(attributes.get("x")), y: Number(attributes.get("y")) };
    });
    expect(sunday!.x).toBe(monday!.x);
    expect(sunday!.y - monday!.y).toBe(6 * 18);
    expect(next!.x).toBeGreaterThan(monday!.x);
    expect(next!.y).toBe(monday!.y);
  });

  it("says per day what is missing and why, and as a whole which weeks", () => {
    const words = textOf(
      parseXml(
        pictures(
          yearOf([
            gap("2026-05-01", 3.25, { names: ["Labour Day"] }),
            gap("2026-05-01", 2, { cause: "clocks change" }),
          ]),
        ).year!,
      ),
    );
    expect(words).toContain("Fri 1 May: 5.3 h not covered (holiday 3.3 h: Labour Day; clocks change 2 h)");
    expect(words).toContain("1 of 53 weeks has a gap: 1 day with 5.3 h that nobody covers. Days are of UTC.");
    expect(words).toContain("A holiday: 1 week, 3.3 h (week of 27\u00a0Apr\u00a03.3\u00a0h).");
  });

  it("marks no week for hours that no week has anybody at, and still shows them", () => {
    const { gaps } = sampleDay().coverageYear!;
    const svg = pictures(yearOf(gaps.filter(({ isUsual }) => isUsual))).year!;
    expect(looksOf(svg, "bad")).toEqual([]);
    expect(textOf(parseXml(svg))).toContain("6 h a week");
    // Before, a year of offices without weekends read "No week has a gap."
    expect(textOf(parseXml(svg))).toContain("None of 53 weeks has a gap of its own.");
  });

  it("has a table of the weeks with gaps, not of all days", () => {
    const { rows } = yearTable(sampleDay().coverageYear!);
    expect(rows).toHaveLength(10);
    expect(rows.at(-1)).toEqual([
      "21 Dec 2026",
      "42.5",
      "Thu 24 Dec: 5 h not covered (special hours); Fri 25 Dec: 24 h not covered (holiday: Christmas Day); " +
        "Sat 26 Dec: 13.5 h not covered (holiday: Boxing Day)",
      "A holiday, C special hours",
    ]);
  });

  it("holds a leap year of 54 weeks", () => {
    const [from, to] = [Date.UTC(2012, 0, 1), Date.UTC(2013, 0, 1)];
    const day = { ...sampleDay(), coverageYear: { from, to, gaps: [gap("2012-12-31", 24)] } };
    expect(pictures(day).year).toContain("1 of 54 weeks has a gap");
  });
});

describe("the data of the year", () => {
  const { company } = companyOf("saas");
  const { simulation } = runCompany(company, { ...spanOf("2026-10-28", 1), seed: 1 });
  const { from, to, gaps } = coverageYearOf(simulation);

  it("goes by the hours of the people (a team on call is open always: its gaps were not seen)", () => {
    const nights = gaps.filter(({ cause }) => cause === "clocks change");
    expect(nights).toHaveLength(20); // as the company's README has it
    expect(new Set(nights.map(({ gapHours }) => gapHours))).toEqual(new Set([1]));
    expect(gaps.find(({ day }) => day === Date.UTC(2026, 8, 7))).toMatchObject({
      ...{ gapHours: 7, cause: "holiday", isUsual: false },
      names: ["Labor Day"],
    });
  });

  it("is cut at midnights of UTC, and loses nothing by it", () => {
    const posts = [...simulation.roster.agents.values()].map(({ id, calendar }) => ({ id, calendar }));
    const whole = coverageGaps(posts, { from, to });
    const hours = sumOf(whole.map((each) => (Number(each.to) - Number(each.from)) / HOUR_MS));
    expect(sumOf(gaps.map(({ gapHours }) => gapHours))).toBeCloseTo(hours, 6);
    for (const { day, gapHours } of gaps) {
      expect(day % (24 * HOUR_MS)).toBe(0);
      expect(gapHours).toBeGreaterThan(0);
      expect(gapHours).toBeLessThanOrEqual(24);
    }
  });
});

describe("the promises by priority and region", () => {
  const hotels = runExample("hotels", { seed: 1, days: 1 });
  const kept = (region: string, met: number, missed = 0, priority = "high"): PictureAttainment => ({
    ...{ promise: "firstReply", priority, region, met, missed, open: 0 },
  });
  const drawn = (attainment: PictureAttainment[]): string[] =>
    allOf(parseXml(pictures({ ...sampleDay(), attainment }).attainment!))
      .filter(({ name }) => name === "text")
      .map(textOf);

  it("have all regions first, then the largest", () => {
    const words = drawn([kept("Asia", 12), kept("Europe", 30, 10)]);
    const shown = words.filter((each) => ["All", "Asia", "Europe"].includes(each));
    expect(shown).toEqual(["All", "Europe", "Asia"]);
    expect(words).toContain("81 % 42/52");
    expect(words).toContain("75 % 30/40");
  });

  it("give no share where few are decided", () => {
    const words = drawn([kept("Asia", 1, 1), kept("Europe", 40)]);
    expect(words).toContain("1 of 2");
    expect(words.join(" ")).not.toContain("50 %");
    expect(words.join(" ")).toContain("too few to say");
  });

  it("put the smallest regions together where there are many, and the table has each", () => {
    const attainment = Array.from({ length: 21 }, (_, index) => kept(`R${index}`, 10 + index));
    expect(drawn(attainment)).toContain("10 others");
    expect(drawn(attainment)).not.toContain("R0");
    expect(attainmentTable({ ...sampleDay(), attainment }).rows).toHaveLength(21);
  });

  it("tell long names apart that begin alike (sixty centres were one name)", () => {
    const names = Array.from({ length: 12 }, (_, index) => `Support Centre Number ${index + 1}`);
    const attainment = names.map((name) => kept(name, 10));
    const narrow = pictures({ ...sampleDay(), attainment })["attainment-narrow"]!;
    const words = allOf(parseXml(narrow)).filter(({ name }) => name === "text");
    for (const number of [1, 2, 12])
      expect(words.some((each) => textOf(each).endsWith(`Number ${number}`))).toBe(true);
  });

  it("are told apart by what is said of each item, and nothing is counted twice", () => {
    const { simulation, log } = hotels;
    const found = attainmentBy(simulation, log, ({ country, kind }) => ({ priority: kind, region: country }));
    const whole = attainmentOf(log.tickets, simulation.to).groups[0]!.metrics;
    for (const { metric, met, missed, open } of whole) {
      const own = found.filter(({ promise }) => promise === metric);
      expect([met, missed, open]).toEqual(
        (["met", "missed", "open"] as const).map((key) => sumOf(own.map((each) => each[key]))),
      );
    }
    expect(new Set(found.map(({ region }) => region)).size).toBeGreaterThan(8);
  });

  const picture = (): PictureData => {
    const { simulation, log, measures } = hotels;
    const words = { title: "", places: {}, about: () => "", attainment: measures.attainment };
    return pictureOf(simulation, log, livesOf(log.outcomes, simulation.to), words);
  };

  it("come with as many handoffs as the report counts, also those that waited for somebody to come", () => {
    const { handoffs } = hotels.measures;
    expect(handoffs).toBeGreaterThan(1); // two of the three found nobody when the day ended
    expect(sumOf(picture().handoffs.map(({ items }) => items))).toBe(handoffs);
  });

  it("stand most urgent first, whatever order they are found in", () => {
    const { attainment } = picture();
    const priorities = [...new Set(attainment.map(({ priority }) => priority))];
    expect(priorities).toEqual(["urgent", "high", "normal", "low"]);
  });

  it.each([
    ["Europe/London", "Europe"],
    ["Asia/Dubai", "Africa, Middle East"],
    ["Africa/Lagos", "Africa, Middle East"],
    ["America/Indiana/Indianapolis", "Americas"],
    ["Atlantic/Bermuda", "Americas"],
    ["Atlantic/Reykjavik", "Europe"],
    ["Asia/Tokyo", "Asia-Pacific"],
    ["Pacific/Auckland", "Asia-Pacific"],
    ["Indian/Mauritius", "Africa, Middle East"],
    ["Antarctica/McMurdo", "Elsewhere"],
  ])("find %s in %s", (zone, region) => {
    expect(worldRegion(zone)).toBe(region);
  });
});

/** Those that the README shows. `npx vitest run test/examples/pictures.test.ts -u` draws them anew. */
describe("the pictures in docs", () => {
  it.each([
    ...["globe", "world", "world-narrow", "strip", "strip-narrow", "ticket", "ticket-narrow"],
    ...["day", "attainment", "fairness", "year", "year-narrow"],
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
