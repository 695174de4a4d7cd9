import { intersection } from "../time/index.js";
import { timelineOf, type Calendar } from "./calendar.js";
import { segmentsOf } from "./coverage.js";
import { checkPosts, hasPeople, hoursOfPosts, readWindow, type Post } from "./posts.js";
import type { Window } from "./query.js";

/** When a customer can be called, and who is there to do it. */
export interface ContactWindow {
  readonly from: Date;
  readonly to: Date;
  readonly posts: readonly string[];
}

/**
 * When may we call back? The customer's polite hours (a calendar in their zone,
 * with their local holidays) while at least one fitting post is open.
 *
 * @returns In order; cut where the open posts change.
 * @throws {FollowTheSunError} As `coverageOf`.
 *
 * @example
 * const polite = defineCalendar({ timeZone: "America/Sao_Paulo", weekly: { mon: [["10:00", "20:00"]] }, holidays: ["04-21"] });
 * contactWindows(polite, [{ id: "london", calendar: london }], { from: "2026-03-30T00:00:00Z", to: "2026-03-31T00:00:00Z" });
 * // => [{ from: "2026-03-30T13:00:00.000Z", to: "2026-03-30T16:00:00.000Z", posts: ["london"] }]
 */
export function contactWindows(
  politeHours: Calendar,
  posts: readonly Post[],
  window: Window,
): readonly ContactWindow[] {
  checkPosts(posts);
  const { start, end } = readWindow(window);
  const timeline = timelineOf(politeHours, "politeHours");
  const polite = start < end ? timeline.listWithin(start, end) : [];
  return segmentsOf(hoursOfPosts(posts.filter(hasPeople), start, end), start, end)
    .filter((segment) => segment.posts.length > 0)
    .flatMap((segment) =>
      intersection([segment], polite).map((each) => ({
        from: new Date(each.start),
        to: new Date(each.end),
        posts: segment.posts.map(({ id }) => id),
      })),
    );
}
