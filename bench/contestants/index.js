import bisection from "./bisection.js";
import * as dateFns from "./date-fns.js";
import dayjs from "./dayjs.js";
import * as moment from "./moment.js";
import openingHours from "./opening-hours.js";
import * as ours from "./ours.js";
import workingTimeCalculator from "./working-time-calculator.js";

/**
 * Everybody who is asked. Each gives what it can of isOpen, nextOpening, add and between, takes epoch
 * milliseconds (or what its `give` makes of them) and answers with a boolean, milliseconds or a Date.
 */
export const contestants = [
  bisection,
  ours.inside,
  ours.dates,
  ours.texts,
  dayjs,
  moment.hostZone,
  moment.givenZone,
  openingHours,
  workingTimeCalculator,
  dateFns.hostZone,
  dateFns.givenZone,
];

/** Looked at and left out: they count whole days and know no hours. */
export const daysOnly = ["moment-business-days", "dayjs-business-days2", "luxon-business-days"];
