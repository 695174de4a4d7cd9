import { counted, grouped, table, wrap } from "../simulator/text.js";
import { dateText } from "../ticket-timeline/local-time.js";
import { CLOSED_SHARE, LEAST_EXPECTED, type CountryDate, type Evidence, type Verdict } from "./evidence.js";

const SHOWN = 20;

const LONGEST_NAME = 30;

const EXCEPTIONS: Readonly<Partial<Record<Verdict, string>>> = {
  "closed-though-open": "closed",
  "worked-though-closed": "worked",
};

/** How many country-dates went as planned, and those that did not. */
export function evidenceLines({ dates, leftOut, withoutHolidays }: Evidence): string[] {
  const count = (verdict: Verdict): number => dates.filter((each) => each.verdict === verdict).length;
  const [open, closed, shifts] = [count("open-as-planned"), count("closed-as-planned"), count("shift-work")];
  const kept = dates.filter((each) => each.planned === "holiday" && each.verdict === "closed-as-planned");
  const exceptions = dates.filter(({ verdict }) => EXCEPTIONS[verdict] !== undefined);
  return [
    ...wrap(
      `${grouped(open + closed)} of ${counted(dates.length, "country-date")} went as planned: ${grouped(open)} open, ` +
        `${grouped(closed)} closed, of these ${counted(kept.length, "public holiday")}`,
      "",
    ),
    ...(shifts === 0 ? [] : wrap(`${grouped(shifts)} at weekends in shifts: ${shiftText(dates)}`, "")),
    ...(exceptions.length === 0 ? ["no exceptions"] : ["", ...exceptionLines(exceptions), ""]),
    ...wrap(ruleText(), ""),
    ...(leftOut.dates === 0 ? [] : wrap(leftOutText(leftOut), "")),
    ...(withoutHolidays.length === 0
      ? []
      : wrap(`No holidays are known of ${withoutHolidays.join(", ")}: planned without any.`, "")),
  ];
}

function exceptionLines(exceptions: readonly CountryDate[]): string[] {
  const rows = exceptions
    .slice(0, SHOWN)
    .map((each) => [
      `${dateText(Date.parse(each.date))} ${each.date.slice(0, 4)}`,
      each.country,
      plannedText(each),
      EXCEPTIONS[each.verdict] ?? "",
      grouped(each.events),
      grouped(each.people),
      grouped(each.incidents),
      each.sameWeekday === null ? "-" : half(each.sameWeekday),
    ]);
  const head = ["date", "", "planned", "did", "events", "people", "incidents", "same weekday"];
  const rest = exceptions.length - rows.length;
  return [...table([head, ...rows], 4), ...(rest > 0 ? [`and ${grouped(rest)} more`] : [])];
}

function plannedText({ planned, holiday }: CountryDate): string {
  const text = holiday ?? planned;
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`;
}

/** A median may lie between two numbers. */
function half(value: number): string {
  return `${grouped(Math.floor(value))}${value % 1 === 0 ? "" : ".5"}`;
}

function shiftText(dates: readonly CountryDate[]): string {
  const shifts = dates.filter(({ verdict }) => verdict === "shift-work").map(({ country }) => country);
  const countries = [...new Set(shifts)].sort();
  return countries
    .map((country) => `${country} ${grouped(shifts.filter((each) => each === country).length)}`)
    .join(", ");
}

function ruleText(): string {
  return (
    `Closed: the country's people acted on fewer than ${CLOSED_SHARE * 100} % of the incidents that they act on on a working ` +
    "day, which is the median of the same weekday in the two weeks before and after, holidays left out; for a weekend the " +
    "median of the working days of these weeks. Dates are each country's own, from the first to the last arrival's day."
  );
}

function leftOutText({ dates, countries }: Evidence["leftOut"]): string {
  const which = countries.length === 0 ? "" : `, among them all of ${countries.join(", ")}`;
  return `${counted(dates, "country-date")} with fewer than ${LEAST_EXPECTED} incidents to expect: not judged${which}.`;
}
