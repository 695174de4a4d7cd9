import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { explainTicket, type SlaPolicyConfig, type TicketEvent } from "follow-the-sun";
import { describe, expect, it } from "vitest";
import { drawTimeline } from "../../examples/ticket-timeline/draw.js";
import { localMs } from "../../examples/ticket-timeline/local-time.js";
import { ASKED_AT, exampleTicket } from "../../examples/ticket-timeline/ticket.js";
import { created, mon, reopened, solved, status, team, ticketUnder, tue, wed } from "../support/tickets.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The lines of a drawing of the only promise that a ticket has. */
function drawn(policy: Omit<SlaPolicyConfig, "id">, events: readonly TicketEvent[], at: string): string[] {
  const [explanation] = explainTicket(ticketUnder(policy, events), at);
  if (explanation === undefined) throw new Error("nothing is promised");
  return drawTimeline(explanation).split("\n");
}
const ownersHours = { target: { hours: 4 }, calendar: "owner-at-the-time" } as const;
const policy = { targets: { resolution: ownersHours }, pausedStatuses: ["pending"] };
/** A day's 72 columns, three an hour. */
const strip = (...parts: [string, number][]) =>
  parts.map(([glyph, hours]) => glyph.repeat(hours * 3)).join("");

describe("a ticket's timeline", () => {
  it("shows a line a day, what counts and what does not, and the running total", () => {
    const events = [created(mon("15:00")), status(mon("16:00"), "pending"), status(tue("10:00"), "open")];
    expect(drawn(policy, events, tue("15:00")).slice(1)).toEqual([
      "activated Mon 12 Jan 15:00, due Tue 13 Jan 13:00 (Europe/London)",
      "",
      "            00       03       06       09       12       15       18       21",
      `Mon 12 Jan  ${strip([" ", 15], ["█", 1], ["░", 8])}  1 h`,
      "            16:00 paused (pending), 18 h",
      `Tue 13 Jan  ${strip(["░", 10], ["█", 3], ["▓", 2], [" ", 9])}  6 h`,
      "▓ counts, beyond the target   █ counts   ░ paused",
    ]);
  });

  it("shows what was solved in between, and what nobody owned", () => {
    const back = drawn(
      policy,
      [created(mon("09:00")), solved(mon("10:00")), reopened(mon("12:00"))],
      mon("13:00"),
    );
    expect(back[4]).toBe(`Mon 12 Jan  ${strip([" ", 9], ["█", 1], ["-", 2], ["█", 1], [" ", 11])}  2 h`);
    const lost = drawn(
      policy,
      [created(mon("09:00"), { team: undefined }), team(mon("11:00"), "london")],
      mon("12:00"),
    );
    expect(lost[4]).toBe(`Mon 12 Jan  ${strip([" ", 9], ["?", 2], ["█", 1], [" ", 12])}  1 h`);
    expect(lost[5]).toBe("            09:00 nobody owns it, 2 h");
  });

  it("tells days on which nothing counts once", () => {
    const lines = drawn(policy, [created(mon("09:00")), status(mon("10:00"), "pending")], wed("12:00"));
    expect(lines.filter((line) => line.startsWith("Tue"))).toHaveLength(1);
    const months = drawn(
      policy,
      [created(mon("09:00")), status(mon("10:00"), "pending")],
      "2026-06-01T09:00:00Z",
    );
    expect(months.length).toBeLessThan(15);
    expect(months.join("\n")).toMatch(/and \d+ more days like it/);
  });

  it("shows a short spell that counts, however much else is in its column", () => {
    const events = [created(mon("09:00")), status(mon("09:06"), "pending")];
    expect(drawn(policy, events, mon("10:00"))[4]).toBe(
      `Mon 12 Jan  ${strip([" ", 9])}█░░${strip([" ", 14])}  6 min`,
    );
  });

  it("keeps within 100 columns", () => {
    for (const explanation of explainTicket(exampleTicket(), ASKED_AT)) {
      const widths = drawTimeline(explanation)
        .split("\n")
        .map((line) => line.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    }
  });

  it("knows what a zone's clock reads, around its jumps", () => {
    const read = (zone: string, at: string) =>
      new Date(localMs(zone, Date.parse(at))).toISOString().slice(0, 16);
    expect(read("Asia/Kathmandu", "2026-01-12T09:07:00Z")).toBe("2026-01-12T14:52");
    expect(read("Europe/London", "2026-03-29T00:59:00Z")).toBe("2026-03-29T00:59");
    expect(read("Europe/London", "2026-03-29T01:00:00Z")).toBe("2026-03-29T02:00");
    expect(read("America/New_York", "2026-01-01T04:59:59Z")).toBe("2025-12-31T23:59");
  });

  it("of the README is what the program prints", async () => {
    const readme = readFileSync(new URL("../../examples/ticket-timeline/README.md", import.meta.url), "utf8");
    const [, shown] = /```text\n([^]*?)```/.exec(readme) ?? [];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "examples/ticket-timeline/main.ts"],
      { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: "examples/tsconfig.json" } },
    );
    expect(stdout).toBe(shown);
  });
});
