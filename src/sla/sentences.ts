import type { Reason } from "../schedule/index.js";
import type { Segment, SegmentReason } from "./segment.js";
import type { Cycle } from "./status.js";

/** `2 h 10 min`; below a minute, `12.345 s`. */
export function renderLength(ms: number): string {
  if (ms < 0) return `-${renderLength(-ms)}`;
  if (ms < 60_000) return `${ms / 1000} s`;
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    minutes >= 60 ? `${Math.floor(minutes / 60)} h` : "",
    minutes % 60 > 0 ? `${minutes % 60} min` : "",
    ms % 60_000 > 0 ? `${(ms % 60_000) / 1000} s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** A reason in words, the same for the same reason. */
export function renderReason(reason: SegmentReason): string {
  switch (reason.code) {
    case "open":
      return "open";
    case "closed":
      return renderClosed(reason.because);
    case "paused":
      return `paused (${reason.status})`;
    case "not-agents":
      return `not with the agents (${reason.status})`;
    case "solved":
      return "solved";
    case "unowned":
      return "nobody owns it";
  }
}

function renderClosed(reason: Reason): string {
  switch (reason.code) {
    case "holiday":
      return `holiday ${reason.name ?? reason.date}`;
    case "break":
      return reason.name === undefined ? "break" : `break ${reason.name}`;
    case "closure":
      return reason.name === undefined ? "closed by hand" : `closed for ${reason.name}`;
    case "combined": {
      const reasons = reason.members
        .filter(({ isOpen }) => !isOpen)
        .map((member) => renderClosed(member.reason));
      const names = new Set(reasons.filter((each) => each !== "out of hours"));
      return names.size === 0 ? "out of hours" : `out of hours, ${[...names].join(", ")}`;
    }
    default:
      return "out of hours";
  }
}

/** `resolution missed: 17 h 5 min of 16 h; 3 h 20 min open, 14 h out of hours, 2 h paused (pending)`. */
export function renderSegments(cycle: Cycle, segments: readonly Segment[]): string {
  const lengths = lengthByReason(segments);
  const told = [...lengths].map(([reason, ms]) => `${renderLength(ms)} ${reason}`);
  const head = `${cycle.metric} ${cycle.state}: ${renderLength(cycle.elapsedMs)} of ${renderLength(cycle.targetMs)}`;
  return told.length === 0 ? head : `${head}; ${told.join(", ")}`;
}

/** How long each reason lasted, in order of appearance. */
export function lengthByReason(segments: readonly Segment[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const { from, to, reason } of segments) {
    const name = renderReason(reason);
    lengths.set(name, (lengths.get(name) ?? 0) + to.getTime() - from.getTime());
  }
  return lengths;
}
