import { failAll, FollowTheSunError } from "../errors.js";
import type { InstantInput } from "../time/index.js";
import { applyDeskEvent } from "./apply.js";
import type { Assigned, ChosenBy, DeskEvent, Offered } from "./desk-event.js";
import type { Desk } from "./desk.js";
import type { RouteAnswer } from "./answer.js";
import { route } from "./route.js";

/** An assignment or offer of the log that `route` would not have made. */
export interface ReplayDifference {
  /** Which event of the log, from 0. */
  readonly index: number;
  readonly eventId: string | undefined;
  readonly at: InstantInput;
  readonly workId: string;
  /** Who got it, and what decided that, as the log has it. */
  readonly recorded: { readonly agentId: string; readonly chosenBy: ChosenBy };
  /** What `route` answers on the desk of that moment. */
  readonly computed: RouteAnswer;
}

export interface DeskReplay {
  readonly desk: Desk;
  /** In the order of the log. What a person decided is here, too, where `route` would have decided otherwise. */
  readonly differences: readonly ReplayDifference[];
}

/**
 * The desk after a log of events, and where the log's assignments and offers
 * differ from what `route` computes. In pieces or at once, a log leads to the
 * same desk; events that were applied already change nothing and are not compared.
 *
 * @throws {FollowTheSunError} As `applyDeskEvent`.
 *
 * @example An assignment of Friday evening, when London was closed
 * const log: DeskEvent[] = [{ type: "assigned", at: arrivedAt, agentId: "sam", work }];
 * replayDesk(openDesk(roster), log).differences[0]?.computed.kind; // => wait
 */
export function replayDesk(desk: Desk, log: readonly DeskEvent[]): DeskReplay {
  const differences: ReplayDifference[] = [];
  let current = desk;
  log.forEach((event, index) => {
    const next = at(`log[${index}]`, () => applyDeskEvent(current, event));
    const wasNew = next !== current;
    if (wasNew && (event.type === "assigned" || event.type === "offered"))
      differences.push(...differenceOf(current, event, index));
    current = next;
  });
  return { desk: current, differences };
}

/** What is wrong with an event is told with its place in the log. */
function at<T>(place: string, apply: () => T): T {
  try {
    return apply();
  } catch (error) {
    if (!(error instanceof FollowTheSunError)) throw error;
    return failAt(place, error);
  }
}

function failAt(place: string, { problems }: FollowTheSunError): never {
  const moved = problems.map((problem) => ({ ...problem, path: problem.path.replace(/^event\b/, place) }));
  failAll(moved);
  throw new Error("an error has at least one problem");
}

/** What the desk of before the event would have answered, where that is somebody else. */
function differenceOf(desk: Desk, event: Assigned | Offered, index: number): ReplayDifference[] {
  const { id: eventId, at, agentId, work, chosenBy = "person" } = event;
  const computed = route(desk, work, at);
  if (computed.kind === "assigned" && computed.agentId === agentId) return [];
  return [{ index, eventId, at, workId: work.id, recorded: { agentId, chosenBy }, computed }];
}
