import { counted, grouped, lengthText, percentText, table, wrap } from "../simulator/text.js";
import { HOUR_MS, MINUTE_MS } from "../simulator/units.js";
import type { Interval } from "./bootstrap.js";
import type { Happened } from "./log-facts.js";
import type { Beside } from "./results.js";
import type { Shuffles } from "./shuffles.js";
import type { Compared, PassedFigure, ThenAndHere } from "./then-and-here.js";

/** What happened then, what happened here, and which of the differences are more than chance. */
export function thenLines({ happened, intervals }: Beside, handoffs: number): string[] {
  const rows = intervals.figures.map((figure) => {
    const scale = scaleOf(figure.unit, [figure.then, figure.here, figure.difference].flatMap(boundsOf));
    return [
      scale.unit === "" ? figure.name : `${figure.name} (${scale.unit})`,
      cell(figure.then, scale.text),
      cell(figure.here, scale.text),
      cell(figure.difference, (value) => signed(value, scale.text)),
      figure.leavesOutZero ? "*" : "",
    ];
  });
  return [
    ...table([["", "then", "here", "here - then", ""], ...rows], 1),
    ...wrap(intervalText(intervals), ""),
    ...wrap(
      "Then: by our clock's end, from Queued to Accepted after the first acceptance, and all events by people. Here: from " +
        `when an incident wanted an agent again (${counted(handoffs, "handoff")} among these) until it had one, and all ` +
        "assignments; nobody is given any after hours, so the 0 is no finding. Came back: to a country it had left. Then, " +
        "work also had to reach those who knew how to do it; here anybody does.",
      "",
    ),
    ...wrap(laterText(happened), ""),
  ];
}

/** How far the figures move with who is first at a tie. */
export function shuffleLines({ seeds, figures }: Shuffles): string[] {
  const rows = figures.map(({ name, unit, here, least, most }) => {
    const scale = scaleOf(
      unit,
      [here, least, most].filter((value) => value !== null),
    );
    const text = (value: number | null): string => (value === null ? "-" : scale.text(value));
    return [scale.unit === "" ? name : `${name} (${scale.unit})`, text(here), text(least), text(most)];
  });
  return [
    ...table([["", "here", "least", "most"], ...rows], 1),
    ...wrap(
      `Least and most of ${counted(seeds.length, "more run")} of the same incidents, each with the agents' ids dealt out ` +
        "anew: among agents that are equal in all else the id decides.",
      "",
    ),
  ];
}

function intervalText({ drawn, clusters, resamples }: ThenAndHere): string {
  const what =
    drawn === "days"
      ? `${grouped(clusters)} days, each with all its incidents`
      : `${counted(clusters, "incident")}, each with all its waits and moves`;
  const covered =
    drawn === "days"
      ? "what other days like these would have done, with these people, hours and work; not what another company's would. " +
        "Weekdays are drawn like weekends, and what a day leaves to the next is left out."
      : "what other incidents like these would have done on this day, with these people, hours and work; not what another " +
        "day or company would. That an incident's wait depends on the others' is left out.";
  return (
    `In brackets: 95 % intervals by the percentile bootstrap (Efron 1979), from ${grouped(resamples)} resamples of ` +
    `${what}, the same then and here. *: that of here - then leaves out 0. They tell ${covered}`
  );
}

/** What the log shows of the same incidents after our clock has stopped. */
function laterText({ wholeLog }: Happened): string {
  const { waits, ownerMoves, ownerPingPong, teamMoves, teamPingPong, outsideHours, humanEvents } = wholeLog;
  return (
    `To the end of the log there were then ${counted(waits.count, "wait")}, ${grouped(waits.overMinute)} of them over a ` +
    `minute, with a median of ${lengthText(waits.medianMs)}, a 90th percentile of ${lengthText(waits.p90Ms)} and ` +
    `${lengthText(waits.totalMs)} all together; ${counted(ownerMoves, "move")} between owners' countries, ` +
    `${grouped(teamMoves)} between teams'; ${grouped(ownerPingPong)} and ${grouped(teamPingPong)} incidents that came back; ` +
    `${percentText(humanEvents === 0 ? null : outsideHours / humanEvents)} of the work outside usual hours.`
  );
}

function boundsOf(interval: Compared["then"]): number[] {
  return interval === null ? [] : [interval.value, interval.from, interval.to];
}

function cell(interval: Interval | null, text: (value: number) => string): string {
  if (interval === null) return "-";
  return `${text(interval.value)} (${text(interval.from)} to ${text(interval.to)})`;
}

/** How a row's numbers are written, all in the same unit. */
interface Scale {
  readonly unit: string;
  readonly text: (value: number) => string;
}

/** The largest number of a row tells in what it is best read. */
function scaleOf(unit: PassedFigure["unit"], values: readonly number[]): Scale {
  const most = Math.max(0, ...values.map(Math.abs));
  if (unit === "share") return { unit: "%", text: (value) => (100 * value).toFixed(1) };
  if (unit === "count") {
    return most < 10_000
      ? { unit: "", text: (value) => number(value, 0) }
      : { unit: "1000s", text: (value) => number(value / 1000, 1) };
  }
  const [name, size] =
    most < 10_000 * MINUTE_MS
      ? (["min", MINUTE_MS] as const)
      : most < 10_000 * HOUR_MS
        ? (["h", HOUR_MS] as const)
        : (["days", 24 * HOUR_MS] as const);
  const digits = most / size < 100 ? 1 : 0;
  return { unit: name, text: (value) => number(value / size, digits) };
}

function number(value: number, digits: number): string {
  const [whole = "", ...rest] = Math.abs(value).toFixed(digits).split(".");
  const text = [grouped(Number(whole)), ...rest].join(".");
  return value < 0 && Number.parseFloat(Math.abs(value).toFixed(digits)) > 0 ? `-${text}` : text;
}

function signed(value: number, textOf: (value: number) => string): string {
  const text = textOf(value);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
