import type { InstantInput } from "../time/index.js";
import type { WorkItem } from "./work.js";

/** Whether an agent who is on shift can be given work. Only `available` can. */
export type Presence = "available" | "busy" | "away" | "offline";
export const PRESENCES: readonly Presence[] = ["available", "busy", "away", "offline"];

/** Something that happened at the desk. Plain JSON; an event with an id that was applied already changes nothing. */
export type DeskEvent =
  | {
      readonly type: "assigned";
      readonly id?: string;
      readonly at: InstantInput;
      readonly agentId: string;
      readonly work: WorkItem;
    }
  | {
      /** The agent no longer holds the work: done, passed on, or waiting for somebody else. */
      readonly type: "released";
      readonly id?: string;
      readonly at: InstantInput;
      readonly agentId: string;
      readonly workId: string;
      readonly reason?: string;
    }
  | {
      readonly type: "presence-changed";
      readonly id?: string;
      readonly at: InstantInput;
      readonly agentId: string;
      readonly presence: Presence;
    };
