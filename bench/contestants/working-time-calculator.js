import WorkingTimeCalculator from "working-time-calculator";
import { ALL_HOLIDAYS, HOURS, TIME_ZONE } from "../support/calendar.js";

const calculator = new WorkingTimeCalculator();
for (const [start, stop] of HOURS) {
  calculator.addWorkingHours(WorkingTimeCalculator.WEEKDAYS, start, stop, TIME_ZONE);
}
for (const date of ALL_HOLIDAYS) {
  const [year, month, day] = date.split("-").map(Number);
  calculator.excludeBetween(new Date(year, month - 1, day), new Date(year, month - 1, day + 1));
}

export default {
  name: "working-time-calculator",
  kind: "peer",
  note: "zone per hours; the host zone decides what is a Monday",
  between: (from, to) => calculator.calcMillisecondsBetween(new Date(from), new Date(to)),
};
