import fc from "fast-check";
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isOpen,
  nextClosing,
  nextOpening,
  openIntervals,
  previousClosing,
  previousOpening,
  subtractBusinessTime,
} from "follow-the-sun";
import { afterAll, expect, it } from "vitest";
import * as oracle from "../oracle/index.js";
import type { Answer, Expr, Walk } from "../oracle/index.js";
import { anchors, exprs, offsetsMs, worksMs, type Anchor } from "../support/calendar-arbitraries.js";
import { calendarOf } from "../support/calendars.js";

const { DAY, ZONES } = oracle;
const END = Date.UTC(2100, 0);
const isLong = process.env.FC_RUNS !== undefined;

/** How far from the anchor the oracle walks. */
const BACK = 14 * DAY;
const AHEAD = 21 * DAY;

let comparisons = 0;
afterAll(() => console.log(`schedule: ${comparisons} answers compared with the oracle`));

/** One thing to ask. `edge` moves the instant to a turning point of the calendar, when there is one. */
const question = fc.record({
  afterMs: offsetsMs,
  edge: fc.option(fc.nat(200), { nil: undefined }),
  nudge: fc.constantFrom(-60_000, -1, 0, 0, 0, 1, 1000),
  work: worksMs,
  workTo: fc.option(fc.nat(200), { nil: undefined }), // exactly as much work as lies between here and an edge
  days: fc.integer({ min: -4, max: 6 }),
});
// Many a case: making a case costs far more than asking (each new zone's table must be found out).
const questions = fc.array(question, { minLength: 30, maxLength: 30 });
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function same(what: string, asked: object, answer: unknown, truth: unknown): void {
  comparisons++;
  if (answer !== truth)
    expect.fail(`${what} ${JSON.stringify(asked)}: got ${show(answer)}, truth ${show(truth)}`);
}
const show = (value: unknown) =>
  typeof value === "number" && value > 1e9 ? new Date(value).toISOString() : String(value);

/** As `same`, for an answer that may lie beyond what the oracle walked: then the package's must lie there too. */
function sameInstant(
  what: string,
  asked: object,
  answer: Date | undefined,
  truth: Answer,
  seen: Walk,
  slack = 0,
): void {
  const got = answer?.getTime();
  if (truth !== oracle.BEYOND) {
    same(what, asked, got, truth);
    return;
  }
  comparisons++;
  if (got !== undefined && got > seen.from + slack && got < seen.to - slack)
    expect.fail(`${what} ${JSON.stringify(asked)}: got ${show(got)}, truth: not within the window`);
}

function compare(expr: Expr, anchor: Anchor, list: readonly Question[]): void {
  const calendar = calendarOf(expr);
  const from = Math.max(0, anchor.at - BACK);
  const to = Math.min(END - 1, anchor.at + AHEAD);
  const seen = oracle.walk(expr, from, to);
  const edges = seen.open.flatMap((each) => [each.from, each.to]);
  const edgeNear = (index: number | undefined) =>
    index === undefined ? undefined : edges[index % edges.length];

  for (const { afterMs, edge, nudge, work: drawn, workTo, days } of list) {
    const raw = (edgeNear(edge) ?? anchor.at + afterMs) + nudge;
    const at = Math.min(Math.max(raw, from), to);
    const end = edgeNear(workTo) ?? anchor.at;
    const work = workTo === undefined ? drawn : Math.abs(oracle.between(seen, at, end));
    const asked = { at: new Date(at), work, days };
    const instant = (what: string, answer: Date | undefined, truth: Answer, slack?: number) =>
      sameInstant(what, asked, answer, truth, seen, slack);

    same("isOpen", asked, isOpen(calendar, at), oracle.openAt(expr, at));
    instant("nextOpening", nextOpening(calendar, at), oracle.nextOpening(seen, at));
    instant("nextClosing", nextClosing(calendar, at), oracle.nextClosing(seen, at));
    instant("previousOpening", previousOpening(calendar, at), oracle.previousOpening(seen, at));
    instant("previousClosing", previousClosing(calendar, at), oracle.previousClosing(seen, at));
    const duration = { milliseconds: work };
    instant("add", addBusinessTime(calendar, at, duration), oracle.add(seen, at, work));
    const last = addBusinessTime(calendar, at, duration, { edge: "next-opening" });
    instant("add to the last", last, oracle.addToLast(seen, at, work));
    instant("subtract", subtractBusinessTime(calendar, at, duration), oracle.subtract(seen, at, work));
    same("between", { ...asked, end }, businessTimeBetween(calendar, at, end), oracle.between(seen, at, end));
    const { timeZone } = anchor;
    const later = addBusinessDays(calendar, at, days, { timeZone });
    instant("business days", later, oracle.addBusinessDays(seen, timeZone, at, days), 2 * DAY);
  }
  const got = Array.from(openIntervals(calendar, { from, to }), (each) => [+each.from, +each.to]);
  const truth = seen.open.map((each) => [each.from, each.to]);
  same("intervals", { from, to }, JSON.stringify(got), JSON.stringify(truth));
}

const compareDrawn = (zones: readonly string[]) =>
  fc.property(exprs(anchors(zones)), questions, ({ anchor, expr }, list) => compare(expr, anchor, list));

it("answers as the oracle does, for calendars of all layers and their combinations", () => {
  const { numRuns = 100 } = fc.readConfigureGlobal();
  fc.assert(compareDrawn(ZONES), { numRuns: Math.ceil(numRuns / 2) });
});

it(isLong ? "in each zone" : "in each zone, a fifteenth of them a run", () => {
  const { seed = 0 } = fc.readConfigureGlobal();
  const some = isLong ? ZONES : ZONES.filter((_, index) => index % 15 === Math.abs(seed) % 15);
  for (const timeZone of some) fc.assert(compareDrawn([timeZone]), { numRuns: isLong ? 2 : 1 });
});
