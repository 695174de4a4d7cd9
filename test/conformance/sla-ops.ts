import { clockStatus, dueAt, type Pause, type ServicePromise } from "follow-the-sun";
import { handoffClock, lifecycle, warningOf } from "./lifecycle.js";
import { calendarOf, calendarsOf, type Op } from "./vectors.js";

interface ClockArgs {
  targetSeconds: number;
  warnBeforeSeconds?: number;
  events: { at: string; type: "start" | "pause" | "resume" | "stop" }[];
}

/** The ops of sla.json and tickets.json. */
export const slaOps: Readonly<Record<string, Op>> = {
  clock: (vector, file) => {
    const { targetSeconds, warnBeforeSeconds, events } = vector.args as unknown as ClockArgs;
    const promise: ServicePromise = {
      calendar: calendarOf(vector, file),
      from: instantOfFirst(events, "start") ?? "",
      target: { seconds: targetSeconds },
      pauses: pausesIn(events),
    };
    const stop = instantOfFirst(events, "stop");
    if (stop === undefined) {
      const due = dueAt(promise);
      const warning = warnBeforeSeconds === undefined ? {} : warningOf(promise, warnBeforeSeconds);
      return { ...(due.kind === "due" && due), ...warning };
    }
    const status = clockStatus({ ...promise, fulfilledAt: stop }, stop);
    return {
      ...status,
      outcome: status.state,
      elapsedSeconds: status.elapsedMs / 1000,
      remainingSeconds: status.remainingMs / 1000,
      pausedSeconds: status.pausedMs / 1000,
    };
  },
  lifecycle: (vector, file) => lifecycle(vector.args as never, calendarOf(vector, file)),
  handoffClock: (vector, file) => handoffClock(vector.args as never, calendarsOf(vector, file)),
};

function instantOfFirst(events: ClockArgs["events"], type: string): string | undefined {
  return events.find((event) => event.type === type)?.at;
}

function pausesIn(events: ClockArgs["events"]): Pause[] {
  const pauses: { from: string; to?: string }[] = [];
  for (const { at, type } of events) {
    const open = pauses.at(-1);
    if (type === "pause") pauses.push({ from: at });
    if (type === "resume" && open !== undefined) open.to = at;
  }
  return pauses;
}
