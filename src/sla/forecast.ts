import { anyOf, nextStaffed, type Post } from "../schedule/index.js";
import { timelineOf } from "../schedule/internal.js";
import { toEpochMs, type InstantInput } from "../time/index.js";
import type { Cycle } from "./status.js";

/** Whether anybody who can serve a ticket is there before it is due. */
export interface BreachForecast {
  /** `staffed`: somebody is there in time. `unstaffed`: nobody is. `no-deadline`: it is not due. */
  readonly kind: "staffed" | "unstaffed" | "no-deadline";
  readonly dueAt: Date | undefined;
  /** Until the due instant: how long anybody is there, posts together. */
  readonly staffedMs: number;
  /** The posts that are there before it is due, and for how long; longest first. */
  readonly posts: readonly { readonly id: string; readonly openMs: number }[];
  /** When the first of the posts is there, from now on. */
  readonly nextStaffedAt: Date | undefined;
}

/**
 * Will anybody who can serve this ticket be there before it is due? The posts
 * are those that fit it (see `postsFor` in the routing room), as plain values.
 *
 * @param cycle - Anything with a due instant: a cycle of `ticketStatus`, or `{ dueAt }`.
 * @throws {FollowTheSunError} `instant.*`, `argument.invalid`, `config.duplicate`.
 *
 * @example Due on Saturday, and Japanese is spoken from Monday on
 * const posts = [{ id: "yuki", calendar: tokyo }];
 * forecastBreach({ dueAt: new Date("2026-03-28T12:00:00Z") }, posts, "2026-03-27T12:00:00Z");
 * // => { kind: "unstaffed", staffedMs: 0, posts: [], nextStaffedAt: "2026-03-30T00:00:00.000Z" }
 */
export function forecastBreach(
  { dueAt }: Pick<Cycle, "dueAt">,
  posts: readonly Post[],
  at: InstantInput,
): BreachForecast {
  const now = toEpochMs(at, "at");
  const nextStaffedAt = nextStaffed(posts, now);
  if (dueAt === undefined) return { kind: "no-deadline", dueAt, staffedMs: 0, posts: [], nextStaffedAt };
  const due = Math.max(now, dueAt.getTime());
  const open = posts
    .map(({ id, calendar }) => ({ id, openMs: timelineOf(calendar).openTimeBetween(now, due) }))
    .filter(({ openMs }) => openMs > 0)
    .sort((a, b) => b.openMs - a.openMs);
  const staffedMs =
    posts.length === 0
      ? 0
      : timelineOf(anyOf(...posts.map(({ calendar }) => calendar))).openTimeBetween(now, due);
  return { kind: staffedMs > 0 ? "staffed" : "unstaffed", dueAt, staffedMs, posts: open, nextStaffedAt };
}
