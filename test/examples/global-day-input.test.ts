import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCalendar } from "follow-the-sun";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isCountry, mainZone } from "../../examples/global-day/countries.js";
import { readCsv } from "../../examples/global-day/csv.js";
import { Heap } from "../../examples/simulator/heap.js";
import { officeOf } from "../../examples/global-day/hours.js";
import { readReplay } from "../../examples/global-day/replay.js";
import { report } from "../../examples/global-day/report.js";
import { OWN_RULES } from "../../examples/global-day/rules.js";
import { resultsOf, runDay } from "../../examples/global-day/simulate.js";

const threeDesks = fileURLToPath(new URL("fixtures/three-desks", import.meta.url));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "global-day-"));
  cpSync(threeDesks, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

/** What is wrong with the folder, as a person gets to see it, without its changing name. */
function complaint(): string {
  try {
    readReplay(folder);
    return "nothing";
  } catch (error) {
    return error instanceof Error ? error.message.replace(`${folder}/`, "") : String(error);
  }
}

const incident = "T-2,2026-03-04T18:00:00Z";

describe("input that is wrong is refused with its file, line and column", () => {
  it.each([
    [
      "a missing column",
      "incidents.csv",
      ["opened_at,", ""],
      'incidents.csv, line 1, column 1: the column "opened_at" is missing; the header has case, first_accepted_at,',
    ],
    [
      "a missing column",
      "events.csv",
      [",agent", ",person"],
      'events.csv, line 1, column 1: the column "agent" is missing; the header has case, at,',
    ],
    [
      "an instant that is none",
      "incidents.csv",
      [incident, "T-2,yesterday"],
      'incidents.csv, line 3, column 5: opened_at: "yesterday" is no instant',
    ],
    [
      "an instant without a zone",
      "incidents.csv",
      [incident, "T-2,2026-03-04T18:00:00"],
      'incidents.csv, line 3, column 5: opened_at: "2026-03-04T18:00:00" is no instant',
    ],
    [
      "a date that does not exist",
      "incidents.csv",
      [incident, "T-2,2026-02-30T18:00:00Z"],
      'incidents.csv, line 3, column 5: opened_at: "2026-02-30T18:00:00Z" is no instant',
    ],
    [
      "an instant out of range",
      "incidents.csv",
      [incident, "T-2,1969-03-04T18:00:00Z"],
      "incidents.csv, line 3, column 5: opened_at: 1969-03-04T18:00:00Z lies before 1970",
    ],
    [
      "an instant that is none",
      "events.csv",
      ["T-3,2026-03-04T22:20:00Z", "T-3,22:20"],
      'events.csv, line 6, column 5: at: "22:20" is no instant',
    ],
    [
      "a country that is none",
      "incidents.csv",
      ["VPN,GB", "VPN,UK"],
      'incidents.csv, line 3, column 98: first_team_country: "UK" is no ISO 3166 country code, perhaps GB',
    ],
    [
      "a country in small letters",
      "events.csv",
      ["JP,JP,yuki", "JP,jp,yuki"],
      'events.csv, line 2, column 81: owner_country: "jp" is no ISO 3166 country code, perhaps JP',
    ],
    [
      "a country that is none",
      "events.csv",
      ["GB,GB,sam", "XX,GB,sam"],
      'events.csv, line 4, column 62: team_country: "XX" is no ISO 3166 country code',
    ],
    [
      "an incident twice",
      "incidents.csv",
      ["T-4,", "T-3,"],
      "incidents.csv, line 5, column 1: case: the incident T-3 stands here a second time",
    ],
    [
      "a line with a cell too many",
      "incidents.csv",
      [incident, `${incident},`],
      "incidents.csv, line 3, column 115: has 15 cells where the header has 14",
    ],
    [
      "a quote that never ends",
      "incidents.csv",
      ['"Printer, colour"', '"Printer, colour'],
      "incidents.csv, line 4, column 97: a comma or the end of the line was expected after the cell that begins in line 2, column 96",
    ],
    ["an empty status", "events.csv", ["Queued", ""], "events.csv, line 19, column 26: status: is empty"],
  ])("%s in %s", (_, file, [from, to], message) => {
    edit(file, (text) => text.replace(from ?? "", to ?? ""));
    expect(complaint()).toContain(message);
  });

  it("a file or a folder that is not there", () => {
    rmSync(join(folder, "events.csv"));
    expect(complaint()).toBe("events.csv: there is no such file");
    expect(() => readReplay(join(folder, "incidents.csv"))).toThrow("is no folder");
  });

  it("a file without lines, or without incidents, or without people", () => {
    edit("incidents.csv", (text) => text.slice(0, text.indexOf("\n") + 1));
    expect(complaint()).toBe("incidents.csv, line 2, column 1: has no incident");
    edit("incidents.csv", () => "");
    expect(complaint()).toBe("incidents.csv, line 1, column 1: is empty, a header was expected");
    cpSync(threeDesks, folder, { recursive: true });
    edit("events.csv", (text) => text.slice(0, text.indexOf("\n") + 1));
    expect(complaint()).toBe("events.csv: names no agent whose country is known");
  });

  it.each([
    [
      '{\n "GB": {"zone": "Europe/London", "p05": "08:00", "p95": "18:7"}\n}',
      'line 2, column 50: GB.p95 is "18:7", a time such as 17:30 was expected',
    ],
    [
      '{\n "GB": {"zone": "GMT Standard Time", "p05": "08:00", "p95": "18:00"}\n}',
      'line 2, column 9: GB.zone is "GMT Standard Time", an IANA time zone was expected',
    ],
    ['{\n "GB": {"zone": "Europe/London", "p95": "18:00"}\n}', "line 2, column 2: GB.p05 is missing"],
    [
      '{\n "GB": {"zone": "Europe/London", "p05": "18:00", "p95": "08:00"}\n}',
      "line 2, column 50: GB.p95 lies before p05",
    ],
    ['{"Britain": {}}', 'line 1, column 2: "Britain" is no ISO 3166 country code'],
    ["[]", "line 1, column 1: an object of countries was expected"],
    ['{"GB": }', "line 1, column 8: is no valid JSON from here on"],
  ])("fitted-hours.json: %j", (json, message) => {
    writeFileSync(join(folder, "fitted-hours.json"), json);
    expect(complaint()).toContain(`fitted-hours.json, ${message}`);
  });
});

describe("input of the same meaning gives the same day", () => {
  const incidentsOf = (): unknown => readReplay(folder).day.incidents;

  it.each([
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no last line end", (text: string) => text.trimEnd()],
    ["blank lines", (text: string) => text.replaceAll("\n", "\n\n")],
    ["quotes around everything", (text: string) => text.replace(/(?<=^|,)(?!")[^,\n"]+(?=,|$)/gm, '"$&"')],
    ["another column", (text: string) => text.replaceAll(/$(?<!^)/gm, ",more")],
  ])("with %s", (_, change) => {
    const plain = incidentsOf();
    edit("incidents.csv", change);
    edit("events.csv", change);
    expect(incidentsOf()).toEqual(plain);
  });

  it("with lines in another order", () => {
    const plain = incidentsOf();
    const turn = (text: string): string => {
      const [header = "", ...lines] = text.trimEnd().split("\n");
      return [header, ...lines.reverse()].join("\n");
    };
    edit("incidents.csv", turn);
    edit("events.csv", turn);
    expect(incidentsOf()).toEqual(plain);
  });
});

describe("the folder's hours", () => {
  it("override the built-in and the assumed ones, to the nearest quarter of an hour", () => {
    const hours = {
      JP: { zone: "Asia/Tokyo", p05: "08:52", p95: "23:55" },
      GB: { zone: "Europe/London", p05: "07:00", p95: "15:07" },
    };
    writeFileSync(join(folder, "fitted-hours.json"), JSON.stringify(hours));
    const { teams } = readReplay(folder).day;
    const shown = teams.map(
      ({ country, office }) => `${country} ${office.opens}-${office.closes} ${office.fitted}`,
    );
    expect(shown).toEqual(["GB 07:00-15:00 true", "JP 08:45-24:00 true", "NZ 09:00-17:00 false"]);
  });

  it("are never none at all", () => {
    expect(officeOf("GB", { GB: { zone: "Europe/London", p05: "23:59", p95: "23:59" } })).toMatchObject({
      opens: "23:45",
      closes: "24:00",
    });
    expect(officeOf("GB", { GB: { zone: "Europe/London", p05: "09:01", p95: "09:01" } })).toMatchObject({
      opens: "09:00",
      closes: "09:15",
    });
  });
});

describe("the table of countries", () => {
  it("has a zone that the platform knows for all 249 codes", () => {
    const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const codes = letters.flatMap((one) => letters.map((other) => one + other)).filter(isCountry);
    expect(codes).toHaveLength(249);
    for (const code of codes) expect(defineCalendar({ timeZone: mainZone(code) })).toBeDefined();
  });
});

describe("a replay says what flatters it", () => {
  const notes = (): string => readReplay(folder).day.notes.join("\n");

  it("people who act in the log only after the clock has stopped are there all the same, and it was not said", () => {
    expect(notes()).not.toContain("after our clock has stopped");
    const late = "T-8,2026-03-05T09:00:00Z,Accepted,In Progress,N1,L1,Low,VPN,NZ,NZ,late\n";
    edit("events.csv", (text) => `${text.trimEnd()}\n${late}`);
    expect(notes()).toContain("Of the 4 people, 1 acts in the log only after our clock has stopped");
  });

  it("nobody has anything else to do, and it was not said", () => {
    expect(notes()).toContain("What else people had to do then, such as older incidents, is not in the log");
  });
});

describe("a report of one incident", () => {
  it('speaks of one, and not of "1 incidents from 1 countries, for 1 people in 1 regions"', () => {
    edit("incidents.csv", (text) => text.split("\n").slice(0, 2).join("\n"));
    const { day } = readReplay(folder);
    expect(report(resultsOf(day, runDay(day, OWN_RULES)), { colour: false })).toContain(
      "1 incident from 1 country, for 1 person in 1 region\n",
    );
  });
});

describe("the CSV reader", () => {
  it("knows where each cell stands, also after one that spans lines", () => {
    const { rows } = readCsv("x.csv", 'a,b\n"one\ntwo ""three""",4\n', ["b"]);
    expect(rows).toEqual([{ cells: ['one\ntwo "three"', "4"], lines: [2, 3], columns: [1, 16] }]);
  });

  it("says where a quote was opened that is never closed", () => {
    expect(() => readCsv("x.csv", 'a,b\n1,"2\n', [])).toThrow(
      "x.csv, line 2, column 3: a quote is opened here and never closed",
    );
  });
});

describe("the heap", () => {
  it("hands out by time, and of the same time in the order of coming", () => {
    const heap = new Heap<{ at: number; name: string }>();
    const items = [5, 3, 5, 1, 3, 1, 5].map((at, index) => ({ at, name: `${at}${"abcdefg".charAt(index)}` }));
    for (const item of items) heap.put(item);
    const names: string[] = [];
    for (let item = heap.take(); item !== undefined; item = heap.take()) names.push(item.name);
    expect(names).toEqual(["1d", "1f", "3b", "3e", "5a", "5c", "5g"]);
    expect(heap.nextAt).toBe(Infinity);
  });
});
